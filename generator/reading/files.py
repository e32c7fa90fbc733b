"""What lies under ``content/``: pages (.md) to be read, and the files beside them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import category, normalize

from generator.model.content import Asset, Source
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered

CONTENT = "content"
PAGE = ".md"
LARGEST = 10_000_000
"""Bytes that a page may have; more is never prose."""

IGNORED = re.compile(r"\.|~\$|#.*#$|.*(~|\.sw[op]|\.tmp)$|(thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""Names of hidden files and of what editors and systems leave behind."""


@dataclass(slots=True)
class _Haul:
    """What one walk has gathered so far."""

    root: Path
    sources: dict[str, Source] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def fault(self, rule: str, path: str, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(rule, Severity.ERROR, Span(path), message, hint))


def scan(root: Path) -> tuple[tuple[Source, ...], tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """Read every page under ``content/`` and take stock of the other files, all in the order of their paths.

    Hidden files and editors' leftovers are passed over; what cannot or must not be read is a finding. ``root`` is the
    project's folder.
    """
    haul = _Haul(root)
    top = root / CONTENT
    if not top.is_dir():
        haul.fault("file-content-missing", CONTENT, "没有内容目录 content/", "请在项目目录中运行，或新建 content/ 目录")
    for entry in _walk(top, haul):
        _take(entry, haul)
    return (
        tuple(haul.sources[path] for path in sorted(haul.sources)),
        tuple(haul.assets[path] for path in sorted(haul.assets)),
        ordered(haul.findings),
    )


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
    relative = Path(path).relative_to(root).as_posix()
    return normalize("NFC", relative.encode("utf-8", "replace").decode())


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
    path = project_path(entry.path, haul.root)
    if _refused(entry, path, haul) or _collides(path, haul):
        return
    try:
        size = entry.stat().st_size
        if not entry.name.lower().endswith(PAGE):
            with Path(entry.path).open("rb") as file:
                haul.assets[path] = Asset(path, size, hashlib.file_digest(file, "sha256").hexdigest())
        elif size > LARGEST:
            message = f"页面文件有 {size / 1_000_000:.1f} MB，超过 {LARGEST // 1_000_000} MB，没有读取"
            haul.fault("file-size", path, message, "请把图片、表格等改为附件，放在页面旁边")
        else:
            haul.sources[path] = Source(path, Path(entry.path).read_bytes())
    except OSError as error:
        _unreadable(entry.path, error, haul)


def _refused(entry: os.DirEntry[str], path: str, haul: _Haul) -> bool:
    """Turn down names that are no text, links that lead astray, and what is no file at all."""
    name = os.fsencode(entry.name)
    if name.decode("utf-8", "replace") != entry.name or any(category(char) == "Cc" for char in entry.name):
        message = f"文件名“{Path(path).name}”含有不可显示的字符，或不是 UTF-8 编码"
        haul.fault("file-name-encoding", path, message, "请重新命名这个文件")
    elif entry.is_symlink() and (message := _astray(entry, haul.root / CONTENT)):
        haul.fault("file-symlink", path, message, "请删去这个符号链接，把文件本身放进 content/")
    elif not entry.is_file():
        haul.fault("file-unreadable", path, "这不是普通文件（可能是管道或设备），没有读取", "请把它移出 content/")
    else:
        return False
    return True


def _astray(entry: os.DirEntry[str], top: Path) -> str:
    """Say why a symbolic link is not followed; empty when it leads to a file of ``content/``."""
    try:
        goal = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return f"符号链接指向不存在的文件 {Path(entry.path).readlink().as_posix()}"
    if not goal.is_relative_to(top.resolve()):
        return "符号链接指向 content/ 之外，那里的文件可能不应公开"
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
