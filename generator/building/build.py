"""The main job: a project folder in, a checked and published site out, or every reason why not."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.building import ledger, manifest
from generator.building.again import examine_again
from generator.building.cache import Cache, cache
from generator.building.explain import reasons
from generator.building.inputs import Inputs, Options, Run
from generator.building.ledger import Ledger
from generator.building.lock import NAME as LOCK
from generator.building.pipeline import Result, examine_run
from generator.building.project import load
from generator.building.publishing import Changes, Edition, Seals, edition
from generator.building.version import generator_version
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.rendering.templates import Templates

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
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each sheet was rendered, by path, if that was asked."""


def build(  # noqa: PLR0913  # the folders, and what the caller chose
    root: Path,
    output: Path,
    options: Options,
    *,
    config: Path | None = None,
    threshold: Severity = Severity.ERROR,
    remember: bool = True,
    explain: bool = False,
) -> Built:
    """Check the whole column and, when no finding reaches the threshold, publish it and remember it in ``site.lock``.

    A preview (``remember`` is false, or drafts or what is not yet due are among it) is not remembered.

    Raises:
        NoProject: there is no configuration.
        ForeignFolder: the output folder is not ours.
        Busy: another process is publishing to it.
        WorkerDied: a worker ended in the midst of its work.
        OSError: the disk refused the site or the lock; the folder is as it was.
    """
    remember = remember and not (options.drafts or options.future)
    with _uncollected(), cache(root, generator_version()) as used:
        last = ledger.read(used, variant(options))
        inputs = load(root, config, last.known if last else {})
        if remember and inputs.lock is None and manifest.read(output):
            inputs = replace(inputs, findings=(*inputs.findings, FORGOTTEN))
        sealed = f"seals {output.resolve()}"
        with edition(output, before := _seals(used.noted(sealed))) as made:
            result = _examined(Run(inputs, options, Templates(inputs.layouts), used, made), last, due=remember)
            worst = result.worst()
            changes = None
            if result.usable and (worst is None or worst < threshold):
                changes = _published(made, result, inputs, root, remember=remember)
                if (seals := made.seals(result.files, changes)) != before:
                    used.note(sealed, json.dumps(seals).encode())
        why = reasons(result.rendered, result.ledger, last, used) if explain and result.ledger else {}
        _remember(used, options, result, last)
        return Built(result, changes, why)


def check(root: Path, options: Options, *, config: Path | None = None) -> Result:
    """Check the whole column; nothing is published.

    Raises:
        NoProject: there is no configuration.
        WorkerDied: a worker ended in the midst of its work.
    """
    with _uncollected(), cache(root, generator_version()) as used:
        last = ledger.read(used, variant(options))
        inputs = load(root, config, last.known if last else {})
        result = _examined(Run(inputs, options, Templates(inputs.layouts), used), last, due=False)
        _remember(used, options, result, last)
        return result


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for garbage: next to none of what a run makes is, and looking takes longer the more it makes."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def variant(options: Options) -> str:
    """What makes runs of one kind: each kind has a ledger of its own."""
    return repr((options.terms, options.base_url))


def _examined(run: Run, last: Ledger | None, *, due: bool) -> Result:
    """Go the short way where the last run shows it, else the long one; ``due``: the lock must be brought up to date."""
    short = examine_again(run, last) if last is not None and not (due and last.due) else None
    return short or examine_run(run)


def _remember(used: Cache, options: Options, result: Result, last: Ledger | None) -> None:
    if result.ledger is not None and result.ledger != last:
        ledger.write(used, variant(options), result.ledger)
        used.prune(result.ledger.live())


def _published(made: Edition, result: Result, inputs: Inputs, root: Path, *, remember: bool) -> Changes:
    copied = result.ledger.copied if result.ledger else {}
    contents: dict[str, bytes | Path] = {one.path: one.content for one in inputs.static}
    contents |= {path: root / one.source for path, one in copied.items() if one.source}
    record = {root / LOCK: result.lock} if remember and result.lock is not None else {}
    return made.publish(result.files, contents, record)


def _seals(data: bytes | None) -> Seals:
    found = {} if data is None else json.loads(data)
    return {path: ((size, modified, inode), digest) for path, ((size, modified, inode), digest) in found.items()}
