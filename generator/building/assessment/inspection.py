"""检查指标: the known vetoes and deductions of 国办秘函〔2019〕19号, and what can be told of each from the column.

No score is made of them. What needs the host or the visitors is 无法判定 here, and says where to look.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.building.assessment.columns import BASIS
from generator.building.assessment.services import lacking
from generator.building.assessment.values import Case, Field, Section, Table
from generator.kinds.base import Document
from generator.kinds.participation import Message
from generator.model.diagnostics import Severity
from generator.model.values import Struct
from generator.rules.ages import Pace, ages, blank
from generator.rules.freshness import BLANK, LONG_STALE, STALE
from generator.rules.services import MANY
from generator.text.dates import months_after

TRIGGERED, CLEAR, UNTOLD = "触发", "未触发", "无法判定"
VETO = "单项否决"
USELESS = 5
"""Guides that are enough to fail the whole site; fewer, if they are all there are."""
SECRETS = ("attr-leak", "priv-id", "priv-mobile", "priv-card")
"""Rules that find what must not be public."""
FORGED = ("date-backdated",)
BROKEN = ("link-broken",)
UNANSWERED = ("part-message",)
MESSAGES_MONTHS = 2
"""Months within which something new must stand among the messages (国办秘函〔2019〕19号)."""

Told = tuple[str, str]
"""The result, and the data behind it."""


class Item(Struct, frozen=True):
    """One line of the inspection."""

    name: str
    weight: str
    """单项否决, or the points that are known to be deducted."""
    standard: str
    told: Callable[[Case], Told]


def inspection(case: Case) -> Section:
    """Every known item of the inspection, and how the column stands."""
    fields = (
        Field("name", "指标"),
        Field("weight", "性质"),
        Field("standard", "标准"),
        Field("result", "结果"),
        Field("data", "本栏目的情况"),
    )
    rows = tuple((one.name, one.weight, one.standard, *one.told(case)) for one in ITEMS)
    return Section(
        "inspection",
        "检查指标对照",
        (
            f"依据：{BASIS}。单项否决适用于所有政府网站；扣分项用于政府门户网站，部门网站参照。",
            "本报告不打分：只列出已知的指标和本栏目的情况，栏目以外的网站内容不在其内。",
        ),
        tables=(Table("inspection", "检查指标和本栏目的情况", fields, rows),),
    )


def _found(*rules: str) -> Callable[[Case], Told]:
    """Whether rules that look for it found something."""

    def told(case: Case) -> Told:
        if case.findings is None:
            return UNTOLD, "版式有错误，没有查完"
        mine = [one for one in case.findings if one.rule in rules]
        bad = [one for one in mine if one.severity > Severity.UNKNOWN]
        if bad:
            return TRIGGERED, f"{len(bad)} 处：{'、'.join(dict.fromkeys(one.span.path for one in bad))}"
        return (UNTOLD, f"{len(mine)} 处无法判定") if mine else (CLEAR, "没有发现；只查得出规则所列的情形")

    return told


def _beyond(reason: str) -> Callable[[Case], Told]:
    """What no file of the column can tell."""
    return lambda _: (UNTOLD, reason)


def _home(case: Case) -> Told:
    """Whether the newest page is older than the first page may be: that lists the newest of all columns."""
    days = [page.meta.published_on for page in case.site.having(Document)]
    newest = max(filter(None, days), default=None)
    if newest is None:
        return TRIGGERED, "没有带日期的内容"
    age = (case.as_of - newest).days
    return (TRIGGERED if age > case.site.config.freshness.home_days else CLEAR), f"最新一条 {newest}，距今 {age} 天"


def _stale(most: int, *paces: Pace) -> Callable[[Case], Told]:
    """Whether so many columns of some paces are past their limits."""

    def told(case: Case) -> Told:
        known = [one for one in case.site.once(ages) if one.pace in paces]
        if not known:
            return UNTOLD, "没有登记更新期限（fresh_days）的栏目" if Pace.OWN in paces else "没有这样的栏目"
        late = [one.column.config.name for one in known if one.stale]
        undated = [one.column.config.name for one in known if one.newest is None]
        result, data = _at_least(most, late, f"{len(known)} 个栏目中超期")
        if result == CLEAR and len(late) + len(undated) >= most:
            return UNTOLD, f"{data}；内容都没有日期的 {len(undated)} 个：{'、'.join(undated)}"
        return result, data

    return told


def _blank(case: Case) -> Told:
    return _at_least(BLANK, [config.name for _, config in case.site.once(blank)], "空白栏目")


def _at_least(most: int, names: list[str], word: str) -> Told:
    listed = f"：{'、'.join(names)}" if names else ""
    return (TRIGGERED if len(names) >= most else CLEAR), f"{word} {len(names)} 个{listed}"


def _papers(case: Case) -> Told:
    types = case.site.config.freshness.paper_types
    known = [one for one in case.site.once(ages) if one.column.config.type in types]
    if not known:
        return UNTOLD, "没有政策文件类栏目，或者栏目是空白的"
    late = [one.column.config.name for one in known if one.stale]
    if not late and any(one.newest is None for one in known):
        return UNTOLD, "内容都没有日期"
    days = "、".join(f"{one.column.config.name}最近更新 {one.newest}" for one in known)
    return (TRIGGERED if late else CLEAR), days


def _services(case: Case) -> Told:
    """Whether so many guides, or all where there are fewer, lack so many key elements."""
    every = case.site.once(lacking)
    if not every:
        return UNTOLD, "栏目中没有办事指南；在网上办事平台公布的要另行核对"
    bad = [page.meta.title for page, names in every if len(names) >= MANY]
    listed = f"：{'、'.join(bad)}" if bad else ""
    triggered = len(bad) >= min(USELESS, len(every))
    return (TRIGGERED if triggered else CLEAR), f"{len(every)} 份指南中缺{MANY}类以上的 {len(bad)} 份{listed}"


def _messages(case: Case) -> Told:
    """Whether a published message waits too long; messages that are kept elsewhere cannot be seen."""
    if not case.site.having(Message):
        return UNTOLD, "栏目中没有公布留言"
    return _found(*UNANSWERED)(case)


def _newest_message(case: Case) -> Told:
    days = [page.meta.published_on for page in case.site.having(Message)]
    newest = max(filter(None, days), default=None)
    if newest is None:
        return UNTOLD, "栏目中没有公布留言"
    late = case.as_of > months_after(newest, MESSAGES_MONTHS)
    return (TRIGGERED if late else CLEAR), f"最新一条 {newest}"


ITEMS: tuple[Item, ...] = (
    Item("泄露不应公开的信息", VETO, "泄露国家秘密、公民个人信息等", _found(*SECRETS)),
    Item("伪造发稿日期", VETO, "弄虚作假，如伪造发稿日期", _found(*FORGED)),
    Item("站点无法访问", VETO, "一周内访问失败5%以上", _beyond("要从网站之外监测")),
    Item("首页不更新", VETO, "两周没有更新", _home),
    Item(
        "栏目不更新（一）",
        VETO,
        f"动态、要闻两周，通知公告、政策文件六个月没有更新，合计{STALE}个以上",
        _stale(STALE, Pace.NEWS, Pace.PAPERS),
    ),
    Item("栏目不更新（二）", VETO, f"应更新的其他栏目长期没有更新，{LONG_STALE}个以上", _stale(LONG_STALE, Pace.OWN)),
    Item("空白栏目", VETO, f"{BLANK}个以上", _blank),
    Item("互动回应差", VETO, "没有有效的咨询渠道，或者留言超过3个月没有答复", _messages),
    Item("服务不实用", VETO, f"{USELESS}个以上事项（不足的，全部）的办事指南缺少{MANY}类以上关键要素", _services),
    Item("错链", "扣分", "首页和其他页面的链接打不开", _found(*BROKEN)),
    Item("政策文件栏目不更新", "扣5分", "政策文件一级栏目6个月没有更新", _papers),
    Item("办事统计数据不更新", "扣2分", "3个月没有更新", _beyond("没有专门的办事统计栏目可查")),
    Item("留言公开不更新", "扣3分", "2个月没有更新", _newest_message),
)
