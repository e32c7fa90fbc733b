"""Files that readers take away are planned beside their pages, offered there, and searched like pages."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.model.site import Site
from generator.rendering.downloads import job, places
from generator.rendering.frame import Frame
from generator.rendering.lookup import Lookup
from generator.rendering.plan import plan

Html = Callable[[Site, str], str]
AS_OF = date(2020, 10, 30)
UPDATE = "content/statutory/projects/housekeeping-2020-09.md"
CLOSED = """---
标题: 关于家政持证培训提前完成全年目标情况的内部通报
内容类型: 工作动态
发布日期: 2020-10-20
公开属性: 不予公开
不公开依据: 《中华人民共和国政府信息公开条例》第十六条
不公开理由: 内部讨论稿
来源: 办公室
---
这一段文字只供内部讨论使用，在领导批准之前任何人都不应当在网站上看到它的全部或者一部分。
"""


def test_a_project_offers_its_series(sample: Site, html: Html) -> None:
    frame = Frame(Lookup(sample))
    assert ("homecare", 0) in list(places(frame))
    made = job("homecare", 0, frame)
    assert (made.path, made.layout) == ("statutory/projects/homecare.csv", "separated")
    page = html(sample, "statutory/projects/homecare.html")
    assert '<a href="homecare.csv" download>进展数据</a>' in page
    assert made in list(plan(sample))


def test_the_series_says_what_the_updates_say(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    column = copy_column(tmp_path / "column")
    made = examine(load(column), Options(AS_OF))
    assert made.ledger
    assert "statutory/projects/2020-housekeeping.csv" in made.ledger.sheets


def test_a_series_is_read_back_by_a_spreadsheet(sample: Site) -> None:
    frame = Frame(Lookup(sample))
    table = job("homecare", 0, frame).context["grid"]
    text = StringIO()
    csv.writer(text).writerows([[one["text"] for one in row] for row in table["rows"]])
    assert text.getvalue().splitlines()[0] == "截至日期,持证上门服务人员（万人）,持证上门服务人员占全年计划（%）"


def test_withheld_words_in_a_file_stop_the_build(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    """What is kept back is looked for in every file that is made, not only in pages."""
    column = copy_column(tmp_path / "column")
    (column / "content/statutory/news/2020-10-20-note.md").write_text(CLOSED, encoding="utf-8", newline="\n")
    project = column / "content/statutory/projects/2020-housekeeping.md"
    text = project.read_text(encoding="utf-8")
    assert text.count("单位: 万人\n") == 1
    leaking = text.replace("单位: 万人\n", "单位: 关于家政持证培训提前完成全年目标情况的内部通报\n")
    project.write_text(leaking, encoding="utf-8", newline="\n")
    found = examine(load(column), Options(AS_OF)).findings
    leaks = {one.span.path for one in found if one.rule == "attr-leak"}
    assert "output/statutory/projects/2020-housekeeping.csv" in leaks
