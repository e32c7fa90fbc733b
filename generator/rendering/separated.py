"""CSV files: a grid as rows of text, in the form that office programs open without asking."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from io import StringIO
from typing import Any

from generator.rendering.grid import texts


def write(context: dict[str, Any]) -> bytes:
    """Write the grid of a context, in UTF-8 with a mark by which spreadsheets know it, and with CRLF (RFC 4180)."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(texts(context["grid"]))
    return BOM_UTF8 + text.getvalue().encode()
