"""Plain blocks: told without the parser, and the page is the same to the byte as the parser's."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading import markdown
from generator.reading.body import Body
from generator.reading.plain import Rest, Sentence, Title, survey, whole
from generator.reading.tables import Grid

EXAMPLES = Path(__file__).with_name("commonmark.json")
SHARED = Path(__file__).parents[3] / "shared"
STATUTES = SHARED / "corpus" / "statutes.jsonl.gz"
PLAN = SHARED / "source" / "work-plan-2020.txt"

NASTY = r"""
    甲 乙丙。 第一条 第二条之一 第3条 第一章 第一节 **第四条** ** * _ __ \ &amp; &copy; & [ ] [] ( ) ! < > " '
    # ## ### ####### #甲 {#id} {#a-1} [甲](b.md) [[2020-001]] [[示商规〔2020〕1号#第三条|甲]] [[a*b]] [a][b] [a]:
    [^1] [^1]: ]: ![图](a.png) ![](a.png) [x](http://10.1.2.3) [x](D:\a) [x](<b>) [x](a(b)) | |甲|乙| |-|-| |:-|-:|
    --- - -- -甲 *** === = : :甲 ~ ~~~ ``` ` `a` 1. 12) 1.甲 1234567890. 2020年 １. 2． + > >甲 <b> <!-- <https://a.cn>
    (一) （一） 表： 表：标题 Table: 表 ① “引” × a@b.cn abc $ %
""".split()  # noqa: SIM905 - a list of words reads best as words
SPACES = [*"   \t\x0b\x0c\x1f\x85\xa0\u2003\u2028\ufeff\u3000", "  ", "    ", "\u3000\u3000"]
LINE = st.lists(st.sampled_from([*NASTY, *SPACES, "# ", "## ", ": ", "- "]), max_size=5).map("".join)
HAN = st.sampled_from(
    ["甲", "第一条 乙", "(二)丙", "\u3000\u3000丁", "## 题", "- 项", "1. 项", "2020年", "| 甲 | 乙 |"]
)
TABLE = st.lists(
    st.sampled_from(["| 甲 | 乙 |", "|-|:-:|", "|---|---", "||*丙*|", "| 1 | 2 | ", "|1|", "|\\||&|"]), min_size=2
)
CHUNK = (
    LINE
    | HAN
    | st.tuples(HAN, LINE).map("".join)
    | TABLE.map(lambda rows: "\n".join(["| 甲 | 乙 |", "|-|:-:|", *rows]))
)
END = st.sampled_from(["\n\n"] * 6 + ["\n"] * 3 + ["\n\n\n", "\n \n", "\n\t\n", "\n\u3000\n"])
FOREIGN = st.sampled_from([""] * 20 + ["\r", "\r\n", "\0"])
BODY = st.lists(st.tuples(CHUNK, FOREIGN, END).map("".join), max_size=9).map("".join)


def ordinary(body: str) -> Body:
    """A body as it is when the parser reads all of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "survey", whole)
        return markdown.render(body, "content/a.md", 10)


def same(body: str) -> bool:
    return markdown.render(body, "content/a.md", 10) == ordinary(body)


def left(body: str) -> int:
    """How many stretches of a body are left to the parser."""
    return sum(isinstance(block, Rest) for block in survey(body)[1].values())


def statutes() -> list[str]:
    if not STATUTES.exists():
        pytest.skip(f"the corpus of statutes is not beside the repository: {STATUTES.name}")
    with gzip.open(STATUTES, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["body"] for line in lines]


def test_the_parts_of_a_body() -> None:
    """Paragraphs without marks stay lines; headings, tables and marked paragraphs are told; the rest is left."""
    body = """\
第一条 甲
　　乙
## 第一章　总则
2020年1月1日

(一)见[办法](b.md)。

表：费用

| 项 | 元 |
|:-|-:|
| 甲 | 1 |

丙

1. 丁

   戊

己
"""
    lines, blocks = survey(body)
    assert {row: line for row, line in enumerate(lines) if line} == {
        0: "第一条 甲",
        1: "　　乙",
        3: "2020年1月1日",
        19: "己",
    }
    assert blocks == {
        2: Title(3, 1 + 1, "第一章　总则"),
        5: Sentence(6, "(一)见[办法](b.md)。"),
        7: Grid(9, 12, ["left", "right"], [["项", "元"], ["甲", "1"]], "费用"),
        13: Rest(18),
    }


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "甲",
        "\n甲\n\n乙\n",
        "甲  \n \t\n乙",
        "甲\n\u3000\u3000乙\n\u3000\u3000丙",
        "甲\n## 题\n乙",
        "# \u3000题\u3000",
        "## 题 {#flow}",
        '**第一条** 甲"乙" [丙](d.md)',
        "2020年\n\n1.5倍\n\n３. 项\n\n×1为简称",
        "| 甲 |\n|-|",
        "## 题\n| 甲 |\n|-|\n| 乙 |",
        "表：甲\n\n| 甲 |\n|-|",
        "表格如下：\n\n| 甲 |\n|-|",
        "[甲](b.md)",
        "![图](a.png)",
        "\\- 甲",
    ],
)
def test_needs_no_parser(body: str) -> None:
    """What official texts are made of is told without the parser."""
    assert left(body) == 0
    assert same(body)


