"""The same assessment on earlier days: the column as the newest commit of each day had it, judged as of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from generator.building.assessment.assess import assess, seen_whole
from generator.building.assessment.values import Case, Period, Point, Rate, Reading
from generator.building.cache import Cache, key
from generator.building.gathering import gather
from generator.building.history import Checkout, Commit, NoHistory, checkout, read_history, tree_of
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.places import CONFIG, LOCK, default_layouts
from generator.building.project import NoProject, layout_files, load, static
from generator.model.diagnostics import Severity
from generator.model.sources import REQUESTS
from generator.model.values import Struct, reader, replace, write

WANTED = ("content", REQUESTS, "layouts", LOCK)
"""What of a project is laid out, besides its settings."""
SHORT = 10
"""Characters of a commit's name that are shown."""


def month_ends(period: Period, months: int = 1) -> tuple[date, ...]:
    """The last days of the months (``months=3``: of the quarters) that end within a period."""
    found = []
    day = period.first
    while day <= period.last:
        if (day + timedelta(days=1)).day == 1 and day.month % months == 0:
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


class Past(Struct, frozen=True):
    """How earlier days are judged."""

    root: Path
    config: Path
    first: date
    """Since when what was done counts; until the day itself."""
    options: Options
    used: Cache

    def points(self, days: Sequence[date]) -> list[Point]:
        """Judge each day by itself; what cannot be told of a day is said there.

        Raises:
            WorkerDied: a worker ended in the midst of its work.
        """
        if not days:
            return []
        try:
            history = read_history(self.root)
            settings = self.config.resolve().relative_to(self.root.resolve()).as_posix()
        except NoHistory as error:
            return [Point(day, None, reason=str(error)) for day in days]
        except ValueError:
            reason = f"设置文件 {self.config} 不在项目目录中，没有它的历史"
            return [Point(day, None, reason=reason) for day in days]
        looks, found = _looks(), []
        with checkout(history) as shown:
            for number, day in enumerate(days):
                self.options.progress("回看", number, len(days))
                found.append(self._point(shown, day, settings, looks))
        self.options.progress("回看", len(days), len(days))
        return found

    def _point(self, shown: Checkout, day: date, settings: str, looks: str) -> Point:
        try:
            commit = shown.history.newest(day)
        except NoHistory as error:
            return Point(day, None, reason=str(error))
        name = commit.name[:SHORT]
        try:
            tree = tree_of(shown.history, commit)
            days = (self.first.isoformat(), day.isoformat())
            kept = key("assessment", tree, settings, *days, self.options.variant, looks)
            data = self.used.get(kept)
            if data is None:
                data = _pack(self._read(shown, commit, settings, day))
                self.used.put({kept: data})
            return Point(day, _unpack(data), name)
        except NoHistory as error:
            return Point(day, None, name, str(error))
        except OSError as error:
            return Point(day, None, name, f"无法重建那时的文件：{error.strerror or type(error).__name__}")

    def _read(self, shown: Checkout, commit: Commit, settings: str, day: date) -> Reading:
        """Lay the column out as it was, and judge it.

        Raises:
            NoHistory: it cannot be read by this version of the program.
        """
        root = shown.show(commit, (*WANTED, settings.partition("/")[0]))
        try:
            inputs = load(root, root / settings)
        except NoProject:
            raise NoHistory(f"那时还没有设置文件 {settings}") from None
        options = replace(self.options, as_of=day, progress=lambda *_: None)
        gathered = gather(inputs, options, self.used)
        if gathered.site is None:
            first = next((one for one in gathered.findings if one.severity is Severity.ERROR), None)
            where = f"（{CONFIG} 第 {first.span.line} 行：{first.message}）" if first else ""
            raise NoHistory(f"那时的设置不能用现在的版本读取{where}")
        result = examine(inputs, options, self.used)
        return assess(Case(gathered.site, seen_whole(result.findings), Period(self.first, day))).reading


def _looks() -> str:
    """A digest of the default layouts, which no commit of a project holds and no version of the program counts."""
    folders = (default_layouts(),)
    files = [(one.path, sha256(one.content).hexdigest()) for one in static(folders)]
    return sha256(repr((layout_files(folders), files)).encode()).hexdigest()


def _pack(reading: Reading) -> bytes:
    rates = {name: (one.met, one.missed, one.unknown, one.excused, one.pending) for name, one in reading.rates.items()}
    return write([rates, dict(reading.counts)])


def _unpack(data: bytes) -> Reading:
    rates, counts = _READ(data)
    return Reading({name: Rate(*numbers) for name, numbers in rates.items()}, counts)


_READ = reader(tuple[dict[str, tuple[int, int, int, int, int]], dict[str, int]])
