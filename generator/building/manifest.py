"""What of the output folder is ours, and what each file contains."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from generator.model.values import reader

NAME = "manifest.json"
"""Published with the site: anyone can verify a copy against it (防伪)."""

MARK = "gongkai"
PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
"""Names of which nothing needs to be asked but whether they are the manifest's."""


class ForeignFolder(Exception):
    """The output folder holds something and is not ours; nothing in it is touched."""


class Busy(Exception):
    """Another process publishes to the same folder."""


def read(output: Path) -> dict[str, str]:
    """The paths that we own in an output folder, with their SHA-256; empty for a new or empty folder.

    Raises:
        ForeignFolder: it is not a folder, it has files and no manifest of ours, or its manifest names what may lie
            elsewhere.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise ForeignFolder(f"{output} 不是目录")
    if not output.exists():
        return {}
    path = output / NAME
    if not path.is_file():
        if any(output.iterdir()):
            raise ForeignFolder(f"{output} 里有文件，但没有 gongkai 的 {NAME}：不是本程序生成的目录")
        return {}
    try:
        found = _READ(path.read_bytes())
        if found["generator"] != MARK:
            raise ForeignFolder(f"{path} 不是 gongkai 写的")
        files = {str(name): str(digest) for name, digest in found["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ForeignFolder(f"{path} 读不懂（{error}）") from error
    away = {folder for folder in {name.rpartition("/")[0] for name in files} if _leads_away(output, folder)}
    for name in files:
        if not ordinary(name) or name.rpartition("/")[0] in away:
            raise ForeignFolder(f"{path} 列有“{name}”，可能指向目录之外：清单被改动过")
    return files


def ordinary(name: str) -> bool:
    """Whether a name is a relative path, with slashes, of a file inside the folder other than the manifest."""
    if PLAIN.fullmatch(name):
        return name.casefold() != NAME
    plain = (
        "\\" not in name and "\0" not in name and not PureWindowsPath(name).anchor and not PureWindowsPath(name).drive
    )
    return plain and not {"", ".", ".."} & set(name.split("/")) and name.casefold() != NAME


def _leads_away(output: Path, folder: str) -> bool:
    """Whether a folder, or one on the way to it, is a symbolic link."""
    return "\0" not in folder and any((output / above).is_symlink() for above in (Path(folder), *Path(folder).parents))


def write(files: Mapping[str, str]) -> bytes:
    """The manifest as bytes: one file a line, sorted."""
    lines = json.dumps({name: files[name] for name in sorted(files)}, separators=(",\n    ", ": "))[1:-1]
    listed = f"    {lines}" if lines else ""
    return f'{{\n  "generator": "{MARK}",\n  "digest": "sha256",\n  "files": {{\n{listed}\n  }}\n}}\n'.encode()


_READ: Callable[[bytes], Any] = reader(object)
