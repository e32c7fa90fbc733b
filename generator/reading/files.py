"""What lies under ``content/``: pages (.md) to be read, and the files beside them; and the records of the ledger.

A file whose mark is that of last time is not read again. A mark that was still fresh when it was taken proves nothing:
the file may have been written once more within the same tick of the clock.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import category, normalize

from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.sources import REQUESTS, Asset, Mark, Source
from generator.model.values import Struct, field

CONTENT = "content"
PAGE = ".md"
MISNAMED = (".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text")
"""Endings under which somebody may save what is meant as a page."""
LARGEST = 10_000_000
"""Bytes that a page may have; more is never prose."""

SMALL = 1_000_000
"""Bytes of a file that is read at once; a buffer for reading in parts takes longer to make than most files to read."""
FRESH = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT)."""
Known = Mapping[str, tuple[Mark, str]]
"""By path, the mark of a file and the SHA-256 that its bytes then had."""

IGNORED = re.compile(r"\.|~\$|#.*#$|.*(~|\.sw[op]|\.tmp)$|(thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""Names of hidden files and of what editors and systems leave behind."""


class Listed(NamedTuple):
    """A page or a record, found but not yet read."""

    path: str
    """As ``Source.path``."""
    file: str
    """Where it is on this machine."""
    mark: Mark
    digest: str = ""
    """SHA-256 of its bytes, hexadecimal, if that is known without reading them."""

    def read(self) -> Source:
        """Read it.

        Raises:
            OSError: it went away, or the disk failed.
        """
        with open(self.file, "rb", buffering=0) as file:  # noqa: PTH123  # twice as fast, and there are many
            return Source(self.path, file.read())


class _Haul(Struct):
    """What one walk has gathered so far."""

    root: Path
    known: Known
    begun: int
    """When the walk began, in ns."""
    cut: int
    """How many characters of a file's path are the project's folder."""
    sources: dict[str, Listed] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def fault(self, rule: str, path: str, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(rule, Severity.ERROR, Span(path), message, hint))


class Stock(Struct, frozen=True):
    """What lies under ``content/``, and the records of the ledger, all in the order of the paths."""

    sources: tuple[Listed, ...]
    """Pages and records."""
    assets: tuple[Asset, ...]
    findings: tuple[Diagnostic, ...]
    marks: Mapping[str, Mark]
    """Of the files, by path; fresh ones have none."""


NOTHING: Known = {}


def scan(root: Path, known: Known = NOTHING) -> Stock:
    """Find every page under ``content/`` and take stock of the other files there; find every record of the ledger.

    Hidden files and editors' leftovers are passed over; what cannot or must not be read is a finding. ``root`` is the
    project's folder. Letters and scans beside the records are nobody's business; a record under another ending is told.
    """
    haul = _Haul(root, known, time.time_ns(), _cut(root))
    top = root / CONTENT
    if not top.is_dir():
        haul.fault("file-content-missing", CONTENT, "没有内容目录 content/", "请在项目目录中运行，或新建 content/ 目录")
    for entry in _walk(top, haul):
        _take(entry, haul)
    for entry in _walk(root / REQUESTS, haul):
        if entry.name.lower().endswith(PAGE):
            _take(entry, haul)
        elif misnamed(entry.name) and _fenced(entry, haul):
            path = _named(entry.path[haul.cut :])
            message = "像是一条登记记录，但不是 .md 文件：没有读取，不计数，也不防止泄露"
            haul.fault("file-unreadable", path, message, "把文件名的结尾改为 .md")
    return Stock(
        tuple(haul.sources[path] for path in sorted(haul.sources)),
        tuple(haul.assets[path] for path in sorted(haul.assets)),
        ordered(haul.findings),
        haul.marks,
    )


def misnamed(name: str) -> bool:
    """Tell whether a file of the ledger may be a record under an ending that is not read."""
    return name.lower().endswith(MISNAMED)


def _fenced(entry: os.DirEntry[str], haul: _Haul) -> bool:
    """Tell whether a file begins as records do."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return False
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # as above
            return file.read(SMALL).removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"---")
    except OSError as error:
        _unreadable(entry.path, error, haul)
        return False


def mark(status: os.stat_result) -> Mark:
    """The mark of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def settled(one: Mark, now: int) -> bool:
    """Tell whether a mark proves something at a time (in ns): it was not made within the last ticks of the clock."""
    _, modified, changed, _ = one
    return max(modified, changed) < now - FRESH


def rewritten(one: Listed) -> Listed | None:
    """A file as it is now; ``None`` when more than its text changed, and only a look at all files can tell."""
    try:
        status = os.lstat(one.file)
    except OSError:
        return None
    plain = stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST and os.access(one.file, os.R_OK)
    return Listed(one.path, one.file, mark(status)) if plain else None


def read_bytes(path: Path) -> bytes | None:
    """Read a whole file; ``None`` when there is no such file.

    Raises:
        OSError: the file is there but cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def project_path(path: str | os.PathLike[str], root: Path) -> str:
    """Name a file as findings do: posix, relative to the project's root, NFC; bytes that are no text become ``?``."""
    return _named(os.fspath(path)[_cut(root) :])


def _cut(root: Path) -> int:
    """How many characters of a file's path are the project's folder."""
    return len(os.fspath(root / "-")) - 1


def _named(relative: str) -> str:
    path = relative.replace(os.sep, "/")
    return path if path.isascii() else normalize("NFC", path.encode("utf-8", "replace").decode())


def _walk(top: Path, haul: _Haul) -> Iterator[os.DirEntry[str]]:
    waiting = [str(top)] if top.is_dir() else []
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted((entry for entry in listing if not IGNORED.match(entry.name)), key=lambda e: e.name)
        except OSError as error:
            _unreadable(folder, error, haul)
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry


def _take(entry: os.DirEntry[str], haul: _Haul) -> None:
    path = _named(entry.path[haul.cut :])
    if _refused(entry, path, haul) or _collides(path, haul):
        return
    try:
        status = entry.stat()
        now = mark(status)
        last = haul.known.get(path)
        digest = last[1] if last is not None and last[0] == now else ""
        if not entry.name.lower().endswith(PAGE):
            haul.assets[path] = Asset(path, status.st_size, digest or _digest(entry.path, status.st_size), entry.path)
        elif status.st_size > LARGEST:
            message = f"页面文件有 {status.st_size / 1_000_000:.1f} MB，超过 {LARGEST // 1_000_000} MB，没有读取"
            haul.fault("file-size", path, message, "请把图片、表格等改为附件，放在页面旁边")
            return
        else:
            if not digest and not os.access(entry.path, os.R_OK):
                raise PermissionError(path)
            haul.sources[path] = Listed(path, entry.path, now, digest)
        if settled(now, haul.begun):
            haul.marks[path] = now
    except OSError as error:
        _unreadable(entry.path, error, haul)


def _digest(file: str, size: int) -> str:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # as above
        if size <= SMALL:
            return hashlib.sha256(opened.read()).hexdigest()
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _refused(entry: os.DirEntry[str], path: str, haul: _Haul) -> bool:
    """Turn down names that are no text, links that lead astray, and what is no file at all."""
    if _unprintable(entry.name):
        message = f"文件名“{Path(path).name}”含有不可显示的字符，或不是 UTF-8 编码"
        haul.fault("file-name-encoding", path, message, "请重新命名这个文件")
    elif entry.is_symlink() and (message := _astray(entry, haul.root, path.partition("/")[0])):
        haul.fault("file-symlink", path, message, f"请删去这个符号链接，把文件本身放进 {path.partition('/')[0]}/")
    elif not entry.is_file():
        message = "这不是普通文件（可能是管道或设备），没有读取"
        haul.fault("file-unreadable", path, message, f"请把它移出 {path.partition('/')[0]}/")
    else:
        return False
    return True


def _unprintable(name: str) -> bool:
    if name.isascii() and name.isprintable():
        return False
    return os.fsencode(name).decode("utf-8", "replace") != name or any(category(char) == "Cc" for char in name)


def _astray(entry: os.DirEntry[str], root: Path, top: str) -> str:
    """Say why a symbolic link is not followed; empty when it leads to a file of the same top folder."""
    try:
        goal = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return f"符号链接指向不存在的文件 {Path(entry.path).readlink().as_posix()}"
    if not goal.is_relative_to((root / top).resolve()):
        return f"符号链接指向 {top}/ 之外，那里的文件可能不应公开"
    return "符号链接指向目录，同一内容会出现两次" if goal.is_dir() else ""


def _collides(path: str, haul: _Haul) -> bool:
    """Report two names that are one on Windows and macOS; tell whether the second is the very same path."""
    first = haul.names.setdefault(normalize("NFC", path.casefold()), path)
    if first != path or path in haul.sources or path in haul.assets:
        message = f"文件名与 {first} 只有大小写或字符组合方式不同，在 Windows 和 macOS 上是同一个文件"
        haul.fault("file-name-collision", path, message, "请给其中一个换个名字")
    return path in haul.sources or path in haul.assets


def _unreadable(path: str, error: OSError, haul: _Haul) -> None:
    message = (
        f"无法读取：{'没有权限' if isinstance(error, PermissionError) else '系统报告 ' + error.__class__.__name__}"
    )
    haul.fault("file-unreadable", project_path(path, haul.root), message, "请检查文件的权限，或重新放置这个文件")
