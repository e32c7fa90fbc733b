"""The only maker of URLs.

Inside the program an address is a posix path relative to the output's root, ASCII, without a leading slash
(``statutory/policies/2020-003.html``); pages carry relative links, so the site works from any sub-path and from disk.
"""

from __future__ import annotations

import re
from hashlib import sha256
from ipaddress import ip_address
from posixpath import normpath, splitext
from urllib.parse import quote, urlsplit

from generator.text.patterns import lazily

SLUG = lazily(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an id, a folder or a page's file name may be."""

FORM = "application-form"
"""The name of the form that a column offers."""

TAKEN = lazily(rf"index|page-\d+|(year|topic|status|audience|type|form)-.+|{FORM}")
"""Names that a column's own pages have: its first, those that follow, its facets, and its form."""

ACROSS = lazily(r"phase-[^/]+")
"""What facets of the whole site are called; they lie beside the columns' folders."""

INTERNAL = (".local", ".localhost", ".localdomain", ".internal", ".lan", ".intranet", ".home.arpa")
"""Ends of names that only an inner network knows."""

OWN_DISK = lazily(r"[A-Za-z]:[\\/]|\\\\|/(?:home|Users|tmp|var|mnt|root)/", re.IGNORECASE)
OWN_OUTPUT = lazily(r"(?:\.{0,2}/)*output/")

_PLAIN = lazily(r"[A-Za-z0-9._-]+")
_SKIPPED = lazily(r"\A[\x00-\x20]+|[\t\n\r]")
_SCHEME = lazily(r"([A-Za-z][A-Za-z0-9+.-]*):")

INDEX = "index"
"""The stem of the file that opens a column."""


def page(folder: str, page_id: str, stem: str) -> str:
    """The URL of a page: in its folder, by its id; a column's opening page is its index."""
    name = INDEX if stem == INDEX else page_id
    return f"{folder}/{name}.html" if folder else f"{name}.html"


def beside(url: str, ending: str) -> str:
    """The URL of a file that goes with a page: the page's own name with another ending."""
    return url.removesuffix(".html") + ending


def following(url: str, number: int) -> str:
    """The URL of the N-th sheet of a page, from 2; no id has the sign that parts name and number."""
    return beside(url, f"_{number}.html")


def listing(folder: str, number: int) -> str:
    """The URL of the N-th page of a column's list, from 1."""
    return f"{folder}/{INDEX}.html" if number == 1 else f"{folder}/page-{number}.html"


def facet(folder: str, axis: str, value: str, number: int = 1) -> str:
    """The URL of a facet's page: a column's pages of one year, or of one topic (named by a digest when not ASCII).

    Without a folder it is a facet of the whole site.
    """
    name = slug(value)
    tail = "" if number == 1 else f"-page-{number}"
    file = f"{axis}-{name}{tail}.html"
    return f"{folder}/{file}" if folder else file


def slug(text: str) -> str:
    """An ASCII name for any text: itself when it already is one, else eight digits of its digest."""
    lowered = text.lower()
    return lowered if SLUG.fullmatch(lowered) else sha256(text.encode()).hexdigest()[:8]


def asset(path: str) -> str:
    """The URL of a file beside the pages: its path below ``content/``, names that are not plain ASCII digested."""
    parts = path.removeprefix("content/").split("/")
    stem, ending = splitext(parts[-1])
    safe = [part if SLUG.fullmatch(part) else slug(part) for part in parts[:-1]]
    name = stem if _PLAIN.fullmatch(stem) else slug(stem)
    return "/".join([*safe, name + ending.lower()])


def relative(target: str, here: str) -> str:
    """The address of ``target`` as written on the page ``here``; fragments are kept, absolute addresses untouched."""
    if is_absolute(target) or target.startswith("#"):
        return target
    path, mark, fragment = target.partition("#")
    return (_away(path, here) if path else "") + mark + quote(fragment, safe="-._~")


def _away(path: str, here: str) -> str:
    """The way from one page to another; both are named from the output's root."""
    start, end = here.split("/")[:-1], normpath(path).split("/")
    shared = 0
    while shared < len(start) and shared < len(end) and start[shared] == end[shared]:
        shared += 1
    return "/".join([".."] * (len(start) - shared) + end[shared:]) or "."


def absolute(base_url: str, target: str) -> str:
    """The full address of ``target`` on the published site; ``…/index.html`` is named by its folder."""
    path = target.removesuffix("index.html") if target == "index.html" or target.endswith("/index.html") else target
    return f"{base_url.rstrip('/')}/{quote(path)}"


def is_absolute(target: str) -> bool:
    """Tell a full address (``https:``, ``mailto:``, ``//host``) from a path."""
    return bool(scheme(target)) or target.startswith("//")


def scheme(address: str) -> str:
    """The scheme of an address as a browser understands it, in small letters; empty for a path.

    Browsers skip control characters and spaces before an address, and tabs and line breaks within.
    """
    if ":" not in address:
        return ""
    found = _SCHEME.match(_SKIPPED.sub("", address))
    return found[1].lower() if found else ""


def host(address: str) -> str:
    """The host that a full address names, in small letters; empty when it names none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_internal(host: str) -> bool:
    """Tell whether a host can be reached only from inside: a private or local IP address, localhost, a bare name."""
    name = host.rstrip(".").lower()
    try:
        return not ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith(INTERNAL)


def private(address: str) -> str:
    """Say why the public cannot open an address; empty when it can, or when the text is no address."""
    if not address:
        return ""
    start = address.lstrip()[:8].lower()
    if start.startswith("file:"):
        return f"链接指向编辑本机的文件 {address}"
    if OWN_DISK.match(address):
        return f"链接指向编辑本机或内网的路径 {address}"
    if OWN_OUTPUT.match(address):
        return f"链接指向生成目录 {address}"
    if start.startswith(("http:", "https:", "//")) and is_internal(host(address)):
        return f"链接指向内部地址 {address}，公众无法打开"
    return ""


def source(target: str, here: str) -> str:
    """The project path that a link written in the file ``here`` means: ``../b.md`` in ``content/a/c.md``."""
    path = target.partition("#")[0]
    return normpath(path.lstrip("/") if path.startswith("/content/") else f"{here.rpartition('/')[0]}/{path}")


def resolve(href: str, here: str) -> tuple[str, str]:
    """Path and fragment, from the output's root, that a relative link on the rendered page ``here`` leads to."""
    path, _, fragment = href.partition("#")
    path = path.partition("?")[0]
    folder = here.rpartition("/")[0]
    return (normpath(f"{folder}/{path}" if folder else path) if path else here), fragment
