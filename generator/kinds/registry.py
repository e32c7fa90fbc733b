"""The list of all kinds, and how a name becomes one of them."""

from __future__ import annotations

from typing import Any

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document, Filed
from generator.kinds.catalogue import Catalogue
from generator.kinds.channel import MediaAccounts, Places
from generator.kinds.compiled import AttributeRegister, ConversionList, DutyMap, MeasureList
from generator.kinds.decision import Decision, DecisionCatalogue, Meeting
from generator.kinds.general import GeneralPage, News
from generator.kinds.guide import Guide, Regulation, RequestGuide
from generator.kinds.participation import Consultation, Interaction, Message, OpenDay
from generator.kinds.plan import PlanDossier
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.kinds.project import Project, ProjectUpdate
from generator.kinds.request import Request
from generator.kinds.response import Response
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ServiceList
from generator.kinds.statutory import Organisation, StatutoryItem
from generator.kinds.topic import Topic
from generator.kinds.website import SiteReport
from generator.model.schema import described

KINDS: dict[str, type[Document]] = {
    kind.kind_id: kind
    for kind in (
        Guide,
        RequestGuide,
        Regulation,
        Policy,
        ImplementingRules,
        Interpretation,
        Project,
        ProjectUpdate,
        Organisation,
        StatutoryItem,
        ServiceGuide,
        ServiceList,
        Catalogue,
        DecisionCatalogue,
        Decision,
        Meeting,
        Interaction,
        Response,
        Consultation,
        Message,
        OpenDay,
        PlanDossier,
        Topic,
        AttributeRegister,
        ConversionList,
        DutyMap,
        MediaAccounts,
        Places,
        MeasureList,
        SiteReport,
        AnnualReport,
        News,
        GeneralPage,
    )
}
"""Every kind of page by its English id, in the order of the reference."""

FILED: dict[str, type[Filed]] = {**KINDS, Request.kind_id: Request}
"""Whatever a file can be: a page of some kind, or a record that is never published."""

NAMES: dict[str, str] = {kind.kind_label: name for name, kind in KINDS.items()} | {name: name for name in KINDS}
"""Every spelling that ``kind:`` accepts, and the id that it means."""

FILED_NAMES: dict[str, str] = {**NAMES, Request.kind_label: Request.kind_id, Request.kind_id: Request.kind_id}
"""Every spelling of whatever a file can be, and the id that it means."""


def schema(kind: str) -> dict[str, Any]:
    """Describe a kind's front matter as JSON Schema, both English and Chinese keys admitted.

    Raises:
        KeyError: there is no such kind.
    """
    found = described(FILED[kind])
    chinese = {
        entry["title"]: entry | {"description": f"同 {name}。{entry.get('description', '')}"}
        for name, entry in found["properties"].items()
    }
    required = found.pop("required", [])
    both = [{"anyOf": [{"required": [name]}, {"required": [found["properties"][name]["title"]]}]} for name in required]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": FILED[kind].kind_label,
        "properties": found["properties"] | chinese,
        "allOf": both,
    }
