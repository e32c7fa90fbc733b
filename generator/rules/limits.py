"""Limits of an application (办理期限) as texts state them, and which of the statutory ones each means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.kinds.procedure import ANSWER, CORRECTION, EXTENSION, OPINION, Term
from generator.text.chinese import numeral
from generator.text.patterns import lazily

WORKING = "工作日"
LABEL = 20
"""Characters that a table's label has at most."""

_HAN = "一二三四五六七八九十百"
_COUNT = rf"[0-9]{{1,3}}|[{_HAN}]{{1,5}}"
_EACH = f"(?<![0-9月年第这每同某另{_HAN}])"
SPAN = lazily(
    rf"{_EACH}({_COUNT}|两|半(?=个))\s*(个?(?:工作日|自然日|日|天)|个月|个?星期|周(?![年岁边一二三四五六日末]))"
)
"""A length of time; neither a date nor an ordinal."""
UNITS = {"月": 30, "期": 7, "周": 7}
"""By its last character, the days of a unit that is no day."""
SENTENCE = lazily("[。；！？;]")
COMMA = lazily("[，,：:（）()]")

ASKED = lazily("公开申请|申请公开|申请(?:获取)?(?:政府)?信息")
"""Words for an application for information."""
FOREIGN = lazily("许可|审批|破产|查询申请|法定形式|[即视]为受理")
"""Words of other applications, which a regulation may speak of too: they have limits of their own."""
ANSWERED = lazily("答复|回复|公开")
"""Without these a regulation speaks of other matters where it counts in months."""
OTHER = lazily("留言|咨询|投诉|举报|信访|异议|复核|复议|诉讼|更正|缴|交费")
"""Matters with limits of their own."""
HISTORY = lazily("修订前|修改前|原条例|原规定|旧条例|曾|此前|以前|过去|改为|改成|调整为|延至|第?492号")
"""Words of a sentence that tells what was before."""
PROMISE = lazily("承诺|力争|争取|提前|尽量|缩短|压缩")
"""Words of an organ that promises to be quicker."""

THIRD = lazily("第三方|征求意见书|被征求意见|联合制作|其他(?:行政)?机关|有关(?:行政)?机关")
LONGER = lazily("延长|延期")
PUT_OFF = lazily("申请延[长期]|延长(?:检索|查找|审查|公示|反馈|补正|缴费)")
"""What an applicant asks for in other matters, of projects and permits, and what is no reply."""
UNCOUNTED = lazily("不计|扣除|除外|中止")
_LIMIT = "的?(?:办理)?(?:期限|时限|时间)"
_IS = "(?:一般|通常|应当|均|最长|最迟|[确规限]?定|限)*(?:为|是|在|不超过|不得超过|最长)?"
SAYING = lazily("意见|答复|回复|反馈")
_OFFICES = (
    "处室|科室|办公室|工作机构|公开(?:办|机构|科|处)|承办|主办|经办|牵头|责任(?:单位|部门)"
    "|(?:有关|相关|业务|各)(?:单位|部门)"
)
_TO = "(?:告知|通知|要求|答复|回复|反馈|提请|报请?|呈报|报送|送交|转[交送请办]?|移送|交)"
INWARD = lazily(
    rf"(?:(?!申请人|补正|告知|通知|答复|回复)[^，。；]){{0,12}}{_TO}(?:(?!申请人)[^，。；]){{0,5}}?(?:{_OFFICES})"
)
"""What one office of the organ does for another: tells it, answers it, hands on to it."""
DRAFT = lazily(
    "[^，。；]{0,12}?(?:拟[定写出制稿]|草拟|起草|答复书?的?(?:意见(?!书)|建议|初稿|草稿|稿|草案|方案|口径|材料))"
    "|(?:(?!申请人)[^，。；]){0,14}提出[^，。；]{0,12}(?:意见|建议|请示|申请)"
)
"""What is to become a reply."""
HANDED = lazily(
    "(?:收到|接到|自)[^，。；]{0,8}(?:转办|交办|分办|派单|办理单|通知单|拟办|(?:办公室|处室)[^，。；]{0,4}转[来交送])"
)
"""From when an office counts that was given a request by another."""
OFFICE = lazily(
    "(?:处室|科室|承办(?:单位|部门|机构)|(?:业务|责任|有关|相关)(?:单位|部门))"
    rf"(?:(?:应当|应|须|要|可以|在|于|最迟|一般|原则上)*|的?(?:答复|回复|反馈){_LIMIT}{_IS})$"
)
FROM_RECEIPT = lazily("收到(?:政府信息)?(?:公开)?申请|申请之日|补正")
TELLING = lazily(r"(?:以?内|之内)?[^，。；]{0,10}(?:告知|通知|要求)")
UNCLEAR = lazily("补正|不明确|不清楚|不清晰|更改|补充")
REPLY = lazily(
    r"(?:以?内|之内)?(?!后)(?:(?!未[^能]|没有?|查收|领取)[^，。；]){0,12}(?:答复|回复)(?!的?(?:期限|时限|时间))"
)
REPLYING = lazily(rf"(?:答复|回复)(?:{_LIMIT})?{_IS}$")
REPLIED_IN = lazily(_LIMIT)
HANDLING = lazily(
    rf"^(?:本机关|我委|我局)?(?:对|的)?(?:(?:政府)?(?:信息)?公开)?(?:申请)?的?(?:办理|办结)(?:期限|时限){_IS}$"
)
"""What an application takes as a whole."""
STAGE = lazily(f"登记|审核|检索|归档|补正|征求|受理|转办|{_OFFICES}")
LABELLED = lazily("(?:自|从)?(?:(?:本机关)?(?:收到|接到|受理|登记|提交)[^，。；]{0,12})?(?:之?日)?起?" + _IS)
"""What may stand between a label with a colon and its limit."""
END = lazily(r"(?:以?内|之内)?\W*")
LABELS: Sequence[tuple[re.Pattern[str], Term]] = (
    (lazily(r"(?:告知|通知)[^，。；]{0,10}补正|补正[^，。；]{0,6}(?:告知|通知)|^\W*补正\W*$"), CORRECTION),
    (lazily("第三方|征求意见"), OPINION),
    (LONGER, EXTENSION),
    (lazily(rf"(?:答复|回复)(?:申请人?)?(?:{_LIMIT})?\W*$|(?:期限|时限)[^，。；]{{0,4}}(?:答复|回复)\W*$"), ANSWER),
)
TOTAL = lazily(r"^\W*(?:申请)?(?:办理|办结)(?:期限|时限)\W*$")
"""A label of what an application takes, in a text that is all about applications."""


