"""A column as its editor sees it: the last site that could be made, and what stands against the one on disk.

Nothing is published: sheets are shown out of the cache, attachments from where they lie.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from generator.building.again import examine_again
from generator.building.cache import Cache, cache
from generator.building.configuration import configured
from generator.building.explain import reasons
from generator.building.facts import unpack
from generator.building.gathering import gather
from generator.building.inputs import Inputs
from generator.building.ledger import Copied, Ledger
from generator.building.options import Options
from generator.building.pipeline import examine_run
from generator.building.places import CONFIG
from generator.building.project import load
from generator.building.run import Run
from generator.building.version import generator_version
from generator.kinds.belongings import belongings
from generator.model.content import Written
from generator.model.site import Site
from generator.model.values import replace
from generator.reading.files import CONTENT
from generator.serving import mishaps
from generator.serving.answers import Answer
from generator.serving.board import board
from generator.serving.compiled import Compiled
from generator.serving.media import media_type
from generator.serving.overview import overview
from generator.serving.pace import Overtaken, Pace
from generator.serving.quoting import texts
from generator.serving.rehearsal import rehearse, rehearsed
from generator.serving.remarks import remarks
from generator.serving.routes import home_of
from generator.serving.scene import News, Scene
from generator.serving.sketches import Sketches
from generator.serving.stock import digested, former, reread
from generator.serving.stored import Proven, Stored

MISSING = "404.html"
FEW = 3
"""Documents written at once that are shown before the rest; who writes more looks at no single one."""
NOTHING_YET = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>还没有生成网页</title></head>
<body><main><h1>还没有生成网页</h1><p>问题列在这一页上；改正并保存，网页随即出现。</p></main></body>
</html>
"""
"""What is shown while no run has made a site."""


