"""``site.lock`` remembers what was published, merges line by line, and never forgets silently."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building.lock import read_lock, write_lock
from generator.model.diagnostics import Severity
from generator.model.site import Lock, LockedContacts, LockEntry

DAY = date(2020, 6, 30)


def test_no_lock_is_not_an_empty_one() -> None:
    assert read_lock(None) == (Lock(present=False), ())


def test_an_empty_lock_is_read_back() -> None:
    assert read_lock(write_lock(Lock())) == (Lock(), ())


def test_one_document_stands_on_one_line() -> None:
    lock = Lock(DAY, {"b": LockEntry("b", "b.html", "", DAY), "a": LockEntry("a", "a.html", "索引", DAY)})
    assert write_lock(lock).decode().splitlines()[4:7] == [
        '    "a": {"url": "a.html", "index": "索引", "published": "2020-06-30"},',
        '    "b": {"url": "b.html", "index": "", "published": "2020-06-30"}',
        "  }",
    ]
    assert json.loads(write_lock(lock))["recorded"] == "2020-06-30"


def test_what_is_not_public_stands_behind_the_documents_so_that_their_lines_can_be_counted() -> None:
    lock = Lock(DAY, {"a": LockEntry("a", "a.html", "索引", DAY)}, {"c": "不予公开", "b": "依申请公开"})
    assert write_lock(lock).decode().splitlines()[5:] == [
        "  },",
        '  "attributes": {',
        '    "b": "依申请公开",',
        '    "c": "不予公开"',
        "  }",
        "}",
    ]


def test_a_lock_of_before_remembers_no_attributes() -> None:
    lock, findings = read_lock(b'{"format": 1, "recorded": "2020-06-30", "documents": {}}')
    assert (lock, findings) == (Lock(DAY), ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"format": 2, "recorded": "2020-06-30", "documents": {}}',
        b'{"format": 1, "recorded": "x", "documents": {}}',
        b'{"format": 1, "recorded": "2020-06-30", "documents": {"a": {}}}',
        b'{"format": 1, "recorded": "", "documents": {"a": 1, "a": 2}}',
        b'{"format": 1, "recorded": "", "documents": {}, "attributes": ["a"]}',
        b'{"format": 1, "recorded": "", "documents": {}, "contacts": {"guide": {"changed": "x", "parts": {}}}}',
        b'{"format": 1, "recorded": "", "documents": {}, "contacts": {"guide": {"changed": ""}}}',
        b'<<<<<<< HEAD\n{"format": 1}',
    ],
)
def test_a_lock_that_cannot_be_read_is_an_error_not_an_empty_lock(data: bytes) -> None:
    lock, (finding,) = read_lock(data)
    assert lock == Lock()
    assert (finding.rule, finding.severity, finding.span.path) == ("lock-unreadable", Severity.ERROR, "site.lock")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
entries = st.dictionaries(words, st.tuples(words, words, st.dates()), min_size=1, max_size=6)


texts = st.dictionaries(words, words, max_size=3)
reached = st.dictionaries(words, st.builds(LockedContacts, st.none() | st.dates(), texts), max_size=2)


@given(entries, st.dates(), texts, reached)
def test_what_is_written_is_read_back(
    given_entries: dict[str, tuple[str, str, date]],
    recorded: date,
    attributes: dict[str, str],
    contacts: dict[str, LockedContacts],
) -> None:
    given = {name: LockEntry(name, *rest) for name, rest in given_entries.items()}
    lock = Lock(recorded, given, attributes, contacts)
    assert read_lock(write_lock(lock)) == (lock, ())


def test_a_document_recorded_twice_is_named() -> None:
    """As a merge leaves it that kept both sides of one line."""
    lines = write_lock(Lock(DAY, {"甲": LockEntry("甲", "a.html", "", DAY)})).decode().splitlines()
    _, (finding,) = read_lock("\n".join([*lines[:4], lines[4] + ",", *lines[4:]]).encode())
    assert (finding.rule, "“甲”登记了两次" in finding.message) == ("lock-unreadable", True)
