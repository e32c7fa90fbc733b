"""The table files (数据文件) that documents name, read: those and no other files beside the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.kinds.rows import table_files
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.schema import Record
from generator.model.sources import Asset, Source
from generator.model.tables import Table
from generator.reading.rows import SAVE_AS, read_table

ENDING = ".csv"


def read_tables(
    documents: Iterable[Parsed], assets: Sequence[Asset], config: SiteConfig
) -> tuple[dict[str, Table], tuple[Diagnostic, ...]]:
    """The tables by path, and what is wrong with them; no other asset is read."""
    by_path = {one.path: one for one in assets if one.path.lower().endswith(ENDING)}
    found: dict[str, Table] = {}
    held: dict[str, type[Record]] = {}
    faults: list[Diagnostic] = []
    for one in documents:
        for file, path in table_files(one):
            span = one.at(*file.where)
            if path in found:
                if held[path] is not file.record:
                    message = f"数据文件 {file.name} 已经用作另一种表格"
                    faults.append(_fault(span, message, "每种表格各用一个文件"))
                continue
            if path not in by_path:
                faults.append(_missing(span, file.name, path))
                continue
            try:
                source = Source(path, Path(by_path[path].file).read_bytes())
            except OSError as error:
                message = f"无法读取：系统报告 {error.__class__.__name__}"
                faults.append(Diagnostic("file-unreadable", Severity.ERROR, Span(path), message, "请检查文件的权限"))
                continue
            found[path], wrong = read_table(source, file.record, config)
            held[path] = file.record
            faults.extend(wrong)
    return found, tuple(faults)


def _missing(span: Span, name: str, path: str) -> Diagnostic:
    if not path.lower().endswith(ENDING):
        return _fault(span, f"数据文件 {name} 不是 CSV 文件", SAVE_AS)
    return _fault(span, f"数据文件 {name} 不存在", f"把文件放到 {path}，或改正文件名")


def _fault(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic("table-missing", Severity.ERROR, span, message, hint)
