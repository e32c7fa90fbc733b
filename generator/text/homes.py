"""Addresses of homes (住址) in running text and in tables, where they are finer than 街道 or 乡镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.patterns import lazily

ADDRESSED = lazily(
    r"(?:家庭(?:详细)?[住地]址|详细住址|居住地址?|常住地址?|户籍地址|户[籍口]所在地|户口地址|户籍地?|身份证住址|现居?住[址地]?"
    r"|现居地|身份证地址|通讯地址[（(]家庭?[）)]|通信地址[（(]家庭?[）)]|收件地址[（(]家庭?[）)]|地址[（(](?:本人)?居住[）)]"
    r"|暂住(?:地址?|处)|暂住(?![证登人口])|租住(?:地址?|处|[于在])"
    r"|居所(?=[为是在于：:（( \u3000])|住处(?=[为是在于：:（( \u3000])|住所地?"
    r"|收件地址|收货地址|通讯地址|通信地址|联系地址|邮寄地址|地址(?<![一-龥]地址)"
    r"|，住(?![所院房宅建宿户址])|,住(?![所院房宅建宿户址])|；住(?![所院房宅建宿户址])|、住(?![所院房宅建宿户址])"
    r"|住(?![所院房宅建宿户址])(?:(?<=[某他她我口]住)|(?<=本人住)|(?<=[^商用]户住))"
    r"|住址|家住|居住[于在]|住在)"
    r"(?:为|是|在|于)?[（(：:\s]*"
)
"""What the words after it are: where somebody lives.

Each form begins with one character, not with a choice, so that the search is swift.
"""
SIGNS = (("住", ""), ("址", ""), ("籍", ""), ("居", "居所"), ("居", "居地"), ("户", "户口"))
"""What is in each of these words: a character that is found at once, and what must then stand in the text as well."""
LEAD = 8
"""No word has so many characters before its sign."""
BOUND = r"\s,，。；;、|<>《》“”：:（）()"
NUMERAL = "[0-9０-９一二三四五六七八九十甲乙A-Za-z-]+"
PLACE = lazily(
    rf"[^{BOUND}]{{0,24}}?(?:街道|路|街|巷|弄|大道|镇|乡|村|小区|新村|花园|公寓|苑|里)"
    rf"(?:[^{BOUND}]{{0,12}}?[ \u3000]?{NUMERAL}[ \u3000]?(?:号楼|号院|号|弄|幢|栋|单元|层|室|组|楼))+"
    r"(?:[0-9０-９]{2,4}(?![0-9０-９]))?"
)
"""A street or village and what is finer; of a flat often only the number is written."""
SEAT = "住所"
"""What firms and organs have as well, and their registers mostly."""
POSTAL = lazily(r"(?:(?:收件|收货|通讯|通信|联系|邮寄)地址|地址)(?![（(](?:家庭|本人|居住))")
"""Where letters go: mostly to an office that says how to reach it."""
OFFICE = lazily(
    "办公|窗口|大厅|[科处站所委会]|工作|受理|申请|申报|报名|报送|材料|投标|招标|采购|代理|现场|邮编|邮政编码|负责人|法定代表"
)
"""What is spoken of where letters go to an office."""
LIVING = lazily("收[件货]人|本人|居住|村民|居民|户主|家属|回乡")
"""Who a letter is for, if not for an office."""
ORGAN = lazily(
    "公司|企业|单位|法人|机关|主体|委员会|政府|合作社|协会|学会|集团|中心|学校|医院|银行|商[店行场]|超市|酒店|经营|营业|注册|登记|[局厅厂社部]"
)
PERSON = lazily("[，,、（(][男女]|身份证|出生|公民|[一-龥]某|先生|女士|自然人|个人")
FLAT = lazily("(?:单元|弄|村|花园|小区|公寓|苑|里).*室|村.*组")
NEAR = 60
"""Characters around an address in which a person or an office is looked for."""
HEADED = lazily(r"[ \u3000）)]*(?:[|,，\t\n]|\Z)")
"""What ends the cell of a header."""


def homes(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of homes stand: after a word that says so, or in the column under it."""
    signs = [at for sign, word in SIGNS if sign in text and (at := text.find(word or sign)) >= 0]
    if not signs:
        return
    header, table = 0, 0  # where the row of headers that was last seen ends, and where its table does
    for word in ADDRESSED.finditer(text, max(min(signs) - LEAD, 0)):
        if place := PLACE.match(text, word.end()):
            if not _shared(word[0]) or _dwelt(text, word, place):
                yield place.span()
        elif (
            not _shared(word[0])
            and HEADED.match(text, word.start() + len(word[0].rstrip()))
            and not header < word.start() < table
        ):
            header = _line_end(text, word.start())
            table, spans = _column(text, word.start(), header)
            yield from spans


def _shared(word: str) -> bool:
    """Tell whether offices use a word as people do."""
    return word.startswith(SEAT) or POSTAL.match(word) is not None


def _dwelt(text: str, word: re.Match[str], place: re.Match[str]) -> bool:
    """Tell a home from the seat of an organ or firm: by who is spoken of, else by what only homes have."""
    before = re.split("[。；;\n]", text[max(word.start() - NEAR, 0) : word.start()])[-1]
    after = re.split("[。；;\n]", text[place.end() : place.end() + NEAR])[0]
    if ORGAN.search(before) or ORGAN.search(after):
        return False
    if POSTAL.match(word[0]):
        around = f"{before}，{after}"
        someone = PERSON.search(around) or LIVING.search(around)
        return bool(someone and FLAT.search(place[0]) and not OFFICE.search(around))
    return bool(PERSON.search(before) or FLAT.search(place[0]))


def _column(text: str, word: int, end: int) -> tuple[int, list[tuple[int, int]]]:
    """Where a table ends, and the addresses in its column under a word in its row of headers, which ends there."""
    start = text.rfind("\n", 0, word) + 1
    mark = next((one for one in "|\t," if one in text[start:end]), None)
    spans: list[tuple[int, int]] = []
    if mark is None:
        return end, spans
    column = text.count(mark, start, word)
    while end < len(text):
        start, last = end + 1, _line_end(text, end + 1)
        cells = text[start:last].split(mark)
        if len(cells) <= column:
            break
        at = start + sum(len(cell) + 1 for cell in cells[:column])
        if place := PLACE.search(text, at, at + len(cells[column])):
            spans.append(place.span())
        end = last
    return end, spans


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
