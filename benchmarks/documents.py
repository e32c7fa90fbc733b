"""The documents of a synthetic column: what each says, and how it is tied to others."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.vocabulary import PLAIN, POINTS, RULES, name, numeral, sentence

ORGAN = "示例市商务委员会"
AS_OF = date(2020, 10, 30)
"""The day on which the starter's column stands still; terms are counted to it."""
FIRST = date(2010, 1, 4)
SIZE = 1650
"""Characters of a body, in Chinese about 5 KB; with front matter a document has 6 KB."""
PATTERN = (
    *("policy", "interpretation", "news", "policy", "interpretation", "notice", "regulation"),
    *("news", "policy", "interpretation", "notice", "news", "policy", "interpretation"),
    *("news", "policy", "interpretation", "notice", "regulation", "news"),
)
"""What follows what; a policy is always followed by its interpretation."""
TOPICS = ("商贸、海关、旅游\\国内贸易（含供销）", "商贸、海关、旅游\\对外经贸合作", "综合政务", "财政、金融、审计")
TAKEN = 100
"""Numbers of each year left to the pages that the starter brings."""
NEAR = 50
"""News link to one of so many policies before them."""
POLICIES, TEXTS = "statutory/policies", "statutory/interpretations"
NEWS, OWN = "statutory/news", "regulations"


@dataclass(frozen=True, slots=True)
class Doc:
    """One page of content."""

    id: str
    folder: str
    fields: dict[str, object]
    """Front matter, by Chinese label."""
    body: str
    ties: dict[str, object] = field(default_factory=dict)
    """What a Hugo template needs to know besides: ids of other pages, both ways."""
    attachment: str = ""

    @property
    def published(self) -> str:
        """Day of publication."""
        return str(self.fields["发布日期"])[:10]


class Bodies:
    """Text for policies: our own sentences, or paragraphs of a file that the user gives."""

    def __init__(self, texts: Path | None) -> None:
        self._paragraphs: list[str] = []
        if texts:
            with gzip.open(texts, "rt", encoding="utf-8") as lines:
                for line in lines:
                    self._paragraphs.extend(json.loads(line)["body"].split("\n\n"))

    def official(self, subject: str, chance: Random) -> str:
        """Chapters and clauses, as a policy has them."""
        return self._given(chance) if self._paragraphs else _clauses(subject, chance)

    def news(self, chance: Random, *, kept_back: bool) -> str:
        """Paragraphs, as a report has them; what is kept back must not stand on a page that is not."""
        if self._paragraphs and kept_back:
            return _prose(chance, SIZE, RULES)  # then no published page has these sentences
        return self._given(chance) if self._paragraphs else _prose(chance, SIZE)

    def _given(self, chance: Random) -> str:
        at, found, size = chance.randrange(len(self._paragraphs)), [], 0
        while size < SIZE:
            found.append(self._paragraphs[at % len(self._paragraphs)])
            size += len(found[-1])
            at += 1
        return "\n\n".join(found)


