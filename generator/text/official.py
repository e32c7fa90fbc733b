"""Official numbers and topics: 发文字号, 令 and 主题分类, how they are written and how they go wrong."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from generator.model.values import Struct
from generator.text.patterns import lazily

TOPICS = (
    "国务院组织机构",
    "综合政务",
    "国民经济管理、国有资产监管",
    "财政、金融、审计",
    "国土资源、能源",
    "农业、林业、水利",
    "工业、交通",
    "商贸、海关、旅游",
    "市场监管、安全生产监管",
    "城乡建设、环境保护",
    "科技、教育",
    "文化、广电、新闻出版",
    "卫生、体育",
    "人口与计划生育、妇女儿童工作",
    "劳动、人事、监察",
    "公安、安全、司法",
    "民政、扶贫、救灾",
    "民族、宗教",
    "对外事务",
    "港澳台侨工作",
    "国防",
    "其他",
)
"""The topics (主题分类) of State Council documents, in their official order."""

TOPIC_CHILDREN = MappingProxyType(
    {"商贸、海关、旅游": ("对外经贸合作", "国内贸易（含供销）", "海关", "旅游", "其他")},
)
"""The second level of a topic, where it is known."""

_IN_USE = frozenset((*TOPICS, "港澳台工作"))

_PREFIX = "[一-龥]{2,12}"
_SERIAL = "[1-9][0-9]{0,4}"
_YEAR = "(?:19|20)[0-9]{2}"
_NUMBER = lazily(f"({_PREFIX})〔({_YEAR})〕({_SERIAL})号")
_ORDER = lazily(f"([一-龥]{{1,30}}(?:、[一-龥]{{2,30}})*)令(?:({_YEAR})年)?第({_SERIAL})号")

_OPEN = "〔﹝[［【〖(（﹙{｛<＜《〈「『❲"
_CLOSE = "〕﹞]］】〗)）﹚}｝>＞》〉」』❳"
_BRACKETS = re.escape(_OPEN + _CLOSE)
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# Compiling a class of Han takes long; these are needed for faulty numbers only, so they are compiled when one comes.
_LOOSE = (
    f"(?P<prefix>{_PREFIX})(?P<open>[{re.escape(_OPEN)}])(?P<year>[0-9]*)(?P<unit>年?)(?P<close>[{re.escape(_CLOSE)}])"
    "(?P<ordinal>第?)(?P<serial>[0-9]*)(?P<end>号?)"
)
_LOOSE_ORDER = f"([一-龥、]+令(?:{_YEAR}年)?)(第?)(0*)({_SERIAL})号"
_MAIMED = f"[一-龥]{{0,12}}(?:[{_BRACKETS}][0-9]*|[0-9]{{4,}}[{_BRACKETS}]?[0-9]*)号?"
_UNBRACKETED = f"{_PREFIX}{_YEAR}年第?[0-9]+号"

_SPLIT_DIGITS = lazily(r"[0-9０-９]\s+[0-9０-９]")

_CITED = lazily(f"〔{_YEAR}〕{_SERIAL}号")
_RUN = lazily(r"[一-龥]+\Z")
_LOOK_BACK = 40
_LEAD = lazily(
    "根据|依据|按照|依照|参照|遵照|比照|详见|参见|以及|关于|转发|印发|下发|发布|公布|制定|执行|落实|贯彻|废止|失效|"
    "修改|修订|修正|替代|代替|取代|援引|引用|文号|字号|编号|文件|通知|意见|办法|规定|条例|方案|细则|附件|其中|包括|"
    "例如|比如|现行|上述|有关|相关|同时|(?:办公厅|办公室|委员会|人民政府)(?!公告|通告)|[号据按见及与或由以的了是被对为]"
)
_JOINING = lazily("[和并等原如]")


class DocumentNumber(Struct, frozen=True):
    """A document number (发文字号): the issuing organ's prefix (机关代字), the year and the serial number.

    Basis: 党政机关公文处理工作条例 第九条; GB/T 9704-2012.
    """

    prefix: str
    year: int
    serial: int

    def __str__(self) -> str:
        """Write it as on the document: 示商规〔2020〕3号."""
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


class OrderNumber(Struct, frozen=True):
    """The number of an order (令): 示例市人民政府令第5号; ministries count by year, as in 商务部令2020年第1号."""

    organ: str
    serial: int
    year: int | None = None

    def __str__(self) -> str:
        """Write it as on the order."""
        year = f"{self.year}年" if self.year else ""
        return f"{self.organ}令{year}第{self.serial}号"


class Fault(Struct, frozen=True):
    """What is wrong with a document number, in words, and its right spelling where that is beyond doubt."""

    code: Literal["bracket", "ordinal", "truncated", "format"]
    message: str
    fix: str | None = None


@lru_cache(maxsize=1 << 15)  # several rules read the number of every paper
def parse_number(text: str) -> DocumentNumber | None:
    """Read a document number (发文字号) that is written exactly as it should be; ``None`` for all else."""
    found = _NUMBER.fullmatch(text)
    return DocumentNumber(found[1], int(found[2]), int(found[3])) if found else None


def order_number(text: str) -> OrderNumber | None:
    """Read the number of an order (令) that is written exactly as it should be; ``None`` for all else."""
    found = _ORDER.fullmatch(text)
    return OrderNumber(found[1], int(found[3]), int(found[2]) if found[2] else None) if found else None


@lru_cache(maxsize=1 << 15)  # as above
def number_fault(text: str) -> Fault | None:
    """Say what is wrong with a document or order number, or ``None`` when nothing is.

    A number that lost a bracket or its 号 on the way has no fix: nobody can tell what else was lost.
    """
    if _NUMBER.fullmatch(text) or _ORDER.fullmatch(text):
        return None
    bare = "".join(text.split()).translate(_FULL_WIDTH_DIGITS)
    number, order = re.fullmatch(_LOOSE, bare), re.fullmatch(_LOOSE_ORDER, bare)
    if number and number["year"] and number["serial"] and number["end"]:
        return _misspelt(text, number)
    if order and order_number(f"{order[1]}第{order[4]}号"):
        zeros = [f"序号“{order[3]}{order[4]}”有前导零"] if order[3] else []
        bald = [] if order[2] else [f"序号“{order[4]}”前缺少“第”"]
        offences = "；".join([*zeros, *bald, *_typing(text)])
        fix = None if _SPLIT_DIGITS.search(text) else f"{order[1]}第{order[4]}号"
        return Fault("ordinal" if zeros else "format", f"令号“{text}”：{offences}", fix)
    if number or re.fullmatch(_MAIMED, bare):
        return Fault("truncated", f"发文字号“{text}”{_lost(bare)}，无法确定原来的年份和顺序号")
    return Fault("format", _strange(text, bare))


def find_numbers(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Find the well-formed document numbers (发文字号) that prose cites, in order, repeats included.

    Chinese has no spaces, so where a prefix begins is a guess: after punctuation, after the words that commonly lead
    to a citation (根据, 印发, 以及 …), or, with certainty, where one of the ``known`` prefixes begins.
    """
    found = []
    for cited in _CITED.finditer(text):
        earlier = text[max(cited.start() - _LOOK_BACK, 0) : cited.start()]
        run = _RUN.search(earlier)
        if run and parse_number(number := _prefix(run[0], known, earlier[: run.start()][-1:]) + cited[0]):
            found.append(number)
    return tuple(found)


