"""A drafted annual report says what is known, asks for the rest, and passes every check of its figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.authoring.annual import Drafted, compose, write
from generator.authoring.fields import Misuse
from generator.authoring.survey import survey
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.kinds.annual import AnnualReport
from generator.kinds.outline import CARRIED, FORWARDED, RECEIVED
from generator.model.diagnostics import Severity
from generator.model.site import Site

DAY = date(2021, 1, 15)
RECORD = """---
申请人类别: {who}
收到方式: 网络
收到日期: {received}
申请内容: 某项补贴的发放标准
{more}---
"""
LEDGER = (
    ("自然人", "2020-12-21", "答复日期: 2021-01-08\n办理结果: 予以公开\n"),
    ("自然人", "2021-03-01", "答复日期: 2021-03-20\n办理结果: 部分公开\n"),
    ("商业企业", "2021-03-02", "答复日期: 2021-04-30\n办理结果: 属于四类过程性信息\n"),
    (
        "自然人",
        "2021-05-06",
        "补正:\n  - 通知日期: 2021-05-08\n    逾期未补正: 是\n办理日期: 2021-06-01\n办理结果: 申请人逾期不补正\n",
    ),
    ("其他", "2021-12-28", ""),
)


def site_of(column: Path, as_of: date) -> Site:
    site, findings = survey(column, None, as_of)
    assert site is not None, findings
    return site


def drafted(column: Path, year: int, as_of: date) -> Drafted:
    return compose(site_of(column, as_of), year)


def register(column: Path) -> None:
    """Keep a ledger of five requests."""
    folder = column / "requests"
    folder.mkdir(exist_ok=True)
    for number, (who, received, more) in enumerate(LEDGER):
        text = RECORD.format(who=who, received=received, more=more)
        (folder / f"r-{number}.md").write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(name="sample")
def fixture_sample(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    return copy_column(tmp_path / "sample")


def test_the_sample_drafts_its_report_of_2020(sample: Path) -> None:
    """From the column and the ledger as they are: no figure is wrong, and what is missing is asked for."""
    ready = drafted(sample, 2020, DAY)
    write(sample, ready)
    found = [one for one in examine(load(sample), Options(DAY, drafts=True)).findings if one.span.path == ready.path]
    wrong = [one for one in found if one.severity >= Severity.WARNING]
    assert {one.rule for one in wrong} == {"text-placeholder"}
    assert len(wrong) == ready.text.count("（请写：")
    blank = () if site_of(sample, DAY).requests else ("ann-balance", "ann-result-sum", "ann-row-sum", "ann-carry")
    assert {one.rule for one in found if one.severity is Severity.UNKNOWN} == {
        "ann-case-sum",
        "ann-number",
        *blank,
    }


def test_a_draft_that_is_written_out_is_published(sample: Path) -> None:
    """Nothing stands against it once the cells and the places are filled in."""
    register(sample)
    ready = drafted(sample, 2020, DAY)
    text = ready.text.replace('["", "", "", "", ""]', "[0, 0, 0, 0, 0]").replace('""', "0").replace("草稿: 是\n", "")
    text = text.replace("（请写：", "已经").replace("。）", "。")
    write(sample, Drafted(ready.path, text, whole=True, counted=ready.counted))
    result = examine(load(sample), Options(DAY))
    assert [one for one in result.findings if one.rule.startswith(("ann-", "text-"))] == []
    assert result.ledger
    assert "annual-reports/report-2020.html" in result.ledger.sheets


def test_table_two_holds_what_the_site_and_the_last_report_tell(sample: Path) -> None:
    lines = drafted(sample, 2020, DAY).text.splitlines()
    assert '  行政许可: [3, "-1", ""]' in lines, "the list had three items in January and two in October"
    assert "  规范性文件: [6, 6, 11]" in lines
    assert '  其他对外管理服务事项: [7, "", ""]' in lines
    assert '  政府集中采购: ["", ""]' in lines


def test_the_account_of_the_year_tells_what_the_column_knows(sample: Path) -> None:
    """One training of 132 and one campaign; three concerns, three consultations, seven answers, two open days."""
    text = drafted(sample, 2020, DAY).text
    for told in (
        "回应公众关切3次，开展意见征集3次，公开答复留言7件，举办政府开放日2次。（请写：其他渠道公开的情况",
        "全年废止2件：示商规〔2015〕1号、示商规〔2016〕1号。2020年10月12日更新公开指南，2020年9月25日编制主动公开标准目录2020年版。",
        "由依申请公开转为主动公开1件。（请写：公文公开属性源头认定的情况。）",
        "现有政务新媒体账号3个（微信公众号、微博、短视频），线下公开场所4处。（请写：专栏建设、检索下载、访问量的情况。）",
        "举办政务公开培训1次，132人次参加，开展宣传活动1次。（请写：考核、社会评议、责任追究的情况。）",
        "行政许可事项由3项变为2项，减少石油成品油零售经营资格审批。",
    ):
        assert told in text


def test_what_has_not_come_yet_does_not_count(sample: Path) -> None:
    """On 1 September both open days, the training and the new list were still to come."""
    text = drafted(sample, 2020, date(2020, 9, 1)).text
    assert "举办政府开放日" not in text
    assert "（五）监督保障。开展宣传活动1次。（请写：考核" in text
    assert "行政许可: [3, 0, " in text
    assert "行政许可事项由" not in text


def test_a_column_that_knows_nothing_asks_for_everything(column: Path) -> None:
    text = drafted(column, 2021, date(2022, 1, 10)).text
    assert "（请写：目录和指南更新、公开属性审查、公文公开属性源头认定的情况。）" in text
    assert "（四）平台建设。（请写：新媒体和线下公开场所、专栏建设、检索下载、访问量的情况。）" in text
    assert "（五）监督保障。（请写：培训次数和人次、考核、社会评议、责任追究的情况。）" in text


def test_table_three_is_the_ledgers(column: Path) -> None:
    register(column)
    ready = drafted(column, 2021, date(2022, 1, 10))
    write(column, ready)
    (page,) = (
        one for one in site_of(column, date(2022, 1, 10)).having(AnnualReport, withheld=True) if "2021" in one.id
    )
    rows = page.meta.rows
    assert rows[RECEIVED] == ("2", "1", "0", "0", "0", "1", "4")
    assert rows[CARRIED] == ("1", "0", "0", "0", "0", "0", "1")
    assert rows["applications", "results", "refused", "process"] == ("0", "1", "0", "0", "0", "0", "1")
    assert rows[FORWARDED] == ("0", "0", "0", "0", "0", "1", "1")
    assert ready.counted == 5


def test_the_text_says_what_is_known(column: Path) -> None:
    register(column)
    text = drafted(column, 2021, date(2022, 1, 10)).text
    assert "全年新收政府信息公开申请4件，上年结转1件；办结4件，其中按期答复2件，逾期答复1件，申请人放弃1件，" in text
    assert "结转下年度继续办理1件。" in text
    assert "办结的申请中予以公开1件、部分公开1件、属于四类过程性信息1件、申请人无正当理由逾期不补正" in text
    assert "本年度没有收取信息处理费。" in text
    assert "## 四、政府信息公开行政复议、行政诉讼情况" in text


def test_without_a_ledger_the_table_is_blank(column: Path) -> None:
    text = drafted(column, 2020, DAY).text
    assert '  新收: ["", "", "", "", "", "", ""]' in text
    assert "全年新收" not in text


def test_what_cannot_be_read_is_named_and_the_draft_says_that_it_lacks_something(column: Path) -> None:
    register(column)
    (column / "requests/r-9.md").write_text(RECORD.format(who="自然人", received="2021-02-30", more=""), "utf-8")
    (column / "content/annual-reports/2021.md").write_text("没有页首", "utf-8")
    ready = drafted(column, 2021, date(2022, 1, 10))
    assert ready.unread == ("requests/r-9.md",), "the draft takes the place of the report that cannot be read"
    assert ready.counted == 5
    assert "（请写：1个文件有错误，没有计入，各处的数字不完整；改正以后重新起草。）" in ready.text


@pytest.mark.parametrize(("year", "said"), [(2018, "2018年还没有法定统计表"), (2022, "2022年还没有开始")])
def test_years_without_a_form_or_to_come_are_refused(year: int, said: str, column: Path) -> None:
    with pytest.raises(Misuse, match=said):
        drafted(column, year, DAY)


def test_an_existing_report_is_kept_unless_asked(column: Path) -> None:
    ready = drafted(column, 2019, DAY)
    assert ready.path == "content/annual-reports/2019.md"
    before = (column / ready.path).read_bytes()
    with pytest.raises(Misuse, match=r"已有 content/annual-reports/2019\.md，没有改动"):
        write(column, ready)
    assert (column / ready.path).read_bytes() == before
    assert write(column, ready, force=True).read_text(encoding="utf-8") == ready.text


def test_a_year_that_goes_on_is_counted_so_far(column: Path) -> None:
    """It says until when, and cannot be published as it is."""
    early = drafted(column, 2020, date(2020, 10, 30))
    assert not early.whole
    assert "数据统计期限为2020年1月1日至10月30日。" in early.text
    assert "（请写：2020年还没有结束，各处的数字只到2020年10月30日；年后重新起草。）" in early.text
    assert "截至年底" not in early.text
    assert drafted(column, 2020, DAY).whole
    assert "还没有结束" not in drafted(column, 2020, DAY).text
    assert "数据统计期限为2020年1月1日至12月31日。" in drafted(column, 2020, DAY).text


def test_what_is_in_force_at_the_end_of_a_year_is_not_known_before(column: Path) -> None:
    """Neither is what was repealed in it."""
    assert '  规范性文件: [0, "", ""]' in drafted(column, 2021, date(2021, 12, 31)).text
    assert "  规范性文件: [0, 0, 1]" in drafted(column, 2021, date(2022, 1, 1)).text
