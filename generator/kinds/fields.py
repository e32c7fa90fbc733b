"""How front matter text becomes values: days, moments, words, yes and no."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from generator.model.phase import Phase
from generator.model.schema import AfterValidator, Annotated, BeforeValidator, WithJsonSchema, offence
from generator.text import urls
from generator.text.dates import TruncatedDate, parse_day, parse_moment

TRUE = frozenset({"是", "true", "yes"})
WEB = frozenset({"", "http", "https"})
"""Schemes of the web, and none: a path inside the site."""
FALSE = frozenset({"否", "false", "no"})


_REMEMBERED = 4096
"""Dates that are not read twice: the pages of a column share theirs."""
_known_day = lru_cache(_REMEMBERED)(parse_day)
_known_moment = lru_cache(_REMEMBERED)(parse_moment)


def _day(value: object) -> object:
    try:
        return _known_day(value) if isinstance(value, str) else value
    except TruncatedDate as error:
        raise offence("date-truncated", str(error)) from error
    except ValueError as error:
        raise offence("date-valid", str(error)) from error


def _moment(value: object) -> object:
    try:
        return _known_moment(value) if isinstance(value, str) else value
    except TruncatedDate as error:
        raise offence("date-truncated", str(error), timed=True) from error
    except ValueError as error:
        raise offence("date-valid", str(error), timed=True) from error


def _switch(value: object) -> object:
    if isinstance(value, str):
        word = value.strip().lower()
        if word in TRUE | FALSE:
            return word in TRUE
        raise offence("field-value", f"“{value}”既不是“是”也不是“否”")
    return value


def _address(value: str) -> str:
    kind = urls.scheme(value)
    if urls.private(value) or (not value.startswith("//") and kind in WEB):
        return value
    said = f"是 {kind}: 地址" if kind else "没有写明 https:"
    raise offence("field-value", f"“{value}”{said}；这里只能写 https:、http: 网址或者站内的相对路径")


def listed(value: object) -> object:
    """A single text stands for a list of one."""
    return (value,) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "examples": ["2020-04-09"]})]
"""A calendar day: 2020-04-09, 2020-4-9, 2020/4/9 or 2020年4月9日."""

Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "examples": ["2020-04-09 10:00"]})
]
"""A day with an optional time in the site's zone (Asia/Shanghai); midnight when none is given."""

Switch = Annotated[bool, BeforeValidator(_switch), WithJsonSchema({"type": "string", "enum": ["是", "否"]})]
"""是 or 否."""

WebAddress = Annotated[str, AfterValidator(_address)]
"""An address on the web, or a path inside the site; what the public cannot open is left to the rule link-private."""

Words = Annotated[tuple[str, ...], BeforeValidator(listed)]
"""A list of texts; one text stands for a list of one."""

Phases = Annotated[tuple[Phase, ...], BeforeValidator(listed)]
"""Some of 五公开; one stands for a list of one."""
