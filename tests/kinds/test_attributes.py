"""How 公开属性 stand and changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.kinds.attributes import articles, changes, converted, figures, reviews, unseen_changes
from generator.model.site import Site

HEAD = "标题: {title}\n发布日期: {published}\n公开属性: {attribute}\n来源: 示例市商务委员会\n"
LOG = """属性变更记录:
  - 日期: 2020-05-01
    原属性: 不予公开
    现属性: 依申请公开
    依据: 条例第十八条
    批准人: 苏批准
  - 日期: 2020-06-01
    原属性: 依申请公开
    现属性: 主动公开
    依据: 条例第四十四条
    批准人: 苏批准
"""
LATER = """属性变更记录:
  - 日期: 2020-08-01
    原属性: 依申请公开
    现属性: 主动公开
    依据: 条例第四十四条
    批准人: 苏批准
"""
PAGES = {
    "list": ("扶持项目名单", "2020-06-02", "主动公开", LOG),
    "later": ("展会补贴名单", "2020-06-02", "主动公开", LATER),
    "closed": ("尚未公开的名单", "2020-06-02", "依申请公开", "属性审查日期: 2019-06-20\n" + LOG),
    "shut": ("值守安排", "2020-06-03", "不予公开", "不公开依据: 条例第十六条\n不公开理由: 内部事务\n"),
    "plain": ("展会活动", "2020-06-04", "主动公开", ""),
    "reviewed": ("展会回顾", "2018-06-04", "主动公开", "属性审查日期: 2019-03-31\n"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The column under the specs with some news."""
    root = tmp_path_factory.mktemp("column")
    base = Path(__file__).parents[1] / "specs" / "base"
    for name in ("site_config.toml", "site.lock"):
        (root / name).write_bytes((base / name).read_bytes())
    folder = root / "content/statutory/news"
    folder.mkdir(parents=True)
    for name, (title, published, attribute, more) in PAGES.items():
        head = HEAD.format(title=title, published=published, attribute=attribute)
        (folder / f"{name}.md").write_text(f"---\n{head}{more}---\n{title}的正文。\n", "utf-8")
    found = gather(load(root), Options(date(2020, 6, 30))).site
    assert found
    return found


def test_changes_are_those_of_published_pages_up_to_the_day(site: Site) -> None:
    assert [(one.page, one.day, one.before, one.after, one.basis) for one in changes(site)] == [
        ("list", date(2020, 6, 1), "依申请公开", "主动公开", "条例第四十四条"),
        ("list", date(2020, 5, 1), "不予公开", "依申请公开", "条例第十八条"),
    ]


def test_converted_is_what_was_on_request_and_is_published(site: Site) -> None:
    assert [(one.page, one.day) for one in converted(site)] == [("list", date(2020, 6, 1))]


def test_who_approved_is_not_told(site: Site) -> None:
    assert "苏批准" not in repr(changes(site)) + repr(converted(site))


def test_reviews_tell_of_every_page_the_overdue_first(site: Site) -> None:
    found = [(one.page.id, one.last, one.reviewed, one.due, one.overdue) for one in reviews(site)]
    assert found == [
        ("closed", date(2019, 6, 20), True, date(2020, 6, 20), True),
        ("reviewed", date(2019, 3, 31), True, date(2020, 3, 31), False),
        ("shut", date(2020, 6, 3), False, date(2021, 6, 3), False),
        ("later", date(2020, 6, 2), False, None, False),
        ("list", date(2020, 6, 2), False, None, False),
        ("plain", date(2020, 6, 4), False, None, False),
    ]


def test_what_is_not_public_is_counted_and_not_named(site: Site) -> None:
    found = figures(site)
    assert [(one.attribute, one.count, one.reviewed, one.grounds) for one in found] == [
        ("主动公开", 4, 1, {}),
        ("依申请公开", 1, 1, {}),
        ("不予公开", 1, 0, {"第十六条": 1}),
    ]
    assert unseen_changes(site) == {("不予公开", "依申请公开"): 1, ("依申请公开", "主动公开"): 1}


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("条例第十六条第二款、第14条", ("第十四条", "第十六条")),
        ("条例第15条（商业秘密）", ("第十五条",)),
        ("条例第三十六条", ()),
        ("第160条", ()),
        ("《中华人民共和国保守国家秘密法》第十六条", ()),
        ("保守国家秘密法第十四条", ()),
        ("档案条例第十五条", ()),
        ("《上海市档案条例》第十五条", ()),
        ("《中华人民共和国政府信息公开条例》第十四条、第十五条", ("第十四条", "第十五条")),
        ("《条例》第十五条", ("第十五条",)),
        ("依据条例第十五条，涉及商业秘密", ("第十五条",)),
        ("第十六条第一款", ("第十六条",)),
        ("《反不正当竞争法》第九条；条例第十五条", ("第十五条",)),
        ("政府信息公开条例（国令第711号）第十六条", ("第十六条",)),
        ("条例第十四条；《保守国家秘密法》第十六条", ("第十四条",)),
        ("", ()),
    ],
)
def test_a_ground_names_articles(ground: str, expected: tuple[str, ...]) -> None:
    assert articles(ground) == expected
