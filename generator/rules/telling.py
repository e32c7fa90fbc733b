"""The forms in which interpretations (解读) are told: each holds what it is named for, everybody can take it in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from math import inf

from generator.kinds.policy import Interpretation
from generator.kinds.telling import Briefing, Speaker, medium
from generator.model.config import SiteConfig
from generator.model.content import Heading, Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.rules.engine import Finding, Findings, Scope, flaw, rule
from generator.rules.interpretation import QUALITY
from generator.rules.sources import ACCESSIBILITY, ATTRIBUTES
from generator.rules.sync import PLAN, PLAN_SINCE
from generator.text.chinese import length
from generator.text.dates import chinese_date
from generator.text.patterns import lazily

ACCESSIBLE = "GB/T 37668-2019 非文本内容的文字替代"

ALTERNATIVE = ("文字替代", "文字说明", "文字版", "文字稿", "文字内容")
RECORD = ("实录", "记录", "文字稿", "问答", "答问")
"""Words by which the heading of what was said at a press conference is known."""
SHOWN = frozenset({"图解", "视频"})
"""Forms that say nothing to those who cannot see or hear."""
PLAIN = ("文字",)
FEW = 3
"""Fewer interpretations than this say nothing about a year's mix of forms."""
LEAST = 10
"""An alternative text shorter than this says nothing of a policy."""
SCENES = 2
"""A demonstration shows as many steps as this at least."""

_ELSEWHERE = lazily(
    r"[^。！]{0,12}(?:见|看|参照|参阅|同)[^。！]{0,10}(?:图|视频|附件|画面|短片|海报|链接)[^。！]{0,8}[。！]?"
)
"""A text that only sends on to what it should stand for."""
_NUMBER = "[一二三四五六七八九十0-9、.．（）]*"
_QUESTION = lazily(rf"^{_NUMBER}(?:问|提问|记者){_NUMBER}[：:]|[？?]\s*$", re.MULTILINE)


@rule("sync-author", Severity.WARNING, on=Interpretation, basis=f"{QUALITY}：谁起草、谁解读", since=ATTRIBUTES)
def nobody_answers(parsed: Parsed, meta: Interpretation, _config: SiteConfig) -> Findings:
    """解读没有写明解读单位或解读人；专家解读、负责人解读没有写明是谁。

    政策由起草部门负责解读（谁起草、谁解读），公众要知道这是谁的说法、有疑问找谁。请填写“解读单位”或“作者”。专家解读的
    分量在于专家是谁，请在“解读人”中写明姓名，以及单位或职务；负责人解读写明职务，姓名可以不写。
    """
    if not meta.unit and not meta.author:
        yield flaw(parsed.at("unit"), "没有写明解读单位或解读人", "填写 解读单位")
    expert, head = ("专家解读" in meta.forms), ("负责人解读" in meta.forms)
    if not expert and not head:
        return
    if not meta.speakers:
        who = "专家是谁" if expert else "是哪位负责人"
        yield flaw(parsed.at("forms"), f"{'专家' if expert else '负责人'}解读没有写明{who}", _speaker(expert=expert))
    for number, one in enumerate(meta.speakers):
        if lacking := _unnamed(one, expert=expert):
            message = f"解读人{f'“{one.name}”' if one.name else ''}没有写明{lacking}"
            yield flaw(parsed.at("speakers", number), message, _speaker(expert=expert))


def _speaker(*, expert: bool) -> str:
    return "在 解读人 中填写 姓名，以及 单位 或 职务" if expert else "在 解读人 中填写 职务"


def _unnamed(one: Speaker, *, expert: bool) -> str:
    """What a speaker is not told by."""
    if not expert:
        return "" if one.post else "职务"
    lacking = [*(["姓名"] if not one.name else []), *(["单位或职务"] if not one.organ and not one.post else [])]
    return "、".join(lacking)


