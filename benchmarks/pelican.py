"""The same column as a Pelican site: columns are its categories, cuts of columns its tags."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.told import STYLES, Told, downloads, ordinary, put, settings
from benchmarks.tools import Tool

HERE = Path(__file__).resolve().parent
SETTINGS = """import json
PATH, OUTPUT_PATH, THEME, ARTICLE_PATHS, STATIC_PATHS = "content", "output", "theme", ["pages"], ["files"]
PAGE_PATHS = []
SITENAME, SITEURL, FEED_DOMAIN = SITE["column"], SITE["base_url"], SITE["base_url"]
TIMEZONE, DEFAULT_LANG = "Asia/Shanghai", "zh-CN"
DEFAULT_PAGINATION = 20
ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "lists/{slug}.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = TAGS_SAVE_AS = CATEGORIES_SAVE_AS = ARCHIVES_SAVE_AS = ""
STATIC_SAVE_AS = STATIC_URL = "{path}"
EXTRA_PATH_METADATA = {}
CATEGORY_REGEX_SUBSTITUTIONS = TAG_REGEX_SUBSTITUTIONS = []
SLUGIFY_USE_UNICODE = True
FORMATTED_FIELDS = []
ARTICLE_TRANSLATION_ID = None
DIRECT_TEMPLATES = ["index", "map", "sitemap"]
PAGINATED_TEMPLATES = {"tag": None, "category": None}
SITEMAP_SAVE_AS = "sitemap.xml"
TEMPLATE_EXTENSIONS = [".html", ".xml"]
FEED_ALL_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = CATEGORY_FEED_ATOM = None
CATEGORY_FEED_RSS = "{slug}/feed.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
JINJA_FILTERS = {"loads": json.loads}
MARKDOWN = {
    "extensions": ["markdown.extensions.meta", "markdown.extensions.tables", "markdown.extensions.toc"],
    "output_format": "html5",
}
"""


class Pelican:
    """The Pelican site in the making; see ``Rival``."""

    name: ClassVar[str] = "Pelican"
    package: ClassVar[str] = "pelican[markdown]"
    asked: ClassVar[str] = "--version"

    def __init__(self, folder: Path, ours: Path) -> None:
        """Write the settings, layouts, styles and the starter's pages."""
        self.folder = folder
        chosen = settings(ours)
        for layouts in ("jinja_layouts", "pelican_layouts"):
            shutil.copytree(HERE / layouts, folder / "theme" / "templates", dirs_exist_ok=True)
        shutil.copytree(STYLES, folder / "content" / "files" / "assets")
        columns = {column["folder"]: column for column in chosen["columns"]}
        put(folder / "pelicanconf.py", f"SITE = {chosen['site']!r}\nCOLUMNS = {columns!r}\n{SETTINGS}")
        for page in ordinary(ours):
            self.add(page, b"")
        for path, content in downloads(ours):
            put(folder / "content" / "files" / path, content)

    def add(self, page: Told, download: bytes) -> None:
        """Write one page: what Pelican knows as metadata, the rest in one line of JSON."""
        fields = page.fields
        head = {
            "title": fields["title"],
            "date": fields["date"][:16].replace("T", " "),
            "category": page.folder,
            "slug": page.name,
            "tags": ", ".join(f"{page.column}-{cut}-{value}" for cut, value in page.cuts.items()),
            "number": fields.get("doc_number", ""),
            "state": fields.get("status", ""),
            "fields": json.dumps({**fields, **offered(page, download), "links": page.links}, ensure_ascii=False),
        }
        lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
        body = page.body.replace("](../", "]({filename}../")
        put(self.folder / "content" / "pages" / f"{page.path}.md", f"{lines}\n[TOC]\n\n{body}\n")
        if download:
            put(self.folder / "content" / "files" / page.folder / fields["attachment"], download)

    def finish(self) -> None:
        """Nothing is left to do."""

    def tool(self, program: Path, edited: str) -> Tool:
        """Ready to build."""
        here = self.folder
        command = (str(program), "content", "--settings", "pelicanconf.py", "--quiet")
        return Tool(self.name, command, here, here / "output", here / "content" / "pages" / edited)

    @staticmethod
    def program(environment: Path) -> Path:
        """The program that pip made."""
        return environment / "bin" / "pelican"


def offered(page: Told, download: bytes) -> dict[str, Any]:
    """What a page says about its file for download: templates cannot read it."""
    if not download:
        return {}
    return {
        "attachment_url": f"files/{page.folder}/{page.fields['attachment']}",
        "attachment_size": len(download),
        "attachment_digest": sha256(download).hexdigest(),
    }
