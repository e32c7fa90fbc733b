"""A preview that has run all day shows what one shows that has just begun, and is no larger."""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from generator.building.build import build
from generator.building.options import Options
from generator.model.diagnostics import Severity
from generator.serving.studio import studio

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]

AS_OF = date(2020, 10, 30)
NEVER = max(Severity) + 1
SCRIPT = re.compile(rb'<script src="/_gongkai/client\.js"[^>]*></script>\n?')
ROUNDS = 1000
GROWTH = 24_000
"""kB by which the peak of the last third of the rounds may be above that of the second third.

The first third fills caches that are full thereafter. What allocators keep differs by some MB from one run to the next,
so an equality cannot be asked for; a preview that kept what its builds made would grow with their number.
"""
DATABASE = "/.gongkai/cache.sqlite3"
CONNECTIONS = 4
"""Descriptors of the database at most.

SQLite closes that of a connection only when no other one holds a lock, and takes it again for the next: there are as
many as there ever were connections at a time. All else is closed at once.
"""
UNSERVED = {"404.html", "manifest.json"}
"""What a build writes and a preview has at no address: the page for what is missing, and the list for publishing."""


class Process:
    """What the system knows of a preview that runs."""

    def __init__(self, number: int) -> None:
        self.folder = Path(f"/proc/{number}")

    @property
    def resident(self) -> int:
        """Memory, in kB."""
        return int(re.findall(r"VmRSS:\s+(\d+)", (self.folder / "status").read_text())[0])

    @property
    def open(self) -> list[str]:
        """What its descriptors are of: files by name, sockets and pipes by kind; the database of the cache left out."""
        return sorted(one for one in self._descriptors if not one.endswith(DATABASE))

    @property
    def databases(self) -> int:
        """How many descriptors are of the cache's database."""
        return sum(one.endswith(DATABASE) for one in self._descriptors)

    @property
    def _descriptors(self) -> list[str]:
        found = []
        for one in (self.folder / "fd").iterdir():
            try:
                found.append(re.sub(r":\[\d+\]$", "", str(one.readlink())))
            except FileNotFoundError:  # closed since
                continue
        return found

    @property
    def children(self) -> list[str]:
        return (self.folder / f"task/{self.folder.name}/children").read_text().split()


class Browser:
    """Somebody who looks at the preview all day: hears of every build, and answers when asked whether still there."""

    def __init__(self, address: str) -> None:
        self.heard: list[dict[str, object]] = []
        self.open = True
        self._address = address
        self._thread = Thread(target=lambda: asyncio.run(self._listen()), daemon=True)
        self._thread.start()
        wait(lambda: self.heard)

    async def _listen(self) -> None:
        top = urlsplit(self._address).netloc
        request = HTTPRequest(f"ws://{top}/_gongkai/socket", headers={"Origin": f"http://{top}"})
        connection = await websocket_connect(request)
        while (message := await connection.read_message()) is not None:
            self.heard.append(json.loads(message))
        self.open = False
        connection.close()

    def close(self) -> None:
        """Wait for the end of the preview."""
        self._thread.join(30)


