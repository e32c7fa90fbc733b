"""Stretches of text out of files of any sort, each with the place where people find it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from generator.model.values import Struct


class Passage(NamedTuple):
    """One stretch."""

    place: str
    """第 2 页, 名单!B12, 页眉 …"""
    text: str


Table: TypeAlias = tuple[tuple[Passage, ...], ...]
"""Rows of cells; a line of a file is a row of one cell."""


class Unread(Exception):
    """A file that cannot be read; the message says why, in Chinese."""


class Contents(Struct, frozen=True):
    """What a file says."""

    passages: tuple[Passage, ...]
    makers: tuple[str, ...] = ()
    """Names of people and offices in its properties."""
    position: str = ""
    """Where a picture was taken, as its file says; empty when it does not."""
    within: tuple[tuple[str, bytes], ...] = ()
    """The files inside it, each after its name: pictures, and what was embedded."""
    unread: str = ""
    """What of it cannot be read, in Chinese; empty when it was read to its end."""
    tables: tuple[Table, ...] = ()
    """What is said in tables, once more as it is laid out: a cell says what the cells beside or under it are."""


def distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    """Names that say something, each once, in order."""
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))
