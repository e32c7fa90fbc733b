"""The files of a 主动公开标准目录 can be read back: what was taken away and is imported again is equal, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.authoring.importing import SOURCES
from generator.authoring.survey import survey
from generator.kinds.catalogue import Catalogue, CatalogueRow
from generator.kinds.coverage import catalogue_rows
from generator.kinds.general import News
from generator.model.site import Page, Site
from generator.model.sources import Source
from generator.model.standard import CHANNELS
from generator.reading.rows import read_table
from generator.rendering.forms import FORMS
from generator.rendering.lookup import Lookup
from generator.rendering.standard_files import tables

MakePage = Callable[..., Page[Any]]
MakeSite = Callable[..., Site]
NOTE = ("“公开网页”这一列由“公开位置”得出，没有导入",)


def taken_back(page: Page[Any], site: Site) -> Iterator[tuple[str, tuple[Any, ...], tuple[str, ...]]]:
    """For each file of a catalogue its ending, the rows that an import makes of it, and what the import says."""
    for one in tables(page, Lookup(site)):
        ending = f".{one.format.lower()}"
        sheet = "标准目录" if one.form == "workbook" else ""
        ready = SOURCES[ending](FORMS[one.form](one.context()), sheet)
        table, problems = read_table(Source("a.csv", ready.content), CatalogueRow)
        assert problems == ()
        yield ending, table.rows, ready.notes


@pytest.fixture(scope="module", name="column")
def fixture_column(project: Path) -> Site:
    found, findings = survey(project, None, date(2020, 10, 30))
    assert not findings
    assert found
    return found


@pytest.mark.parametrize("name", ["catalogue-2019", "catalogue-2020"])
def test_every_row_of_the_sample_comes_back_as_it_was(name: str, column: Site) -> None:
    page = column.pages[name]
    rows = tuple(row.record for row in catalogue_rows(page, column))
    assert len(rows) >= 38
    assert list(taken_back(page, column)) == [(".xlsx", rows, NOTE), (".csv", rows, NOTE)]


WORDS = st.text("公开目录市商务委员会统计（）〔2020〕1号《》", min_size=1, max_size=30)
LINES = st.lists(WORDS, max_size=3).flatmap(lambda some: st.sampled_from(["；", "\n"]).map(lambda by: by.join(some)))
ROW = st.builds(
    CatalogueRow,
    number=st.just("1"),
    item=WORDS,
    part=LINES,
    content=LINES,
    basis=LINES,
    limit=WORDS,
    body=WORDS,
    channels=st.lists(st.sampled_from([*CHANNELS, "其他：商务信用平台"]), unique=True).map(tuple),
    audience=st.sampled_from(["", "全社会", "特定群体", "特定群体：办展单位", "特定群体：企业、商会"]),
    way=st.sampled_from(["", "主动", "依申请"]),
    level=st.sampled_from(["", "市级", "市级、区级"]),
    owner=WORDS,
    districts=st.lists(st.sampled_from(["示范区", "云溪区", "三川区"]), unique=True).map(tuple),
    area=st.sampled_from(["", "财政预决算", "就业"]),
    places=st.lists(st.sampled_from(["工作动态", "news-1", "https://www.example.gov.cn/a"]), unique=True).map(tuple),
    absent=st.sampled_from(["", "本年没有此类处罚"]),
)


@settings(max_examples=40, phases=(Phase.explicit, Phase.generate))
@given(st.lists(ROW, min_size=1, max_size=4))
def test_any_rows_come_back_as_they_were(make_page: MakePage, make_site: MakeSite, rows: list[CatalogueRow]) -> None:
    rows = [row.model_copy(update={"number": str(at)}) for at, row in enumerate(rows, 1)]
    page = make_page(Catalogue, "c-2020", column="statutory/items", rows=rows)
    site = make_site(page, make_page(News, "news-1"))
    assert list(taken_back(page, site)) == [(".xlsx", tuple(rows), NOTE), (".csv", tuple(rows), NOTE)]


def test_what_is_kept_back_is_in_no_file(make_page: MakePage, make_site: MakeSite) -> None:
    """Nor what leads nowhere: it may be the name of a page that is not there yet."""
    row = CatalogueRow(number="1", item="机关信息", places=("news-1", "2020-009"))
    page = make_page(Catalogue, "c-2020", column="statutory/items", rows=[row])
    site = make_site(page, make_page(News, "news-1"))
    shown = (row.model_copy(update={"places": ("news-1",)}),)
    assert [rows for _, rows, _ in taken_back(page, site)] == [shown, shown]
