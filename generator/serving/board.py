"""The dashboard at ``/_gongkai/``: how the whole column stands, in one page that works without scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.model.diagnostics import Severity
from generator.model.site import Job
from generator.model.values import Struct
from generator.rendering.templates import templates

BROWSER = Path(__file__).with_name("browser")
"""What a browser gets of the preview itself, and the layout of the dashboard."""
LAYOUT = "board.html"

MOST = 50
"""Rows of a table that are written; the rest is counted."""
MOST_FLAWS = 200
"""Findings that are written."""

TONES = {one.label: one.name.lower() for one in Severity}
"""The class, in the style sheet, of each severity."""
UNITS = {Severity.ERROR: "个错误", Severity.WARNING: "个警告", Severity.UNKNOWN: "项无法判定", Severity.NOTE: "个提示"}


class Flaw(Struct, frozen=True):
    """One finding as the preview shows it, on its page and here; all words are ready to be read."""

    rule: str
    severity: str
    """错误, 警告, 无法判定 or 提示."""
    message: str
    place: str = ""
    """``content/a.md:3:5``; empty for what stands in no file."""
    open: str = ""
    """An address that opens the place in an editor; empty if there is none."""
    frame: str = ""
    """The source line with the fault marked."""
    basis: str = ""
    cure: str = ""

    @property
    def path(self) -> str:
        """The file of the place."""
        return self.place.rsplit(":", 2)[0]

    @property
    def spot(self) -> str:
        """Line and column of the place."""
        return self.place.removeprefix(self.path).removeprefix(":")


class Rendered(Struct, frozen=True):
    """One sheet that the last build wrote anew, and why."""

    path: str
    reason: str
    url: str
    """Where the preview has it."""


class Member(Struct, frozen=True):
    """One page of a release set."""

    kind: str
    """文件, 细则 or 解读."""
    title: str
    url: str = ""
    """Where the preview has it; empty if it has not."""
    waits: str = ""
    """Why it is kept back itself: 草稿, 未到发布日期; empty if it is not."""


class Release(Struct, frozen=True):
    """One release set (成套发布)."""

    name: str
    """Its document's 发文字号, or its id."""
    title: str
    state: str
    """In a word: 齐套, 不齐套，暂缓, 草稿."""
    members: tuple[Member, ...]
    """The document first."""
    lacks: tuple[str, ...] = ()
    """What is required and not there, in words: 解读, 细则."""
    days: tuple[tuple[str, str], ...] = ()
    """Stage and day of 同步日期: ``("审签", "2020-04-03")``, ``("发布", "2020-04-09 → 2020-04-10")``."""


class Waiting(Struct, frozen=True):
    """A page that is not published yet: a draft, or one whose day has not come."""

    title: str
    path: str
    reason: str
    url: str
    """Where it can be previewed."""
    when: date | datetime | None = None
    """When it is going to be published; ``None`` when nobody has said."""


class Clock(Struct, frozen=True):
    """A limit that is running."""

    what: str
    title: str
    """What it runs for."""
    when: date | None
    """The last day; ``None`` when it cannot be told for lack of a calendar."""
    said: str
    """How much is left, in words."""
    late: bool = False
    url: str = ""


class Board(Struct, frozen=True):
    """Everything that the dashboard says."""

    site: str
    """The column's name."""
    home: str
    """Where the preview has the column's first page."""
    build: int
    when: datetime
    """When the last build ended, as the editor's clock had it."""
    took: int
    """Milliseconds."""
    rendered: tuple[Rendered, ...] = ()
    releases: tuple[Release, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    """Findings: those of documents that cannot be read, then the others, each in the order of their places."""
    causes: tuple[str, ...] = ()
    """Which documents cannot be read, and what follows from that."""
    waiting: tuple[Waiting, ...] = ()
    clocks: tuple[Clock, ...] = ()
    """The next to run out first."""
    failed: str = ""
    """Why the last run came to nothing, in a sentence; empty when it did not."""
    faults: tuple[Flaw, ...] = ()
    """What that was: findings in the configuration or a layout."""


def board(data: Board) -> bytes:
    """Write the dashboard."""
    return templates((str(BROWSER),)).render(Job("_gongkai/index.html", LAYOUT, _context(data))).content


def _context(data: Board) -> Mapping[str, Any]:
    return {
        "board": data,
        "tones": TONES,
        "tally": _tally(data.flaws),
        "files": _files(data.flaws),
        "more_flaws": max(len(data.flaws) - MOST_FLAWS, 0),
        "pending": _cut([one for one in data.releases if _pending(one)]),
        "whole": _cut([one for one in data.releases if not _pending(one)]),
        "waiting": _cut(data.waiting),
        "clocks": _cut(data.clocks),
        "late": sum(one.late for one in data.clocks),
        "rendered": _cut(data.rendered),
    }


def _pending(one: Release) -> bool:
    """Tell whether something of a set is still to be done."""
    return bool(one.lacks) or any(member.waits for member in one.members)


def _cut(rows: Sequence[object]) -> Mapping[str, object]:
    """The rows that are written, and how many are not."""
    return {"rows": rows[:MOST], "count": len(rows), "more": max(len(rows) - MOST, 0)}


def _tally(flaws: Iterable[Flaw]) -> list[dict[str, object]]:
    """How many findings there are of each severity, the gravest first."""
    counts = Counter(one.severity for one in flaws)
    return [
        {"count": counts[severity.label], "unit": unit, "tone": TONES[severity.label]}
        for severity, unit in UNITS.items()
        if counts[severity.label]
    ]


def _weight(one: Flaw) -> int:
    return next((-severity for severity in Severity if severity.label == one.severity), 0)


def _files(flaws: Sequence[Flaw]) -> list[dict[str, object]]:
    """Findings by file, the gravest first and so the files that have them, else in the order they come in."""
    found: dict[str, list[Flaw]] = {}
    for one in sorted(flaws, key=_weight)[:MOST_FLAWS]:
        found.setdefault(one.path, []).append(one)
    return [{"path": path, "flaws": every} for path, every in found.items()]
