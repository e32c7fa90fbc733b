"""Release sets (成套发布): a document, its implementing rules and its interpretations (三同步)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        rules = ties.get(page_id, {}).get("implemented_by", ())
        texts = {
            text: None for document in (page_id, *rules) for text in ties.get(document, {}).get("interpreted_by", ())
        }
        required = _required(one.meta, sync.profile, waived=page_id in waived)
        present = {
            "interpretation": any(reasons[text] is None for text in ties.get(page_id, {}).get("interpreted_by", ())),
            "implementing-rules": any(reasons[text] is None for text in rules),
        }
        found[page_id] = ReleaseSet(
            policy=page_id,
            implementing_rules=tuple(one for one in rules if reasons[one] is None),
            interpretations=tuple(one for one in texts if reasons[one] is None),
            required=required,
            lacks=frozenset(part for part in required if not present[part]),
            waived=page_id in waived,
            held=False,
            waiting=tuple(one for one in (*rules, *texts) if reasons[one] is not None),
        )
    return found


def _required(meta: Policy, profile: Profile, *, waived: bool) -> frozenset[str]:
    if waived:
        return frozenset()
    published = meta.published.date() if meta.published else date.max
    interpret = meta.type in profile.interpret if meta.must_interpret is None else meta.must_interpret
    ruled = meta.promises_rules or (interpret and "implementing-rules" in profile.objects)
    wanted = {
        "interpretation": interpret and "interpretation" in profile.objects and published >= profile.interpret_since,
        "implementing-rules": ruled and published >= profile.rules_since,
    }
    return frozenset(part for part, needed in wanted.items() if needed)


def incomplete(sets: Mapping[str, ReleaseSet]) -> frozenset[str]:
    """The policies whose sets are to be held: those that lack something, and all that share a member with them."""
    held = {name for name, one in sets.items() if one.lacks}
    while more := set(_touched(sets, held)) - held:
        held |= more
    return frozenset(held)


def _touched(sets: Mapping[str, ReleaseSet], held: set[str]) -> Iterator[str]:
    members = {member for name in held for member in sets[name].members}
    yield from (name for name, one in sets.items() if members.intersection(one.members))
