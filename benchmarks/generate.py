"""Make a synthetic column of N documents, and the same column for Hugo.

``python -m benchmarks.generate 1000 FOLDER`` writes ``FOLDER/gongkai`` and ``FOLDER/hugo``. Equal arguments write equal
files. The text is invented, or taken from ``--texts FILE.jsonl.gz``, one object with ``title`` and ``body`` a line.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import Doc, documents
from benchmarks.hugo import hugo_page, hugo_site
from generator.authoring.start import start


@dataclass(frozen=True, slots=True)
class Made:
    """What was written."""

    gongkai: Path
    hugo: Path
    edited: tuple[Path, Path]
    """The same document on either side, whose text may be changed."""
    bytes: int
    """Of Markdown, front matter included, on our side."""


def generate(count: int, folder: Path, seed: int = 1, texts: Path | None = None) -> Made:
    """Write both sites below a folder, which must not hold them yet."""
    ours, theirs = folder / "gongkai", folder / "hugo"
    start(ours)
    hugo_site(theirs, ours)
    written, edited = 0, ""
    for doc in documents(count, seed, texts):
        target = ours / "content" / doc.folder / f"{doc.id}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = f"---\n{yaml(doc.fields)}---\n\n{doc.body}\n".encode()
        target.write_bytes(text)
        written += len(text)
        page = theirs / "content" / doc.folder / f"{doc.id}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        if doc.fields["公开属性"] == "主动公开":
            page.write_text(hugo_page(doc), encoding="utf-8")
            edited = f"{doc.folder}/{doc.id}.md" if not edited and doc.id.startswith("p-") else edited
        if doc.attachment:
            _attach(doc, target.parent, theirs / "static" / doc.folder)
    return Made(ours, theirs, (ours / "content" / edited, theirs / "content" / edited), written)


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


def _attach(doc: Doc, *folders: Path) -> None:
    """Put a small file for download beside a page; each has its own bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        archive.writestr(entry, f"<document>{doc.fields['标题']}</document>")
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / doc.attachment).write_bytes(packed.getvalue())


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("count", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="where to; new or empty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    chosen = parser.parse_args()
    generate(chosen.count, chosen.folder, chosen.seed, chosen.texts)


if __name__ == "__main__":
    main()
