"""Front matter read line by line: exactly what the parser says, or nothing at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import replace
from generator.reading import frontmatter
from generator.reading.entries import entries
from generator.reading.events import parse

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "content").rglob("*.md")) + sorted((ROOT / "generator/authoring/starter").rglob("*.md"))
SPECS = sorted((ROOT / "tests/specs").glob("*.md"))
BLOCK = re.compile(r"(?:\A|^```md [^\n]+\n)---\n(.*?^)---$", re.MULTILINE | re.DOTALL)

NOTICE = """标题: 关于做好某办法宣传工作的通知
发布日期: 2020-08-20 10:00
关键词: [通知, 商务]
主题分类: 商贸、海关、旅游\\对外经贸合作
附件:
  - 文件: p-000995.docx
    名称: 附件.docx
发文字号: 示商办〔2020〕115号
索引号: SL0000012/2020-00130
不解读理由: 布置内部工作，不涉及企业和居民的权利义务"""


def agrees(inner: str) -> bool:
    """Whether a block is read here; when it is, the parser must say the same in every respect."""
    found, brief = entries(inner, located=True), entries(inner, located=False)
    if found is None or brief is None:
        assert found is brief
        return False
    told = parse(inner, "a.md")
    assert told.findings == ()
    assert json.dumps(found.data) == json.dumps(brief.data) == json.dumps(told.data)
    assert (found.spans, found.keys) == (told.spans, told.keys)
    return True


def blocks(paths: list[Path]) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [f"\n{found[1]}" for text in texts for found in BLOCK.finditer(text)]


def test_real_pages_agree_and_need_no_parser() -> None:
    """The sample column and the starter, every one of them that has no field of several paragraphs."""
    found = blocks(PAGES)
    assert len(found) >= len(PAGES)
    assert [one for one in found if not agrees(one)] == [one for one in found if re.search(r": \|$", one, re.MULTILINE)]


def test_examples_of_the_rules_agree() -> None:
    """Many examples are broken on purpose; most are not."""
    found = blocks(SPECS)
    assert sum(map(agrees, found)) > 0.9 * len(found)


@pytest.mark.parametrize(
    "inner",
    [
        "a: b",
        "标题: 关于 2020 年某事的通知（试行）：一、二",
        "a:\nb: c",
        "a:   \nb:  c  \n\nd: e",
        "a: []\nb: [ ]\nc: [甲]\nd: [ 甲 乙 ,  丙, 2020-001 ]",
        "a:\n  - 甲\n  - 乙: 丙\n    丁:\n  - 戊: 己\nb: c",
        "a:\n- 甲\n- 乙\nb:\n- c: d\n  e: [f]\n",
        "a:\n  b: c\n  d:\n    e: f\n  g:\n  - h\ni: j",
        "a:\n\n  - 甲\n\n  - 乙\n",
        "a: http://a.b:80/c?d=e&f=g\nb: 10:00\nc: ../d.md\n",
        "a:\n  - http://a.b/c\n  -   b: c\n      d: e",
        NOTICE,
        "a: no\nb: null\nc: 010\nd: 1e3",
    ],
)
def test_plain_blocks_are_read(inner: str) -> None:
    assert agrees(f"\n{inner}\n")


@pytest.mark.parametrize(
    "inner",
    [
        *(
            "",
            "# 说明",
            "a",
            "- a",
            "a：b",
            "a:b",
            "a: b\na: c",
            "a: b: c",
            "a: b:",
            "a: b #c",
            "a: #b",
            "a: b\n...",
            "--- a",
        ),
        *(
            "a: 'b'",
            'a: "b"',
            "a: [b",
            "a: b]",
            "a: [[b]]",
            "a: [b,]",
            "a: {b: c}",
            "a: [b: c]",
            "a: |\n  b",
            "a: > b",
            "a: @b",
        ),
        *(
            "a: &b c",
            "a: *b",
            "a: !b c",
            "a: %b",
            "a: `b`",
            "a: ?b",
            "a: - b",
            "a: -",
            "? a",
            "<<: b",
            "\u3000a: b",
            "\ta: b",
        ),
        *(
            "a:\tb",
            "a: b\tc",
            "a: \u3000b",
            "a: b\xa0",
            "a: b\u2028c",
            "a: \ufeffb",
            "a: 😀",
            "a: b\r",
            "a: b\x85c",
            "a: b\x00",
        ),
        *(
            "a: b\n  c",
            "a:\n  b",
            "a:\n  b\n  c",
            "a: b\n  c: d",
            "a: b\n  - c",
            "a:\n  - b\n c: d",
            "a:\n    b: c\n  d: e",
            " a: b",
        ),
        *(
            "a:\n  - b\nc: d\n  - e",
            "a:\n  - - b",
            "a:\n  -\n",
            "a:\n  - [b]",
            "a:\n  b: c\n  - d",
            "a:\n  - b\n  c: d",
            "a : b",
        ),
        *("a: b\n---\nc: d", "a:\n  - b: c\n    b: d", "a: b\n\u3000\nc: d", "a:\n - b\n- c"),
        "a:\n" + "".join(f"{'  ' * n}- b:\n" for n in range(5)) + "c: d",
    ],
)
def test_any_doubt_is_the_parsers(inner: str) -> None:
    assert not agrees(f"\n{inner}\n")


@pytest.mark.parametrize("form", ["a: {}", "a: [甲{}, 乙]", "a{}: b"])
def test_every_character_that_is_read_means_itself(form: str) -> None:
    """All those that are read stand in one block, and the parser reads it too."""
    chars = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000), 0x1F600)]
    read = [char for char in chars if entries(f"\n{form.format(char)}\n", located=False)]
    assert len(read) > 20_000
    assert agrees("\n" + "".join(f"x{number}:\n  {form.format(char)}\n" for number, char in enumerate(read)))


NASTY = [
    *(
        "'",
        '"',
        "#",
        " #",
        "# ",
        "\t",
        "---",
        "...",
        "--- ",
        "?",
        "? ",
        ":",
        ": ",
        ":\n",
        "-",
        "- ",
        "-\n",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        ",",
        ", ",
        "&",
        "&a ",
        "*",
        "*a",
        "!",
        "!!str ",
        "|",
        "|\n",
        ">",
        "> ",
        "%",
        "%YAML ",
        "@",
        "`",
        "\\",
        "<<: ",
        "~",
        "null",
    ),
    *(
        "2020-04-09",
        "10:00",
        "1e3",
        "0x1F",
        "yes",
        "no",
        "：",
        "\ufeff",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\xa0",
        "\u3000",
        "\u200b",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "\n    - ",
        "😀",
        "é",
        "e\u0301",
        "关于",
        "—",
        "·",
        "“",
        "（",
        "〔2020〕",
    ),
]
KEYS = st.sampled_from(["标题", "a", "title", "b-c", "d_1", "附件", "文件"])
TEXTS = st.sampled_from(
    ["甲", "某办法（试行）", "2020-4-9", "a b", "10:00", "x/y.md", "", " ", "[甲, 乙]", "[]", "[ a b,c ]", "1"]
)
LINES = st.one_of(
    st.builds("{}: {}".format, KEYS, TEXTS),
    st.builds("{}:".format, KEYS),
    st.builds(
        "{}{}{}: {}".format, st.sampled_from(["", " ", "  ", "    "]), st.sampled_from(["", "- ", "-  "]), KEYS, TEXTS
    ),
    st.builds("{}- {}".format, st.sampled_from(["", " ", "  ", "    ", "      "]), TEXTS),
    st.builds("{}{}:".format, st.sampled_from(["  ", "    ", "  - "]), KEYS),
    st.just(""),
)
GOOD = st.lists(LINES, max_size=7).map(lambda lines: "\n".join(["", *lines, ""]))


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A block with a few nasty pieces anywhere in it."""
    text = draw(GOOD)
    for piece in draw(st.lists(st.sampled_from(NASTY) | st.characters(), max_size=3)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text


@given(spoilt() | st.lists(st.sampled_from(NASTY) | KEYS).map("".join))
def test_whatever_is_read_agrees_with_the_parser(inner: str) -> None:
    """Whether or not a block is read here, the parser never says otherwise."""
    agrees(inner)


@given(spoilt())
def test_a_page_is_the_same_either_way(inner: str) -> None:
    """With its fences, its body and its spans."""
    text = f"---{inner}\n---\n正文\n"
    found = frontmatter.read(text, "a.md")
    spans, keys = dict(found.spans), dict(found.keys)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "entries", lambda *_, **__: None)
        told = frontmatter.read(text, "a.md")
        assert (spans, keys) == (dict(told.spans), dict(told.keys))
    assert replace(found, told={}) == replace(told, told={})
    assert found.told.items() <= told.told.items()
