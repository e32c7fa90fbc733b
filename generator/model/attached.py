"""What stands in an attachment (附件), as far as anybody must know it."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.model.values import Struct


class Trait(NamedTuple):
    """Personal data in an attachment."""

    sort: str
    """What sort: a name of ``text.personal.Sort``; ``MAKER`` for who made the file, ``POSITION`` for where."""
    place: str
    """Where in the file, as people find it there: 第 2 页, 名单!B12, 文件属性."""
    masked: str
    """What may be shown of it."""


class Attached(Struct, frozen=True):
    """An attachment as it was looked through."""

    path: str
    """The asset's path."""
    traits: tuple[Trait, ...] = ()
    unread: str = ""
    """Why nobody can tell what stands in it; empty when it was read."""
    asks: tuple[str, ...] = ()
    """What a form of application (申请表) asks (see ``kinds.procedure.asked``); nothing of other files."""
    told: Any = None
    """What the search for what must not be seen found in it; plain data, and never its text as a whole."""
