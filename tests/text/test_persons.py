"""Names in files' properties: people are told from offices, in lists too, and whoever wrote them in 拼音."""

from __future__ import annotations

import pytest

from generator.text.persons import persons

PEOPLE = "李科 王建所 张三丰 欧阳修文 阿依古丽·买买提 Zhang.San zhangsan LiXiaoming wangwei01 chengang"
OFFICES = """
示例市商务委员会 办公室 林业局 史志办 许可科 商务委 法规处 微软用户 管理员 Administrator admin user lenovo
windows bangongshi shangwuwei wangluo caiwuke jiangsu xinxike WPS 2020
"""


@pytest.mark.parametrize("name", PEOPLE.split())
def test_a_person_is_told_by_the_name(name: str) -> None:
    assert list(persons([name])) == [name]


@pytest.mark.parametrize("name", [*OFFICES.split(), "Microsoft Office User", ""])
def test_an_office_is_none(name: str) -> None:
    assert list(persons([name])) == []


def test_a_list_is_several_names() -> None:
    assert list(persons(["张三；李四", "办公室;王五", "张三"])) == ["张三", "李四", "王五"]
