"""Finished pages in a real browser: from a folder, from a host's sub-path, without scripts, on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree, which
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

pytestmark = pytest.mark.slow

PUBLISHED = "https://sw.shili.gov.cn/zwgk/"
"""Where the sample column says that it is published."""
NOT_FOUND = "404.html"
SUBPATH = "zwgk/xxgk"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")  # so that it starts in a container too
COLUMNS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")


@dataclass(frozen=True)
class Site:
    """The built sample column, and the two addresses that it can be opened from."""

    folder: Path
    file: str
    http: str

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.html")))


class Quiet(SimpleHTTPRequestHandler):
    """A static host that keeps no log."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, copy_column: Callable[[Path], Path], gongkai: Callable[..., object]
) -> Iterator[Site]:
    """The sample column, built once, in a folder and on a host that has it at a sub-path."""
    root = tmp_path_factory.mktemp("site")
    column = copy_column(root / "column")
    gongkai("build", cwd=column, code=0)
    copytree(column / "output", root / "host" / SUBPATH)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root / "host")) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        folder = column / "output"
        yield Site(folder, f"{folder.as_uri()}/", f"http://127.0.0.1:{server.server_port}/{SUBPATH}/")
        server.shutdown()
        thread.join()


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
def tab(browser: Browser) -> Iterator[Page]:
    """One page of a desktop's size."""
    with browser.new_context(locale="zh-CN") as context:
        yield context.new_page()


@pytest.mark.parametrize(("address", "width"), [("file", 320), ("http", 1280)])
def test_pages_load_whole_fit_the_screen_and_ask_nobody_else(site: Site, tab: Page, address: str, width: int) -> None:
    """No error in the console, nothing missing, nothing from elsewhere, one h1, no wider than the screen.

    A page that can be read at 320 pixels without scrolling sideways fulfils WCAG 1.4.10.
    """
    tab.set_viewport_size({"width": width, "height": 640})
    base = getattr(site, address)
    offences: list[str] = []
    tab.on("console", lambda said: offences.append(f"{tab.url}: {said.text}") if said.type == "error" else None)
    tab.on("pageerror", lambda error: offences.append(f"{tab.url}: {error}"))
    tab.on("requestfailed", lambda request: None if left(request) else offences.append(f"no answer: {request.url}"))
    tab.on(
        "request",
        lambda request: (
            None if request.url.startswith((base, "data:")) else offences.append(f"{tab.url}: asks {request.url}")
        ),
    )
    for path in site.pages:
        if path == NOT_FOUND:  # it has full addresses; the next test opens it where it is published
            continue
        tab.goto(base + path, wait_until="load")
        if (headings := tab.locator("h1").count()) != 1:
            offences.append(f"{path}: {headings} h1")
        if (shown := tab.evaluate("document.documentElement.scrollWidth")) > width:
            offences.append(f"{path}: {shown} pixels wide")
    assert "index.html" in site.pages
    assert not offences, "\n".join(["", *offences])


def left(request: Request) -> bool:
    """Tell a request that ended because its page was left: Chromium asks for icons late."""
    return request.failure == "net::ERR_ABORTED"


def test_the_page_for_missing_pages_is_whole_at_any_depth(site: Site, tab: Page) -> None:
    """A host that answers with 404.html, whatever was asked for, shows it with its styles and working links."""
    asked: list[str] = []

    def host(route: Route) -> None:
        path = route.request.url.removeprefix(PUBLISHED)
        asked.append(path)
        found = site.folder / path
        route.fulfill(
            path=found if found.is_file() else site.folder / NOT_FOUND, status=200 if found.is_file() else 404
        )

    tab.route("**/*", host)
    tab.goto(f"{PUBLISHED}a/b/missing.html")
    assert {"assets/site.css", "assets/icons/mark-light.svg"} <= set(asked)
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"
    tab.set_viewport_size({"width": 320, "height": 640})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.get_by_role("link", name="政府信息公开指南").first.click()
    assert tab.url == f"{PUBLISHED}guide/"


def test_everything_is_there_without_scripts(site: Site, browser: Browser) -> None:
    """Each page shows its heading and its main part, and the four subcolumns are one step from home."""
    offences = []
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        for path in site.pages:
            tab.goto(site.file + path)
            if not (tab.locator("h1").first.is_visible() and tab.locator("main").inner_text().strip()):
                offences.append(f"{path}: heading or main part not shown")
        for name in COLUMNS:
            tab.goto(site.file + "index.html")
            tab.get_by_role("link", name=name).first.click()
            if name not in tab.locator("h1").inner_text():
                offences.append(f"index.html: the link {name} leads to {tab.url}")
    assert not offences, "\n".join(["", *offences])


def test_the_first_tab_stop_skips_to_the_main_part(site: Site, tab: Page) -> None:
    """The first Tab shows a link that leads past the navigation; Enter follows it."""
    tab.goto(site.http + "index.html")
    tab.keyboard.press("Tab")
    focused = tab.locator(":focus")
    target = focused.get_attribute("href") or ""
    box = focused.bounding_box()
    assert target.startswith("#")
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    assert min(box["width"], box["height"]) > 1
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("id => document.getElementById(id).contains(document.activeElement)", target[1:])
