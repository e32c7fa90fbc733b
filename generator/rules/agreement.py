"""主动公开标准目录: a table that agrees with what is published, and with the version before it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.kinds.base import Document
from generator.kinds.catalogue import ACTIVE, Catalogue, CatalogueRow
from generator.kinds.comparing import Differences, said
from generator.kinds.coverage import Placed, catalogue_rows, changes, coverage, newest, unread_fields
from generator.kinds.rows import read_whole
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.catalogue import OPINIONS, SHORT, STANDARD, named
from generator.rules.engine import Findings, Scope, flaw, rule, unknown
from generator.rules.papers import bare
from generator.text.chinese import suggest
from generator.text.dates import chinese_date

PLAN = "《2020年上海市商务委员会政务公开工作要点》二（一）"
NAMED = 3
"""Pages that a message names."""


@rule("std-two-way", Severity.ERROR, scope=Scope.SITE, basis=f"{PLAN}；{OPINIONS}", since=STANDARD)
def row_without_page(site: Site) -> Findings:
    """标准目录的一行没有已经公开的页面，也没有说明理由；或者“公开位置”指向不存在、没有公开的页面。

    目录是承诺：写了主动公开，就要有地方看得到。每一行的“公开位置”写栏目的名称或者目录、页面编号、发文字号，或者别的政府网站的网址，至少有一处
    已经有公开的内容；暂时没有的，写“无公开内容理由”，整个栏目没有的，也可以写栏目的“暂无内容说明”。依申请公开的行不要求。
    别处已有公开的内容、另一处只是没到发布日期的，到那一天就看得到，不报告。

    别的网站上有没有内容，这里无从知道，写了网址就算有。反过来，有内容而不在目录中的栏目由 std-unlisted 报告。
    """
    for one in site.once(coverage).rows:
        row, ends = one.row, one.ends
        yield from _astray(one, site)
        led = ends.waiting or ends.due or ends.unknown
        stated = row.record.absent or any(site.columns[folder].config.absent for _, folder in ends.columns)
        if one.published or stated or led or row.record.ways != (ACTIVE,) or "places" in unread_fields(one.page, site):
            continue
        empty = "、".join(site.columns[folder].config.name for _, folder in ends.columns)
        message = f"{named(row)}没有公开的页面" + (f"：栏目“{empty}”还没有内容" if empty else "")
        yield flaw(row.at("places"), message, "填写 公开位置，或者 无公开内容理由")


@rule("std-unlisted", Severity.WARNING, scope=Scope.SITE, basis=f"{PLAN}；{OPINIONS}", since=STANDARD)
def column_without_row(site: Site) -> Findings:
    """有公开内容的栏目，标准目录中没有一行对应。

    目录要覆盖全部主动公开的内容，缺了一类，动态调整就管不到它。按栏目计：一行的“公开位置”写了这个栏目（或者它上面收有
    页面的栏目），或者栏目中的每一页都由某一行写到，就算覆盖。依申请公开不在其列。

    在目录中增加一行，或者在已有的一行补写“公开位置”；确实不必列入的栏目，登记在 site_config.toml 的
    catalogue.excepted。
    """
    pages = newest(site)
    if not all(read_whole(page, site) for page in pages):
        return  # the row may stand in what could not be read
    for gap in site.once(coverage).gaps:
        name = site.columns[gap.folder].config.name
        some_pages = "、".join(gap.pages[:NAMED]) + ("……" if len(gap.pages) > NAMED else "")
        some = "" if gap.whole else f"中的 {len(gap.pages)} 个页面（{some_pages}）"
        message = f"栏目“{name}”{some}在标准目录中没有对应的行"
        yield flaw(pages[0].at("data" if pages[0].meta.data else "rows"), message, f"增加一行，公开位置写 {name}")


@rule("std-changelog", Severity.WARNING, scope=Scope.SITE, basis=PLAN, since=STANDARD)
def change_unrecorded(site: Site) -> Findings:
    """与上一版相比，有的行变了，“变更记录”却没有写；或者两行的序号相同、版本日期不对、前后两版没有接上，无法逐行比较。

    目录实行动态调整，每次调整都要说得清：增加、修改、删除了哪些行，为什么。序号一经编定，就跟着这一行到以后各版，删除的号不再给别的行用。
    区级确认、公开位置和无公开内容理由随时变化，不要求记录。版本日期是这一版定下来的日期，应当晚于上一版的，不晚于页面的
    发布日期（更新过的，更新日期）。

    在“变更记录”中写 类别（新增、修改、删除）、序号、理由。没有变的行不要写。
    """
    heads = sorted(newest(site), key=lambda page: (page.meta.version or date.min, page.id))
    for page in heads:
        rows = catalogue_rows(page, site)
        counts = Counter(row.record.number for row in rows)
        seen: set[str] = set()
        for row in rows:
            if counts[row.record.number] > 1 and row.record.number in seen:
                yield flaw(row.at("number"), f"序号 {row.record.number} 与前面的一行相同", "给这一行另编一个序号")
            seen.add(row.record.number)
        yield from _misdated(page, site)
        if not page.earlier:
            if page.meta.previous and page.meta.previous in site.names:
                yield unknown(page.at("previous"), "上一版没有公开，无法逐行比较", "先公开上一版")
            elif page is not heads[0]:
                message = f"没有写上一版，而《{heads[0].meta.title}》在前，无法逐行比较"
                yield flaw(page.at("title"), message, f"写 上一版本: {heads[0].id}")
            continue
        yield from _unrecorded(page, changes(page, site), whole=_comparable(page, site))


def _comparable(page: Page[Catalogue], site: Site) -> bool:
    """Tell whether a version and the one before could both be read whole."""
    return all(read_whole(one, site) for one in (page, *(site.having(Catalogue))) if one.id in {page.id, *page.earlier})


def _misdated(page: Page[Catalogue], site: Site) -> Findings:
    """A 版本日期 that is not after that of the version before, or that came only after the page was published."""
    version, told = page.meta.version, [one.date() for one in (page.meta.published, page.meta.updated) if one]
    if version is None:
        return
    before = [one.meta.version for one in site.having(Catalogue) if one.id in page.earlier and one.meta.version]
    if before and version <= max(before):
        message = f"版本日期{chinese_date(version)}不晚于上一版的{chinese_date(max(before))}"
        yield flaw(page.at("version"), message, "改正两版中写错的版本日期")
    if told and version > max(told):
        message = f"版本日期{chinese_date(version)}晚于页面发布、更新的日期{chinese_date(max(told))}"
        yield flaw(page.at("version"), message, "版本日期写这一版定下来的日期")


def _unrecorded(page: Page[Catalogue], found: Differences[CatalogueRow], *, whole: bool) -> Findings:
    noted = {(change.change, number) for change in page.meta.changes for number in change.numbers}
    happened = {("新增", row.record.number) for row in found.added}
    happened |= {("删除", row.record.number) for row in found.removed}
    happened |= {("修改", one.new.record.number) for one in found.altered}
    hint = "在“变更记录”中写 类别: {}、序号: [{}] 和理由"
    for row in found.added:
        number = row.record.number
        if ("新增", number) not in noted:
            yield flaw(row.at("number"), f"{named(row)}是新增的，变更记录没有写", hint.format("新增", number))
    for one in found.altered:
        number, label = one.new.record.number, labels(CatalogueRow)
        if ("修改", number) not in noted:
            name = one.fields[0]
            old, new = (said(getattr(each.record, name))[:SHORT] or "空" for each in (one.old, one.new))
            message = f"{named(one.new)}的{label[name]}由“{old}”改为“{new}”，变更记录没有写"
            yield flaw(one.new.at(name), message, hint.format("修改", number))
    for row in found.removed:
        number = row.record.number
        if ("删除", number) not in noted:
            yield flaw(page.at("changes"), f"上一版的{named(row)}删除了，变更记录没有写", hint.format("删除", number))
    for at, change in enumerate(page.meta.changes if whole else ()):
        for number in change.numbers:
            if (change.change, number) not in happened:
                message = f"变更记录写了{change.change}第 {number} 行，与上一版相比并没有"
                yield flaw(page.at("changes", at, "numbers"), message, "改正序号或类别，或者删去这一项")


def _astray(one: Placed, site: Site) -> Findings:
    """The 公开位置 of a row that lead to no page, or to one that is kept back."""
    row = one.row
    waiting = one.ends.waiting if one.published else (*one.ends.waiting, *one.ends.due)
    for _, place in waiting:
        yield flaw(row.at("places"), f"{named(row)}的公开位置“{place}”还没有公开", "公开这个页面，或者另写公开位置")
    for _, place in one.ends.unknown:
        names = {*site.names, *site.columns, *(column.config.name for column in site.columns.values())}
        near = site.once(_titles).get(bare(place)) or suggest(place, names)
        hint = f"是否应为“{near}”？" if near else "写栏目的名称或目录、页面编号、发文字号或者网址"
        yield flaw(row.at("places"), f"{named(row)}的公开位置“{place}”不是栏目、页面或者网址", hint)


def _titles(site: Site) -> dict[str, str]:
    """The ids of the published pages by their titles."""
    return {bare(page.meta.title): page.id for page in site.having(Document)}
