"""One file that readers take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.model.site import Page
from generator.model.values import Struct
from generator.rendering.lookup import Plain
from generator.text import urls

ENDINGS = {"paper": ".docx", "workbook": ".xlsx", "separated": ".csv", "record": ".json"}
"""By form (see ``forms.FORMS``)."""


class Download(Struct, frozen=True):
    """A file that is made from a page's data, beside the page."""

    form: str
    """Who writes it: ``paper``, ``workbook``, ``separated`` or ``record``."""
    title: str
    """What readers see."""
    context: Callable[[], Plain]
    """All that it says; asked for only when it is written."""
    name: str = ""
    """What stands after the page's own name in its address, where the page has several of one form: ``-table-3``."""
    at: str = ""
    """Its address without the ending, where that is not the page's own."""

    @property
    def format(self) -> str:
        """What readers call it: DOCX, XLSX, CSV, JSON."""
        return ENDINGS[self.form].removeprefix(".").upper()

    def address(self, page: Page[Any]) -> str:
        """Where it goes."""
        return urls.beside(self.at or page.url, f"{self.name}{ENDINGS[self.form]}")
