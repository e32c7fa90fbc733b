"""Front matter: text scalars with places, and every trap with its own cure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostics import Severity, Span
from generator.reading.frontmatter import Block, read

PATH = "content/a.md"
SYNTAX = "front-matter-syntax"


def block(inner: str) -> Block:
    return read(f"---\n{inner}\n---\n正文\n", PATH)


def places(found: Block) -> list[tuple[str, int, int]]:
    return [(one.rule, one.span.line, one.span.column) for one in found.findings]


def test_scalars_stay_text() -> None:
    """Nothing is taken for a truth value, a number, a time, a date or nothing."""
    found = block("no: no\n编号: 010\n时间: 10:00\n日期: 2020-4-9\n波浪: ~\n空:\n空2: ''\n数: 1e3\n十六: 0x1F\n是: yes")
    assert found.findings == ()
    assert found.data == {
        "no": "no",
        "编号": "010",
        "时间": "10:00",
        "日期": "2020-4-9",
        "波浪": "~",
        "空": "",
        "空2": "",
        "数": "1e3",
        "十六": "0x1F",
        "是": "yes",
    }


def test_every_key_and_value_has_its_place() -> None:
    found = block("标题: 某办法\n附件:\n  - 文件: a.docx\n    名称: '附 件'\n  - b.pdf\n空:\n说明: |\n  甲\n  乙")
    assert found.data == {
        "标题": "某办法",
        "附件": [{"文件": "a.docx", "名称": "附 件"}, "b.pdf"],
        "空": "",
        "说明": "甲\n乙\n",
    }
    assert found.spans == {
        (): Span(PATH, 1, 1, 3),
        ("标题",): Span(PATH, 2, 5, 3),
        ("附件",): Span(PATH, 4, 3, 12),
        ("附件", 0): Span(PATH, 4, 5, 10),
        ("附件", 0, "文件"): Span(PATH, 4, 9, 6),
        ("附件", 0, "名称"): Span(PATH, 5, 9, 5),
        ("附件", 1): Span(PATH, 6, 5, 5),
        ("空",): Span(PATH, 7, 1, 1),
        ("说明",): Span(PATH, 8, 5, 1),
    }
    assert found.keys["附件", 0, "名称"] == Span(PATH, 5, 5, 2)
    assert found.keys["说明",] == Span(PATH, 8, 1, 2)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\n正文", "正文", 4),
        ("---  \na: b\n---\t\n\n正文\n", "\n正文\n", 4),
        ("---\n\na: b\n\n---\n正文\n\n---\n又一段", "正文\n\n---\n又一段", 6),
        ("---\na: |\n  ---\n  x\n---\n正文", "正文", 6),
        ("---\na: b\n---", "", 4),
        ("---\na: b\n---\n来源: 某报\n\n---\n正文", "来源: 某报\n\n---\n正文", 4),
    ],
)
def test_body_begins_after_the_fence(text: str, body: str, line: int) -> None:
    """The body is exactly what follows the second fence, and its line is known."""
    found = read(text, PATH)
    assert (found.body, found.body_line, found.findings) == (body, line, ())
    assert found.data is not None


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("a: 关于\n  某事的\n  通知", "关于某事的通知"),
        ("a: 关于 ABC\n  某事", "关于 ABC 某事"),
        ("a: 甲\n\n  乙", "甲\n乙"),
        ("a: 一 二\n  三", "一 二三"),
        ("a:\n  ——副题\n  ——又一行", "——副题——又一行"),
        ("a: 本通知\n  明确三点：一是", "本通知明确三点：一是"),
        ("a: '关于: 某事' # 说明", "关于: 某事"),
        ('a: "甲\\t乙\\u4e19"', "甲\t乙丙"),
        ("a: x#y", "x#y"),
        ("a: 'x #y'", "x #y"),
        ("a: http://a.b:80/c", "http://a.b:80/c"),
        ("a: 关于：某事", "关于：某事"),
    ],
)
def test_values_that_are_fine(inner: str, value: str) -> None:
    """Silent: a soft break leaves no space between Chinese characters, and harmless marks stay."""
    found = block(inner)
    assert found.findings == ()
    assert found.data == {"a": value}


FENCES = [
    ("标题: a\n", "front-matter-missing", 1, 1, "没有以 --- 开头", "请在第一行写 ---"),
    ("\n\n---\na: b\n---\n", "front-matter-missing", 3, 1, "--- 在第 3 行", "前面没有空行"),
    (" ---\na: b\n---", "front-matter-missing", 1, 1, "第一行“ ---”除了 --- 还有空格", "前后没有空格"),
    ("----\na: b\n---", "front-matter-missing", 1, 1, "第一行“----”不是 ---", "三个减号"),
    ("———\na: b", "front-matter-missing", 1, 1, "第一行“———”不是 ---", "英文输入法"),
    ("－－－\na: b", "front-matter-missing", 1, 1, "第一行“－－－”不是 ---", "英文输入法"),
    ("+++\na = 1\n+++", "front-matter-missing", 1, 1, "第一行“+++”不是 ---", "三个减号"),
    ("---\na: b\n\n正文", "front-matter-unterminated", 1, 1, "找不到第二个 ---", "（可能是第 3 行）"),
    ("---\na: b\n----\n正文", "front-matter-unterminated", 3, 1, "第 3 行的“----”不是 ---", "另起一行"),
    ("---\na: b\n ---\n正文", "front-matter-unterminated", 3, 1, "第 3 行的“---”不是 ---", "另起一行"),
    ("---\na: b\n———\n正文", "front-matter-unterminated", 3, 1, "第 3 行的“———”不是 ---", "另起一行"),
    ("---", "front-matter-unterminated", 1, 1, "找不到第二个 ---", "另起一行写 ---"),
    ("---\n- a\n---", "front-matter-shape", 2, 1, "却是一个列表", "字段: 值"),
    ("---\n'a b'\n---", "front-matter-syntax", 2, 1, "不是“字段: 值”", "补上冒号和空格"),
    ("---\n---\n正文", "front-matter-shape", 1, 1, "页首是空的", "至少写标题"),
    ("---\n# 说明\n---\n正文", "front-matter-shape", 1, 1, "页首是空的", "至少写标题"),
]


@pytest.mark.parametrize("case", FENCES)
def test_fences_gone_wrong(case: tuple[str, str, int, int, str, str]) -> None:
    """No front matter, no end of it, or something else inside: each is said, with its place and its cure."""
    text, rule, line, column, message, hint = case
    found = read(text, PATH)
    assert found.data is None
    assert places(found) == [(rule, line, column)]
    assert message in found.findings[0].message
    assert hint in found.findings[0].hint


def test_without_front_matter_all_is_body() -> None:
    found = read("正文\n", PATH)
    assert (found.body, found.body_line) == ("正文\n", 1)


def test_front_matter_closed_too_early() -> None:
    """A fence in the middle would turn the fields after it into a heading; both lines are named."""
    found = read("---\n标题: a\n---\n作者: b\n来源: c\n---\n正文", PATH)
    assert places(found) == [(SYNTAX, 6, 1)]
    assert "第 3 行的 --- 已经结束了页首，到第 6 行又有一个" in found.findings[0].message


TRAPS = [
    # value, column (on line 2), message, hint
    ("标题: 通知: 关于", 5, "冒号加空格“: ”", '加上引号：标题: "通知: 关于"'),
    ("标题: 通知:", 5, "冒号加空格“: ”", '标题: "通知:"'),
    ('标题: 关于"甲: 乙"', 5, "冒号加空格“: ”", "标题: '关于\"甲: 乙\"'"),
    ("标题: *关于*", 5, "值以“*”开头", '标题: "*关于*"'),
    ("标题: &关于", 5, "值以“&”开头", '标题: "&关于"'),
    ("标题: %关于", 5, "值以“%”开头", '标题: "%关于"'),
    ("标题: @关于", 5, "值以“@”开头", '标题: "@关于"'),
    ("标题: `关于`", 5, "值以“`”开头", '标题: "`关于`"'),
    ("标题: !关于", 5, "值以“!”开头", '标题: "!关于"'),
    ("标题: | 关于", 5, "值以“|”开头", '标题: "| 关于"'),
    ("标题: > 关于", 5, "值以“>”开头", '标题: "> 关于"'),
    ("标题: [沪]关于", 5, "值以“[”开头", '标题: "[沪]关于"'),
    ("标题: [沪 关于", 5, "没有右边的括号", '标题: "[沪 关于"'),
    ("标题: {沪}关于", 5, "值以“{”开头", '标题: "{沪}关于"'),
    ("标题: ]", 5, "值以“]”开头", '标题: "]"'),
    ("标题: - 关于", 5, "值以“-”开头", '标题: "- 关于"'),
    ("标题: ? 关于", 5, "值以“?”开头", '标题: "? 关于"'),
    ('标题: "关于"某事', 5, "引号在“某事”之前就结束了", "标题: '\"关于\"某事'"),
    ("标题: '关于'某事", 5, "引号在“某事”之前就结束了", "标题: \"'关于'某事\""),
    ('标题: "关于', 5, "却没有右边的引号", '标题: "关于"'),
    ("标题: '关于", 5, "却没有右边的引号", '标题: "关于"'),
    ('标题: "C:\\附件"', 5, "反斜线“\\附”", "标题: 'C:\\附件'"),
    ("标题：关于", 1, "第 2 行的“标题：关于”用了全角冒号", "标题: 关于"),
    ("标题:关于", 1, "第 2 行的“标题:关于”冒号后面缺少空格", "标题: 关于"),
    ("\t标题: 关于", 1, "第 2 行用制表符（Tab）缩进", "把制表符换成空格"),
    ("\u3000标题: 关于", 1, "“标题”前面是全角空格", "删去行首的全角空格"),
    ("标题 关于", 1, "第 2 行的“标题 关于”不是“字段: 值”", "补上冒号"),
    (": 关于", 1, "第 2 行的冒号前没有字段名", "在冒号前写字段名"),
    ("--- 关于", 1, "页首中间多了一个 ---", "首尾两个 ---"),
]


@pytest.mark.parametrize(("inner", "column", "message", "hint"), TRAPS)
def test_traps(inner: str, column: int, message: str, hint: str) -> None:
    """Each trap alone: exact place, what happened, and the line as it should be."""
    found = block(inner)
    assert places(found) == [(SYNTAX, 2, column)]
    assert message in found.findings[0].message
    assert hint in found.findings[0].hint
    assert found.data is None


@pytest.mark.parametrize(("inner", "column", "message", "hint"), TRAPS[:-1])
def test_traps_between_good_lines(inner: str, column: int, message: str, hint: str) -> None:
    """The same traps amid good lines: nothing else is blamed."""
    found = block(f"来源: 甲\n附件:\n  - 文件: a\n    名称: b\n{inner}\n作者: 乙")
    assert places(found) == [(SYNTAX, 6, column)]
    assert message.replace("第 2 行", "第 6 行") in found.findings[0].message
    assert hint in found.findings[0].hint


@pytest.mark.parametrize(
    ("inner", "line", "column", "message"),
    [
        ("标题: 甲\n  作者: 乙", 3, 3, "“作者”缩进 2 格，与上面的字段对不齐"),
        ("附件:\n    文件: 甲\n  名称: 乙", 4, 3, "“名称”缩进 2 格，与上面的字段对不齐"),
        ("标题: 甲\n- 乙", 3, 1, "“标题”已经有值“甲”，第 3 行又列出“乙”"),
        ("标题: 甲\n  - 乙", 3, 3, "第 3 行的“- 乙”没有成为列表项"),
        ("关键词:\n  －甲", 3, 3, "第 3 行的“－甲”没有成为列表项"),
        ("标题: 甲\n  作者：乙", 3, 3, "“作者：乙”用了全角冒号"),
        ("附件:\n  - 文件: 甲\n    名称：乙", 4, 5, "“名称：乙”用了全角冒号"),
        ("附件:\n\t- 文件: 甲", 3, 1, "第 3 行用制表符"),
        ("标题: 甲\n\n正文从这里开始。\n\n# 第一章\n- 乙: 丙: 丁", 4, 1, "“正文从这里开始。”不是“字段: 值”"),
        ("标题: 甲\n...\n作者: 乙", 3, 1, "页首中间有一行 ..."),
        ("标题: 甲\n--- 乙\n作者: 乙", 3, 1, "页首中间多了一个 ---"),
        ("标题: [甲\n  , *乙*]", 3, 6, "“&”和“*”在 YAML 中有特殊含义"),
        ("关键词:\n  - 甲\n  - @乙", 4, 5, "值以“@”开头"),
        ("摘要: |\n  甲: 乙: 丙\n  @丁\n标题: @戊", 5, 5, "值以“@”开头"),
        ('标题: "甲\n  乙"丙', 2, 5, "引号在“丙”之前就结束了"),
    ],
)
def test_traps_of_more_than_one_line(inner: str, line: int, column: int, message: str) -> None:
    found = block(inner)
    assert places(found) == [(SYNTAX, line, column)]
    assert message in found.findings[0].message
    assert found.data is None


def test_all_traps_of_a_block_are_reported() -> None:
    found = block('标题: @甲\n作者: "乙\n来源：丙\n日期: 2020\n标签:丁\n摘要: 戊: 己')
    assert places(found) == [(SYNTAX, 2, 5), (SYNTAX, 3, 5), (SYNTAX, 4, 1), (SYNTAX, 6, 1), (SYNTAX, 7, 5)]


@pytest.mark.parametrize(
    ("inner", "line", "column", "message"),
    [
        ("标题: &a 乙", 2, 5, "锚点“&a”"),
        ("标题: *a", 2, 5, "引用“*a”"),
        ("标题: !!str 甲", 2, 5, "类型标记“!!str”"),
        ("标题: !x 甲", 2, 5, "类型标记“!x”"),
        ("标题: 甲\n<<: {a: b}", 3, 1, "合并键“<<”"),
    ],
)
def test_anchors_aliases_tags_and_merges_are_refused(inner: str, line: int, column: int, message: str) -> None:
    found = block(inner)
    assert places(found) == [("front-matter-alias", line, column)]
    assert message in found.findings[0].message
    assert found.data is None


def test_a_billion_laughs_stay_small() -> None:
    """Aliases are never followed, so a block cannot grow."""
    rows = ["a0: &a0 [哈, 哈]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    found = block("\n".join(rows))
    assert {one.rule for one in found.findings} == {"front-matter-alias"}
    assert len(found.findings) == 30 + 29 * 9


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_without_recursion(opening: str) -> None:
    found = block("a:\n  " + opening * 10_000)
    assert [one.rule for one in found.findings] == ["front-matter-depth"]
    assert found.findings[0].span.line == 3


def test_six_levels_are_admitted() -> None:
    assert block("a: [[[[[x]]]]]").findings == ()
    assert places(block("a: [[[[[[x]]]]]]")) == [("front-matter-depth", 2, 9)]


@pytest.mark.parametrize(
    ("inner", "line", "column", "data"),
    [
        ("标题: 甲\n作者: 乙\n标题: 丙", 4, 1, {"标题": "甲", "作者": "乙"}),
        ("标题:\n  甲: 1\n标题:\n  甲: 2\n  乙: [3]\n作者: 丁", 4, 1, {"标题": {"甲": "1"}, "作者": "丁"}),
        ("附件:\n  - 文件: 甲\n    文件: 乙\n  - 丙", 4, 5, {"附件": [{"文件": "甲"}, "丙"]}),
    ],
)
def test_repeated_keys_are_seen(inner: str, line: int, column: int, data: dict[str, Any]) -> None:
    """The first value stays, and the finding names both lines."""
    found = block(inner)
    assert places(found) == [("front-matter-duplicate", line, column)]
    assert f"第 {line} 行" in found.findings[0].message
    assert "写了两次：第 " in found.findings[0].message
    assert found.data == data


@pytest.mark.parametrize("inner", ["? [a]\n: b", "[a]: b", "{a: b}: c"])
def test_keys_that_are_no_words_are_refused(inner: str) -> None:
    found = block(inner)
    assert [one.rule for one in found.findings] == ["front-matter-shape"]
    assert found.data is None


@pytest.mark.parametrize(
    ("inner", "column", "lost"),
    [("标题: 关于 #1 楼", 8, "“#1 楼”"), ("标题: #关于", 5, "“#关于”")],
)
def test_a_number_sign_that_cuts_a_value_is_a_warning(inner: str, column: int, lost: str) -> None:
    """What YAML silently takes for a comment is said; a comment with a space after # is one."""
    found = block(inner)
    assert places(found) == [("front-matter-comment", 2, column)]
    assert found.findings[0].severity == Severity.WARNING
    assert lost in found.findings[0].message
    assert block("标题: 关于 # 说明").findings == ()


