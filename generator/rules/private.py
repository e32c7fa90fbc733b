"""What the request ledger (依申请公开台账) knows of applicants and cases, and the duties (责任分工) of contacts.

Unlike a draft's words, which a published page may say as well, what stands there is a leak wherever it stands. What may
be public for another reason is not looked for at all (see ``Private``); ``spills`` tells where the rest shows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.kinds.base import Document, Titled
from generator.kinds.guide import Guide
from generator.kinds.request import Request, number, requests
from generator.kinds.statutory import Organisation
from generator.model.config import Duty
from generator.model.content import Parsed
from generator.model.site import Site
from generator.rules.exact import searchable
from generator.rules.flattening import core, flat
from generator.text.patterns import lazily
from generator.text.personal import digits

NAME, CONTACT, ADDRESS, IDENTITY = "申请人姓名或者名称", "申请人联系方式", "申请人通信地址", "申请人身份证明"
NUMBER, REPLY, CONTENT, NOTE = "登记编号", "答复文号", "申请内容", "办理记录"
RECORD = (NAME, CONTACT, ADDRESS, IDENTITY, NUMBER, REPLY, CONTENT, NOTE)
"""What of a record can show, the gravest first."""
PHONE, LOCAL, LIAISON = "联络电话", "不带区号的联络电话", "联络员姓名"
DUTY = (PHONE, LOCAL, LIAISON)
"""What of a duty can show. A name stands on honest pages, and a short number is told of many: these count together."""

PERSONAL = frozenset({NAME, CONTACT, ADDRESS, IDENTITY, *DUTY})

CONFIG = "site_config.toml"
CONVERTED = "转为主动公开"
Ledger = tuple[tuple[Parsed, Request], ...]

PARTS = lazily(r"[，,；;、|\s（）()]+")
"""What parts the telephone from the mail address in 联系方式."""
GROUPS = lazily(r"(?<=[0-9])[ \u00a0]+(?=[0-9])")
"""What parts a telephone number in groups."""
SENTENCE = lazily(r"[。！？；\n]")
LONG = 16
"""A sentence of fewer characters may stand anywhere by chance."""
ADDRESSED = 8
"""An address of fewer characters is a district's, not a person's."""
PART = 6
"""A part of 联系方式, or a number, with fewer characters is told of many."""
SURE = 4
"""A text with so many characters that are not ASCII is looked for wherever it stands; a shorter one as a word."""
PERSON = lazily("[\u3400-\u9fff]{2,4}")
"""How the name of a person looks."""
ORDINARY = frozenset(
    {
        "手机",
        "电话",
        "邮箱",
        "微信",
        "地址",
        "无",
        "本人",
        "公民",
        "匿名",
        "个人",
        "自然人",
        "申请人",
        "企业",
        "公司",
        "某公民",
        "某公司",
        "某企业",
        "不详",
    }
)
"""What stands for an applicant and names nobody."""
HIDDEN = "＊"
WIDTH = ord("！") - ord("!")
"""From a narrow character to the wide one."""
NARROW = str.maketrans("（），：；！？〔〕", "(),:;!?[]")
WIDE = str.maketrans("(),:;!?", "（），：；！？")
BRACKETS = (("[", "]"), ("(", ")"), ("（", "）"), ("﹝", "﹞"), ("【", "】"), ("［", "］"))
"""What is written for the brackets around a year (〔〕)."""
ABROAD = lazily("0[0-9]{2,3}-([0-9]{7,8})")
"""A telephone number with its area code."""


class Private:
    """What must not be seen of a site's ledger, and of the contacts in its duties.

    Left out are: names of applicants who are named on published pages for another reason (``Request.named``), who lead
    the organ or sign its pages; numbers that published pages have; what was asked for, where it was made public or is
    called so in public; sentences that stand in several records, which are set phrases; and telephones that are the
    organ's own or that the configuration allows (``privacy.office_numbers``).
    """

    def __init__(self, site: Site) -> None:
        """Gather it."""
        self.found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        """By text, each record (its path) or duty that has it, and what it is there."""
        ledger = requests(site)
        if not (ledger or site.config.duties):
            return
        notes = Counter(one for parsed, record in ledger for one in set(_notes(parsed, record)))
        public = _Public(site, ledger)
        for parsed, record in ledger:
            for text, what in _texts(parsed, record, public, notes):
                self._look_for(text, parsed.path, what)
        for duty in site.config.duties:
            for text, what in _contact(duty, public):
                self._look_for(text, f"{CONFIG} 中“{duty.department}”的责任分工", what)
        self.found.pop("", None)

    def _look_for(self, text: str, record: str, what: str) -> None:
        for one in _written(text):
            if (record, what) not in self.found[one]:
                self.found[one].append((record, what))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What is looked for wherever it stands."""
        return tuple(one for one in self.found if len(core(one)) >= SURE)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is looked for as a whole word."""
        return tuple(one for one in self.found if len(core(one)) < SURE and searchable(one))

    def masked(self, words: str) -> str:
        """A text without what must not be seen of it."""
        for one in sorted(self.found, key=len, reverse=True):
            if one in words and any(what in PERSONAL for _, what in self.found[one]):
                words = words.replace(one, HIDDEN * len(one))
        return words


class _Public:
    """What is public for another reason; each sort is gathered when something of it is to be left out."""

    def __init__(self, site: Site, ledger: Ledger) -> None:
        self._site, self._ledger = site, ledger
        self._identity = site.config.site

    @cached_property
    def items(self) -> frozenset[str]:
        """What requests asked for that were decided to be public."""
        made = (one for _, one in self._ledger if one.conversion and one.conversion.decision == CONVERTED)
        return frozenset(map(_item, made))

    @cached_property
    def named(self) -> frozenset[str]:
        """Who leads the organ or signs its pages."""
        pages = self._site.having(Document)
        leaders = (one.name for page in self._site.having(Organisation) for one in page.meta.leaders)
        authors = (name for page in pages for name in PARTS.split(page.meta.author))
        organs = (page.meta.issued_by for page in pages)
        return frozenset(map(flat, (*leaders, *authors, *organs, self._identity.name, self._identity.organ)))

    @cached_property
    def contacts(self) -> str:
        """The organ's own telephones and addresses, and the numbers that the configuration allows."""
        site = self._site
        allowed = (form for one in site.config.privacy.office_numbers for form in (one, digits(one)))
        described = (said for page in site.having(Organisation) for said in (page.meta.phone, page.meta.address))
        guided = (str(value) for page in site.having(Guide) for value in page.meta.__dict__.values())
        return "\n".join(map(flat, (self._identity.contact, self._identity.address, *allowed, *described, *guided)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Ids and numbers of published pages."""
        pages = self._site.having(Titled)
        official = (one for page in pages for one in (page.meta.doc_number, page.meta.index_number))
        return frozenset((*(page.id for page in self._site.having(Document)), *official))

    @cached_property
    def titles(self) -> str:
        """The titles of published pages."""
        return "\n".join(flat(page.meta.title) for page in self._site.having(Document))


def _texts(parsed: Parsed, one: Request, public: _Public, notes: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What a record has to hide, flat, each with what it is."""
    yield from _who(one, public)
    for sort, value in ((NUMBER, number(parsed, one)), (REPLY, one.reply_number)):
        if len(flat(value)) >= PART and value not in public.numbers:
            yield flat(value), sort
    if _item(one) not in public.items:
        for text in dict.fromkeys((flat(one.content), flat(one.item), *_sentences(one.content))):
            if len(text) >= LONG and text not in public.titles:
                yield text, CONTENT
    for text in _notes(parsed, one):
        if notes[text] == 1 and text not in public.titles:
            yield text, NOTE


def _notes(parsed: Parsed, one: Request) -> list[str]:
    """The sentences that say how it was handled; why something was made public, its page may say as well."""
    kept = one.conversion.reason if one.conversion and one.conversion.decision != CONVERTED else ""
    reasons = (part.reason for part in (one.extension, one.deferral) if part)
    return [found for text in (parsed.text, *reasons, kept) for found in _sentences(text)]


def _item(one: Request) -> str:
    return flat(one.item or one.content)


def _who(one: Request, public: _Public) -> Iterator[tuple[str, str]]:
    """Who the applicant is, and where."""
    name = flat(one.applicant)
    if not one.named and len(name) > 1 and name not in public.named | ORDINARY:
        yield name, NAME
    for sort, value in ((CONTACT, one.contact), (IDENTITY, one.identity)):
        for part in PARTS.split(GROUPS.sub("", value)):
            yield from ((word, sort) for word in _spellings(part) if _telling(word) and _own(word, public))
    if len(flat(one.address)) >= ADDRESSED and _own(flat(one.address), public):
        yield flat(one.address), ADDRESS


def _contact(duty: Duty, public: _Public) -> Iterator[tuple[str, str]]:
    """What a duty has to hide: its telephones, and whose they are; nothing where the telephones are public."""
    parts = PARTS.split(GROUPS.sub("", duty.phone))
    numbers = {word: None for part in parts for word in _spellings(part) if len(word) >= PART and _own(word, public)}
    yield from ((word, PHONE) for word in numbers)
    for found in filter(None, map(ABROAD.fullmatch, numbers)):
        yield from ((word, LOCAL) for word in (found[1], f"{found[1][:-4]}-{found[1][-4:]}"))
    for name in PARTS.split(duty.liaison) if numbers else ():
        if len(flat(name)) > 1:
            yield flat(name), LIAISON


def _telling(word: str) -> bool:
    """Tell whether a part of 联系方式 leads to somebody: a number, an address, or a person's name."""
    return len(word) >= PART or (PERSON.fullmatch(word) is not None and word not in ORDINARY)


def _own(word: str, public: _Public) -> bool:
    """Tell whether a telephone or an address is not the organ's own."""
    return word not in public.contacts and (not word.isascii() or word.replace("-", "") not in public.contacts)


def _spellings(part: str) -> Iterator[str]:
    """A telephone number with hyphens and without, anything else as it is; a colon ends what it is called."""
    word = flat(re.split("[:：]", part)[-1])
    yield word
    digits = word.replace("-", "")
    if digits.isdecimal() and digits != word:
        yield digits
    if re.fullmatch("1[0-9]{10}", digits):
        yield f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"


def _written(text: str) -> tuple[str, ...]:
    """A text as it may be written: marks narrow or wide, the year of a number in any brackets, all of a number wide."""
    narrow = text.translate(NARROW)
    found = [text, narrow, text.translate(WIDE)]
    if "〔" in text:
        found += [text.replace("〔", left).replace("〕", right) for left, right in BRACKETS]
    if text.isascii() and any(map(str.isdecimal, text)):
        found.append("".join(chr(ord(one) + WIDTH) for one in text))
    return tuple(dict.fromkeys(found))


def _sentences(text: str) -> list[str]:
    return [found for one in SENTENCE.split(text) if len(found := flat(one)) >= LONG]
