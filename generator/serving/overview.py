"""How the whole column stands, out of what the preview knows: what the dashboard says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.building.clocks import called, clocks
from generator.building.standing import Standing, standings
from generator.model.site import Site
from generator.serving.board import Board, Clock, Flaw, Member, Release, Rendered, Waiting
from generator.serving.remarks import FAILED, causes, remark
from generator.serving.scene import Scene


def overview(scene: Scene, site: Site | None, root: Path, config: Path, home: str) -> Board:
    """Put together what the dashboard says.

    Args:
        scene: what is shown.
        site: the column that it was made from; ``None`` when it cannot be put together.
        root: the project.
        config: its settings.
        home: where the preview has the first page.
    """
    unread = scene.stale | scene.missing
    found = sorted(scene.findings, key=lambda one: one.span.path not in unread)
    flaws = tuple(Flaw(**remark(one, scene, root, config)) for one in found)
    waiting = scene.ledger.waiting if scene.ledger else {}
    return Board(
        site=site.config.site.name if site else "",
        home=home,
        build=scene.build,
        when=scene.when,
        took=round(scene.took * 1000),
        rendered=tuple(Rendered(path, why, f"{home}{path}") for path, why in scene.rendered.items()),
        releases=tuple(_releases(site, home)) if site else (),
        flaws=() if scene.failed else flaws,
        causes=() if scene.failed else causes(scene),
        waiting=tuple(
            Waiting(one.title, one.path, one.why, f"{home}{url}", date.fromisoformat(one.day) if one.day else None)
            for url, one in sorted(waiting.items(), key=lambda item: (item[1].day or "9", item[1].path))
        ),
        clocks=tuple(_clocks(site, home)) if site else (),
        failed=FAILED if scene.failed else "",
        faults=flaws if scene.failed else (),
    )


def _releases(site: Site, home: str) -> Iterator[Release]:
    for one in standings(site):
        parts = (("细则", one.rules), ("解读", one.interpretations))
        members = [
            (kind, name) for kind, part in parts for name in (*part.present, *(name for name, _ in part.waiting))
        ]
        lacks = tuple(kind for kind, part in parts if part.required and not part.present and not part.waiting)
        yield Release(
            one.number or one.policy,
            one.title,
            one.said,
            tuple(_members(site, [("文件", one.policy), *members], home)),
            lacks,
            tuple(_days(one)),
        )


def _members(site: Site, names: list[tuple[str, str]], home: str) -> Iterator[Member]:
    for kind, name in names:
        page = site.find(name)
        if page is not None:
            yield Member(kind, called(page), f"{home}{page.url}", str(page.withheld or ""))


def _days(one: Standing) -> Iterator[tuple[str, str]]:
    for stage, own, others in one.stages:
        days = dict.fromkeys(day.isoformat() for day in (own, *others) if day)
        if days:
            yield stage, " → ".join(days)


def _clocks(site: Site, home: str) -> Iterator[Clock]:
    for one in clocks(site):
        page = site.find(one.page)
        yield Clock(one.what, one.title, one.last, one.said, one.late, f"{home}{page.url}" if page else "")
