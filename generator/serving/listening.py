"""What the system tells of changes to files, translated."""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from typing import Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver

from generator.serving.polling import GONE
from generator.serving.scope import Scope
from generator.serving.settling import Kind

if sys.platform == "linux":
    from watchdog.observers.inotify import InotifyEmitter
    from watchdog.observers.inotify_c import CallbackId, InotifyEvent, InotifyFD, Mask, WatchCallback, WatchDescriptor
else:
    from watchdog.observers import Observer

LIMITS = frozenset({errno.ENOSPC, errno.EMFILE})
"""What the system answers when it will listen to no more folders, and for no more programs."""

KINDS: Final[dict[type[FileSystemEvent], Kind]] = {
    FileCreatedEvent: Kind.MADE,
    FileModifiedEvent: Kind.WRITING if sys.platform == "linux" else Kind.DONE,  # elsewhere nobody says when it ends
    FileMovedEvent: Kind.DONE,
    FileDeletedEvent: Kind.GONE,
    FileClosedEvent: Kind.CLOSED,
    DirCreatedEvent: Kind.FOLDER,
    DirMovedEvent: Kind.FOLDER,
    DirDeletedEvent: Kind.FOLDER,
}
"""All that is listened to: to read a file changes nothing, nor does what a folder says of its files."""

logging.getLogger("watchdog").addHandler(logging.NullHandler())  # what editors must know, ``Watch.reason`` says


class Ears(FileSystemEventHandler):
    """Listens to what the system tells of the places of a scope, from the moment that it is made."""

    def __init__(self, scope: Scope, note: Callable[[Kind, Sequence[Path]], None]) -> None:
        """Listen.

        Raises:
            OSError: the system does not let us, or not to all of it.
        """
        self._scope = scope
        self._note = note
        self._stood = _folders(scope.places)
        self._links = {place: place.resolve() for place in scope.places if place.is_symlink()}
        self._refused: OSError | None = None
        self._observer, kernel = _observer(self._lose, self._refuse)
        with ExitStack() as undone:
            undone.callback(self.end)
            self._observer.start()
            for folder, deep in sorted(set(self._aims())):
                with suppress(*GONE):  # since a moment ago; ``astray`` will see it
                    self._observer.schedule(self, folder, recursive=deep, event_filter=list(KINDS))
            if self._refused:
                raise self._refused
            undone.pop_all()
        self._threads: tuple[Thread, ...] = (self._observer, *self._observer.emitters, *kernel)

    def end(self) -> None:
        """Listen no longer."""
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()

    @property
    def alive(self) -> bool:
        """Nothing broke off."""
        return all(one.is_alive() for one in self._threads)

    @property
    def astray(self) -> bool:
        """A place is another folder than that which is listened to."""
        return _folders(self._scope.places) != self._stood

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what matters."""
        kind = KINDS[type(event)]
        here, there = self._ends(event.src_path), self._ends(event.dest_path)
        ends = here + there
        if any(self._scope.bears(one) and (kind is Kind.FOLDER or one in self._stood or one.is_dir()) for one in ends):
            self._note(Kind.FOLDER, ())
        elif isinstance(event, FileMovedEvent):
            self._note(Kind.GONE, here)
            self._note(Kind.DONE, there)
        elif ends and not (isinstance(event, DirCreatedEvent) and _empty(ends[0])):
            self._note(kind, () if kind is Kind.FOLDER else ends)

    def _ends(self, told: bytes | str) -> list[Path]:
        """Name the file of one end of an event, if there is one and it matters."""
        path = self._shown(Path(os.fsdecode(told))) if told else None
        return [path] if path and self._scope.counts(path) else []

    def _lose(self) -> None:
        self._note(Kind.FOLDER, ())

    def _refuse(self, error: OSError) -> None:
        self._refused = error
        self._lose()

    def _aims(self) -> Iterator[tuple[str, bool]]:
        """The folders to listen to, each with whether all that is in it matters.

        The folder around a place tells when the place comes or goes, and of a single file when it is replaced.
        """
        for place in self._scope.places:
            real = self._links.get(place, place)
            if real.is_dir():
                yield str(real), True
            around = [place.parent] if real == place else [place.parent, real.parent]
            yield from ((str(next(one for one in (it, *it.parents) if one.is_dir())), False) for it in around)

    def _shown(self, path: Path) -> Path:
        """Name a file as its place does, where that is a link."""
        for place, real in self._links.items():
            if path.is_relative_to(real):
                return place / path.relative_to(real)
        return path


def _folders(places: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Of the places that are folders, what tells them from other folders."""
    found = {}
    for place in places:
        with suppress(OSError):
            status = place.stat()
            if stat.S_ISDIR(status.st_mode):
                found[place] = (status.st_dev, status.st_ino)
    return found


def _empty(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return True


if sys.platform == "linux":

    class _Kernel(InotifyFD):
        """The kernel's word of changes; says also what watchdog keeps to itself."""

        def __init__(self, lose: Callable[[], None], refuse: Callable[[OSError], None]) -> None:
            super().__init__()
            self._lose = lose
            self._refuse = refuse

        def handle_event(self, event: InotifyEvent) -> None:
            super().handle_event(event)
            if event.is_queue_overflow:
                self._lose()

        def add_callback(self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId) -> WatchDescriptor:
            try:
                with self._lock:
                    watch = self._get_or_create_watch(path, mask)
                    # A new folder may be met twice, in the one around it and by itself. Watchdog would warn of that.
                    watch.callbacks[id_] = callback
                    return watch.wd
            except OSError as error:
                if error.errno in LIMITS:
                    self._refuse(error)
                raise

    class _Observer(BaseObserver):
        """Watchdog's observer, with a kernel of its own."""

        def __init__(self, kernel: _Kernel) -> None:
            super().__init__(InotifyEmitter, inotify_fd=kernel)
            self._kernel = kernel
            kernel.start()

        def on_thread_stop(self) -> None:
            super().on_thread_stop()
            self._kernel.stop()
            self._kernel.join()

    def _observer(
        lose: Callable[[], None], refuse: Callable[[OSError], None]
    ) -> tuple[BaseObserver, tuple[Thread, ...]]:
        kernel = _Kernel(lose, refuse)
        return _Observer(kernel), (kernel,)

else:

    def _observer(_: Callable[[], None], __: Callable[[OSError], None]) -> tuple[BaseObserver, tuple[Thread, ...]]:
        return Observer(), ()
