"""How the public is heard: before the first day, while opinions are taken, after the last day."""

from __future__ import annotations

from datetime import date

from generator.rendering.lookup import Plain
from generator.text.dates import chinese_date


def asked(begins: date | None, ends: date | None, method: str, as_of: date) -> Plain:
    """What a page says of its period: when it was, whether it is over, how to be heard as long as one can be.

    Who reads it must not write for nothing: before the first day the way is announced, after the last there is none.
    """
    said = f"{chinese_date(begins)}至{chinese_date(ends)}" if begins and ends else ""
    if ends and as_of > ends:
        note = f"已于{chinese_date(ends)}截止，不再收集意见"
        return {"title": "征求意见已经截止", "open": False, "said": said, "note": note, "method": ""}
    if begins and as_of < begins:
        later = f"开始以后，可以这样提意见：{method}" if method else ""
        return {"title": "征求意见尚未开始", "open": False, "said": said, "note": "尚未开始", "method": later}
    left = f"还有{(ends - as_of).days + 1}天" if begins and ends else ""
    return {"title": "怎样提意见", "open": bool(begins), "said": said, "note": left, "method": method}


def withdrawn(begins: date, ends: date, removed: date) -> Plain:
    """What it says when what is to be decided was taken off before the last day."""
    said = f"{chinese_date(begins)}至{chinese_date(ends)}"
    note = f"本事项已于{chinese_date(removed)}移出目录，不再收集意见"
    return {"title": "不再征求意见", "open": False, "said": said, "note": note, "method": ""}
