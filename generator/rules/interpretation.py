"""What an interpretation (解读) must say: its elements, and all in words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.kinds.policy import Interpretation
from generator.model.diagnostics import Severity, Span
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Scope, flaw, rule
from generator.rules.papers import called
from generator.rules.sources import ATTRIBUTES
from generator.rules.stages import Paper, pairs, read_with
from generator.rules.sync import PLAN, PLAN_SINCE
from generator.text.patterns import lazily

QUALITY = "《关于全面推进政务公开工作的意见》实施细则（国办发〔2016〕80号）政策解读"

ELEMENTS = {
    "背景依据": ("背景", "依据", "为什么", "必要性"),
    "目标任务": ("目标", "任务"),
    "主要内容": ("主要内容", "重点内容", "主要措施", "主要举措"),
    "适用范围": ("适用", "范围", "对象"),
    "执行标准": ("标准", "口径"),
}
"""Words by which the heading of an element is known; an element that is not listed is known by its own name."""
CHANGES = ("新旧", "差异", "变化", "修订内容", "修改内容", "主要修改", "对比", "有何不同", "有什么不同")
BENEFITS = ("惠企", "惠民", "利民", "便民", "优惠", "扶持", "减负", "支持措施", "支持政策", "红利", "奖励", "补贴")

PARTED = "\0"
"""What parts names, and originals, in one text: it stands in none."""
GRAM = 8
PROBES = 24
_HAN = lazily("[㐀-䶿一-鿿〇]+")
_LEAD = lazily(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、]|问[：:])\s*(.{2,40})")
_TITLED = lazily(r"([^，。；：:]{2,16})[：:]")


class Interpreted(NamedTuple):
    """An interpreted document of a set with its interpretations."""

    document: Paper
    texts: list[Page[Interpretation]]
    """The first published first."""
    named: str
    """What they speak of by name: their headings, and the elements that they list."""


@rule("sync-elements", Severity.WARNING, scope=Scope.SET, basis=QUALITY, since=ATTRIBUTES)
def elements_left_out(site: Site) -> Findings:
    """一份文件的各篇解读合起来没有讲全规定的要素。

    解读要讲清背景依据、目标任务、主要内容、适用范围、执行标准，要素可在 site_config.toml 的 sync.profile.elements 中
    修改。凭标题、“一、”“问：”等起首的段落认要素；写在别处的，在页首“解读要素”中列出。
    """
    matters = {name: ELEMENTS.get(name, (name,)) for name in site.config.sync.profile.elements}
    for one in site.once(_interpreted):
        lacking = [name for name in _untold(matters, one) if not any(name in text.meta.elements for text in one.texts)]
        if lacking:
            yield flaw(
                one.texts[0].at("elements"),
                f"{called(one.document.meta)}的解读没有讲到{'、'.join(lacking)}",
                "补写这些内容，各用一个标题；已写在别处的，在 解读要素 中列出",
            )


@rule("sync-oldnew", Severity.WARNING, scope=Scope.SET, basis=PLAN, since=PLAN_SINCE)
def differences_not_told(site: Site) -> Findings:
    """文件替代或修改了旧文件，解读却没有讲新旧政策差异。

    公众最想知道的是哪里变了。请用一个标题讲清新旧政策差异，或在页首“解读要素”中列出“新旧政策差异”。
    """
    for one in site.once(_interpreted):
        former = (*one.document.meta.replaces, *one.document.meta.amends)
        if former and _untold({"": CHANGES}, one):
            yield flaw(
                one.texts[0].at("elements"),
                f"{called(one.document.meta)}替代或修改了{'、'.join(former)}，解读没有讲新旧政策差异",
                "补写“新旧政策差异”一节，可附新旧对照表",
            )


@rule("sync-benefit", Severity.WARNING, scope=Scope.SET, basis=PLAN, since=PLAN_SINCE)
def benefits_not_told(site: Site) -> Findings:
    """解读没有讲惠企利民举措，也没有声明没有。

    惠企利民举措是解读的重点之一。请用一个标题讲清谁能得到什么、怎样得到，或者在页首“举措”中逐项列出；文件确无此类内容的，
    填写“无惠企利民举措: 是”。
    """
    for one in site.once(_interpreted):
        if any(text.meta.no_benefit or text.meta.measures for text in one.texts):
            continue
        if _untold({"": BENEFITS}, one):
            yield flaw(
                one.texts[0].at("elements"),
                f"{called(one.document.meta)}的解读没有讲惠企利民举措",
                "补写“惠企利民举措”一节，或在 举措 中逐项列出；没有的填写 无惠企利民举措: 是",
            )


@rule("sync-copy", Severity.WARNING, scope=Scope.SET, basis=f"{QUALITY}：不得简单摘抄文件", since=ATTRIBUTES)
def interpretation_copied(site: Site) -> Findings:
    """解读大段照抄文件原文。

    摘抄、压缩文件要点不是解读。把解读的汉字每连续8字取一段，超过 site_config.toml 的 sync.profile.copy_threshold
    （缺省0.8）的段落能在文件原文中找到的即提示；解读几份文件的，合起来比较。正文、文字替代、演示步骤分别比较。没有到这个
    比例的，各篇是多少，gongkai report 的“各篇解读”写明。请用自己的话讲清为什么、给谁、怎么办。
    """
    limit = site.config.sync.profile.copy_threshold
    for text, documents in read_with(site):
        span, part, share, said = copied(text, documents, limit)
        if share >= limit:
            named = "、".join(called(one.meta) for one in _copied_from(said, documents, limit))
            yield flaw(span, f"解读{part}有{share:.0%}的文字照抄{named}", "改用自己的话讲清为什么、给谁、怎么办")


class Copied(NamedTuple):
    """The part of an interpretation that is most of all its documents' own words."""

    span: Span
    part: str
    """What the part is called; empty for the body."""
    share: float
    said: str


