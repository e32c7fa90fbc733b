"""What a statutory form of the annual report is made of: parts, tables, rows, columns, and sums (see ``formats``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from generator.model.content import Loc
from generator.model.values import Struct


class Measure(Enum):
    """What the figures of a column may be."""

    COUNT = "不小于0的整数"
    CHANGE = "整数，减少的写负数"
    AMOUNT = "不小于0的数，不带单位"
    """The form states the unit (万元)."""
    MONEY = "不小于0的数，可以带单位“元”或“万元”"
    """The form states no unit, so that reports write one into the cell."""


class Count(Enum):
    """What of the site's own 规范性文件 a figure of table 2 counts."""

    WRITTEN = "当年成文的规范性文件"
    PUBLISHED = "当年发布的规范性文件"
    PUBLIC = "截至当年12月31日已发布的规范性文件"
    REPEALED = "当年废止的规范性文件"
    IN_FORCE = "12月31日现行有效的规范性文件"


class Head(Struct, frozen=True):
    """A column of figures."""

    label: str
    measure: Measure = Measure.COUNT


class Row(Struct, frozen=True):
    """A row of figures: where they stand in the front matter, and what the form calls them."""

    where: Loc
    labels: tuple[str, ...]
    """From the outermost to the row's own: 三、本年度办理结果, （三）不予公开, 1.属于国家秘密."""
    heads: tuple[Head, ...]
    summed: bool = False
    """The last figure is the sum of the others."""
    counted: tuple[Count, ...] = ()
    """For each figure what the site itself knows of it; empty where it knows nothing."""
    listed: str = ""
    """The type of the 办事清单 whose items the first figure and the change in the second come to; empty for others."""

    @property
    def name(self) -> str:
        """The row's own label."""
        return self.labels[-1]


class Block(Struct, frozen=True):
    """A block of table 2: an item of 条例 art. 20, with columns of its own."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


class Line(Struct, frozen=True):
    """A row of table 3, or several under a common label."""

    key: str
    label: str
    lines: tuple[Line, ...] = ()


class Identity(Struct, frozen=True):
    """勾稽关系: in each column the figures of some rows add up to those of others."""

    left: tuple[Loc, ...]
    right: tuple[Loc, ...]
    said: tuple[str, str]
    """What the two sums are called."""
    at: Loc
    """The row on which it is reported that they differ."""


class Cases(Struct, frozen=True):
    """A row of table 4: cases of one sort by their outcome."""

    row: Row
    group: str
    """What stands above it: 行政复议, 行政诉讼."""


class Format(Struct, frozen=True):
    """The form of the reports of some years."""

    source: str
    """文号 of the notice that prescribes it."""
    first: int
    """The first report year; it holds until the next form's."""
    parts: tuple[tuple[str, ...], ...]
    """The six parts in order: each one's name in the form, then others that reports of those years use."""
    disclosure: tuple[Block, ...]
    """Table 2."""
    applications: tuple[Line, ...]
    """Table 3."""
    cases: tuple[Cases, ...]
    """Table 4."""
    fee_stated: bool
    """Part six says what was charged (信息处理费), even if it was nothing."""

    @property
    def outcomes(self) -> Line:
        """本年度办理结果, the part of table 3 whose rows add up to its last."""
        return next(line for line in self.applications if line.lines)

    @property
    def applied(self) -> tuple[Row, ...]:
        """The rows of table 3 that hold figures, in order."""
        return tuple(_rows(self.applications, ("applications",), ()))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all tables that hold figures, in order."""
        listed = (row for block in self.disclosure for row in block.rows)
        return (*listed, *self.applied, *(one.row for one in self.cases))

    @property
    def balance(self) -> Identity:
        """第一项加第二项之和，等于第三项加第四项之和, as the corner of table 3 says."""
        return Identity((RECEIVED, CARRIED), (TOTAL, FORWARDED), ("第一项加第二项", "第三项加第四项"), FORWARDED)

    @property
    def results(self) -> Identity:
        """（七）总计 is the sum of all outcomes."""
        inner = tuple(row.where for row in self.applied if row.where[:2] == TOTAL[:2] and row.where != TOTAL)
        return Identity((TOTAL,), inner, ("（七）总计", "各行相加"), TOTAL)


RECEIVED: Loc = ("applications", "received")
CARRIED: Loc = ("applications", "carried")
TOTAL: Loc = ("applications", "results", "total")
FORWARDED: Loc = ("applications", "forwarded")

CORNER = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"
"""What stands in the corner of table 3."""
APPLICANT = "申请人情况"
PERSON = "自然人"
ORGANISATIONS = "法人或其他组织"
ORGANISATION_CLASSES = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
SUM = "总计"
APPLICANTS = tuple(Head(label) for label in (PERSON, *ORGANISATION_CLASSES, SUM))
"""The columns of table 3."""
CASE_RESULTS = tuple(Head(label) for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", SUM))
"""The columns of each row of table 4."""
CONTENT = "信息内容"
"""What stands above the labels of table 2."""


def _rows(lines: Iterable[Line], above: Loc, labels: tuple[str, ...]) -> Iterator[Row]:
    for line in lines:
        where, named = (*above, line.key), (*labels, line.label)
        if line.lines:
            yield from _rows(line.lines, where, named)
        else:
            yield Row(where, named, APPLICANTS, summed=True)
