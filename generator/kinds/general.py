"""工作动态, and pages of any other sort."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import Document


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
