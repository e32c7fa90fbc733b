"""The status strip (有效性) of a document: whether it is in force, since when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.base import Document, Enacted
from generator.kinds.term import longest, presumed
from generator.model.site import Page, Site, Validity
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.states import TONES
from generator.text.dates import chinese_date

WORDS = {
    Validity.IN_FORCE: "现行有效",
    Validity.PENDING: "尚未施行",
    Validity.AMENDED: "已修改",
    Validity.EXPIRED: "已失效",
    Validity.REPEALED: "已废止",
}
"""What the strip says."""


def status(page: Page[Document], lookup: Lookup) -> Plain | None:
    """The strip of an enacted document; ``None`` for pages without force of law.

    ``pieces`` are runs of text, some of them links, to be set one after the other.
    """
    meta = page.meta
    if page.validity is None or not isinstance(meta, Enacted):
        return None
    return {
        "word": WORDS[page.validity],
        "value": page.validity.value,
        "tone": TONES[page.validity],
        "pieces": list(_pieces(page, page.validity, meta, lookup)),
    }


def _pieces(page: Page[Document], validity: Validity, meta: Enacted, lookup: Lookup) -> Iterator[Plain]:
    if validity is Validity.REPEALED:
        yield from _repealed(page, meta, lookup)
    elif validity is Validity.EXPIRED:
        yield _text(
            f"有效期至{chinese_date(meta.expires)}，期满自动失效。" if meta.expires else "有效期届满，自动失效。"
        )
        yield from _by(page.replaced_by, "已由", "替代。", lookup)
    elif validity is Validity.PENDING:
        yield _text(f"自{chinese_date(meta.effective)}起施行。" if meta.effective else "施行日期另行公布。")
        yield from _by(page.replaces, "施行后替代", "。", lookup)
    else:
        if validity is Validity.AMENDED:
            yield from _by(page.amended_by, "已由", "修改。", lookup)
        yield from _term(meta, lookup.site)
        yield from _coming(page, lookup)


def _repealed(page: Page[Document], meta: Enacted, lookup: Lookup) -> Iterator[Plain]:
    """Name the repealing document and the day (domain: 废止 must name both)."""
    act = lookup.named(meta.repealed_by) if meta.repealed_by else None
    names = (act.id,) if act else page.replaced_by
    on = meta.repealed_on or _begins(lookup, names)
    yield _text(f"自{chinese_date(on)}起" if on else "")
    if names:
        yield from _by(names, "被", "废止。", lookup)
    else:
        yield _text(f"被{_quoted(meta.repealed_by)}废止。" if meta.repealed_by else "废止。")
    if act and act.id not in page.replaced_by:
        yield from _by(page.replaced_by, "替代文件：", "。", lookup)


def _begins(lookup: Lookup, names: tuple[str, ...]) -> date | None:
    """The day on which the first of some documents takes effect."""
    metas = [lookup.pages[name].meta for name in names if name in lookup.pages]
    days = [meta.effective for meta in metas if isinstance(meta, Enacted) and meta.effective]
    return min(days, default=None)


def _term(meta: Enacted, site: Site) -> Iterator[Plain]:
    """Since when, and until when; a term that the paper does not state is presumed, and said to be (推定)."""
    since = f"自{chinese_date(meta.effective)}起施行" if meta.effective else ""
    until = f"有效期至{chinese_date(meta.expires)}" if meta.expires else ""
    if since or until:
        yield _text("，".join(filter(None, (since, until))) + "。")
    limits = site.config.limits
    day = presumed(meta, limits)
    if day and not meta.status:
        past = "，已届满，是否仍有效请向发布机构核实" if day < site.as_of else ""
        yield _text(f"未写明有效期，按{longest(meta, limits)}年推定至{chinese_date(day)}{past}。")


def _coming(page: Page[Document], lookup: Lookup) -> Iterator[Plain]:
    """A successor is published but does not apply yet."""
    for name in page.replaced_by:
        successor = lookup.pages.get(name)
        if successor and isinstance(successor.meta, Enacted) and successor.meta.effective:
            yield _text(f"自{chinese_date(successor.meta.effective)}起将由")
            yield _link(successor)
            yield _text("替代。")


def _by(names: tuple[str, ...], before: str, after: str, lookup: Lookup) -> Iterator[Plain]:
    """Name some documents in a clause, as in 已由A、B修改."""
    found = [lookup.pages[name] for name in names if name in lookup.pages]
    for place, page in enumerate(found):
        yield _text("、" if place else before)
        yield _link(page)
    if found:
        yield _text(after)


def _text(text: str) -> Plain:
    return {"text": text, "url": ""}


def _link(page: Page[Document]) -> Plain:
    number = page.meta.number
    title = page.meta.title if page.meta.title.startswith("《") else f"《{page.meta.title}》"
    return {"text": title + (f"（{number}）" if number else ""), "url": page.url}


def _quoted(name: str) -> str:
    """A document that is not on this site, by its number or its title."""
    return name if "〔" in name or name.startswith("《") or name.endswith("号") else f"《{name}》"
