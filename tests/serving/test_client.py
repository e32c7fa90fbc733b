"""The preview's script in a real browser: it follows what is built, keeps the reader's place, shows what was found."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from shutil import which
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from generator.model.values import replace
from generator.serving.board import BROWSER, Board, Flaw, board

pytestmark = pytest.mark.slow

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")  # so that it starts in a container too
BASE_LAYOUT = Path(__file__).parents[2] / "layouts" / "base.html"
POLICY = (re.search(r'Content-Security-Policy" content="([^"]+)"', BASE_LAYOUT.read_text("utf-8")) or [""])[1]
"""What the site's own pages may load."""
BASE = "/zwgk/"
HERE = "statutory/x.html"

ERROR = {
    "rule": "date-order",
    "severity": "错误",
    "message": "发布日期 2020-04-03 早于成文日期 2020-04-09",
    "place": "content/statutory/x.md:3:5",
    "open": "vscode://file/srv/content/statutory/x.md:3:5",
    "frame": "   3 | 发布日期：2020-04-03\n     |           ^^^^^^^^^^ 《条例》第26条",
    "basis": "《条例》第26条",
    "cure": "改正其中一个日期",
}
WARNING = {
    **ERROR,
    "rule": "title-long",
    "severity": "警告",
    "message": "标题有 61 字，超过 60 字",
    "place": "content/x.md:2:5",
}
NOBODY = {"错误": 0, "警告": 0, "无法判定": 0, "提示": 0}

BOARD = Board("示例市商务委员会", BASE, 1, datetime(2020, 4, 9, 9, 30), 120)  # noqa: DTZ001  # an editor's clock


class Preview:
    """A small site as the preview serves it; tests change it and tell the browsers."""

    def __init__(self) -> None:
        self.build = 1
        self.home = BASE
        self.served: int | None = None
        """The build that pages say they are of, where that is not the newest."""
        self.texts = {HERE: "第一稿", "statutory/y.html": "另一页"}
        self.style = "body { color: rgb(1, 2, 3) }"
        self.report: dict[str, Any] = {"findings": [], "others": NOBODY, "banner": "", "stale": "", "pending": ""}
        self.overview = BOARD
        self.asked: Counter[str] = Counter()
        self.delays: dict[int, float] = {}
        """Seconds by which the report of a build is late."""
        self.sockets: set[Socket] = set()
        self.loop = asyncio.new_event_loop()
        self.listening = bind_sockets(0, "127.0.0.1")
        self.port = self.listening[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}{BASE}"
        self.server: HTTPServer | None = None
        self.do(self.open)

    def do(self, act: Callable[[], None]) -> None:
        """Let the server's thread do something, and wait until it has."""
        if not self.loop.is_running():
            Thread(target=self.loop.run_forever, daemon=True).start()
        done = Event()

        def run() -> None:
            act()
            done.set()

        self.loop.call_soon_threadsafe(run)
        assert done.wait(10)

    def open(self) -> None:
        told = {"preview": self}
        self.server = HTTPServer(
            Application(
                [
                    (r"/_gongkai/socket", Socket, told),
                    (r"/_gongkai/(.*)", Own, told),
                    (r"/favicon.ico", Nothing, told),
                    (r"/zwgk/assets/site.css", Style, told),
                    (r"/(?:zwgk|gk)/(.*)", Site, told),
                ],
                log_function=lambda _: None,
            )
        )
        self.server.add_sockets(self.listening)

    def close(self) -> None:
        """Be gone, as when the preview is stopped."""

        def shut() -> None:
            assert self.server
            self.server.stop()
            for socket in tuple(self.sockets):
                socket.close()

        self.do(shut)

    def reopen(self) -> None:
        """Be there again at the same address."""
        self.listening = bind_sockets(self.port, "127.0.0.1")
        self.do(self.open)

    def tell(self, *messages: dict[str, Any]) -> None:
        """Send messages to every browser, one right after the other."""

        def send() -> None:
            for message in messages:
                for socket in self.sockets:
                    socket.write_message(json.dumps(message))

        self.do(send)

    def built(self, *changed: str, styles: tuple[str, ...] = (), whole: bool = False) -> dict[str, Any]:
        """Build once more; the message that says so."""
        self.build += 1
        return {
            "type": "built",
            "build": self.build,
            "home": self.home,
            "changed": None if whole else list(changed),
            "styles": list(styles),
            "took": 0.1,
        }

    def page(self, path: str) -> str:
        build = self.build if self.served is None else self.served
        filler = "".join(f'<p id="p{at}">第{at}段 <a href="#p{at}">链接</a></p>' for at in range(80))
        return (
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>示例</title>'
            '<link rel="stylesheet" href="/zwgk/assets/site.css"></head><body>'
            f'<h1>{self.texts[path]}</h1><a href="y.html">另一页</a><form><input name="q"><textarea></textarea></form>'
            '<details id="more"><summary>更多</summary><p>折叠的内容</p></details>'
            "<details open><summary>开着</summary></details>"
            f'<div id="box"><p>{"很长 " * 900}</p></div>{filler}'
            f'<script src="/_gongkai/client.js" data-build="{build}" data-home="{self.home}" defer></script>'
            "</body></html>"
        )


