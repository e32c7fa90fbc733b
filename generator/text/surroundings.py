"""What stands around a number and tells whose it is: units, names of figures and files, words for calling somebody."""

from __future__ import annotations

import re

from generator.model.values import Struct
from generator.text.patterns import lazily
from generator.text.persons import SURNAMED

MONEY = lazily(r"\s*(?:[万亿]?[美欧港日]?元)")
AMOUNT = lazily(
    r"\s*(?:人(?![民员力事])次?|次|户(?![籍口名主])|家(?![庭住属长里中])|件|宗|吨|千克|公斤|平方米|立方米|平方公里|公里|公顷|亩|米"
    r"|册|份|张(?![一-龥])|台(?![湾州])|辆|千瓦时?|兆瓦|字节|[KMG]B|%|％|‰)"
)
"""What makes a number of the one before it, where nothing says that it is one to call."""
FIGURE = lazily(
    r"(?:额|量|值|合计|[总小]计|收入|支出|投资|成本|费用|利润|[存贷]款|[（(][^（()）\n]{0,4}[元吨人户件辆米度时][）)])"
    r"(?:[（(][^）)\n]*[）)])?[ \t\u3000,，：:|0-9０-９.．%-]*\Z"
)
"""The name of a row of figures."""
DECIMAL = lazily(r"[.．][0-9]{1,4}(?![0-9])")
FRACTION = lazily(
    r"\A(?:[0-9０-９]+[.．][0-9０-９]{1,3}|[0-9０-９]{1,2}[.．][0-9０-９]+|[0-9]{1,3}(?:\.[0-9]{1,3}){3})\Z"
)
"""A decimal number, or an address of a machine."""
CURRENCY = lazily(r"[¥￥$€]\s?\Z")
THOUSANDS = lazily(r"\A[0-9]+[.．][0-9]+\Z"), lazily(r"\s?[万亿]")
"""A decimal number of any length, and the unit that makes one of it."""
WHOLE = lazily(r"[0-9０-９][.．]\Z")
"""What stands before the decimals of a number."""
WITHIN_ADDRESS = lazily(
    r"(?:://|\]\((?!(?:tel|sms|mailto):)|(?:href|src)=.(?!(?:tel|sms|mailto):))[^\s，。；、）)\"']*\Z"
    r"|(?:\A|[\s：:\"'（(])/[A-Za-z0-9_.-]+/(?:[A-Za-z0-9_.-]+/)*\Z"
)
"""What makes a number a part of an address on the web, or of a path there."""
NAMED = lazily(
    r"(?:文号|编号|编码|代码|索引号|索取号|档案号|案号|单号|订单号?|流水号|批次号?|序列号|条码|条形码|书号|刊号|许可证号?|备案号?|证书号?|登记号|受理号|发票号码?|税号|组织机构代码|信用代码|标识码|校验码|ISBN|ISSN|SHA|MD5)"
    r"[^0-9０-９，。；;\n]{0,6}\Z|(?<![0-9０-９])号(?:码?段)?[：: ]{0,2}\Z"
)
"""What the number after it is, where that is none of a person."""
NUMBERED = lazily(r"(?:No|NO|№|ID|id)[^0-9０-９，。；;\n]{0,6}\Z")
"""What stands before a number of any kind; one that has a check digit is what its digits say."""
RANGE = lazily(r"号码?段[：: ]{0,2}\Z")
"""What numbers given out in a row are called, whatever they are for."""
FILED = (
    lazily(r"(?:\A|[^A-Za-z0-9_./-])[./]*[A-Za-z][A-Za-z0-9_.-]*/(?:[A-Za-z0-9_.-]+/)*\Z"),
    lazily(r"(?:[_-][A-Za-z0-9_-]*)?(?:/[A-Za-z]|\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9]))"),
)
"""What stands before and after a number that is the name of a folder or file, wherever its path begins."""
PERSONAL = lazily(
    r"(?:手机|电话|联系方式|联系人|身份证|证件号|银行卡|卡号|账号|帐号|微信|致电|拨打|咨询|短信|[Tt]el|TEL|[Cc]ard|[Mm]ob(?:ile)?|[Pp]hone|(?<![A-Za-z])M[：:])[^0-9０-９。；;\n]{0,12}\Z"
)
CODED = lazily(r"(?:代码|编码|登记号)[^0-9０-９，。；;\n]{0,6}\Z")
"""What a 统一社会信用代码 is called."""
LETTERS = lazily(r"[A-Za-zＡ-Ｚａ-ｚ]{1,12}\Z")
ANNOUNCING = lazily(
    "wx|wechat|weixin|vx|v|m|p|tel|mob|mobile|phone|cell|call|sj|dh|lx|lxdh|shouji|dianhua|whatsapp"
    "|zfb|alipay|dy|sina|kh|zh|yhk|card|bank|icbc|abc|ccb|boc|bcm|bocom|psbc|cmb|citic|cib|spdb|ceb|cmbc|srcb",
    re.IGNORECASE,
)
"""Letters by which people announce a number to call or to pay to."""
IDENTIFYING = lazily("(?:card)?id(?:card)?(?:no|number)?|sfz(?:h|hm)?", re.IGNORECASE)
"""Letters by which people announce an identity number, whatever else they call it."""
ADDRESSING = lazily(
    rf"(?:(?:\A|[^一-龥])(?:{SURNAMED.pattern})?|[加搜某是为我他她]|本人|经理|老师|师傅|先生|女士|主任)\Z"
)
"""What stands before a single letter that announces a number; glued to the name of a thing it begins a code."""
CODES = lazily(r"(?:[号码单证]|S/N)[：: ]{0,2}\Z")
CLAUSE = lazily("[，,、。；;|\t\n]")
"""The end of the name of a code, before letters that begin one."""
GROUPED = lazily(r"[0-9０-９]{3}.[0-9０-９]{4}.[0-9０-９]{4}")
"""How a mobile number is mostly grouped."""
NEXT = lazily(r"[0-9０-９] \Z"), lazily(r" [0-9０-９]")
"""Another number beside this one, before it and after it."""
BEFORE, AFTER = 80, 12
"""Characters that are looked at."""


