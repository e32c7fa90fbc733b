"""The pages of the sample column, byte for byte: one of each kind, and those that no kind makes.

A change of a layout, of a word or of a rule of composition shows here as a difference to be read. When it is meant,
write the pages anew and commit them with the change::

    GONGKAI_GOLDEN=write pytest tests/test_golden.py

A new kind brings a page of its own: a line in ``KINDS_SHOWN``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.building.publishing import edition
from generator.kinds.registry import KINDS

PROJECT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
WRITE = "GONGKAI_GOLDEN=write pytest tests/test_golden.py"
DAY = date(2020, 10, 30)
"""On which the sample column stands still."""

KINDS_SHOWN = {
    "guide": "guide/index.html",
    "request-guide": "apply/index.html",
    "regulation": "regulations/own-rules.html",
    "policy": "statutory/policies/2020-002.html",
    "implementing-rules": "statutory/policies/2020-003.html",
    "interpretation": "statutory/interpretations/i-2020-002-chart.html",
    "project": "statutory/projects/2020-housekeeping.html",
    "project-update": "statutory/projects/housekeeping-2020-09.html",
    "organisation": "statutory/organisation/organisation.html",
    "statutory-item": "statutory/items/a20-11-employment.html",
    "service-guide": "statutory/services/auction-licence.html",
    "service-list": "statutory/services/lists/licences-2020-10.html",
    "catalogue": "statutory/catalogue/catalogue-2020.html",
    "decision-catalogue": "statutory/decisions/decisions-2020.html",
    "decision": "statutory/decisions/decision-2020-foreign-investment.html",
    "meeting": "statutory/meetings/2020-09-18-community.html",
    "interaction": "statutory/participation/index.html",
    "response": "statutory/participation/responses/2020-09-prepaid-closure.html",
    "consultation": "statutory/participation/consultations/2020-06-22-plan-suggestions.html",
    "message": "statutory/participation/messages/2020-10-first-store.html",
    "open-day": "statutory/participation/open-days/2020-09-market.html",
    "plan": "statutory/plans/plan-2021.html",
    "topic": "statutory/topics/epidemic.html",
    "attribute-register": "statutory/items/attribute-register.html",
    "conversion-list": "apply/converted.html",
    "duty-map": "guide/duties.html",
    "media-account": "guide/media.html",
    "place": "guide/reading-places.html",
    "measures": "statutory/interpretations/measures.html",
    "site-report": "statutory/items/site-report-2019.html",
    "annual-report": "annual-reports/report-2019.html",
    "news": "statutory/news/2020-09-18-training.html",
    "page": "apply/assistance.html",
}
"""A page of each kind that shows most of what the kind can show."""

OTHERS = {
    "home": "index.html",
    "list": "statutory/policies/index.html",
    "facet": "statutory/policies/status-repealed.html",
    "phase": "phase-result.html",
    "statutory": "statutory/index.html",
    "services": "statutory/services/index.html",
    "register": "regulations/index.html",
    "application-form": "apply/application-form.html",
    "404": "404.html",
}
SHOWN = KINDS_SHOWN | OTHERS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the sample column's files, rendered."""
    with edition(tmp_path_factory.mktemp("golden") / "output") as made:
        examine(load(PROJECT), Options(DAY), edition=made)
        yield made.staging


@pytest.mark.parametrize("name", SHOWN)
def test_page_is_what_it_was(name: str, built: Path) -> None:
    now = (built / SHOWN[name]).read_bytes()
    path = GOLDEN / f"{name}.html"
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(now)
    before = path.read_bytes() if path.is_file() else b""
    if now != before:
        pytest.fail(f"{difference(name, before, now)}\n\nif this is meant: {WRITE}", pytrace=False)


def difference(name: str, before: bytes, now: bytes) -> str:
    """The lines that changed, or that only line ends did."""
    old, new = (one.decode().splitlines() for one in (before, now))
    lines = unified_diff(old, new, f"tests/golden/{name}.html", SHOWN[name], lineterm="")
    return "\n".join(lines) or f"tests/golden/{name}.html and {SHOWN[name]} differ in line ends only"


def test_every_kind_has_a_page() -> None:
    """And it is of that kind."""
    assert list(KINDS_SHOWN) == list(KINDS), "a kind without a golden page: add it to KINDS_SHOWN"
    site = gather(load(PROJECT), Options(DAY)).site
    assert site
    kinds = {page.url: page.parsed.kind for page in site.pages.values()}
    assert {name: kinds[url] for name, url in KINDS_SHOWN.items()} == {name: name for name in KINDS}


def test_no_page_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.html" for name in SHOWN}


def test_a_difference_is_shown_line_by_line() -> None:
    assert difference("home", b"a\nb\n", b"a\nc\n").splitlines() == [
        "--- tests/golden/home.html",
        "+++ index.html",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
    ]
    assert difference("home", b"a\r\n", b"a\n").endswith("differ in line ends only")