class Studio:
    """Makes the site anew whenever it is told to, and shows it meanwhile."""

    def __init__(self, root: Path, config: Path | None, options: Callable[[], Options], used: Cache) -> None:
        """Show a project; ``options`` says what holds now, for days pass."""
        self.root = root
        self.config = config
        self.options = options
        self.scene = Scene()
        self._used = used
        self._shelf, self._reading = Cache(used.file), RLock()
        self._board, self._drawing = (0, b""), RLock()
        self._desk = Cache(used.file)
        self._layouts, self._stage = Compiled(), Compiled()
        self._sketches = Sketches(used.file)
        self._proven: Proven = {}
        self._pace = Pace()

    @property
    def build(self) -> int:
        """See ``Shows``."""
        return self.scene.build

    @property
    def homes(self) -> tuple[str, ...]:
        """See ``Shows``."""
        return self.scene.homes

    def refresh(
        self, written: Collection[str] | None = None, early: Callable[[News], None] = lambda _: None
    ) -> News | None:
        """Make the site of what lies on disk now; where that cannot be, keep showing the one before.

        ``None`` when nobody could see a difference. Where the whole site must be looked through, the few pages that
        were written are shown before that, and ``early`` is told.

        ``written`` names all files that may have changed, as findings do; without it, all are looked at.

        Raises:
            Overtaken: other files were written, which the next run is to be told of together with these.
        """
        begun, before = time.perf_counter(), self.scene
        self._pace.begin()
        try:
            scene = self._made(before, written, early)
        except Overtaken:
            self._pace.end(given_up=True)
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the last good site stays, and the next save is tried
            scene = replace(before, findings=(mishaps.fault(error),), texts={}, failed=True, rendered={})
        except BaseException:
            self._pace.end()
            raise
        finally:
            self._used.rest()
        with self._pace.change:
            return self._exchanged(replace(scene, early=self._pace.end()), time.perf_counter() - begun)

    def _exchanged(self, scene: Scene, took: float) -> News | None:
        """Show what a run made; ``None`` when nobody can see a difference."""
        before = self.scene
        changed = scene.since(before)
        quiet = not changed and scene.told == before.told
        if quiet and not scene.rendered:
            scene = replace(scene, took=before.took, when=before.when, rendered=before.rendered)
        else:
            scene = replace(scene, took=took, when=datetime.now().astimezone())
        self.scene = replace(scene, build=before.build + (not quiet))
        return None if quiet else News(self.scene.build, changed, took, self.scene.homes[0])

    def glance(self, written: Collection[str] | None) -> News | None:
        """While the whole site is looked through, show the few pages that were written since: nobody waits for its end.

        ``None`` when no such run goes on, or there is nothing to show: then it is given up. From the thread that
        watches, which hands the files over to the next run after this. ``written`` is as in ``refresh``.
        """
        while run := self._pace.long():
            begun = time.perf_counter()
            few = written if written and len(written) <= FEW else ()
            found = self._sketches.of(few, self.scene, run.options)
            with self._pace.change:
                if self._pace.keep(run, found):
                    if not found:
                        self._pace.overtake()
                    return self._shown_early(found, begun)
        return None

    def _shown_early(self, found: Mapping[str, Answer], begun: float) -> News | None:
        if not found:
            return None
        with self._pace.change:
            early = {**self.scene.early, **found}
            self.scene = replace(self.scene, build=self.scene.build + 1, early=early)
            return News(self.scene.build, frozenset(found), time.perf_counter() - begun, self.scene.homes[0])

    def _made(self, before: Scene, written: Collection[str] | None, early: Callable[[News], None]) -> Scene:
        last = before.ledger
        inputs = None if written is None or before.failed else reread(before.inputs, frozenset(written))
        if inputs is None:
            inputs = load(self.root, self.config, last.known if last else {})
        inputs = replace(inputs, former=former(inputs, before))
        # To send a site to workers takes longer than what is left to do once there is one.
        options = replace(self.options(), jobs=1) if last else self.options()
        steps = replace(options, progress=self._pace.counted(options.progress))
        run = Run(inputs, steps, self._layouts.of(inputs), self._used)
        result = examine_again(run, last) if last else None
        if result is None:
            self._pace.lengthen(run)
            begun = time.perf_counter()
            if last and written and len(written) <= FEW:
                news = self._shown_early(rehearsed(written, run, last), begun)
                if news:
                    early(news)
            result = examine_run(run)
        read = texts({one.span.path for one in result.findings}, inputs, result.ledger)
        if result.ledger is None or not result.ledger.whole:
            return replace(before, findings=result.findings, texts=read, failed=True, rendered={})
        documents = result.ledger.documents.items()
        stale = frozenset(path for path, one in documents if one.stale)
        return Scene(
            inputs=digested(inputs, result.ledger, stale),
            options=options,
            ledger=result.ledger,
            stale=stale,
            missing=frozenset(path for path, one in documents if one.state == "broken"),
            findings=result.findings,
            texts=read,
            rendered=reasons(result.rendered, result.ledger, last, self._used),
            homes=before.moved(_home(inputs, options)),
        )

    def _belongings(self, source: str, last: Ledger) -> frozenset[str]:
        """The files that belong to a document (its path), as a run read it."""
        one = last.documents.get(source)
        with self._reading:
            facts = self._shelf.get(bytes.fromhex(one.name)) if one else None
        return belongings(unpack(facts, source, lambda *_: Written()).parsed) if facts else frozenset()

    def find(self, path: str) -> Answer | None:
        """See ``Shows``."""
        with self._reading:
            return self._answer(path, self.scene)

    def missing(self) -> Answer:
        """See ``Shows``."""
        found = self.find(MISSING)
        return (found or Answer(NOTHING_YET.encode(), media_type(MISSING)))._replace(status=404)

    def report(self, path: str) -> bytes:
        """See ``Shows``."""
        scene = self.scene
        files = self._belongings(scene.source(path), scene.ledger) if scene.ledger else frozenset[str]()
        return remarks(path, scene, files, self.root, self.config or self.root / CONFIG)

    def board(self) -> bytes:
        """See ``Shows``."""
        scene = self.scene
        with self._drawing:
            if self._board[0] != scene.build:
                config = self.config or self.root / CONFIG
                seen = overview(scene, self._site(scene), self.root, config, scene.homes[0])
                self._board = scene.build, board(seen)
            return self._board[1]

    def _site(self, scene: Scene) -> Site | None:
        """The column of a scene, put together once more: only the dashboard asks for it."""
        if scene.inputs is None or scene.options is None:
            return None
        return gather(scene.inputs, replace(scene.options, jobs=1, progress=lambda *_: None), self._desk).site

    @property
    def outdated(self) -> bool:
        """Another day has begun since the last run: clocks run on, and what was scheduled becomes due."""
        then = self.scene.options
        return then is not None and then.as_of != self.options().as_of

    def close(self) -> None:
        """Close what was opened for reading."""
        with self._reading, self._drawing:
            self._shelf.rest()
            self._desk.rest()

    def _answer(self, path: str, scene: Scene) -> Answer | None:
        last, inputs = scene.ledger, scene.inputs
        if last is None or inputs is None:
            return None
        content: bytes | Stored | None = None
        if path in scene.early:
            return scene.early[path]
        if line := last.sheets.get(path):
            content = self._shelf.get(bytes.fromhex(line.rendered))
        elif copied := last.copied.get(path):
            content = self._copied(copied, path, inputs)
        elif path in last.waiting and scene.options:
            run = Run(inputs, scene.options, self._stage.of(inputs), self._shelf)
            made = rehearse(last.waiting[path].path, run, last)
            content = made[1] if made else None
        elif source := last.beside(path):
            content = self._stored(source, inputs)
        return None if content is None else Answer(content, media_type(path))

    def _copied(self, copied: Copied, path: str, inputs: Inputs) -> bytes | Stored | None:
        if not copied.source:
            return next((one.content for one in inputs.static if one.path == path), None)
        return self._stored(copied.source, inputs)

    def _stored(self, source: str, inputs: Inputs) -> Stored | None:
        """An attachment as it was when the last site was made; nothing when it went away since."""
        one = next((asset for asset in inputs.assets if asset.path == source), None)
        if one is None or not os.path.lexists(one.file):
            return None
        top = self.root / CONTENT
        return Stored(Path(one.file), top, one.size, one.digest, inputs.marks.get(source), self._proven)


@contextmanager
def studio(root: Path, config: Path | None, options: Callable[[], Options]) -> Iterator[Studio]:
    """Open the studio of a project, as long as the block runs."""
    with cache(root, generator_version()) as used:
        opened = Studio(root, config, options, used)
        try:
            yield opened
        finally:
            opened.close()


def _home(inputs: Inputs, options: Options) -> str:
    """The path below which the site will lie; ``/`` when that is not known."""
    settings = configured(inputs, options)[0]
    return home_of(settings.site.base_url) if settings else "/"