def wait(promise: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so; whether it is, the test says itself."""
    end = time.monotonic() + seconds
    while not promise() and time.monotonic() < end:
        time.sleep(0.2)


def act(chance: random.Random, content: Path, away: list[tuple[Path, bytes]]) -> None:
    """Save, delete, bring back, or rename a document; it keeps its new name until it is chosen again, if ever."""
    documents = sorted(content.glob("statutory/**/*.md"))
    one = chance.choice(documents)
    what = chance.random()
    if what < 0.6:
        text = one.read_text(encoding="utf-8").partition("\n\n补：")[0].rstrip("\n")
        one.write_text(f"{text}\n\n补：第{chance.randrange(10**6)}次。\n", encoding="utf-8")
    elif what < 0.75 and len(away) < 5:
        away.append((one, one.read_bytes()))
        one.unlink()
    elif what < 0.9 and away:
        path, data = away.pop()
        path.write_bytes(data)
    else:
        name = one.stem.removesuffix("-moved") if one.stem.endswith("-moved") else f"{one.stem}-moved"
        one.rename(one.with_stem(name))


def pages(content: Path) -> set[str]:
    """Where the pages of all documents are, if each has one."""
    return {path.relative_to(content).with_suffix(".html").as_posix() for path in content.rglob("*.md")}


def shown(address: str, paths: Iterable[str]) -> dict[str, bytes | None]:
    """What the preview has at some paths, without its own script; ``None`` where it says that there is nothing."""
    found: dict[str, bytes | None] = {}
    for path in sorted(paths):
        try:
            with urllib.request.urlopen(address + quote(path)) as answer:  # noqa: S310  # our own address
                found[path] = SCRIPT.sub(b"", answer.read())
        except HTTPError as error:
            if error.code != 404:
                raise
            found[path] = None
    return found


def expected(beside: Path, ever: Iterable[str]) -> tuple[dict[str, bytes | None], set[str]]:
    """What a preview shows that begins now, ``None`` where it has nothing any more; and which of it is kept back."""
    with studio(beside, None, lambda: Options(AS_OF)) as fresh:
        fresh.refresh()
        found = {path: fresh.find(path) for path in {*fresh.scene.files, *ever} - UNSERVED}
        assert fresh.scene.ledger
        kept_back = set(fresh.scene.ledger.waiting)
    return {path: bytes(answer.content) if answer else None for path, answer in found.items()}, kept_back


def published(beside: Path) -> dict[str, bytes]:
    """What a build from nothing writes."""
    output = beside / "output"
    build(beside, output, Options(AS_OF), threshold=NEVER, remember=False)  # type: ignore[arg-type]  # compared only
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@contextmanager
def serving(column: Path) -> Iterator[tuple[Process, str]]:
    """Run the preview of a column; give its process and its address."""
    command = [sys.executable, "-m", "generator", "serve", "--root", str(column), "--port", "19000", "--quiet"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout
    try:
        yield Process(running.pid), re.findall(r"http://\S+?/(?=（)", running.stdout.readline())[0]
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)
    assert running.returncode == 130


def test_a_thousand_saves(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    column = copy_column(tmp_path / "column")
    content, beside = column / "content", tmp_path / "beside"
    with serving(column) as (process, address):
        browsers = [Browser(address), Browser(address)]
        shown(address, pages(content))
        ever = {*published(copy_column(tmp_path / "before")), *pages(content)}
        opened = process.open
        chance = random.Random(20)  # noqa: S311  # the same saves every time
        away, sizes = list[tuple[Path, bytes]](), list[int]()
        for _ in range(ROUNDS):
            act(chance, content, away)
            ever |= pages(content)
            if chance.random() < 0.1:
                time.sleep(chance.choice((0.06, 0.7)))  # an editor goes on, or looks at what came of it
            sizes.append(process.resident)
        shutil.copytree(column, beside, ignore=shutil.ignore_patterns(".gongkai"))
        wanted, kept_back = expected(beside, ever)
        wait(lambda: shown(address, wanted) == wanted)
        assert shown(address, wanted) == wanted
        assert sum(content is None for content in wanted.values()) > 5
        public = {path: content for path, content in wanted.items() if content is not None and path not in kept_back}
        assert public == {path: content for path, content in published(beside).items() if path not in UNSERVED}
        assert process.children == []
        assert [one.open for one in browsers] == [True, True]
        wait(lambda: process.open == opened)
        assert process.open == opened
        assert process.databases <= CONNECTIONS
        assert max(*sizes[ROUNDS * 2 // 3 :], process.resident) - max(sizes[ROUNDS // 3 : ROUNDS * 2 // 3]) < GROWTH
    for one in browsers:
        one.close()
