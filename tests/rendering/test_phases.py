"""五公开 as the second navigation: five lists across all columns, and the ways to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.kinds.decision import Decision
from generator.kinds.general import GeneralPage, News
from generator.kinds.participation import Consultation
from generator.kinds.policy import Policy
from generator.model.config import SiteConfig
from generator.model.phase import Phase
from generator.model.site import Artifact, Job, Site, Validity, Withheld
from generator.model.values import replace
from generator.text.markup import outline

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]
Render = Callable[..., dict[str, Artifact]]

DECISION, EXECUTION, MANAGEMENT, SERVICE, RESULT = (
    f"phase-{name}.html" for name in ("decision", "execution", "management", "service", "result")
)
NAV = '<nav class="phases" aria-label="五公开">'


def listed(found: dict[str, Job], path: str) -> list[tuple[str, str]]:
    """Address and column of the rows of a list."""
    return [(one["url"], one["column"]) for one in found[path].context["entries"]]


def test_each_page_stands_in_the_lists_that_it_belongs_to(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    """Newest first whatever the column, the column named; undated pages last."""
    found = jobs(
        make_site(
            make_page(Policy, "p", column="statutory/policies", published="2020-03-01"),
            make_page(News, "n", published="2020-05-01", phases=["决策", "结果"]),
            make_page(News, "m", published="2020-04-01"),
            make_page(News, "undated", published=None, phases="决策"),
        )
    )
    assert listed(found, DECISION) == [
        ("statutory/news/n.html", "工作动态"),
        ("statutory/policies/p.html", "政策文件"),
        ("statutory/news/undated.html", "工作动态"),
    ]
    assert listed(found, EXECUTION) == [("statutory/news/m.html", "工作动态")]
    assert listed(found, RESULT) == [("statutory/news/n.html", "工作动态")]
    assert listed(found, MANAGEMENT) == listed(found, SERVICE) == []


@pytest.mark.parametrize(("answered", "results"), [("2020-10-30", 1), ("2020-10-31", 0)])
@pytest.mark.parametrize("kind", [Decision, Consultation])
def test_there_is_no_result_before_its_day(  # noqa: PLR0913, PLR0917  # every combination
    kind: type[Any], answered: str, results: int, make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    """What the public was asked stands under 结果 from the day on which it can read what came of that."""
    days = {"begins": "2020-05-18", "ends": "2020-06-17", "answered": answered, "received": 0}
    year = {"year": "2020"} if kind is Decision else {}
    page = make_page(kind, "a", **year, **days)
    stated = make_page(kind, "b", phases="决策", **year, **days)
    found = jobs(make_site(page, stated))
    assert len(listed(found, DECISION)) == 2
    assert listed(found, RESULT) == [("statutory/news/a.html", "工作动态")] * results


def test_the_page_that_opens_a_column_is_listed_as_well(sample: Site, jobs: Jobs) -> None:
    assert ("guide/index.html", "政府信息公开指南") in listed(jobs(sample), MANAGEMENT)


def test_every_published_page_stands_in_one_list_at_least(sample: Site, jobs: Jobs) -> None:
    found = jobs(sample)
    sheets = [path for path in found if path.startswith("phase-")]
    assert {url for path in sheets for url, _ in listed(found, path)} == {page.url for page in sample.pages.values()}


def test_the_configuration_can_move_a_kind(
    make_page: MakePage, make_site: MakeSite, config: SiteConfig, jobs: Jobs
) -> None:
    moved = config.model_copy(update={"phases": {"news": (Phase.RESULT,)}})
    found = jobs(make_site(make_page(News, "n"), config=moved))
    assert (listed(found, EXECUTION), listed(found, RESULT)) == ([], [("statutory/news/n.html", "工作动态")])


def test_what_is_kept_back_stands_in_none(make_page: MakePage, make_site: MakeSite, render: Render) -> None:
    shown, kept = make_page(News, "n"), make_page(News, "k", title="内部安排", attribute="不予公开", phases="结果")
    site = replace(make_site(shown), withheld={"k": replace(kept, withheld=Withheld.ATTRIBUTE)})
    lists = [one.content.decode() for path, one in render(site).items() if path.startswith("phase-")]
    assert len(lists) == 5
    assert not any("内部安排" in one for one in lists)
    assert sum("关于n的页面" in one for one in lists) == 1


def test_a_list_is_cut_into_pages(make_page: MakePage, make_site: MakeSite, jobs: Jobs, html: Html) -> None:
    site = make_site(
        *(make_page(News, f"n{n:03}", published=f"2020-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(45))
    )
    found = jobs(site)
    second = found["phase-execution-page-2.html"].context
    assert [
        url
        for path in (EXECUTION, "phase-execution-page-2.html", "phase-execution-page-3.html")
        for url, _ in listed(found, path)
    ] == [f"statutory/news/n{n:03}.html" for n in reversed(range(45))]
    assert (second["title"], second["heading"]) == ("执行公开（第2页） - 示例市商务委员会", "执行公开")
    assert (second["previous"], second["next"]) == (EXECUTION, "phase-execution-page-3.html")
    assert [(one["name"], one["url"]) for one in second["breadcrumb"]] == [
        ("政府信息公开", "index.html"),
        ("执行公开", EXECUTION),
        ("第2页", ""),
    ]
    assert "phase-execution-page-4.html" not in found
    page = html(site, "phase-execution-page-2.html")
    assert '<a href="phase-execution-page-2.html" aria-label="第2页" aria-current="page">2</a>' in page
    assert '<a href="phase-execution.html" aria-current="true">执行公开</a>' in page


def test_an_empty_list_says_so(make_site: MakeSite, html: Html) -> None:
    page = html(make_site(), RESULT)
    assert '<p class="empty">目前没有属于结果公开的内容。</p>' in page
    assert "entries" not in page
    assert 'aria-label="分页"' not in page


@pytest.mark.parametrize(
    "path", ["index.html", "statutory/news/index.html", "statutory/index.html", "guide/index.html"]
)
def test_home_and_column_pages_offer_the_five(sample: Site, html: Html, path: str) -> None:
    page = html(sample, path)
    up = "../" * path.count("/")
    assert page.count(NAV) == 1
    navigation = page.partition(NAV)[2].partition("</nav>")[0]
    assert [link.href for link in outline(navigation.encode()).links] == [
        f"{up}{one}" for one in (DECISION, EXECUTION, MANAGEMENT, SERVICE, RESULT)
    ]
    assert "aria-current" not in navigation


def test_the_list_that_one_reads_is_marked(sample: Site, html: Html) -> None:
    page = html(sample, SERVICE)
    navigation = page.partition(NAV)[2].partition("</nav>")[0]
    assert navigation.count("aria-current") == 1
    assert f'<a href="{SERVICE}" aria-current="page">服务公开</a>' in navigation
    assert "<title>服务公开 - 示例市商务委员会</title>" in page


@pytest.mark.parametrize("path", ["statutory/news/news-1.html", "statutory/policies/2020-003.html", "404.html"])
def test_other_pages_do_without_that_navigation(sample: Site, html: Html, path: str) -> None:
    assert NAV not in html(sample, path)


def test_a_content_page_says_where_it_belongs(make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    site = make_site(
        make_page(News, "one"),
        make_page(News, "two", phases=["结果", "决策"]),
        make_page(Policy, "p", column="statutory/policies", ties={"validity": Validity.IN_FORCE}),
    )
    row = "<div><dt>五公开</dt><dd>{}</dd></div>"
    execution, decision, result = (
        f'<a href="../../{path}">{name}</a>'
        for path, name in ((EXECUTION, "执行公开"), (DECISION, "决策公开"), (RESULT, "结果公开"))
    )
    assert row.format(execution) in html(site, "statutory/news/one.html")
    assert row.format(f"{decision}、{result}") in html(site, "statutory/news/two.html")
    assert row.format(decision) in html(site, "statutory/policies/p.html")


def test_pages_of_every_kind_say_where_they_belong(sample: Site, render: Render) -> None:
    found = render(sample)
    for page in sample.pages.values():
        assert found[page.url].content.decode().count("<dt>五公开</dt>") == 1, page.url


def test_lists_carry_the_tags_of_a_column_s_pages(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    site = make_site(*(make_page(GeneralPage, f"g{n}") for n in range(21)))
    for path in (MANAGEMENT, "phase-management-page-2.html"):
        context = jobs(site)[path].context
        assert context["metas"][3:] == [
            ["ColumnName", "管理公开"],
            ["ColumnDescription", context["description"]],
            ["ColumnKeywords", "五公开,管理公开"],
            ["ColumnType", "信息公开目录"],
        ]
        assert context["canonical"] == f"https://sw.shili.gov.cn/zwgk/{path}"


def test_maps_lead_to_the_five(sample: Site, render: Render) -> None:
    found = render(sample)
    five = {DECISION, EXECUTION, MANAGEMENT, SERVICE, RESULT}
    assert five <= {link.href for link in outline(found["map.html"].content).links}
    root = ET.fromstring(found["sitemap.xml"].content)  # noqa: S314  # our own output
    addresses = {one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"https://sw.shili.gov.cn/zwgk/{one}" for one in five} <= addresses


def test_a_page_that_moves_changes_itself_and_the_two_lists(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    others = [make_page(News, f"n{n}", published=f"2020-01-0{n}") for n in range(1, 4)]
    before = jobs(make_site(*others, make_page(News, "x", published="2020-01-09")))
    after = jobs(make_site(*others, make_page(News, "x", published="2020-01-09", phases="结果")))
    assert {path for path in after if after[path] != before[path]} == {"statutory/news/x.html", EXECUTION, RESULT}
