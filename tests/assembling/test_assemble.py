"""A column is put together: places, ties, release sets, validity, links, and what is kept back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from generator.assembling.assemble import assemble
from generator.kinds.registry import KINDS
from generator.model.config import ColumnConfig, Identity, Profile, SiteConfig, Sync, Waiver
from generator.model.content import Heading, Link, Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.site import Assembly, Page, Validity, Withheld
from generator.model.sources import Asset
from generator.model.terms import Terms

TODAY = date(2020, 6, 30)
IDENTITY = Identity(
    name="示例市商务委员会",
    organ="示例市商务委员会",
    domain="sw.shili.gov.cn",
    id_code="3100990001",
    base_url="https://sw.shili.gov.cn/zwgk",
    address="示例市示例路1号",
    contact="021-00000000",
    icp="示ICP备00000000号",
    police="示公网安备00000000000000号",
    party_mark="https://example.gov.cn/mark",
    report_error="https://example.gov.cn/error",
)


def column(folder: str, *kinds: str) -> ColumnConfig:
    return ColumnConfig(folder=folder, name=f"栏目{folder}", type="政策文件", description="说明", kinds=kinds)


def config(**changes: Any) -> SiteConfig:
    columns = (
        column("statutory"),
        column("statutory/policies", "policy", "implementing-rules"),
        column("statutory/interpretations", "interpretation"),
        column("statutory/projects", "project", "project-update"),
        column("statutory/news", "news"),
    )
    return SiteConfig(site=IDENTITY, columns=columns, **changes)


FOLDERS = {
    "policy": "policies",
    "implementing-rules": "policies",
    "interpretation": "interpretations",
    "project": "projects",
    "project-update": "projects",
    "news": "news",
}
PROJECT = {
    "year": "2020",
    "targets": ({"name": "培训", "value": "4", "unit": "万人"},),
    "lead": "商贸处",
    "deadline": date(2020, 12, 31),
}


def parsed(kind: str, name: str, *, links: tuple[Link, ...] = (), path: str = "", **fields: Any) -> Parsed:
    """A file of a kind, open and published in June 2020 unless said otherwise."""
    given = {"title": f"标题{name}", "attribute": "主动公开", "published": datetime(2020, 6, 1)} | fields  # noqa: DTZ001
    meta = KINDS[kind].model_validate(given)
    where = path or f"content/statutory/{FOLDERS[kind]}/{name}.md"
    return Parsed(where, "", kind, meta, links=links, headings=(Heading(0, "第三条", "art-3", 9),))


def policy(name: str, **fields: Any) -> Parsed:
    return parsed("policy", name, **{"type": "规范性文件"} | fields)


def interpretation(name: str, *of: str, **fields: Any) -> Parsed:
    return parsed("interpretation", name, interprets=of, **fields)


def assembled(*files: Parsed, assets: tuple[str, ...] = (), terms: Terms | None = None, **changes: Any) -> Assembly:
    known = [Asset(path, 1, "0") for path in assets]
    return assemble(files, config(**changes), TODAY, assets=known, terms=terms)


def page(assembly: Assembly, name: str) -> Page[Any]:
    found = assembly.site.find(name)
    assert found
    return found


def said(assembly: Assembly) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in assembly.findings]


def link(target: str, form: str = "link") -> Link:
    return Link(target, "字", Span("content/statutory/news/n.md", 12, 3), form)


def test_a_page_stands_in_its_column_at_a_flat_ascii_url() -> None:
    assembly = assembled(policy("2020-001"))
    assert (page(assembly, "2020-001").url, page(assembly, "2020-001").column) == (
        "statutory/policies/2020-001.html",
        "statutory/policies",
    )
    assert assembly.site.columns["statutory/policies"].pages == ("2020-001",)
    assert assembly.site.columns["statutory"].children == (
        "statutory/policies",
        "statutory/interpretations",
        "statutory/projects",
        "statutory/news",
    )
    assert said(assembly) == []


def test_an_explicit_id_names_a_file_with_a_chinese_name() -> None:
    assembly = assembled(policy("办法", id="2020-001"))
    assert page(assembly, "2020-001").url == "statutory/policies/2020-001.html"


def test_a_chinese_file_name_without_an_id_is_reported_and_left_out() -> None:
    assembly = assembled(policy("办法"))
    assert said(assembly) == [("id-format", "文件名“办法”不能用作网址：网址只用小写字母、数字和连字符")]
    assert [one.path for one in assembly.site.broken] == ["content/statutory/policies/办法.md"]


def test_subfolders_of_a_column_stay_in_the_url() -> None:
    assembly = assembled(policy("a", path="content/statutory/policies/2020/a.md"))
    assert page(assembly, "a").url == "statutory/policies/2020/a.html"


def test_an_index_file_opens_its_column() -> None:
    assembly = assembled(parsed("news", "index"), parsed("news", "n"))
    column = assembly.site.columns["statutory/news"]
    assert (column.index, column.pages) == ("statutory-news-index", ("n",))
    assert page(assembly, "statutory-news-index").url == "statutory/news/index.html"


def test_pages_are_listed_newest_first_then_by_id() -> None:
    days = {"a": 3, "b": 5, "c": 5}
    files = [parsed("news", name, published=datetime(2020, 6, day)) for name, day in days.items()]  # noqa: DTZ001
    assert assembled(*files).site.columns["statutory/news"].pages == ("b", "c", "a")


def test_collisions_are_reported_together() -> None:
    assembly = assembled(policy("a"), policy("x", id="a"), parsed("news", "n"), parsed("news", "m", id="n"))
    assert [one for one in said(assembly) if one[0] == "id-collision"] == [
        ("id-collision", "页面编号 n 与 content/statutory/news/m.md 相同"),
        ("id-collision", "页面编号 a 与 content/statutory/policies/a.md 相同"),
    ]


def test_a_file_outside_every_column_and_a_kind_in_the_wrong_one_are_reported() -> None:
    assembly = assembled(
        parsed("news", "n", path="content/elsewhere/n.md"), policy("p", path="content/statutory/news/p.md")
    )
    assert said(assembly) == [
        ("column-missing", "文件不在任何栏目中：目录 content/elsewhere 没有在 site_config.toml 的 columns 中登记"),
        ("column-kind", "栏目“栏目statutory/news”不收“政策文件”，只收：工作动态"),
    ]


def test_ties_are_known_from_both_ends_and_by_number() -> None:
    assembly = assembled(
        policy("p", doc_number="示商规〔2020〕1号"),
        parsed("implementing-rules", "r", implements="示商规〔2020〕1号"),
        interpretation("i", "p"),
    )
    policy_page = page(assembly, "p")
    assert (policy_page.implemented_by, policy_page.interpreted_by) == (("r",), ("i",))
    assert (page(assembly, "r").implements, page(assembly, "i").interprets) == (("p",), ("p",))


def test_a_name_that_leads_nowhere_is_reported_with_the_nearest() -> None:
    assembly = assembled(policy("2020-001"), parsed("implementing-rules", "r", implements="2020-01"))
    assert said(assembly) == [("relation-unknown", "上位文件“2020-01”不是本栏目中的页面编号或发文字号")]
    assert assembly.findings[0].hint == "是否应为 2020-001？"


def test_a_number_of_another_organ_may_be_replaced() -> None:
    assert said(assembled(policy("p", replaces="某商规〔2015〕3号"))) == []


def test_a_tie_to_the_wrong_kind_or_to_itself_is_reported() -> None:
    assembly = assembled(
        parsed(
            "project-update", "u", project="p", until=date(2020, 6, 1), progress=({"target": "培训", "total": "1"},)
        ),
        policy("p", replaces="p"),
    )
    assert said(assembly) == [
        ("relation-kind", "替代文件指向页面自身"),
        ("relation-kind", "所属项目“p”是政策文件，不能用在这里"),
    ]


def test_updates_belong_to_their_project() -> None:
    updates = [
        parsed(
            "project-update", f"u{n}", project="p", until=date(2020, n, 1), progress=({"target": "培训", "total": n},)
        )
        for n in (2, 1)
    ]
    assembly = assembled(parsed("project", "p", **PROJECT), *updates)
    assert page(assembly, "p").children == ("u1", "u2")
    assert page(assembly, "u1").parents == ("p",)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"attribute": "依申请公开"}, Withheld.ATTRIBUTE),
        ({"attribute": "不予公开"}, Withheld.ATTRIBUTE),
        ({"attribute": ""}, Withheld.ATTRIBUTE),
        ({"attribute": "公开"}, Withheld.ATTRIBUTE),
        ({"draft": "是"}, Withheld.DRAFT),
        ({"published": datetime(2020, 7, 1)}, Withheld.FUTURE),  # noqa: DTZ001
        ({"published": datetime(2020, 6, 30, 18, 0)}, None),  # noqa: DTZ001
        ({}, None),
    ],
)
def test_only_what_is_open_and_due_is_published(fields: dict[str, Any], reason: Withheld | None) -> None:
    assembly = assembled(parsed("news", "n", **fields))
    assert page(assembly, "n").withheld is reason
    assert ("n" in assembly.site.pages) is (reason is None)
    assert assembly.site.columns["statutory/news"].pages == (("n",) if reason is None else ())


def test_a_preview_lets_drafts_and_the_future_through_but_never_what_is_not_open() -> None:
    files = [
        parsed("news", "d", draft="是"),
        parsed("news", "f", published=datetime(2020, 7, 1)),  # noqa: DTZ001
        parsed("news", "c", attribute="不予公开", draft="是"),
    ]
    site = assembled(*files, terms=Terms(drafts=True, future=True)).site
    assert (sorted(site.pages), sorted(site.withheld)) == (["d", "f"], ["c"])


def test_a_published_page_has_no_tie_to_what_is_kept_back() -> None:
    assembly = assembled(policy("p"), interpretation("i", "p", draft="是"))
    assert page(assembly, "p").interpreted_by == ()
    assert page(assembly, "i").interprets == ("p",)
    assert assembly.site.sets["p"].waiting == ("i",)


def test_a_set_holds_the_document_its_rules_and_all_interpretations() -> None:
    one = assembled(
        policy("p"),
        parsed("implementing-rules", "r", implements="p"),
        interpretation("i1", "p"),
        interpretation("i2", "r"),
    ).site.sets["p"]
    assert one.members == ("p", "r", "i1", "i2")
    assert (one.required, one.lacks) == (frozenset({"interpretation"}), frozenset())


def test_an_interpretation_of_the_rules_alone_is_not_the_document_s() -> None:
    files = [policy("p"), parsed("implementing-rules", "r", implements="p"), interpretation("i", "r")]
    assert assembled(*files).site.sets["p"].lacks == {"interpretation"}


@pytest.mark.parametrize(
    ("fields", "required"),
    [
        ({"type": "规范性文件"}, {"interpretation"}),
        ({"type": "通知"}, set()),
        ({"type": "通知", "must_interpret": "是"}, {"interpretation"}),
        ({"type": "规范性文件", "must_interpret": "否"}, set()),
        ({"type": "规范性文件", "promises_rules": "是"}, {"interpretation", "implementing-rules"}),
    ],
)
def test_what_a_set_must_hold_follows_type_profile_and_page(fields: dict[str, Any], required: set[str]) -> None:
    assert assembled(policy("p", **fields)).site.sets["p"].required == required


def test_a_profile_may_demand_rules_of_every_document() -> None:
    profile = Profile(objects=("interpretation", "implementing-rules"))
    site = assembled(policy("p"), sync=Sync(profile=profile)).site
    assert site.sets["p"].lacks == {"interpretation", "implementing-rules"}


@pytest.mark.parametrize(("expires", "waived"), [(TODAY, True), (date(2020, 6, 29), False)])
def test_a_waiver_holds_through_its_last_day(expires: date, waived: bool) -> None:  # noqa: FBT001
    waiver = Waiver(policy="p", reason="应急处置先行", owner="办公室", expires=expires)
    one = assembled(policy("p"), sync=Sync(waivers=(waiver,))).site.sets["p"]
    assert (one.waived, bool(one.lacks)) == (waived, not waived)


def test_without_hold_an_incomplete_set_is_not_kept_back() -> None:
    site = assembled(policy("p")).site
    assert ("p" in site.pages, site.sets["p"].held) == (True, False)


def test_hold_keeps_an_incomplete_set_back_whole_with_all_that_share_a_member() -> None:
    files = [
        policy("a", promises_rules="是"),
        policy("b"),
        policy("c"),
        interpretation("ab", "a", "b"),
        interpretation("c1", "c"),
    ]
    site = assembled(*files, terms=Terms(hold=True)).site
    assert {name: page.withheld for name, page in site.withheld.items()} == dict.fromkeys(
        ("a", "ab", "b"), Withheld.INCOMPLETE
    )
    assert [name for name, one in site.sets.items() if one.held] == ["a", "b"]
    assert sorted(site.pages) == ["c", "c1"]


@pytest.mark.parametrize(
    ("fields", "validity"),
    [
        ({}, Validity.IN_FORCE),
        ({"effective": date(2020, 6, 30), "expires": date(2020, 6, 30)}, Validity.IN_FORCE),
        ({"effective": date(2020, 7, 1)}, Validity.PENDING),
        ({"expires": date(2020, 6, 29)}, Validity.EXPIRED),
        ({"expires": date(2020, 6, 29), "status": "有效"}, Validity.IN_FORCE),
        ({"repealed_by": "某府令第1号", "repealed_on": date(2020, 6, 30)}, Validity.REPEALED),
        ({"repealed_by": "某府令第1号", "repealed_on": date(2020, 7, 1)}, Validity.IN_FORCE),
        ({"status": "失效"}, Validity.EXPIRED),
    ],
)
def test_validity_follows_statement_then_dates(fields: dict[str, Any], validity: Validity) -> None:
    assert page(assembled(policy("p", **fields)), "p").validity is validity


@pytest.mark.parametrize(
    ("effective", "validity"), [(date(2020, 6, 30), Validity.REPEALED), (date(2020, 7, 1), Validity.IN_FORCE)]
)
def test_a_document_falls_when_its_successor_takes_effect(effective: date, validity: Validity) -> None:
    assembly = assembled(policy("old"), policy("new", replaces="old", effective=effective))
    assert page(assembly, "old").validity is validity
    assert page(assembly, "old").replaced_by == ("new",)


def test_an_amended_document_says_so() -> None:
    assert page(assembled(policy("old"), policy("new", amends="old")), "old").validity is Validity.AMENDED


def test_news_has_no_validity() -> None:
    assert page(assembled(parsed("news", "n")), "n").validity is None


def test_links_lead_to_pages_columns_assets_references_and_away() -> None:
    links = (
        link("../policies/p.md#art-3"),
        link("../policies/index.md"),
        link("form.docx"),
        link("示商规〔2020〕1号", "reference"),
        link("https://www.gov.cn/"),
        link("#art-3"),
    )
    assembly = assembled(
        parsed("news", "n", links=links),
        policy("p", doc_number="示商规〔2020〕1号"),
        assets=("content/statutory/news/form.docx", "content/statutory/news/other.docx"),
    )
    assert page(assembly, "n").targets == (
        "statutory/policies/p.html#art-3",
        "statutory/policies/index.html",
        "statutory/news/form.docx",
        "statutory/policies/p.html",
        "https://www.gov.cn/",
        "#art-3",
    )
    assert page(assembly, "n").mentions == ("p",)
    assert assembly.site.asset_urls == {"content/statutory/news/form.docx": "statutory/news/form.docx"}
    assert said(assembly) == []


@pytest.mark.parametrize(
    ("broken", "message", "hint"),
    [
        (link("../policies/pp.md"), "链接指向不存在的页面或附件 ../policies/pp.md", "是否应为 p.md？"),
        (link("p.md"), "链接指向不存在的页面或附件 p.md", "同名文件在 content/statutory/policies/p.md"),
        (
            link("示商规〔2020〕11号", "reference"),
            "链接指向不存在的文件 示商规〔2020〕11号",
            "是否应为 [[示商规〔2020〕1号]]？",
        ),
        (
            link("../policies/p.md#art-33"),
            "链接指向的 content/statutory/policies/p.md 中没有 #art-33 这一处",
            "是否应为 #art-3？",
        ),
        (
            link("../policies/closed.md"),
            "链接指向未公开的页面 content/statutory/policies/closed.md",
            "删去链接，或先公开对方页面",
        ),
    ],
)
def test_a_broken_link_is_reported_where_it_stands(broken: Link, message: str, hint: str) -> None:
    assembly = assembled(
        parsed("news", "n", links=(broken,)),
        policy("p", doc_number="示商规〔2020〕1号"),
        policy("closed", attribute="不予公开"),
    )
    assert [(one.rule, one.span.line, one.message, one.hint) for one in assembly.findings] == [
        ("link-broken", 12, message, hint)
    ]


def test_files_of_kept_back_pages_are_not_published() -> None:
    attachments = ({"file": "a.docx"},)
    assembly = assembled(
        policy("p", attachments=attachments, attribute="依申请公开"), assets=("content/statutory/policies/a.docx",)
    )
    assert assembly.site.asset_urls == {}


def test_attachments_with_chinese_names_get_ascii_urls_and_missing_ones_none() -> None:
    files = ("附件1.docx", "缺.docx")
    assembly = assembled(policy("p", attachments=files), assets=("content/statutory/policies/附件1.docx",))
    assert page(assembly, "p").attachments == ("content/statutory/policies/附件1.docx",)
    assert list(assembly.site.asset_urls.values()) == ["statutory/policies/eeceae3d.docx"]


def test_the_video_of_an_interpretation_is_published_with_it() -> None:
    assembly = assembled(
        policy("p"), interpretation("i", "p", media="v.mp4"), assets=("content/statutory/interpretations/v.mp4",)
    )
    assert list(assembly.site.asset_urls.values()) == ["statutory/interpretations/v.mp4"]
    assert page(assembly, "i").attachments == ()


def test_the_order_of_files_changes_nothing() -> None:
    files = [policy("a"), policy("b", replaces="a"), interpretation("i", "a", "b"), parsed("news", "n")]
    assert assembled(*files).site == assembled(*reversed(files)).site


def test_a_number_with_a_wrong_bracket_is_still_found_by_its_right_form() -> None:
    files = [policy("p", doc_number="示商规[2020]5号"), interpretation("i", "示商规〔2020〕5号")]
    assert page(assembled(*files), "p").interpreted_by == ("i",)


def test_a_number_that_lost_its_end_is_not_guessed() -> None:
    files = [policy("p", doc_number="示商规〔2020168"), interpretation("i", "示商规〔2020〕168号")]
    assert page(assembled(*files), "p").interpreted_by == ()


@pytest.mark.parametrize("name", ["page-2", "year-2020", "topic-x", "status-repealed"])
def test_an_id_must_not_be_the_name_of_a_list(name: str) -> None:
    ((rule, message),) = said(assembled(parsed("news", name)))
    assert (rule, name in message) == ("id-format", True)


def test_a_link_to_a_held_page_is_text_until_its_set_is_whole() -> None:
    files = [policy("a"), parsed("news", "n", links=(link("../policies/a.md"),))]
    assembly = assembled(*files, terms=Terms(hold=True))
    assert page(assembly, "n").targets == ("",)
    assert [(one.rule, one.severity) for one in assembly.findings] == [("link-broken", Severity.WARNING)]
