"""What an editor should know while looking at a page: what was found in it, and why it would not be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import quote

from generator.building.ledger import Waiting
from generator.building.places import CONFIG
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.values import write
from generator.serving.quoting import frame
from generator.serving.scene import Scene

STALE = "这一页的内容现在读不出来，显示的是上一次成功生成的网页"
FAILED = "最近一次没有生成成功，显示的是上一次成功生成的网站"
PENDING = "列表和其他页面正在更新"
KEPT = "{}现在读不出来，网站仍用它上一次的内容"
MISSED = "{}读不出来，不在网站上；其他文件的问题可能由此引起，请先改正它"
PLAIN = "/:"
"""What stands in the address of a file as it is: between folders, and after the letter of a drive."""


def remarks(path: str, scene: Scene, files: Collection[str], root: Path, config: Path) -> bytes:
    """Write it down as JSON, for ``browser/client.js``.

    Args:
        path: that of the page in the site.
        scene: what is shown.
        files: the paths of the files beside its source that belong to it.
        root: the project.
        config: its settings.
    """
    source = scene.source(path)
    own = {source, *files}
    mine = [one for one in scene.findings if scene.failed or one.span.path in own]
    others = counted(one for one in scene.findings if not scene.failed and one.span.path not in own)
    waiting = scene.ledger.waiting.get(path) if scene.ledger else None
    return write(
        {
            "build": scene.build,
            "page": path,
            "source": source,
            "findings": [remark(one, scene, root, config) for one in mine],
            "others": others,
            "banner": _banner(waiting) if waiting else "",
            "pending": PENDING if scene.early else "",
            "cause": MISSED.format(_named(scene.missing)) if mine and scene.missing and not scene.failed else "",
            "stale": STALE if source in scene.stale else FAILED if scene.failed else "",
        }
    )


def _banner(waiting: Waiting) -> str:
    """Why a page is not published."""
    return f"{waiting.why}：这一页{'和它的附件' if waiting.files else ''}现在不会发布"


def causes(scene: Scene) -> tuple[str, ...]:
    """Which documents could not be read, and what follows from that."""
    some = ((KEPT, scene.stale), (MISSED, scene.missing))
    return tuple(said.format(_named(paths)) for said, paths in some if paths)


def _named(paths: Collection[str]) -> str:
    first = min(paths, default="")
    return f"{first} " if len(paths) == 1 else f"{first} 等 {len(paths)} 个文件"


def remark(one: Diagnostic, scene: Scene, root: Path, config: Path) -> dict[str, str]:
    """A finding as a browser shows it."""
    file = config if one.span.path == CONFIG else root / one.span.path
    place = f"{one.span.line}:{one.span.column}"
    stands = bool(one.span.path)
    return {
        "rule": one.rule,
        "severity": one.severity.label,
        "message": one.message,
        "place": f"{one.span.path}:{place}" if stands else "",
        "open": f"vscode://file/{quote(file.absolute().as_posix().lstrip('/'), safe=PLAIN)}:{place}" if stands else "",
        "frame": frame(one, file, scene.texts.get(one.span.path, "")) if stands else "",
        "basis": one.basis,
        "cure": one.hint,
    }


def counted(findings: Iterable[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, by what it is called, the heaviest first."""
    counts = Counter(one.severity for one in findings)
    return {severity.label: counts[severity] for severity in sorted(Severity, reverse=True)}
