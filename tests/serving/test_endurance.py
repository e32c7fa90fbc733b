"""A preview that has run all day shows what one shows that has just begun, and is no larger."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.building.options import Options
from generator.serving.studio import studio

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]

AS_OF = date(2020, 10, 30)
SCRIPT = re.compile(rb'<script src="/_gongkai/client\.js"[^>]*></script>\n?')
ROUNDS = 1000
GROWTH = 24_000
"""kB that a preview may grow over the last two thirds of its rounds: what allocators keep, and no more."""


def resident(process: int) -> int:
    """Memory of a process, in kB."""
    return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[0])


def act(chance: random.Random, content: Path, away: list[tuple[Path, bytes]]) -> None:
    """Save, delete, bring back, or rename a document."""
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
        other = one.with_name(f"{one.stem}x.md")
        if not other.exists():
            one.rename(other)
            other.rename(one)


def shown(address: str, paths: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """What the preview has at the same paths, without its own script."""
    found: dict[str, bytes | None] = {}
    for path in paths:
        try:
            with urllib.request.urlopen(address + path) as answer:  # noqa: S310  # our own address
                found[path] = SCRIPT.sub(b"", answer.read())
        except OSError:
            found[path] = None
    return found


def expected(column: Path, beside: Path) -> dict[str, bytes]:
    """What a preview shows that begins now."""
    shutil.copytree(column, beside, ignore=shutil.ignore_patterns(".gongkai"))
    with studio(beside, None, lambda: Options(AS_OF)) as fresh:
        fresh.refresh()
        found = {path: fresh.find(path) for path in fresh.scene.files}
    return {path: answer.content for path, answer in found.items() if answer and path != "404.html"}


def test_a_thousand_saves(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    column = copy_column(tmp_path / "column")
    command = [sys.executable, "-m", "generator", "serve", "--root", str(column), "--port", "19000", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    address = re.findall(r"http://\S+?/(?=（)", process.stdout.readline())[0]
    try:
        chance = random.Random(20)  # noqa: S311  # the same saves every time
        away, early = list[tuple[Path, bytes]](), 0
        for number in range(ROUNDS):
            act(chance, column / "content", away)
            if chance.random() < 0.3:
                time.sleep(0.06)
            if number == ROUNDS // 3:
                early = resident(process.pid)
        wanted = expected(column, tmp_path / "beside")
        for _ in range(100):
            if (found := shown(address, wanted)) == wanted:
                break
            time.sleep(0.2)
        assert found == wanted
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children == []
        assert len(list(Path(f"/proc/{process.pid}/fd").iterdir())) < 64
        assert resident(process.pid) - early < GROWTH
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
