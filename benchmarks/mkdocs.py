"""The same column as a MkDocs site: its lists, which MkDocs cannot make, are Markdown pages as well."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import ClassVar, NamedTuple

from benchmarks.pelican import HERE, offered
from benchmarks.told import STYLES, Told, downloads, front, ordinary, put, settings
from benchmarks.tools import Tool

PAGE_SIZE = 20
NEAR = 2
"""Pages before and after that the pager names."""
LABELS = {"status": "有效性", "year": "发布年度", "topic": "主题分类"}


class Entry(NamedTuple):
    """A page as lists name it."""

    date: str
    path: str
    title: str
    number: str
    status: str


class MkDocs:
    """The MkDocs site in the making; see ``Rival``."""

    name: ClassVar[str] = "MkDocs"
    package: ClassVar[str] = "mkdocs"
    asked: ClassVar[str] = "--version"

    def __init__(self, folder: Path, ours: Path) -> None:
        """Write the settings, layouts, styles and the starter's pages."""
        self.folder = folder
        chosen = settings(ours)
        self.columns = {column["folder"]: column for column in chosen["columns"]}
        self.entries: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        """By column, cut and value; no cut: the whole list."""
        for layouts in ("jinja_layouts", "mkdocs_layouts"):
            shutil.copytree(HERE / layouts, folder / "theme", dirs_exist_ok=True)
        shutil.copytree(STYLES, folder / "docs" / "assets")
        written = {
            "site_name": chosen["site"]["column"],
            "site_url": chosen["site"]["base_url"] + "/",
            "use_directory_urls": False,
            "theme": {"name": None, "custom_dir": "theme"},
            "plugins": [],
            "extra": {"site": chosen["site"], "columns": self.columns},
        }
        put(folder / "mkdocs.yml", json.dumps(written, ensure_ascii=False, default=str))
        for page in ordinary(ours):
            self.add(page, b"")
        for path, content in downloads(ours):
            put(folder / "docs" / "files" / path, content)

    def add(self, page: Told, download: bytes) -> None:
        """Write one page, and note it for the lists."""
        fields = {**page.fields, **offered(page, download), "links": page.links, "here": page.folder}
        put(self.folder / "docs" / f"{page.path}.md", front(fields) + f"\n[TOC]\n\n{page.body}\n")
        if download:
            put(self.folder / "docs" / fields["attachment_url"], download)
        entry = Entry(
            fields["date"], page.path, fields["title"], fields.get("doc_number", ""), fields.get("status", "")
        )
        for cut, value in {"": "", **page.cuts}.items():
            self.entries[page.folder, cut, value].append(entry)

    def finish(self) -> None:
        """Write the lists, the home page and the map."""
        for some in self.entries.values():
            some.sort(key=attrgetter("date", "path"), reverse=True)
        for (folder, cut, value), some in self.entries.items():
            for at in range(0, len(some), PAGE_SIZE):
                self._list(folder, _address(folder, cut, value), some, at // PAGE_SIZE + 1)
        whole = {folder: some for (folder, cut, _), some in self.entries.items() if not cut}
        for name, title, size in (("index", "政府信息公开", 4), ("map", "站点地图", 200)):
            parts = (
                f"## {self.columns[folder]['name']}\n\n{_lines(some[:size], '')}" for folder, some in whole.items()
            )
            put(self.folder / "docs" / f"{name}.md", front({"title": title}) + "\n" + "\n\n".join(parts) + "\n")

    def tool(self, program: Path, edited: str) -> Tool:
        """Ready to build."""
        here = self.folder
        command = (str(program), "build", "--quiet")
        return Tool(self.name, command, here, here / "site", here / "docs" / edited)

    @staticmethod
    def program(environment: Path) -> Path:
        """The program that pip made."""
        return environment / "bin" / "mkdocs"

    def _list(self, folder: str, address: str, some: Sequence[Entry], number: int) -> None:
        """One page of a list: choices, entries, pager."""
        up = "../" * (address.count("/"))
        last = -(-len(some) // PAGE_SIZE)
        near = [one for one in range(1, last + 1) if one in {1, last} or abs(one - number) <= NEAR]
        pager = [f"[{one}]({up}{_numbered(address, one)}.md)" for one in near] if last > 1 else []
        first = (number - 1) * PAGE_SIZE
        body = "\n\n".join([*self._choices(folder, up), _lines(some[first : first + PAGE_SIZE], up), " ".join(pager)])
        head = front({"title": self.columns[folder]["name"], "here": folder})
        put(self.folder / "docs" / f"{_numbered(address, number)}.md", f"{head}\n{body}\n")

    def _choices(self, folder: str, up: str) -> Iterator[str]:
        for cut, label in LABELS.items():
            values = sorted(value for one, its, value in self.entries if (one, its) == (folder, cut))
            links = (f"[{value}]({up}{_address(folder, cut, value)}.md)" for value in values)
            yield f"{label}：[全部]({up}{folder}/index.md) {' '.join(links)}"


def _address(folder: str, cut: str, value: str) -> str:
    return f"lists/{folder.rpartition('/')[2]}-{cut}-{value}" if cut else f"{folder}/index"


def _numbered(address: str, number: int) -> str:
    return f"{address}{number}" if number > 1 else address


def _lines(some: Sequence[Entry], up: str) -> str:
    return "\n".join(
        f"- [{one.title}]({up}{one.path}.md) {one.number} {'' if one.status == '有效' else one.status} {one.date[:10]}"
        for one in some
    )
