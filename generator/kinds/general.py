"""工作动态, and pages of any other sort."""

from datetime import date
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.training import Training
from generator.model.phase import Phase
from generator.model.schema import Field
from generator.model.site import Page, Site


class News(Document):
    """工作动态: news, notices, trainings."""

    kind_id: ClassVar[str] = "news"
    kind_label: ClassVar[str] = "工作动态"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.EXECUTION,)  # most news tell how the work goes
    folder: ClassVar[str] = "statutory/news"
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "source")

    training: Training | None = Field(default=None, title="培训情况")
    """Only where the page tells of a training or a campaign."""


class GeneralPage(Document):
    """一般页面: anything else."""

    kind_id: ClassVar[str] = "page"
    kind_label: ClassVar[str] = "一般页面"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)  # such a page tells of the organ itself
    column_type: ClassVar[str] = "概况信息"


def trainings(site: Site, first: date, last: date) -> tuple[Page[News], ...]:
    """The published pages that tell of trainings and campaigns begun in a period, both days included, oldest first."""
    found = [page for page in site.having(News) if page.meta.training and page.meta.training.held_in(first, last)]
    return tuple(sorted(found, key=lambda page: (page.meta.training.begun if page.meta.training else first, page.id)))
