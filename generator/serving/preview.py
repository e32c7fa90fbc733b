"""The preview: whoever saves sees it in the browser.

One thread builds, this one; another watches, a third one serves. A burst of saves is built once, and so is what was
saved during a build: its pages are shown meanwhile or, if it is more than pages, the build is given up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from generator.building.options import Options
from generator.building.places import CONFIG, LOCK, layouts
from generator.model.sources import REQUESTS
from generator.reading.files import CONTENT, IGNORED, project_path
from generator.serving.http import Server
from generator.serving.pace import Overtaken
from generator.serving.ports import possible
from generator.serving.scene import News, Scene
from generator.serving.studio import Studio, studio
from generator.serving.watching import Batch, watching

CALM = 2.0
"""Seconds without a save after which all files are looked at, should the system have kept back an event."""
MANY = 200
"""Changed files that are named to browsers; when there are more, each looks for itself."""
STYLE = ".css"
ALL = Batch(frozenset(), whole=True)
"""Nobody knows which files were written."""


class Wanted(NamedTuple):
    """Where and how a preview is to run."""

    root: Path
    config: Path | None
    host: str
    port: int
    poll: bool | None
    """``None``: as the file system demands."""


def preview(
    wanted: Wanted,
    options: Callable[[], Options],
    ready: Callable[[str], None],
    said: Callable[[str], None],
    told: Callable[[News, Scene], None],
) -> None:
    """Show a project until somebody interrupts.

    Args:
        wanted: where, and how.
        options: what holds now.
        ready: is told the address, once it can be opened.
        said: is told what else an editor must know: why saves are seen late, where the site went.
        told: is told of each run.

    Raises:
        NoPort: none of the ports is free, or there is no such port.
        KeyboardInterrupt: somebody had enough.
    """
    possible(wanted.port)  # the first build takes its time
    batches: SimpleQueue[Batch] = SimpleQueue()
    with ExitStack() as stack:
        # The first build has all cores: workers are forked sooner than they are spawned, while there are no threads.
        shown = stack.enter_context(studio(wanted.root, wanted.config, options))
        if news := shown.refresh():
            told(news, shown.scene)
        server = Server(shown, wanted.host, wanted.port)
        server.start()
        stack.callback(server.stop)

        def noticed(batch: Batch) -> None:
            if news := shown.glance(_written(batch, shown.root)):
                server.tell(_message(news))
            batches.put(batch)

        watch = stack.enter_context(watching(_places(wanted), _passed_over, noticed, poll=wanted.poll))
        ready(server.address)
        reason, address = "", server.address
        for news in _runs(shown, batches, lambda news: server.tell(_message(news))):
            if watch.reason != reason:
                reason = watch.reason
                said(reason)
            if server.address != address:
                address = server.address
                said(f"网站地址改了，预览移到 {address}")
            if news:
                server.tell(_message(news))
                told(news, shown.scene)


def _runs(shown: Studio, batches: SimpleQueue[Batch], early: Callable[[News], None]) -> Iterator[News | None]:
    """Build whenever somebody saved."""
    batch: Batch | None = ALL  # what was saved during the first build, when nobody watched
    unsure = False
    while True:
        if batch:
            unsure = not batch.whole
            try:
                yield shown.refresh(_written(batch, shown.root), early)
            except Overtaken:
                batch = _both(batch, batches.get())  # the watch hands over what overtook it
                continue
        batch = _gathered(batches)
        if batch is None and (unsure or _overnight(shown)):
            batch = ALL


def _gathered(batches: SimpleQueue[Batch]) -> Batch | None:
    """All that was saved since; ``None`` when nothing was for a while."""
    try:
        batch = batches.get(timeout=CALM)
    except Empty:
        return None
    while not batches.empty():
        batch = _both(batch, batches.get())
    return batch


def _both(one: Batch, other: Batch) -> Batch:
    return Batch(one.paths | other.paths, one.whole or other.whole)


def _written(batch: Batch, root: Path) -> frozenset[str] | None:
    """The files of a batch, as findings name them; ``None`` when all must be looked at."""
    return None if batch.whole else frozenset(project_path(path, root) for path in batch.paths)


def _overnight(shown: Studio) -> bool:
    """Tell whether another day has begun; a configuration that cannot be read says nothing of that."""
    with suppress(OSError):
        return shown.outdated
    return False


def _message(news: News) -> dict[str, object]:
    known = None if len(news.changed) > MANY else sorted(news.changed)
    styles = [path for path in known or () if path.endswith(STYLE)]
    return {
        "type": "built",
        "build": news.build,
        "home": news.home,
        "changed": known,
        "styles": styles,
        "took": round(news.took, 3),
    }


def _places(wanted: Wanted) -> list[Path]:
    """What a run reads."""
    root = wanted.root
    own = [root / CONTENT, root / REQUESTS, root / "layouts", wanted.config or root / CONFIG, root / LOCK]
    return list(dict.fromkeys([*own, *layouts(root)]))


def _passed_over(path: Path) -> bool:
    """Tell whether a file is none of those that a run reads: hidden ones, and what editors leave for a moment."""
    return IGNORED.match(path.name) is not None
