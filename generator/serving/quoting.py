"""The line beside a finding: quoted only from the text in which it was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from generator import reporting
from generator.building.inputs import Inputs
from generator.building.ledger import Ledger
from generator.building.places import CONFIG, LOCK
from generator.model.diagnostics import Diagnostic
from generator.reading.decode import legible
from generator.rendering.faults import LABEL
from generator.text.veiling import veiled


def texts(paths: Collection[str], inputs: Inputs, ledger: Ledger | None) -> Mapping[str, str]:
    """The SHA-256 of some files as a run read them, as far as it read them; ``ledger`` is that of this run."""
    return dict(_texts(paths, inputs, ledger))


def _texts(paths: Collection[str], inputs: Inputs, ledger: Ledger | None) -> Iterator[tuple[str, str]]:
    own = {CONFIG: inputs.config, LOCK: inputs.lock}
    documents = ledger.documents if ledger else {}
    assets = {one.path: one.digest for one in inputs.assets if one.path in paths}
    for path in paths:
        if data := own.get(path):
            yield path, sha256(data).hexdigest()
        elif path in documents:
            yield path, documents[path].digest
        elif digest := assets.get(path) or inputs.layout_files.get(path.removeprefix(LABEL)):
            yield path, digest


def frame(one: Diagnostic, file: Path, digest: str) -> str:
    """The source line of a finding with its place marked; empty when the file is no longer what it was found in."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    if sha256(data).hexdigest() != digest:
        return ""
    return reporting.frame(one, veiled(legible(data)))
