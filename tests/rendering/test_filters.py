"""The filter ``shared``: written once, and never where it should have been written again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.site import Artifact, Job, Site
from generator.rendering import filters
from generator.rendering.faults import LayoutError
from generator.rendering.filters import Shared
from generator.rendering.templates import Templates

Render = Callable[..., dict[str, Artifact]]
PIECES = '{% macro name(place, site) %}{{ site.name }} {{ "a/x.html" | address(place) }}{% endmacro %}'
PLAIN = '{% import "pieces.html" as pieces %}{{ pieces.name | shared(place, site) }}'
PLACE = {"folder": "a", "current": "", "root": ""}
SITE = {"name": "<甲>"}


@pytest.fixture
def layouts(tmp_path: Path) -> Templates:
    (tmp_path / "pieces.html").write_text(PIECES, encoding="utf-8")
    (tmp_path / "x.html").write_text(PLAIN, encoding="utf-8")
    return Templates((str(tmp_path),))


def said(layouts: Templates, **context: object) -> str:
    whole = {"here": "a/b.html", "root": "", "place": PLACE, "site": SITE}
    return layouts.render(Job("a/b.html", "x.html", whole | context)).content.decode()


def test_what_is_shared_is_written_once() -> None:
    written: list[object] = []

    def macro(*values: object) -> str:
        written.append(values)
        return str(values)

    filter_ = Shared()
    place = {"folder": "a"}
    assert filter_(macro, place, "x") is filter_(macro, place, "x")
    assert filter_(macro, place, "y") == str((place, "y"))
    assert written == [(place, "x"), (place, "y")]


def test_another_value_is_written_anew(layouts: Templates) -> None:
    assert said(layouts) == "&lt;甲&gt; x.html"
    assert said(layouts, site={"name": "乙"}) == "乙 x.html"
    assert said(layouts, place=PLACE | {"folder": "a/b"}) == "&lt;甲&gt; ../x.html"
    assert said(layouts, place=PLACE | {"root": "https://x.gov.cn"}) == "&lt;甲&gt; https://x.gov.cn/a/x.html"
    assert said(layouts) == "&lt;甲&gt; x.html"


def test_a_changed_layout_is_written_anew(layouts: Templates, tmp_path: Path) -> None:
    """Nothing is kept beyond the templates that wrote it."""
    assert said(layouts) == "&lt;甲&gt; x.html"
    (tmp_path / "pieces.html").write_text(PIECES.replace("site.name", "site.name ~ '！'"), encoding="utf-8")
    assert said(Templates((str(tmp_path),))) == "&lt;甲&gt;！ x.html"


@pytest.mark.parametrize(
    "text",
    [
        '{% import "pieces.html" as pieces with context %}{{ pieces.title | shared(place) }}',
        "{% macro title(place) %}{{ heading }}{% endmacro %}{{ title | shared(place) }}",
    ],
)
def test_a_macro_that_sees_the_page_is_written_for_each(tmp_path: Path, text: str) -> None:
    (tmp_path / "pieces.html").write_text("{% macro title(place) %}{{ heading }}{% endmacro %}", encoding="utf-8")
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    layouts = Templates((str(tmp_path),))
    assert [said(layouts, heading=str(n)) for n in range(20)] == [str(n) for n in range(20)]


def test_a_macro_without_context_sees_nothing_of_the_page(tmp_path: Path) -> None:
    """It is told so, rather than given what the first page had."""
    (tmp_path / "pieces.html").write_text("\n{% macro title(place) %}{{ heading }}{% endmacro %}", encoding="utf-8")
    (tmp_path / "x.html").write_text('{% import "pieces.html" as pieces %}{{ pieces.title | shared(place) }}', "utf-8")
    with pytest.raises(LayoutError) as caught:
        said(Templates((str(tmp_path),)), heading="标题")
    assert (caught.value.file, caught.value.line) == ("pieces.html", 2)


def test_keeping_has_an_end(layouts: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that never come back cost no memory in the long run, and no value is taken for one that has gone."""
    monkeypatch.setattr(filters, "MOST", 8)
    for n in range(100):
        assert said(layouts, site={"name": str(n)}) == f"{n} x.html"
    filter_ = Shared()
    for n in range(100):
        filter_(str, {"n": n})
    assert len(filter_._kept) <= 8  # noqa: SLF001  # what this test is about


def test_every_page_is_the_same_without_sharing(sample: Site, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(sample)
    monkeypatch.setattr(Shared, "__call__", lambda _, macro, *values: macro(*values))
    assert render(sample) == before