@rule("sync-form-alt", Severity.ERROR, on=Interpretation, basis=ACCESSIBLE, since=ACCESSIBILITY)
def picture_without_words(parsed: Parsed, meta: Interpretation, _config: SiteConfig) -> Findings:
    """图解、视频解读没有文字替代，或者文字替代等于没写。

    看不见图、听不到声的人也要能知道说了什么；检索也只认文字。请把图中文字、视频旁白写在“文字替代”中，或写在正文里名为
    “文字替代”（文字说明、文字版、文字稿）的标题之下；演示步骤的图，说明就是它的文字替代。“见图”“详见视频”或者不足10个字的，
    等于没写。
    """
    seen = "、".join(form for form in meta.forms if form in SHOWN) or ("图解、视频" if meta.media else "")
    if not seen:
        return
    places = [heading for heading in parsed.headings if any(word in heading.text for word in ALTERNATIVE)]
    told = [
        *((parsed.at(field), text) for field, text in meta.spoken),
        *((parsed.line(_row(heading, parsed)), _below(heading, parsed)) for heading in places),
    ]
    if not told:
        yield flaw(parsed.at("forms"), f"{seen}解读没有文字替代", "填写 文字替代")
    elif not any(_says_something(text) for _, text in told):
        span, said = told[0][0], " ".join(told[0][1].split())
        yield flaw(span, f"{seen}的文字替代{f'只有“{said}”' if said else '是空的'}", "写出图中文字、视频旁白的全文")


def _says_something(text: str) -> bool:
    return length(text) >= LEAST and not _ELSEWHERE.fullmatch(text.strip())


def _row(heading: Heading, parsed: Parsed) -> int:
    """The row of the body's text on which a heading stands."""
    lines = parsed.prose.lines
    return next((row for row, line in enumerate(lines) if line >= heading.line), 0)


def _below(heading: Heading, parsed: Parsed) -> str:
    """What stands under a heading, down to the next that is not below it."""
    end = _end(heading, parsed)
    rows = list(zip(parsed.text.split("\n"), parsed.prose.lines, strict=False))[_row(heading, parsed) + 1 :]
    return "\n".join(text for text, _ in takewhile(lambda row: row[1] < end, rows))


def _end(heading: Heading, parsed: Parsed) -> float:
    """The line of the next heading that is not below one; infinity where none is."""
    nexts = (one.line for one in parsed.headings if one.line > heading.line and 0 < one.level <= heading.level)
    return next(nexts, inf)


@rule("sync-form-empty", Severity.WARNING, on=Interpretation, basis=PLAN, since=PLAN_SINCE)
def form_in_name_only(parsed: Parsed, meta: Interpretation, _config: SiteConfig) -> Findings:
    """写明的解读形式名不副实：图解没有图，视频没有视频，问答没有问题。

    要求丰富解读形式，开展图表图解、视频动漫、流程演示等多元化解读；只改个名字不算。图解要有图；视频要有视频文件（或者视频
    所在网页的链接），本页旁边的视频还要有一幅图作封面；流程演示要分步，逐步写在“演示步骤”中，或者有视频、有两幅以上的图；
    新闻发布会、媒体通气会要在“发布会”中写明时间、地点，有实录的链接，或者在正文用“实录”作标题来写，标题下写出说了什么（或者
    有链接），时间不晚于本页的发布、更新日期；问答要有问题（“问：”，或者以问号结尾的标题、段落）。专家解读、负责人解读由
    sync-author 核对。
    """
    for form in meta.forms:
        if need := NEEDS.get(form):
            yield from need(form, parsed, meta)
    if meta.media and medium(meta.media) == "video" and not meta.poster:
        yield flaw(parsed.at("media"), "视频没有封面，播放以前只有一片空白", "填写 视频封面，把图片放在本页旁边")
    elif meta.poster and medium(meta.poster) != "image":
        message = f"视频封面 {meta.poster} 不是图片，显示不出来"
        yield flaw(parsed.at("poster"), message, "从视频中截一幅图，存成 PNG、JPG 或者 SVG，放在本页旁边")


def _files(parsed: Parsed, meta: Interpretation) -> Iterator[str]:
    """Names of all files that the page has or links to."""
    yield from (name for _, name in meta.files())
    yield from (link.target for link in parsed.links)


def _pictures(parsed: Parsed, meta: Interpretation) -> int:
    """The number of pictures that the page shows."""
    shown = {link.target for link in parsed.links if link.form == "image"}
    return len({*shown, *(name for name in _files(parsed, meta) if medium(name) == "image" and name != meta.poster)})


def _film(parsed: Parsed, meta: Interpretation) -> bool:
    """Tell whether there is something to be seen or heard, here or on the page that a link leads to."""
    elsewhere = (
        *((link.text, link.target) for link in parsed.links),
        *((f"{one.name}{one.title}", one.link) for one in meta.outlets if one.link),
    )
    return any(medium(name) in {"video", "audio"} for name in _files(parsed, meta)) or any(
        "视频" in words and "://" in target for words, target in elsewhere
    )


