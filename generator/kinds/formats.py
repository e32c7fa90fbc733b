"""The statutory forms of the annual report (政府信息公开工作年度报告格式), as data: one for each span of years.

What a report must hold, how its tables look, and which of their figures are sums of others is said here and nowhere
else: rules, pages, downloads and drafts read it. Labels are those of the forms, character for character.
"""

from __future__ import annotations

from generator.kinds.outline import CASE_RESULTS, Block, Cases, Count, Format, Head, Line, Measure, Row
from generator.kinds.service_list import LICENCES

OVERDUE = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
UNPAID = "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"


def _block(title: str, heads: tuple[Head, ...], *rows: tuple[str, str], counted: tuple[Count, ...] = ()) -> Block:
    """A block; what the site knows is known of its 规范性文件, and of the items of its 行政许可事项清单."""
    changing = any(head.measure is Measure.CHANGE for head in heads)
    made = (
        Row(
            ("disclosure", key),
            (title, label),
            heads,
            counted=counted if key == "normative" else (),
            listed=LICENCES if changing and key == "licences" else "",
        )
        for key, label in rows
    )
    return Block(title, heads, tuple(made))


def _heads(*labels: str) -> tuple[Head, ...]:
    return tuple(Head(label) for label in labels)


def _applications(*others: Line) -> tuple[Line, ...]:
    """Table 3, whose forms differ in the rows of 其他处理 alone."""
    return (
        Line("received", "一、本年新收政府信息公开申请数量"),
        Line("carried", "二、上年结转政府信息公开申请数量"),
        Line(
            "results",
            "三、本年度办理结果",
            (
                Line("granted", "（一）予以公开"),
                Line("partly", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
                Line(
                    "refused",
                    "（三）不予公开",
                    (
                        Line("secret", "1.属于国家秘密"),
                        Line("forbidden", "2.其他法律行政法规禁止公开"),
                        Line("safety", "3.危及“三安全一稳定”"),
                        Line("third_party", "4.保护第三方合法权益"),
                        Line("internal", "5.属于三类内部事务信息"),
                        Line("process", "6.属于四类过程性信息"),
                        Line("enforcement", "7.属于行政执法案卷"),
                        Line("query", "8.属于行政查询事项"),
                    ),
                ),
                Line(
                    "unable",
                    "（四）无法提供",
                    (
                        Line("not_held", "1.本机关不掌握相关政府信息"),
                        Line("to_be_made", "2.没有现成信息需要另行制作"),
                        Line("unclear", "3.补正后申请内容仍不明确"),
                    ),
                ),
                Line(
                    "unhandled",
                    "（五）不予处理",
                    (
                        Line("complaint", "1.信访举报投诉类申请"),
                        Line("repeated", "2.重复申请"),
                        Line("publication", "3.要求提供公开出版物"),
                        Line("excessive", "4.无正当理由大量反复申请"),
                        Line("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
                    ),
                ),
                Line("others", "（六）其他处理", others),
                Line("total", "（七）总计"),
            ),
        ),
        Line("forwarded", "四、结转下年度继续办理"),
    )


CASES = tuple(
    Cases(Row(("cases", key), (*named,), CASE_RESULTS, summed=True), named[0])
    for key, *named in (
        ("review", "行政复议"),
        ("direct", "行政诉讼", "未经复议直接起诉"),
        ("after_review", "行政诉讼", "复议后起诉"),
    )
)

OVERVIEW = ("总体情况",)
DISCLOSED = ("主动公开政府信息情况",)
APPLIED = ("收到和处理政府信息公开申请情况",)
CONTESTED = "政府信息公开行政复议、行政诉讼情况"
PROBLEMS = "存在的主要问题及改进情况"
REMAINING = ("其他需要报告的事项",)

_ITEMS = _heads("上一年项目数量", "本年增/减", "处理决定数量")
_ITEMS = (_ITEMS[0], Head("本年增/减", Measure.CHANGE), _ITEMS[2])

FORMATS = (
    Format(
        source="国办公开办函〔2019〕60号",
        first=2019,
        parts=(
            OVERVIEW,
            DISCLOSED,
            APPLIED,
            ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", CONTESTED),
            (f"政府信息公开工作{PROBLEMS}", PROBLEMS),
            REMAINING,
        ),
        disclosure=(
            _block(
                "第二十条第（一）项",
                _heads("本年新制作数量", "本年新公开数量", "对外公开总数量"),
                ("regulations", "规章"),
                ("normative", "规范性文件"),
                counted=(Count.WRITTEN, Count.PUBLISHED, Count.PUBLIC),
            ),
            _block("第二十条第（五）项", _ITEMS, ("licences", "行政许可"), ("services", "其他对外管理服务事项")),
            _block("第二十条第（六）项", _ITEMS, ("penalties", "行政处罚"), ("coercion", "行政强制")),
            _block("第二十条第（八）项", _ITEMS[:2], ("fees", "行政事业性收费")),
            _block(
                "第二十条第（九）项",
                (Head("采购项目数量"), Head("采购总金额", Measure.MONEY)),
                ("procurement", "政府集中采购"),
            ),
        ),
        applications=_applications(),
        cases=CASES,
        fee_stated=False,
    ),
    Format(
        source="国办公开办函〔2021〕30号",
        first=2021,
        parts=(OVERVIEW, DISCLOSED, APPLIED, (CONTESTED,), (PROBLEMS,), REMAINING),
        disclosure=(
            _block(
                "第二十条第（一）项",
                _heads("本年制发件数", "本年废止件数", "现行有效件数"),
                ("regulations", "规章"),
                ("normative", "行政规范性文件"),
                counted=(Count.WRITTEN, Count.REPEALED, Count.IN_FORCE),
            ),
            _block("第二十条第（五）项", _heads("本年处理决定数量"), ("licences", "行政许可")),
            _block(
                "第二十条第（六）项",
                _heads("本年处理决定数量"),
                ("penalties", "行政处罚"),
                ("coercion", "行政强制"),
            ),
            _block(
                "第二十条第（八）项",
                (Head("本年收费金额（单位：万元）", Measure.AMOUNT),),
                ("fees", "行政事业性收费"),
            ),
        ),
        applications=_applications(
            Line("uncorrected", f"1.{OVERDUE}"), Line("unpaid", f"2.{UNPAID}"), Line("rest", "3.其他")
        ),
        cases=CASES,
        fee_stated=True,
    ),
)
"""The forms in the order of years; reports for earlier years had no statutory tables."""

NUMERALS = "一二三四五六"


def format_of(year: int) -> Format | None:
    """The form of a report year; ``None`` for years before there was one."""
    return next((one for one in reversed(FORMATS) if one.first <= year), None)


def heading(number: int, name: str) -> str:
    """The heading of a part, counted from 0: 一、总体情况."""
    return f"{NUMERALS[number]}、{name}"
