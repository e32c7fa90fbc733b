"""主动公开标准目录 as organs keep it in their office programs, to the rows that are kept beside the page.

No two tables are alike: the header has one level or two, 公开对象 is a word or two columns to be ticked, cells are
merged or say 同上. What cannot be told for certain is left out, and said; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.authoring.workbook import Sheet
from generator.kinds.catalogue import (
    ACTIVE,
    CHOSEN,
    ON_REQUEST,
    OPEN_BOX,
    SPECIAL,
    WEB_PAGES,
    WHOLE,
    CatalogueRow,
    chosen,
)
from generator.model.schema import labels
from generator.model.values import Struct, field

FEWEST = 4
"""Known names that a line must have to be the header."""
TICKS = frozenset({"√", "✓", "✔", "☑", "■", "●", "▲", "是", "1", "Y", "y", "V", "v"})
DITTO = frozenset({"同上", "〃", "″", "同上。", "同 上"})

NAMES: Mapping[str, str] = {
    **{label: name for name, label in labels(CatalogueRow).items()},
    **dict.fromkeys(("编号", "序列"), "number"),
    **dict.fromkeys(("公开事项", "事项", "公开事项名称", "公开类别", "一级目录"), "item"),
    **dict.fromkeys(("公开子项", "二级目录", "事项名称"), "part"),
    **dict.fromkeys(("公开内容要素", "内容要素", "公开要素", "公开内容及要素"), "content"),
    **dict.fromkeys(("依据", "公开依据文件"), "basis"),
    **dict.fromkeys(("时限", "公开期限"), "limit"),
    **dict.fromkeys(("责任主体", "公开责任主体", "公开单位"), "body"),
    **dict.fromkeys(("公开渠道", "公开载体", "公开渠道及载体", "公开渠道载体", "渠道和载体"), "channels"),
    "公开范围": "audience",
    **dict.fromkeys(("责任科室", "责任部门", "承办处室", "责任单位"), "owner"),
    **dict.fromkeys(("试点领域", "对应试点领域", "所属领域"), "area"),
    **dict.fromkeys(("对应栏目", "公开网址", "链接", "公开链接", "公开页面", WEB_PAGES), "places"),
    "区级是否确认": "districts",
}
"""Names of columns without brackets and spaces, and the fields that they hold."""
BOXES: Mapping[str, tuple[str, str]] = {
    "全社会": ("audience", WHOLE),
    **dict.fromkeys(("特定群体", "特定群众", "特定人群", "特定对象"), ("audience", SPECIAL)),
    **dict.fromkeys(("主动", "主动公开"), ("way", ACTIVE)),
    **dict.fromkeys(("依申请", "依申请公开"), ("way", ON_REQUEST)),
}
"""Columns to be ticked, the field that they decide, and what a tick says."""
LEVEL, PLACES = (labels(CatalogueRow)[name] for name in ("level", "places"))
BOXED = CHOSEN + OPEN_BOX
NO_AREA = frozenset({"无", "无对应领域", "—", "-", "/"})
FOOT = re.compile(
    r"(?:填[表报写]|制[表作]|审[核批签定]|复核|校对|联系|负责|经办|上报|报送|日期|备注|附?注|说明)"
    r"(?:人|员|者|单位|部门|处室|科室|日期|时间|电话|方式)?(?:[（(][^）)]*[）)])?\s*[：:]"
    "|(?:填表|填报|制表|审核|复核)(?:人|日期|时间|单位)$"
)
"""How a line below the rows begins that says who filled the table in, who checked it, and when."""
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|\s")


class Heading(Struct, frozen=True):
    """What a column holds: a field, or a box to be ticked for one of its values."""

    name: str
    """As the table calls it."""
    field: str = ""
    """Empty where nobody knows."""
    tick: str = ""
    derived: bool = False
    """It says again what another column says."""


class Imported(Struct):
    """What came of a table."""

    rows: list[dict[str, str]] = field(default_factory=list)
    """By field."""
    notes: list[str] = field(default_factory=list)
    """What was left out or changed, with the line of the table that it stood on."""


def standard_rows(sheet: Sheet) -> Imported | None:
    """The rows of a table; ``None`` when it has no header that is known."""
    at = next((at for at, line in enumerate(sheet.rows) if _known(line) >= FEWEST), None)
    if at is None:
        return None
    headings, body = _headings(sheet.rows, at)
    found = Imported()
    if {PLACES, WEB_PAGES} <= {one.name for one in headings}:  # our own export: the one is made from the other
        headings = [Heading(one.name, derived=True) if one.name == WEB_PAGES else one for one in headings]
        found.notes.append(f"“{WEB_PAGES}”这一列由“{PLACES}”得出，没有导入")
    for name in (one.name for one in headings if not one.field and one.name and not one.derived):
        found.notes.append(f"“{name}”这一列没有对应的列，有内容的格逐行列在下面")
    above: dict[str, str] = {}
    for number, line in enumerate(sheet.rows[body:], body + 1):
        if not any(line):
            continue
        texts = {cell for cell in line if cell}
        if len(texts) == 1 and len(line) > 1:
            found.notes.append(f"第 {number} 行“{_short(texts.pop())}”不是条目，没有导入")
        elif FOOT.match(next(cell for cell in line if cell)):
            found.notes.append(
                f"第 {number} 行“{_short(' '.join(cell for cell in line if cell))}”是表末的说明，没有导入"
            )
        elif _known(line) >= FEWEST or all(cell in ("", one.name) for cell, one in zip(line, headings, strict=True)):
            found.notes.append(f"第 {number} 行是重复的表头，没有导入")
        else:
            above = _row(line, headings, above, number, found)
            found.rows.append(above)
    _number(found)
    return found


def _plain(text: str) -> str:
    return _BRACKETS.sub("", text)


def _known(line: Sequence[str]) -> int:
    """How many names of columns a line has; a merged cell counts once."""
    return len({_plain(cell) for cell in line if _plain(cell) in NAMES})


def _headings(rows: Sequence[tuple[str, ...]], at: int) -> tuple[list[Heading], int]:
    """The columns of a table whose header begins on a line, and the line after the header."""
    top, below = rows[at], rows[at + 1] if at + 1 < len(rows) else ()
    second = [cell if cell and cell != above else "" for cell, above in zip(below, top, strict=False)]
    names = [_plain(cell) for cell in second if cell]
    known = sum(name in BOXES or name in NAMES for name in names)
    # A row may say 全社会 and 主动公开, too; but most of what it says is no name of a column.
    two = known >= FEWEST // 2 and 2 * known >= len(names)
    upper, found = "", []
    for column, name in enumerate(top):
        lower = second[column] if two and column < len(second) else ""
        upper = name or (upper if lower else "")
        found.append(_heading(upper, lower))
    return found, at + (2 if two else 1)


def _heading(upper: str, lower: str) -> Heading:
    name = lower or upper
    plain = _plain(name)
    if plain in BOXES:
        return Heading(plain, *BOXES[plain])
    if lower and _plain(upper) == LEVEL:
        return Heading(plain, "level", plain)
    return Heading(plain, NAMES.get(plain, ""))


def _row(
    line: Sequence[str], headings: Sequence[Heading], above: Mapping[str, str], number: int, found: Imported
) -> dict[str, str]:
    """One row by field; what it says that has no place is noted."""
    values: dict[str, list[str]] = {}
    for cell, one in zip(line, headings, strict=True):
        if one.derived:
            continue
        if not one.field and cell:
            found.notes.append(f"第 {number} 行“{one.name or '没有列名的一列'}”没有导入：{_short(cell)}")
        elif cell and (said := _said(cell, one, above, number, found)):
            values.setdefault(one.field, []).append(said)
    if "item" not in values and above.get("item"):
        values["item"] = [above["item"]]
    for name in ("audience", "way"):
        if len(values.get(name, ())) > 1:
            both = "、".join(values[name])
            found.notes.append(f"第 {number} 行的{labels(CatalogueRow)[name]}打了两个勾：{both}，请只留一个")
    return {name: "、".join(dict.fromkeys(texts)) for name, texts in values.items()}


def _said(cell: str, one: Heading, above: Mapping[str, str], number: int, found: Imported) -> str:
    """What a cell says of its field."""
    if one.tick:
        return _ticked(cell, one, number, found)
    if cell in DITTO:
        old = above.get(one.field, "")
        told = "照上一行填写" if old else "上一行却是空的，没有填写"
        found.notes.append(f"第 {number} 行“{one.name}”写的是“{cell}”，{told}")
        return old
    if one.field == "channels" and any(mark in cell for mark in BOXED):
        boxes = chosen(cell.split("\n"))
        return "、".join(map(str, boxes)) if isinstance(boxes, tuple) else cell
    if one.field == "area" and cell in NO_AREA:
        return ""
    return cell


def _ticked(cell: str, one: Heading, number: int, found: Imported) -> str:
    """What a tick says; words instead of it say who is meant."""
    if cell in TICKS:
        return one.tick
    words = cell.strip("".join(TICKS - {"是"}) + " （()）\n")
    if cell in {"否", "×", "□", "—", "-", "/", "无"}:
        return ""
    if one.tick == SPECIAL and words:
        return f"{SPECIAL}：{words}"
    if words and words not in {one.tick, one.name}:
        found.notes.append(f"第 {number} 行“{one.name}”除了打勾还写了“{_short(words)}”，没有导入")
    return one.tick


def _number(found: Imported) -> None:
    """Give a number of its own to each row that has none, or that of another row."""
    used = {row["number"] for row in found.rows if row.get("number")}
    last = max((int(one) for one in used if one.isascii() and one.isdigit()), default=0)
    seen: set[str] = set()
    for row in found.rows:
        old = row.get("number", "")
        if not old or old in seen:
            last += 1
            row["number"] = str(last)
            name = "·".join(filter(None, (row.get("item", ""), row.get("part", ""))))
            why = f"序号 {old} 重复" if old else "没有序号"
            found.notes.append(f"“{_short(name)}”{why}，编为 {last}")
        seen.add(row["number"])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"  # noqa: PLR2004  # of a line of the terminal
