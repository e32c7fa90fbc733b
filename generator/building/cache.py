"""What earlier builds found out, by the digest of all that it depends on: a shelf that may be thrown away at any time.

The only module that knows SQLite, which lets several processes read and write at once and survives being killed. It
keeps the index; the values themselves, which it would cut into pages and write twice, lie on a pile beside it, to which
adds who holds SQLite's lock. Every value carries a checksum; one that does not fit is as good as missing. Values are
bytes and are never executed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

from generator.building.pile import Piles

FOLDER = ".gongkai"
"""Folder of a project for what can be made again; not committed."""
NAME = "cache.sqlite3"
BUSY = 60
"""Seconds to wait for another process that writes."""
AT_ONCE = 500
"""Keys in one question; SQLite allows 32 766."""
FEW = 500
"""Keys that are sooner asked for one by one than all names fetched."""
SPARE = 10_000
"""Entries beyond twice those in use that may stay before the rest is thrown away."""

PAGE_SIZE = 16_384
"""Bytes; notes are long."""

TABLES = {
    "entries": "key BLOB PRIMARY KEY, pile INTEGER, place INTEGER, size INTEGER, checksum INTEGER",
    "notes": "name TEXT PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL",
    "version": "name TEXT NOT NULL, pile INTEGER NOT NULL",
}


class Lost(Exception):
    """The cache no longer has what something was to be made from."""


def key(*parts: str | bytes) -> bytes:
    """A key out of all that a value depends on: equal parts, equal keys."""
    total = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.digest()


class Cache:
    """Values by key, shared between processes; travels to another process as its path alone.

    A process must not fork while the cache is open in it: ``rest`` closes it until it is next used.
    """

    def __init__(self, file: Path) -> None:
        """Use this file; it must have been prepared."""
        self.file = file
        self.broken = False
        """The file turned out to be unreadable; the next build begins with an empty one."""
        self._piles = Piles(file.parent)
        self._owner = 0
        self._open: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type[Cache], tuple[Path]]:
        """Travel light."""
        return type(self), (self.file,)

    def get(self, name: bytes) -> bytes | None:
        """The value of a key, if it is there and whole."""
        rows = self._ask("SELECT pile, place, size, checksum FROM entries WHERE key = ?", (name,))
        return self._whole(*rows[0]) if rows else None

    def many(self, names: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there and whole."""
        found: dict[bytes, bytes] = {}
        wanted = list(names)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._ask(f"SELECT key, pile, place, size, checksum FROM entries WHERE key IN ({marks})", some)  # noqa: S608  # only question marks
            values = ((name, self._whole(*where)) for name, *where in rows)
            found.update((name, value) for name, value in values if value is not None)
        return found

    def names(self) -> frozenset[bytes]:
        """All keys."""
        return frozenset(name for (name,) in self._ask("SELECT key FROM entries"))

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a value: for a few keys cheaper than fetching all names."""
        return isinstance(name, bytes) and bool(self._ask("SELECT 1 FROM entries WHERE key = ?", (name,)))

    def held(self, count: int) -> Container[bytes]:
        """What is there, for somebody who will ask for about so many keys: all names at once, or one question each."""
        return self.names() if count > FEW else self

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Keep some values, all or none; a full or read-only disk keeps none, and that is no harm."""
        with suppress(sqlite3.DatabaseError, OSError), self._writing() as connection:
            ((pile,),) = connection.execute("SELECT pile FROM version")
            self._add(pile, entries, connection)

    def noted(self, name: str) -> bytes | None:
        """What was last noted under a name, if it is there and whole."""
        rows = self._ask("SELECT value, checksum FROM notes WHERE name = ?", (name,))
        return next((value for value, checksum in rows if crc32(value) == checksum), None)

    def note(self, name: str, value: bytes) -> None:
        """Note something under a name, in place of what was there; notes are not pruned."""
        with suppress(sqlite3.DatabaseError), self._connection as connection:
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (name, value, crc32(value)))

    def prune(self, live: frozenset[bytes]) -> None:
        """Throw away what is not in use, once there is more of it than of what is."""
        with suppress(sqlite3.DatabaseError, OSError):
            if self.overfull(len(live)):
                self._piles.keep(self._moved(sorted(live)))

    def overfull(self, used: int) -> bool:
        """Tell whether there is more of what is not in use than of what is, which are so many values."""
        rows = self._ask("SELECT count(*) FROM entries")
        return bool(rows) and rows[0][0] > 2 * used + SPARE

    def _moved(self, live: Sequence[bytes]) -> int:
        """Put what is in use on another pile, and forget the rest; the number of that pile."""
        with self._writing() as connection:
            pile = self._piles.begin()
            for start in range(0, len(live), AT_ONCE):
                self._add(pile, self.many(live[start : start + AT_ONCE]), connection)
            connection.execute("DELETE FROM entries WHERE pile != ?", (pile,))
            connection.execute("UPDATE version SET pile = ?", (pile,))
        return pile

    def _add(self, pile: int, entries: Mapping[bytes, bytes], connection: sqlite3.Connection) -> None:
        rows = []
        place = self._piles.add(pile, entries.values())
        for name, value in entries.items():
            rows.append((name, pile, place, len(value), crc32(value)))
            place += len(value)
        connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)

    def _whole(self, pile: int, place: int, size: int, checksum: int) -> bytes | None:
        value = self._piles.read(pile, place, size)
        return value if value is not None and len(value) == size and crc32(value) == checksum else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the lock for writing; all that is done meanwhile is kept, or nothing."""
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def _ask(self, question: str, values: Sequence[bytes | str] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError:
            self.broken = True
            return []

    def begin(self, version: str) -> None:
        """Be ready for this version of the generator: empty, if another wrote what is there.

        Raises:
            sqlite3.DatabaseError: the file is no cache (``OperationalError``: it cannot be used).
            OSError: the disk refused.
        """
        self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
        if self._written_by(version):
            return
        with self._writing() as connection:
            if self._written_by(version):  # another process was quicker
                return
            for table, columns in TABLES.items():
                connection.execute(f"DROP TABLE IF EXISTS {table}")
                connection.execute(f"CREATE TABLE {table} ({columns})")
            pile = self._piles.begin()
            connection.execute("INSERT INTO version VALUES (?, ?)", (version, pile))
        self._piles.keep(pile)
        with suppress(sqlite3.OperationalError):  # somebody else has it open
            connection.execute("VACUUM")

    def _written_by(self, version: str) -> bool:
        if not self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'version'").fetchall():
            return False
        rows = self._connection.execute("SELECT * FROM version").fetchall()
        return [row[0] for row in rows] == [version] and self._piles.has(rows[0][-1])

    def rest(self) -> None:
        """Close the file until it is next used."""
        if self._open is not None and self._owner == os.getpid():
            self._open.close()
        self._piles.close()
        self._open = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None or self._owner != os.getpid():
            self._open, self._owner = _connected(self.file), os.getpid()
        return self._open


@contextmanager
def cache(root: Path | None, version: str) -> Iterator[Cache]:
    """The cache of a project while the block runs; without a project, or where it cannot be kept, one that goes away.

    One that cannot be read, or that another version of the generator wrote, begins empty.
    """
    kept = _kept(root, version) if root is not None else None
    folder = None if kept else Path(tempfile.mkdtemp(prefix="gongkai-"))
    used = kept or _current((folder or Path()) / NAME, version)
    try:
        yield used
    finally:
        used.rest()
        if used.broken:
            _discard(used.file)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _kept(root: Path, version: str) -> Cache | None:
    """The project's cache, emptied when it cannot be read; ``None`` when it cannot be written."""
    file = root / FOLDER / NAME
    for _ in range(2):
        try:
            file.parent.mkdir(exist_ok=True)
            return _current(file, version)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            _discard(file)
        except OSError:
            return None
    return None


def _current(file: Path, version: str) -> Cache:
    found = Cache(file)
    found.begin(version)
    return found


def _connected(file: Path) -> sqlite3.Connection:
    # The preview asks from several threads, one at a time.
    connection = sqlite3.connect(file, timeout=BUSY, check_same_thread=False)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _discard(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    Piles(file.parent).keep(0)
