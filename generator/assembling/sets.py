"""Release sets (成套发布): a document, its implementing rules and its interpretations (三同步)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from generator.assembling.placing import Placed
from generator.assembling.relations import Ties
from generator.kinds.policy import Policy
from generator.model.config import Profile, Sync
from generator.model.site import ReleaseSet, Withheld


def release_sets(
    placed: Mapping[str, Placed], ties: Ties, reasons: Mapping[str, Withheld | None], sync: Sync, as_of: date
) -> dict[str, ReleaseSet]:
    """Form one set for each policy that is due; members that are kept back themselves do not count, they wait."""
    waived = {waiver.policy for waiver in sync.waivers if waiver.expires >= as_of}
    found: dict[str, ReleaseSet] = {}
    for page_id, one in placed.items():
        if not isinstance(one.meta, Policy) or reasons[page_id] is not None:
            continue
        rules = _tied(ties, page_id, "implemented_by")
        own = _tied(ties, page_id, "interpreted_by")
        texts = dict.fromkeys((*own, *(text for document in rules for text in _tied(ties, document, "interpreted_by"))))
        due = frozenset([member for member in (*rules, *texts) if reasons[member] is None])
        required = _required(one.meta, sync.profile, waived=page_id in waived)
        present = {"interpretation": not due.isdisjoint(own), "implementing-rules": not due.isdisjoint(rules)}
        found[page_id] = ReleaseSet(
            policy=page_id,
            implementing_rules=tuple([member for member in rules if member in due]),
            interpretations=tuple([member for member in texts if member in due]),
            required=required,
            lacks=frozenset([part for part in required if not present[part]]),
            waived=page_id in waived,
            held=False,
            waiting=tuple([member for member in (*rules, *texts) if member not in due]),
        )
    return found


def _tied(ties: Ties, page_id: str, name: str) -> tuple[str, ...]:
    mine = ties.get(page_id)
    return mine.get(name, ()) if mine else ()


def _required(meta: Policy, profile: Profile, *, waived: bool) -> frozenset[str]:
    if waived:
        return frozenset()
    interpret = meta.type in profile.interpret if meta.must_interpret is None else meta.must_interpret
    ruled = meta.promises_rules or (interpret and "implementing-rules" in profile.objects)
    if not interpret and not ruled:
        return frozenset()
    published = meta.published.date() if meta.published else date.max
    wanted = {
        "interpretation": interpret and "interpretation" in profile.objects and published >= profile.interpret_since,
        "implementing-rules": ruled and published >= profile.rules_since,
    }
    return frozenset(part for part, needed in wanted.items() if needed)


def incomplete(sets: Mapping[str, ReleaseSet]) -> frozenset[str]:
    """The policies whose sets are to be held: those that lack something, and all that share a member with them."""
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for name, one in sets.items():
        for member in one.members:
            sharing[member].append(name)
    waiting = [name for name, one in sets.items() if one.lacks]
    held: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in held:
            held.add(name)
            waiting.extend(other for member in sets[name].members for other in sharing.pop(member, ()))
    return frozenset(held)
