"""Values as readers see them: days, numbers, sizes, lists, yes and no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from generator.text.dates import chinese_date

KIB = 1024


def moment(value: datetime) -> str:
    """Write a moment as the PubDate meta tag does: ``2020-07-06 10:00`` (国办发〔2017〕47号)."""
    return value.isoformat(" ", "minutes")


def shown(value: object) -> str:
    """Write a front matter value for the metadata block."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Iterable):
        return "、".join(shown(one) for one in value)
    return str(value)


def machine(value: object) -> str | None:
    """The ISO form of a day or a moment, for ``<time>``; ``None`` for everything else."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if value.hour or value.minute else value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else None


def number(value: Decimal) -> str:
    """Write a number without an exponent and without idle zeros: 4, 3.96, 40000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def size(count: int) -> str:
    """Write a count of bytes as people say it: 812 B, 23 KB, 1.4 MB."""
    if count < KIB:
        return f"{count} B"
    if count < KIB * KIB:
        return f"{max(round(count / KIB), 1)} KB"
    return f"{count / KIB / KIB:.1f} MB"


def lines(text: str) -> list[str]:
    """The lines of a field that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
