"""A small column, put together by hand, and the means to plan and render it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document, Titled
from generator.kinds.catalogue import Catalogue, CatalogueRow
from generator.kinds.channel import MediaAccounts, Places
from generator.kinds.compiled import AttributeRegister, ConversionList, DutyMap, MeasureList
from generator.kinds.decision import Decision, DecisionCatalogue, Meeting
from generator.kinds.general import GeneralPage, News
from generator.kinds.guide import Guide, Regulation, RequestGuide, Revision
from generator.kinds.participation import Consultation, Interaction, Message, OpenDay
from generator.kinds.plan import PlanDossier
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.kinds.project import Progress, Project, ProjectUpdate, Target
from generator.kinds.response import Response
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ServiceList
from generator.kinds.statutory import Leader, Organisation, StatutoryItem
from generator.kinds.topic import Topic
from generator.kinds.website import SiteReport
from generator.model.config import SiteConfig
from generator.model.content import Heading, Parsed, Written
from generator.model.site import Artifact, Column, Job, Page, ReleaseSet, Site, Validity
from generator.model.sources import Asset
from generator.rendering.links import inlaid
from generator.rendering.plan import plan
from generator.rendering.templates import templates

LAYOUTS = str(Path(__file__).parents[2] / "layouts")

MakePage: TypeAlias = Callable[..., Page[Document]]
MakeSite: TypeAlias = Callable[..., Site]
Jobs: TypeAlias = Callable[[Site], dict[str, Job]]
Render: TypeAlias = Callable[..., dict[str, Artifact]]

IDENTITY = {
    "name": "示例市商务委员会",
    "organ": "示例市商务委员会",
    "domain": "sw.shili.gov.cn",
    "id_code": "3100990001",
    "base_url": "https://sw.shili.gov.cn/zwgk",
    "address": "示例市商务路100号",
    "contact": "000-00001200",
    "icp": "示ICP备00000001号-1",
    "police": "示公网安备 00000000000001号",
    "party_mark": "https://bszs.conac.cn/sitename?method=show&id=1",
    "report_error": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html",
    "request_portal": "https://zwdt.shili.gov.cn/ysqgk",
}

COLUMNS = (
    ("guide", "政府信息公开指南", "信息公开指南", ("guide",), ()),
    ("regulations", "政府信息公开制度", "信息公开目录", ("regulation",), ()),
    ("statutory", "法定主动公开内容", "信息公开目录", (), ()),
    ("statutory/policies", "政策文件", "政策文件", ("policy", "implementing-rules"), ("a20-01",)),
    ("statutory/interpretations", "政策解读", "政策解读", ("interpretation",), ()),
    ("statutory/organisation", "机构概况", "机构职能", ("organisation",), ("a20-02",)),
    ("statutory/services", "办事服务", "办事服务", ("service-guide", "service-list"), ()),
    ("statutory/items", "法定事项", "信息公开目录", ("statutory-item", "catalogue"), ()),
    ("statutory/projects", "实事项目", "工作动态", ("project", "project-update"), ()),
    ("statutory/news", "工作动态", "工作动态", ("news", "page"), ("a20-15",)),
    ("annual-reports", "政府信息公开年报", "信息公开年报", ("annual-report",), ()),
    ("apply", "依申请公开", "依申请公开", ("request-guide", "page"), ()),
)


@pytest.fixture
def layouts() -> str:
    """The folder of the default layouts."""
    return LAYOUTS


@pytest.fixture
def config() -> SiteConfig:
    """The configuration of the fictional commission, as a demonstration."""
    return make_config()


def make_config(**changes: Any) -> SiteConfig:
    columns = [
        {
            "folder": folder,
            "name": name,
            "type": kind,
            "description": f"{name}的说明。",
            "keywords": (name, "商务"),
            "kinds": kinds,
            "items": items,
        }
        for folder, name, kind, kinds, items in COLUMNS
    ]
    whole = {"site": IDENTITY, "columns": columns, "demonstration": {"notice": "本网站为演示站点，内容均为虚构"}}
    return SiteConfig.model_validate(whole | changes)


@pytest.fixture(scope="session")
def make_page() -> MakePage:
    """Put a page together; its file, address and date are made up where they are not given."""
    return new_page


def new_page(  # noqa: PLR0913  # a builder: every argument has its use in some test
    kind: type[Document],
    name: str,
    *,
    column: str = "statutory/news",
    html: str = "<p>正文第一句。</p>",
    headings: tuple[Heading, ...] = (),
    stem: str = "",
    ties: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Page[Document]:
    stem = stem or name
    fields = {"title": f"关于{name}的页面", "published": "2020-07-06 10:00", "attribute": "主动公开"} | fields
    meta = kind.model_validate({key: value for key, value in fields.items() if value is not None})
    parsed = Parsed(
        path=f"content/{column}/{stem}.md",
        digest="0" * 64,
        kind=kind.kind_id,
        meta=meta,
        prose=Written(html, "正文第一句。"),
        opening="正文第一句。",
        worded=True,
        headings=headings,
    )
    url = f"{column}/{'index' if stem == 'index' else name}.html"
    return Page(id=name, url=url, column=column, meta=meta, parsed=parsed, **(ties or {}))


@pytest.fixture(scope="session")
def make_site() -> MakeSite:
    """Put a site together from pages; the columns follow from the configuration."""
    return new_site


def new_site(
    *pages: Page[Document],
    config: SiteConfig | None = None,
    sets: tuple[ReleaseSet, ...] = (),
    assets: tuple[Asset, ...] = (),
) -> Site:
    config = config or make_config()
    names = {page.id: page.id for page in pages}
    names |= {page.meta.doc_number: page.id for page in pages if isinstance(page.meta, Titled) and page.meta.doc_number}
    folders = [one.folder for one in config.columns]
    columns = {}
    for one in config.columns:
        own = sorted((page for page in pages if page.column == one.folder), key=lambda page: page.id)
        own.sort(key=lambda page: page.meta.published or datetime.min, reverse=True)  # noqa: DTZ901
        index = next((page.id for page in own if page.url == f"{one.folder}/index.html"), None)
        parent = one.folder.rpartition("/")[0]
        columns[one.folder] = Column(
            config=one,
            parent=parent if parent in folders else None,
            children=tuple(each for each in folders if each.rpartition("/")[0] == one.folder),
            pages=tuple(page.id for page in own if page.id != index),
            index=index,
        )
    return Site(
        config=config,
        as_of=date(2020, 10, 30),
        pages={page.id: page for page in sorted(pages, key=lambda page: page.id)},
        withheld={},
        broken=(),
        columns=columns,
        sets={one.policy: one for one in sets},
        assets={one.path: one for one in assets},
        asset_urls={one.path: one.path.removeprefix("content/") for one in assets},
        names=names,
    )


@pytest.fixture
def jobs() -> Jobs:
    """Plan a site: jobs by path, no path twice."""

    def planned(site: Site) -> dict[str, Job]:
        found = list(plan(site))
        assert len({job.path for job in found}) == len(found)
        return {job.path: job for job in found}

    return planned


@pytest.fixture
def render() -> Render:
    """Plan and render a site: artifacts by path."""

    def rendered(site: Site, *folders: str) -> dict[str, Artifact]:
        layouts = templates((*folders, LAYOUTS))
        bodies = {page.path: page.parsed.html for page in site.pages.values()}
        jobs = (inlaid(job, bodies[job.slot.path] if job.slot else "") for job in plan(site))
        return {job.path: layouts.render(job) for job in jobs}

    return rendered


@pytest.fixture
def html(render: Render) -> Callable[[Site, str], str]:
    """Render one page of a site."""

    def one(site: Site, path: str) -> str:
        return render(site)[path].content.decode()

    return one


@pytest.fixture
def sample() -> Site:
    """A site with at least one page of every kind."""
    return new_site(*sample_pages(), sets=(SET,), assets=(ASSET, POSTER, BLANK))


ASSET = Asset("content/statutory/policies/form.docx", 23 * 1024, "ab" * 32)
BLANK = Asset("content/statutory/services/form.docx", 8 * 1024, "ef" * 32)
POSTER = Asset("content/statutory/interpretations/map.png", 1500000, "cd" * 32)
SET = ReleaseSet("2020-003", ("2020-004",), ("2020-003-jd",), frozenset({"interpretation"}), waived=False, held=False)


def sample_pages() -> tuple[Page[Document], ...]:
    headings = tuple(Heading(2, f"第{n}章　章名", f"chapter-{n}", 1) for n in "12") + tuple(
        Heading(0, f"第{n}条", f"art-{n}", 1) for n in "123"
    )
    official = {"issuer": "示例市商务委员会", "type": "规范性文件", "topic": "商贸、海关、旅游\\国内贸易（含供销）"}
    return (
        new_page(
            Policy,
            "2020-003",
            column="statutory/policies",
            title="示例市便利店发展办法",
            doc_number="示商规〔2020〕3号",
            index_number="SL0000012/2020-00003",
            written="2020-07-01",
            effective="2020-08-01",
            expires="2025-07-31",
            headings=headings,
            html='<h2 id="chapter-1">第一章　总则</h2><p id="art-1">第一条 文字</p>',
            attachments=[{"file": "form.docx", "title": "申请表"}],
            basis=["示商规〔2016〕1号", "《中华人民共和国政府信息公开条例》"],
            ties={
                "validity": Validity.IN_FORCE,
                "interpreted_by": ("2020-003-jd",),
                "implemented_by": ("2020-004",),
                "replaces": ("2016-001",),
                "attachments": ("content/statutory/policies/form.docx",),
            },
            **official,
        ),
        new_page(
            Policy,
            "2016-001",
            column="statutory/policies",
            title="示例市便利店发展暂行办法",
            doc_number="示商规〔2016〕1号",
            published="2016-03-01",
            repealed_by="示商规〔2020〕3号",
            repealed_on="2020-08-01",
            ties={"validity": Validity.REPEALED, "replaced_by": ("2020-003",)},
            **(official | {"topic": "综合政务"}),
        ),
        new_page(
            ImplementingRules,
            "2020-004",
            column="statutory/policies",
            title="示例市便利店发展办法实施细则",
            doc_number="示商规〔2020〕4号",
            implements="2020-003",
            ties={"validity": Validity.PENDING, "implements": ("2020-003",)},
            **official,
        ),
        new_page(
            Interpretation,
            "2020-003-jd",
            column="statutory/interpretations",
            title="《示例市便利店发展办法》图解",
            interprets="示商规〔2020〕3号",
            unit="市场处",
            forms=["文字", "图解"],
            elements=["执行标准"],
            media="map.png",
            transcript="图解第一行\n图解第二行",
            headings=(Heading(2, "一、背景依据", "s-1", 1),),
            ties={"interprets": ("2020-003",)},
        ),
        new_page(
            Guide,
            "guide-index",
            column="guide",
            stem="index",
            title="示例市商务委员会政府信息公开指南",
            office="办公室",
            phone="000-00001201",
        ),
        new_page(
            Regulation,
            "reg",
            column="regulations",
            title="示例市政府信息公开规定",
            revisions=(Revision(date=date(2004, 1, 20), note="公布"), Revision(date=date(2020, 4, 26), note="修订")),
            ties={"validity": Validity.IN_FORCE},
        ),
        new_page(
            Organisation,
            "office",
            column="statutory/organisation",
            organ="示例市商务委员会",
            functions="负责商务工作。\n负责口岸工作。",
            departments=["办公室", "市场处"],
            leaders=(Leader(name="张某", post="主任", duties="主持全面工作"),),
        ),
        new_page(
            StatutoryItem,
            "plan-link",
            column="statutory/items",
            title="专项规划",
            items=["a20-03"],
            link="https://www.example.com/plan",
        ),
        new_page(
            StatutoryItem,
            "none-14",
            column="statutory/items",
            title="公务员招考",
            items=["a20-14"],
            absent="由示例市公务员局统一公布",
        ),
        new_page(
            Catalogue,
            "standard",
            column="statutory/items",
            title="主动公开标准目录",
            edition="2020年版",
            rows=(CatalogueRow(number="1", item="机关信息", channels=("政府网站",), places=("机构概况",)),),
        ),
        new_page(
            Project,
            "homecare",
            column="statutory/projects",
            title="家政培训",
            year="2020",
            lead="示例市商务委员会",
            deadline="2020-12-31",
            targets=(Target(name="持证上门服务人员", value="4", unit="万人"),),
            ties={"children": ("homecare-q2", "homecare-q1")},
        ),
        *(
            new_page(
                ProjectUpdate,
                f"homecare-{name}",
                column="statutory/projects",
                title=f"家政培训{name}进展",
                project="homecare",
                until=until,
                progress=(Progress(target="持证上门服务人员", total=total),),
                ties={"parents": ("homecare",)},
            )
            for name, until, total in (("q1", "2020-03-31", "0.9"), ("q2", "2020-06-30", "2.15"))
        ),
        new_page(
            ServiceGuide,
            "record",
            column="statutory/services",
            title="经营备案",
            code="A001",
            type="行政备案",
            authority="示例市商务委员会",
            audience=["个人", "企业"],
            basis=["示商规〔2020〕3号 第六条", "《示例市便利店条例》第二条"],
            conditions=["有固定的经营场所。", "有健全的管理制度。"],
            materials=[
                {"name": "备案表", "form": "原件", "copies": "1", "blank": "form.docx", "sample": "gone.docx"},
                {"name": "营业执照", "note": "电子证照可以核对的不必提交"},
            ],
            steps=["申请", {"name": "核对", "actor": "市场处", "limit": "3个工作日", "note": "一次告知"}],
            places=["示例市商务路100号", "各区政务服务中心"],
            hours="工作日9:00—17:00",
            statutory_limit="20个工作日",
            promised_limit="5个工作日",
            fees=[{"name": "工本费", "basis": "示发改价〔2020〕1号", "standard": "每证10元"}],
            result="备案回执",
            delivery=["窗口领取", "邮寄"],
            phone="000-00001230",
            portal="https://zwdt.shili.gov.cn/item/A001",
            questions=[{"question": "能代办吗？", "answer": "能。"}],
        ),
        new_page(
            ServiceList,
            "list-2",
            column="statutory/services",
            title="许可事项清单（2020年10月版）",
            list_type="行政许可事项清单",
            version="2020-10-15",
            rows=[
                {"name": "经营备案", "code": "A001", "guide": "record", "promised_limit": "5个工作日"},
                {"name": "变更备案", "code": "A002", "link": "https://zwdt.shili.gov.cn/item/A002"},
            ],
            changes=[{"subject": "A001", "reason": "压缩时限"}],
            ties={"earlier": ("list-1",)},
        ),
        new_page(
            ServiceList,
            "list-1",
            column="statutory/services",
            title="许可事项清单（2020年1月版）",
            list_type="行政许可事项清单",
            version="2020-01-10",
            rows=[
                {"name": "经营备案", "code": "A001", "guide": "record", "promised_limit": "10个工作日"},
                {"name": "注销备案", "code": "A003"},
            ],
            ties={"later": ("list-2",)},
        ),
        new_page(AttributeRegister, "register", column="statutory/items", title="公开属性登记", published="2019-05-15"),
        new_page(ConversionList, "conversions", column="statutory/items", title="转主动公开", published="2019-05-15"),
        new_page(
            SiteReport,
            "site-2019",
            column="statutory/items",
            title="2019年网站报表",
            year="2019",
            published="2019-05-15",
            indicators=[{"part": "信息发布", "name": "总数", "value": "486", "unit": "条"}],
        ),
        new_page(MeasureList, "measures", column="regulations", title="惠企利民举措", published="2019-05-15"),
        new_page(DutyMap, "duties", column="regulations", title="责任分工", published="2019-05-15"),
        new_page(Topic, "market", column="statutory/items", title="市场专题", topic="market", published="2019-05-15"),
        new_page(
            PlanDossier,
            "plan",
            column="statutory/items",
            title="规划编制",
            published="2019-05-15",
            stages=[{"name": "征求建议", "begins": "2020-06-01", "pages": ["news-1"]}, {"name": "正式文本"}],
            ties={"parts": ("news-1",)},
        ),
        new_page(
            DecisionCatalogue,
            "decisions",
            column="statutory/items",
            title="决策事项目录",
            year="2020",
            published="2019-05-15",
            rows=[{"name": "网点导则", "unit": "市场处", "decision": "decision", "procedures": ["公众参与"]}],
            ties={"parts": ("decision",)},
        ),
        new_page(
            Decision,
            "decision",
            column="statutory/items",
            title="网点导则",
            year="2020",
            published="2019-05-15",
            begins="2020-05-01",
            ends="2020-06-01",
            answered="2020-06-10",
            opinions=[{"text": "兼顾上班族", "count": 3, "adopted": "采纳"}],
            ties={"part_of": ("decisions",), "children": ("meeting",)},
        ),
        new_page(
            Meeting,
            "meeting",
            column="statutory/items",
            title="网点导则专题会议",
            published="2019-05-15",
            topics=["必备业态"],
            attendees=[{"category": "市民代表", "count": 8}],
            ties={"parents": ("decision",)},
        ),
        new_page(
            Interaction,
            "channels",
            column="statutory/items",
            title="互动渠道",
            published="2019-05-15",
            channels=[{"name": "12345市民服务热线", "phone": "12345"}, {"name": "信箱", "mail": "a@sw.shili.gov.cn"}],
        ),
        new_page(
            Response,
            "answer",
            column="statutory/items",
            title="关于退款的回应",
            published="2019-05-15",
            channel="12345市民服务热线",
            concern="余额怎样退？",
            found="2019-05-14 09:00",
            answered="2019-05-15 10:30",
            unit="市场处",
            followup="已经退款。",
        ),
        new_page(
            Consultation,
            "suggestions",
            column="statutory/items",
            title="征求建议",
            published="2019-05-15",
            begins="2019-05-15",
            ends="2019-06-15",
            method="写信。",
            received=12,
            adopted=12,
            answered="2019-06-20",
        ),
        new_page(
            Message,
            "question",
            column="statutory/items",
            title="怎样补办",
            published="2019-05-15",
            asked="2019-05-10",
            question="证丢了，怎样补办？",
            answered="2019-05-14",
            unit="市场处",
        ),
        new_page(
            OpenDay,
            "open-day",
            column="statutory/items",
            title="开放日",
            published="2019-05-15",
            theme="走进菜篮子",
            held="2019-06-01 09:00",
            closes="2019-05-28",
            people=30,
        ),
        new_page(
            MediaAccounts,
            "media",
            title="政务新媒体账号",
            published="2019-05-15",
            accounts=[
                {"platform": "微博", "name": "商务发布", "link": "https://wb.example.com/sw", "updated": "2020-06-29"},
                {"platform": "微信", "name": "旧账号", "link": "https://wx.example.com/old", "status": "注销"},
            ],
        ),
        new_page(
            Places,
            "places",
            title="政府信息查阅点",
            published="2019-05-15",
            places=[{"name": "市档案馆", "sort": "国家档案馆", "address": "文博路1号", "phone": "000-00002100"}],
        ),
        new_page(News, "news-1", title="工作动态一", source="市场处", updated="2020-07-08"),
        new_page(GeneralPage, "page-a", title="一般页面"),
        new_page(AnnualReport, "2019", column="annual-reports", title="2019年政府信息公开工作年度报告", year="2019"),
        new_page(RequestGuide, "apply-index", column="apply", stem="index", title="依申请公开"),
    )
