"""How far each release set is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.survey import survey
from generator.building.standing import Standing, standings

POLICY = "content/statutory/policies/2020-001.md"
INTERPRETATION = "content/statutory/interpretations/i-2020-001.md"


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8", newline="\n")


def read(column: Path, as_of: date = date(2020, 10, 30), *, hold: bool = False) -> tuple[Standing, ...]:
    site, _ = survey(column, None, as_of, hold=hold)
    assert site is not None
    return standings(site)


def test_a_whole_set_shows_parts_stages_and_time_taken(column: Path) -> None:
    (one,) = read(column)
    assert (one.policy, one.number, one.said) == ("2020-001", "示商规〔2020〕1号", "齐套")
    assert (one.rules.said, one.interpretations.said) == ("—", "有1")
    assert one.stages == (
        ("起草", date(2020, 8, 20), (date(2020, 8, 24),)),
        ("审签", date(2020, 10, 12), (date(2020, 10, 12),)),
        ("发布", date(2020, 10, 19), (date(2020, 10, 19),)),
    )
    assert [clock.said for clock in one.clocks] == ["用时 0/3 个工作日"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2020, 10, 19), "已用 0/3 个工作日"),
        (date(2020, 10, 21), "已用 2/3 个工作日"),
        (date(2020, 10, 25), "已用 4/3 个工作日"),
        (date(2099, 1, 4), "无法判定"),
    ],
)
def test_a_missing_interpretation_runs_against_its_limit(as_of: date, said: str, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    (one,) = read(column, as_of)
    assert (one.said, one.complete, one.interpretations.said) == ("不齐套", False, "缺")
    assert [(clock.said, clock.running) for clock in one.clocks] == [(said, True)]


def test_a_draft_waits_and_does_not_count(column: Path) -> None:
    change(column / INTERPRETATION, "公开属性: 主动公开", "公开属性: 主动公开\n草稿: 是")
    (one,) = read(column)
    assert one.interpretations.present == ()
    assert one.interpretations.waiting == (("i-2020-001", "草稿"),)
    assert one.interpretations.said == "缺待1（草稿）"
    assert not one.complete


def test_a_set_is_held_whole(column: Path) -> None:
    change(column / POLICY, "公开属性: 主动公开", "公开属性: 主动公开\n须制定细则: 是")
    (one,) = read(column, hold=True)
    assert (one.said, one.held, one.withheld) == ("不齐套，暂缓", True, "")
    assert (one.rules.said, one.interpretations.said) == ("缺", "有1")
    assert {clock.part for clock in one.clocks} == {"interpretation", "implementing-rules"}


@pytest.mark.parametrize(("expires", "said"), [("2020-12-31", "齐套，豁免"), ("2020-10-29", "不齐套")])
def test_a_waiver_counts_until_it_expires_and_is_shown_with_its_end(expires: str, said: str, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    waiver = '[[sync.waivers]]\npolicy = "2020-001"\nreason = "系统上线后一并解读"\nowner = "政策法规处"\n'
    with (column / "site_config.toml").open("a", encoding="utf-8") as file:
        file.write(f"{waiver}expires = {expires}\n")
    (one,) = read(column)
    assert one.said == said
    assert one.waived_until == date.fromisoformat(expires)


def test_a_document_that_is_not_due_is_listed_as_waiting(column: Path) -> None:
    (one,) = read(column, date(2020, 10, 16))
    assert (one.said, one.complete, one.clocks) == ("未到发布日期", False, ())
    assert one.interpretations.waiting == (("i-2020-001", "未到发布日期"),)


def test_what_must_not_be_public_is_no_set(column: Path) -> None:
    change(column / POLICY, "公开属性: 主动公开", "公开属性: 依申请公开")
    assert read(column) == ()


def test_incomplete_sets_come_first_then_the_newest(column: Path) -> None:
    text = (column / POLICY).read_text(encoding="utf-8")
    for number, day in (("2", "2020-10-20"), ("3", "2020-10-21")):
        other = (
            text.replace("〔2020〕1号", f"〔2020〕{number}号")
            .replace("2020-10-19", day)
            .replace("00003", f"0001{number}")
        )
        (column / f"content/statutory/policies/2020-00{number}.md").write_text(other, encoding="utf-8", newline="\n")
    (column / "content/statutory/interpretations/i-2.md").write_text(
        (column / INTERPRETATION).read_text(encoding="utf-8").replace("〔2020〕1号", "〔2020〕2号"), encoding="utf-8"
    )
    assert [one.policy for one in read(column)] == ["2020-003", "2020-002", "2020-001"]


def test_a_broken_configuration_gives_findings_and_no_site(column: Path) -> None:
    (column / "site_config.toml").write_text("[site", encoding="utf-8")
    site, findings = survey(column, None, date(2020, 10, 30))
    assert site is None
    assert findings
