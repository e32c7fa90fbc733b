"""办事指南 and 办事清单: what their fields admit, and what they say of themselves."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.registry import schema
from generator.kinds.service import FURTHER_ELEMENTS, KEY_ELEMENTS, ServiceGuide
from generator.kinds.service_list import ListItem, ServiceList, list_columns
from generator.model.schema import ValidationError, packed, problems, unpacked

WHOLE: dict[str, Any] = {
    "title": "经营备案",
    "audience": ["企业", "个人"],
    "type": "行政备案",
    "basis": "某办法第三条",
    "conditions": ["有场所"],
    "materials": [{"name": "备案表", "blank": "a.docx", "sample": "b.docx"}, {"name": "营业执照"}],
    "steps": ["申请", {"name": "核对", "limit": "3个工作日"}],
    "places": "中山路1号",
    "hours": "工作日",
    "phone": "000-00001230",
    "fees": "不收费",
}


def test_a_guide_owns_its_forms() -> None:
    guide = ServiceGuide.model_validate(WHOLE | {"attachments": ["c.pdf"]})
    assert guide.files() == (
        (("attachments", 0, "file"), "c.pdf"),
        (("materials", 0, "blank"), "a.docx"),
        (("materials", 0, "sample"), "b.docx"),
    )
    assert (guide.audiences, guide.service_type) == (("企业", "个人"), "行政备案")


def test_nothing_charged_is_not_nothing_said() -> None:
    """And it stays so on the way into the cache and out of it."""
    free, silent = ServiceGuide.model_validate(WHOLE), ServiceGuide(title="甲")
    assert (free.fees, silent.fees) == ((), None)
    assert [unpacked(ServiceGuide, packed(one)) for one in (free, silent)] == [free, silent]


@pytest.mark.parametrize(
    ("fees", "where", "message"),
    [
        ("50元", ("fees",), "不收取费用的写“不收费”"),
        ([{"standard": "50元"}], ("fees", 0, "basis"), "Field required"),
    ],
)
def test_a_fee_has_a_basis_and_a_standard(fees: object, where: tuple[str | int, ...], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ServiceGuide.model_validate(WHOLE | {"fees": fees})
    (problem,) = problems(caught.value)
    assert problem.where == where
    assert message in problem.message


def test_editors_that_complete_know_the_word() -> None:
    assert {"const": "不收费"} in schema("service-guide")["properties"]["收费"]["anyOf"]


def test_the_key_elements_are_eight() -> None:
    assert len(KEY_ELEMENTS) == 8
    assert ServiceGuide.model_validate(WHOLE).lacking(()) == ()


@pytest.mark.parametrize(
    ("field", "element", "heading"),
    [
        ("basis", "设定依据", "一、办理依据"),
        ("conditions", "申请条件", "受理条件"),
        ("materials", "办理材料", "需要什么材料"),
        ("steps", "办理流程", "办理程序"),
        ("places", "办理地点", "窗口地址"),
        ("hours", "办理时间", "受理时间"),
        ("phone", "联系电话", "咨询方式"),
    ],
)
def test_an_element_may_stand_under_a_heading(field: str, element: str, heading: str) -> None:
    guide = ServiceGuide.model_validate({name: value for name, value in WHOLE.items() if name != field})
    assert guide.lacking(()) == (element,)
    assert guide.lacking((heading,)) == ()


@pytest.mark.parametrize(
    ("fields", "heading", "left"),
    [
        ({"fees": "不收费"}, "", ("法定时限", "承诺时限", "结果名称", "送达方式", "监督投诉", "救济途径", "网办入口")),
        ({}, "办理时限", ("收费", "结果名称", "送达方式", "监督投诉", "救济途径", "网办入口")),
        ({"offline": "须到场", "result": "证书"}, "监督和救济", ("法定时限", "承诺时限", "收费", "送达方式")),
    ],
)
def test_other_elements_stand_in_fields_or_under_headings(
    fields: dict[str, str], heading: str, left: tuple[str, ...]
) -> None:
    guide = ServiceGuide.model_validate({"title": "经营备案"} | fields)
    assert guide.lacking((heading,), FURTHER_ELEMENTS) == left


def test_nothing_to_hand_in_is_an_answer() -> None:
    guide = ServiceGuide.model_validate(WHOLE | {"materials": [], "no_materials": "是"})
    assert guide.lacking(()) == ()


def listed(kind: str, rows: list[dict[str, str]], **fields: Any) -> ServiceList:
    return ServiceList.model_validate({"title": "清单", "list_type": kind, "rows": rows} | fields)


@pytest.mark.parametrize(
    ("kind", "rows", "columns"),
    [
        (
            "基本公共服务项目清单",
            [{"name": "甲", "guide": "a", "note": "新"}],
            "项目 对象 内容 标准 支出责任 负责单位 备注",
        ),
        ("行政许可事项清单", [], "事项名称 编码 设定依据 实施机关 法定时限 承诺时限"),
        ("全市通办事项清单", [], "事项名称 编码 对象 通办范围 办理地点 承诺时限 咨询电话 实施单位"),
        ("其他清单", [{"name": "甲", "phone": "1"}], "名称 咨询电话"),
    ],
)
def test_each_type_of_list_has_its_columns_and_their_names(kind: str, rows: list[dict[str, str]], columns: str) -> None:
    meta = listed(kind, rows)
    assert " ".join(meta.label(name) for name in list_columns(meta, meta.rows)) == columns


def test_a_list_says_why_an_item_changed_under_its_name_or_its_code() -> None:
    meta = listed("其他清单", [], changes=[{"subject": "甲", "reason": "新设"}, {"subject": "2", "reason": "并入"}])
    items = [ListItem(name="甲"), ListItem(name="乙", code="2"), ListItem(name="丙")]
    assert [meta.reason(item) for item in items] == ["新设", "并入", ""]
