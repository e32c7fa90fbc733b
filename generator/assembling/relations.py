"""Who refers to whom: names become ids, and every tie is known from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.assembling.placing import Placed
from generator.kinds.base import Titled
from generator.kinds.ties import TIES, Tie
from generator.model.diagnostics import Diagnostic, Severity
from generator.text.chinese import suggest
from generator.text.official import number_fault, parse_number

Ties = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Id → attribute of ``Page`` → ids."""


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


def relate(placed: Sequence[Placed], known: Mapping[str, str]) -> tuple[Ties, tuple[Diagnostic, ...]]:
    """Resolve every tie of the table; report names that lead nowhere or to the wrong kind of page."""
    ties: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    problems: list[Diagnostic] = []
    pages = {one.id: one for one in placed}
    for one in placed:
        for tie in TIES:
            if not isinstance(one.meta, tie.source):
                continue
            for where, name in named(one, tie):
                target = known.get(name)
                problems.extend(_faults(one, tie, where, name, target=pages.get(target or ""), known=known))
                if target and target != one.id and isinstance(pages[target].meta, tie.target):
                    _add(ties[one.id][tie.forward], target)
                    _add(ties[target][tie.backward], one.id)
    return {
        page: {name: tuple(sorted(ids) if name == tie_backward(name) else ids) for name, ids in attributes.items()}
        for page, attributes in ties.items()
    }, tuple(problems)


def tie_backward(name: str) -> str:
    """The name itself when it is a tie's far end; such lists have no order of their own and are sorted."""
    return next((tie.backward for tie in TIES if tie.backward == name), "")


def named(one: Placed, tie: Tie) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each name in a tie's field, with where it stands."""
    value = getattr(one.meta, tie.field)
    if isinstance(value, str):
        yield (tie.field,), value
    else:
        yield from (((tie.field, n), name) for n, name in enumerate(value))


def _add(to: list[str], page_id: str) -> None:
    if page_id not in to:
        to.append(page_id)


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
