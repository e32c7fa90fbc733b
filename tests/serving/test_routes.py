"""Whatever a browser asks for, the site is asked only for names below its own root."""

from __future__ import annotations

import re
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from generator.serving.answers import Answer
from generator.serving.ranges import asked
from generator.serving.routes import Routes, home_of

PIECES = (
    "zwgk",
    "_gongkai",
    "a",
    "..",
    ".",
    "/",
    "//",
    "\\",
    "%2f",
    "%5C",
    "%00",
    "%2e",
    "%",
    "公",
    "%ff",
    "\n",
    "?",
    "C:",
)
BAD = re.compile(r"[\\\x00-\x1f]")


class Listener:
    """A site that has nothing, and remembers what it was asked for."""

    build = 1

    def __init__(self, *homes: str) -> None:
        self.homes = homes
        self.paths: list[str] = []

    def find(self, path: str) -> Answer | None:
        self.paths.append(path)
        return None

    def report(self, path: str) -> bytes:
        self.paths.append(path)
        return b"{}"

    def missing(self) -> Answer:
        return Answer(b"", "text/html")

    def board(self) -> bytes:
        return b""


def is_below(path: str) -> bool:
    return not ({"", ".", ".."} & set(path.split("/")) or BAD.search(path))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)), st.sampled_from(["", "/zwgk/", "https://x/a/公"]))
def test_the_site_is_asked_only_for_what_lies_below_it(pieces: list[str], base: str) -> None:
    listener = Listener(home_of(base), "/alt/")
    routes = Routes(listener)
    written = "/" + "".join(pieces)
    for path in (written.encode(errors="replace"), home_of(base).encode() + written.encode(errors="replace")[1:]):
        assert routes.page(path, "").status in {302, 400, 404}
    for query in (f"path={quote(written, errors='replace')}", f"path={written}", f"path={written[1:]}"):
        assert routes.own(b"/_gongkai/page.json", query.encode(errors="replace").decode()).status in {200, 400}
    assert all(map(is_below, listener.paths))


@given(st.text("bytes=-, 0123456789", max_size=16), st.integers(0, 1000))
def test_a_part_lies_within_its_file(header: str, size: int) -> None:
    part = asked(header, size)
    assert part is None or (part.step == 1 and set(part) <= set(range(size)))
