"""What goes wrong in the program itself: for editors a finding among the others, for engineers its whole course."""

from __future__ import annotations

import sys
from pathlib import Path
from traceback import extract_tb, format_exception

from generator.building.places import CONFIG, PACKAGE
from generator.building.project import NoProject
from generator.model.diagnostics import Diagnostic, Failed, Severity, Span

RULE = "preview-failed"
NOWHERE = Span("")
"""No file of the column is at fault."""
EXPECTED = (NoProject, Failed, OSError)
"""What happens outside the program; the message says what."""


def fault(error: Exception) -> Diagnostic:
    """Say as a finding why a run came to nothing; a mistake of the program itself goes to the terminal, too."""
    if isinstance(error, EXPECTED):
        span = Span(CONFIG) if isinstance(error, NoProject) else NOWHERE
        return Diagnostic(RULE, Severity.ERROR, span, f"没有生成：{error}", "改正后再保存一次")
    tell("预览生成网站时出错", error)
    return Diagnostic(
        RULE,
        Severity.ERROR,
        NOWHERE,
        f"程序内部错误，没有生成：{named(error)}",
        "不是内容写错了；再保存一次会重新生成，仍出错的，把终端里的出错经过交给平台工程师",
    )


def tell(what: str, error: BaseException) -> None:
    """Write to the terminal what went wrong, where, and how it came about."""
    sys.stderr.write(f"{what}：{named(error)}\n{''.join(format_exception(error))}")
    sys.stderr.flush()


def named(error: BaseException) -> str:
    """The type of an error, what it says, and the innermost line of ours that it went through."""
    said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    frames = [one for one in extract_tb(error.__traceback__) if Path(one.filename).is_relative_to(PACKAGE)]
    if not frames:
        return said
    file = Path(frames[-1].filename).relative_to(PACKAGE.parent).as_posix()
    return f"{said}（{file}:{frames[-1].lineno}）"