def copied(page: Page[Interpretation], documents: Sequence[Paper], worth: float = 0) -> Copied:
    """Where an interpretation is most of all its documents' own words; ``worth`` as in ``overlap``."""
    parts = (
        (page.parsed.body, "", page.parsed.text),
        *((page.at(field), f"的{labels(Interpretation)[field]}", text) for field, text in page.meta.spoken),
    )
    originals = [one.parsed.text for one in documents]
    found = (Copied(span, name, overlap(text, originals, worth), text) for span, name, text in parts)
    return max(found, key=lambda one: one.share)


def _copied_from(said: str, documents: Sequence[Paper], limit: float) -> Sequence[Paper]:
    """The documents that most of a text is copied from, the main one first: as few as make up the limit."""
    ranked = sorted(documents, key=lambda one: overlap(said, [one.parsed.text]), reverse=True)
    some = (ranked[:count] for count in range(1, len(ranked)))
    return next((few for few in some if overlap(said, [one.parsed.text for one in few]) >= limit), ranked)


def overlap(text: str, originals: Sequence[str], worth: float = 0) -> float:
    """The share (0 to 1) of a text's runs of eight Han characters that occur in any of some originals.

    A text that evenly spread probes show to be well below ``worth`` gets the most that they allow: it spares the
    counting.
    """
    mine = "".join(_HAN.findall(text))
    count = len(mine) - GRAM + 1
    if count < 1:
        return 0.0
    spots = [place * (count - 1) // (PROBES - 1) for place in range(PROBES)] if count > PROBES else []
    # A run with a character that an original lacks is not in it: this mostly spares even cleaning the originals.
    runs = [mine[spot : spot + GRAM] for spot in spots]
    probes = [run for run in runs if any(all(map(one.__contains__, run)) for one in originals)]
    if spots and len(probes) / PROBES < worth / 2:
        return len(probes) / PROBES
    theirs = PARTED.join("".join(_HAN.findall(one)) for one in originals)
    if len(theirs) < GRAM:
        return 0.0
    if spots and (guess := sum(run in theirs for run in probes) / PROBES) < worth / 2:
        return guess
    grams = {theirs[spot : spot + GRAM] for spot in range(len(theirs) - GRAM + 1)}
    return sum(mine[spot : spot + GRAM] in grams for spot in range(count)) / count


def _interpreted(site: Site) -> tuple[Interpreted, ...]:
    found: dict[str, tuple[Paper, list[Page[Interpretation]]]] = {}
    for text, document in pairs(site):
        found.setdefault(document.id, (document, []))[1].append(text)
    for _, texts in found.values():
        texts.sort(key=lambda text: (text.meta.published is None, text.meta.published, text.id))
    return tuple(Interpreted(document, texts, _named(texts)) for document, texts in found.values())


def _named(texts: Iterable[Page[Interpretation]]) -> str:
    headings = (heading.text for text in texts for heading in text.parsed.told)
    return PARTED.join((*headings, *(name for text in texts for name in text.meta.elements)))


def _untold(matters: Mapping[str, tuple[str, ...]], one: Interpreted) -> list[str]:
    """The matters of which texts do not speak, a matter being known by any of its words.

    They speak in their headings, in the elements that they list, and in the openings of their paragraphs; the bodies
    are read only for what the others leave open.
    """
    missing = [name for name, words in matters.items() if not any(word in one.named for word in words)]
    if missing:
        openings = PARTED.join(words for text in one.texts for words in _openings(text.parsed.text))
        missing = [name for name in missing if not any(word in openings for word in matters[name])]
    return missing


def _openings(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        found = _LEAD.match(line) or _TITLED.match(line)
        if found:
            yield found[1]
