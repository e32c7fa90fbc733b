"""Where each file belongs: its column, its id, its URL; collisions reported together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, splitext

from generator.kinds.base import Document
from generator.kinds.registry import KINDS
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic, Severity
from generator.text import urls

ROOT = "content/"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that found its place."""

    id: str
    url: str
    column: str
    parsed: Parsed
    meta: Document


def column_of(path: str, config: SiteConfig) -> ColumnConfig | None:
    """The column that owns a file: the deepest configured folder above it."""
    columns = {column.folder: column for column in config.columns}
    folder = dirname(path.removeprefix(ROOT))
    while folder and folder not in columns:
        folder = dirname(folder)
    return columns.get(folder)


def place(parsed: Sequence[Parsed], config: SiteConfig) -> tuple[tuple[Placed, ...], tuple[Diagnostic, ...]]:
    """Give each readable file its column, id and URL; what collides or has no column is reported and left out."""
    found: list[Placed] = []
    problems: list[Diagnostic] = []
    for one in parsed:
        if not isinstance(one.meta, Document):
            continue
        column = column_of(one.path, config)
        stem = splitext(basename(one.path))[0]
        page_id = one.meta.id or (stem if stem != urls.INDEX else _folder_id(one.path))
        problems.extend(_faults(one, one.meta, column, page_id))
        if column is not None and urls.SLUG.fullmatch(page_id):
            url = urls.page(_folder(one.path, column), page_id, stem)
            found.append(Placed(page_id, url, column.folder, one, one.meta))
    problems.extend(_collisions(found))
    unique = {placed.id: placed for placed in reversed(found)}
    by_url = {placed.url: placed for placed in reversed(list(unique.values()))}
    kept = sorted(by_url.values(), key=lambda placed: placed.id)
    return tuple(kept), tuple(problems)


def _folder(path: str, column: ColumnConfig) -> str:
    """The page's folder in the output: its column's, plus a subfolder of its own where that is plain ASCII."""
    below = dirname(path.removeprefix(ROOT)).removeprefix(column.folder).strip("/")
    parts = [urls.slug(part) for part in below.split("/") if part]
    return "/".join([column.folder, *parts])


def _folder_id(path: str) -> str:
    return dirname(path.removeprefix(ROOT)).replace("/", "-") + "-index"


def _faults(one: Parsed, meta: Document, column: ColumnConfig | None, page_id: str) -> Iterator[Diagnostic]:
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
    for rule, what, key in (("id-collision", "页面编号", "id"), ("url-collision", "网址", "url")):
        groups: Mapping[str, list[Placed]] = _grouped(found, key)
        for value, group in groups.items():
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


def _grouped(found: Sequence[Placed], key: str) -> Mapping[str, list[Placed]]:
    groups: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in sorted(found, key=lambda one: one.parsed.path):
        groups[getattr(placed, key)].append(placed)
    return {value: group for value, group in groups.items() if len(group) > 1}