class Answering(RequestHandler):
    """Something that is asked of the preview."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview
        self.set_header("Cache-Control", "no-store")


class Site(Answering):
    def get(self, path: str) -> None:
        self.preview.asked[path] += 1
        self.write(self.preview.page(path))


class Nothing(Answering):
    def get(self) -> None:
        self.set_status(204)


class Style(Answering):
    def get(self) -> None:
        self.preview.asked["style"] += 1
        self.set_header("Content-Type", "text/css")
        self.write("#box { height: 80px; overflow: auto } " + self.preview.style)


class Own(Answering):
    async def get(self, path: str) -> None:
        preview = self.preview
        if path == "page.json":
            asked = self.get_query_argument("path")
            preview.asked["report"] += 1
            answer = {"build": preview.build, "page": asked.removeprefix(BASE), "source": "", **preview.report}
            await asyncio.sleep(preview.delays.get(preview.build, 0))
            self.write(answer)
        elif path:
            self.set_header("Content-Type", "text/css" if path.endswith("css") else "text/javascript")
            self.write((BROWSER / path).read_bytes())
        else:
            self.set_header(
                "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
            )
            self.write(board(replace(preview.overview, build=preview.build)))


class Socket(WebSocketHandler):
    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def open(self) -> None:
        self.preview.sockets.add(self)
        self.write_message(json.dumps({"type": "hello", "build": self.preview.build, "home": self.preview.home}))

    def on_close(self) -> None:
        self.preview.sockets.discard(self)


@pytest.fixture
def preview() -> Iterator[Preview]:
    """A preview of its own for each test."""
    made = Preview()
    yield made
    made.close()
    made.loop.call_soon_threadsafe(made.loop.stop)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's own Chromium, without a window."""
    program = which("chromium") or which("chromium-browser") or which("google-chrome")
    assert program, "no Chromium on the PATH; `make test` installs Debian's"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="zh-CN", viewport={"width": 1000, "height": 700}) as made:
        yield made


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """One page; its console must stay clean of refusals and errors."""
    page = context.new_page()
    offences: list[str] = []
    page.on("console", lambda said: offences.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: offences.append(str(error)))
    yield page
    real = [one for one in offences if "WebSocket" not in one and "ERR_CONNECTION_REFUSED" not in one]
    assert not real, real


def opened(tab: Page, preview: Preview, path: str = HERE) -> None:
    """Open a page, and wait until the preview knows it."""
    with tab.expect_response(lambda answer: "page.json" in answer.url), tab.expect_websocket():
        tab.goto(preview.address + path)
    tab.wait_for_load_state()
    expect(tab.locator("gongkai-preview[data-part=corner]:not([hidden])")).to_have_count(1)


def corner(tab: Page) -> Locator:
    return tab.locator("gongkai-preview[data-part=corner]")


def panel(tab: Page) -> Locator:
    return tab.get_by_role("region", name="本页有")


def badge(tab: Page) -> Locator:
    return corner(tab).get_by_role("button", expanded=False)


