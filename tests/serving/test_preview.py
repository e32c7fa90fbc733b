"""What an editor does in the preview, with the command, a browser and files as they are."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.slow

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")  # so that it starts in a container too
NEWS = "content/statutory/news/2020-09-18-training.md"
PAGE = "statutory/news/2020-09-18-training.html"
NUMBER = "示商规〔2020〕1号"
POLICY = "statutory/policies/2020-001.html"
INTERPRETATION = "content/statutory/interpretations/i-2020-001.md"
"""The only one of that policy."""
PATIENCE = 20_000
"""Milliseconds that a browser waits for what must come; shared machines are slow at times."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=which("chromium"), args=list(FLAGS))


@pytest.fixture
def column(tmp_path: Path, copy_published: Callable[[Path], Path]) -> Path:
    return copy_published(tmp_path / "column")


class Serving:
    """A preview that runs."""

    def __init__(
        self, column: Path, *more: str, port: str = "18000", program: Sequence[str] = ("-m", "generator")
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *program, "serve", "--root", str(column), "--port", port, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self.address = ""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(r"http://\S+?/(?=（)", line):
                self.address = found[0]
                return
        raise AssertionError("".join(self.lines))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.lines += self.process.communicate(timeout=30)[0].splitlines(keepends=True)
        return self.process.returncode


@contextmanager
def running(column: Path, *more: str) -> Iterator[Serving]:
    """Run a preview of a column, with more options."""
    one = Serving(column, *more)
    try:
        yield one
    finally:
        code = one.stop()
    assert code == 130


@pytest.fixture
def serving(column: Path) -> Iterator[Serving]:
    one = Serving(column)
    yield one
    assert one.stop() == 130


def opened(browser: Browser, address: str) -> Page:
    """Open an address in a browser that has seen nothing yet."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture
def page(browser: Browser, serving: Serving) -> Iterator[Page]:
    one = opened(browser, serving.address + PAGE)
    yield one
    # A context is not closed while its page may be loading anew: Chromium may then never answer.
    one.goto("about:blank")


def test_a_port_that_is_taken_is_said_aloud(column: Path, serving: Serving) -> None:
    taken = serving.address.split(":")[2].partition("/")[0]
    other = Serving(column, port=taken)
    assert other.address != serving.address
    assert f"端口 {taken} 已被占用，改用下一个空闲的\n" in other.lines
    assert other.stop() == 130


def test_who_serves_others_is_told_where_they_find_it(column: Path) -> None:
    with running(column, "--host", "0.0.0.0") as one:  # noqa: S104 - that it can be asked for
        assert one.process.stdout
        said = one.process.stdout.readline()
    port = urlsplit(one.address).port
    assert re.fullmatch(rf"其他电脑可以打开 (http://\S+:{port}/zwgk/、?)+（防火墙须放行这个端口）\n", said)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def body(column: Path, text: str) -> None:
    change(column / NEWS, "---\n\n", f"---\n\n{text}\n\n")


def test_who_saves_sees_it(column: Path, page: Page) -> None:
    body(column, "会上提了三个问题。")
    expect(page.get_by_text("会上提了三个问题。")).to_be_visible()
    body(column, "第二次保存。")
    body(column, "第三次保存。")
    expect(page.get_by_text("第三次保存。")).to_be_visible()
    expect(page.get_by_text("第二次保存。")).to_be_visible()


def test_a_fault_is_shown_until_it_is_mended(column: Path, page: Page) -> None:
    whole = (column / NEWS).read_text(encoding="utf-8")
    body(column, "见[附表](none.docx)。")
    expect(page.get_by_text("链接指向不存在的页面或附件 none.docx")).to_be_visible()
    line = whole.splitlines().index("---", 1) + 3
    expect(page.get_by_text(f"{NEWS}:{line}:7")).to_be_visible()
    (column / NEWS).write_text(whole, encoding="utf-8")
    expect(page.get_by_text("链接指向不存在的页面或附件 none.docx")).to_have_count(0)
    expect(page.get_by_text("附表")).to_have_count(0)


def test_a_page_whose_head_is_broken_stays_with_the_reason(column: Path, serving: Serving, page: Page) -> None:
    """And so does the list that it stands in; the terminal names the file."""
    whole = (column / NEWS).read_text(encoding="utf-8")
    title = page.locator("h1").inner_text()
    (column / NEWS).write_text("---\n标题: [\n---\n", encoding="utf-8")
    expect(page.get_by_text("这一页的内容现在读不出来")).to_be_visible()
    expect(page.locator("h1")).to_have_text(title)
    listed = page.request.get(page.url.rpartition("/")[0] + "/index.html")
    assert title in listed.text()
    assert serving.process.stdout
    assert any(line == f"{NEWS} 现在读不出来，网站仍用它上一次的内容\n" for line in serving.process.stdout)
    (column / NEWS).write_text(whole, encoding="utf-8")
    expect(page.get_by_text("这一页的内容现在读不出来")).to_have_count(0)


@pytest.mark.parametrize("file", ["site_config.toml", "layouts/base.html"])
def test_a_broken_configuration_or_layout_is_mended_without_a_restart(column: Path, page: Page, file: str) -> None:
    whole = (column / file).read_bytes()
    (column / file).write_bytes(b"[[[ {% if %}")
    expect(page.get_by_text("最近一次没有生成成功")).to_be_visible()
    (column / file).write_bytes(whole)
    expect(page.get_by_text("最近一次没有生成成功")).to_have_count(0)
    body(column, "又能看到了。")
    expect(page.get_by_text("又能看到了。")).to_be_visible()


def changed(old: str, new: str) -> Callable[[Path], None]:
    return lambda column: change(column / NEWS, old, new)


@pytest.mark.parametrize(
    ("path", "keep_back", "why"),
    [
        (PAGE, changed("---\n\n", "草稿: true\n---\n\n"), "草稿"),
        (PAGE, changed("公开属性: 主动公开", "公开属性: 不予公开"), "公开属性不是主动公开"),
        (PAGE, changed("发布日期: 2020-", "发布日期: 2021-"), "未到发布日期"),
        (POLICY, lambda column: (column / INTERPRETATION).unlink(), "三同步不齐套"),
    ],
    ids=["draft", "attribute", "day", "set"],
)
def test_a_page_that_is_kept_back_is_shown_with_the_reason(
    browser: Browser, column: Path, path: str, keep_back: Callable[[Path], None], why: str
) -> None:
    with running(column, "--hold") as one:
        page = opened(browser, one.address + path)
        title = page.locator("h1").inner_text()
        keep_back(column)
        expect(page.get_by_text(re.compile(f"{why}：这一页(和它的附件)?现在不会发布"))).to_be_visible()
        expect(page.locator("h1")).to_have_text(title)
        page.goto("about:blank")


def test_the_page_being_viewed_is_deleted_and_comes_back(column: Path, page: Page) -> None:
    text = (column / NEWS).read_bytes()
    title = page.locator("h1").inner_text()
    (column / NEWS).unlink()
    expect(page.locator("h1")).not_to_have_text(title)
    (column / NEWS).write_bytes(text)
    expect(page.locator("h1")).to_have_text(title)


def test_a_style_is_exchanged_without_loading_the_page_again(column: Path, page: Page) -> None:
    page.evaluate("window.still = true")
    with (column / "layouts" / "assets" / "site.css").open("a", encoding="utf-8") as file:
        file.write("\nh1 { outline: 3px solid rgb(1, 2, 3) }\n")
    expect(page.locator("h1")).to_have_css("outline-color", "rgb(1, 2, 3)")
    assert page.evaluate("window.still") is True


def git(column: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(column), *who, *words], check=True)


def test_another_branch_of_500_files_is_shown(browser: Browser, column: Path) -> None:
    """The page being viewed is loaded once, and right at once; so are the others."""
    text = (column / NEWS).read_text(encoding="utf-8")
    others = [(column / NEWS).with_name(f"2020-09-18-training-{number}.md") for number in range(499)]
    for number, other in enumerate(others):
        other.write_text(text.replace("标题: ", f"标题: 第{number}场：", 1), encoding="utf-8")
    git(column, "init", "-q", "-b", "main")
    git(column, "add", "content")
    git(column, "commit", "-qm", "a")
    git(column, "switch", "-qc", "other")
    for path in (column / NEWS, *others):
        change(path, "---\n\n", "---\n\n另一个分支。\n\n")
    git(column, "commit", "-qam", "b")
    git(column, "switch", "-q", "main")
    with running(column) as one:
        page, loads = opened(browser, one.address + PAGE), list[str]()
        beside = opened(browser, one.address + PAGE.replace("training", "training-498"))
        page.on("request", lambda asked: loads.append(asked.url) if asked.url == one.address + PAGE else None)
        for branch, count in (("other", 1), ("main", 0)):
            loads.clear()
            git(column, "switch", "-q", branch)
            for tab in (page, beside):
                expect(tab.get_by_text("另一个分支。")).to_have_count(count, timeout=3 * PATIENCE)
            page.wait_for_timeout(3000)  # what was saved is looked through once more when it is calm
            assert loads == [one.address + PAGE]
        for tab in (page, beside):
            tab.goto("about:blank")


def test_a_folder_moves(column: Path, serving: Serving, page: Page) -> None:
    news = column / "content" / "statutory" / "news"
    page.goto(f"{serving.address}statutory/news/index.html")
    expect(page.get_by_text("全市商务系统政务公开业务培训举办").first).to_be_visible()
    news.rename(column / "away")
    expect(page.get_by_text("全市商务系统政务公开业务培训举办")).to_have_count(0)
    (column / "away").rename(news)
    expect(page.get_by_text("全市商务系统政务公开业务培训举办").first).to_be_visible()


def test_a_folder_is_renamed_within_the_column(column: Path, serving: Serving, page: Page) -> None:
    """The page being viewed is gone, and says so; it is where the folder is now; and it comes back with the folder."""
    news, title = column / "content/statutory/news", page.locator("h1").inner_text()
    news.rename(news.with_name("training"))
    expect(page.locator("h1")).to_have_text("页面不存在")
    answer = page.request.get(serving.address + PAGE.replace("/news/", "/training/"))
    assert (answer.status, title in answer.text()) == (200, True)
    assert page.request.get(serving.address + PAGE).status == 404
    news.with_name("training").rename(news)
    expect(page.locator("h1")).to_have_text(title)
    assert page.request.get(serving.address + PAGE.replace("/news/", "/training/")).status == 404


def test_the_missing_interpretation_makes_the_set_whole(
    browser: Browser, column: Path, serving: Serving, page: Page
) -> None:
    """The finding goes, the page of the policy names the interpretation, and so does the dashboard."""
    dashboard = opened(browser, f"{serving.address.partition('/zwgk')[0]}/_gongkai/")
    page.goto(serving.address + POLICY)
    part, row = (
        page.locator(".triad-part", has_text="解读"),
        dashboard.get_by_role("row").filter(has_text=NUMBER).filter(has_text="审签"),
    )
    shutil.move(column / INTERPRETATION, column / "kept.md")
    expect(dashboard.get_by_text("sync-missing").first).to_be_visible()
    expect(part.get_by_role("link")).to_have_count(0)
    expect(row).to_contain_text("不齐套")
    expect(row).to_contain_text("缺解读")
    shutil.move(column / "kept.md", column / INTERPRETATION)
    expect(dashboard.get_by_text("sync-missing")).to_have_count(0)
    expect(part.get_by_role("link")).to_have_count(1)
    expect(row).to_contain_text("不缺")
    expect(row).not_to_contain_text("不齐套")
    dashboard.goto("about:blank")


def test_what_is_saved_before_the_first_page_is_opened_is_there(
    browser: Browser, column: Path, serving: Serving
) -> None:
    body(column, "保存在先。")
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(serving.address + PAGE)
    expect(opened.get_by_text("保存在先。")).to_be_visible(timeout=PATIENCE)
    opened.goto("about:blank")


# What goes wrong, and what moves

BROKEN_RULE = """
from generator.rules.families import RULES
from generator.model.values import replace

def faulty(site):
    for page in site.pages.values():
        if "出错" in page.meta.title:
            raise KeyError(page.id)
    yield from ()

RULES["date-order"] = replace(RULES["date-order"], check=faulty)
"""
"""A mistake of ours, in a rule that stumbles over one title."""


@pytest.fixture
def faulty(column: Path, tmp_path: Path) -> Iterator[Serving]:
    (tmp_path / "faulty.py").write_text(
        f"{BROKEN_RULE}\nfrom generator.cli import main\nraise SystemExit(main())\n", encoding="utf-8"
    )
    one = Serving(column, program=[str(tmp_path / "faulty.py")])
    yield one
    assert one.stop() == 130
    told = "".join(one.lines)
    assert "预览生成网站时出错：KeyError: '2020-09-18-training'（generator/rules/engine.py:" in told
    assert "Traceback (most recent call last):\n" in told


def test_a_rule_that_raises_is_shown_and_the_next_save_is_tried(
    column: Path, browser: Browser, faulty: Serving
) -> None:
    opened = browser.new_context().new_page()
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    opened.goto(faulty.address + PAGE)
    title = opened.locator("h1").inner_text()
    change(column / NEWS, "标题: ", "标题: 出错的")
    expect(opened.get_by_text("程序内部错误，没有生成：KeyError: '2020-09-18-training'")).to_be_visible()
    expect(opened.get_by_text("最近一次没有生成成功，显示的是上一次成功生成的网站")).to_be_visible()
    expect(opened.locator("h1")).to_have_text(title)
    opened.goto(f"{faulty.address.partition('/zwgk')[0]}/_gongkai/")
    expect(opened.get_by_text("程序内部错误，没有生成")).to_be_visible()
    opened.goto(faulty.address + PAGE)
    change(column / NEWS, "标题: 出错的", "标题: 改好的")
    expect(opened.locator("h1")).to_have_text(f"改好的{title}")
    expect(opened.get_by_text("程序内部错误")).to_have_count(0)
    opened.goto("about:blank")


HELD = """
from pathlib import Path
from time import sleep
from generator.serving import studio

original = studio.examine_run

def noted(word):
    with Path("{hold}.log").open("a") as log:
        log.write(word)

def held(run):
    result = original(run)
    noted("begun ")
    while Path("{hold}").exists():
        sleep(0.05)
        run.options.progress("生成", 1, 1)
    noted("ended ")
    return result

studio.examine_run = held
"""
"""The long way, which ends when a file is gone."""


@pytest.fixture
def hold(tmp_path: Path) -> Path:
    return tmp_path / "hold"


@pytest.fixture
def slow(column: Path, tmp_path: Path, hold: Path) -> Iterator[Serving]:
    (tmp_path / "slow.py").write_text(
        f"{HELD.format(hold=hold)}\nfrom generator.cli import main\nraise SystemExit(main())\n", encoding="utf-8"
    )
    one = Serving(column, program=[str(tmp_path / "slow.py")])
    yield one
    hold.unlink(missing_ok=True)
    assert one.stop() == 130


def test_a_page_is_shown_while_lists_wait_and_says_so(
    column: Path, browser: Browser, slow: Serving, hold: Path
) -> None:
    """Whoever saves during the long way sees it, and is told what is still old until nothing is."""
    page, pending = opened(browser, slow.address + PAGE), "列表和其他页面正在更新"
    list_address = slow.address + PAGE.rpartition("/")[0] + "/index.html"
    hold.touch()
    change(column / NEWS, "标题: ", "标题: 改过的")
    expect(page.locator("h1")).to_contain_text("改过的")
    expect(page.get_by_text(pending)).to_be_visible()
    body(column, "会上又提了三个问题。")
    expect(page.get_by_text("会上又提了三个问题。")).to_be_visible()
    page.goto(list_address)
    expect(page.get_by_text(pending)).to_be_visible()
    assert "改过的" not in page.locator("main").inner_text()
    hold.unlink()
    expect(page.locator("main")).to_contain_text("改过的")
    expect(page.get_by_text(pending)).to_have_count(0)
    page.goto(slow.address + PAGE)
    expect(page.get_by_text("会上又提了三个问题。")).to_be_visible()
    page.goto("about:blank")


def test_a_new_file_does_not_wait_for_a_run_that_is_out_of_date(
    column: Path, browser: Browser, slow: Serving, hold: Path
) -> None:
    """The one that goes on is given up, and its files are looked at together with the new one."""
    page, log = opened(browser, slow.address + PAGE), hold.with_name("hold.log")
    before = log.read_text(encoding="utf-8")

    def until_logged(whole: str) -> None:
        for _ in range(PATIENCE // 50):
            if log.read_text(encoding="utf-8") == whole:
                return
            page.wait_for_timeout(50)
        raise AssertionError(log.read_text(encoding="utf-8"))

    hold.touch()
    change(column / NEWS, "标题: ", "标题: 改过的")
    until_logged(f"{before}begun ")
    new = (column / NEWS).with_name("2020-09-19-training.md")
    shutil.copy(column / NEWS, new)
    change(new, "标题: 改过的", "标题: 新写的")
    until_logged(f"{before}begun begun ")
    expect(page.get_by_text("列表和其他页面正在更新")).to_be_visible()
    hold.unlink()
    page.goto(slow.address + PAGE.rpartition("/")[0] + "/index.html")
    expect(page.locator("main")).to_contain_text("新写的")
    expect(page.locator("main")).to_contain_text("改过的")
    assert log.read_text(encoding="utf-8").startswith(f"{before}begun begun ended ")
    page.goto("about:blank")


def test_the_site_moves_and_browsers_follow(column: Path, serving: Serving, page: Page) -> None:
    change(column / "site_config.toml", "https://sw.shili.gov.cn/zwgk", "https://sw.shili.gov.cn/gongkai/2020")
    top = serving.address.removesuffix("zwgk/")
    page.wait_for_url(f"{top}gongkai/2020/{PAGE}", timeout=PATIENCE)
    body(column, "搬家以后写的。")
    expect(page.get_by_text("搬家以后写的。")).to_be_visible()
    page.goto(serving.address + PAGE)
    assert page.url == f"{top}gongkai/2020/{PAGE}"


def test_a_configuration_that_was_broken_from_the_start_is_mended(column: Path, browser: Browser) -> None:
    whole = (column / "site_config.toml").read_bytes()
    (column / "site_config.toml").write_bytes(whole.replace(b"[site]", b"[site", 1))
    serving = Serving(column)
    try:
        opened = browser.new_context().new_page()
        opened.goto(serving.address)
        expect(opened.get_by_role("heading", name="还没有生成网页")).to_be_visible(timeout=PATIENCE)
        expect(opened.get_by_text("site_config.toml:").first).to_be_visible(timeout=PATIENCE)
        (column / "site_config.toml").write_bytes(whole)
        opened.wait_for_url(f"{serving.address}zwgk/", timeout=PATIENCE)
        expect(opened.locator("h1").first).to_contain_text("政府信息公开", timeout=PATIENCE)
        opened.goto("about:blank")
    finally:
        assert serving.stop() == 130


def test_a_draft_is_written_under_the_eyes_of_its_editor(column: Path, page: Page) -> None:
    (column / NEWS).with_name("plan.txt").write_text("培训方案", encoding="utf-8")
    change(column / NEWS, "---\n\n", "草稿: true\n附件: [plan.txt]\n---\n\n")
    expect(page.get_by_text("草稿：这一页和它的附件现在不会发布")).to_be_visible()
    body(column, "草稿又写了一段。")
    expect(page.get_by_text("草稿又写了一段。")).to_be_visible()
    with page.expect_download() as download:
        page.locator("a[href='plan.txt']").first.click(modifiers=["Alt"])
    assert Path(download.value.path()).read_text(encoding="utf-8") == "培训方案"
