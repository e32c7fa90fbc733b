"""What only pages of one kind show: contacts, leaders, progress, revisions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document
from generator.kinds.catalogue import Catalogue
from generator.kinds.channel import MediaAccounts, Places
from generator.kinds.compiled import AttributeRegister, ConversionList, DutyMap, MeasureList
from generator.kinds.decision import Decision, DecisionCatalogue, Meeting
from generator.kinds.general import News
from generator.kinds.guide import Guide, Regulation, RequestGuide
from generator.kinds.participation import Consultation, Interaction, Message, OpenDay
from generator.kinds.plan import PlanDossier
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.kinds.project import Project, ProjectUpdate
from generator.kinds.response import Response
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ServiceList
from generator.kinds.statutory import Organisation, StatutoryItem
from generator.kinds.topic import Topic
from generator.kinds.website import SiteReport
from generator.model.site import Page
from generator.rendering.annual import annual_report
from generator.rendering.applying import contact, guide, request_guide
from generator.rendering.attributes import attribute_register
from generator.rendering.catalogue import catalogue
from generator.rendering.channels import media_accounts, places
from generator.rendering.decisions import decision, decision_catalogue, meeting
from generator.rendering.explaining import explanations, measure_list
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.participation import consultation, interaction, message, open_day, response
from generator.rendering.progress import project, project_update
from generator.rendering.service_lists import service_list
from generator.rendering.services import service_guide
from generator.rendering.standing import conversion_list, duty_map
from generator.rendering.telling import interpretation
from generator.rendering.topics import plan, topic
from generator.rendering.training import news
from generator.rendering.website import site_report
from generator.rendering.words import lines

Part: TypeAlias = Callable[[Page[Any], Lookup], Plain]


def parts(page: Page[Document], lookup: Lookup) -> Plain:
    """What a page's kind adds to its context; empty for kinds that add nothing."""
    make = _part(type(page.meta))
    return make(page, lookup) if make else {}


@cache
def _part(kind: type[Document]) -> Part | None:
    return next((make for model, make in PARTS if issubclass(kind, model)), None)


def organisation(page: Page[Organisation], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """机构概况: functions, departments, leaders (条例 art. 20 (2))."""
    meta = page.meta
    return {
        "contact": contact(meta),
        "functions": lines(meta.functions),
        "departments": list(meta.departments),
        "leaders": [{"name": one.name, "post": one.post, "duties": one.duties} for one in meta.leaders],
    }


def statutory_item(page: Page[StatutoryItem], lookup: Lookup) -> Plain:
    """法定主动公开事项: where it is published, or why there is none."""
    meta = page.meta
    target = lookup.lead(meta.link, page) if meta.link else ""
    return {"link": lookup.link(meta.title, target) if target else None, "absent": meta.absent}


def regulation(page: Page[Regulation], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """政府信息公开制度: its rank, the note under its title (题注), and its history (修订沿革)."""
    meta = page.meta
    return {
        "level": meta.level,
        "heading_note": list(meta.heading_note()),
        "revisions": [
            {"date": one.date.isoformat(), "number": one.number, "action": one.action, "note": one.note}
            for one in meta.revisions
        ],
    }


PARTS: tuple[tuple[type[Document], Part], ...] = (
    (Guide, guide),
    (RequestGuide, request_guide),
    (Organisation, organisation),
    (Policy, explanations),
    (ImplementingRules, explanations),
    (Interpretation, interpretation),
    (Project, project),
    (ProjectUpdate, project_update),
    (StatutoryItem, statutory_item),
    (Catalogue, catalogue),
    (Regulation, regulation),
    (AnnualReport, annual_report),
    (ServiceGuide, service_guide),
    (ServiceList, service_list),
    (Topic, topic),
    (DecisionCatalogue, decision_catalogue),
    (Decision, decision),
    (Meeting, meeting),
    (Interaction, interaction),
    (Response, response),
    (Consultation, consultation),
    (Message, message),
    (OpenDay, open_day),
    (PlanDossier, plan),
    (AttributeRegister, attribute_register),
    (ConversionList, conversion_list),
    (DutyMap, duty_map),
    (MediaAccounts, media_accounts),
    (Places, places),
    (MeasureList, measure_list),
    (SiteReport, site_report),
    (News, news),
)
"""The kinds that add something; a kind that is not here shows what all pages show."""
