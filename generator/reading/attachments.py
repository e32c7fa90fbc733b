"""Attachments read for what of a person, and what else that must not be seen, stands in them: by their endings."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from posixpath import splitext
from typing import Any, TypeAlias

from generator.kinds.procedure import asked
from generator.model.attached import Attached, Trait
from generator.model.config import SiteConfig
from generator.reading.decode import decode
from generator.reading.passages import Contents, Passage, Unread
from generator.text.personal import digits, find

Seek: TypeAlias = Callable[[Sequence[Passage]], Any]
"""A search of passages for what must not be seen; it gives plain data."""
BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How files begin that are no text, whatever they are called."""
LARGEST = 50_000_000
"""Bytes of an attachment that is looked through."""
MAKER, POSITION = "MAKER", "POSITION"
PROPERTIES = "文件属性"
"""The place of what stands in a file's properties."""
HELD = re.compile(r"[一-龥]{2,4}|[A-Za-z]{2,}[ .·][A-Za-z][A-Za-z .]*")
"""What a person's name looks like, where an office's was to be expected."""
APPLICATION = re.compile("信息公开申请|申请公开|依申请公开|申请政府信息")
"""Words by which a form of application for information is known."""
OFFICE = re.compile(
    "委|局|厅|部|处|科|室|中心|公司|政府|办|院|所|用户|管理员|作者|单位|示例|[Uu]ser|Admin|Office|Word|WPS"
)
"""Words in the names of offices, and of nobody."""

# The libraries for PDF files and pictures take longer to load than most columns to be read.


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
    if data.startswith(BINARY):
        raise Unread("文件的内容与扩展名不符")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # “Unicode 文本” of office programs
        data = data.decode("utf-16", "replace").encode()
    text, _ = decode(data, "")
    if text is None:
        text = data.decode("gb18030", "replace")
    return Contents(tuple(Passage(f"第 {number} 行", line) for number, line in enumerate(text.split("\n"), 1) if line))


READERS: Mapping[str, Callable[[bytes], Contents]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".ofd", ".odt", ".ods", ".odp"), _archive),
    **dict.fromkeys((".txt", ".csv", ".tsv", ".md", ".htm", ".html", ".xml", ".json", ".svg"), _plain),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp"), _picture),
    ".pdf": _portable,
    ".rtf": _rich,
}
"""Who reads what."""
SPEECHLESS = frozenset((".mp4", ".webm", ".ogv", ".mp3", ".ogg", ".m4a", ".wav", ".ico", ".vtt", ".srt"))
"""Endings of what shows and sounds: their text stands on the page, or beside them."""


def examine(path: str, data: bytes, config: SiteConfig, seek: Seek | None = None) -> Attached:
    """Look an attachment through, and search it if there is a search; nothing is raised, whatever the bytes."""
    ending = splitext(path)[1].lower()
    if ending in SPEECHLESS or not data:
        return Attached(path)
    reader = READERS.get(ending)
    if reader is None:
        return Attached(path, unread=f"不能检查 {ending or '没有扩展名的'} 文件")
    if len(data) > LARGEST:
        return Attached(path, unread=f"文件大于 {LARGEST // 1_000_000} MB")
    try:
        contents = reader(data)
    except Unread as error:
        return Attached(path, unread=str(error))
    made = (Passage(PROPERTIES, name) for name in contents.makers)
    told = seek((*contents.passages, *made)) if seek else None
    return Attached(path, tuple(dict.fromkeys(_traits(contents, config))), asks=_asks(contents), told=told)


def _asks(contents: Contents) -> tuple[str, ...]:
    """What a form of application for information asks; nothing of what is none."""
    text = "\n".join(passage.text for passage in contents.passages)
    return asked(text) if APPLICATION.search(text) else ()


def _traits(contents: Contents, config: SiteConfig) -> Iterator[Trait]:
    allowed = _allowed(config.privacy.office_numbers)
    for passage in contents.passages:
        for one in find(passage.text):
            if one.plain not in allowed:
                yield Trait(one.sort.name, passage.place, one.masked)
    for name in contents.makers:
        if HELD.fullmatch(name) and not OFFICE.search(name):
            yield Trait(MAKER, PROPERTIES, f"{name[0]}***")
    if contents.position:
        yield Trait(POSITION, PROPERTIES, contents.position)


@lru_cache(maxsize=2)
def _allowed(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(digits(one) for one in numbers)