def _clauses(subject: str, chance: Random) -> str:
    found = ["## 第一章　总则", f"第一条　为了做好{subject}所涉的工作，方便企业和居民，制定本文件。"]
    size, clause = 0, 1
    while size < SIZE:
        if clause % 9 == 0:
            heading = ("条件", "程序", "支持", "监督", "管理", "附则")[clause // 9 % 6]
            found.append(f"## 第{numeral(clause // 9 + 1)}章　{heading}")
        clause += 1
        text = f"第{numeral(clause)}条　{sentence(RULES, chance)}"
        if clause % 5 == 0:
            points = "\n\n".join(f"（{numeral(at)}）{sentence(POINTS, chance)}" for at in (1, 2, 3))
            text = f"第{numeral(clause)}条　申请人应当符合下列条件：\n\n{points}"
        elif clause % 3 == 0:
            text += sentence(RULES, chance)
        found.append(text)
        size += len(text)
    return "\n\n".join(found)


def _prose(chance: Random, size: int, bank: tuple[str, ...] = PLAIN) -> str:
    found, length = [], 0
    while length < size:
        found.append("".join(sentence(bank, chance) for _ in range(4)))
        length += len(found[-1])
    return "\n\n".join(found)


def documents(count: int, seed: int, texts: Path | None = None) -> Iterator[Doc]:
    """Make a column's documents, the same for equal arguments, oldest first.

    Every tenth policy replaces one of five years before; one document in a hundred is kept back (依申请公开).
    """
    bodies, numbers, chance = Bodies(texts), Counter[str](), Random(seed)  # noqa: S311  # the same each time is the aim
    kinds = _kinds(count)
    policies = [at for at, kind in enumerate(kinds) if kind == "policy"]
    step = (AS_OF - timedelta(days=60) - FIRST).days / max(count, 1)
    days = [_workday(FIRST + timedelta(days=int(at * step))) for at in range(count)]
    apart = max(1, len(policies) // 2)
    heirs = {policies[order - apart]: at for order, at in enumerate(policies) if order >= apart and order % 10 == 0}
    forebears = {heir: old for old, heir in heirs.items()}
    policy: Doc | None = None
    for at, kind in enumerate(kinds):
        if kind == "policy":
            ends = forebears.get(at), heirs.get(at)
            policy = _policy(at, days, ends, numbers, bodies.official(name(at), chance))
            yield policy
        elif kind == "interpretation" and policy:
            yield _interpretation(at, policy, chance)
        elif kind == "notice":
            yield _notice(at, days[at], numbers, bodies.official(name(at), chance))
        elif kind == "regulation":
            yield _regulation(at, days[at], numbers, bodies.official(name(at), chance))
        else:
            yield _news(
                at,
                days[at],
                bodies.news(chance, kept_back=_kept_back(at)),
                chance,
                policies[max(0, (end := bisect_left(policies, at)) - NEAR) : end],
            )


def _kinds(count: int) -> list[str]:
    found = [PATTERN[at % len(PATTERN)] for at in range(count)]
    if found and found[-1] == "policy":
        found[-1] = "news"  # a policy without its interpretation would stop the build
    return found


def _workday(day: date) -> date:
    while day.weekday() > 3 or day.month in {1, 2, 5, 10}:  # noqa: PLR2004  # away from week ends and long holidays
        day += timedelta(days=1)
    return day


def _policy_id(at: int) -> str:
    return f"p-{at:06}"


def title(id: str) -> str:  # noqa: A002  # the field's word
    """What a policy or an interpretation is called, by its id."""
    at = int(id.partition("-")[2])
    return f"《{name(at - 1)}》解读" if id.startswith("i-") else name(at)


def _official(at: int, written: date, code: str, numbers: Counter[str]) -> dict[str, object]:
    year = written.year
    for key in (f"{code}{year}", f"index{year}"):
        numbers[key] = numbers.get(key, TAKEN) + 1
    return {
        "发文字号": f"{code}〔{year}〕{numbers[f'{code}{year}']}号",
        "索引号": f"SL0000012/{year}-{numbers[f'index{year}']:05}",
        "发布机构": ORGAN,
        "成文日期": str(written),
        "主题分类": TOPICS[at % len(TOPICS)],
    }


def _common(title: str, published: date, keywords: Sequence[str]) -> dict[str, object]:
    return {
        "标题": title,
        "发布日期": f"{published} 10:00",
        "责任处室": "政策法规处",
        "关键词": list(keywords),
        "摘要": f"{title}的要点：适用对象、条件、程序、期限和监督办法。",
        "公开属性": "主动公开",
        "来源": ORGAN,
    }


def _policy(
    at: int, days: Sequence[date], ends: tuple[int | None, int | None], numbers: Counter[str], body: str
) -> Doc:
    """A normative document; ``ends`` are what it replaces, and what replaces it."""
    old, heir = ends
    written = days[at]
    effective = written + timedelta(days=31)
    expires = effective.replace(year=effective.year + 5, day=min(effective.day, 28)) - timedelta(days=1)
    own = _policy_id(at)
    ending: dict[str, object] = {}
    status = "有效" if effective <= AS_OF else "尚未施行"
    if heir is not None:
        status = "废止"
        ending = {"废止依据": _policy_id(heir), "废止日期": str(days[heir] + timedelta(days=31))}
    elif expires < AS_OF:
        status = "失效"
    elif (expires - AS_OF).days < 200:  # noqa: PLR2004  # the months in which an evaluation is due
        ending = {"实施后评估": "2020年9月评估，拟修订后继续执行"}
    fields: dict[str, object] = {
        **_common(name(at), written + timedelta(days=1), ("商务", "管理办法")),
        "内容类型": "政策文件",
        **_official(at, written, "示商规", numbers),
        "施行日期": str(effective),
        "有效期至": str(expires),
        "文件类型": "规范性文件",
        "起草日期": str(written - timedelta(days=20)),
        "审签日期": str(written),
        "附件": [{"文件": f"{own}.docx", "名称": f"{name(at)}（文字版）"}],
        **({"有效性": status} if status in {"失效", "废止"} else {}),
        **({"替代文件": [_policy_id(old)]} if old is not None else {}),
        **ending,
    }
    ties: dict[str, object] = {
        "status": status,
        "interpreted_by": [f"i-{at + 1:06}"],
        "replaces": [_policy_id(old)] if old is not None else [],
        "replaced_by": [_policy_id(heir)] if heir is not None else [],
    }
    body = f"{body}\n\n{ORGAN}\n\n{written.year}年{written.month}月{written.day}日"
    return Doc(own, POLICIES, fields, body, ties, f"{own}.docx")


def _interpretation(at: int, policy: Doc, chance: Random) -> Doc:
    title = str(policy.fields["标题"])
    ended = policy.ties["status"] in {"失效", "废止"}
    fields: dict[str, object] = {
        **_common(f"《{title}》解读", date.fromisoformat(policy.published), ("政策解读", "商务")),
        "内容类型": "政策解读",
        "解读对象": policy.fields["发文字号"],
        "解读单位": f"{ORGAN}政策法规处",
        "作者": f"{ORGAN}政策法规处",
        "解读形式": ["问答" if at % 10 == 1 else "文字"],
        "起草日期": policy.fields["起草日期"],
        "审签日期": policy.fields["审签日期"],
        "解读方案": {"提纲": "为何制定、怎样申请、有何变化", "形式": ["文字"], "渠道": ["政府网站"], "时间": "同日"},
        **({"忽略规则": [{"rule": "sync-repealed", "reason": "文件已不再执行，解读留存备查"}]} if ended else {}),
    }
    headings = ("背景依据", "目标任务", "主要内容", "适用范围", "执行标准", "惠企利民举措")
    parts = [f"## {heading}\n\n{_prose(chance, SIZE // 7)}" for heading in headings]
    if fields["解读形式"] == ["问答"]:
        parts.insert(0, "问：这份文件为何制定？\n\n答：见下文各节。")
    rows = "\n".join(f"| {sentence(POINTS, chance)[:-1]} | {sentence(POINTS, chance)[:-1]} |" for _ in range(3))
    link = f"全文见[{title}](../policies/{policy.id}.md)。"
    parts.append(f"## 新旧政策差异\n\n| 原来的规定 | 现在的规定 |\n|---|---|\n{rows}\n\n{link}")
    ties: dict[str, object] = {"policy": policy.id, "status": ""}
    return Doc(f"i-{at:06}", TEXTS, fields, "\n\n".join(parts), ties)


def _notice(at: int, written: date, numbers: Counter[str], body: str) -> Doc:
    title = f"关于做好{name(at).removeprefix('示例市')}宣传工作的通知"
    fields: dict[str, object] = {
        **_common(title, written + timedelta(days=1), ("通知", "商务")),
        "内容类型": "政策文件",
        **_official(at, written, "示商办", numbers),
        "文件类型": "通知",
        "须解读": "否",
        "不解读理由": "布置内部工作，不涉及企业和居民的权利义务",
    }
    return Doc(f"p-{at:06}", POLICIES, fields, body, {"status": "有效"})


def _regulation(at: int, written: date, numbers: Counter[str], body: str) -> Doc:
    fields: dict[str, object] = {
        **_common(f"{name(at).removeprefix('示例市')}信息公开规程", written + timedelta(days=1), ("制度", "信息公开")),
        **_official(at, written, "示商办", numbers),
        "施行日期": str(written + timedelta(days=31)),
        "文件类型": "配套制度",
        "修订沿革": [{"日期": str(written), "说明": "首次制定"}],
    }
    return Doc(f"r-{at:06}", OWN, fields, body, {"status": "有效", "revisions": [[str(written), "首次制定"]]})


def _kept_back(at: int) -> bool:
    return at % 100 == 19  # noqa: PLR2004  # one document in a hundred, always a piece of news


def _news(at: int, day: date, body: str, chance: Random, earlier: Sequence[int]) -> Doc:
    title = f"{name(at).removeprefix('示例市')}座谈会举行"
    fields: dict[str, object] = _common(title, day, ("工作动态", "商务"))
    if _kept_back(at):
        fields |= {"公开属性": "依申请公开", "属性审查日期": "2020-06-01"}
    if earlier:
        near = earlier[-1 - chance.randrange(len(earlier))]
        body += f"\n\n有关规定见[{name(near)}](../policies/{_policy_id(near)}.md)。"
    return Doc(f"n-{at:06}", NEWS, fields, body, {"status": ""})