def _chart(form: str, parsed: Parsed, meta: Interpretation) -> Iterator[Finding]:
    if not _pictures(parsed, meta) and not any(name.lower().endswith(".pdf") for name in _files(parsed, meta)):
        yield flaw(parsed.at("forms"), f"{form}解读没有图", "把图放在本页旁边，写在 视频或图解文件 中或者插入正文")


def _video(form: str, parsed: Parsed, meta: Interpretation) -> Iterator[Finding]:
    if not _film(parsed, meta):
        cure = "把视频放在本页旁边，写在 视频或图解文件 中；在别处播放的，在 解读渠道 中写明渠道“视频…”和链接"
        yield flaw(parsed.at("forms"), f"{form}解读没有视频", cure)


def _demonstration(form: str, parsed: Parsed, meta: Interpretation) -> Iterator[Finding]:
    if len(meta.steps) < SCENES and _pictures(parsed, meta) < SCENES and not _film(parsed, meta):
        yield flaw(
            parsed.at("forms"), f"{form}没有分步，也没有图和视频", "在 演示步骤 中逐步写 名称、说明，可以配 图片"
        )


def _conference(form: str, parsed: Parsed, meta: Interpretation) -> Iterator[Finding]:
    held = meta.briefing or Briefing()
    where = parsed.at("briefing" if meta.briefing else "forms")
    places = [one for one in parsed.headings if any(word in one.text for word in RECORD)]
    there = (("时间", held.time), ("地点", held.place), ("实录", held.record or places))
    if lacking := [name for name, value in there if not value]:
        cure = "在 发布会 中填写 时间、地点、实录（链接）；实录也可以在正文用“实录”作标题来写"
        yield flaw(where, f"{form}没有{'、'.join(lacking)}", cure)
    elif not held.record and not any(_recorded(one, parsed) for one in places):
        span = parsed.line(_row(places[0], parsed))
        yield flaw(span, f"{form}的“{places[0].text}”下没有内容", "写出发布会上说了什么，或者链接到实录")
    told = max((day.date() for day in (meta.published, meta.updated) if day), default=None)
    if held.time and told and held.time.date() > told and (held.record or places):
        days = f"{chinese_date(held.time.date())}晚于本页的发布、更新日期{chinese_date(told)}"
        cure = "核对时间；实录是后来补上的，填写 更新日期"
        yield flaw(parsed.at("briefing", "time"), f"{form}的时间{days}，不会已有实录", cure)


def _recorded(heading: Heading, parsed: Parsed) -> bool:
    """Tell whether a record stands under a heading, or a link to one, or questions follow as headings."""
    end = _end(heading, parsed)
    return (
        _says_something(_below(heading, parsed))
        or any(link.form != "image" and heading.line <= link.span.line < end for link in parsed.links)
        or any(one.line == end and _QUESTION.search(one.text) for one in parsed.headings)
    )


def _questions(form: str, parsed: Parsed, meta: Interpretation) -> Iterator[Finding]:
    said = "\n".join((parsed.text, *(text for _, text in meta.spoken)))
    if not _QUESTION.search(said):
        yield flaw(parsed.at("forms"), f"{form}解读没有一个问题", "逐个写“问：”“答：”，或者用问题作标题")


NEEDS: dict[str, Callable[[str, Parsed, Interpretation], Iterator[Finding]]] = {
    "图解": _chart,
    "视频": _video,
    "流程演示": _demonstration,
    "新闻发布会": _conference,
    "媒体通气会": _conference,
    "问答": _questions,
}
"""What must be there for a form to be what it is called; the others are told by words and by who says them."""


@rule("sync-form-mix", Severity.NOTE, scope=Scope.SITE, basis=PLAN, since=PLAN_SINCE)
def words_only(site: Site) -> Findings:
    """本年的解读全是文字形式。

    要求丰富解读形式，开展图表图解、视频动漫、流程演示等多元化解读。本年解读满3篇而没有一篇用其他形式的，在最近一篇处
    提示。
    """
    year = site.as_of.year
    texts = sorted(
        (text.meta.published, text.id, text)
        for text in site.having(Interpretation)
        if text.meta.published and text.meta.published.year == year
    )
    if len(texts) >= FEW and all(text.meta.forms == PLAIN for _, _, text in texts):
        newest = texts[-1][2]
        yield flaw(newest.at("forms"), f"{year}年的{len(texts)}篇解读全是文字形式", "选一篇改用图解、视频或问答")
