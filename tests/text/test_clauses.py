"""Clauses as people cite them, and whether a text has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.clauses import Article, Cited, article, cited, has, listed

TEXT = """第一章　总则
第一条　甲。
第二条　应当符合下列条件：
（一）有场地；
（二）有人员。
前款规定的场地不限面积。
第二条之一　乙。
表头
第二章　附则
第三条　施行。
示例市商务委员会
2020年6月1日"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三条", Cited("第三条", "art-3")),
        ("第 3 条", Cited("第3条", "art-3")),
        ("第三条之一", Cited("第三条之一", "art-3-1")),
        ("第十二条第二款", Cited("第十二条", "art-12", 2)),
        ("第十二条第二款第（三）项", Cited("第十二条", "art-12", 2, 3)),
        ("第十二条第三项", Cited("第十二条", "art-12", 0, 3)),
        ("第十二条第二款第(3)项", Cited("第十二条", "art-12", 2, 3)),
    ],
)
def test_a_clause_is_read_as_people_write_it(text: str, expected: Cited) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text", ["", "总则", "第三章", "第三条规定", "第〇条", "第三条第〇款", "第二款", "三、加强服务"]
)
def test_what_names_no_clause_is_none(text: str) -> None:
    assert cited(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第六条、第七条", ["第六条", "第七条"]),
        ("第六条， 第十二条第二款", ["第六条", "第十二条第二款"]),
        ("第五条至第八条", ["第五条", "第六条", "第七条", "第八条"]),
        ("第九条至第十一条、第二条", ["第九条", "第十条", "第十一条", "第二条"]),
        ("第五条到第六条", ["第五条", "第六条"]),
        ("第五至七条", ["第五条", "第六条", "第七条"]),
        ("第五、六条和第八条之一", ["第五条", "第六条", "第八条之一"]),
        ("第四条第一、三款", ["第四条第一款", "第四条第三款"]),
        ("第四条第一款、第三款", ["第四条第一款", "第四条第三款"]),
        ("第四条第一款至第三款", ["第四条第一款", "第四条第二款", "第四条第三款"]),
        ("第四条第一款第（一）项、第（三）项", ["第四条第一款第（一）项", "第四条第一款第（三）项"]),
        ("第四条第（一）至（三）项", ["第四条第（一）项", "第四条第（二）项", "第四条第（三）项"]),
        ("第一章、第三章", ["第一章", "第三章"]),
    ],
)
def test_clauses_that_are_cited_together_are_parted(text: str, expected: list[str]) -> None:
    assert list(listed(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第三条",
        "总则",
        "一、简化申报",
        "二、",
        "第一条、总则",
        "第七条至第五条",
        "第五条至第五条",
        "第五条至第七条第二款",
        "第四条第一款至第五条第三款",
        "第一条至第九百条",
        "第三条之一至第三条之三",
        "第三条之十一、",
        "第三条和规定",
        "",
    ],
)
def test_what_does_not_cite_several_clauses_stays_as_it_is(text: str) -> None:
    assert listed(text) == (text,)


@given(st.integers(1, 400), st.integers(1, 150))
def test_a_span_names_every_clause_once(first: int, more: int) -> None:
    found = [cited(one) for one in listed(f"第{first}条至第{first + more}条")]
    assert [one and one.anchor for one in found] == [f"art-{first + number}" for number in range(more + 1)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第一条", Article(((),))),
        ("第二条", Article(((1, 2), ()))),
        ("第二条之一", Article(((),))),
        ("第三条", Article(((),))),
        ("第四条", None),
    ],
)
def test_an_article_ends_where_the_next_or_a_division_begins(clause: str, expected: Article | None) -> None:
    """Neither a table's cell nor the signature is a paragraph of it."""
    wanted = cited(clause)
    assert wanted
    assert article(TEXT, wanted) == expected


@pytest.mark.parametrize(
    ("clause", "there"),
    [
        ("第二条第一款", True),
        ("第二条第二款", True),
        ("第二条第三款", False),
        ("第二条第一款第二项", True),
        ("第二条第二款第二项", False),
        ("第二条第（二）项", True),
        ("第二条第（三）项", False),
        ("第四条", False),
    ],
)
def test_paragraphs_and_items_are_there_or_not(clause: str, *, there: bool) -> None:
    wanted = cited(clause)
    assert wanted
    assert has(TEXT, wanted) is there


@given(st.integers(1, 40), st.integers(1, 6), st.integers(1, 8))
def test_a_text_has_just_what_was_written_into_it(number: int, paragraphs: int, asked: int) -> None:
    text = "\n".join([f"第{number}条　首款。", *["另一款。"] * (paragraphs - 1), f"第{number + 1}条　其他。"])
    wanted = cited(f"第{number}条第{asked}款")
    assert wanted
    assert has(text, wanted) is (asked <= paragraphs)
