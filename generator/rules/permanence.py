"""What must stay as it was once published: addresses, index numbers, first publication dates (``site.lock``).

They are judged by the day of the build, not by that of a page: its publication date is just what may have been altered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from generator.kinds.base import Document, Titled
from generator.model.diagnostics import Severity, Span
from generator.model.site import LockEntry, Site, Withheld
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.numbers import INDEX
from generator.rules.sources import DIRECTORY, INSPECTION, WEBSITES
from generator.text.dates import chinese_date

RETRACTED = {
    Withheld.DRAFT: ("又标成了草稿", "删去“草稿”；不再公开的，改公开属性并写“属性变更记录”"),
    Withheld.INCOMPLETE: ("所在的一套不齐，暂缓发布", "补齐解读和细则；发布过的不能用 --hold 收回"),
}
"""Ways in which a published page may be kept back again without a word, and the cure."""
HEAD = 5
"""The line of ``site.lock`` on which the first document stands; each has a line of its own."""


@rule(
    "lock-missing",
    Severity.ERROR,
    scope=Scope.HISTORY,
    basis="政府网站发展指引（国办发〔2017〕47号）",
    since=WEBSITES,
    judged=Judged.TODAY,
)
def nothing_remembered(site: Site) -> Findings:
    """没有 site.lock，无法核对网址、索引号和首次发布日期是否改动过。

    site.lock 记着已发布过的页面；没有它，改网址、改日期、删页面都无从发现，只能报告“无法判定”。output 中已有网站而
    site.lock 不见了的，是错误，不能发布。

    从 git 恢复 site.lock。从来没有发布过的，发布后会生成，请随内容一起提交；确要重新登记的，先用 gongkai clean 清空。
    """
    if not site.lock.present:
        message = "没有 site.lock，无法核对网址、索引号和首次发布日期是否改动过"
        yield unknown(Span("site.lock"), message, "首次发布属正常，发布后提交 site.lock；否则从 git 恢复")


@rule(
    "index-stable", Severity.ERROR, scope=Scope.HISTORY, basis=INDEX, local=True, since=DIRECTORY, judged=Judged.TODAY
)
def index_changed(site: Site) -> Findings:
    """同一条信息的索引号与 site.lock 中登记的不同，或用了别的信息用过的索引号。

    索引号一经编定不再变动，机关名称变了也不改，删除的号不再给别的信息用；否则目录、引用和存档都会失效。请恢复原索引号。
    登记本身有误的，在 site.lock 中改正该条并在提交说明中写明原因。
    """
    remembered = site.once(_remembered)
    used = {entry.index_number: entry for entry in site.lock.entries.values() if entry.index_number}
    for page in site.having(Titled):
        number, mine = page.meta.index_number, remembered.get(page.id)
        if mine and mine.index_number and number != mine.index_number:
            now = f"改成了 {number}" if number else "现在没有了"
            yield flaw(page.at("index_number"), f"索引号原为 {mine.index_number}，{now}", f"恢复为 {mine.index_number}")
        elif number in used and used[number] != mine:
            yield flaw(page.at("index_number"), f"索引号 {number} 已由 {used[number].id} 使用", "另编一个新的索引号")


@rule(
    "url-stable",
    Severity.ERROR,
    scope=Scope.HISTORY,
    basis="政府网站发展指引（国办发〔2017〕47号）",
    local=True,
    since=WEBSITES,
    judged=Judged.TODAY,
)
def address_changed(site: Site) -> Findings:
    """已发布页面的网址与 site.lock 中登记的不同。

    网址变了，收藏、引用和搜索引擎中的旧链接都会打不开，检查时按错链计。网址由栏目目录和页面编号（缺省为文件名）决定：
    请把文件放回原目录，或用“页面编号”保住原来的名字。凭索引号能认出改了编号的页面；索引号也没有的，由 date-backdated
    发现。
    """
    remembered = site.once(_remembered)
    for page in site.pages.values():
        entry = remembered.get(page.id)
        if entry and entry.url != page.url:
            cure = "把文件移回原来的目录" if entry.id == page.id else f"写上 页面编号: {entry.id}，文件放回原来的目录"
            yield flaw(page.at("id"), f"网址原为 {entry.url}，变成了 {page.url}", cure)


@rule(
    "page-gone",
    Severity.ERROR,
    scope=Scope.HISTORY,
    basis="政府网站发展指引（国办发〔2017〕47号）",
    local=True,
    since=WEBSITES,
    judged=Judged.TODAY,
)
def page_disappeared(site: Site) -> Findings:
    """已发布过的页面不见了：site.lock 中登记着它，内容中却没有对应的文件，或者又标成了草稿。

    公开过的信息不能悄悄消失：收藏和引用会成死链，公众也无从知道它是失效了还是撤回了。文件失效、废止的，留着页面，写明
    有效性；不再公开的，留着文件，把公开属性改为依申请公开或不予公开，并写“属性变更记录”。

    误删的，从 git 恢复。确须删除的，删去 site.lock 中这一条，在提交说明中写明理由。读不懂的文件另有报告，不在此列。
    """
    moved = {page.meta.index_number for page in site.having(Titled, withheld=True)}
    for entry in site.lock.entries.values():
        page = site.withheld.get(entry.id)
        if page and page.withheld in RETRACTED:
            state, hint = RETRACTED[page.withheld]
            field = "draft" if page.withheld is Withheld.DRAFT else "title"
            yield flaw(page.at(field), f"已发布过的页面 {entry.url} {state}，会从网站上消失", hint)
    moved.discard("")
    for number, entry in enumerate(site.lock.entries.values()):
        if entry.id in site.names or entry.index_number in moved or entry.id in site.unread:
            continue
        yield flaw(
            Span("site.lock", HEAD + number),
            f"已发布过的页面 {entry.url} 不见了（编号 {entry.id}，{chinese_date(entry.published)}发布）",
            "从 git 恢复文件；确须删除的，删去 site.lock 中这一条并写明理由",
        )


@rule(
    "date-backdated",
    Severity.ERROR,
    scope=Scope.HISTORY,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）单项否决：弄虚作假",
    local=True,
    since=INSPECTION,
    judged=Judged.TODAY,
)
def publication_backdated(site: Site) -> Findings:
    """发布日期被改动，或新页面的发布日期早于上次发布的日子。

    伪造发稿日期属于检查中的单项否决情形。首次发布日期登记在 site.lock 中，以后不得改动；内容有更新时填写“更新日期”。
    补录旧文时，发布日期应写实际上网的日子，成文日期照旧；确有必要时可在 site_config.toml 的 limits.backdate_days 中
    放宽补录的天数（自然日）。
    """
    recorded, remembered = site.lock.recorded, site.once(_remembered)
    for page in site.having(Document, withheld=True):
        if page.meta.published is None:
            continue
        day, entry = page.meta.published.date(), remembered.get(page.id)
        if entry and entry.published != day:
            yield flaw(
                page.at("published"),
                f"首次发布日期登记为{chinese_date(entry.published)}，现在写成{chinese_date(day)}",
                f"恢复为 {entry.published}；内容有更新的另填 更新日期",
            )
        elif (
            not entry
            and recorded
            and page.id in site.pages
            and day < recorded - timedelta(days=site.config.limits.backdate_days)
        ):
            yield flaw(
                page.at("published"),
                f"新页面的发布日期{chinese_date(day)}早于上次发布的{chinese_date(recorded)}",
                "写实际上网的日期；原文的日子写在 成文日期",
            )


def _gone(site: Site) -> Mapping[str, LockEntry]:
    """By index number, what the lock remembers of pages whose id is no longer in use: they may have got another."""
    return {
        entry.index_number: entry
        for entry in site.lock.entries.values()
        if entry.index_number and entry.id not in site.names
    }


def _remembered(site: Site) -> Mapping[str, LockEntry]:
    """What the lock remembers of each page, under its id or, when that is new, under its index number."""
    gone = _gone(site)
    papers = site.having(Titled, withheld=True) if gone else ()
    renamed = {page.id: gone[page.meta.index_number] for page in papers if page.meta.index_number in gone}
    return {**renamed, **site.lock.entries}
