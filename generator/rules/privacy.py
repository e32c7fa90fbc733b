"""个人信息: what of a person must not stand on a published page, nor in a file that is published with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.base import Document
from generator.kinds.rows import table_files
from generator.model.attached import Attached
from generator.model.content import Private
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule
from generator.rules.outputs import attaching
from generator.rules.sources import DISCLOSURE
from generator.text import urls
from generator.text.personal import Sort

ACT = "《中华人民共和国政府信息公开条例》第十五条"
POINTS = "《2018年政务公开工作要点》"


@rule(
    "priv-id",
    Severity.ERROR,
    basis=f"{ACT}；{POINTS}",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    scope=Scope.SITE,
    local=True,
)
def identity_number(site: Site) -> Findings:
    """公开的页面上有完整的身份证件号码。

    身份证件号码是个人隐私，除依法惩戒公示等情形外，公布前应当去标识化。号码按出生日期和校验码核对过，不是随便十八位数字；
    统一社会信用代码不算。写成全角、中间有空格或者短横的也认得出。

    隐去中间各位，只留前两位和后三位，如 35*************123；公示名单可以改用姓名加其他可识别的信息。
    报告中的号码已经隐去。草稿和不公开的页面不作检查。
    """
    yield from _found(site, Sort.IDENTITY, "隐去中间各位，如 35*************123")


@rule(
    "priv-mobile",
    Severity.ERROR,
    basis=f"{ACT}；{POINTS}",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    scope=Scope.SITE,
    local=True,
)
def mobile_number(site: Site) -> Findings:
    """公开的页面上有没有隐去的手机号码。

    个人手机号码不应公布；检查中最常见的是附件名单和落款里的经办人手机。座机、分机、热线号码不算。

    隐去中间四位，如 138****1234；确是对外公布的公务手机，登记在 site_config.toml 的 privacy.office_numbers 中。
    """
    yield from _found(site, Sort.MOBILE, "隐去中间四位；公务号码登记在 privacy.office_numbers 中")


@rule(
    "priv-card",
    Severity.ERROR,
    basis=f"{ACT}；{POINTS}",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    scope=Scope.SITE,
    local=True,
)
def card_number(site: Site) -> Findings:
    """公开的页面上有银行卡号。

    补贴公示、退款名单里的银行卡号可以直接用来冒名，属于应当隐去的个人信息。卡号按发卡机构代码和校验位核对过；
    文号、订单号等写明了名称的长号码不算。

    删去卡号，或者只留后三位。单位收款账户需要公布的，登记在 site_config.toml 的 privacy.office_numbers 中。
    """
    yield from _found(site, Sort.CARD, "删去卡号，或者只留后三位")


@rule(
    "priv-address",
    Severity.WARNING,
    basis=f"{ACT}；个人住址公开到街道、乡镇",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
    scope=Scope.SITE,
)
def home_address(site: Site) -> Findings:
    """公开的页面上有个人住址，细到街道、乡镇以下。

    “家庭住址”“户籍地址”“住在”等字样后面、表头下或者右边一格写到路、弄、号、室的，是个人住址。机关和场所的办公地址不算。

    只写到街道、乡镇，如“示范区中山街道”。
    """
    yield from _found(site, Sort.ADDRESS, "只写到街道、乡镇")


@rule(
    "priv-partial",
    Severity.WARNING,
    basis=f"{ACT}（隐去的位数没有统一规定）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
    scope=Scope.SITE,
)
def number_half_hidden(site: Site) -> Findings:
    """号码虽然隐去了几位，仍看得出出生日期，或者隐去的不足四位。

    留着出生日期的身份证件号码，和只隐去两三位的手机号码，很容易还原。隐去多少位没有统一规定，本程序以四位为限。

    身份证件号码只留前两位和后三位，手机号码隐去中间四位。
    """
    yield from _found(site, Sort.PARTIAL, "身份证件号码只留前两位和后三位，手机号码隐去中间四位")


@rule(
    "priv-filemeta",
    Severity.WARNING,
    basis=f"{ACT}（文件属性没有统一规定）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    scope=Scope.SITE,
    local=True,
)
def file_tells_its_maker(site: Site) -> Findings:
    """公开的附件在文件属性、批注中留着个人姓名，或者照片中留着拍摄地点。

    办公软件会记下作者、最后保存者和批注人，手机拍的照片会记下经纬度；公众打开文件属性就能看到。

    在办公软件中用“检查文档”或“删除属性和个人信息”清除后重新放入；照片另存一次，去掉位置信息。作者可以填机关名称。
    """
    for one, span in site.once(_attachments):
        for trait in one.traits:
            if trait.sort == MAKER:
                yield flaw(
                    span, f"附件 {_name(one)} 的{trait.place}中有个人姓名：{trait.masked}", "清除文件属性后重新放入"
                )
            elif trait.sort == POSITION:
                yield flaw(span, f"附件 {_name(one)} 中有{trait.masked}", "去掉照片的位置信息后重新放入")


@rule(
    "priv-unscanned",
    Severity.WARNING,
    basis=f"{ACT}；附件的内容也是公开的内容",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    scope=Scope.SITE,
    local=True,
)
def attachment_unread(site: Site) -> Findings:
    """公开的附件读不出文字，无法检查其中有没有个人信息、台账内容和没有公开的内容。

    扫描件、旧格式的办公文件（.doc、.xls、.wps）、压缩包和加密的文件，程序看不到里面写了什么；名单泄露多半在这样的文件里。
    PDF 中只有图片的页、嵌入的旧格式文件，指出是哪几页、哪个文件。图片列作附件或者供下载的，可能是名单的照片，也报告；
    名称写明是图解、照片、地图等的，和正文中附有文字说明的插图，不报告。

    另存为 .docx、.xlsx 或者有文字的 PDF 再放入；确实只能这样公开的，由人逐页核对后，在页面上用“忽略规则”写明谁在何时
    核对过。
    """
    for one, span in site.once(_attachments):
        if one.unread:
            yield flaw(
                span, f"附件 {_name(one)} 无法检查：{one.unread}", "改用能读出文字的格式，或者核对后写明理由忽略"
            )
    for path, span in _pictures(site).items():
        name = path.rpartition("/")[2]
        yield flaw(span, f"附件 {name} 无法检查：是图片，看不到图上的文字", "改用有文字的文件，或者核对后写明理由忽略")


PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp")
DRAWING = re.compile(
    "图解|图示|[意程线地面布果构标]图|长图|架构|照片|海报|漫画|封面|标[志识]|徽|二维码|样式|[Ll]ogo|LOGO"
)
"""How pictures are called that are no lists."""
MAKER, POSITION = "MAKER", "POSITION"
"""Sorts of traits that are none of a text's (see ``model.attached.Trait``)."""


