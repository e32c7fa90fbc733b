"""What is known of a document comes back from the cache as it was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building.cache import key
from generator.building.configuration import configured
from generator.building.facts import (
    Studied,
    header,
    pack,
    pack_prose,
    readable,
    standing,
    unpack,
    unpack_prose,
)
from generator.building.options import Options
from generator.building.project import load
from generator.kinds.policy import Policy
from generator.model.config import SiteConfig
from generator.model.content import Heading, Link, Parsed, Prose, Suppression, Written
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.schema import packed, unpacked
from generator.model.sources import Source
from generator.model.values import replace
from generator.reading.study import study
from generator.rules.engine import check_document

PATH = "content/statutory/policies/a.md"
BODY = b"0123456789abcdef"

lines = st.integers(1, 1_000_000)
spans = st.builds(Span, st.just(PATH), lines, lines, lines)
found = st.lists(st.builds(Diagnostic, st.text(), st.sampled_from(Severity), spans, st.text(), st.text(), st.text()))
documents = st.builds(
    Parsed,
    st.just(PATH),
    st.text("0123456789abcdef"),
    st.just("policy"),
    st.none() | st.builds(Policy.model_construct, title=st.text(min_size=1).map(str.strip).filter(bool)),
    opening=st.text(),
    worded=st.booleans(),
    headings=st.lists(st.builds(Heading, st.integers(0, 6), st.text(), st.text(), lines)).map(tuple),
    bare=st.lists(st.text()).map(tuple),
    links=st.lists(st.builds(Link, st.text(), st.text(), spans, st.text())).map(tuple),
    body_line=lines,
    suppressions=st.lists(st.builds(Suppression, st.text(), st.text(), spans)).map(tuple),
    findings=found.map(tuple),
    stale=st.booleans(),
)


@pytest.fixture(scope="module")
def column() -> tuple[list[Source], SiteConfig]:
    """The sources of the sample column, and its configuration."""
    inputs = load(Path(__file__).parents[2])
    config, _ = configured(inputs, Options(date(2026, 1, 1)))
    assert config is not None
    return [source.read() for source in inputs.sources], config


def back(studied: Studied) -> Studied:
    """What comes out of the cache."""
    bodies: dict[bytes, Prose] = {BODY: studied.parsed.prose}
    return unpack(pack(studied, BODY), studied.parsed.path, lambda _, name: bodies[name])


def test_every_document_of_the_column_comes_back_as_it_was_read(column: tuple[list[Source], SiteConfig]) -> None:
    sources, config = column
    for source in sources:
        parsed = study(source, config)
        studied = Studied(parsed, check_document(parsed, config))
        assert back(studied) == studied


@given(documents, found.map(tuple))
def test_a_document_comes_back_whatever_it_says(parsed: Parsed, more: tuple[Diagnostic, ...]) -> None:
    told = back(Studied(parsed, more))
    assert replace(told.parsed, spans={}, keys={}) == parsed
    assert told.findings == more


@given(documents, documents)
def test_others_see_what_it_says_and_not_where(one: Parsed, other: Parsed) -> None:
    """Nor what exactly is found in it, only whether anything is, unless it is stale: then it is as it was."""

    def seen(parsed: Parsed) -> object:
        headings = [heading._replace(line=1) for heading in parsed.headings]
        links = [link._replace(span=Span(PATH)) for link in parsed.links]
        silenced = [(each.rule, each.reason) for each in parsed.suppressions]
        found = bool(parsed.findings) and not parsed.stale
        return headings, parsed.bare, links, silenced, parsed.meta, parsed.opening, parsed.worded, found

    def outward(parsed: Parsed) -> str:
        return header(pack(Studied(parsed, ()), BODY))[0]

    moved = replace(
        one,
        headings=tuple(heading._replace(line=heading.line + 1) for heading in one.headings),
        links=tuple(link._replace(span=Span(PATH, 7)) for link in one.links),
        body_line=one.body_line + 1,
        digest="0",
    )
    assert outward(moved) == outward(one)
    assert (outward(one) == outward(other)) == (seen(one) == seen(other))


@given(documents, documents, found.map(tuple))
def test_what_cannot_be_read_is_what_it_was_with_the_findings_of_now(
    then: Parsed, now: Parsed, more: tuple[Diagnostic, ...]
) -> None:
    """Whether what it was is itself kept up already or not; seen from outside nothing happened to it."""
    good, bad = pack(Studied(then, more), BODY), pack(Studied(now, more), b"fedcba9876543210")
    assert (readable(good), readable(bad)) == (then.meta is not None, now.meta is not None)
    for former in (good, standing(PATH, good, good)):
        one = unpack(standing(PATH, former, bad), PATH, lambda _, name: Written(name.hex()))
        told = replace(one.parsed, spans={}, keys={})
        findings = ordered((*now.findings, *more))
        assert told == replace(then, digest=now.digest, prose=Written(BODY.hex()), findings=findings, stale=True)
        assert one.findings == ()
    calm = pack(Studied(replace(then, findings=(), stale=False), ()), BODY)
    assert header(standing(PATH, good, bad)) == (*header(calm)[:2], True)


@given(st.builds(Written, st.text(), st.text(), st.lists(lines).map(tuple)))
def test_a_body_comes_back_as_it_was_written(prose: Written) -> None:
    told = unpack_prose(pack_prose(prose))
    assert (told.html, told.text, told.lines) == (prose.html, prose.text, prose.lines)
    assert key(pack_prose(told)) == key(pack_prose(prose))


def test_a_record_is_packed_as_pydantic_writes_it(column: tuple[list[Source], SiteConfig]) -> None:
    sources, config = column
    metas = [study(source, config).meta for source in sources]
    for meta in filter(None, metas):
        assert packed(meta).decode() == meta.model_dump_json(exclude_defaults=True)
        assert unpacked(type(meta), packed(meta)) == meta


def test_a_page_that_cannot_be_read_comes_back_with_its_findings(column: tuple[list[Source], SiteConfig]) -> None:
    _, config = column
    for data in (b"", b"\xff", b"---\n", b"no fence", "---\n标题: [\n---\n".encode()):
        parsed = study(Source(PATH, data), config)
        assert parsed.findings
        told = back(Studied(parsed, ())).parsed
        assert told.at("title") == parsed.at("title")
        assert replace(told, spans={}, keys={}) == replace(parsed, spans={}, keys={})
