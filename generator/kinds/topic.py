"""专题 and 规划编制: what belongs together although it stands in many columns, and how a plan comes about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Day, Words
from generator.model.config import TopicQuery
from generator.model.schema import Field, Record
from generator.model.site import Page, Site


class Topic(Document):
    """专题: a page that gathers what other columns publish on one subject, as the configuration says."""

    kind_id: ClassVar[str] = "topic"
    kind_label: ClassVar[str] = "专题"
    folder: ClassVar[str] = "statutory/topics"
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "archived", "owner")

    topic: str = Field(default="", title="专题设置")
    """Id of its settings in ``[[topics]]``; the page's own id when left out."""
    archived: Day | None = Field(default=None, title="归档日期")
    """From this day on nothing is added: the page says so, and nobody expects anything new."""


class PlanStage(Record):
    """规划编制的一个阶段: from a day to a day, with the pages that show it."""

    name: str = Field(title="阶段", min_length=2)
    begins: Day | None = Field(default=None, title="开始日期")
    ends: Day | None = Field(default=None, title="完成日期")
    note: str = Field(default="", title="说明")
    pages: Words = Field(default=(), title="相关页面")
    """Ids or 发文字号 of the pages that belong to it."""

    def state(self, as_of: date) -> str:
        """未开始, 进行中 or 已完成, as of a day."""
        if self.ends and self.ends <= as_of:
            return "已完成"
        return "进行中" if self.begins and self.begins <= as_of else "未开始"


class PlanDossier(Document):
    """规划编制: how a plan comes about in the open: basics, studies, suggestions, draft, adoption, final text."""

    kind_id: ClassVar[str] = "plan"
    kind_label: ClassVar[str] = "规划编制"
    folder: ClassVar[str] = "statutory/plans"
    column_type: ClassVar[str] = "信息公开目录"
    shown: ClassVar[tuple[str, ...]] = ("period", "published", "updated", "source", "owner")

    period: str = Field(default="", title="规划期")
    stages: tuple[PlanStage, ...] = Field(title="编制阶段", min_length=1)

    def state(self, as_of: date) -> str:
        """Where it stands as of a day: the stage that is under way, else the last that is done."""
        states = [(one.name, one.state(as_of)) for one in self.stages]
        under_way = [name for name, state in states if state == "进行中"]
        done = [name for name, state in states if state == "已完成"]
        if under_way:
            return f"{under_way[-1]}中"
        return f"{done[-1]}已完成" if done else "尚未开始"


def gathered(topic: Page[Topic], site: Site) -> tuple[tuple[str, tuple[Page[Document], ...]], ...]:
    """What a topic gathers: the name of each section, and its published pages, newest first.

    A page stands in the first section that asks for it.
    """
    wanted = next((one for one in site.config.topics if one.id == (topic.meta.topic or topic.id)), None)
    found: list[tuple[str, tuple[Page[Document], ...]]] = []
    taken = {topic.id}
    for section in wanted.sections if wanted else ():
        pages = [page for page in site.having(Document) if page.id not in taken and asked(page, section)]
        taken.update(page.id for page in pages)
        found.append((section.name, tuple(sorted(sorted(pages, key=_name), key=_day, reverse=True))))
    return tuple(found)


def asked(page: Page[Document], query: TopicQuery) -> bool:
    """Tell whether a page is what a section asks for: something of each list that the query has."""
    if isinstance(page.meta, Topic):
        return False
    return all(not wanted or not frozenset(wanted).isdisjoint(told(page)) for wanted, told in _criteria(query))


def _criteria(query: TopicQuery) -> Iterator[tuple[tuple[str, ...], Callable[[Page[Document]], tuple[str, ...]]]]:
    yield query.tags, lambda page: page.meta.tags
    yield query.kinds, lambda page: (page.meta.kind_id,)
    yield query.owners, lambda page: (page.meta.owner,)
    yield query.columns, lambda page: (page.column,)
    yield query.years, lambda page: (f"{page.meta.published:%Y}",) if page.meta.published else ()


def _name(page: Page[Document]) -> str:
    return page.id


def _day(page: Page[Document]) -> date:
    return page.meta.published_on or date.min


STATES: Mapping[str, str] = {"未开始": "pending", "进行中": "amended", "已完成": "in-force"}
"""Tones of a stage's states."""
