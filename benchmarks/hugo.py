"""The same column as a Hugo site: the same Markdown, fields that a Hugo template can use, layouts of equal weight."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from benchmarks.told import CUTS, STYLES, Told, downloads, front, put, settings, starter
from benchmarks.tools import Tool

LAYOUTS = Path(__file__).resolve().parent / "hugo_layouts"


class Hugo:
    """The Hugo site in the making; see ``Rival``."""

    name: ClassVar[str] = "Hugo"
    package: ClassVar[str] = "hugo"
    asked: ClassVar[str] = "version"

    def __init__(self, folder: Path, ours: Path) -> None:
        """Write the settings, layouts, styles, columns and the starter's pages."""
        self.folder = folder
        chosen = settings(ours)
        columns = chosen["columns"]
        shutil.copytree(LAYOUTS, folder / "layouts")
        shutil.copytree(STYLES, folder / "static" / "assets")
        texts = {page.folder: page.body for page in starter(ours) if page.name == "index"}
        for at, column in enumerate(columns):
            found = {"title": column["name"], "description": column["description"], "weight": at + 1}
            found |= {"column_type": column["type"], "keywords": column.get("keywords", [])}
            target = folder / "content" / column["folder"] / "_index.md"
            put(target, front(found) + texts.get(column["folder"], ""))
        for page in starter(ours):
            if page.name != "index":
                put(folder / "content" / f"{page.path}.md", front(page.fields) + page.body)
        for path, content in downloads(ours):
            put(folder / "static" / path, content)
        put(folder / "content" / "map.md", front({"title": "站点地图", "layout": "map"}))
        names = sorted({column["folder"].rpartition("/")[2] for column in columns})
        put(folder / "hugo.toml", _settings(chosen["site"], names))

    def add(self, page: Told, download: bytes) -> None:
        """Write one page; each column and cut is a taxonomy."""
        cuts = {f"{page.column}_{cut}": [value] for cut, value in page.cuts.items()}
        put(self.folder / "content" / f"{page.path}.md", front({**page.fields, **cuts}) + f"\n{page.body}\n")
        if download:
            put(self.folder / "static" / page.folder / page.fields["attachment"], download)

    def finish(self) -> None:
        """Nothing is left to do."""

    def tool(self, program: Path, edited: str) -> Tool:
        """Ready to build."""
        here = self.folder
        leavings = (here / "resources", here / ".hugo_build.lock")
        return Tool(self.name, (str(program),), here, here / "public", here / "content" / edited, leavings)

    @staticmethod
    def program(environment: Path) -> Path:
        """The program that the package brings along."""
        return next(path for path in environment.rglob("binaries/hugo*") if os.access(path, os.X_OK))


def _settings(site: Mapping[str, str], columns: list[str]) -> str:
    cuts = "".join(f'{one}_{cut} = "{one}_{cut}"\n' for one in columns for cut in CUTS)
    return f"""baseURL = {json.dumps(site["base_url"] + "/")}
title = {json.dumps(site["name"], ensure_ascii=False)}
locale = "zh-CN"
uglyURLs = true
hasCJKLanguage = true
enableRobotsTXT = true
timeZone = "Asia/Shanghai"
disableKinds = ["taxonomy"]
[pagination]
pagerSize = 20
disableAliases = true
[outputs]
home = ["html"]
section = ["html", "rss"]
term = ["html"]
[services.rss]
limit = 20
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
[markup.goldmark.extensions]
typographer = false
linkify = false
[markup.goldmark.extensions.cjk]
enable = true
eastAsianLineBreaks = true
[params]
{"".join(f"{key} = {json.dumps(value, ensure_ascii=False)}{chr(10)}" for key, value in site.items())}
[taxonomies]
{cuts}"""
