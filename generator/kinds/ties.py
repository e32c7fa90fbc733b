"""How pages refer to each other by name: one table, read both ways."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.base import Document, Enacted
from generator.kinds.catalogue import Catalogue
from generator.kinds.decision import Decision, DecisionCatalogue, Meeting
from generator.kinds.participation import Consultation, OpenDay
from generator.kinds.plan import Staged
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.kinds.project import Project, ProjectUpdate
from generator.kinds.response import Response
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ServiceList
from generator.model.content import Loc
from generator.model.schema import Record
from generator.model.values import Struct


class Tie(Struct, frozen=True):
    """A front matter field that names other pages, and what the tie is called from either end."""

    field: str
    """Name of the field, which holds an id or a 发文字号, or a list of them."""
    source: type[Record]
    forward: str
    """Attribute of ``Page`` on the side that names."""
    backward: str
    """Attribute of ``Page`` on the side that is named."""
    target: type[Record]
    outside: bool = False
    """A 发文字号 that is not on this site is not an error: the document may be another organ's."""
    judged: bool = True
    """A name that leads nowhere is reported by the assembler (else a rule of its own does)."""
    inner: str = ""
    """Where the field holds a list of records: the field of each of these that names pages."""

    def stated(self, meta: object) -> Iterator[tuple[Loc, str]]:
        """The names that a document states, each with where it stands."""
        value = getattr(meta, self.field)
        if isinstance(value, str):
            yield (self.field,), value
        elif self.inner:
            for number, record in enumerate(value):
                named = getattr(record, self.inner)
                for place, name in enumerate((named,) if isinstance(named, str) else named):
                    at = () if isinstance(named, str) else (place,)
                    yield (self.field, number, self.inner, *at), name
        else:
            yield from (((self.field, place), name) for place, name in enumerate(value))


TIES = (
    Tie("interprets", Interpretation, "interprets", "interpreted_by", Enacted, judged=False),
    Tie("implements", ImplementingRules, "implements", "implemented_by", Policy),
    Tie("replaces", Enacted, "replaces", "replaced_by", Enacted, outside=True),
    Tie("amends", Enacted, "amends", "amended_by", Enacted, outside=True),
    Tie("project", ProjectUpdate, "parents", "children", Project),
    Tie("previous", ServiceList, "earlier", "later", ServiceList),
    Tie("previous", Catalogue, "earlier", "later", Catalogue),
    Tie("stages", Staged, "parts", "part_of", Document, inner="pages"),
    Tie("rows", DecisionCatalogue, "parts", "part_of", Decision, inner="decision"),
    Tie("result", Decision, "parts", "part_of", Document, outside=True),
    Tie("measures", Interpretation, "parts", "part_of", ServiceGuide, inner="guide"),
    Tie("decisions", Meeting, "parents", "children", Document),
    Tie("policies", Response, "parents", "children", Enacted, outside=True),
    Tie("result", Consultation, "children", "parents", Document),
    Tie("recap", OpenDay, "children", "parents", Document),
)
