"""A column of projects shows them first: every target, how far it is, and by when more is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.kinds.general import News
from generator.kinds.project import Progress, Project, ProjectUpdate, Target
from generator.model.site import Job, Site
from generator.rendering.grid import texts
from generator.text import urls

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
COLUMN = "statutory/projects"


def project(make_page: MakePage, name: str, year: int, *targets: Target) -> Any:
    fields = {"year": str(year), "lead": "示例市商务委员会", "targets": targets, "deadline": f"{year}-12-31"}
    return make_page(Project, name, column=COLUMN, title=name, published=f"{year}-03-05", **fields)


def update(make_page: MakePage, about: str, until: str, *progress: Progress) -> Any:
    fields = {"project": about, "until": until, "progress": progress}
    return make_page(ProjectUpdate, f"{about}-{until}", column=COLUMN, ties={"parents": (about,)}, **fields)


def test_every_target_of_every_project_stands_in_the_table(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    meals, boxes = Target(name="网点", value="500", unit="个"), Target(name="取餐柜", value="800", unit="组")
    site = make_site(
        project(make_page, "markets", 2019, Target(name="菜市场", value="30", unit="家")),
        update(make_page, "markets", "2019-12-31", Progress(target="菜市场", total="32")),
        project(make_page, "breakfast", 2020, meals, boxes),
        update(make_page, "breakfast", "2020-08-31", Progress(target="网点", total="230")),
        update(make_page, "breakfast", "2020-09-30", Progress(target="取餐柜", total="520")),
    )
    found = jobs(site)[urls.listing(COLUMN, 1)].context["column"]["projects"]
    assert texts(found) == [
        ["项目", "目标", "目标值", "累计完成", "占全年计划", "截至", "下一次公布"],
        ["breakfast", "网点", "500个", "230个", "46%", "2020年8月31日", "2020年12月9日前"],
        ["", "取餐柜", "800组", "520组", "65%", "2020年9月30日", ""],
        ["markets", "菜市场", "30家", "32家", "107%", "2019年12月31日", "已公布最终完成情况"],
    ]
    days = [one["day"] for row in found["rows"] for one in row if one["day"]]
    assert days == ["2020-08-31", "2020-09-30", "2019-12-31"], "as times, which pages do not break"


def test_on_a_narrow_screen_every_figure_says_what_it_is(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    """There is no row of heads then: a project is the head of its rows, and each cell has its label."""
    meals, boxes = Target(name="网点", value="500", unit="个"), Target(name="取餐柜", value="800", unit="组")
    site = make_site(project(make_page, "breakfast", 2020, meals, boxes))
    _, first, second = jobs(site)[urls.listing(COLUMN, 1)].context["column"]["projects"]["rows"]
    labels = ["目标", "目标值", "累计完成", "占全年计划", "截至"]
    assert [one["label"] for one in first] == ["", *labels, "下一次公布"]
    assert [one["label"] for one in second] == labels
    assert (first[0]["scope"], first[0]["rows"]) == ("rowgroup", 2)


def test_each_target_is_told_as_of_its_own_day(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    """A target that the last update left out is not shown as if it stood there so on that day."""
    meals, boxes = Target(name="网点", value="500", unit="个"), Target(name="取餐柜", value="800", unit="组")
    both = (Progress(target="网点", total="230"), Progress(target="取餐柜", total="365"))
    pages = [project(make_page, "breakfast", 2020, meals, boxes), update(make_page, "breakfast", "2020-08-31", *both)]

    def shown(*more: Any) -> Any:
        return jobs(make_site(*pages, *more))[f"{COLUMN}/breakfast.html"].context["special"]

    together = shown()
    assert (together["until"], together["apart"]) == ("2020-08-31", False)
    apart = shown(update(make_page, "breakfast", "2020-09-30", Progress(target="网点", total="364")))
    assert (apart["until"], apart["apart"]) == ("", True)
    assert [(one["until"], one["latest"]["total"]) for one in apart["targets"]] == [
        ("2020-09-30", "364"),
        ("2020-08-31", "365"),
    ]


def test_what_was_not_told_is_not_a_number(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    site = make_site(project(make_page, "new", 2020, Target(name="网点", value="500", unit="个")))
    found = jobs(site)[urls.listing(COLUMN, 1)].context["column"]["projects"]
    assert texts(found)[1][3:] == ["尚未公布", "—", "—", "2020年6月13日前"]


def test_a_column_without_projects_has_no_table(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    found = jobs(make_site(make_page(News, "a")))
    assert [path for path, job in found.items() if (job.context.get("column") or {}).get("projects")] == []
