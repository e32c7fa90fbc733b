"""Numbers to call that are spelt in Chinese digits: 一三九 一七二八 四六二五."""

from __future__ import annotations

from collections.abc import Iterator

from generator.text.patterns import lazily

DIGITS = {
    char: str(value)
    for value, chars in enumerate(("〇零○", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
DIGIT = f"[{''.join(DIGITS)}]"
PARTING = "[ \u00a0\u3000\\-‐‑–—－·]?"
SPELT = lazily(f"(?<!{DIGIT})[一幺壹](?:{PARTING}{DIGIT}){{10}}(?!{PARTING}{DIGIT})")
LIKELY = {first: lazily(f"{first}(?:{PARTING}{DIGIT}){{2}}") for first in DIGITS if DIGITS[first] == "1"}
"""How one begins, by its first digit: in forms that are found swiftly."""


def spelt(text: str) -> Iterator[tuple[int, int, str]]:
    """Where eleven Chinese digits stand that begin with one, and which number they say."""
    for first, likely in LIKELY.items():
        if first in text and likely.search(text):
            break
    else:
        return
    for run in SPELT.finditer(text):
        yield run.start(), run.end(), "".join(DIGITS.get(char, "") for char in run[0])
