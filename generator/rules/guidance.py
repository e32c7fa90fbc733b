"""政府信息公开指南: whom to ask, how information is arranged, and every way to apply."""

from __future__ import annotations

from collections.abc import Callable

from generator.kinds.guide import CONTACTS, Guide, Regulation, changed_in_silence, contacts, guide_of
from generator.kinds.procedure import Way
from generator.model.config import FIXED_COLUMNS
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.regime import PASSED, in_force, told_on
from generator.rules.sources import DISCLOSURE
from generator.text.dates import chinese_date

ACT = "《中华人民共和国政府信息公开条例》"
WAYS: dict[Way, tuple[str, ...]] = {
    "当面": ("当面", "现场", "窗口"),
    "邮寄": ("邮寄", "信函", "信件"),
    "网络": ("网络", "网上", "互联网", "在线"),
}
"""The ways that every organ must offer, and words by which a text tells them."""
PARTS = {"address": "地址", "hours": "时间", "phone": "电话"}


def _filled(field: str) -> Callable[[Page[Guide]], bool]:
    return lambda page: bool(getattr(page.meta, field))


def _told(field: str, *words: str) -> Callable[[Page[Guide]], bool]:
    """Tell whether a field is filled, or a heading of the body names the matter."""
    return lambda page: (
        bool(getattr(page.meta, field)) or any(word in heading.text for heading in page.parsed.told for word in words)
    )


FIELDS: tuple[tuple[str, str, Callable[[Page[Guide]], bool]], ...] = (
    ("office", "工作机构的名称", _filled("office")),
    ("address", "办公地址", _filled("address")),
    ("hours", "办公时间", _filled("hours")),
    ("phone", "联系电话", _filled("phone")),
    ("fax", "传真号码", _filled("fax")),
    ("email", "互联网联系方式", _filled("email")),
    ("classes", "信息的分类", _told("classes", "分类")),
    ("arrangement", "编排体系", _told("arrangement", "编排")),
    ("access", "获取方式", _told("access", "获取", "查阅")),
)
"""What 条例 art. 12 lists: field, name, and how to tell that a page says it."""


