"""Regular expressions that are compiled when they are first used: a run uses few of the hundreds that there are."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Uncompiled(Generic[AnyStr]):
    """Stands for ``re.Pattern``; from the first use on its methods are those of the compiled pattern."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        """Take what ``re.compile`` takes."""
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what was written."""
        return type(self), (self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a pattern has
        """Compile it, and ask it.

        Raises:
            re.error: it is no regular expression.
        """
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update((one, getattr(compiled, one)) for one in METHODS)
        return getattr(compiled, name)


def lazily(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", Uncompiled(pattern, flags))