@pytest.mark.parametrize(
    "body",
    [
        "甲\n乙",
        "甲\n===",
        "甲\n---",
        "甲\n- 乙",
        "甲\n\n: 乙",
        "甲\n\n: 乙\n\n丙\n\n: 丁",
        "甲\n\n: 乙\n\n## 丙\n\n: 丁",
        "甲\n\n: 乙\n\n| 丙 |\n|-|\n\n: 丁",
        "甲\n\n  : 乙",
        "- 甲\n\n- 乙\n\n  丙\n\n丁",
        "1. 甲\n\n乙\n\n2. 丙",
        "1.",
        "  甲",
        "    甲\n\n    乙",
        "> 甲\n乙\n\n丙",
        "***",
        "** *",
        "_ _ _",
        "* 甲",
        "## 题 ##",
        "##",
        "#\t*题*",
        "###\n\n甲\n\n- 乙",
        "| 甲 |",
        "| 甲 | 乙 |\n|-|",
        "| 甲 |\n|-|\n| 乙 | 丙 |",
        "| 甲 |\n|-|\n乙",
        "| *甲* |\n|-|",
        "表：*甲*\n\n| 甲 |\n|-|",
        "表\\：甲\n\n| 甲 |\n|-|",
        "- 甲\n\n  表：乙\n\n| 甲 |\n|-|",
        "乙\n表：甲\n\n| 甲 |\n|-|",
        "- ### 甲\n\n## 乙",
        "> # 甲\n\n### 乙",
    ],
)
def test_is_left_to_the_parser(body: str) -> None:
    """What may be something else is left to the parser, together with what it may change."""
    assert left(body) == 1
    assert same(body)
    assert same(f"第一条 前\n\n## 题\n\n前\n\n{body}\n\n第二条 后\n\n[链](b.md)\n\n后\n")


@pytest.mark.parametrize(
    "body",
    [
        "甲[^1]\n\n乙\n\n[^1]: 注",
        "[甲][b]\n\n乙\n\n[b]: c.md",
        "```\n\n甲\n\n```\n\n乙",
        "甲\n\n~~~\n\n乙",
        "甲\r\n乙\r\n\r\n丙",
        "甲\rb\r\r丙",
        "甲\0",
    ],
)
def test_is_left_whole(body: str) -> None:
    """A body with marks that reach beyond their lines is left to the parser, all of it."""
    assert survey(body) == whole(body)
    assert same(body)


def test_every_example_of_commonmark() -> None:
    """CommonMark's own examples come out the same, alone and between the blocks of an official text."""
    examples = [one["markdown"] for one in json.loads(EXAMPLES.read_text(encoding="utf-8"))]
    bodies = [
        *examples,
        *(f"第一条 甲\n\n{one}\n\n## 乙\n\n[丙](d.md)\n\n丁" for one in examples),
        *(f"{one}\n\n甲\n\n{other}" for one, other in pairwise(examples)),
    ]
    assert [body for body in bodies if not same(body)] == []
    assert sum(survey(body) == whole(body) for body in examples) < len(examples) / 4


def test_every_statute() -> None:
    """Real statutes come out the same, and all but one need no parser: it has a list."""
    bodies = statutes()
    assert [body[:40] for body in bodies if not same(body)] == []
    assert sum(map(left, bodies)) == 1


def test_the_work_plan() -> None:
    """So does a real work plan; one of its lines, which begins with a space, is left to the parser."""
    if not PLAN.exists():
        pytest.skip(f"the work plan is not beside the repository: {PLAN.name}")
    body = PLAN.read_text(encoding="utf-8")
    assert same(body)
    assert left(body) == 1


def test_the_sample_column(project: Path) -> None:
    """The sample column comes out the same; most of its pages need no parser."""
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in (project / "content").rglob("*.md")]
    assert [body[:40] for body in bodies if not same(body)] == []
    assert sum(left(body) == 0 for body in bodies) > len(bodies) / 2


@settings(max_examples=1500)
@given(BODY)
def test_any_body(body: str) -> None:
    """Whatever stands together, the page is the one that the parser alone would make."""
    assert markdown.render(body, "content/a.md", 10) == ordinary(body)


@settings(max_examples=500)
@given(st.text(alphabet='甲第一条表：\u3000 \t\n\n#|-:*_[]()^\\`>+1.=~&;<"', max_size=60))
def test_any_marks(body: str) -> None:
    """So it is when single characters meet."""
    assert markdown.render(body, "content/a.md", 10) == ordinary(body)
