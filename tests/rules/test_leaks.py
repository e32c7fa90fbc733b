"""What attr-leak finds in files of every form, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.assembling.assemble import assemble
from generator.building.wording import wording
from generator.model.config import SiteConfig
from generator.model.output import Output, Sheet, Trace
from generator.model.schema import Record
from generator.model.site import Page
from generator.model.sources import Source
from generator.model.values import replace
from generator.reading.settings import read_settings
from generator.reading.study import study
from generator.rendering.links import inlaid
from generator.rendering.plan import plan
from generator.rendering.templates import templates
from generator.rules.leaks import Secrets, leaks
from generator.rules.looks import observe
from generator.text.markup import outline

BASE = Path(__file__).parent.parent / "specs" / "base"
LAYOUTS = Path(__file__).parents[2] / "layouts"
TITLE = "关于甲&乙企业“异常”经营情况的专报"
SENTENCE = "某企业近三个月的销售额较上年同期下降了百分之四十二点六。"
SECRET = f"""---
标题: {TITLE}
发布日期: 2020-06-01
公开属性: %s
属性审查日期: 2020-06-01
---
{SENTENCE}
"""
Found = Callable[[str, str], list[str]]


def column(*pages: tuple[str, str]) -> Output:
    """The base column with some pages more, rendered."""
    return built(*((f"content/statutory/news/{name}.md", text) for name, text in pages))


def built(*files: tuple[str, str]) -> Output:
    """The base column with some files more, rendered."""
    data = (BASE / "site_config.toml").read_bytes()
    config, _ = read_settings(data, "site_config.toml")
    assert config is not None
    base = [(path.relative_to(BASE).as_posix(), path.read_text("utf-8")) for path in (BASE / "content").rglob("*.md")]
    sources = (Source(path, text.encode()) for path, text in (*base, *files))
    site = assemble([study(one, config) for one in sources], config, date(2020, 6, 30)).site
    secrets = Secrets(site, partial(wording, (str(LAYOUTS),)))
    shown = {page.url: page for page in site.pages.values()}
    traces = {}
    for job in plan(site):
        page = shown.get(job.path)
        content = templates((str(LAYOUTS),)).render(inlaid(job, page.parsed.html if page else "")).content
        traces[job.path] = seen(secrets, job.path, content, config, page)
    return Output(site, dict(sorted(traces.items())), secrets)


def seen(secrets: Secrets, path: str, content: bytes, config: SiteConfig, page: Page[Record] | None = None) -> Trace:
    """What is left of a rendered file."""
    read = outline(content) if path.endswith(".html") else None
    sheet = Sheet(path, content, read, page, config)
    return Trace(path, "", html=read is not None, looks=observe(sheet), told=secrets.search.told(sheet))


def with_file(output: Output, path: str, content: str) -> Output:
    """The same column with one more file in its output."""
    trace = seen(output.secrets, path, content.encode(), output.site.config)
    return replace(output, traces={**output.traces, path: trace})


@pytest.fixture(scope="module")
def output() -> Output:
    """A column that keeps one page back."""
    return column(("secret", SECRET % "依申请公开"))


@pytest.fixture
def found(output: Output) -> Found:
    """Say what leaks when one more file is written."""

    def find(path: str, content: str) -> list[str]:
        return [f"{leak.path}: {leak.what}" for leak in leaks(with_file(output, path, content))]

    return find


def test_a_clean_column_has_no_leak(output: Output) -> None:
    """The page that is kept back shows nowhere."""
    assert list(leaks(output)) == []


@pytest.mark.parametrize(
    "content",
    [
        f'{{"title": "{TITLE}"}}',
        f"<a>{TITLE.replace('&', '&amp;')}</a>",
        f"<p>{TITLE.replace('异常', '<b>异常</b>')}</p>",
        '{"title": "' + TITLE.encode("ascii", "backslashreplace").decode() + '"}',
        f"根据{TITLE}研究决定",
    ],
    ids=["plain", "entity", "tags within", "escaped", "abutting"],
)
def test_a_title_is_found_however_it_is_written(found: Found, content: str) -> None:
    """Entities, escapes and tags do not hide it."""
    assert found("data/x.json", content) == [f"data/x.json: 标题“{TITLE}”"]


def test_a_sentence_is_found_without_its_title(found: Found) -> None:
    """One sentence that no published page says is enough."""
    assert found("search.json", f'["前文。{SENTENCE}后文"]') == [f"search.json: 正文“{SENTENCE[:20]}……”"]


@pytest.mark.parametrize(
    "content", ["https://sww.example.gov.cn/xxgk/statutory/news/secret.html", "statutory/news/secret.html"]
)
def test_an_address_is_found_in_a_site_map(found: Found, content: str) -> None:
    """The site map and the feeds name no page that is kept back."""
    assert found("sitemap2.xml", f"<loc>{content}</loc>") == ["sitemap2.xml: 网址 statutory/news/secret.html"]


def test_the_page_itself_is_a_leak(found: Found) -> None:
    """A file at its address is its page, whatever it says."""
    assert found("statutory/news/secret.html", "空") == ["statutory/news/secret.html: 网页 statutory/news/secret.html"]


def test_a_title_that_is_part_of_a_public_name_is_that_name() -> None:
    """Where a published title contains it, only an occurrence outside that title counts."""
    longer = (
        "---\n标题: 传达《机关内部办文流程要求》的会议\n发布日期: 2020-06-01\n公开属性: 主动公开\n---\n会议召开。\n"
    )
    secret = SECRET.replace(TITLE, "机关内部办文流程要求") % "依申请公开"
    output = column(("secret", secret), ("meeting", longer))
    assert list(leaks(output)) == []
    told = with_file(output, "x.txt", "印发了机关内部办文流程要求。")
    assert [leak.path for leak in leaks(told)] == ["x.txt"]


def test_a_draft_may_be_mentioned_by_published_pages() -> None:
    """What a published page says itself is published; a draft of the same words takes nothing from it."""
    draft = SECRET % "主动公开" + ""
    draft = draft.replace("属性审查日期: 2020-06-01", "草稿: 是")
    news = f"---\n标题: 工作简讯\n发布日期: 2020-06-01\n公开属性: 主动公开\n---\n完成{TITLE}。{SENTENCE}\n"
    assert list(leaks(column(("secret", draft), ("brief", news)))) == []


NEWS = "---\n标题: 工作简讯\n发布日期: 2020-06-01\n公开属性: 主动公开\n---\n%s\n"
NAMES = "张三、李四、王五、赵六、孙七、周八、吴九、郑十、冯一、陈二、褚三、卫四"


def laid(*files: tuple[str, str], extra: str = "") -> list[str]:
    """Say what leaks in the base column with some files more, and one more file of the output."""
    output = with_file(built(*((f"content/{path}", text) for path, text in files)), "x.txt", extra)
    return [f"{leak.path}: {leak.what}" for leak in leaks(output)]


@pytest.mark.parametrize("written", ["2020 年下半年企业名单的专报", "2020年下半年 企业名单\n的专报"])
def test_a_title_is_found_in_other_spacing(written: str) -> None:
    """Spaces between digits and characters are a matter of taste."""
    secret = SECRET.replace(TITLE, "2020年下半年企业名单的专报") % "不予公开"
    assert laid(("statutory/news/secret.md", secret), extra=f"印发{written}。") == [
        "x.txt: 标题“2020年下半年企业名单的专报”"
    ]


def test_a_list_of_short_words_is_found() -> None:
    """A sentence need have no six letters in a row."""
    secret = (SECRET % "不予公开").replace(SENTENCE, f"{NAMES}。")
    found = laid(("statutory/news/secret.md", secret), extra=f"名单：{NAMES.replace('、', '、 ')}。")
    assert found == [f"x.txt: 正文“{NAMES[:20]}……”"]


@pytest.mark.parametrize("path", ["nowhere/secret.md", "statutory/news/不是网址.md"])
def test_a_closed_file_without_a_place_is_kept_back(path: str) -> None:
    """Its title and its sentences count, though it is no page of the column."""
    assert laid((path, (SECRET % "不予公开").replace("发布", "内容类型: 工作动态\n发布")), extra=TITLE) == [
        f"x.txt: 标题“{TITLE}”"
    ]


@pytest.mark.parametrize("path", ["nowhere/secret.md", "statutory/news/不是网址.md"])
def test_an_open_file_without_a_place_is_no_secret(path: str) -> None:
    """A slip in the name of a page that is public anyway makes nothing secret."""
    assert laid((path, (SECRET % "主动公开").replace("发布", "内容类型: 工作动态\n发布")), extra=TITLE + SENTENCE) == []


def test_an_unreadable_file_outside_every_column_is_kept_back_like_a_draft() -> None:
    """Nobody knows whether it is public: only what no published page says counts, and in a column it is a slip."""
    broken = f"{SENTENCE}\n"
    assert laid(("nowhere/secret.md", broken), extra=SENTENCE) == [f"x.txt: 正文“{SENTENCE[:20]}……”"]
    assert laid(("nowhere/secret.md", broken), ("statutory/news/brief.md", NEWS % SENTENCE)) == []
    assert laid(("statutory/news/secret.md", broken), extra=SENTENCE) == []


def test_a_title_within_the_title_of_its_own_interpretation_is_told() -> None:
    """A page that is about a closed page may not name it; one that only has the same words may."""
    secret = SECRET.replace(TITLE, "企业经营异常名单管理办法") % "依申请公开"
    about = NEWS.replace("工作简讯", "《企业经营异常名单管理办法》有关情况") % "会议召开。"
    tied = about.replace("发布日期", "内容类型: 政策解读\n解读对象: [secret]\n发布日期")
    closed = ("statutory/policies/secret.md", secret)
    assert laid(closed, ("statutory/news/hearing.md", about)) == []
    found = laid(closed, ("statutory/interpretations/hearing.md", tied))
    assert "statutory/interpretations/hearing.html: 标题“企业经营异常名单管理办法”" in found