class Surroundings(Struct, frozen=True):
    """What is known of a number from the words around it."""

    before: str
    stretch: str
    after: str

    @property
    def figure(self) -> bool:
        """An amount or a decimal: whatever its digits, nobody's number."""
        amount = MONEY.match(self.after) or DECIMAL.match(self.after) or FRACTION.search(self.stretch)
        whole, unit = THOUSANDS
        amount = amount or CURRENCY.search(self.before) or (whole.match(self.stretch) and unit.match(self.after))
        return bool(amount)

    @property
    def linked(self) -> bool:
        """A part of an address on the web."""
        return WITHIN_ADDRESS.search(self.before) is not None

    @property
    def called(self) -> bool:
        """A number that the words before it say to be of a person."""
        return PERSONAL.search(self.before) is not None and not RANGE.search(self.before)

    @property
    def coded(self) -> bool:
        """A code, as organisations have one."""
        return CODED.search(self.before) is not None

    @property
    def elsewhere(self) -> bool:
        """A number of something else: named so, one of a row of figures, or counted in a unit."""
        named = any(pattern.search(self.before) for pattern in (NAMED, FIGURE, WHOLE))
        return bool(named or AMOUNT.match(self.after) or self._row())

    @property
    def filed(self) -> bool:
        """The name of a folder or file."""
        folder, rest = FILED
        return bool(folder.search(self.before) and rest.match(self.after))

    @property
    def numbered(self) -> bool:
        """A number of some kind, which the words before it do not tell."""
        return NUMBERED.search(self.before) is not None

    def _row(self) -> bool:
        """Figures side by side, with spaces between them."""
        beside = NEXT[0].search(self.before) or NEXT[1].match(self.after)
        return bool(" " in self.stretch and beside and not GROUPED.search(self.stretch))


def coded(before: str, *, bold: bool) -> bool:
    """Tell whether the letters that a text ends with begin a code (索引号, 序列号 …), not a person's number.

    A number that has a check digit and a day of birth (``bold``) is one after any letters that nothing calls a code.
    """
    letters = LETTERS.search(before)
    if letters is None:
        return True
    rest = CLAUSE.split(before[: letters.start()])[-1]
    if PERSONAL.search(rest):
        return False
    if bold and IDENTIFYING.fullmatch(letters[0]):
        return False
    named = CODES.search(rest) or (rest[-1:].isascii() and rest[-1:].isdigit())
    announcing = ANNOUNCING.fullmatch(letters[0]) and (len(letters[0]) > 1 or ADDRESSING.search(rest))
    return bool(named) or not (bold or announcing)


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """What stands around a stretch of a text."""
    return Surroundings(text[max(start - BEFORE, 0) : start], text[start:end], text[end : end + AFTER])
