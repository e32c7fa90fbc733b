"""政府信息公开年报: the yearly report on disclosure, its tables as data."""

from collections.abc import Iterator
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import listed
from generator.kinds.figures import Cells
from generator.kinds.formats import format_of
from generator.kinds.outline import Format
from generator.model.content import Loc
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Discriminator, Field, Record, Tag, WithJsonSchema

_CELLS = {"type": "array", "items": {"type": ["integer", "number", "string"]}}

Figures = Annotated[tuple[str, ...], BeforeValidator(listed), WithJsonSchema(_CELLS)]
"""A row of a table: its cells as they are written, so that rules can say what is wrong with one."""


class Table(Record):
    """A table, or a part of one: rows by name. Which rows a report has, its form says (see ``formats``)."""

    blanks: ClassVar[bool] = True


class Disclosure(Table):
    """Table 2, 主动公开政府信息情况: the cells of each row in the order of the form's columns."""

    regulations: Figures | None = Field(default=None, title="规章")
    normative: Figures | None = Field(default=None, title="规范性文件")
    licences: Figures | None = Field(default=None, title="行政许可")
    services: Figures | None = Field(default=None, title="其他对外管理服务事项")
    """Reports for 2019 and 2020 only."""
    penalties: Figures | None = Field(default=None, title="行政处罚")
    coercion: Figures | None = Field(default=None, title="行政强制")
    fees: Figures | None = Field(default=None, title="行政事业性收费")
    procurement: Figures | None = Field(default=None, title="政府集中采购")
    """Reports for 2019 and 2020 only."""


class Refused(Table):
    """不予公开, by reason (条例 art. 14-16, 36 (7))."""

    secret: Figures | None = Field(default=None, title="属于国家秘密")
    forbidden: Figures | None = Field(default=None, title="其他法律行政法规禁止公开")
    safety: Figures | None = Field(default=None, title="危及三安全一稳定")
    third_party: Figures | None = Field(default=None, title="保护第三方合法权益")
    internal: Figures | None = Field(default=None, title="属于三类内部事务信息")
    process: Figures | None = Field(default=None, title="属于四类过程性信息")
    enforcement: Figures | None = Field(default=None, title="属于行政执法案卷")
    query: Figures | None = Field(default=None, title="属于行政查询事项")


class Unable(Table):
    """无法提供, by reason (条例 art. 30, 36 (4) (5), 38)."""

    not_held: Figures | None = Field(default=None, title="本机关不掌握相关政府信息")
    to_be_made: Figures | None = Field(default=None, title="没有现成信息需要另行制作")
    unclear: Figures | None = Field(default=None, title="补正后申请内容仍不明确")


class Unhandled(Table):
    """不予处理, by reason (条例 art. 35, 36 (6), 39)."""

    complaint: Figures | None = Field(default=None, title="信访举报投诉类申请")
    repeated: Figures | None = Field(default=None, title="重复申请")
    publication: Figures | None = Field(default=None, title="要求提供公开出版物")
    excessive: Figures | None = Field(default=None, title="无正当理由大量反复申请")
    confirmation: Figures | None = Field(default=None, title="要求行政机关确认或重新出具已获取信息")


class Others(Table):
    """其他处理, by reason; reports for 2019 and 2020 have one row for all of it."""

    uncorrected: Figures | None = Field(default=None, title="申请人逾期不补正")
    unpaid: Figures | None = Field(default=None, title="申请人逾期不缴费")
    rest: Figures | None = Field(default=None, title="其他")


def _split(given: object) -> str:
    return "一行" if isinstance(given, str | list | tuple) else "三行"


class Results(Table):
    """本年度办理结果."""

    granted: Figures | None = Field(default=None, title="予以公开")
    partly: Figures | None = Field(default=None, title="部分公开")
    refused: Refused | None = Field(default=None, title="不予公开")
    unable: Unable | None = Field(default=None, title="无法提供")
    unhandled: Unhandled | None = Field(default=None, title="不予处理")
    others: (
        Annotated[Annotated[Figures, Tag("一行")] | Annotated[Others, Tag("三行")], Discriminator(_split)] | None
    ) = Field(default=None, title="其他处理")
    """One row until 2020, three since."""
    total: Figures | None = Field(default=None, title="总计")


class Applications(Table):
    """Table 3, 收到和处理政府信息公开申请情况: seven cells in each row.

    自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计.
    """

    received: Figures | None = Field(default=None, title="新收")
    carried: Figures | None = Field(default=None, title="上年结转")
    results: Results | None = Field(default=None, title="办理结果")
    forwarded: Figures | None = Field(default=None, title="结转下年")


class Contested(Table):
    """Table 4, 行政复议、行政诉讼情况: five cells in each row.

    结果维持、结果纠正、其他结果、尚未审结、总计.
    """

    review: Figures | None = Field(default=None, title="行政复议")
    direct: Figures | None = Field(default=None, title="未经复议直接起诉")
    after_review: Figures | None = Field(default=None, title="复议后起诉")


class AnnualReport(Document):
    """政府信息公开年报: the yearly report on disclosure, due by 31 January (条例 art. 49)."""

    kind_id: ClassVar[str] = "annual-report"
    kind_label: ClassVar[str] = "政府信息公开年报"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.RESULT,)
    folder: ClassVar[str] = "annual-reports"
    column_type: ClassVar[str] = "信息公开年报"
    id_prefix: ClassVar[str | None] = ""
    years_behind: ClassVar[int] = 1
    yearly: ClassVar[str] = "政府信息公开工作年度报告"
    body_elsewhere: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("year", "published", "source")

    year: str = Field(title="报告年度", pattern=r"^(19|20)\d{2}$")
    disclosure: Disclosure | None = Field(default=None, title="主动公开情况")
    """Table 2; reports for 2018 and before have no tables."""
    applications: Applications | None = Field(default=None, title="申请办理情况")
    """Table 3."""
    cases: Contested | None = Field(default=None, title="复议诉讼情况")
    """Table 4."""

    @property
    def format(self) -> Format | None:
        """The statutory form of its year; ``None`` for years before there was one."""
        return format_of(int(self.year))

    @property
    def rows(self) -> dict[Loc, Cells]:
        """The rows that are filled in, by where they stand."""
        return {where: cells for name in TABLES for where, cells in _rows(getattr(self, name), (name,))}


TABLES = ("disclosure", "applications", "cases")
"""The fields that hold tables, in the order of the report's parts."""


def _rows(held: Record | Cells | None, where: Loc) -> Iterator[tuple[Loc, Cells]]:
    if isinstance(held, Record):
        for name in type(held).model_fields:
            yield from _rows(getattr(held, name), (*where, name))
    elif held is not None:
        yield where, held
