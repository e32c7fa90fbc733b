"""In which forms and by which channels policies were interpreted, and how much of the texts is the documents' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from generator.building.assessment.offices import of_page, ranked
from generator.building.assessment.releases import sets_of, texts_of
from generator.building.assessment.tables import per_cent
from generator.building.assessment.values import Case, Cell, Field, Indicator, Observation, Outcome, Section, Table
from generator.kinds.base import Document
from generator.kinds.carrying import channels, undone
from generator.kinds.citations import citations
from generator.kinds.policy import Form, Interpretation, Policy
from generator.model.site import Page
from generator.rules.interpretation import copied
from generator.rules.stages import read_with

PLAIN = ("文字",)
NOTHING = "期内没有发布解读。"


def forms(case: Case) -> Section:
    """In which forms the interpretations of the period speak."""
    texts = [page for page in case.site.having(Interpretation) if page.meta.published_on in case.period]
    sets = [(policy, some) for policy, one in sets_of(case) if (some := texts_of(policy, one, case))]
    mixed = Indicator(
        "forms",
        "多形式解读率",
        "2020年政务公开工作要点四（一）：多渠道多形式解读",
        "期内发布的文件中已有解读的",
        "至少一份解读用了文字以外的形式（图解、视频、问答、案例等）",
        tuple(_mixed(policy, some, case) for policy, some in sets),
    )
    names, limit = get_args(Form), case.site.config.sync.profile.copy_threshold
    counts: Mapping[str, int] = {name: sum(name in page.meta.forms for page in texts) for name in names}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, number, per_cent(number / len(texts))) for name, number in counts.items() if number
    )
    fields = (Field("form", "形式"), Field("count", "解读", "篇"), Field("share", "占全部解读", "%"))
    return Section(
        "forms",
        "解读形式",
        (
            f"期内发布解读 {len(texts)} 篇。一篇用几种形式的，每种各计一次，所以各行之和可以超过总数。",
            "渠道是页首“解读渠道”登记的，每篇都在政府网站。方案中没有做到的，是同一文件的各篇解读都没有用的形式和渠道。",
            f"与文件相同的文字，是正文、文字替代、演示步骤中最高的一处，解读几份文件的合起来算，满{limit:.0%}的检查时提示（sync-copy）。",
        ),
        (mixed,),
        tables=(
            Table("forms", "期内解读采用的形式", fields, rows, NOTHING),
            _by_office(texts, case),
            _by_text(texts, case),
        ),
    )


def _by_office(texts: Sequence[Page[Interpretation]], case: Case) -> Table:
    """What each 处室 published: how many, in which forms, how many with their document, with what in them."""
    fields = (
        Field("office", "责任处室"),
        Field("count", "解读", "篇"),
        Field("forms", "形式"),
        Field("channels", "渠道和篇数"),
        Field("undone", "方案中没有做到的", "项"),
        Field("same_day", "与文件同日发布", "篇"),
        Field("clauses", "引用条款", "条"),
        Field("measures", "惠企利民举措", "项"),
    )
    groups: dict[str, list[Page[Interpretation]]] = {}
    for page in texts:
        groups.setdefault(of_page(page, case.site), []).append(page)
    cited = citations(case.site)
    rows: list[tuple[Cell, ...]] = []
    for office in ranked(frozenset(groups), case.site):
        mine = groups[office]
        used = {form for page in mine for form in page.meta.forms}
        rows.append(
            (
                office,
                len(mine),
                "、".join(form for form in get_args(Form) if form in used),
                _counted(mine, case),
                sum(len(some) for page in mine for some in undone(page, case.site)),
                sum(_same_day(page, case) for page in mine),
                sum(len({(one.document, one.clause) for one in cited[page.id]}) for page in mine),
                sum(len(page.meta.measures) for page in mine),
            )
        )
    return Table("forms-offices", "各处室的解读", fields, tuple(rows), NOTHING)


def _counted(texts: Sequence[Page[Interpretation]], case: Case) -> str:
    """How many interpretations each channel carried, the most used first."""
    found = Counter(name for page in texts for name in channels(page.meta, case.site.as_of))
    return "、".join(f"{name} {number}" for name, number in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _by_text(texts: Sequence[Page[Interpretation]], case: Case) -> Table:
    """Each interpretation: its forms and channels, what its plan foresaw in vain, how much of it is the document's."""
    fields = (
        Field("title", "解读"),
        Field("forms", "形式"),
        Field("channels", "渠道"),
        Field("undone", "方案中没有做到的"),
        Field("copied", "与文件相同的文字", "%"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    shares = {text.id: copied(text, documents).share for text, documents in read_with(case.site)}
    rows: list[tuple[Cell, ...]] = [
        (
            page.meta.title,
            "、".join(page.meta.forms),
            "、".join(channels(page.meta, case.site.as_of)),
            "、".join(name for some in undone(page, case.site) for name in some),
            per_cent(shares.get(page.id)),
            of_page(page, case.site),
            page.path,
        )
        for page in sorted(texts, key=lambda page: (str(page.meta.published or ""), page.id))
    ]
    return Table("forms-texts", "各篇解读", fields, tuple(rows), NOTHING)


def _same_day(page: Page[Interpretation], case: Case) -> bool:
    """Tell whether it was published on the day of every document of this site that it interprets."""
    papers = [case.site.pages[name].meta for name in page.interprets if name in case.site.pages]
    days = {one.published_on for one in papers if isinstance(one, Document)}
    return bool(days) and days == {page.meta.published_on}


def _mixed(policy: Page[Policy], texts: Sequence[Page[Interpretation]], case: Case) -> Observation:
    used = dict.fromkeys(form for text in texts for form in text.meta.forms)
    outcome = Outcome.MET if set(used) - set(PLAIN) else Outcome.MISSED
    return Observation(of_page(policy, case.site), outcome, policy.meta.title, policy.path, "、".join(used))
