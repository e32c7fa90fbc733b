"""专题: what belongs together although it stands in many columns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.duties import answering, called
from generator.kinds.fields import Day
from generator.kinds.plan import PlanStage, Staged
from generator.model.config import TopicQuery
from generator.model.phase import Phase
from generator.model.schema import Field
from generator.model.site import Page, Site


class Topic(Staged):
    """专题: a page that gathers what other columns publish on one subject, as the configuration says."""

    kind_id: ClassVar[str] = "topic"
    kind_label: ClassVar[str] = "专题"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.EXECUTION,)  # topics follow the year's main tasks
    folder: ClassVar[str] = "statutory/topics"
    id_prefix: ClassVar[str | None] = "special-"
    """Addresses that begin with ``topic-`` are those of lists by 主题分类."""
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "archived", "owner")
    foretold: ClassVar[tuple[str, ...]] = ("archived",)

    topic: str = Field(default="", title="专题设置")
    """Id of its settings in ``[[topics]]``; the page's own id when left out."""
    archived: Day | None = Field(default=None, title="归档日期")
    """From this day on nothing is added: the page says so, and nobody expects anything new."""
    stages: tuple[PlanStage, ...] = Field(default=(), title="进程")
    """How what it is about comes about, where that goes by stages, as the making of a law does."""

    def takes(self, page: Page[Document]) -> bool:
        """Whether a page came in time to be gathered: not after the topic was archived."""
        return self.archived is None or page.meta.published_on is None or page.meta.published_on < self.archived


def gathered(topic: Page[Topic], site: Site) -> tuple[tuple[str, tuple[Page[Document], ...]], ...]:
    """What a topic gathers: the name of each section, and its published pages, newest first.

    A page stands in the first section that asks for it; what came after the topic was archived stands in none.
    """
    found = [(name, tuple(page for page in pages if topic.meta.takes(page))) for name, pages in _wanted(topic, site)]
    return tuple(found)


def belated(topic: Page[Topic], site: Site) -> tuple[Page[Document], ...]:
    """What a topic would gather had it not been archived before."""
    return tuple(page for _, pages in _wanted(topic, site) for page in pages if not topic.meta.takes(page))


def _wanted(topic: Page[Topic], site: Site) -> tuple[tuple[str, tuple[Page[Document], ...]], ...]:
    """What the sections of a topic ask for, whenever it came."""
    wanted = next((one for one in site.config.topics if one.id == (topic.meta.topic or topic.id)), None)
    found: list[tuple[str, tuple[Page[Document], ...]]] = []
    taken = {topic.id}
    for section in wanted.sections if wanted else ():
        pages = [page for page in site.having(Document) if page.id not in taken and asked(page, section, site)]
        taken.update(page.id for page in pages)
        found.append((section.name, tuple(sorted(sorted(pages, key=_name), key=_day, reverse=True))))
    return tuple(found)


def asked(page: Page[Document], query: TopicQuery, site: Site) -> bool:
    """Tell whether a page is what a section asks for: something of each list that the query has."""
    if isinstance(page.meta, Topic):
        return False
    return all(not wanted or not frozenset(wanted).isdisjoint(told()) for wanted, told in _criteria(page, query, site))


def _criteria(
    page: Page[Document], query: TopicQuery, site: Site
) -> Iterator[tuple[Iterable[str], Callable[[], Iterable[str]]]]:
    meta = page.meta
    yield query.tags, lambda: meta.tags
    yield query.kinds, lambda: (meta.kind_id,)
    yield query.columns, lambda: (page.column,)
    yield query.years, lambda: (f"{meta.published:%Y}",) if meta.published else ()
    yield [called(one, site) for one in query.owners], lambda: answering(page, site)


def _name(page: Page[Document]) -> str:
    return page.id


def _day(page: Page[Document]) -> date:
    return page.meta.published_on or date.min
