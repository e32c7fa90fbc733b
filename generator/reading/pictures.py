"""Pictures: what their files say besides the picture — where it was taken, and by whom.

The only module that knows Pillow.
"""

from __future__ import annotations

import re
from io import BytesIO

from PIL import UnidentifiedImageError
from PIL.ExifTags import IFD, Base
from PIL.Image import DecompressionBombError
from PIL.Image import open as decoded

from generator.reading.passages import Contents, Passage, Unread, distinct

NAMES = (Base.Artist, Base.Copyright, Base.XPAuthor, Base.CameraOwnerName)
WORDS = (Base.ImageDescription, Base.XPTitle, Base.XPComment, Base.XPSubject, Base.XPKeywords)

MAKERS = frozenset({"author", "creator", "artist", "copyright", "owner"})
"""What PNG files call whoever made them."""
CREATOR = re.compile(r"<(?:\w+:)?creator>\s*(?:<[^<>]*>\s*)*([^<>]+)<")
"""The same in the description (XMP) that editors of pictures add to files of any form."""


def read(data: bytes) -> Contents:
    """Read what a picture's file says besides the picture.

    Raises:
        Unread: it is broken.
    """
    try:
        with decoded(BytesIO(data)) as picture:
            told = picture.getexif()
            place = told.get_ifd(IFD.GPSInfo)
            notes = [(str(key).lower(), _plain(value)) for key, value in picture.info.items()]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, DecompressionBombError) as error:
        raise Unread("文件已损坏，打不开") from error
    said = distinct([*(_text(told.get(tag)) for tag in WORDS), *(text for key, text in notes if key not in MAKERS)])
    makers = [_text(told.get(tag)) for tag in NAMES]
    makers += [name for key, text in notes for name in ([text] if key in MAKERS else CREATOR.findall(text))]
    return Contents(
        tuple(Passage("图片说明", one) for one in said),
        distinct(makers),
        "拍摄地点的经纬度" if any(tag in place for tag in (1, 2, 3, 4)) else "",
    )


def _plain(value: object) -> str:
    """What a picture's file says under some name; XMP is read, other bytes are not."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "ignore") if b"<x:xmpmeta" in value else ""
    return str(value) if isinstance(value, str) else ""


def _text(value: object) -> str:
    """A value as text; Windows writes its own tags in UTF-16, and others write UTF-8 where only Latin is foreseen."""
    if isinstance(value, bytes):
        return value.decode("utf-16-le", "ignore").rstrip("\0")
    text = str(value).rstrip("\0") if value else ""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
