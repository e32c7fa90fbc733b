"""Addresses of homes (住址) in running text and in tables, where they are finer than 街道 or 乡镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.dwellers import dwelt, housed, inhabited, listed
from generator.text.patterns import lazily

GAP = "[ \u3000]{0,8}"
"""What pads the words of a form to one width."""
NOT = "(?![所院房宅建宿户校改址]| *址)"
"""What does not follow 住 where it says that somebody lives there."""
POSTED = "(?:联系|通[讯信])?地址"
ADDRESSED = lazily(
    f"(?:家{GAP}庭{GAP}(?:详细)?[住地]{GAP}址|详细住址|居{GAP}住{GAP}地(?:{GAP}址)?|常住地址?|户{GAP}籍{GAP}地{GAP}址"
    "|户[籍口]所在地|户口地址|户籍地?|身份证住址|现居?住[址地]?"
    "|现居地|身份证地址|通讯地址[（(]家庭?[）)]|通信地址[（(]家庭?[）)]|收件地址[（(]家庭?[）)]|地址[（(](?:本人)?居住[）)]"
    "|暂住(?:地址?|处)|暂住(?![证登人口])|租住(?:地址?|处|[于在])"
    "|居所(?=[为是在于：:（( \u3000])|住处(?=[为是在于：:（( \u3000])|住所地?"
    f"|申(?<!被申)请人{POSTED}|当事人{POSTED}|投诉人{POSTED}|举报人{POSTED}|信访人{POSTED}|户主{POSTED}|业主{POSTED}|本人{POSTED}"
    f"|收件地址|收货地址|通讯地址|通信地址|联系地址|邮寄地址|地{GAP}址(?<![一-龥]地址)"
    f"|，住{NOT}|,住{NOT}|；住{NOT}|、住{NOT}|（住{NOT}|[(]住{NOT}"
    f"|住{NOT}(?:(?<=[某他她我口]住)|(?<=本人住)|(?<=[^商用]户住))"
    f"|住{GAP}址|家住|居住[于在]|住在)"
)
"""What the words after it are: where somebody lives.

Each form begins with one character, not with a choice, so that the search is swift.
"""
SIGN = lazily("[住址籍居户](?:(?<=[住址籍])|(?<=居)[所地]|(?<=户)口)")
"""What is in each of these words."""
LEAD, TAIL = 24, 32
"""No word has so many characters before its first sign, nor so many from there to the end of what is looked at."""
REMARK = "[（(][^（()）|\n]{0,20}[）)]"
"""What is added to a label: 住址（住所）, 家庭住址（以户口簿为准）."""
LIVES = "(?:现?住[在于]?)?"
"""What is said once more after the label."""
INTO = (
    lazily(rf"[为是在于]?[（(：:\s—*_]*{LIVES}"),
    lazily(rf"[ *_]*{REMARK}[：:\s—*_]*{LIVES}"),
    lazily(rf"[ \u3000*_：:\"]*(?:{REMARK})?[ \u3000*_：:\"]*(?:[|\t,][ \u3000*_\"]*){{1,5}}{LIVES}"),
)
"""What leads from a label to the address: a colon and the like, a remark, or borders up to the next filled cell."""
BOUND = r"\s,，。；;、|<>《》“”\"：:（）()*"
NUMERAL = "[0-9０-９一二三四五六七八九十甲乙A-Za-z-]+"
PLACE = lazily(
    rf"[^{BOUND}]{{0,24}}?(?:街道|路|街|巷|弄|大道|镇|乡|村|小区|新村|花园|公寓|苑|里)"
    rf"(?:[^{BOUND}]{{0,12}}?[ \u3000]?{NUMERAL}[ \u3000]?(?:号楼|号院|号|弄|幢|栋|单元|层|室|组|楼))+"
    r"(?:[0-9０-９]{2,4}(?![0-9０-９]))?"
)
"""A street or village and what is finer; of a flat often only the number is written."""
LIVED = lazily(f'[ \u3000*_"]*{LIVES}')
"""What may stand in a cell before the address."""
NOTE = f"(?:{REMARK}|[（(][^（()）|\n]{{0,20}}(?=\n|\\Z))?"
"""A remark in a heading, perhaps with its end on the next line of a narrow cell."""
HEADED = lazily(rf"[ \u3000*_\"）)]*{NOTE}[ \u3000*_\"]*(?:[|,，\t\r\n]|\Z)")
"""What ends the cell of a header."""
ENDED = lazily(rf"{NOTE}(?:\s|\Z)")
"""The same, where cells are parted by spaces."""
CELL = lazily(r'[ ]*"(?:[^"\n]|"")*"[^,\n]*|[^,\n]*')
"""A cell of a CSV file, in quotes or not."""


def homes(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of homes stand: after a word that says so, in the cell beside it, or in the column under it."""
    header, table = 0, 0  # where the row of headers that was last seen ends, and where its table does
    for word in _words(text):
        shared = inhabited(word[0])
        if place := _after(text, word):
            if not shared or dwelt(text, word, place):
                yield place.span()
        elif not header < word.start() < table and HEADED.match(text, word.end()):
            header = _line_end(text, word.start())
            table, spans = _column(text, word.start(), header, shared=shared)
            yield from spans


def headed(text: str) -> bool:
    """Tell whether a text has a word under which, in a table, addresses of homes would stand."""
    return any(ENDED.match(text, word.end()) for word in _words(text))


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words that say where somebody lives; only around the signs is looked for them, for most texts have few."""
    end = 0
    for sign in SIGN.finditer(text):
        if sign.start() >= end:
            word = ADDRESSED.search(text, max(sign.start() - LEAD, end), sign.start() + TAIL)
            if word and word.start() <= sign.start():  # what begins later is cut short here, and found at its own sign
                end = word.end()
                yield word


def _after(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """The address to which a label leads, if it leads to one; the last heading of a table leads to no next line."""
    for way in INTO:
        led = way.match(text, word.end())
        place = PLACE.match(text, led.end()) if led else None
        if led and place and not ("\n" in led[0] and _mark(text, word.start(), word.start())):
            return place
    return None


def _mark(text: str, at: int, end: int) -> str:
    """What parts the cells of the line on which a place stands, as far as an end; nothing when nothing does."""
    start = text.rfind("\n", 0, at) + 1
    return next((one for one in "|\t," if text.find(one, start, end) >= 0), "")


def _column(text: str, word: int, end: int, *, shared: bool) -> tuple[int, list[tuple[int, int]]]:
    """Where a table ends, and the addresses in its column under a word in its row of headers, which ends there.

    Under a word that offices use as well (``shared``) only what is told to be a home, in a list of people.
    """
    start = text.rfind("\n", 0, word) + 1
    mark = _mark(text, word, end)
    spans: list[tuple[int, int]] = []
    head = text[start:end]
    if not mark or (shared and not listed(head)):
        return end, spans
    column = len(_cells(text, start, word, mark)) - 1
    while end < len(text):
        start, last = end + 1, _line_end(text, end + 1)
        cells = _cells(text, start, last, mark)
        if len(cells) <= column:
            break
        at, to = cells[column]
        lived = LIVED.match(text, at, to)
        place = PLACE.search(text, lived.end() if lived else at, to)
        if place and (not shared or housed(head, text[start:last], place[0])):
            spans.append(place.span())
        end = last
    return end, spans


def _cells(text: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand."""
    cells, at = [], start
    while at <= end:
        quoted = CELL.match(text, at, end) if mark == "," else None
        to = quoted.end() if quoted else text.find(mark, at, end)
        cells.append((at, to if to >= 0 else end))
        at = cells[-1][1] + 1
    return cells


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
