"""Who refers to whom: names become ids, and every tie is known from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from generator.assembling.placing import Placed
from generator.kinds.base import Document, Titled
from generator.kinds.ties import TIES, Tie
from generator.model.diagnostics import Diagnostic, Severity
from generator.text.chinese import suggest
from generator.text.official import number_fault, parse_number

Ties = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Id → attribute of ``Page`` → ids."""

BACKWARD = frozenset(tie.backward for tie in TIES)
"""The far ends; such lists have no order of their own and are sorted."""


def names(placed: Sequence[Placed]) -> dict[str, str]:
    """Map every id and 发文字号 to an id; where two files share a number, the first by id has it.

    A number with a fault that has one sure cure is known by its cured form too: the fault is reported once, not again
    by everything that refers to the document.
    """
    numbers = {one.meta.doc_number: one.id for one in reversed(placed) if isinstance(one.meta, Titled)}
    cured = {fault.fix: one for number, one in numbers.items() if (fault := number_fault(number)) and fault.fix}
    known = cured | numbers | {one.id: one.id for one in placed}
    known.pop("", None)
    return known


def relate(
    placed: Sequence[Placed], known: Mapping[str, str], unread: Iterable[str] = ()
) -> tuple[Ties, tuple[Diagnostic, ...]]:
    """Resolve every tie of the table; report names that lead nowhere or to the wrong kind of page.

    ``unread`` are the paths of pages that could not be understood: that is reported there, and once.
    """
    there = {path.rpartition("/")[2].removesuffix(".md") for path in unread}
    ties: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    problems: list[Diagnostic] = []
    pages = {one.id: one for one in placed}
    for one in placed:
        for tie in _ties(type(one.meta)):
            for where, name in tie.stated(one.meta):
                target = pages.get(known.get(name, ""))
                if target and target is not one and isinstance(target.meta, tie.target):
                    ties[one.id][tie.forward][target.id] = None
                    ties[target.id][tie.backward][one.id] = None
                elif target or name not in there:
                    problems.extend(_faults(one, tie, where, name, target=target, known=known))
    return {
        page: {name: tuple(sorted(ids) if name in BACKWARD else ids) for name, ids in attributes.items()}
        for page, attributes in ties.items()
    }, tuple(problems)


@cache
def _ties(model: type[Document]) -> tuple[Tie, ...]:
    """The ties that a kind can have."""
    return tuple(tie for tie in TIES if issubclass(model, tie.source))


def _faults(  # noqa: PLR0913  # one call site; a record would only rename the six
    one: Placed,
    tie: Tie,
    where: tuple[str | int, ...],
    name: str,
    *,
    target: Placed | None,
    known: Mapping[str, str],
) -> Iterator[Diagnostic]:
    label = type(one.meta).model_fields[tie.field].title
    if target is None:
        if not tie.judged or not name or (tie.outside and parse_number(name)):
            return
        near = suggest(name, known)
        hint = f"是否应为 {near}？" if near else "写对方的页面编号或发文字号"
        message = f"{label}“{name}”不是本栏目中的页面编号或发文字号"
        yield Diagnostic("relation-unknown", Severity.ERROR, one.parsed.at(*where), message, hint)
    elif target.id == one.id:
        yield Diagnostic("relation-kind", Severity.ERROR, one.parsed.at(*where), f"{label}指向页面自身")
    elif not isinstance(target.meta, tie.target):
        message = f"{label}“{name}”是{target.meta.kind_label}，不能用在这里"
        yield Diagnostic("relation-kind", Severity.ERROR, one.parsed.at(*where), message, f"文件 {target.parsed.path}")
