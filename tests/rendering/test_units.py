"""Planning piece by piece: every process that has the frame plans the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from generator.kinds.general import News
from generator.model.site import Job, Site
from generator.rendering.frame import Frame
from generator.rendering.lookup import Lookup
from generator.rendering.plan import Unit, expand, plan, units

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]


def prepared(site: Site) -> Frame:
    frame = Frame(Lookup(site))
    frame.prepare()
    return frame


def expanded(some: list[Unit], frame: Frame) -> list[Job]:
    return [job for unit in some for job in expand(unit, frame)]


def test_units_make_up_the_plan_in_its_order(sample: Site) -> None:
    frame = prepared(sample)
    assert expanded(units(frame), frame) == list(plan(sample))


def test_a_unit_needs_no_other(sample: Site) -> None:
    """In any order, from any frame of an equal site: the same jobs, with the same keys in the same order."""
    frame, other = prepared(sample), prepared(pickle.loads(pickle.dumps(sample)))  # noqa: S301  # our own bytes
    backwards = expanded(units(frame)[::-1], other)[::-1]
    assert backwards == list(plan(sample))
    assert [list(job.context) for job in backwards] == [list(job.context) for job in plan(sample)]


def test_units_are_small_and_travel(sample: Site) -> None:
    found = units(prepared(sample))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes
    assert len({*found}) == len(found) == len(sorted(found))
    assert all(len(pickle.dumps(one)) < 200 for one in found)


def test_a_prepared_frame_travels(sample: Site) -> None:
    """To processes that are spawned, not forked."""
    frame = prepared(sample)
    there = pickle.loads(pickle.dumps(frame))  # noqa: S301  # our own bytes
    assert expanded(units(there), there) == list(plan(sample))


def test_a_long_column_is_cut_into_its_sheets(make_page: MakePage, make_site: MakeSite) -> None:
    """So that several processes share it evenly."""
    pages = (make_page(News, f"n-{n:03}", published=f"{2019 + n % 2}-01-01") for n in range(100))
    frame = prepared(make_site(*pages))
    news = [one for one in units(frame) if one.key == "statutory/news" and one.writer == "list"]
    assert [job.path.rpartition("/")[2] for job in expanded(news, frame)] == [
        "index.html",
        *(f"page-{n}.html" for n in range(2, 6)),
        *(f"year-{year}{tail}.html" for year in (2020, 2019) for tail in ("", "-page-2", "-page-3")),
    ]
    assert all(len(list(expand(one, frame))) == 1 for one in news)


def test_planning_reads_no_body(sample: Site) -> None:
    """Bodies stay where they are kept: a job says whose it shows."""
    for job in plan(sample):
        assert job.slot is None or job.context["page"]["body"] == ""


def test_pages_of_a_folder_share_their_place(sample: Site) -> None:
    """The very same values, so that what depends on nothing else is rendered once; unless a frame links to the page."""
    frame = prepared(sample)
    jobs = {job.path: job.context for job in expanded(units(frame), frame)}
    one, other = jobs["statutory/policies/2020-003.html"], jobs["statutory/policies/2016-001.html"]
    assert all(one[name] is other[name] for name in ("place", "site", "navigation", "side"))
    assert one["place"] == {"folder": "statutory/policies", "current": "", "root": ""}
    column = jobs["statutory/policies/index.html"]["place"]
    assert column == {**one["place"], "current": "statutory/policies/index.html"}
    assert jobs["404.html"]["place"] == {"folder": "", "current": "", "root": "https://sw.shili.gov.cn/zwgk"}
