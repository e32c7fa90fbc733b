"""What of the ledger is looked for, what is left alone, and in which files it is found; no finding repeats it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from generator.building.build import check
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.model.diagnostics import Diagnostic, Span
from generator.rules.private import Private
from tests.conftest import Run

AS_OF = date(2020, 10, 30)
NAME, MOBILE, NUMBER = "甲乙丙咨询事务所", "13800001234", "ysq-2020-901"
RECORD = f"""---
申请人: {NAME}
申请人类别: 商业企业
联系方式: 联系人：赵钱孙，手机 {MOBILE}，邮箱 zqs@example.test
通信地址: 示例市城东区某路8号201室
收到方式: 网络
收到日期: 2020-10-12
申请内容: 城东菜场三号摊位二〇一九年租金减免的审批材料
登记日期: 2020-10-12
---
申请人来电说明与摊主之间有尚未了结的租赁纠纷。
"""
PAGE = """---
标题: {title}
发布日期: 2020-10-29
公开属性: 主动公开
来源: 示例市商务委员会
责任处室: 办公室
关键词: [{keyword}]
摘要: {summary}
---
本周办结政府信息公开申请一件，申请人可以凭本人有效证件到办公室领取书面答复，也可以选择邮寄，本机关将挂号寄出。{body}
"""
USUAL = {"title": "申请办理简讯", "keyword": "申请办理", "summary": "本周办结一件。", "body": ""}


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    """The sample column with one record in its ledger."""
    found = copy_column(tmp_path / "column")
    settings = found / "site_config.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("[[duties]]")] + text[text.index("[numbering]") :], encoding="utf-8")
    shutil.rmtree(found / "requests")
    (found / "requests").mkdir()
    (found / f"requests/{NUMBER}.md").write_text(RECORD, encoding="utf-8")
    return found


def leaks(column: Path, **fields: str) -> list[Diagnostic]:
    """What is found when a page says something."""
    page = PAGE.format(**{**USUAL, **fields})
    (column / "content/statutory/news/brief.md").write_text(page, encoding="utf-8")
    return [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "appl-ledger-leak"]


def test_what_is_looked_for(column: Path) -> None:
    site = gather(load(column), Options(AS_OF)).site
    assert site
    private = Private(site)
    assert set(private.texts) == {
        NAME,
        "示例市城东区某路8号201室",
        "城东菜场三号摊位二〇一九年租金减免的审批材料",
        "申请人来电说明与摊主之间有尚未了结的租赁纠纷",
        "１３８００００１２３４",  # as input methods write it that are left at full width
        "１３８－００００－１２３４",
        "ｙｓｑ－２０２０－９０１",
    }
    assert set(private.words) == {"赵钱孙", MOBILE, "138-0000-1234", "zqs@example.test", NUMBER}


def test_a_page_that_says_nothing_of_it_is_left_alone(column: Path) -> None:
    assert leaks(column) == []


@pytest.mark.parametrize(
    ("fields", "what", "least"),
    [
        ({"title": f"答复{NAME}的申请"}, "申请人姓名或者名称", 5),  # page, lists, home, site map, feeds
        ({"summary": f"联系人赵钱孙先生，{MOBILE}。"}, "申请人联系方式", 2),
        ({"keyword": NUMBER}, "登记编号", 1),
        ({"body": "来函邮箱 zqs@example.test"}, "申请人联系方式", 1),
        ({"body": "寄往示例市城东区**某路**8号201室。"}, "申请人通信地址", 1),
        ({"body": "申请人来电说明与摊主之间有尚未了结的租赁纠纷。"}, "办理记录", 1),
        ({"body": "正在办理城东菜场三号摊位二〇一九年租金减免的审批材料。"}, "申请内容", 1),
    ],
)
def test_it_is_found_wherever_it_is_planted(column: Path, fields: dict[str, str], what: str, least: int) -> None:
    found = leaks(column, **fields)
    assert len(found) >= least
    assert "content/statutory/news/brief.md" in {one.span.path for one in found}
    assert all(one.message.endswith(f"含有台账记录 requests/{NUMBER}.md 的{what}") for one in found)
    said = "".join(f"{one.message}{one.hint}{one.span.path}" for one in found)
    assert not [word for word in (NAME, MOBILE, "赵钱孙", "zqs", "某路", "租金", "纠纷") if word in said]


def test_a_name_in_a_feed_and_in_the_title_of_a_list_is_found_there_as_well(column: Path) -> None:
    paths = {one.span.path for one in leaks(column, title=f"答复{NAME}的申请")}
    assert {"output/statutory/news/index.html", "output/statutory/news/feed.xml", "output/map.html"} <= paths


@pytest.mark.parametrize(
    ("path", "said", "form"),
    [
        ("annual-reports/2019.md", "2019年是修订后的条例施行第一年", "docx"),
        ("statutory/services/lists/citywide-2020.md", "标题: ", "xlsx"),
        ("statutory/projects/2020-housekeeping.md", "目标: 培训", "csv"),
    ],
)
def test_what_is_in_files_to_take_away_is_found(column: Path, path: str, said: str, form: str) -> None:
    """Those that are made with the site; an archive is searched as well."""
    page = column / "content" / path
    text = page.read_text("utf-8")
    assert said in text
    page.write_text(text.replace(said, f"{said}{NAME}", 1), encoding="utf-8")
    assert form in {one.span.path.rpartition(".")[2] for one in leaks(column)}


def test_the_name_of_an_attachment_is_masked(column: Path) -> None:
    page = PAGE.format(**USUAL).replace("\n---\n本周", f"\n附件: [form-{MOBILE}.csv]\n---\n附件：样例。本周")
    (column / "content/statutory/news/brief.md").write_text(page, encoding="utf-8")
    (column / f"content/statutory/news/form-{MOBILE}.csv").write_text("样例,1\n", encoding="utf-8")
    found = [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "appl-ledger-leak"]
    assert found
    assert any("news/form-＊＊＊＊＊＊＊＊＊＊＊.csv 含有" in one.message for one in found)
    assert not [one for one in found if MOBILE in f"{one.message}{one.span.path}"]


def attached(column: Path, name: str, data: bytes) -> list[Diagnostic]:
    """What is found when a page has an attachment."""
    page = PAGE.format(**USUAL).replace("\n---\n本周", f"\n附件: [{name}]\n---\n本周")
    (column / "content/statutory/news/brief.md").write_text(page, encoding="utf-8")
    (column / "content/statutory/news" / name).write_bytes(data)
    return [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "appl-ledger-leak"]


def test_the_ledger_as_an_attachment_is_found_on_the_page_that_has_it(column: Path) -> None:
    """Every part of a record is named with its place, in one finding."""
    sheet = BytesIO()
    book = Workbook(sheet)
    for number, value in enumerate((NUMBER, NAME, MOBILE, "城东菜场三号摊位二〇一九年租金减免的审批材料")):
        book.add_worksheet(f"表{number}").write(1, number, value)
    book.close()
    (found,) = attached(column, "table.xlsx", sheet.getvalue())
    assert found.message == (
        f"附件 content/statutory/news/table.xlsx 含有台账记录 requests/{NUMBER}.md 的申请人姓名或者名称（表1!B2）、"
        "申请人联系方式（表2!C2）、登记编号（表0!A2）、申请内容（表3!D2）"
    )
    assert found.span == Span("content/statutory/news/brief.md", 9, 6, 0)


def test_an_attachment_is_searched_again_when_the_ledger_changes(column: Path) -> None:
    """What was found in its bytes before says nothing of what is looked for now."""
    assert attached(column, "table.csv", "序号,申请人\n1,戊己庚研究中心\n".encode()) == []
    record = column / f"requests/{NUMBER}.md"
    record.write_text(record.read_text("utf-8").replace(NAME, "戊己庚研究中心"), encoding="utf-8")
    found = [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "appl-ledger-leak"]
    assert [one.message.rpartition("的")[2] for one in found] == ["申请人姓名或者名称（第 2 行）"]
    record.write_text(RECORD, encoding="utf-8")
    assert not [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "appl-ledger-leak"]


def test_what_several_records_have_is_told_of_the_one_that_shows_most(column: Path) -> None:
    """An applicant who came twice is named beside the request that stands in the table."""
    text = RECORD.replace("城东菜场三号摊位", "城西菜场七号摊位").replace("赁纠纷", "赁合同的争议")
    (column / "requests/ysq-2020-902.md").write_text(text, encoding="utf-8")
    (found,) = attached(column, "table.csv", f"{NAME},城西菜场七号摊位二〇一九年租金减免的审批材料\n".encode())
    assert found.message.endswith(
        "含有台账记录 requests/ysq-2020-902.md等2件 的申请人姓名或者名称（第 1 行）、申请内容（第 1 行）"
    )


def test_the_text_of_an_attachment_is_not_kept(column: Path) -> None:
    """Nothing of it is in the cache but what is looked for anyway."""
    attached(column, "table.csv", f"序号,申请人,说明\n1,{NAME},壬癸子丑寅卯\n".encode())
    kept = b"".join(path.read_bytes() for path in (column / ".gongkai").rglob("*") if path.is_file())
    assert NAME.encode() in kept
    assert "壬癸子丑寅卯".encode() not in kept


def test_nothing_of_a_table_is_kept_but_what_may_be_shown(column: Path) -> None:
    """Tables are read for the homes in them, and go with the rest of the text."""
    page = PAGE.format(**USUAL).replace("\n---\n本周", "\n附件: [list.csv]\n---\n本周")
    (column / "content/statutory/news/brief.md").write_text(page, encoding="utf-8")
    (column / "content/statutory/news/list.csv").write_text(
        "姓名,家庭住址\n壬癸子,示范区民生路18弄3号102室\n", encoding="utf-8"
    )
    (found,) = [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.rule == "priv-address"]
    assert found.message == "附件 list.csv（第 2 行）中有住址：示范区民生路***"
    kept = b"".join(path.read_bytes() for path in (column / ".gongkai").rglob("*") if path.is_file())
    assert "示范区民生路".encode() in kept
    assert not [said for said in ("18弄", "壬癸子") if said.encode() in kept]


def test_it_is_found_at_its_line_and_column_and_the_line_is_not_quoted(column: Path, gongkai: Run) -> None:
    """With all that shows of a record, so that nobody need hunt for the rest."""
    found = leaks(column, summary="可以致电：赵钱孙。", body=f"另见**{NAME[:3]}**{NAME[3:]}。")
    (one,) = [one for one in found if one.span.path.endswith(".md")]
    lines = (column / one.span.path).read_text("utf-8").split("\n")
    (row,) = [number for number, line in enumerate(lines, 1) if NAME[3:] in line]
    assert one.span == Span(one.span.path, row, lines[row - 1].index(NAME[:3]) + 1, 0)
    assert one.message.endswith(f"的申请人姓名或者名称（第 {row} 行）、申请人联系方式（第 8 行）")
    said = gongkai("check", cwd=column).stdout
    assert "appl-ledger-leak" in said
    assert not [word for word in (NAME, NAME[3:], MOBILE, "赵钱孙") if word in said]
