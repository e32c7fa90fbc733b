"""Every change of the files that a site is made of, handed out in settled batches."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Thread
from typing import Final

from generator.serving.listening import Ears
from generator.serving.mounts import silent
from generator.serving.polling import Poll
from generator.serving.scope import Scope
from generator.serving.settling import Batch, Kind, Settling

__all__ = ["Batch", "Watch", "watching"]

TICK = 1.0
"""Seconds after which a watch that hears nothing asks whether it still can."""
DEATHS = 3
"""A watch that broke off so often is given up for polling."""
POLL_SETTLE = 0.2
"""Between two looks of which the second finds nothing more; a writer over a network pauses for longer."""

ASKED = "已按要求定时查看文件"
SILENT = "文件在网络驱动器上（{}），系统不会通知改动，改为定时查看文件"
BROKEN = "系统的改动通知中断（{}），改为定时查看文件"
FULL: Final = {
    errno.ENOSPC: "系统允许监视的目录数已用完，改为定时查看文件；要立即得知改动，请调高上限后重新启动预览："
    "sudo sysctl fs.inotify.max_user_watches=524288",
    errno.EMFILE: "系统允许同时监视的程序数已用完，改为定时查看文件；要立即得知改动，请调高上限后重新启动预览："
    "sudo sysctl fs.inotify.max_user_instances=1024",
}


@contextmanager
def watching(
    places: Sequence[Path],
    ignored: Callable[[Path], bool],
    tell: Callable[[Batch], None],
    *,
    poll: bool | None = None,
) -> Iterator[Watch]:
    """Watch folders and files until the block is left; what changes from its first line on is told.

    Args:
        places: folders with all that is in them, and single files, whether they exist yet or not.
        ignored: asked of every file and folder within a place; what is in an ignored folder is ignored too.
        tell: takes each batch, in a thread of the watch; while it works, the next is gathered. It must not raise.
        poll: look again and again instead of listening; ``None`` decides by the file system.
    """
    watch = Watch(Scope(frozenset(place.absolute() for place in places), ignored), tell, poll=poll)
    try:
        yield watch
    finally:
        watch.close()


class Watch:
    """Files that are being watched."""

    polling: bool
    """They are looked at again and again, because nobody tells of changes."""
    reason: str
    """Why, for the editor; empty while changes are told. Both may change when a whole batch is handed out."""

    def __init__(self, scope: Scope, tell: Callable[[Batch], None], *, poll: bool | None) -> None:
        drive = silent(scope.places) if poll is None else ""
        self.reason = ASKED if poll else SILENT.format(drive) if drive else ""
        self.polling = bool(self.reason)
        self._scope = scope
        self._tell = tell
        self._word = Condition()
        """Guards the settling and the closing, and says when there is something new."""
        self._settling = Settling()
        self._closed = False
        self._deaths = 0
        self._ears: Ears | None = None
        self._poll: Poll | None = None
        self._begin()
        self._thread = Thread(target=self._run, name="gongkai-watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the watch, once ``tell`` is through with what it works on."""
        with self._word:
            self._closed = True
            self._word.notify()
        self._thread.join()
        if self._ears:
            self._ears.end()

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            if batch.whole and self._ears:
                self._begin()  # folders went and came; what happens in between is read with everything else
            self._tell(batch)

    def _begin(self) -> None:
        """Listen, or else poll, from now on."""
        if self._ears:
            self._ears.end()
            self._ears = None
        if not self.polling:
            try:
                self._ears = Ears(self._scope, self._note)
            except OSError as error:
                self.reason = FULL.get(error.errno or 0, BROKEN.format(error.strerror))
                self.polling = True
        if self.polling:
            self._poll, self._settling = Poll(self._scope), Settling(POLL_SETTLE)

    def _note(self, kind: Kind, paths: Sequence[Path] = ()) -> None:
        if not paths and kind is not Kind.FOLDER:
            return
        with self._word:
            self._settling.note(kind, paths, time.monotonic())
            self._word.notify()

    def _next(self) -> Batch | None:
        """Wait for a batch; ``None`` when the watch is closed."""
        with self._word:
            while not self._closed:
                due, now = self._settling.due, time.monotonic()
                if due is not None and due <= now:
                    return self._settling.take()
                pause = due - now if due is not None else self._poll.pause if self._poll else TICK
                if not self._word.wait(pause):
                    self._look(gathering=due is not None)
        return None

    def _look(self, *, gathering: bool) -> None:
        """Nothing was heard for a while: look for what nobody tells."""
        if self._poll:
            seen = self._poll.again()
            self._note(Kind.GONE, tuple(seen.gone))
            self._note(Kind.DONE, tuple(seen.files))
            if seen.whole:
                self._note(Kind.FOLDER)
        elif self._ears and not gathering:
            dead = not self._ears.alive
            self._deaths += dead
            if self._deaths >= DEATHS:
                self.polling, self.reason = True, BROKEN.format("多次")
            if dead or self._ears.astray:
                self._note(Kind.FOLDER)
