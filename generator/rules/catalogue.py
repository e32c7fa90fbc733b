"""主动公开标准目录: rows that say all they must, as they must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.kinds.catalogue import ACTIVE, CatalogueRow, channel
from generator.kinds.coverage import catalogue_rows, coverage, newest, unread_fields
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Site, Validity
from generator.model.tables import Row
from generator.rules.engine import Findings, Scope, flaw, rule
from generator.rules.papers import called
from generator.rules.successions import SUCCESSIONS, Succession, outdated
from generator.text.chinese import suggest
from generator.text.dates import chinese_date
from generator.text.disclosure import disclosure_limit
from generator.text.official import find_numbers, parse_number
from generator.text.patterns import lazily

STANDARD = date(2020, 1, 1)
"""国办发〔2019〕54号, of the end of 2019: the first day on which it surely applied."""
OPINIONS = "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
AREAS = "《2020年上海市商务委员会政务公开工作要点》二（一）、二（二）"

ELEMENTS = ("item", "content", "basis", "limit", "body", "way", "channels", "audience")
"""名称、内容、依据、时限、主体、方式、渠道、公开对象."""
WEBSITE = "政府网站"
SHORT = 24
"""Characters of a cell that a message quotes."""

_PIECE = lazily("[；;\n]")
_TITLED = lazily("《([^》]+)》([^《]*)")
_EACH = lazily("[、，,和及]?(?=《)")
"""Where the next of several texts begins."""
_LAW = lazily("(?:法|法典|宪法)(?:[（(][^）)]*[）)])?$")
_NUMBER = lazily(
    "〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号|令(?:(?:19|20)[0-9]{2}年)?第?[0-9一二三四五六七八九十百零〇]+号"
    "|公告(?:(?:19|20)[0-9]{2}年)?第?[0-9]+号"
)
ENDED = {Validity.REPEALED: "已经废止", Validity.EXPIRED: "已经失效"}


@rule("std-columns", Severity.ERROR, scope=Scope.SITE, basis=OPINIONS, since=STANDARD, local=True)
def element_missing(site: Site) -> Findings:
    """标准目录的一行缺少名称、内容、依据、时限、主体、方式、渠道、公开对象之一，或者整个目录没有一行。

    国办发〔2019〕54号要求目录对每个事项写明这八样。缺一样，公众就不知道凭什么公开、多久公开、到哪里看，区里也无从照着做。

    在数据文件的这一格，或者页首“条目”的这一项中填写。只看最新的一版；旧版是历史，不再改动。数据文件读不出的部分另有报告，
    这里不重复。
    """
    label = labels(CatalogueRow)
    for page in newest(site):
        found, unread = catalogue_rows(page, site), unread_fields(page, site)
        if not found and not page.meta.data:
            yield flaw(page.at("rows"), "标准目录没有一行", "写 数据文件: ….csv，或者在页首列出“条目”")
        for row in found:
            lacking = [label[name] for name in ELEMENTS if not getattr(row.record, name) and name not in unread]
            if lacking:
                yield flaw(row.at(), f"{named(row)}没有写{'、'.join(lacking)}", "填写这一行的这几格")


@rule("std-oneof", Severity.ERROR, scope=Scope.SITE, basis=OPINIONS, since=STANDARD, local=True)
def not_exactly_one(site: Site) -> Findings:
    """公开对象不是“全社会”“特定群体”之一，或者公开方式不是“主动”“依申请”之一。

    目录的表样在这两栏各打一个勾。两个都打，等于没有说清；写成别的词，就对不上表样。对全社会公开的，当然也对特定群体公开，写“全社会”；
    只对一部分人公开的，写“特定群体”，可以注明是谁，如“特定群体：办展单位”。一个事项有的主动公开、有的依申请公开，分作两行。

    空着的由 std-columns 报告。
    """
    for row in newest_rows(site):
        record = row.record
        for name, given, found, choice in (
            ("audience", record.audience, record.audiences, "全社会 或 特定群体"),
            ("way", record.way, record.ways, "主动 或 依申请"),
        ):
            if given and len(found) != 1:
                label = labels(CatalogueRow)[name]
                offence = f"同时写了{'和'.join(f'“{one}”' for one in found)}" if found else f"写的是“{given[:SHORT]}”"
                yield flaw(row.at(name), f"{named(row)}的{label}{offence}", f"只写 {choice}")


@rule("std-channel", Severity.WARNING, scope=Scope.SITE, basis=OPINIONS, since=STANDARD)
def channel_unknown(site: Site) -> Findings:
    """公开渠道和载体不在清单中，或者选了“政府网站”，网站上却没有页面。

    渠道按清单写，各行各区才能比较和汇总；清单在 site_config.toml 的 catalogue.channels 中，默认是表样的十三种。
    清单以外的，写“其他：……”。选了“政府网站”，就要有“公开位置”指向已经公开的栏目、页面或者网址；还没有内容的，写“无公开内容理由”。
    """
    listed = site.config.catalogue.channels
    for one in site.once(coverage).rows:
        row, record = one.row, one.row.record
        for name in record.channels:
            if not channel(name, listed):
                near = suggest(name, listed)
                hint = f"是否应为“{near}”？" if near else f"可选：{'、'.join(listed)}；别的写 其他：……"
                yield flaw(row.at("channels"), f"{named(row)}的公开渠道“{name}”不在清单中", hint)
        shown = one.published or record.absent or "places" in unread_fields(one.page, site)
        if WEBSITE in {channel(name, listed) for name in record.channels} and not shown:
            message = f"{named(row)}选了“{WEBSITE}”，网站上却没有公开的页面"
            yield flaw(row.at("channels"), message, "填写 公开位置，或者 无公开内容理由；不在网站公开的，改正渠道")


@rule(
    "std-limit",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="《中华人民共和国政府信息公开条例》第二十六条",
    since=STANDARD,
    local=True,
)
def limit_too_long(site: Site) -> Findings:
    """公开时限读不出来，或者超过二十个工作日。

    条例第二十六条规定，属于主动公开的信息自形成或者变更之日起二十个工作日内公开；法律、法规另有规定的从其规定。时限可以更短，不能更长。
    本站的上限在 limits.disclosure_days 中。

    写成“信息形成或者变更之日起20个工作日内”“7个工作日内”“即时”，或者具体的日期、周期，如“每年1月31日前”。法律、法规另有期限的，
    写明“……另有规定”。自然日和月数按每周五个工作日折算。
    """
    most = site.config.limits.disclosure_days
    for row in newest_rows(site):
        text = row.record.limit
        if not text or row.record.ways != (ACTIVE,):
            continue
        limit = disclosure_limit(text)
        if limit is None:
            message = f"{named(row)}的公开时限“{text[:SHORT]}”读不出期限"
            yield flaw(row.at("limit"), message, f"写成“信息形成或者变更之日起{most}个工作日内”")
        elif limit.exceeds(most) and not limit.otherwise:
            message = f"{named(row)}的公开时限{limit.said}，超过{most}个工作日"
            yield flaw(row.at("limit"), message, f"改为{most}个工作日以内；法律、法规另有规定的，写明另有规定")


@rule("std-basis", Severity.WARNING, scope=Scope.SITE, basis=OPINIONS, since=STANDARD)
def basis_unnumbered(site: Site) -> Findings:
    """公开依据没有写文号，或者依据的文件已经失效、废止。

    依据写明文号和条款，公众才查得到、核得准。法律没有文号，写名称和条款；行政法规写国务院令号，规章写令号，文件写发文字号。几项依据用分号
    或者换行分开，每一项都要写；不写“同上”。

    依据本站的文件而它已经失效、废止的，或者依据 regime-outdated 所列已经被替代的文件的（如国务院令第492号、
    沪府令2号），换成现行的文件，并在“变更记录”中写明。
    """
    prefixes = _prefixes(site)
    known = [one for one in SUCCESSIONS if one.since <= site.as_of]
    for row in newest_rows(site):
        for piece in _unnumbered(row.record.basis):
            hint = "在后面写上文号，如（国令第711号）、（国办发〔2019〕54号）"
            yield flaw(row.at("basis"), f"{named(row)}的公开依据“{piece[:SHORT]}”没有文号", hint)
        for number in dict.fromkeys(find_numbers(row.record.basis, prefixes)):
            page = site.pages.get(site.names.get(number, ""))
            if page and page.validity in ENDED:
                successors = [called(site.pages[name].meta) for name in page.replaced_by if name in site.pages]
                hint = f"改为 {successors[0]}" if successors else "改为现行有效的依据"
                yield flaw(row.at("basis"), f"{named(row)}依据的{number}{ENDED[page.validity]}", hint)
        for one in _replaced(row.record, known):
            message = f"{named(row)}依据的{one.former}自{chinese_date(one.since)}起已被替代"
            yield flaw(row.at("basis"), message, f"改为{one.successor}")


@rule("std-area", Severity.WARNING, scope=Scope.SITE, basis=AREAS, since=STANDARD, local=True)
def area_unknown(site: Site) -> Findings:
    """“领域”不是国家确定的试点领域之一，或者“区级确认”写的不是结对区。

    国家试点领域有固定的名称，各区按领域编制目录、汇总落实。商务不在其中：多数行没有对应领域，空着即可，网页上会写“无对应领域”。
    有对应的，照清单写；清单在 site_config.toml 的 catalogue.areas 中。

    结对区登记在 catalogue.districts 中，网页按登记的名称统计各区确认了哪些行，写错名称的就算没有确认。
    没有登记结对区的不查。
    """
    areas = site.config.catalogue.areas
    districts = tuple(one.name for one in site.config.catalogue.districts)
    for row in newest_rows(site):
        if row.record.area and row.record.area not in areas:
            near = suggest(row.record.area, areas)
            hint = f"是否应为“{near}”？" if near else f"没有对应的空着；可选：{'、'.join(areas)}"
            yield flaw(row.at("area"), f"{named(row)}的领域“{row.record.area}”不是国家试点领域", hint)
        for name in row.record.districts if districts else ():
            if name not in districts:
                near = suggest(name, districts)
                hint = f"是否应为“{near}”？" if near else f"结对区有：{'、'.join(districts)}"
                yield flaw(row.at("districts"), f"{named(row)}的区级确认“{name}”不是结对区", hint)


def newest_rows(site: Site) -> Iterator[Row[CatalogueRow]]:
    """The rows of the newest catalogue."""
    return (row for page in newest(site) for row in catalogue_rows(page, site))


def named(row: Row[CatalogueRow]) -> str:
    """What a message calls a row: its number and what it is about."""
    return f"第 {row.record.number} 行" + (f"“{row.record.name}”" if row.record.name else "")


def _unnumbered(basis: str) -> Iterator[str]:
    """The parts of a basis that name a paper without its number; laws (法律) have none."""
    for piece in filter(None, (one.strip() for one in _PIECE.split(basis))):
        titled = _TITLED.findall(piece)
        if not titled and not _NUMBER.search(piece):
            yield piece
        for title, after in titled:
            if not _LAW.search(title) and not _NUMBER.search(after):
                yield f"《{title}》"


def _replaced(record: CatalogueRow, known: Sequence[Succession]) -> Iterator[Succession]:
    """The texts of a row's basis that others have replaced, each once; a basis lists texts, it tells no history."""
    told = _EACH.sub("\n", record.basis)
    yield from dict.fromkeys(one for one, _ in outdated(told, known, about="信息公开" in record.name))


def _prefixes(site: Site) -> frozenset[str]:
    """机关代字 that are known here."""
    numbers = (parse_number(name) for name in site.names)
    return frozenset(site.config.numbering.prefixes).union(one.prefix for one in numbers if one)
