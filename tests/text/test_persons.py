"""Names in files' properties: people are told from offices, in lists too, and whoever wrote them in 拼音."""

from __future__ import annotations

import pytest

from generator.text.persons import persons

PEOPLE = "李科 王建所 张三丰 欧阳修文 阿依古丽·买买提 Zhang.San zhangsan LiXiaoming wangwei01 chengang"
OFFICES = """
示例市商务委员会 办公室 林业局 史志办 许可科 商务委 法规处 微软用户 管理员 Administrator admin user lenovo
windows bangongshi shangwuwei wangluo caiwuke jiangsu xinxike WPS 2020 金山 未定义 雨林木风 番茄花园 深度系统 石墨文档
戴尔 方正 未知 示例市商务委员会办公室 政务公开科 行政审批局许可科
"""
PROGRAMS = ["Apache POI", "Microsoft Office User", "Adobe Acrobat", "Dell Inc.", "Foxit PDF Editor", "HP Inc"]


@pytest.mark.parametrize("name", PEOPLE.split())
def test_a_person_is_told_by_the_name(name: str) -> None:
    assert list(persons([name])) == [name]


@pytest.mark.parametrize("name", [*OFFICES.split(), *PROGRAMS, "示例市 商务委员会", "政策法规处 许可科", ""])
def test_an_office_is_none(name: str) -> None:
    assert list(persons([name])) == []


def test_a_list_is_several_names() -> None:
    assert list(persons(["张三；李四", "办公室;王五", "张三"])) == ["张三", "李四", "王五"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("政策法规处 王建国", "王建国"),
        ("政策法规处王建国", "王建国"),
        ("办公室　李明", "李明"),
        ("信息中心 张三", "张三"),
        ("王　芳", "王芳"),
        ("张 三 丰", "张三丰"),
    ],
)
def test_a_name_after_that_of_an_office_or_in_a_padded_form_is_told(written: str, name: str) -> None:
    assert list(persons([written])) == [name]
