"""The main job: a project folder in, a checked and published site out, or every reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.building import manifest
from generator.building.lock import NAME as LOCK
from generator.building.lock import updated, write_lock
from generator.building.pipeline import Options, Result, examine
from generator.building.project import load
from generator.building.publishing import Changes, publish
from generator.model.diagnostics import Diagnostic, Severity, Span

FORGOTTEN = Diagnostic(
    "lock-missing",
    Severity.ERROR,
    Span(LOCK),
    f"网站发布过，{LOCK} 却不见了：无法核对网址、索引号和首次发布日期是否改动过",
    f"从 git 恢复 {LOCK}；确要重新登记的，先运行 gongkai clean",
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: what was found, and what was published, if anything."""

    result: Result
    changes: Changes | None
    """``None`` when findings at or above the threshold stood, and nothing was touched."""


def build(  # noqa: PLR0913  # the folders, and what the caller chose
    root: Path,
    output: Path,
    options: Options,
    *,
    config: Path | None = None,
    threshold: Severity = Severity.ERROR,
    remember: bool = True,
) -> Built:
    """Check the whole column and, when no finding reaches the threshold, publish it and remember it in ``site.lock``.

    A preview (``remember`` is false, or drafts or what is not yet due are among it) is not remembered.

    Raises:
        NoProject: there is no configuration.
        ForeignFolder: the output folder is not ours.
        Busy: another process is publishing to it.
        OSError: the disk refused the site or the lock; the folder is as it was.
    """
    remember = remember and not (options.drafts or options.future)
    inputs = load(root, config)
    if remember and inputs.lock is None and manifest.read(output):
        inputs = replace(inputs, findings=(*inputs.findings, FORGOTTEN))
    result = examine(inputs, options)
    worst = result.worst()
    if result.site is None or (worst is not None and worst >= threshold):
        return Built(result, None)
    assets = {path: root / path for path in result.site.asset_urls}
    record = {root / LOCK: write_lock(updated(result.site))} if remember else {}
    return Built(result, publish(result.artifacts, assets, output, record))
