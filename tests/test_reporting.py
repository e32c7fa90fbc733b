"""What people and programs read of findings."""

from __future__ import annotations

import json

import pytest

from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.reporting import CELLS, json_report, padded, safe, shortened, summary, table, text, width

PATH = "content/statutory/policies/2020-003.md"
SOURCE = "---\ntitle: 某办法\ndoc_number: 示商规〔2020〕3号\n---\n\n正文\n"
MISSING = Diagnostic(
    "sync-missing",
    Severity.ERROR,
    Span(PATH, 3, 13, 11),
    "缺少配套解读：示商规〔2020〕3号",
    "gongkai new interpretation --for 2020-003",
    "沪府办发〔2016〕9号 第三条",
)
LATE = Diagnostic("body-thin", Severity.WARNING, Span(PATH, 6, 1, 2), "正文只有2字，不足50字")


def test_a_finding_shows_its_line_with_carets_under_every_column_of_wide_characters() -> None:
    assert text([MISSING], {PATH: SOURCE}) == (
        "content/statutory/policies/2020-003.md:3:13  错误  sync-missing  缺少配套解读：示商规〔2020〕3号\n"
        "   3 | doc_number: 示商规〔2020〕3号\n"
        "     |             ^^^^^^^^^^^^^^^^^ 依据 沪府办发〔2016〕9号 第三条\n"
        "     = 修复 gongkai new interpretation --for 2020-003\n"
        "\n"
        "发现 1 个错误\n"
    )


def test_carets_stand_under_the_span_when_wide_characters_come_before_it() -> None:
    found = Diagnostic("date-valid", Severity.WARNING, Span("a.md", 1, 6, 4), "某")
    assert text([found], {"a.md": "施行日期：2020年"}, concluded=False) == (
        "a.md:1:6  警告  date-valid  某\n   1 | 施行日期：2020年\n     |           ^^^^\n"
    )


def test_a_finding_without_its_source_keeps_basis_and_hint() -> None:
    assert text([MISSING], {}, concluded=False) == (
        "content/statutory/policies/2020-003.md:3:13  错误  sync-missing  缺少配套解读：示商规〔2020〕3号\n"
        "     = 依据 沪府办发〔2016〕9号 第三条\n"
        "     = 修复 gongkai new interpretation --for 2020-003\n"
    )


@pytest.mark.parametrize("line", [0, 9])
def test_a_line_that_the_file_does_not_have_is_left_out(line: int) -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", line), "某")
    assert text([found], {"a.md": "一\n二"}, concluded=False) == f"a.md:{line}:1  提示  x  某\n"


@pytest.mark.parametrize("source", ["一\r\n二\r\n三", "一\r二\r三", "一\n二\n三", "一\n二\u2028\n三"])
def test_lines_are_counted_as_editors_count_them(source: str) -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 3), "某")
    assert "   3 | 三\n     | ^^\n" in text([found], {"a.md": source})


def test_a_span_past_the_end_of_its_line_still_gets_a_caret() -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 1, 9, 5), "某")
    assert text([found], {"a.md": "标题"}, concluded=False).endswith("   1 | 标题\n     |     ^\n")


def test_tabs_and_control_characters_neither_shift_carets_nor_reach_the_terminal() -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 1, 3, 2), "某\x1b[2J\n换行")
    shown = text([found], {"a.md": "\t甲ab\x1b[31m"}, concluded=False)
    assert shown == "a.md:1:3  提示  x  某\ufffd[2J\ufffd换行\n   1 |     甲ab\ufffd[31m\n     |       ^^\n"


def test_combining_marks_take_no_column() -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 1, 3, 1), "某")
    assert text([found], {"a.md": "e\u0301f"}, concluded=False).endswith("     |  ^\n")


@pytest.mark.parametrize(("column", "length"), [(1, 3), (500, 3), (998, 3), (100, 800)])
def test_a_long_line_is_cut_around_the_span(column: int, length: int) -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 1, column, length), "某")
    source = "".join(chr(0x4E00 + number) for number in range(1000))
    _, line, carets = text([found], {"a.md": source}, concluded=False).splitlines()
    assert width(line) <= CELLS + len("   1 | ……")
    first = carets.index("^") - len("     | ")
    shown = line.removeprefix("   1 | ")
    at = next(place for place in range(len(shown)) if width(shown[:place]) == first)
    assert shown[at] == source[column - 1]
    assert ("…" in shown[:1]) == (column > 60)


