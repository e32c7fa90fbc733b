"""Which answer an address gets: the site below its base path, the preview's own pages below ``/_gongkai/``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, unquote_to_bytes, urlsplit

from generator.serving.answers import Answer, Shows

OWN = "_gongkai"
"""The folder at the server's root where the preview has its own pages; no site has one of this name."""
BROWSER = Path(__file__).with_name("browser")
"""What the preview's pages load: scripts and styles, read when asked for."""

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
LOADED = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

INDEX = "index.html"
LITERAL = "/%?:@!$&'()*+,;=-._~"
"""What may stand in the query of an address as it is."""
NOWHERE = "404.html"

_FILE = re.compile(r"[a-z]+\.(?:js|css)")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


class Routes:
    """All addresses of one preview."""

    def __init__(self, shows: Shows) -> None:
        """Serve a site where it begins at the moment, and lead on from where it began."""
        self._shows = shows

    def page(self, path: bytes, query: str) -> Answer:
        """What the site has at an address, or the way to where it has it; pages come with the preview's script.

        The number of the build is asked first: when another build comes in between, the page says that it is older
        than it is, and is loaded once too often, not once too rarely.
        """
        build, homes = self._shows.build, self._shows.homes
        answer = self._page(path, query, homes)
        return _with_client(answer, build, homes[0]) if answer.type.startswith("text/html") else answer

    def own(self, path: bytes, query: str) -> Answer:
        """What the preview itself has at an address below ``/_gongkai``."""
        name = path.decode("latin-1").removeprefix(f"/{OWN}")
        if not name:
            return _moved(f"/{OWN}/")
        if name == "/":
            return Answer(self._shows.board(), HTML)
        if name == "/page.json":
            return self._report(query)
        file = BROWSER / name[1:]
        if _FILE.fullmatch(name[1:]) and file.is_file():
            return Answer(file.read_bytes(), LOADED[file.suffix])
        return refusal(404, "预览没有这一页。")

    def _report(self, query: str) -> Answer:
        """What is to be said on a page; a path with a leading slash is an address, others lie inside the site."""
        home = self._shows.homes[0]
        try:
            asked = dict(parse_qsl(query, errors="strict")).get("path", "")
            names = _names((asked if asked.startswith("/") else f"{home}{quote(asked)}").encode())
        except UnicodeDecodeError:
            return refusal(400, "参数 path 不是 UTF-8 编码。")
        inside = _inside(names, home)
        return Answer(self._shows.report(NOWHERE if inside is None else _file(inside)), JSON)

    def _page(self, path: bytes, query: str, homes: Sequence[str]) -> Answer:
        try:
            names = _names(path)
        except UnicodeDecodeError:
            return refusal(400, "这个地址不是 UTF-8 编码。")
        home, *former = homes
        if names in {("",), _base(home)} and home != "/":
            return _moved(home)
        inside = _inside(names, home)
        found = None if inside is None else self._found(inside, home)
        return found or self._led_on(names, query, home, former) or self._shows.missing()._replace(status=404)

    def _found(self, inside: str, home: str) -> Answer | None:
        path = _file(inside)
        found = self._shows.find(path)
        if found is None and path == inside and self._shows.find(f"{path}/{INDEX}"):
            return _moved(f"{home}{quote(path)}/")
        return found

    def _led_on(self, names: tuple[str, ...] | None, query: str, home: str, former: Sequence[str]) -> Answer | None:
        """The way to where the site has what it had at this address before it was moved."""
        for one in former:
            inside = "" if names == _base(one) else _inside(names, one)
            if inside is not None and self._found(inside, home):
                return _moved(f"{home}{quote(inside)}{'?' if query else ''}{quote(query, safe=LITERAL)}")
        return None


def home_of(base: str) -> str:
    """The path of the address where a site is published, as a browser asks for it: ``/zwgk/``, or ``/``."""
    return "".join(f"/{quote(name)}" for name in unquote(urlsplit(base).path).split("/") if name) + "/"


def failure(sentence: str) -> Answer:
    """A plain sentence where a page should be; it is loaded anew with every build, until the page is there."""
    text = '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>预览出错了</title></head>\n'
    return _with_client(Answer(f"{text}<body><main><p>{sentence}</p></main></body>\n</html>\n".encode(), HTML, 500), -1)


def refusal(status: int, sentence: str) -> Answer:
    """A plain sentence for whoever asked for what cannot be."""
    return Answer(f"{sentence}\n".encode(), PLAIN, status)


def _moved(place: str) -> Answer:
    return Answer(b"", PLAIN, 302, place)


def _file(inside: str) -> str:
    """The file that a path inside the site means: a folder's is its index."""
    return f"{inside}{INDEX}" if not inside or inside.endswith("/") else inside


def _names(path: bytes) -> tuple[str, ...] | None:
    """The names in an address, decoded once; the last is empty for a folder.

    Nothing when one of them could lead out of the site: they are names, not ways.
    """
    if not path.startswith(b"/") or b"%2f" in path.lower():
        return None
    names = tuple(unquote_to_bytes(path[1:]).decode().split("/"))
    astray = "" in names[:-1] or not {".", ".."}.isdisjoint(names) or any(map(_UNSAFE.search, names))
    return None if astray else names


def _base(home: str) -> tuple[str, ...]:
    """The names of the folders above a site."""
    return tuple(unquote(name) for name in home.split("/") if name)


def _inside(names: tuple[str, ...] | None, home: str) -> str | None:
    """The path from where a site begins; nothing for an address outside."""
    base = _base(home)
    below = names is not None and names[: len(base)] == base and len(names) > len(base)
    return "/".join(names[len(base) :]) if names and below else None


def _with_client(answer: Answer, build: int, home: str = "") -> Answer:
    """The page with the preview's script at its end."""
    script = f'<script src="/{OWN}/client.js" data-build="{build}" data-home="{home}" defer></script>'.encode()
    content = answer.content
    if not isinstance(content, bytes):  # an attachment is shown as it is
        return answer
    end = content.lower().rfind(b"</body>")
    at = len(content) if end < 0 else end
    return answer._replace(content=content[:at] + script + content[at:])
