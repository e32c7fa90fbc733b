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
SPAN = lazily(rf"(?<![0-9月年第这每同某另{_HAN}])([0-9]{{1,3}}|[{_HAN}]{{1,5}})\s*个?(工作日|自然日|日|天)")
"""A length of time in days; neither a date nor an ordinal."""
SENTENCE = lazily("[。；！？;]")
COMMA = lazily("[，,：:（）()]")

ASKED = lazily("公开申请|申请公开|申请(?:获取)?(?:政府)?信息")
"""Words for an application for information."""
FOREIGN = lazily("许可|审批|破产|查询申请|法定形式|[即视]为受理")
"""Words of other applications, which a regulation may speak of too: they have limits of their own."""
OTHER = lazily("留言|咨询|投诉|举报|信访|异议|复核|复议|诉讼|更正|缴|交费")
"""Matters with limits of their own."""
HISTORY = lazily("修订前|修改前|原条例|原规定|旧条例|曾|此前|以前|过去|改为|改成|调整为|延至|第?492号")
"""Words of a sentence that tells what was before."""
PROMISE = lazily("承诺|力争|争取|提前|尽量|缩短|压缩")
"""Words of an organ that promises to be quicker."""

THIRD = lazily("第三方|征求意见书|被征求意见|联合制作|其他(?:行政)?机关|有关(?:行政)?机关")
LONGER = lazily("延长|延期")
PUT_OFF = lazily("申请延[长期]")
"""What an applicant asks for in other matters, of projects and permits; replies are put off by the organ."""
UNCOUNTED = lazily("不计|扣除|除外|中止")
SAYING = lazily("意见|答复|回复|反馈")
TELLING = lazily(r"(?:以?内|之内)?[^，。；]{0,10}(?:告知|通知|要求)")
UNCLEAR = lazily("补正|不明确|不清楚|不清晰|更改|补充")
REPLY = lazily(r"(?:以?内|之内)?(?!后)[^，。；]{0,12}(?:答复|回复)")
REPLYING = lazily(r"(?:答复|回复)(?:的)?(?:期限|时限|时间)?(?:一般)?(?:为|是|不超过|最长)?$")
LABELS: Sequence[tuple[re.Pattern[str], Term]] = (
    (lazily("补正"), CORRECTION),
    (lazily("第三方|征求意见"), OPINION),
    (LONGER, EXTENSION),
    (lazily("答复|回复"), ANSWER),
)


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
            yield from ((one, number) for one in _of_line(line, above if about else ""))
        above = line


def _applied(line: str) -> bool:
    return "申请" in line and (ASKED.search(line) is not None or not FOREIGN.search(line))


def _of_line(line: str, above: str) -> Iterator[Stated]:
    alone = SPAN.match(line)
    if alone and len(line) - alone.end() <= len("以内"):
        term = next((term for label, term in LABELS if len(above) <= LABEL and label.search(above)), None)
        yield from [_made(term, alone, "")] if term else []
        return
    for sentence in SENTENCE.split(line):
        if not HISTORY.search(sentence):
            for found in SPAN.finditer(sentence):
                if (term := _meant(sentence, found)) is not None:
                    yield _made(term, found, sentence)


def _made(term: Term, found: re.Match[str], sentence: str) -> Stated:
    days = numeral(found[1]) or 0
    return Stated(term, found[0], days, found[2] == WORKING, bool(PROMISE.search(sentence)))


def _meant(sentence: str, found: re.Match[str]) -> Term | None:
    """Which limit a length of time is, by the words around it; ``None`` when it is none of an application's."""
    *earlier, before = COMMA.split(sentence[: found.start()])
    after = COMMA.split(sentence[found.end() :])[0]
    if LONGER.search(before):
        return None if PUT_OFF.search(sentence) else EXTENSION
    asked = THIRD.search(before) or (THIRD.search("".join(earlier[-1:])) and not before.strip(" 应当可以在须"))
    if asked and SAYING.search(after) and not UNCOUNTED.search(before):
        return OPINION
    if TELLING.match(after):
        return CORRECTION if UNCLEAR.search(sentence) and not LONGER.search(sentence) else None
    if REPLY.match(after) or REPLYING.search(before) or (UNCOUNTED.search(before) and "答复" in after):
        return ANSWER
    return None
