"""Files of office programs to files of the column: what could be taken over, and all that could not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.authoring.fields import Misuse
from generator.authoring.rows import written
from generator.authoring.standard_table import standard_rows
from generator.authoring.workbook import Sheet, Unreadable, separated, workbook
from generator.kinds.catalogue import CatalogueRow
from generator.model.schema import labels
from generator.model.sources import Source
from generator.model.values import Struct, field
from generator.reading.rows import read_table
from generator.text.chinese import suggest


class Import(Struct, frozen=True):
    """What will be written, and what its reader must know."""

    content: bytes
    what: str
    """In a word: 46 条."""
    notes: tuple[str, ...] = field(default=())


def table(sheets: Sequence[Sheet], sheet: str) -> Import:
    """The rows of a 主动公开标准目录, as the CSV file that is kept beside its page.

    Raises:
        Misuse: there is no such sheet, or no table that is known.
    """
    chosen = [one for one in sheets if not sheet or one.name == sheet]
    if not chosen:
        names = [one.name for one in sheets]
        near = suggest(sheet, names)
        raise Misuse(f"没有工作表“{sheet}”，" + (f"是否应为“{near}”？" if near else f"可选：{'、'.join(names)}"))
    found = [(one, rows) for one in chosen if (rows := standard_rows(one)) is not None]
    if not found:
        raise Misuse("没有找到标准目录的表头：要有一行写着 序号、公开事项、公开内容、公开依据、公开时限 等列名")
    (first, rows), *others = found
    label = labels(CatalogueRow)
    text = written(label.values(), ({label[name]: said for name, said in row.items()} for row in rows.rows))
    content = text.encode("utf-8-sig", "replace")
    notes = [*rows.notes, *(f"另有工作表“{one.name}”没有导入，用 --sheet {one.name} 另行导入" for one, _ in others)]
    _, problems = read_table(Source("", content), CatalogueRow)
    notes += [f"导入后的第 {one.span.line} 行：{one.message}" for one in problems]
    what = f"工作表“{first.name}”的 {len(rows.rows)} 条" if first.name else f"{len(rows.rows)} 条"
    return Import(content, what, tuple(notes))


SOURCES: Mapping[str, Callable[[bytes, str], Import]] = {
    ".xlsx": lambda data, sheet: table(workbook(data), sheet),
    ".csv": lambda data, sheet: table(separated(data), sheet),
}
"""By the ending of a file, how it is taken over: its bytes and the name of a sheet, which may be empty."""


def take_over(file: Path, sheet: str = "") -> Import:
    """Read a file of an office program.

    Raises:
        Misuse: it cannot be read, or is of a kind that cannot be taken over; the message says what to do.
        OSError: there is no such file, or the disk failed.
    """
    ending = file.suffix.lower()
    if ending not in SOURCES:
        raise Misuse(
            f"不能导入 {ending or '没有扩展名'} 的文件，可以导入：{'、'.join(SOURCES)}；旧格式请先另存为 .xlsx"
        )
    try:
        return SOURCES[ending](file.read_bytes(), sheet)
    except Unreadable as error:
        raise Misuse(f"{file.name}：{error}") from error


def put(ready: Import, target: Path, *, force: bool) -> None:
    """Write what was taken over; an existing file only by ``force``.

    Raises:
        Misuse: there is a file of this name.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("wb" if force else "xb") as opened:
            opened.write(ready.content)
    except FileExistsError:
        raise Misuse(f"已有文件 {target}，没有改动；确要改写，加上 --force") from None
