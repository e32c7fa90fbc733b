"""Files that no layout writes: what readers take away, made of the same plain data as pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

# The libraries for office files take longer to load than a build that needs none of them.


def _paper(context: dict[str, Any]) -> bytes:
    from generator.rendering.paper import write  # noqa: PLC0415  # see above

    return write(context)


def _workbook(context: dict[str, Any]) -> bytes:
    from generator.rendering.workbook import write  # noqa: PLC0415  # see above

    return write(context)


def _record(context: dict[str, Any]) -> bytes:
    return (json.dumps(context["record"], ensure_ascii=False, indent=2) + "\n").encode()


def _separated(context: dict[str, Any]) -> bytes:
    from generator.rendering.separated import write  # noqa: PLC0415  # see above

    return write(context)


FORMS: Mapping[str, Callable[[dict[str, Any]], bytes]] = {
    "paper": _paper,
    "workbook": _workbook,
    "separated": _separated,
    "record": _record,
}
"""By the name that stands in a job in place of a layout's, who writes it."""

PACKED = frozenset({"paper", "workbook"})
"""Forms that are archives of XML."""


def legible(form: str, content: bytes) -> bytes:
    """A file as those must see it who look for words in it: of an archive, the texts that are in it."""
    if form not in PACKED:
        return content
    with ZipFile(BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith((".xml", ".rels")))
        return b"\n".join(archive.read(name) for name in names)
