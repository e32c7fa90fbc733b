"""政府信息公开年报, 工作动态, and pages of any other sort."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import Document
from generator.model.schema import Field


class AnnualReport(Document):
    """政府信息公开年报: the yearly report on disclosure, due by 31 January (条例 art. 49)."""

    kind_id: ClassVar[str] = "annual-report"
    kind_label: ClassVar[str] = "政府信息公开年报"
    folder: ClassVar[str] = "annual-reports"
    column_type: ClassVar[str] = "信息公开年报"
    years_behind: ClassVar[int] = 1
    shown: ClassVar[tuple[str, ...]] = ("year", "published", "source")

    year: str = Field(title="报告年度", pattern=r"^(19|20)\d{2}$")


class News(Document):
    """工作动态: news, notices, trainings."""

    kind_id: ClassVar[str] = "news"
    kind_label: ClassVar[str] = "工作动态"
    folder: ClassVar[str] = "statutory/news"
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "source")


class GeneralPage(Document):
    """一般页面: anything else."""

    kind_id: ClassVar[str] = "page"
    kind_label: ClassVar[str] = "一般页面"
    column_type: ClassVar[str] = "概况信息"
