"""``site.lock``: what was published before, committed beside the content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from generator.building.places import LOCK
from generator.kinds.attributes import accounted, demanded, former
from generator.kinds.base import Document
from generator.kinds.guide import Guide, changed_in_silence, contacts
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.schema import Record
from generator.model.site import Lock, LockedContacts, LockEntry, Page, Site
from generator.model.values import replace

FORMAT = 1
_SAID = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=2)
def read_lock(data: bytes | None) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Read the lock; a missing one is empty, an unreadable one is a finding."""
    if data is None:
        return Lock(present=False), ()
    try:
        found = json.loads(data, object_pairs_hook=_once)
        if found["format"] != FORMAT:
            message = f"格式 {found['format']} 不是本版本认识的 {FORMAT}"
            return Lock(), (_unreadable(message),)
        entries = {
            name: LockEntry(name, str(one["url"]), str(one["index"]), date.fromisoformat(one["published"]))
            for name, one in found["documents"].items()
        }
        recorded = date.fromisoformat(found["recorded"]) if found["recorded"] else None
        attributes = {name: str(one) for name, one in found.get("attributes", {}).items()}
        reached = {name: _contacts(one) for name, one in found.get("contacts", {}).items()}
        return Lock(recorded, entries, attributes, reached), ()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Lock(), (_unreadable(f"内容读不懂（{error}）"),)


def _contacts(one: Mapping[str, Any]) -> LockedContacts:
    changed = date.fromisoformat(one["changed"]) if one["changed"] else None
    return LockedContacts(changed, {name: str(told) for name, told in one["parts"].items()})


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are all different; a merge that kept both sides of one line gives equal ones."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"“{next(name for name in names if names.count(name) > 1)}”登记了两次")
    return found


def _unreadable(message: str) -> Diagnostic:
    hint = "从 git 恢复 site.lock；不要手工合并，冲突时保留两边的条目"
    return Diagnostic("lock-unreadable", Severity.ERROR, Span(LOCK), f"{LOCK} {message}", hint)


def updated(site: Site) -> Lock:
    """The lock after publishing: new documents are added; what was recorded once stays, and stays as it was.

    公开属性 and contact data follow the documents, but only in steps that these account for: a change that nobody
    recorded is told again until somebody does.
    """
    lock = site.lock
    unknown = (page for page in site.pages.values() if page.id not in lock.entries)
    new = {page.id: entry for page in unknown if (entry := _entry(page))}
    recorded = max(site.as_of, lock.recorded or site.as_of) if new else lock.recorded
    now = replace(
        lock,
        recorded=recorded,
        entries={**lock.entries, **new},
        attributes=_attributes(site),
        contacts=dict(lock.contacts) | _reached(site),
    )
    return lock if now == lock else now


def _attributes(site: Site) -> dict[str, str]:
    """What to remember of documents that are not 主动公开; of drafts nothing new, as nothing is settled yet."""
    found = {}
    for page in site.having(Document, withheld=True):
        before = former(page, site)
        settled = not page.meta.draft and accounted(page.meta, before or page.meta.attribute)
        if settled and demanded(page.meta):
            found[page.id] = page.meta.attribute
        elif not settled and page.id in site.lock.attributes:
            found[page.id] = before
    return found


def _reached(site: Site) -> dict[str, LockedContacts]:
    """What to remember of the published 指南 that changed nothing in silence."""
    return {
        page.id: LockedContacts(page.meta.changed, contacts(page.meta))
        for page in site.having(Guide)
        if not ((before := site.lock.contacts.get(page.id)) and changed_in_silence(page.meta, before))
    }


def _entry(page: Page[Record]) -> LockEntry | None:
    meta = page.meta
    if not isinstance(meta, Document) or meta.published_on is None:
        return None
    return LockEntry(page.id, page.url, meta.index, meta.published_on)


def write_lock(lock: Lock) -> bytes:
    """The lock as bytes: one document a line, sorted, so that git merges it line by line."""
    documents = {
        name: {"url": one.url, "index": one.index_number, "published": one.published.isoformat()}
        for name, one in lock.entries.items()
    }
    recorded = lock.recorded.isoformat() if lock.recorded else ""
    parts = [f'  "format": {FORMAT}', f'  "recorded": "{recorded}"', _part("documents", documents)]
    if lock.attributes:
        parts.append(_part("attributes", lock.attributes))
    if lock.contacts:
        told = {
            name: {"changed": one.changed.isoformat() if one.changed else "", "parts": dict(one.parts)}
            for name, one in lock.contacts.items()
        }
        parts.append(_part("contacts", told))
    return "{{\n{}\n}}\n".format(",\n".join(parts)).encode()


def _part(name: str, entries: Mapping[str, object]) -> str:
    lines = ",\n".join(f"    {_SAID(one)}: {_SAID(told)}" for one, told in sorted(entries.items()))
    return f'  "{name}": {{\n{lines}\n  }}'
