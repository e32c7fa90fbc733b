"""责任分工: every column and every art. 20 item has a 处室 that answers for it, and the 处室 exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.kinds.duties import called, departments, divided, names_column, owners, responsible, structure
from generator.kinds.statutory import ITEMS, Organisation
from generator.model.content import Loc
from generator.model.diagnostics import Severity, Span
from generator.model.site import Site
from generator.rules.catalogue import newest_rows
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.text.chinese import suggest
from generator.text.patterns import lazily

SINCE = date(2020, 4, 19)
"""2020年政务公开工作要点 of this day asks each 处室 to name who answers for disclosure."""
ALL = lazily("(?:机关)?(?:各|有关|相关)")
"""How the name of no 处室 in particular begins."""


@rule(
    "owner-missing",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="《2020年上海市商务委员会政务公开工作要点》六（一）",
    since=SINCE,
    judged=Judged.TODAY,
)
def nobody_answers(site: Site) -> Findings:
    """栏目或者法定事项没有责任处室，或者写的处室不在机构概况的内设机构中。

    每个栏目、每个法定事项都要有处室负责，内容过期、出错才找得到人；机构调整后，已经撤并的处室也就没有人负责了。

    栏目的责任处室写在 site_config.toml 中该栏目的 owner，或者由 [[duties]]（责任分工）的 columns 列出，
    两处都写的应当一致。法定事项由 [[duties]] 的 items 列出；没有列出的，看承担该事项的栏目和页面的责任处室。
    处室的名称以“机构概况”页首的“内设机构”为准，几个处室之间用顿号，标准目录各行的责任处室也一样；机构概况没有列出内设机构的，无法核对，报告为“无法判定”。
    """
    for number, column in enumerate(site.config.columns):
        if not departments(column, site):
            yield flaw(
                site.setting("columns", number, "name"),
                f"栏目“{column.name}”没有责任处室",
                "给栏目写 owner，或在 [[duties]] 的 columns 中列出",
            )
    for code, names in site.once(responsible).items():
        if not names:
            yield flaw(
                site.setting("duties") if site.config.duties else site.setting("columns"),
                f"法定事项 {code}（{ITEMS[code]}）没有责任处室",
                "在 [[duties]] 的 items 中列出，或给承担它的页面写“责任处室”",
            )
    yield from _contradictions(site)
    yield from _strangers(site)


def _contradictions(site: Site) -> Findings:
    """Duties that name what is not there, and columns whose two statements differ."""
    columns = {name for one in site.config.columns for name in (one.folder, one.name)}
    for number, duty in enumerate(site.config.duties):
        for field, label, given, known in (
            ("columns", "栏目", duty.columns, columns),
            ("items", "条例事项", duty.items, ITEMS.keys()),
        ):
            for place, name in enumerate(given):
                if name not in known:
                    near = suggest(name, known)
                    yield flaw(
                        site.setting("duties", number, field, place),
                        f"“{duty.department}”的责任分工中有{label}“{name}”，没有这个{label}",
                        f"是否应为 {near}？" if near else "",
                    )
    for number, column in enumerate(site.config.columns):
        named = [called(one.department, site) for one in site.config.duties if names_column(one, column)]
        own = divided(column.owner, site)
        if named and own and not set(own) & set(named):
            yield flaw(
                site.setting("columns", number, "owner"),
                f"栏目“{column.name}”的责任处室是“{column.owner}”，责任分工中却是{'、'.join(named)}",
                "两处改成一致",
            )


def _strangers(site: Site) -> Findings:
    """处室 that 机构概况 does not know: each place in the configuration, each name once for all pages that have it."""
    known = structure(site)
    said: list[tuple[str, Span]] = [(name, site.setting(*where)) for name, where in _configured(site)]
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for name, page in owners(site):
        pages[name].append(page)
    said += [(name, site.pages[ids[0]].at("owner")) for name, ids in pages.items()]
    said += _listed(site)
    if not known and said:
        described = next(iter(site.having(Organisation)), None)
        span = described.at("departments") if described else site.setting("columns")
        yield unknown(span, "机构概况没有列出内设机构，无法核对责任处室", "在“机构概况”的页首填写“内设机构”")
        return
    for name, span in said:
        if name not in known:
            near = suggest(name, known)
            many = f"（共 {len(pages[name])} 页）" if len(pages[name]) > 1 and span.path.endswith(".md") else ""
            yield flaw(
                span,
                f"责任处室“{name}”不在机构概况的内设机构中{many}",
                f"是否应为 {near}？" if near else f"内设机构有：{'、'.join(sorted(known))}",
            )


def _listed(site: Site) -> Iterator[tuple[str, Span]]:
    """Each 处室 that rows of the newest 标准目录 name, once, and where; 各处室 is none of them."""
    found: dict[str, Span] = {}
    for row in newest_rows(site):
        for name in divided(row.record.owner, site) if row.record.owner else ():
            if not ALL.match(name):
                found.setdefault(name, row.at("owner"))
    yield from found.items()


def _configured(site: Site) -> Iterator[tuple[str, Loc]]:
    """Each 处室 that the configuration names, and where."""
    for number, column in enumerate(site.config.columns):
        for name in divided(column.owner, site):
            yield name, ("columns", number, "owner")
    for number, duty in enumerate(site.config.duties):
        yield called(duty.department, site), ("duties", number, "department")
    for number, topic in enumerate(site.config.topics):
        for place, section in enumerate(topic.sections):
            for nth, name in enumerate(section.owners):
                yield called(name, site), ("topics", number, "sections", place, "owners", nth)
