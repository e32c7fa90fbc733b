"""Make a synthetic column of N documents, and the same column for Hugo; with ``--all`` for Pelican and MkDocs, too.

``python -m benchmarks.generate 1000 FOLDER`` writes ``FOLDER/gongkai`` and ``FOLDER/hugo``. Equal arguments write equal
files. The text is invented, or taken from ``--texts FILE.jsonl.gz``, one object with ``title`` and ``body`` a line.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import Doc, documents
from benchmarks.hugo import Hugo
from benchmarks.mkdocs import MkDocs
from benchmarks.pelican import Pelican
from benchmarks.told import put, told
from benchmarks.tools import Rival
from generator.authoring.start import start

RIVALS: tuple[type[Rival], ...] = (Hugo, Pelican, MkDocs)
"""Whom gongkai is compared with; the first in every situation, the others in cold builds only."""
REPORTED = 2019
"""The year of the starter's annual report."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written."""

    gongkai: Path
    rivals: tuple[Rival, ...]
    edited: str
    """The path of a document on every side, whose text may be changed."""
    bytes: int
    """Of Markdown, front matter included, on our side."""


def generate(
    count: int, folder: Path, seed: int = 1, texts: Path | None = None, rivals: Sequence[type[Rival]] = RIVALS[:1]
) -> Made:
    """Write all sites below a folder, which must not hold them yet; no more than one document is held at a time."""
    ours = folder / "gongkai"
    start(ours)
    others = tuple(rival(folder / rival.name.lower(), ours) for rival in rivals)
    written, edited = 0, ""
    rules = [0, 0, 0]
    for doc in documents(count, seed, texts):
        path = f"{doc.folder}/{doc.id}.md"
        text = f"---\n{yaml(doc.fields)}---\n\n{doc.body}\n".encode()
        put(ours / "content" / path, text)
        written += len(text)
        rules = [had + one for had, one in zip(rules, _reported(doc), strict=True)]
        download = _download(doc) if doc.attachment else b""
        if download:
            put(ours / "content" / doc.folder / doc.attachment, download)
        if doc.fields["公开属性"] == "主动公开":
            page = told(doc)
            for other in others:
                other.add(page, download)
            edited = path if not edited and doc.id.startswith("p-") else edited
    report = ours / "content" / f"annual-reports/{REPORTED}.md"
    told_of = report.read_text(encoding="utf-8").replace("规范性文件: [0, 0, 0]", f"规范性文件: {rules}")
    report.write_text(told_of.replace("全年没有制发规范性文件。", ""), encoding="utf-8")
    for other in others:
        other.finish()
    return Made(ours, others, edited, written)


def _reported(doc: Doc) -> tuple[bool, bool, bool]:
    """Whether the annual report counts it as made in its year, as disclosed in it, and as disclosed until its end."""
    if "规〔" not in str(doc.fields.get("发文字号")) or doc.fields["公开属性"] != "主动公开":
        return False, False, False
    year = int(str(doc.fields["发布日期"])[:4])
    return str(doc.fields["成文日期"])[:4] == str(REPORTED), year == REPORTED, year <= REPORTED


def yaml(fields: Mapping[str, object], indent: str = "") -> str:
    """Front matter as editors write it: plain scalars, short lists in brackets."""
    lines = []
    for key, value in fields.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{yaml(value, indent + '  ')}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            items = (yaml(one, indent + "    ") for one in value)
            lines.append(f"{indent}{key}:\n" + "".join(f"{indent}  - {one.lstrip()}" for one in items))
        elif isinstance(value, list):
            lines.append(f"{indent}{key}: [{', '.join(map(str, value))}]\n")
        else:
            lines.append(f"{indent}{key}: {value}\n")
    return "".join(lines)


def _download(doc: Doc) -> bytes:
    """A small file; each has its own bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        archive.writestr(entry, f"<document>{doc.fields['标题']}</document>")
    return packed.getvalue()


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("count", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="where to; new or empty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    parser.add_argument("--all", action="store_true", help="for Pelican and MkDocs, too")
    chosen = parser.parse_args()
    generate(chosen.count, chosen.folder, chosen.seed, chosen.texts, RIVALS if chosen.all else RIVALS[:1])


if __name__ == "__main__":
    main()
