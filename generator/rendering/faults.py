"""What is wrong with a layout, and where."""

from __future__ import annotations

from types import TracebackType

LABEL = "layouts/"
"""Before a layout's name: the file that its compiled code names, wherever it lies."""


class LayoutError(Exception):
    """A layout that cannot be rendered: its file (the template's name), the line, and what is wrong, in Chinese."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[LayoutError], tuple[str, int, str]]:
        """Cross a process boundary whole."""
        return type(self), (self.file, self.line, self.message)


def place(trace: TracebackType | None) -> tuple[str, int] | None:
    """The innermost layout in a traceback, and the line in it."""
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(LABEL):
            found = name.removeprefix(LABEL), trace.tb_lineno
        trace = trace.tb_next
    return found
