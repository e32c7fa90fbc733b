"""Who lives at an address (住户), or works there: told by who is spoken of near it, else by what only homes have."""

from __future__ import annotations

import re

from generator.text.patterns import lazily
from generator.text.persons import SURNAMES

SEAT = "住所"
"""What firms and organs have as well, and their registers mostly."""
POSTAL = lazily(r"(?:(?:收件|收货|通讯|通信|联系|邮寄)地址|地[ \u3000]*址)(?![（(](?:家庭|本人|居住))")
"""Where letters go: mostly to an office that says how to reach it."""
PARTY = lazily("(?:申请|当事|投诉|举报|信访)人|[户业]主|本人")
"""Whose address it is, as the word itself says: a person's mostly."""
OFFICE = lazily(
    "办公|窗口|大厅|[科处站所委会点]|工作|受理|申请(?!人)|申报|报名|报送|材料|投标|招标|采购|代理|现场|邮编|邮政编码|负责人|法定代表"
    "|信访(?!人)|(?<!经)办[，,、）)\\s]|职务|岗位|部门|便民|施工|服务|老师"
)
"""What is spoken of where letters go to an office."""
LANDLINE = lazily(r"(?<![0-9])(?:[（(]?0[0-9]{2,3}[）) -]{0,2})?[2-8][0-9]{6,7}(?![0-9])")
"""Who is called there by a number of a desk; a home's is seldom told."""
LIVING = lazily("收[件货]人|本人|居住|村民|居民|户主|家属|回乡")
"""Who a letter is for, if not for an office."""
ORGAN = lazily(
    "公司|企业|单位|法人|机关|主体|委员会|政府|合作社|协会|学会|集团|中心|学校|医院|银行|商[店行场]|超市|酒店|经营|营业|注册|登记|[局厅厂社部]"
    "|饮食|便利|菜场|市场|[书饭酒网门商]店|事务所|工作室|活动室|图书馆|个体工商户"
)
PERSON = lazily("[，,、（(][男女]|身份证|出生|公民|[一-龥]某|先生|女士|自然人|个人")
NAMED = lazily(
    "(?:(?<!被)申请人|当事人|投诉人|举报人|信访人|联系人|户[ \u3000]*主|业主|姓[ \u3000]*名)"
    rf"(?:[（(][^（()）\n]{{0,8}}[）)])?[ \u3000*|：:]{{0,5}}[{SURNAMES}](?!老师|科长|处长|主任|经理|站长|书记|所长)"
    r"[一-龥]{1,2}(?![一-龥])"
)
"""A person by name, after what people are called in forms."""
LISTED = lazily("姓[ \u3000]*名|户主|业主|居民|村民")
"""What heads the column of the names in a list of people."""
MIXED = lazily("(?<!被)申请人|当事人|投诉人|举报人")
"""What heads the column of the names in a list of people and firms."""
NAME = lazily(rf"(?:\A|[|\t,])[ \"*0-9]*[{SURNAMES}][一-龥]{{1,2}}[ \"*]*[|\t,]")
"""A cell that holds the name of a person, perhaps with its number in the list."""
UNIT = "[0-9０-９A-Za-z一二三四五六七八九十]"
FLAT = lazily(
    f"(?:单元|弄|(?:村|花园|家园|小区|公寓|苑|里)(?:[东西南北中]|[东西南北中一二三四]区)?{UNIT}).*室|村[^路街]{{0,6}}组"
)
LEADING = lazily(r"[|\s*#>0-9.、（）()-]*")
"""What stands before a label that begins its line, as in a form."""
NEAR = 60
"""Characters around an address in which a person or an office is looked for."""
STOP = lazily("[。；;\n]")
FULL_STOP = lazily("[。；;]")


def inhabited(word: str) -> bool:
    """Tell whether offices use a word for an address as people do."""
    return word.startswith(SEAT) or POSTAL.match(word) is not None or PARTY.match(word) is not None


def listed(header: str) -> bool:
    """Tell by the names of its columns whether a table lists people, and says nothing of where they work."""
    header = header.replace(SEAT, "")  # which has the character of an office
    return bool(LISTED.search(header) or MIXED.search(header)) and not (ORGAN.search(header) or OFFICE.search(header))


def dwelt(text: str, word: re.Match[str], place: re.Match[str]) -> bool:
    """Tell a home from the seat of an organ or firm after a word for either."""
    start = word.start()
    before, after = text[max(start - NEAR, 0) : start], STOP.split(text[place.end() : place.end() + NEAR])[0]
    line = before.rpartition("\n")[2]
    form = "\n" in before and LEADING.fullmatch(line)
    before = (FULL_STOP if form else STOP).split(before)[-1]
    if ORGAN.search(before) or ORGAN.search(after):
        return False
    flat = FLAT.search(place[0])
    if word[0].startswith(SEAT):
        return bool(flat or PERSON.search(before))
    around = f"{before}，{after}"
    return bool(flat) and not OFFICE.search(around) and _somebodys(word[0], around)


def housed(header: str, row: str, place: str) -> bool:
    """Tell a home from the seat of an organ or firm in a row of a list of people (see ``listed``)."""
    if not FLAT.search(place) or ORGAN.search(row) or OFFICE.search(row):
        return False
    return bool(LISTED.search(header) or NAME.search(row))


def _somebodys(word: str, around: str) -> bool:
    """Tell whether a person is spoken of around an address to which letters go."""
    if PARTY.match(word) or LIVING.search(around):
        return True
    return bool(PERSON.search(around) or NAMED.search(around)) and not LANDLINE.search(around)
