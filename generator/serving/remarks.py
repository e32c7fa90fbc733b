"""What an editor should know while looking at a page: what was found in it, and why it would not be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator import reporting
from generator.building.ledger import Waiting
from generator.building.places import CONFIG
from generator.building.wire import write
from generator.model.diagnostics import Diagnostic, Severity
from generator.reading.decode import decode
from generator.serving.scene import Scene
from generator.text.personal import veiled

STALE = "这一页的内容现在读不出来，显示的是上一次成功生成的网页"
FAILED = "最近一次没有生成成功，显示的是上一次成功生成的网站"


def remarks(path: str, scene: Scene, root: Path, config: Path) -> bytes:
    """Write it down as JSON, for ``browser/client.js``; ``path`` is that of the page in the site."""
    source = scene.source(path)
    mine = [one for one in scene.findings if one.span.path == source or scene.failed]
    others = counted(one for one in scene.findings if one not in mine)
    waiting = scene.ledger.waiting.get(path) if scene.ledger else None
    return write(
        {
            "build": scene.build,
            "page": path,
            "source": source,
            "findings": [remark(one, root, config) for one in mine],
            "others": others,
            "banner": _banner(waiting) if waiting else "",
            "stale": STALE if path in scene.lost else FAILED if scene.failed else "",
        }
    )


def _banner(waiting: Waiting) -> str:
    """Why a page is not published."""
    return f"{waiting.why}：这一页{'和它的附件' if waiting.files else ''}现在不会发布"


def remark(one: Diagnostic, root: Path, config: Path) -> dict[str, str]:
    """A finding as a browser shows it."""
    file = config if one.span.path == CONFIG else root / one.span.path
    place = f"{one.span.line}:{one.span.column}"
    stands = bool(one.span.path)
    return {
        "rule": one.rule,
        "severity": one.severity.label,
        "message": one.message,
        "place": f"{one.span.path}:{place}" if stands else "",
        "open": f"vscode://file/{file.absolute().as_posix().lstrip('/')}:{place}" if stands else "",
        "frame": reporting.frame(one, _text(file)) if stands else "",
        "basis": one.basis,
        "cure": one.hint,
    }


def counted(findings: Iterable[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, by what it is called, the heaviest first."""
    counts = Counter(one.severity for one in findings)
    return {severity.label: counts[severity] for severity in sorted(Severity, reverse=True)}


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    return veiled(decode(data, "")[0] or data.decode("utf-8", "replace"))