def _found(site: Site, sort: Sort, cure: str) -> Iterator[Finding]:
    for one in site.once(_written):
        if one.sort == sort.name:
            yield flaw(one.span, f"{sort}：{one.masked}", cure)
    for attached, span in site.once(_attachments):
        for trait in attached.traits:
            if trait.sort == sort.name:
                yield flaw(span, f"附件 {_name(attached)}（{trait.place}）中有{sort}：{trait.masked}", cure)


def _written(site: Site) -> tuple[Private, ...]:
    """The personal data in the text of published pages, and in the table files (数据文件) that they show."""
    found = [one for page in site.having(Document) if page.parsed.personal for one in page.parsed.personal]
    telling = {path: table.personal for path, table in site.tables.items() if table.personal}
    shown = (path for page in site.having(Document) for _, path in table_files(page.parsed)) if telling else ()
    return (*found, *(one for path in dict.fromkeys(shown) for one in telling.get(path, ())))


def _attachments(site: Site) -> tuple[tuple[Attached, Span], ...]:
    """The files published with pages that there is something to say of, each with the place where a page names it."""
    telling = {path: one for path, one in site.attached.items() if one.traits or one.unread}
    named = site.once(attaching) if telling else {}
    return tuple((telling[path], named[path][1]) for path in sorted(telling.keys() & named.keys()))


def _pictures(site: Site) -> dict[str, Span]:
    """The pictures that are offered as documents, not shown: each with the first place where a page names it."""
    pictures = {path for path in site.asset_urls if path.lower().endswith(PICTURES)}
    pictures -= {path for path, one in site.attached.items() if one.unread}
    found: dict[str, Span] = {}
    for page in site.having(Document) if pictures else ():
        offered = [(urls.source(file, page.path), title, span) for file, title, span in _offered(page)]
        if not offered:
            continue
        shown = {urls.source(one.target, page.path) for one in page.parsed.links if one.form == "image" and one.text}
        shown |= {urls.source(file, page.path) for where, file in page.meta.files() if where[0] != "attachments"}
        shown |= {path for path, title, _ in offered if DRAWING.search(title)}
        for path, _, span in offered:
            if path in pictures - shown:
                found.setdefault(path, span)
    return found


def _offered(page: Page[Document]) -> Iterator[tuple[str, str, Span]]:
    """The pictures that a page lists among its attachments or links to: file, name and place."""
    for n, one in enumerate(page.meta.attachments):
        if one.file.lower().endswith(PICTURES):
            yield one.file, one.title or one.file, page.at("attachments", n, "file")
    for link in page.parsed.links:
        if link.form == "link" and link.target.lower().endswith(PICTURES) and not urls.is_absolute(link.target):
            yield link.target, link.text, link.span


def _name(one: Attached) -> str:
    return one.path.rpartition("/")[2]