class Stated(NamedTuple):
    """A limit that a text states."""

    term: Term
    words: str
    days: int
    working: bool
    promised: bool

    @property
    def wrong(self) -> bool:
        """Whether it is another than the statutory one; an organ may promise to be quicker."""
        quicker = self.promised and self.days <= self.term.days
        return not quicker and (self.days != self.term.days or not self.working)


def stated(text: str, *, about: bool = True) -> Iterator[tuple[Stated, int]]:
    """The limits that a text states, each with its line, from 0.

    ``about`` says that the whole text is about applications for information; else only lines count that speak of an
    application, and not of one in another matter.
    """
    above = ""
    for number, line in enumerate(text.split("\n") if about or "申请" in text else ()):
        if (about or _applied(line)) and SPAN.search(line) and not OTHER.search(line):
            yield from ((one, number) for one in _of_line(line, above if about else "", about=about))
        above = line


def _applied(line: str) -> bool:
    return "申请" in line and (ASKED.search(line) is not None or not FOREIGN.search(line))


def _of_line(line: str, above: str, *, about: bool) -> Iterator[Stated]:
    alone = SPAN.match(line)
    if alone and len(line) - alone.end() <= len("以内"):
        term = _labelled(above, about=about)
        yield from [_made(term, alone, above)] if term else []
        return
    for sentence in SENTENCE.split(line):
        if not HISTORY.search(sentence):
            for found in SPAN.finditer(sentence):
                if found[2][-1] in UNITS and not about and not ANSWERED.search(line):
                    continue
                if (term := _meant(sentence, found, about=about)) is not None:
                    yield _made(term, found, sentence)


def _made(term: Term, found: re.Match[str], sentence: str) -> Stated:
    unit = UNITS.get(found[2][-1], 1)
    days = unit // 2 if found[1] == "半" else (2 if found[1] == "两" else numeral(found[1]) or 0) * unit
    return Stated(term, found[0], days, found[2].endswith(WORKING), bool(PROMISE.search(sentence)))


def _labelled(label: str, *, about: bool) -> Term | None:
    """Which limit a label names."""
    if len(label) > LABEL:
        return None
    term = next((term for words, term in LABELS if words.search(label)), None)
    return ANSWER if term is None and about and TOTAL.search(label) else term


def _meant(sentence: str, found: re.Match[str], *, about: bool) -> Term | None:
    """Which limit a length of time is, by the words around it; ``None`` when it is none of an application's."""
    *earlier, before = COMMA.split(sentence[: found.start()])
    after = COMMA.split(sentence[found.end() :])[0]
    if LONGER.search(before):
        return None if PUT_OFF.search(sentence) else EXTENSION
    if (
        earlier
        and sentence[found.start() - len(before) - 1] in "：:"
        and END.fullmatch(after)
        and LABELLED.fullmatch(before)
    ):
        return _labelled(earlier[-1], about=about)
    asked = THIRD.search(before) or (THIRD.search("".join(earlier[-1:])) and not before.strip(" 应当可以在须"))
    if asked and SAYING.search(after) and not UNCOUNTED.search(before):
        return OPINION
    if TELLING.match(after):
        told = UNCLEAR.search(sentence) and not LONGER.search(sentence)
        return CORRECTION if told and not _inner(sentence, found.start(), before, after) else None
    if REPLY.match(after) or _replying(before, after) or (UNCOUNTED.search(before) and "答复" in after):
        return None if _inner(sentence, found.start(), before, after) else ANSWER
    whole = about and HANDLING.search(before) and END.fullmatch(after) and not STAGE.search("".join(earlier))
    return ANSWER if whole else None


def _replying(before: str, after: str) -> bool:
    """Tell whether a time is called that of the reply; 答复 alone may be from when something else is counted."""
    found = REPLYING.search(before)
    return found is not None and (REPLIED_IN.search(found[0]) or END.fullmatch(after)) is not None


def _inner(sentence: str, start: int, before: str, after: str) -> bool:
    """Tell whether a time is one that the organ's offices give each other, by what comes before and after it.

    What an office answers to nobody in particular goes to another, unless the time begins with the application.
    """
    if INWARD.match(after) or DRAFT.match(after) or HANDED.search(sentence[:start]):
        return True
    return bool(OFFICE.search(before)) and "申请人" not in after and not FROM_RECEIPT.search(sentence[:start])
