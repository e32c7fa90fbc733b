"""A run that has something to do: the short way or the long one, and what is published and remembered of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.building import manifest, records
from generator.building.again import examine_again
from generator.building.cache import Cache
from generator.building.compiled import templates
from generator.building.familiar import Seen
from generator.building.inputs import Inputs
from generator.building.ledger import Ledger
from generator.building.options import Options
from generator.building.places import LOCK
from generator.building.project import load
from generator.building.publishing import Seals, edition
from generator.building.result import Built, Result
from generator.building.run import Run
from generator.building.trees import Seal
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.values import reader, replace, write

FORGOTTEN = Diagnostic(
    "lock-missing",
    Severity.ERROR,
    Span(LOCK),
    f"网站发布过，{LOCK} 却不见了：无法核对网址、索引号和首次发布日期是否改动过",
    f"从 git 恢复 {LOCK}；确要重新登记的，先运行 gongkai clean",
)


def produce(  # noqa: PLR0913  # as ``build``
    root: Path,
    output: Path,
    options: Options,
    used: Cache,
    found: Seen | None,
    *,
    config: Path | None,
    threshold: Severity,
    remember: bool,
    explain: bool,
) -> Built:
    """Check the whole column, and publish it where that may be; arguments and errors are those of ``build``.

    ``found`` is what was seen in its folders a moment ago.
    """
    known = records.read(used, options.variant)
    last = known.ledger if known else None
    inputs = load(root, config, last.known if last else {}, found)
    if remember and inputs.lock is None and manifest.read(output):
        inputs = replace(inputs, findings=(*inputs.findings, FORGOTTEN))
    sealed = f"seals {output.resolve()}"
    with edition(output, before := _seals(used.noted(sealed))) as made:
        result = _examined(Run(inputs, options, templates(inputs.layouts), used, made), last, due=remember)
        changes, standing = None, dict[str, Seal]()
        if result.ledger is not None and result.publishable(threshold):
            record = {root / LOCK: result.lock} if remember and result.lock is not None else {}
            files = result.ledger.files
            changes = made.publish(files, _contents(result.ledger, inputs, root, made.standing), record)
            if (seals := made.seals(files, changes)) != before:
                used.note(sealed, write(seals))
            standing = made.after(seals)
    why = _reasons(result, last, used) if explain else {}
    _keep(used, options, result, known)
    return Built(result, changes, why, standing)


def inspect(root: Path, options: Options, used: Cache, found: Seen | None, *, config: Path | None) -> Result:
    """Check the whole column; arguments as ``produce``, errors as ``check``."""
    known = records.read(used, options.variant)
    last = known.ledger if known else None
    inputs = load(root, config, last.known if last else {}, found)
    result = _examined(Run(inputs, options, templates(inputs.layouts), used), last, due=False)
    _keep(used, options, result, known)
    return result


def _examined(run: Run, last: Ledger | None, *, due: bool) -> Result:
    """Go the short way where the last run shows it, else the long one; ``due``: the lock must be brought up to date."""
    short = examine_again(run, last) if last is not None and not (due and last.due) else None
    if short is not None:
        return short
    from generator.building.pipeline import examine_run  # noqa: PLC0415  # what plans a site: the short way does without

    return examine_run(run)


def _reasons(result: Result, last: Ledger | None, used: Cache) -> Mapping[str, str]:
    """Why each sheet was rendered."""
    from generator.building.explain import reasons  # noqa: PLC0415  # few ask

    return reasons(result.rendered, result.ledger, last, used) if result.ledger else {}


def _keep(used: Cache, options: Options, result: Result, known: records.Kept | None) -> None:
    if result.ledger is not None and (known is None or result.ledger != known.ledger):
        records.keep(used, options.variant, result.ledger, known)
        if used.overfull(result.ledger.size):
            used.prune(result.ledger.live())


def _contents(last: Ledger, inputs: Inputs, root: Path, standing: Mapping[str, str]) -> dict[str, bytes | Path]:
    """What no template wrote and does not stand yet: the files of the layouts, and where attachments lie."""
    found: dict[str, bytes | Path] = {one.path: one.content for one in inputs.static}
    new = ((path, one.source) for path, one in last.copied.items() if standing.get(path) != one.digest)
    return found | {path: root / source for path, source in new if source}


def _seals(data: bytes | None) -> Seals:
    return {} if data is None else _READ_SEALS(data)


_READ_SEALS = reader(dict[str, tuple[Seal, str]])