def test_line_numbers_widen_the_gutter() -> None:
    found = Diagnostic("x", Severity.NOTE, Span("a.md", 12345), "某", "改")
    shown = text([found], {"a.md": "\n" * 12344 + "甲"}, concluded=False)
    assert shown.endswith("12345 | 甲\n      | ^^\n      = 修复 改\n")


def test_findings_are_sorted_by_place_and_counted_by_weight() -> None:
    others = [
        Diagnostic(rule, one, Span("z.md"), "某") for rule, one in (("y", Severity.NOTE), ("x", Severity.UNKNOWN))
    ]
    shown = text([*others, LATE, MISSING], {})
    assert [line.split("  ")[1] for line in shown.splitlines() if ".md:" in line] == [
        "错误",
        "警告",
        "无法判定",
        "提示",
    ]
    assert shown.endswith("\n\n发现 1 个错误、1 个警告、1 项无法判定、1 个提示\n")


def test_nothing_found_is_said() -> None:
    assert text([], {}) == "没有发现问题\n"
    assert text([], {}, concluded=False) == ""
    assert summary([]) == "没有发现问题"


def test_colours_appear_only_when_asked_for() -> None:
    coloured = text([MISSING], {PATH: SOURCE}, colour=True)
    assert "\033[1;31m错误\033[0m" in coloured
    assert "\033[31m^^^^^^^^^^^^^^^^^\033[0m" in coloured
    assert "\033" not in text([MISSING], {PATH: SOURCE})


def test_json_has_the_documented_fields() -> None:
    assert json.loads(json_report([LATE, MISSING])) == {
        "version": 1,
        "summary": {"error": 1, "warning": 1, "unknown": 0, "note": 0},
        "findings": [
            {
                "rule": "sync-missing",
                "severity": "error",
                "path": PATH,
                "line": 3,
                "column": 13,
                "length": 11,
                "message": "缺少配套解读：示商规〔2020〕3号",
                "hint": "gongkai new interpretation --for 2020-003",
                "basis": "沪府办发〔2016〕9号 第三条",
            },
            {
                "rule": "body-thin",
                "severity": "warning",
                "path": PATH,
                "line": 6,
                "column": 1,
                "length": 2,
                "message": "正文只有2字，不足50字",
                "hint": "",
                "basis": "",
            },
        ],
    }


def test_json_is_readable_chinese() -> None:
    assert "缺少配套解读" in json_report([MISSING])


def test_width_counts_columns() -> None:
    assert [width(one) for one in ("", "ab", "某a", "〔2020〕", "e\u0301", "，")] == [0, 2, 3, 8, 1, 2]


def test_tables_line_up() -> None:
    assert table(("编号", "标题"), [("2020-003", "某办法"), ("甲", "b\n")]) == (
        "编号      标题\n────────  ──────\n2020-003  某办法\n甲        b\ufffd\n"
    )


def test_padding_and_shortening_go_by_columns() -> None:
    assert padded("某", 4) == "某  "
    assert shortened("某办法", 6) == "某办法"
    assert shortened("某某办法", 6) == "某某…"
    assert safe("a\tb\u2028\x00") == "a    b\ufffd\ufffd"


@pytest.mark.parametrize("column", [1, 500_000, 999_998])
def test_many_findings_on_one_very_long_line_show_only_what_is_around_them(column: int) -> None:
    """The whole line is never looked at; a thousand findings on a million characters would take hours."""
    found = [Diagnostic("x", Severity.NOTE, Span("a.md", 1, column, 3), f"第{number}处") for number in range(1000)]
    frames = text(found, {"a.md": "甲" * 1_000_000}, concluded=False).split("\n\n")
    assert len(frames) == 1000
    assert {frame.split("\n", 1)[1].count("甲") for frame in frames} <= {48, 49, 50}