def once_built(tab: Page, preview: Preview, *changed: str, **more: Any) -> None:
    """Build, tell, and wait for the report that follows."""
    with tab.expect_response(lambda answer: "page.json" in answer.url):
        preview.tell(preview.built(*changed, **more))


def reloaded(tab: Page, preview: Preview, text: str) -> None:
    """Change the page, and wait until the browser shows it."""
    preview.texts[HERE] = text
    preview.tell(preview.built(HERE))
    expect(tab.locator("h1")).to_have_text(text)
    tab.wait_for_load_state()


def test_a_reload_keeps_scroll_focus_selection_and_what_is_open(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    tab.locator("summary").first.click()
    tab.locator("summary").nth(1).click()
    tab.locator("textarea").fill("写到一半的话")
    tab.evaluate("""() => {
        document.querySelector("textarea").setSelectionRange(2, 4, "backward");
        document.getElementById("box").scrollTo(0, 333);
        scrollTo(0, 1234);
    }""")
    reloaded(tab, preview, "第二稿")
    assert tab.evaluate("[scrollY, document.getElementById('box').scrollTop]") == [1234, 333]
    assert tab.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [True, False]
    assert tab.evaluate("""() => {
        const { localName, value, selectionStart, selectionEnd, selectionDirection } = document.activeElement;
        return [localName, value, selectionStart, selectionEnd, selectionDirection];
    }""") == ["textarea", "写到一半的话", 2, 4, "backward"]
    assert tab.evaluate("history.scrollRestoration") == "auto"
    assert tab.evaluate("sessionStorage.getItem('gongkai:place')") is None


@pytest.mark.parametrize("selector", ["#p40 a", "[name=q]", "textarea"])
def test_focus_is_found_again_by_id_name_or_position(tab: Page, preview: Preview, selector: str) -> None:
    opened(tab, preview)
    tab.locator(selector).focus()
    reloaded(tab, preview, "第二稿")
    expect(tab.locator(selector)).to_be_focused()


def test_only_what_is_new_is_put_into_a_page(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    tab.locator("textarea").fill("写到一半的话")
    tab.evaluate("globalThis.kept = ['h1', '#p40', '#box', 'textarea'].map(one => document.querySelector(one))")
    reloaded(tab, preview, "第二稿")
    assert tab.evaluate("kept.every(one => one.isConnected)")
    assert tab.locator("textarea").input_value() == "写到一半的话"
    expect(tab.locator("script[data-build='2']")).to_have_count(1)


def test_a_page_is_what_the_server_gives_whatever_was_saved(tab: Page, preview: Preview) -> None:
    """Parts that come, go, move and change: what is put in makes the page as if it had been loaded."""
    chance = random.Random(7)  # noqa: S311  # no secret

    def one(depth: int) -> str:
        if depth == 0 or chance.random() < 1 / 2:
            return chance.choice(["甲", "乙", f'<p id="x{chance.randint(0, 9)}">丁</p>', "<!--丙-->", "<hr>"])
        tag = chance.choice(["ul", "li", "div", "section"])
        return f'<{tag} lang="{chance.choice("ab")}">{some(depth - 1)}</{tag}>'

    def some(depth: int) -> str:
        return "".join(one(depth) for _ in range(chance.randint(0, 4)))

    opened(tab, preview)
    for at in range(40):
        preview.texts[HERE] = f"第{at}稿</h1>{some(3)}<h1>完"
        once_built(tab, preview, HERE)
        shown, given = tab.evaluate("""async () => {
            const answer = await fetch(location.href);
            const given = new DOMParser().parseFromString(await answer.text(), "text/html");
            return [document, given].map((one) => one.head.innerHTML + one.body.outerHTML);
        }""")
        assert shown == given


def test_a_page_with_other_styles_is_loaded_whole(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    tab.evaluate("globalThis.kept = 1")
    preview.texts[HERE] = '第二稿<link rel="stylesheet" href="/zwgk/assets/site.css?2">'
    preview.tell(preview.built(HERE))
    expect(tab.locator("h1")).to_have_text("第二稿")
    assert tab.evaluate("globalThis.kept") is None


def test_a_page_that_could_not_be_fetched_is_loaded_when_the_server_is_back(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    tab.route(preview.address + HERE, lambda asked: asked.abort("connectionrefused"))
    with tab.expect_event("requestfailed"):
        preview.texts[HERE] = "第二稿"
        preview.tell(preview.built(HERE))
    tab.unroute(preview.address + HERE)
    preview.close()
    preview.reopen()
    expect(tab.locator("h1")).to_have_text("第二稿")


def test_no_frame_is_drawn_elsewhere_while_a_page_reloads(tab: Page, preview: Preview) -> None:
    """Not even for a moment does the text move, with a banner and an anchor neither."""
    preview.report["banner"] = "草稿：不会发布"
    tab.add_init_script("""
        globalThis.places = [];
        const look = () => {
          if (document.querySelector("#p79")) places.push(document.querySelector("#p40").getBoundingClientRect().top);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    """)
    opened(tab, preview, f"{HERE}#p10")
    expect(tab.get_by_text("草稿：不会发布")).to_have_count(1)
    tab.evaluate("scrollTo(0, 1500)")
    top = tab.evaluate("document.querySelector('#p40').getBoundingClientRect().top")
    for at in range(3):
        reloaded(tab, preview, f"第{at}稿")
        tab.wait_for_timeout(200)
        assert set(tab.evaluate("places")) == {top}


def test_only_the_pages_that_changed_are_loaded_again(context: BrowserContext, tab: Page, preview: Preview) -> None:
    other = context.new_page()
    opened(tab, preview)
    opened(other, preview, "statutory/y.html")
    once_built(tab, preview, "statutory/y.html")
    expect(other.locator("script[data-build='2']")).to_have_count(1)
    assert (preview.asked[HERE], preview.asked["statutory/y.html"]) == (1, 2)
    preview.tell(preview.built(whole=True))
    expect(tab.locator("script[data-build='3']")).to_have_count(1)
    expect(other.locator("script[data-build='3']")).to_have_count(1)


def test_styles_change_without_a_reload_and_without_a_bare_moment(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    tab.evaluate("""() => {
        globalThis.colours = new Set();
        const look = () => { colours.add(getComputedStyle(document.body).color); requestAnimationFrame(look); };
        look();
    }""")
    preview.style = "body { color: rgb(4, 5, 6) }"
    preview.tell(preview.built(styles=("assets/site.css",)))
    expect(tab.locator("body")).to_have_css("color", "rgb(4, 5, 6)")
    expect(tab.locator("link[rel=stylesheet]")).to_have_count(1)
    tab.wait_for_timeout(100)
    assert tab.evaluate("[...colours].sort()") == ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]
    assert preview.asked[HERE] == 1


def test_styles_saved_twice_end_with_the_last(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    preview.style = "body { color: rgb(7, 8, 9) }"
    preview.tell(*(preview.built(styles=("assets/site.css",)) for _ in range(3)))
    expect(tab.locator("body")).to_have_css("color", "rgb(7, 8, 9)")
    expect(tab.locator("link[rel=stylesheet]")).to_have_count(1)


def test_two_builds_at_once_end_with_the_last_and_one_reload(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    preview.texts[HERE] = "第三稿"
    preview.tell(preview.built(HERE), preview.built(HERE))
    expect(tab.locator("h1")).to_have_text("第三稿")
    tab.wait_for_timeout(500)
    assert preview.asked[HERE] == 2


def test_a_page_follows_the_site_to_its_new_address(tab: Page, preview: Preview) -> None:
    """The reader's place is kept on the way."""
    opened(tab, preview, f"{HERE}?a=%E5%85%AC#p10")
    tab.locator("summary").first.click()
    tab.evaluate("scrollTo(0, 1234)")
    preview.home = "/gk/"
    preview.tell(preview.built())
    tab.wait_for_url(f"http://127.0.0.1:{preview.port}/gk/{HERE}?a=%E5%85%AC#p10")
    tab.wait_for_load_state()
    assert tab.evaluate("[scrollY, document.getElementById('more').open]") == [1234, True]
    assert tab.evaluate("history.length") == 2


def test_a_page_that_was_away_follows_the_site_when_it_is_back(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    preview.close()
    preview.home = "/gk/"
    preview.built()
    preview.reopen()
    tab.wait_for_url(f"http://127.0.0.1:{preview.port}/gk/{HERE}")
    expect(tab.locator("h1")).to_have_text("第一稿")


def test_a_page_that_failed_is_loaded_anew_with_every_build(tab: Page, preview: Preview) -> None:
    preview.served = -1
    preview.texts[HERE] = "预览出错了"
    opened(tab, preview)
    tab.wait_for_timeout(500)
    assert preview.asked[HERE] == 2  # once more at once, and then it waits
    preview.served = None
    preview.texts[HERE] = "又好了"
    preview.tell(preview.built("statutory/y.html"))
    expect(tab.locator("h1")).to_have_text("又好了")


def test_a_page_older_than_the_build_of_hello_is_loaded_again(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    preview.close()
    preview.texts[HERE] = "断开时改的"
    preview.built(HERE)
    preview.reopen()
    expect(tab.locator("h1")).to_have_text("断开时改的")


def test_a_page_that_stays_old_is_loaded_once_only(tab: Page, preview: Preview) -> None:
    """Whatever stands between, a browser never loads in circles."""
    preview.served = 0
    opened(tab, preview)
    tab.wait_for_timeout(800)
    assert preview.asked[HERE] == 2


def test_a_lost_server_is_said_calmly_and_the_page_comes_back(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    said = corner(tab).get_by_text("预览已断开；gongkai serve 停了？")
    expect(said).to_have_count(0)
    preview.close()
    expect(said).to_be_visible()
    preview.reopen()
    expect(said).to_have_count(0, timeout=8000)
    assert preview.asked[HERE] == 1


def test_attempts_to_reach_the_server_become_rare(tab: Page, preview: Preview) -> None:
    tab.add_init_script("""
        const Real = WebSocket;
        globalThis.tries = [];
        globalThis.WebSocket = class extends Real {
          constructor(address) {
            super(address);
            tries.push(performance.now());
          }
        };
    """)
    opened(tab, preview)
    preview.close()
    tab.wait_for_timeout(9000)
    starts = tab.evaluate("tries")
    waits = [later - earlier for earlier, later in pairwise(starts[1:])]
    assert 900 < waits[0] < 1700 < waits[1] < 3300 < waits[2] < 5500
    assert len(starts) == 5


def test_errors_stand_in_a_panel_and_go_when_they_are_mended(tab: Page, preview: Preview) -> None:
    preview.report |= {"findings": [ERROR, WARNING], "others": {**NOBODY, "错误": 2, "警告": 5}}
    opened(tab, preview)
    shown = panel(tab)
    expect(shown).to_be_visible()
    expect(shown.get_by_role("heading")).to_have_text("本页有 1 个错误、1 个警告")
    expect(shown.get_by_role("listitem")).to_have_count(2)
    first = shown.get_by_role("listitem").first
    for words in (
        "错误",
        ERROR["message"],
        "date-order",
        "《条例》第26条",
        "改正其中一个日期",
        "content/statutory/x.md:3:5",
    ):
        expect(first).to_contain_text(words)
    expect(shown).to_contain_text("其他文件：2 个错误、5 个警告")
    expect(shown.get_by_role("link", name="预览总览")).to_have_attribute("href", "/_gongkai/")
    expect(first.get_by_role("link", name="在编辑器中打开")).to_have_attribute("href", ERROR["open"])
    preview.report |= {"findings": [], "others": NOBODY}
    once_built(tab, preview)
    expect(shown).to_have_count(0)
    expect(badge(tab)).to_have_count(0)
    expect(corner(tab).get_by_role("status")).to_have_text("本页的问题已全部改好")
    assert preview.asked[HERE] == 1


def test_the_fault_is_marked_in_its_line(tab: Page, preview: Preview) -> None:
    """Under the carets' columns, of which a Chinese character takes two."""
    preview.report["findings"] = [ERROR, {**ERROR, "frame": "没有行号\n一段文字"}]
    opened(tab, preview)
    frames = panel(tab).locator("pre")
    expect(frames.first.locator("mark")).to_have_text("2020-04-03")
    expect(frames.first).to_have_text("3 | 发布日期：2020-04-03")
    assert frames.nth(1).text_content() == "没有行号\n一段文字"


def test_a_panel_is_folded_for_the_tab(tab: Page, preview: Preview) -> None:
    preview.report["findings"] = [ERROR]
    opened(tab, preview)
    tab.get_by_role("button", name="收起").click()
    expect(panel(tab)).to_have_count(0)
    expect(badge(tab)).to_have_text("1 个错误")
    expect(badge(tab)).to_be_focused()
    reloaded(tab, preview, "第二稿")
    expect(badge(tab)).to_be_focused()
    badge(tab).click()
    expect(panel(tab)).to_be_visible()
    expect(tab.get_by_role("button", name="收起")).to_be_focused()
    tab.locator("h1").click()
    tab.keyboard.press("Escape")
    expect(panel(tab)).to_have_count(0)


def test_warnings_are_a_badge_that_opens_a_list(tab: Page, preview: Preview) -> None:
    preview.report["findings"] = [WARNING, WARNING]
    opened(tab, preview)
    expect(badge(tab)).to_have_text("2 个警告")
    expect(panel(tab)).to_have_count(0)
    badge(tab).click()
    expect(panel(tab).get_by_role("listitem")).to_have_count(2)


def test_errors_elsewhere_are_a_quiet_link(tab: Page, preview: Preview) -> None:
    preview.report["others"] = {**NOBODY, "错误": 2, "警告": 5}
    opened(tab, preview)
    expect(corner(tab).get_by_role("link", name="其他文件有 2 个错误")).to_have_attribute("href", "/_gongkai/")


def test_a_click_copies_the_place(context: BrowserContext, tab: Page, preview: Preview) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    preview.report["findings"] = [ERROR]
    opened(tab, preview)
    tab.get_by_role("button", name=ERROR["place"]).click()
    expect(corner(tab).locator(".copied")).to_have_text("已复制")
    expect(corner(tab).get_by_role("status")).to_have_text(f"已复制 {ERROR['place']}")
    assert tab.evaluate("navigator.clipboard.readText()") == ERROR["place"]
    expect(corner(tab).locator(".copied")).to_have_text("")


def test_a_click_copies_without_the_clipboard_interface(context: BrowserContext, tab: Page, preview: Preview) -> None:
    """As on another machine's address, which is no secure context."""
    context.grant_permissions(["clipboard-read"])
    preview.report["findings"] = [ERROR]
    tab.add_init_script("Object.defineProperty(Clipboard.prototype, 'writeText', { value: undefined })")
    opened(tab, preview)
    place = tab.get_by_role("button", name=ERROR["place"])
    place.click()
    expect(corner(tab).locator(".copied")).to_have_text("已复制")
    expect(place).to_be_focused()
    assert tab.evaluate("navigator.clipboard.readText()") == ERROR["place"]


def test_a_click_with_control_opens_the_editor(tab: Page, preview: Preview) -> None:
    preview.report["findings"] = [{**ERROR, "open": f"{preview.address}statutory/y.html"}]
    opened(tab, preview)
    tab.get_by_role("button", name=ERROR["place"]).click(modifiers=["Control"])
    expect(tab.locator("h1")).to_have_text("另一页")


def test_banners_say_why_a_page_is_kept_back_or_old(tab: Page, preview: Preview) -> None:
    """They stand above the page and cover nothing of it."""
    preview.report |= {"banner": "草稿：不会发布", "stale": "显示的是上一次成功生成的网页"}
    opened(tab, preview)
    told = tab.get_by_role("complementary", name="预览说明")
    expect(told.locator("p")).to_have_text(["预览草稿：不会发布", "旧版显示的是上一次成功生成的网页"])
    banner, heading = told.bounding_box(), tab.locator("h1").bounding_box()
    assert banner
    assert heading
    assert banner["y"] == 0
    assert heading["y"] >= banner["height"]
    preview.report |= {"banner": "", "stale": ""}
    once_built(tab, preview)
    expect(told).to_have_count(0)


def test_that_lists_are_still_made_is_said_calmly_until_they_are(tab: Page, preview: Preview) -> None:
    """Not at once, for mostly it is over before one could read it; and nothing on the page moves for it."""
    opened(tab, preview)
    heading = tab.locator("h1").bounding_box()
    preview.report["pending"] = "列表和其他页面正在更新"
    once_built(tab, preview)
    pending = corner(tab).locator(".pending")
    expect(pending).to_have_text("列表和其他页面正在更新")
    delay = pending.evaluate("one => one.getAnimations()[0]?.effect.getTiming().delay ?? -1")
    assert delay in {600, -1}  # waiting, or over
    expect(pending).to_be_visible()
    assert tab.locator("h1").bounding_box() == heading
    preview.report["pending"] = ""
    once_built(tab, preview)
    expect(pending).to_have_count(0)


def test_what_the_findings_may_follow_from_stands_above_them(tab: Page, preview: Preview) -> None:
    preview.report |= {"findings": [ERROR], "cause": "content/a.md 读不出来，请先改正它"}
    opened(tab, preview)
    panel = corner(tab).locator(".panel")
    expect(panel.locator(".cause")).to_have_text("content/a.md 读不出来，请先改正它")
    above, below = panel.locator(".cause").bounding_box(), panel.locator(".findings").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    preview.report |= {"cause": ""}
    once_built(tab, preview)
    expect(panel.locator(".cause")).to_have_count(0)


HOSTILE = '<img src=x onerror="document.title=1"></pre></script><script>document.title=1</script>&amp;\u202e'


def test_what_documents_say_stays_text(tab: Page, preview: Preview) -> None:
    finding = dict.fromkeys(ERROR, HOSTILE) | {"frame": f"  1 | {HOSTILE}\n    | ^^"}
    running = {**ERROR, "open": "javascript:document.title=1"}
    preview.report |= {"findings": [finding, running], "banner": HOSTILE, "stale": HOSTILE}
    opened(tab, preview)
    badge(tab).or_(panel(tab)).first.wait_for()
    expect(tab.locator("gongkai-preview").locator("img, script")).to_have_count(0)
    expect(panel(tab).locator(".words").first).to_have_text(HOSTILE)
    expect(panel(tab).get_by_role("listitem").nth(1).get_by_role("link")).to_have_count(0)
    assert tab.title() == "示例"


def test_a_late_answer_about_an_older_build_is_dropped(tab: Page, preview: Preview) -> None:
    opened(tab, preview)
    preview.report["findings"] = [ERROR]
    first = preview.built()
    preview.delays[preview.build] = 0.8
    preview.tell(first)
    tab.wait_for_timeout(200)
    preview.report["findings"] = []
    once_built(tab, preview)
    tab.wait_for_timeout(1000)
    expect(panel(tab)).to_have_count(0)


def test_site_styles_and_overlay_leave_each_other_alone(tab: Page, preview: Preview) -> None:
    preview.style = (
        "* { color: rgb(255, 0, 0) !important; font-size: 40px; text-transform: uppercase } html { font-size: 4px }"
        " gongkai-preview { display: none; position: static; opacity: .1 } button { display: none } p { margin: 9em }"
    )
    preview.report["findings"] = [ERROR]
    opened(tab, preview)
    words = panel(tab).locator(".words")
    assert words.evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(one).fontSize, getComputedStyle(one).textTransform]"
    ) == [
        "rgb(29, 33, 39)",
        "14px",
        "none",
    ]
    expect(tab.get_by_role("button", name="收起")).to_be_visible()
    before = tab.evaluate("getComputedStyle(document.body).lineHeight")
    assert before == "normal"


def test_the_overlay_comes_last_in_the_order_of_keys(tab: Page, preview: Preview) -> None:
    preview.report["findings"] = [ERROR]
    opened(tab, preview)
    tab.locator("#p79 a").focus()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="收起")).to_be_focused()
    style = tab.get_by_role("button", name="收起").evaluate("one => getComputedStyle(one).outlineStyle")
    assert style == "solid"
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name=ERROR["place"])).to_be_focused()


def test_the_overlay_steps_aside_for_the_focus_of_the_page(tab: Page, preview: Preview) -> None:
    preview.report["findings"] = [ERROR]
    preview.style = "#p79 { position: fixed; right: 40px; bottom: 40px }"
    opened(tab, preview)
    visible = "one => getComputedStyle(one).opacity"
    tab.locator("#p78 a").focus()
    tab.keyboard.press("Tab")
    expect(tab.locator("#p79 a")).to_be_focused()
    tab.wait_for_timeout(300)
    assert panel(tab).evaluate(visible) == "0"
    tab.keyboard.press("Tab")
    tab.wait_for_timeout(300)
    assert panel(tab).evaluate(visible) == "1"


def test_print_leaves_the_overlay_out(tab: Page, preview: Preview) -> None:
    preview.report |= {"findings": [ERROR], "banner": "草稿：不会发布"}
    opened(tab, preview)
    tab.emulate_media(media="print")
    expect(panel(tab)).to_be_hidden()
    expect(tab.get_by_text("草稿：不会发布")).to_be_hidden()


CONTRASTS = """() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
      const [red, green, blue] = colour.map((part) => linear(part / 255));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (one) => {
      for (let at = one; at; at = at.parentElement) {
        const found = channels(getComputedStyle(at).backgroundColor);
        if (found[3] !== 0) return found;
      }
      return [255, 255, 255];
    };
    const hosts = [...document.querySelectorAll("gongkai-preview")];
    const roots = [document.querySelector("body.board"), ...hosts.map((one) => one.shadowRoot)].filter(Boolean);
    const speaks = (one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    const texts = roots
      .flatMap((root) => [...root.querySelectorAll("*")])
      .filter((one) => one.getClientRects().length && !one.classList.contains("unseen") && speaks(one));
    return texts.map((one) => {
      const both = [light(channels(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
      return [(both[0] + 0.05) / (both[1] + 0.05), `${one.localName}.${one.className}`];
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(tab: Page, preview: Preview, scheme: Any) -> None:
    """At least 4.5 : 1 (WCAG 1.4.3)."""
    every = [{**ERROR, "severity": word} for word in NOBODY]
    preview.report |= {"findings": every, "others": {**NOBODY, "错误": 1}, "banner": "草稿", "stale": "旧"}
    preview.overview = replace(
        BOARD, flaws=tuple(Flaw(**one) for one in every), failed="设置有误", faults=(Flaw(**ERROR),)
    )
    tab.emulate_media(color_scheme=scheme)
    opened(tab, preview)
    expect(panel(tab)).to_be_visible()
    found = tab.evaluate(CONTRASTS)
    tab.goto(f"http://127.0.0.1:{preview.port}/_gongkai/")
    found += tab.evaluate(CONTRASTS)
    assert len(found) > 40
    assert [one for one in found if one[0] < 4.5] == []


def test_nothing_is_wider_than_a_narrow_screen(tab: Page, preview: Preview) -> None:
    """At 320 pixels (WCAG 1.4.10)."""
    preview.report |= {"findings": [ERROR], "banner": "草稿：不会发布"}
    tab.set_viewport_size({"width": 320, "height": 600})
    opened(tab, preview)
    box = panel(tab).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    tab.goto(f"http://127.0.0.1:{preview.port}/_gongkai/")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_dashboard_follows_in_place(tab: Page, preview: Preview) -> None:
    """Scroll, focus and what is open stay."""
    flaws = tuple(
        Flaw("date-order", "错误", f"第{at}个问题", f"content/{at}.md:1:1", f"vscode://file/{at}") for at in range(60)
    )
    preview.overview = replace(BOARD, flaws=flaws)
    tab.goto(f"http://127.0.0.1:{preview.port}/_gongkai/")
    expect(tab.get_by_text("第59个问题")).to_be_visible()
    while not preview.sockets:
        tab.wait_for_timeout(20)
    tab.locator("a[href='vscode://file/30']").focus()
    tab.evaluate("scrollTo(0, 1100)")
    tab.evaluate("globalThis.same = true")
    preview.overview = replace(preview.overview, flaws=flaws[:-1])
    preview.tell(preview.built())
    expect(tab.get_by_text("第59个问题")).to_have_count(0)
    expect(tab.locator("a[href='vscode://file/30']")).to_be_focused()
    assert tab.evaluate("[scrollY, globalThis.same]") == [1100, True]
    assert tab.title().startswith("59 个错误")
    expect(tab.get_by_text("第 2 次生成")).to_have_count(1)