def topic_known(text: str) -> bool:
    r"""Tell whether a topic (主题分类), as ``X`` or ``X\Y``, is on the official list.

    ``Y`` is held against the list where the second level of ``X`` is known, and may be any name elsewhere.
    """
    first, separator, second = text.partition("\\")
    if first not in _IN_USE:
        return False
    if not separator:
        return True
    second = second.replace("(", "（").replace(")", "）")
    children = TOPIC_CHILDREN.get(first)
    return second in children if children else bool(second.strip()) and "\\" not in second


def _misspelt(text: str, number: re.Match[str]) -> Fault:
    """Diagnose a number that has all its parts."""
    year, serial = number["year"], number["serial"].lstrip("0")
    fix = f"{number['prefix']}〔{year}〕{serial}号"
    if not re.fullmatch(_YEAR, year):
        wrong = "不是四位数" if len(year) != len("2020") else "不在1900年至2099年之间"
        return Fault("format", f"发文字号“{text}”的年份“{year}”{wrong}")
    if parse_number(fix) is None:
        return Fault("format", f"发文字号“{text}”的顺序号“{number['serial']}”不在1至99999之间")
    offences: list[tuple[Literal["bracket", "ordinal", "format"], str]] = []
    brackets = number["open"] + number["close"]
    if brackets != "〔〕":
        offences.append(("bracket", f"年份用了“{brackets}”，不是六角括号“〔〕”"))
    if number["ordinal"]:
        offences.append(("ordinal", "顺序号前有“第”"))
    if serial != number["serial"]:
        offences.append(("ordinal", f"顺序号“{number['serial']}”有前导零"))
    if number["unit"]:
        offences.append(("format", "括号内有“年”"))
    offences.extend(("format", words) for words in _typing(text))
    words = "；".join(words for _, words in offences)
    # Where a space splits a run of digits, something may have stood in its place.
    certain = not _SPLIT_DIGITS.search(text)
    return Fault(offences[0][0], f"发文字号“{text}”：{words}", fix if certain else None)


def _typing(text: str) -> list[str]:
    """Name what an input method leaves behind."""
    spaced = ["有空格"] if len(text.split()) > 1 or text != text.strip() else []
    wide = ["有全角数字"] if text != text.translate(_FULL_WIDTH_DIGITS) else []
    return spaced + wide


def _lost(bare: str) -> str:
    """Say which marks a maimed number lacks."""
    marks = (("〔", _OPEN), ("〕", _CLOSE), ("号", "号"))
    missing = [f"“{mark}”" for mark, variants in marks if not set(variants) & set(bare)]
    return f"缺少{'、'.join(missing)}" if missing else "缺少数字"


def _strange(text: str, bare: str) -> str:
    """Describe a text that is no number at all, or more than one."""
    if not bare:
        return "发文字号是空的"
    if _NUMBER.search(bare):
        return f"发文字号“{text}”在字号之外还有别的文字"
    if re.fullmatch(_UNBRACKETED, bare):
        return f"发文字号“{text}”的年份没有用六角括号“〔〕”括起"
    return f"发文字号“{text}”不是机关代字、年份、顺序号齐全的写法"


def _prefix(run: str, known: Collection[str], before: str) -> str:
    """Tell the organ's prefix from the prose that runs into it."""
    certain = max((prefix for prefix in known if run.endswith(prefix)), key=len, default="")
    if certain:
        return certain
    start = max((lead.end() for lead in _LEAD.finditer(run) if len(run) - lead.end() >= len("沪府")), default=0)
    # 和 also begins names of places; it joins only after something that is itself a citation.
    if (start or before in tuple("》）”")) and len(run) - start > len("沪府") and _JOINING.match(run, start):
        start += 1
    return run[start:]