def test_escaped_control_characters_are_refused() -> None:
    assert places(block('标题: "甲\\0"')) == [("file-control", 2, 5)]


SCALARS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS.filter(bool), inner, max_size=3),
    max_leaves=8,
)


def yaml(value: object) -> str:
    """Write a value in YAML's flow style, every text in double quotes; JSON is that."""
    return json.dumps(value, ensure_ascii=False)


def depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(
    st.dictionaries(SCALARS.filter(lambda key: key and key != "<<" and key[0] not in "\u3000\xa0"), VALUES, min_size=1)
)
def test_text_in_is_text_out(data: dict[str, object]) -> None:
    """Whatever is quoted comes back unchanged, at any level, each value with its place."""

    def sound(value: object) -> bool:
        if isinstance(value, dict):
            return all(key != "<<" and key[0] not in "\u3000\xa0" and sound(one) for key, one in value.items())
        return not isinstance(value, list) or all(map(sound, value))

    if depth(data) > 6 or not sound(data):
        return
    found = block("\n".join(f"{yaml(key)}: {yaml(value)}" for key, value in data.items()))
    assert found.findings == ()
    assert found.data == data
    assert {(key,) for key in data} <= found.spans.keys()


@given(
    st.text()
    | st.text("标题:： -\n\r\x85\u2028\ufeff\t'\"[]{}#&*!|>%@`,?\\x\u3000").map(
        lambda inner: f"---\n{inner}\n---\n正文"
    )
)
def test_never_raises(text: str) -> None:
    """Any text gives data or findings, and every finding stands on a line of the text."""
    found = read(text, PATH)
    assert found.data is not None or found.findings
    for one in found.findings:
        assert 1 <= one.span.line <= text.count("\n") + 1
        assert one.message
        assert one.hint
