"""Words of the program and its layouts betray no page that is called so; a project's layouts may name drafts only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.building.build import check
from generator.building.options import Options
from generator.building.wording import wording
from generator.rules.wording import Wording

DEFAULT = Path(__file__).parents[2] / "layouts"
MEASURES = "content/statutory/interpretations/measures.md"
ORGAN = "示例市商务委员会"


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    return copy_column(tmp_path / "column")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def leaks(column: Path, as_of: date = date(2020, 10, 30)) -> list[tuple[str, str]]:
    """The files that are found to leak something of what is kept back, with what."""
    found = check(column, Options(as_of, jobs=1)).findings
    return [(one.span.path, one.message.rpartition("的标题")[2]) for one in found if one.rule == "attr-leak"]


@pytest.mark.parametrize("attribute", ["草稿: 是\n公开属性: 主动公开", "公开属性: 依申请公开"])
def test_a_heading_of_the_layouts_is_no_leak_of_the_page_with_its_name(column: Path, attribute: str) -> None:
    change(column / MEASURES, "公开属性: 主动公开", attribute)
    assert leaks(column) == []


def test_a_day_before_the_page_was_published_has_no_leak(column: Path) -> None:
    assert leaks(column, date(2020, 10, 16)) == []


def test_the_same_words_elsewhere_in_the_title_are_found(column: Path) -> None:
    """Only the words of the layouts themselves are free, not a page that is named with them."""
    change(column / MEASURES, "标题: 惠企利民举措一览", "标题: 惠企利民举措一览送审稿")
    change(column / MEASURES, "公开属性: 主动公开", "公开属性: 依申请公开")
    change(column / "content/annual-reports/2018.md", "政策解读数量偏少；", "《惠企利民举措一览送审稿》没有印发；")
    assert ("content/annual-reports/2018.md", "“惠企利民举措一览送审稿”") in leaks(column)


def test_a_layout_of_the_project_may_name_a_draft_and_no_closed_page(column: Path) -> None:
    change(column / "layouts/map.html", "{% block main %}", "{% block main %}<p>值守安排另行公布细目</p>")
    change(column / MEASURES, "标题: 惠企利民举措一览", "标题: 值守安排另行公布细目")
    change(column / MEASURES, "公开属性: 主动公开", "草稿: 是\n公开属性: 主动公开")
    assert leaks(column) == []
    change(column / MEASURES, "草稿: 是\n公开属性: 主动公开", "公开属性: 依申请公开")
    assert leaks(column) == [("output/map.html", "“值守安排另行公布细目”")]


@pytest.mark.parametrize(
    ("title", "free"),
    [
        ("惠企利民举措一览", True),  # a heading in a layout
        ("政府信息公开申请表", True),  # a name that the program gives
        ("法定主动公开事项", True),  # a kind
        (f"{ORGAN}主动公开文件目录", True),  # the same with the organ's name
        ("2020年下半年机关内部值守安排", False),
        (f"{ORGAN}机关内部值守安排", False),
    ],
)
def test_what_the_program_says_by_itself(title: str, free: bool) -> None:  # noqa: FBT001  # a column of the table
    assert bool(wording([str(DEFAULT)]).spoken({title}, (), ORGAN)) is free


def test_without_words_nothing_is_free() -> None:
    assert Wording().spoken({"惠企利民举措一览"}, {"惠企利民举措一览"}, ORGAN) == frozenset()
