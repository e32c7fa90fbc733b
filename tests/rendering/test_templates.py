"""Layouts: found, strict, overridable, and honest about where they are wrong."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.site import Job
from generator.rendering.templates import LayoutError, Templates, templates

CONTEXT = {"here": "a/b/c.html", "root": "", "title": "<标题>"}

Write = Callable[..., Templates]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Make a folder of layouts and look them up."""

    def written(**files: str) -> Templates:
        for name, text in files.items():
            (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        return Templates((str(tmp_path),))

    return written


def said(layouts: Templates, layout: str = "x.html", **context: object) -> str:
    return layouts.render(Job("a/b/c.html", layout, CONTEXT | context)).content.decode()


def failure(layouts: Templates, layout: str = "x.html") -> tuple[str, int, str]:
    with pytest.raises(LayoutError) as caught:
        said(layouts, layout)
    return caught.value.file, caught.value.line, caught.value.message


def test_values_are_escaped_outright(write: Write) -> None:
    """No file ending turns escaping off."""
    assert said(write(x="{{ title }}")) == "&lt;标题&gt;"


@pytest.mark.parametrize(
    ("target", "root", "written"),
    [
        ("index.html", "", "../../index.html"),
        ("a/b/d.html#art-1", "", "d.html#art-1"),
        ("https://www.gov.cn/", "", "https://www.gov.cn/"),
        ("index.html", "https://x.gov.cn/z", "https://x.gov.cn/z/"),
        ("assets/site.css", "https://x.gov.cn/z", "https://x.gov.cn/z/assets/site.css"),
        ("https://www.gov.cn/", "https://x.gov.cn/z", "https://www.gov.cn/"),
    ],
)
def test_addresses_suit_the_page(write: Write, target: str, root: str, written: str) -> None:
    assert said(write(x="{{ target | address }}"), target=target, root=root) == written


def test_days_are_written_for_people_and_for_machines(write: Write) -> None:
    layouts = write(x="{{ d | day }} {{ d | iso }} {{ '2020-12-01' | day }} {{ '2020-12-01' | iso }}")
    assert said(layouts, d="2020-07-06 09:05") == "2020年7月6日 2020-07-06T09:05 2020年12月1日 2020-12-01"


def test_an_unknown_name_is_an_error_with_its_line(write: Write) -> None:
    assert failure(write(x="一\n{{ 题目 }}\n")) == ("x.html", 2, "用到了没有提供的“题目”")


def test_an_unknown_part_is_an_error_even_in_a_condition(write: Write) -> None:
    layouts = write(x="{% set page = {} %}\n\n{% if page.titel %}是{% endif %}")
    assert failure(layouts) == ("x.html", 3, "用到了没有提供的“titel”（所属对象没有这一项）")


def test_the_innermost_layout_is_named(write: Write) -> None:
    """An included layout's mistake is its own."""
    assert failure(write(x='\n{% include "y.html" %}', y="\n\n\n{{ nothing }}"))[:2] == ("y.html", 4)


def test_a_syntax_error_is_named_with_its_line(write: Write) -> None:
    file, line, message = failure(write(x="一\n二\n{% if %}"))
    assert (file, line) == ("x.html", 3)
    assert message.startswith("语法有误：")


def test_a_missing_layout_is_named_where_it_is_asked_for(write: Write) -> None:
    layouts = write(x='\n{% include "gone.html" %}')
    assert failure(layouts) == ("x.html", 2, "找不到版式文件 gone.html")
    assert failure(layouts, "none.html") == ("none.html", 1, "找不到版式文件 none.html")


def test_a_failing_expression_is_named(write: Write) -> None:
    file, line, message = failure(write(x="\n{{ 1 // 0 }}"))
    assert (file, line) == ("x.html", 2)
    assert message.startswith("无法生成：ZeroDivisionError")


def test_the_first_folder_wins_file_by_file(tmp_path: Path, layouts: str) -> None:
    """A site's own layouts stand before the default ones."""
    (tmp_path / "404.html").write_text("自己的{% include '_own.html' %}", encoding="utf-8")
    (tmp_path / "_own.html").write_text("页", encoding="utf-8")
    found = Templates((str(tmp_path), layouts))
    assert said(found, "404.html") == "自己的页"
    assert found.uses("statutory.html") == (
        "_column.html",
        "_matrix.html",
        "base.html",
        "list.html",
        "macros.html",
        "statutory.html",
    )


def test_a_digest_follows_everything_that_a_layout_uses(tmp_path: Path, write: Write) -> None:
    """A change of an included file changes the layout's digest, and no other's."""
    before = write(x='{% include "y.html" %}', y="一", z="三")
    digests = before.digest("x.html"), before.digest("z.html")
    (tmp_path / "y.html").write_text("二", encoding="utf-8")
    after = Templates((str(tmp_path),))
    assert after.digest("x.html") != digests[0]
    assert after.digest("z.html") == digests[1]
    with pytest.raises(LayoutError):
        after.digest("none.html")


def test_styles_and_icons_are_listed(layouts: str) -> None:
    files = Templates((layouts,)).files()
    assert files == tuple(sorted(files))
    assert {"assets/site.css", "assets/print.css", "assets/icons/mark.svg"} <= set(files)


def test_templates_and_their_errors_cross_a_process_boundary(layouts: str) -> None:
    found = templates((layouts,))
    assert pickle.loads(pickle.dumps(found)) is found  # noqa: S301  # our own bytes
    error = pickle.loads(pickle.dumps(LayoutError("a.html", 3, "错")))  # noqa: S301  # our own bytes
    assert (error.file, error.line, error.message) == ("a.html", 3, "错")


def test_html_has_an_outline_and_other_files_have_none(write: Write) -> None:
    layouts = write(x="<title>{{ title }}</title>")
    page = layouts.render(Job("a/b/c.html", "x.html", CONTEXT))
    assert page.outline is not None
    assert page.outline.title == "<标题>"
    assert layouts.render(Job("robots.txt", "x.html", CONTEXT)).outline is None


@pytest.mark.parametrize("text", ['{% include "x.html" %}', '{% extends "x.html" %}', '{% include "y.html" %}'])
def test_a_layout_that_uses_itself_is_named(write: Write, text: str) -> None:
    file, _, message = failure(write(x=text, y='{% include "x.html" %}'))
    assert file in {"x.html", "y.html"}
    assert message.startswith("层层套用没有尽头")


def test_what_a_layout_that_uses_itself_uses_can_still_be_told(write: Write) -> None:
    assert write(x='{% include "x.html" %}').uses("x.html") == ("x.html",)


def test_a_key_comes_before_a_method_of_the_same_name(tmp_path: Path) -> None:
    """``page.items`` is what the context calls so; what no key is called stays what it was."""
    (tmp_path / "a.html").write_text("{{ page.items }} {{ page.keys() | list }}", encoding="utf-8")
    shown = Templates((str(tmp_path),)).render(Job("a.txt", "a.html", {"page": {"items": "三项"}}))
    assert shown.content.decode() == "三项 [&#39;items&#39;]"
