"""Where a thing stands on the day of the build, in a word beside its title: in lists, on its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from generator.kinds.base import Document
from generator.kinds.decision import Decision, Stage, deciding
from generator.kinds.participation import (
    Asking,
    Consultation,
    Hearing,
    Message,
    OpenDay,
    Opening,
    asking,
    hearing,
    opening,
)
from generator.kinds.plan import PlanDossier, Progress
from generator.kinds.project import WHOLE, Project, courses
from generator.kinds.topic import Topic
from generator.model.site import Page, Site, Validity

TONES = {
    Validity.IN_FORCE: "in-force",
    Validity.PENDING: "pending",
    Validity.AMENDED: "amended",
    Validity.EXPIRED: "expired",
    Validity.REPEALED: "repealed",
}
"""ASCII names of 有效性, for style classes, icons and addresses."""


class State(NamedTuple):
    """A word, and its tone (see ``TONES``)."""

    word: str
    tone: str


Stating: TypeAlias = Callable[[Page[Any], Site], State | None]


def state(page: Page[Document], site: Site) -> State | None:
    """The state of a page; ``None`` for what has none, or is plainly in force."""
    if page.validity is not None:
        marked = page.validity is not Validity.IN_FORCE
        return State(page.validity.value, TONES[page.validity]) if marked else None
    tell = _stating(type(page.meta))
    return tell(page, site) if tell else None


def _project(page: Page[Project], site: Site) -> State:
    course = courses(site)[page.id]
    done = all(share is not None and share >= WHOLE for share in course.reached)
    return State(course.state(site.as_of), "in-force" if done else "pending")


def _topic(page: Page[Topic], site: Site) -> State | None:
    return State("已归档", "expired") if page.meta.archived and page.meta.archived <= site.as_of else None


def _plan(page: Page[PlanDossier], site: Site) -> State:
    done = all(one.state(site.as_of) is Progress.DONE for one in page.meta.stages)
    return State(page.meta.state(site.as_of), "in-force" if done else "pending")


def _decision(page: Page[Decision], site: Site) -> State:
    stage = deciding(page, site)
    return State(str(stage), DECIDING.get(stage, "pending"))


DECIDING = {
    Stage.OPEN: "amended",
    Stage.DECIDED: "in-force",
    Stage.EVALUATED: "in-force",
    Stage.REMOVED: "expired",
}
"""The tones of the stages of a decision that are not merely on the way."""


ON_THE_WAY = {
    Hearing.COMING: "pending",
    Hearing.OPEN: "amended",
    Hearing.CLOSED: "pending",
    Hearing.ANSWERED: "in-force",
    Asking.WAITING: "pending",
    Asking.ANSWERED: "in-force",
    Opening.COMING: "amended",
    Opening.FULL: "pending",
    Opening.HELD: "pending",
    Opening.REVIEWED: "in-force",
}
"""The tones of what the public takes part in: done, open to all, or to come."""


def _hearing(page: Page[Consultation], site: Site) -> State:
    return _told(hearing(page, site))


def _asking(page: Page[Message], site: Site) -> State:
    return _told(asking(page, site))


def _opening(page: Page[OpenDay], site: Site) -> State:
    return _told(opening(page, site))


def _told(stage: Hearing | Asking | Opening) -> State:
    return State(str(stage), ON_THE_WAY[stage])


STATES: tuple[tuple[type[Document], Stating], ...] = (
    (Project, _project),
    (Topic, _topic),
    (PlanDossier, _plan),
    (Decision, _decision),
    (Consultation, _hearing),
    (Message, _asking),
    (OpenDay, _opening),
)
"""The kinds whose pages stand somewhere."""


@cache
def _stating(kind: type[Document]) -> Stating | None:
    return next((tell for model, tell in STATES if issubclass(kind, model)), None)
