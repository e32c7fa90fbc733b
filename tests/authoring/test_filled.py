"""What ``gongkai new`` begins can be finished: each skeleton, filled in and no longer a draft, passes every check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.authoring.new import Wish, draft, write
from generator.authoring.survey import survey
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.kinds.registry import KINDS
from generator.kinds.website import PARTS
from generator.model.diagnostics import Severity
from generator.rules.documents import PLACEHOLDER

TODAY = date(2020, 10, 30)
KEY = re.compile(r"\s*(?:- )?([^\s:]+):")
HINT = re.compile(r'"?（请写：.*）"?$')
PLAIN = "在窗口当场办理"
"""What is put where any words will do."""
PROSE = (
    "这一段写明做什么、为什么做、依据什么、对哪些人有影响、从什么时候开始、到什么时候做完，"
    "由哪个处室承办；有疑问的，在工作日向承办处室当面了解，也可以写信。"
)
TOPIC = """
[[topics]]
id = "special-2020-001"
sections = [{ name = "工作进展", tags = ["内贸"] }]
"""


@dataclass(frozen=True)
class Answers:
    """What an editor who begins a page of a kind knows."""

    values: tuple[tuple[str, str], ...] = ()
    """Given on the command line."""
    about: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    """What replaces the hint of a field, by its label."""
    rows: tuple[str, ...] = ()
    """Further lines of the table file."""


def filled(text: str, label: str, words: Mapping[str, str]) -> str:
    """Replace each hint, as an editor does, and take away the mark of a draft."""
    _, head, body = text.split("---\n", 2)
    found = re.sub("（请写：.*。）", f"第一条　{label}的{PROSE}", body)
    return "---\n" + "\n".join(_head(head, words)) + "\n---\n" + found


def _head(head: str, words: Mapping[str, str]) -> Iterator[str]:
    key = ""
    for line in head.splitlines():
        if named := KEY.match(line):
            key = named[1]
        if line != "草稿: 是":
            yield HINT.sub(words.get(key, PLAIN), line)


PAPER = (("文件类型", "通知"), ("主题分类", "商贸、海关、旅游"), ("成文日期", "2020-10-29"))
STAGES = (("起草日期", "2020-10-12"), ("审签日期", "2020-10-29"))
ANSWERS: Mapping[str, Answers] = {
    "guide": Answers(
        (
            ("办公时间", "工作日9:00—17:00"),
            ("联系电话", "000-00001201"),
            ("传真号码", "000-00001202"),
            ("互联网联系方式", "zwgk@sw.shili.gov.cn"),
        )
    ),
    "regulation": Answers((("成文日期", "2020-10-29"),)),
    "policy": Answers((*PAPER, *STAGES, ("发文字号", "示商办〔2020〕317号"))),
    "implementing-rules": Answers((*PAPER, ("发文字号", "示商办〔2020〕318号")), about="2020-004"),
    "interpretation": Answers(STAGES, about="2020-007", words={"条款": "第一条", "标题": "主要内容"}),
    "project": Answers((("目标", "早餐网点;200;个"), ("完成时限", "2020-12-31"))),
    "project-update": Answers((("截至日期", "2020-10-29"), ("进度", "新增改造早餐网点;410")), about="2020-breakfast"),
    "statutory-item": Answers((("条例事项", "a20-04"),)),
    "service-guide": Answers(
        (("事项类型", "公共服务"), ("服务对象", "个人")),
        words={
            "时限": "5个工作日",
            "法定时限": "二十个工作日",
            "承诺时限": "五个工作日",
            "网办入口": "https://zwdt.shili.gov.cn",
        },
    ),
    "service-list": Answers((("清单类型", "其他清单"),), rows=("示例办事指南,,service-guide-2020-001",)),
    "decision-catalogue": Answers((("目录事项", "网点导则;流通业发展处;2021年6月;公众参与"),)),
    "decision": Answers((("征求意见开始", "2020-10-30"), ("征求意见截止", "2020-11-30"))),
    "meeting": Answers((("会议日期", "2020-10-28"), ("列席人员", "市民代表;8"))),
    "consultation": Answers((("征集开始", "2020-10-30"), ("征集截止", "2020-11-30"))),
    "message": Answers((("留言日期", "2020-10-28"), ("答复日期", "2020-10-30"), ("答复单位", "办公室"))),
    "open-day": Answers(
        (("活动时间", "2020-11-20 09:30"), ("拟参与人数", "30"), ("报名截止", "2020-11-16")),
        words={"联系电话": "000-00001220"},
    ),
    "response": Answers(
        (("首次发现时间", "2020-10-29 09:00"), ("回应时间", "2020-10-30 09:00"), ("回应单位", "办公室"))
    ),
    "attribute-register": Answers((("条例事项", "a20-15"),)),
    "media-account": Answers(
        words={"链接": "https://weibo.shili.gov.cn/sw", "说明": "每天发布办事提示\n    最近更新日期: 2020-10-29"}
    ),
    "site-report": Answers(
        (("条例事项", "a20-15"), ("报告年度", "2018"), *(("报表指标", f"{part};全年合计;1;项") for part in PARTS))
    ),
    "annual-report": Answers((("报告年度", "2016"),)),
}
"""What is asked for, and what cannot be hinted at in a field: days, numbers, words of a list."""


LISTED = """\
  - 决策事项: 示例重大行政决策事项
    承办单位: 办公室
    履行程序: 公众参与
    事项页面: decision-2020-001
"""
"""The row of the catalogue that a dossier needs."""


def test_what_is_begun_can_be_finished(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    """In the sample column, a page of every kind, with a title."""
    root = copy_column(tmp_path / "column")
    with (root / "site_config.toml").open("a", encoding="utf-8") as settings:
        settings.write(TOPIC)
    catalogue = root / "content/statutory/decisions/decisions-2020.md"
    made: dict[str, str] = {}
    for kind, model in KINDS.items():
        site, _ = survey(root, None, TODAY)
        assert site is not None
        answers = ANSWERS.get(kind, Answers())
        ready = draft(site, Wish(kind, answers.about, f"示例{model.kind_label}", values=answers.values))
        assert (kind, ready.questions, ready.findings) == (kind, (), ())
        path = write(root, ready)
        text = filled(ready.text, model.kind_label, answers.words)
        assert PLACEHOLDER not in text
        path.write_text(text, encoding="utf-8")
        if ready.table:
            with (root / ready.table[0]).open("a", encoding="utf-8") as table:
                table.writelines(f"{row}\n" for row in answers.rows)
        if kind == "decision":
            text = catalogue.read_text("utf-8")
            catalogue.write_text(text.replace("目录事项:\n", f"目录事项:\n{LISTED}"), encoding="utf-8")
        made[ready.path] = kind
    result = examine(load(root), Options(TODAY))
    told = [
        (made.get(one.span.path, ""), str(one.span), one.rule, one.message)
        for one in result.findings
        if one.severity > Severity.NOTE
    ]
    assert not told, "\n".join(map(str, told))
