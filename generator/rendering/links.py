"""Bodies as they are published: the addresses of their links put in, and the signature (落款) set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urlsplit

from generator.kinds.base import Document
from generator.model.config import Identity
from generator.model.site import Job, Page, Slot
from generator.model.values import replace
from generator.text import urls
from generator.text.patterns import lazily

NOTICE = '<span class="notice">（外部链接）</span>'
"""What follows the text of a link to a site that is not the government's (国办发〔2017〕47号)."""

ANCHOR = lazily(r'<a\b(?P<before>[^>]*?)\shref="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL)
IMAGE = lazily(r'<img\b(?P<before>[^>]*?)\ssrc="gongkai:(?P<place>\d+)"(?P<after>[^>]*)>')
ALT = lazily(r'\salt="([^"]*)"')
RELATION = lazily(r'\s(?:rel|class)="[^"]*"')
PLACEHOLDER = "gongkai:"

PLAIN = lazily(r"<p>(?P<text>[^<>]+)</p>")
BLOCK_END = lazily("</(?:p|h[1-6])>")
DAY = lazily(r"<p>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日</p>")
REMARK = lazily(r"<p>（[^<>]+）</p>")
"""附注, the one thing that follows a signature: （此件公开发布）."""


def foreign(target: str, base_url: str, domain: str) -> tuple[bool, bool]:
    """Tell whether an address leaves the site, and whether it leaves the government's sites (.gov.cn) as well."""
    host = _host(target)
    if not host or host in {_host(base_url), domain}:
        return False, False
    return True, not (host == "gov.cn" or host.endswith(".gov.cn"))


def slot(page: Page[Document], site: Identity, notes: tuple[tuple[str, str, str], ...] = ()) -> Slot:
    """Where a page's body goes, with all that the body needs to be put there; ``notes`` as in ``Slot``."""
    signers = tuple(sorted({page.meta.issued_by, page.meta.source}))
    return Slot(page.path, page.targets, signers, site.base_url, site.domain, notes)


def inlaid(job: Job, html: str) -> Job:
    """A job whose context is complete: the body of its page put into the slot, if it has one."""
    if job.slot is None:
        return job
    page = {**job.context["page"], "body": body(html, job.slot, job.path)}
    return replace(job, context={**job.context, "page": page}, slot=None)


def body(html: str, place: Slot, here: str) -> str:
    """A page's body with the addresses of its links put in and its signature marked.

    What leads nowhere becomes a ``span``; what leaves the site says so.
    """
    html = signed(html, place.signers)
    if "<a " in html:
        html = ANCHOR.sub(_anchor(place, here), html)
    if "<img " in html:
        html = IMAGE.sub(_image(place, here), html)
    return noted(html, place.notes, here)


def signed(html: str, names: Container[str]) -> str:
    """Mark the signature (落款) that ends a body: one of some names and below it the day, each a paragraph by itself.

    The class ``signature`` lets styles set both as official documents do (GB/T 9704-2012 7.3.5); the text stays.
    """
    blocks = html.rstrip("\n").rsplit("\n", 3)
    day = len(blocks) - (2 if REMARK.fullmatch(blocks[-1]) else 1)
    organ = PLAIN.fullmatch(blocks[day - 1]) if day > 0 else None
    if organ is None or unescape(organ["text"]) not in names or not DAY.fullmatch(blocks[day]):
        return html
    for at in (day - 1, day):
        blocks[at] = blocks[at].replace("<p>", '<p class="signature">', 1)
    return "\n".join(blocks) + html[len(html.rstrip("\n")) :]


def noted(html: str, notes: Iterable[tuple[str, str, str]], here: str) -> str:
    """Put after the first paragraph, or the heading, of each clause that is interpreted a link to what explains it."""
    for anchor, clause, target in notes:
        start = html.find(f' id="{anchor}">')
        end = html.find("</", start)
        while start >= 0 and end >= 0 and not BLOCK_END.match(html, end):
            end = html.find("</", end + 2)
        if start >= 0 and end >= 0:
            href = escape(urls.relative(target, here))
            mark = f' <a class="clause-note" href="{href}" aria-label="{escape(clause)}的解读">解读</a>'
            html = html[:end] + mark + html[end:]
    return html


def _anchor(place: Slot, here: str) -> Callable[[re.Match[str]], str]:
    def write(found: re.Match[str]) -> str:
        href, text = found["href"], found["text"]
        if href.startswith(PLACEHOLDER):
            target = _target(place, href.removeprefix(PLACEHOLDER))
            if not target:
                return f'<span class="unresolved">{text}</span>'
            href = escape(urls.relative(target, here))
        leaves, notice = foreign(href, place.base_url, place.domain)
        rest = found["before"] + found["after"]
        if leaves:
            rest = RELATION.sub("", rest) + ' rel="external noopener" class="external"'
        return f'<a{rest} href="{href}">{text}{NOTICE if notice else ""}</a>'

    return write


def _image(place: Slot, here: str) -> Callable[[re.Match[str]], str]:
    def write(found: re.Match[str]) -> str:
        rest = found["before"] + found["after"]
        target = _target(place, found["place"])
        if not target:
            alt = ALT.search(rest)
            return f'<span class="unresolved">{alt[1] if alt else ""}</span>'
        return f'<img{rest} src="{escape(urls.relative(target, here))}">'

    return write


def _target(place: Slot, written: str) -> str:
    at = int(written) if written.isdecimal() else len(place.targets)
    return place.targets[at] if at < len(place.targets) else ""


@lru_cache(maxsize=4096)
def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").lower()
    except ValueError:
        return ""
