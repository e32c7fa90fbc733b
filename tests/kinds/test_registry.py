"""Every kind is whole: documented, labelled in Chinese, described as JSON Schema."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest

from generator.kinds.base import ATTRIBUTES, Document, Titled
from generator.kinds.policy import Interpretation, Policy
from generator.kinds.registry import KINDS, NAMES, schema
from generator.kinds.statutory import StatutoryItem
from generator.kinds.ties import TIES
from generator.model.schema import Record, ValidationError, labels, nested, problems
from generator.model.site import Page

EXPECTED = [
    "guide",
    "request-guide",
    "regulation",
    "policy",
    "implementing-rules",
    "interpretation",
    "project",
    "project-update",
    "organisation",
    "statutory-item",
    "service-guide",
    "service-list",
    "catalogue",
    "decision-catalogue",
    "decision",
    "meeting",
    "interaction",
    "response",
    "consultation",
    "message",
    "open-day",
    "plan",
    "topic",
    "attribute-register",
    "conversion-list",
    "duty-map",
    "media-account",
    "place",
    "measures",
    "site-report",
    "annual-report",
    "news",
    "page",
]


def test_the_kinds_are_these() -> None:
    assert list(KINDS) == EXPECTED


def test_a_kind_is_named_by_its_id_or_its_chinese_name() -> None:
    assert NAMES["policy"] == NAMES["政策文件"] == "policy"
    assert len(NAMES) == 2 * len(KINDS)


def records(record: type[Record]) -> set[type[Record]]:
    """A record and all those in its fields."""
    inner = {one for name in record.model_fields if (one := nested(record, name))}
    return {record} | {deep for one in inner for deep in records(one)}


EVERY = sorted({one for kind in KINDS.values() for one in records(kind)}, key=lambda one: one.__name__)


@pytest.mark.parametrize("record", EVERY, ids=lambda one: one.__name__)
def test_every_record_is_documented_and_its_labels_are_chinese_and_unique(record: type[Record]) -> None:
    assert (record.__doc__ or "").strip()
    found = labels(record)
    assert all(re.fullmatch(r"[一-鿿]+(\([一-鿿]+\))?", label) for label in found.values()), found
    assert len(set(found.values())) == len(found)
    assert not set(found) & set(found.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind_id)
def test_what_a_kind_shows_and_demands_are_fields_of_it(kind: type[Document]) -> None:
    assert set(kind.shown) | set(kind.mandatory) <= set(kind.model_fields)


def test_every_tie_is_a_field_of_its_source_and_two_attributes_of_a_page() -> None:
    slots = set(Page.__struct_fields__)
    for tie in TIES:
        assert tie.field in tie.source.model_fields
        assert {tie.forward, tie.backward} <= slots


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_schema_admits_english_and_chinese_keys_and_refuses_others(kind: str) -> None:
    found = schema(kind)
    assert found["additionalProperties"] is False
    assert {"title", "标题", "published", "发布日期"} <= set(found["properties"])
    assert {"anyOf": [{"required": ["title"]}, {"required": ["标题"]}]} in found["allOf"]


def test_there_is_no_schema_of_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema("policies")


def test_text_becomes_values() -> None:
    policy = Policy.model_validate(
        {
            "title": "办法",
            "published": "2020年4月9日 10:00",
            "written": "2020-4-9",
            "draft": "否",
            "tags": "外贸",
            "attachments": ["a.docx", {"file": "b.pdf", "title": "样表"}],
        }
    )
    assert (policy.published, policy.written, policy.draft, policy.tags) == (
        datetime(2020, 4, 9, 10),  # noqa: DTZ001  # naive: the site's own zone
        date(2020, 4, 9),
        False,
        ("外贸",),
    )
    assert [(one.file, one.title) for one in policy.attachments] == [("a.docx", ""), ("b.pdf", "样表")]
    assert policy.attribute not in ATTRIBUTES


@pytest.mark.parametrize(
    ("field", "value", "type_", "message"),
    [
        ("written", "2020-02-30", "date-valid", "2020年2月没有30日"),
        ("written", "202076", "date-truncated", "202076"),
        ("published", "2020-04-09 25:00", "date-valid", "25"),
        ("draft", "也许", "field-value", "“也许”既不是“是”也不是“否”"),
        ("id", "2020_001", "string_pattern_mismatch", ""),
        ("status", "生效", "literal_error", ""),
        ("colour", "red", "extra_forbidden", ""),
    ],
)
def test_what_cannot_be_a_value_is_refused_by_name(field: str, value: str, type_: str, message: str) -> None:
    given: dict[str, Any] = {"title": "办法", field: value}
    with pytest.raises(ValidationError) as caught:
        Policy.model_validate(given)
    (problem,) = problems(caught.value)
    assert (problem.where[0], problem.type) == (field, type_)
    assert message in problem.message


def test_an_interpretation_owns_its_attachments_and_its_media() -> None:
    found = Interpretation(title="解读", attachments=("a.docx",), media="v.mp4")  # type: ignore[arg-type]
    assert found.files() == ((("attachments", 0, "file"), "a.docx"), (("media",), "v.mp4"))


OFFICIAL = {
    "title": "办法",
    "published": "2020-04-13 10:00",
    "doc_number": "示商规〔2020〕1号",
    "index_number": "SL0000012/2020-00001",
    "issuer": "示例市商务委员会",
    "written": "2020-04-09",
    "topic": "商贸、海关、旅游\\国内贸易（含供销）",
    "basis": "《电子商务法》",
}


def test_an_official_paper_tells_what_any_page_can_be_asked() -> None:
    policy = Policy.model_validate(OFFICIAL)
    assert (policy.number, policy.index, policy.issued_by) == (
        "示商规〔2020〕1号",
        "SL0000012/2020-00001",
        "示例市商务委员会",
    )
    assert (policy.subject, policy.relies_on) == ("商贸、海关、旅游", ("《电子商务法》",))
    assert (policy.written_on, policy.published_on) == (date(2020, 4, 9), date(2020, 4, 13))


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if not issubclass(one, Titled)])
def test_what_is_no_official_paper_answers_with_nothing(kind: type[Document]) -> None:
    bare = kind.model_construct(title="页面")
    assert (bare.number, bare.index, bare.issued_by, bare.subject, bare.relies_on) == ("", "", "", "", ())
    assert (bare.written_on, bare.published_on) == (None, None)


def test_an_interpretation_is_its_unit_s() -> None:
    assert Interpretation(title="解读", unit="市场处").issued_by == "市场处"


@pytest.mark.parametrize(
    ("effective", "begun"),
    [(None, True), (date(2020, 6, 29), True), (date(2020, 6, 30), True), (date(2020, 7, 1), False)],
)
def test_a_paper_begins_on_its_day(effective: date | None, *, begun: bool) -> None:
    assert Policy(title="办法", effective=effective).begun(date(2020, 6, 30)) is begun


def test_the_three_stages_and_their_days() -> None:
    staged = Interpretation.model_validate(
        {"title": "解读", "drafted": "2020-02-24", "signed_off": "2020-04-09", "published": "2020-04-13 10:00"}
    )
    assert staged.stages == (("起草", date(2020, 2, 24)), ("审签", date(2020, 4, 9)), ("发布", date(2020, 4, 13)))


@pytest.mark.parametrize(("stated", "exempted"), [(False, "转发文件"), (None, ""), (True, "")])
def test_a_policy_is_exempted_only_where_it_says_so(*, stated: bool | None, exempted: str) -> None:
    assert Policy(title="办法", must_interpret=stated, exemption="转发文件").exempted == exempted


def test_one_value_stands_for_a_list_of_one() -> None:
    found = Interpretation.model_validate({"title": "解读", "forms": "图解", "interprets": "p"})
    assert (found.forms, found.interprets) == (("图解",), ("p",))


def test_the_facts_of_a_page_leave_out_what_is_empty() -> None:
    policy = Policy(title="办法", doc_number="示商规〔2020〕1号", written=date(2020, 4, 9))
    assert policy.facts() == (("成文日期", date(2020, 4, 9)), ("发文字号", "示商规〔2020〕1号"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "//example.gov.cn/a"],
)
@pytest.mark.parametrize("field", ["link", "origin"])
def test_an_address_is_on_the_web_or_inside_the_site(field: str, address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        StatutoryItem.model_validate({"title": "统计信息", field: address})
    (problem,) = problems(caught.value)
    assert (problem.where, problem.type) == ((field,), "field-value")
    assert "只能写 https:、http: 网址或者站内的相对路径" in problem.message


@pytest.mark.parametrize(
    "address",
    ["", "https://tj.example.gov.cn/a", "HTTP://tj.example.gov.cn", "../news/a.md#art-1", "示例市统计局：年鉴"],
)
def test_addresses_of_the_web_and_paths_are_taken(address: str) -> None:
    item = StatutoryItem.model_validate({"title": "统计信息", "link": address, "origin": address})
    assert (item.link, item.origin) == (address, address)


@pytest.mark.parametrize("address", ["D:\\a.html", "file:///a.html", "http://oa/a"])
def test_what_only_the_office_can_open_is_left_to_its_own_rule(address: str) -> None:
    assert StatutoryItem.model_validate({"title": "统计信息", "link": address}).link == address
