"""The forms of the annual report: each row has its place in the front matter, and cells survive as written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.kinds.annual import TABLES, AnnualReport, Figures, Table
from generator.kinds.figures import blank, fault, number, plain, total
from generator.kinds.formats import FORMATS, format_of, heading
from generator.kinds.outline import Format, Measure
from generator.model.content import Loc
from generator.model.schema import packed, unpacked

EITHER = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.source)
OTHERS = ("applications", "results", "others")
ZEROS = ("0",) * 7


def places(table: type[Table], above: Loc) -> set[Loc]:
    """Where the model of a table has rows."""
    found: set[Loc] = set()
    for name, field in table.model_fields.items():
        tables = [one for one in Table.__subclasses__() if one.__name__ in str(field.annotation)]
        found |= {each for one in tables for each in places(one, (*above, name))}
        if not tables or "tuple" in str(field.annotation):
            found.add((*above, name))
    return found


def test_forms_and_model_have_the_same_rows() -> None:
    """No row of a form without a field, no field that no form has."""
    held = {name: AnnualReport.model_fields[name].annotation for name in TABLES}
    models = [(name, next(one for one in Table.__subclasses__() if one.__name__ in str(held[name]))) for name in TABLES]
    assert {each for name, model in models for each in places(model, (name,))} == {
        row.where for form in FORMATS for row in form.rows
    }


@pytest.mark.parametrize(("year", "source"), [(2017, None), (2018, None), (2019, "60"), (2020, "60"), (2021, "30")])
def test_a_form_holds_from_its_first_year_to_the_next_forms(year: int, source: str | None) -> None:
    form = format_of(year)
    assert (form and form.source[-3:-1]) == source
    assert format_of(2035) is FORMATS[-1]


@EITHER
def test_outcomes_are_as_many_as_the_form_says(form: Format) -> None:
    """本年度办理结果 spans 20 rows in the form of 2019, 22 in that of 2021."""
    assert sum(row.where[1] == "results" for row in form.applied) == {2019: 20, 2021: 22}[form.first]
    assert len(form.results.right) == {2019: 19, 2021: 21}[form.first]


@EITHER
def test_a_form_has_six_parts(form: Format) -> None:
    names = [heading(number, names[0]) for number, names in enumerate(form.parts)]
    assert [name[:2] for name in names] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert (names[0], names[-1]) == ("一、总体情况", "六、其他需要报告的事项")


@EITHER
def test_every_column_of_a_counted_row_is_counted(form: Format) -> None:
    assert [len(row.counted) for row in form.rows if row.counted] == [3]


def test_cells_are_kept_as_they_are_written() -> None:
    """Also through the cache."""
    tables = {"disclosure": {"normative": ["", "/", "3.5"]}, "applications": {"results": {"others": ["1,200"]}}}
    meta = AnnualReport.model_validate({"title": "甲", "year": "2020", **tables})
    assert meta.rows == {("disclosure", "normative"): ("", "/", "3.5"), OTHERS: ("1,200",)}
    assert unpacked(AnnualReport, packed(meta)) == meta


def test_other_outcomes_are_one_row_or_three() -> None:
    tables = {"applications": {"results": {"others": {"rest": list(ZEROS)}}}}
    meta = AnnualReport.model_validate({"title": "甲", "year": "2021", **tables})
    assert meta.rows == {(*OTHERS, "rest"): ZEROS}
    assert unpacked(AnnualReport, packed(meta)) == meta
    assert Figures


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-3", -3), ("+3", 3), ("3.50", Decimal("3.5")), ("", None), ("/", None), ("1,200", None), ("３", None)],
)
def test_a_figure_is_a_plain_number(text: str, value: object) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "measure", "said"),
    [
        ("", Measure.COUNT, ""),
        ("/", Measure.COUNT, ""),
        ("12", Measure.COUNT, ""),
        ("-1", Measure.COUNT, "是负数"),
        ("1.5", Measure.COUNT, "不是整数"),
        ("1.0", Measure.COUNT, "不是整数的写法"),
        ("01", Measure.COUNT, "不是整数的写法"),
        ("-09", Measure.CHANGE, "不是整数的写法"),
        ("-0", Measure.CHANGE, ""),
        ("+3", Measure.CHANGE, ""),
        ("0", Measure.COUNT, ""),
        ("12.0", Measure.AMOUNT, ""),
        ("12件", Measure.COUNT, "不是数字"),
        ("-1", Measure.CHANGE, ""),
        ("+1.5", Measure.CHANGE, "不是整数"),
        ("12.85", Measure.AMOUNT, ""),
        ("12.85万元", Measure.AMOUNT, "不是数字"),
        ("12.85万元", Measure.MONEY, ""),
        ("251000元", Measure.MONEY, ""),
        ("-5元", Measure.MONEY, "是负数"),
        ("元", Measure.MONEY, "不是数字"),
    ],
)
def test_what_is_wrong_with_a_cell(text: str, measure: Measure, said: str) -> None:
    assert fault(text, measure) == said


def test_a_column_without_a_figure_has_no_sum() -> None:
    rows: dict[Loc, tuple[str, ...]] = {("a",): ("1", "2"), ("b",): ("3", "/")}
    assert total(rows, [("a",), ("b",)], 0) == 4
    assert total(rows, [("a",), ("b",)], 1) is None
    assert total(rows, [("a",), ("c",)], 0) is None
    assert blank("/")
    assert not blank("0")


@pytest.mark.parametrize(
    ("text", "measure", "meant"),
    [
        ("9.0", Measure.COUNT, "9"),
        ("1,200", Measure.COUNT, "1200"),
        ("-09", Measure.CHANGE, "-9"),
        ("1，200.50", Measure.AMOUNT, "1200.50"),
        ("约3件", Measure.COUNT, "约3件"),
    ],
)
def test_what_was_meant_by_a_cell(text: str, measure: Measure, meant: str) -> None:
    assert plain(text, measure) == meant
