"""Attachments read for what of a person, and what else that must not be seen, stands in them: by their endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from posixpath import splitext
from typing import Any, TypeAlias

from generator.kinds.procedure import asked
from generator.model.attached import Attached, Trait
from generator.model.config import SiteConfig
from generator.reading.grids import dwellings
from generator.reading.passages import Contents, Passage, Unread
from generator.reading.personal import named
from generator.text.personal import digits, find
from generator.text.persons import persons

Seek: TypeAlias = Callable[[Sequence[Passage]], Any]
"""A search of passages for what must not be seen; it gives plain data."""
LARGEST = 50_000_000
"""Bytes of an attachment that is looked through."""
DEEPEST = 3
"""How often a file within a file is opened."""
MAKER, POSITION = "MAKER", "POSITION"
PROPERTIES = "文件属性"
"""The place of what stands in a file's properties."""
APPLICATION = re.compile("信息公开申请|申请公开|依申请公开|申请政府信息")
"""Words by which a form of application for information is known."""
# The readers, and the libraries for PDF files and pictures, take longer to load than most columns to be read.


def _portable(data: bytes) -> Contents:
    from generator.reading.portable import read  # noqa: PLC0415  # see above

    return read(data)


def _picture(data: bytes) -> Contents:
    from generator.reading.pictures import read  # noqa: PLC0415  # see above

    return read(data)


def _archive(data: bytes) -> Contents:
    from generator.reading.archives import read  # noqa: PLC0415  # see above

    return read(data)


def _rich(data: bytes) -> Contents:
    from generator.reading.rich import read  # noqa: PLC0415  # few columns have any

    return read(data)


def _plain(data: bytes) -> Contents:
    from generator.reading.texts import read  # noqa: PLC0415  # few columns have any

    return read(data)


def _notation(data: bytes) -> Contents:
    from generator.reading.texts import notation  # noqa: PLC0415  # few columns have any

    return notation(data)


def _hypertext(data: bytes) -> Contents:
    from generator.reading.hypertext import read  # noqa: PLC0415  # few columns have any

    return read(data)


def _footage(data: bytes) -> Contents:
    from generator.reading.footage import read  # noqa: PLC0415  # few columns have any

    return read(data)


FILMS = (".mp4", ".m4v", ".mov", ".webm", ".ogv", ".mp3", ".ogg", ".m4a", ".wav")
"""Endings of what shows and sounds, of any size: its text stands on the page, or in the subtitles beside it."""
READERS: Mapping[str, Callable[[bytes], Contents]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".ofd", ".odt", ".ods", ".odp"), _archive),
    **dict.fromkeys((".txt", ".csv", ".tsv", ".md", ".vtt", ".srt"), _plain),
    **dict.fromkeys((".htm", ".html", ".xml", ".svg"), _hypertext),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp"), _picture),
    ".pdf": _portable,
    ".rtf": _rich,
    ".json": _notation,
    **dict.fromkeys(FILMS, _footage),
}
"""Who reads what."""
SPEECHLESS = frozenset((".ico",))
"""Endings of what has neither words nor a maker."""


def opened(path: str, data: bytes) -> Contents:
    """Read what an attachment and all files within it say; nothing is raised, whatever the bytes."""
    try:
        return _read(path, data) if data else Contents(())
    except Unread as error:
        return Contents((), unread=str(error))


def examine(path: str, contents: Contents, config: SiteConfig, seek: Seek | None = None) -> Attached:
    """Look an attachment through, and search it if there is a search."""
    made = (Passage(PROPERTIES, name) for name in contents.makers)
    told = seek((*contents.passages, *made)) if seek else None
    return Attached(
        path, tuple(dict.fromkeys(_traits(path, contents, config))), contents.unread, asks=_asks(contents), told=told
    )


def _read(path: str, data: bytes, depth: int = 0) -> Contents:
    """What a file says, and all files within it.

    Raises:
        Unread: it cannot be read at all.
    """
    ending = splitext(path)[1].lower()
    if ending in SPEECHLESS:
        return Contents(())
    reader = READERS.get(ending)
    if reader is None:
        raise Unread(f"不能检查 {ending or '没有扩展名的'} 文件")
    if len(data) > LARGEST and ending not in FILMS:
        raise Unread(f"文件大于 {LARGEST // 1_000_000} MB")
    if depth > DEEPEST:
        raise Unread("文件中的文件层数过多")
    contents = reader(data)
    for name, inner in contents.within:
        try:
            found = _read(name, inner, depth + 1)
        except Unread as error:
            found = Contents((), unread=str(error))
        contents = _joined(contents, f"其中的 {name}", found)
    return contents


def _joined(outer: Contents, name: str, inner: Contents) -> Contents:
    """What a file says, with what a file within it does."""
    unread = f"{name} {inner.unread}" if inner.unread else ""
    tables = (
        tuple(tuple(Passage(f"{name}，{one.place}", one.text) for one in row) for row in table)
        for table in inner.tables
    )
    return Contents(
        (*outer.passages, *(Passage(f"{name}，{one.place}", one.text) for one in inner.passages)),
        (*outer.makers, *inner.makers),
        outer.position or (inner.position and f"{name} {inner.position}"),
        unread="；".join(filter(None, (outer.unread, unread))),
        tables=(*outer.tables, *tables),
    )


def _asks(contents: Contents) -> tuple[str, ...]:
    """What a form of application for information asks; nothing of what is none."""
    text = "\n".join(passage.text for passage in contents.passages)
    return asked(text) if APPLICATION.search(text) else ()


def _traits(path: str, contents: Contents, config: SiteConfig) -> Iterator[Trait]:
    allowed = _allowed(config.privacy.office_numbers)
    for place, one in named(path):
        if one.plain not in allowed:
            yield Trait(one.sort.name, place, one.masked)
    for passage in contents.passages:
        for one in find(passage.text):
            if one.plain not in allowed:
                yield Trait(one.sort.name, passage.place, one.masked)
    for place, one in (each for table in contents.tables for each in dwellings(table)):
        yield Trait(one.sort.name, place, one.masked)
    for name in persons(contents.makers):
        yield Trait(MAKER, PROPERTIES, f"{name[0]}***")
    if contents.position:
        yield Trait(POSITION, PROPERTIES, contents.position)


@lru_cache(maxsize=2)
def _allowed(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(digits(one) for one in numbers)
