"""Titles: one document has one name, and its pages agree about its dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.kinds.base import Document, Enacted, Titled
from generator.kinds.policy import Interpretation
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.papers import bare, issued, quoted, subject
from generator.rules.sources import DISCLOSURE
from generator.text.dates import chinese_date

GENERIC = len("若干措施")
"""Names in 《》 up to this length abbreviate (《办法》, 《条例》) and cannot be compared."""


@rule(
    "title-variant",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="《中华人民共和国政府信息公开条例》第六条、第十一条：信息准确、一致",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def document_under_two_names(site: Site) -> Findings:
    """同一份文件在两个页面上标题、日期或发文字号不一致。

    公众无法判断哪个是真的。检查四种情形：两个页面标题相同而发文字号或成文日期不同（有替代关系的除外）；指向某文件的链接
    文字中，《》内的标题与对方页面不符；解读标题中《》内的文件名与解读对象的标题不符；文件的发布日期早于印发它的通知
    （标题写作“关于印发《……》的通知”）的成文日期。《办法》之类的简称不比对。
    """
    for page, twin in _twins(site):
        field = "doc_number" if page.meta.doc_number != twin.meta.doc_number else "written"
        yield flaw(
            page.at(field),
            f"与 {twin.path} 标题相同（{page.meta.title}），{labels(Titled)[field]}不同",
            "核对原文；确是两份文件的，补全标题使之有别，或登记替代关系",
        )
    for issue, notice in _forestalled(site):
        published, signed = issue.meta.published_on, notice.meta.written
        if published and signed and published < signed:
            message = f"发布于{chinese_date(published)}，印发它的通知 {notice.path} {chinese_date(signed)}才成文"
            yield flaw(issue.at("published"), message, "核对两个页面的日期，写实际成文和上网的日子")
    by_url = {page.url: page for page in site.having(Enacted)}
    for citing in site.having(Document):
        for link, end in zip(citing.parsed.links, citing.targets, strict=False):
            target = by_url.get(end.partition("#")[0]) if "《" in link.text else None
            for name in quoted(link.text) if target else ():
                if target and not _names(name, [target.meta.title]):
                    message = f"链接把文件叫作《{name}》，对方页面的标题是“{target.meta.title}”"
                    yield flaw(link.span, message, "两处写法统一为原文标题")
    for text in site.having(Interpretation):
        titles = [found.meta.title for name in text.interprets if (found := _enacted(site, name))]
        strange = [name for name in quoted(text.meta.title) if len(name) > GENERIC]
        if titles and strange and not any(_names(name, titles) for name in strange):
            message = f"解读标题中的《{strange[0]}》与解读对象的标题“{titles[0]}”不符"
            yield flaw(text.at("title"), message, "两处写法统一为原文标题")


def _names(name: str, titles: list[str]) -> bool:
    """Tell whether a quoted name can mean one of the titles."""
    short = bare(name)
    if len(name) <= GENERIC or any(name in title for title in titles):
        return True
    return any(short in bare(title) or bare(subject(title)) in short for title in titles)


def _enacted(site: Site, page_id: str) -> Page[Enacted] | None:
    page = site.pages.get(page_id)
    return page if page and isinstance(page.meta, Enacted) else None  # type: ignore[return-value]  # narrowed


def _twins(site: Site) -> Iterator[tuple[Page[Titled], Page[Titled]]]:
    """Pages of one title whose numbers or dates differ, each with the other."""
    groups: defaultdict[str, list[Page[Titled]]] = defaultdict(list)
    for page in site.having(Titled):
        groups[bare(page.meta.title)].append(page)
    for group in groups.values():
        for page in group if len(group) > 1 else ():
            for other in group:
                related = {*page.replaces, *page.replaced_by}
                differing = _differ(page.meta.doc_number, other.meta.doc_number) or _differ(
                    page.meta.written, other.meta.written
                )
                if other is not page and other.id not in related and differing:
                    yield page, other
                    break


def _forestalled(site: Site) -> Iterator[tuple[Page[Titled], Page[Titled]]]:
    """Texts with the notice that issues each by name; other editions of a text are not meant."""
    titled: defaultdict[str, list[Page[Titled]]] = defaultdict(list)
    for page in site.having(Titled):
        titled[bare(page.meta.title)].append(page)
    for notice in site.having(Titled):
        for name in issued(notice.meta.title):
            for text in titled[bare(name)]:
                other = text.replaced_by or _differ(text.meta.doc_number, notice.meta.doc_number)
                if text is not notice and not other:
                    yield text, notice


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)
