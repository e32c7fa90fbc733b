"""How much personal data is found, and how much is found that is none: measured, and printed in docs/privacy.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.text.personal import Found, Sort, find

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "privacy.md"
SORTS = {
    "id": Sort.IDENTITY,
    "mobile": Sort.MOBILE,
    "card": Sort.CARD,
    "address": Sort.ADDRESS,
    "partial": Sort.PARTIAL,
}
ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\\\": "\\"}
ROW = re.compile(r"^\| (?P<sort>\S+) \| (?P<hit>\d+) / (?P<all>\d+) \| (?P<recall>[\d.]+)% \| ", re.MULTILINE)
TOTAL = re.compile(
    r"误报 (?P<wrong>\d+) 处，精确率 (?P<precision>[\d.]+)%（反例 (?P<negatives>\d+) 条、(?P<forms>\d+) 种写法）"
)
TUNED = re.compile(r"找到 (?P<hit>\d+) / (?P<all>\d+) 处，反例 (?P<negatives>\d+) 条误报 (?P<wrong>\d+) 处")
LATER = re.compile(
    r"^- 第[四六]批（(?P<all>\d+) 处、反例 (?P<negatives>\d+) 条.*?找到 (?P<hit>\d+) 处，召回率 (?P<recall>[\d.]+)%；"
    r"误报 (?P<wrong>\d+) 处，精确率 (?P<precision>[\d.]+)%",
    re.MULTILINE,
)
"""The lots that nothing was tuned for, in the order in which they are the last lines of both files."""


def rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Label, sensitive stretch, text of each line of a file."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        label, stretch, text = (re.sub(r"\\[nrt\\]", lambda one: ESCAPES[one[0]], cell) for cell in line.split("\t"))
        yield label, stretch, text


def covers(one: Found, label: str, stretch: str, text: str) -> bool:
    """Whether a finding is of the right sort and leaves nothing of the stretch but a bracket or sign before it."""
    at = text.index(stretch)
    first = at + len(stretch) - len(stretch.lstrip("（(+＋"))
    return one.sort is SORTS[label] and one.start <= first and one.end >= at + len(stretch)


@cache
def measured() -> tuple[Counter[str], list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Hits of each sort, the stretches that were missed, and the findings that are wrong with their texts."""
    hits: Counter[str] = Counter()
    missed: list[tuple[str, str, str]] = []
    wrong: list[tuple[str, str]] = [
        (text[one.start : one.end], text) for *_, text in rows("negatives.tsv") for one in find(text)
    ]
    texts: dict[str, list[tuple[str, str]]] = {}
    for label, stretch, text in rows("positives.tsv"):
        texts.setdefault(text, []).append((label, stretch))
    for text, wanted in texts.items():
        found = find(text)
        for label, stretch in wanted:
            if any(covers(one, label, stretch, text) for one in found):
                hits[label] += 1
            else:
                missed.append((label, stretch, text))
        wrong += [
            (text[one.start : one.end], text) for one in found if not any(covers(one, *each, text) for each in wanted)
        ]
    return hits, missed, wrong


def test_what_is_missed_is_printed() -> None:
    """Hits and number of each sort stand in the document, and its recall follows from them."""
    hits, missed, _ = measured()
    whole = Counter(label for label, *_ in rows("positives.tsv"))
    expected = {SORTS[label].value: (hits[label], whole[label]) for label in SORTS}
    expected["合计"] = (hits.total(), whole.total())
    printed = {row["sort"]: (int(row["hit"]), int(row["all"])) for row in ROW.finditer(DOCUMENT.read_text("utf-8"))}
    assert printed == expected, missed
    for row in ROW.finditer(DOCUMENT.read_text("utf-8")):
        assert row["recall"] == f"{100 * int(row['hit']) / int(row['all']):.1f}"


def test_what_is_wrongly_found_is_printed() -> None:
    """The document says how many findings are wrong, among how many sentences, and the precision that follows."""
    hits, _, wrong = measured()
    negatives = [label for label, *_ in rows("negatives.tsv")]
    precision = 100 * hits.total() / (hits.total() + len(wrong))
    total = TOTAL.search(DOCUMENT.read_text("utf-8"))
    assert total
    assert total.groupdict() == {
        "wrong": str(len(wrong)),
        "precision": f"{precision:.1f}",
        "negatives": str(len(negatives)),
        "forms": str(len(set(negatives))),
    }, wrong


def test_what_was_tuned_for_is_told_from_what_was_not() -> None:
    """All of the texts that were tuned for is found and nothing else; the last lots are as they were at first sight."""
    document = DOCUMENT.read_text("utf-8")
    tuned, later = TUNED.search(document), list(LATER.finditer(document))
    assert tuned
    assert len(later) == 2  # 第四批, 第六批
    _, missed, wrong = measured()
    positives, negatives = list(rows("positives.tsv")), [text for *_, text in rows("negatives.tsv")]
    for lot in reversed(later):
        size, other = int(lot["all"]), int(lot["negatives"])
        new = {text for *_, text in positives[-size:]} | set(negatives[-other:])
        positives, negatives = positives[:-size], negatives[:-other]
        lost, false = [one for one in missed if one[-1] in new], [one for one in wrong if one[-1] in new]
        missed, wrong = [one for one in missed if one not in lost], [one for one in wrong if one not in false]
        hit = size - len(lost)
        assert (int(lot["hit"]), int(lot["wrong"])) == (hit, len(false))
        assert lot["recall"] == f"{100 * hit / size:.1f}"
        assert lot["precision"] == f"{100 * hit / (hit + len(false)):.1f}"
    assert (int(tuned["hit"]), int(tuned["all"])) == (len(positives) - len(missed), len(positives))
    assert (int(tuned["wrong"]), int(tuned["negatives"])) == (len(wrong), len(negatives))
    assert tuned["hit"] == tuned["all"]
    assert 1000 * int(tuned["hit"]) >= 995 * (int(tuned["hit"]) + int(tuned["wrong"]))


def test_the_set_is_as_large_as_it_must_be() -> None:
    """Small sets flatter; no text is both an example and a counterexample, and none is counted twice."""
    positives, negatives = list(rows("positives.tsv")), list(rows("negatives.tsv"))
    assert len(positives) == len(set(positives)) >= 300
    assert len(negatives) == len(set(negatives)) >= 2000
    assert len({label for label, *_ in negatives}) >= 60
    assert not {text for *_, text in positives} & {text for *_, text in negatives}
    assert all(text.count(stretch) == 1 for _, stretch, text in positives)
    assert {label for label, *_ in positives} == set(SORTS)