@rule(
    "guide-fields",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第十二条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def guide_incomplete(site: Site) -> Findings:
    """公开指南缺少条例第十二条所列的内容。

    指南要写明政府信息的分类、编排体系、获取方式，以及工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网
    联系方式。缺一样，公众就少一条路。

    在“政府信息公开指南”页面的页首补齐；分类、编排体系、获取方式也可以写在正文中，标题须含“分类”“编排”“获取”等字样。
    分几页写的，合起来齐全即可。没有传真的，在“传真号码”中写明没有。
    """
    guides = site.having(Guide)
    if not guides:
        yield unknown(_column(site), "没有“政府信息公开指南”类型的页面，无法核对指南的内容", "gongkai new 指南页面")
        return
    for field, name, said in FIELDS:
        if not any(said(page) for page in guides):
            yield flaw(_main(site, guides).at(field), f"公开指南没有写明{name}", "在页首或者正文中补上")


@rule(
    "guide-channels",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第十二条、第二十八条、第二十九条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def channel_missing(site: Site) -> Findings:
    """公开指南没有写明当面、邮寄、网络申请的渠道，或者缺少地址、时间、电话。

    申请可以用信件、数据电文等书面形式提出，机关要建立完善申请渠道。少一种渠道，或者有渠道而不知道寄到哪里、几点开门、
    打什么电话，申请人就要多跑一趟。

    在指南的页首写“申请渠道”，每种方式一项；没写的地址、时间、电话取指南自己的。写在正文中的无法核对，也不会显示在
    依申请公开页面上。
    """
    guides = site.having(Guide)
    if not guides:
        yield unknown(_column(site), "没有“政府信息公开指南”类型的页面，无法核对申请渠道", "gongkai new 指南页面")
        return
    main, portal = _main(site, guides), site.config.site.request_portal
    offered = {one.way for page in guides for one in page.meta.channels}
    for way, words in WAYS.items():
        if way in offered:
            continue
        if not offered and any(word in page.parsed.text for page in guides for word in words):
            yield unknown(main.at("channels"), f"{way}申请的渠道写在正文中，无法核对", "改写在页首的“申请渠道”中")
        else:
            yield flaw(main.at("channels"), f"公开指南没有{way}申请的渠道", f"在“申请渠道”中加一项 方式: {way}")
    for page in guides:
        for number, one in enumerate(page.meta.channels):
            whole = page.meta.channel(one, portal)
            lacking = [name for field, name in PARTS.items() if not getattr(whole, field)]
            if lacking:
                yield flaw(
                    page.at("channels", number), f"{one.way}申请的渠道没有{'、'.join(lacking)}", "在这一项中补上"
                )


@rule(
    "guide-stale",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第十二条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def guide_out_of_date(site: Site) -> Findings:
    """公开指南在上位文件施行或者自己的信息变更以后没有更新，或者改了联系方式没有写明哪天变更。

    指南应当及时更新。条例、规定修订施行以后，期限、收费、程序都可能变了；联系方式变了（“信息变更日期”），旧号码会让人
    找不到门；悄悄改了的，公众不知道手里的号码从哪天起作废，也无从核对改得是否及时。

    核对指南，改好后填写“更新日期”；工作机构、地址、时间、电话、传真、网络联系方式和申请渠道有变的，另填“信息变更日期”。
    上位文件取制度栏目中已经施行的法律、法规、规章，按施行日期比较，没有写的按成文日期：施行以前更新过的，施行以后还要
    核对一次。联系方式与 site.lock 中登记的上一次发布的比较；新增的一项不算。
    """
    guides = site.having(Guide)
    if not guides:
        return
    for one in guides:
        yield from _silent(one, site)
    page = _main(site, guides)
    last = told_on(page.meta)
    if last is None:
        return
    where = page.at("updated") if page.meta.updated else page.at("published")
    changed = page.meta.changed
    if changed and last < changed <= site.as_of:
        yield flaw(
            where,
            f"公开指南的信息于{chinese_date(changed)}变更，最后更新却是{chinese_date(last)}",
            "改好后填写“更新日期”",
        )
    for text in site.having(Regulation):
        meta = text.meta
        if meta.level not in PASSED or not in_force(text) or not meta.begun(site.as_of):
            continue
        for name, day in (("成文", meta.written), ("施行", meta.effective)):
            if day and day > last:
                yield flaw(
                    where,
                    f"公开指南最后更新于{chinese_date(last)}，早于《{meta.title}》的{name}日期",
                    "按照新的规定核对指南，填写“更新日期”",
                )
                break


def _silent(page: Page[Guide], site: Site) -> Findings:
    """What changed since it was published before, and nobody said when."""
    before = site.lock.contacts.get(page.id)
    if before is None:
        return
    ways = [one.way for one in page.meta.channels]
    for name in changed_in_silence(page.meta, before):
        own = name in CONTACTS
        label = Guide.model_fields[name].title if own else f"{name}申请渠道"
        now = contacts(page.meta).get(name, "")
        became = f"改成了“{now}”" if now else "删去了"
        yield flaw(
            page.at(name) if own else page.at("channels", *([ways.index(name)] if name in ways else [])),
            f"公开指南的{label}原来是“{before.parts[name]}”，{became}，没有新的信息变更日期",
            "填写“信息变更日期”和“更新日期”",
        )


def _main(site: Site, guides: tuple[Page[Guide], ...]) -> Page[Guide]:
    return guide_of(site) or guides[0]


def _column(site: Site) -> Span:
    names = [column.name for column in site.config.columns]
    if FIXED_COLUMNS[0] in names:
        return site.setting("columns", names.index(FIXED_COLUMNS[0]), "name")
    return site.setting("columns")
