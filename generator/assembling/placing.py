"""Where each file belongs: its column, its id, its URL; collisions reported together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from posixpath import dirname
from typing import NamedTuple

from generator.kinds.base import Document
from generator.kinds.registry import KINDS
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic, Severity
from generator.text import urls

ROOT = "content/"
ID, URL = attrgetter("id"), attrgetter("url")


class Placed(NamedTuple):
    """A file that found its place."""

    id: str
    url: str
    column: str
    parsed: Parsed
    meta: Document


class Shelf(NamedTuple):
    """What the files of one folder have in common."""

    column: ColumnConfig | None
    """The column that owns them: the deepest configured folder above."""
    folder: str
    """Where their pages go: into the column's folder, plus a subfolder of its own where that is plain ASCII."""
    opening: str
    """The id of the file that opens a column, ``index.md``."""


def place(parsed: Sequence[Parsed], config: SiteConfig) -> tuple[tuple[Placed, ...], tuple[Diagnostic, ...]]:
    """Give each readable file its column, id and URL; what collides or has no column is reported and left out."""
    columns = {column.folder: column for column in config.columns}
    shelf = cache(lambda folder: _shelf(folder, columns))
    found: list[Placed] = []
    problems: list[Diagnostic] = []
    for one in parsed:
        if not isinstance(one.meta, Document):
            continue
        folder, _, name = one.path.removeprefix(ROOT).rpartition("/")
        here, stem = shelf(folder), name.rpartition(".")[0] or name
        page_id = one.meta.id or (stem if stem != urls.INDEX else here.opening)
        problems.extend(_faults(one, one.meta, here.column, page_id))
        if here.column is not None and urls.SLUG.fullmatch(page_id):
            url = urls.page(here.folder, page_id, stem)
            found.append(Placed(page_id, url, here.column.folder, one, one.meta))
    problems.extend(_collisions(found))
    unique = {placed.id: placed for placed in reversed(found)}
    by_url = {placed.url: placed for placed in reversed(unique.values())}
    kept = sorted(by_url.values(), key=lambda placed: placed.id)
    return tuple(kept), tuple(problems)


def _shelf(folder: str, columns: Mapping[str, ColumnConfig]) -> Shelf:
    above = folder
    while above and above not in columns:
        above = dirname(above)
    parts = [urls.slug(part) for part in folder.removeprefix(above).split("/") if part]
    return Shelf(columns.get(above), "/".join([above, *parts]), folder.replace("/", "-") + "-index")


def _faults(one: Parsed, meta: Document, column: ColumnConfig | None, page_id: str) -> Iterator[Diagnostic]:
    """What is wrong with a file's column or id."""
    if column is None:
        folder = dirname(one.path)
        yield Diagnostic(
            "column-missing",
            Severity.ERROR,
            one.at("title"),
            f"文件不在任何栏目中：目录 {folder} 没有在 site_config.toml 的 columns 中登记",
            "把文件移到栏目目录，或登记这个栏目",
        )
    elif meta.kind_id not in column.kinds:
        admitted = "、".join(KINDS[kind].kind_label for kind in column.kinds) or "无"
        yield Diagnostic(
            "column-kind",
            Severity.ERROR,
            one.at("kind"),
            f"栏目“{column.name}”不收“{meta.kind_label}”，只收：{admitted}",
            f"{meta.kind_label}通常放在 content/{meta.folder}/" if meta.folder else "改正内容类型，或调整栏目设置",
        )
    if not urls.SLUG.fullmatch(page_id):
        yield Diagnostic(
            "id-format",
            Severity.ERROR,
            one.at("id"),
            f"文件名“{page_id}”不能用作网址：网址只用小写字母、数字和连字符",
            "在页首添加“页面编号”，如 页面编号: 2020-003",
        )
    elif urls.TAKEN.fullmatch(page_id):
        yield Diagnostic(
            "id-format",
            Severity.ERROR,
            one.at("id"),
            f"页面编号“{page_id}”与栏目自己的网页（分页、按年度和主题的列表）重名",
            "换一个编号，如 report-2020",
        )


def _collisions(found: Sequence[Placed]) -> Iterator[Diagnostic]:
    for rule, what, key in (("id-collision", "页面编号", ID), ("url-collision", "网址", URL)):
        for value, group in _grouped(found, key).items():
            if rule == "url-collision" and len({placed.id for placed in group}) == 1:
                continue
            for placed in group[1:]:
                yield Diagnostic(
                    rule,
                    Severity.ERROR,
                    placed.parsed.at("id"),
                    f"{what} {value} 与 {group[0].parsed.path} 相同",
                    "给其中一个文件另写“页面编号”",
                )


def _grouped(found: Sequence[Placed], key: Callable[[Placed], str]) -> Mapping[str, list[Placed]]:
    """Those that share a value, by it, in the order of paths."""
    shared = {value for value, times in Counter(map(key, found)).items() if times > 1}
    groups: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in sorted((one for one in found if key(one) in shared) if shared else (), key=_path):
        groups[key(placed)].append(placed)
    return groups


def _path(placed: Placed) -> str:
    return placed.parsed.path
