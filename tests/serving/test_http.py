"""The preview's server over real sockets: what it answers, whom it refuses and tells, what it leaves behind."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager, suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPMessage, IncompleteRead
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from generator.reading.files import mark
from generator.serving import http, ports, routes
from generator.serving.answers import Answer
from generator.serving.http import Server
from generator.serving.ports import NoPort
from generator.serving.routes import home_of
from generator.serving.stored import Opened, Stored

Serve: TypeAlias = Callable[..., Server]

HTML = "text/html; charset=utf-8"
SCRIPT = '<script src="/_gongkai/client.js" data-build="13" data-home="/zwgk/" defer></script>'
PATIENCE = 20.0
"""Seconds after which something that should have happened did not; shared machines are slow at times."""
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}


class Site:
    """A site of a few pages; ``broken`` makes every question fail."""

    def __init__(self) -> None:
        self.number = 13
        self.homes: tuple[str, ...] = ("/zwgk/",)
        self.broken = False
        self.asked: list[str] = []
        self.pages = {
            "index.html": Answer("<html><body>首页</body></html>".encode(), HTML),
            "statutory/index.html": Answer("<html><body>法定主动公开内容</BODY></html>".encode(), HTML),
            "a b.html": Answer("<html><body>空格</body></html>".encode(), HTML),
            "fragment.html": Answer("没有 body 的网页".encode(), HTML),
            "site.css": Answer("/* 样式 */".encode(), "text/css; charset=utf-8"),
            "old.html": Answer(b"", "text/plain; charset=utf-8", 301, "/zwgk/index.html"),
            "film.mp4": Answer(bytes(range(256)) * 4, "video/mp4"),
        }

    @property
    def build(self) -> int:
        if self.broken:
            raise RuntimeError("磁盘\n满了")
        return self.number

    def find(self, path: str) -> Answer | None:
        self.asked.append(path)
        return self.pages.get(path)

    def missing(self) -> Answer:
        return Answer("<html><body>页面不存在</body></html>".encode(), HTML)

    def report(self, path: str) -> bytes:
        return json.dumps({"build": self.build, "page": path}).encode()

    def board(self) -> bytes:
        return "<html><body>总览</body></html>".encode()


class Got(NamedTuple):
    """An answer as it arrived."""

    status: int
    headers: HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def serve(site: Site) -> Iterator[Serve]:
    """Start a server of the small site, on any free port unless told otherwise; all are stopped at the end."""
    with ExitStack() as running:

        def start(**where: Any) -> Server:
            server = Server(site, **{"port": 0, **where})
            server.start()
            running.callback(server.stop)
            return server

        yield start


def port_of(server: Server) -> int:
    return urlsplit(server.address).port or 80


def host_of(server: Server) -> str:
    return urlsplit(server.address).netloc


def ask(server: Server, target: str, method: str = "GET", **headers: str) -> Got:
    """Ask a server for a target as it is written, with the headers ``If_Range="x"`` as ``If-Range: x``."""
    with closing(HTTPConnection("127.0.0.1", port_of(server), timeout=PATIENCE)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, target, skip_host="Host" in named)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Got(answer.status, answer.headers, answer.read())


def raw(server: Server, request: bytes) -> bytes:
    """All that a server answers to these bytes until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port_of(server)), PATIENCE) as connection:
        connection.sendall(request)
        return received(connection)


def received(connection: socket.socket) -> bytes:
    parts = []
    with closing(connection):
        try:
            while part := connection.recv(1 << 16):
                parts.append(part)
        except ConnectionResetError:
            pass
    return b"".join(parts)


def upgrade(server: Server, **headers: str) -> socket.socket:
    """A browser that asks to be told, and does nothing of its own accord afterwards."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
    connection.settimeout(PATIENCE)
    connection.connect(("127.0.0.1", port_of(server)))
    host = host_of(server)
    sent = UPGRADE | {"Host": host, "Origin": f"http://{host}"} | headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
    connection.sendall(f"GET /_gongkai/socket HTTP/1.1\r\n{lines}\r\n".encode())
    return connection


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[WebSocketClientConnection]:
    """A browser that wants to be told and has heard the greeting."""
    host = host_of(server)
    request = HTTPRequest(f"ws://{host}/_gongkai/socket", headers={"Origin": f"http://{host}"})
    browser = await websocket_connect(request)
    try:
        assert (await heard(browser))["type"] == "hello"
        yield browser
    finally:
        browser.close()
        while await browser.read_message() is not None:
            pass


async def heard(browser: WebSocketClientConnection) -> Any:
    message = await asyncio.wait_for(browser.read_message(), PATIENCE)
    return None if message is None else json.loads(message)


def eventually(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names are enough


@contextmanager
def occupied(count: int) -> Iterator[int]:
    """Ports of another program, one after the other; yields the first."""
    for first in range(20000, 30000, count + 1):
        taken: list[socket.socket] = []
        try:
            taken += (socket.create_server(("127.0.0.1", port)) for port in range(first, first + count))
            socket.create_server(("127.0.0.1", first + count)).close()
        except OSError:
            continue
        else:
            yield first
            return
        finally:
            for one in taken:
                one.close()


# Where it listens


@pytest.mark.parametrize(
    ("base", "home"),
    [
        ("https://sw.shili.gov.cn/zwgk", "/zwgk/"),
        ("https://sw.shili.gov.cn/zwgk/", "/zwgk/"),
        ("https://sw.shili.gov.cn/a/b", "/a/b/"),
        ("https://sw.shili.gov.cn", "/"),
        ("/zwgk/", "/zwgk/"),
        ("https://sw.shili.gov.cn/公开", "/%E5%85%AC%E5%BC%80/"),
        ("", "/"),
    ],
)
def test_the_site_begins_where_it_is_published(serve: Serve, site: Site, base: str, home: str) -> None:
    site.homes = (home_of(base),)
    server = serve()
    assert server.address == f"http://127.0.0.1:{port_of(server)}{home}"
    assert "首页" in ask(server, home).text


def test_a_port_in_use_is_passed_over(serve: Serve) -> None:
    with occupied(2) as first:
        assert serve(port=first).address == f"http://127.0.0.1:{first + 2}/zwgk/"


def test_two_previews_do_not_share_a_port(serve: Serve) -> None:
    first = port_of(serve())
    assert port_of(serve(port=first)) > first


def test_no_free_port_is_said_with_the_range(serve: Serve) -> None:
    with occupied(3) as first, pytest.raises(NoPort, match=f"{first}–{first + 2}"):
        serve(port=first, tries=3)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "a..b"])
def test_a_host_that_is_not_this_machine_is_said(serve: Serve, host: str) -> None:
    with pytest.raises(NoPort, match=host):
        serve(host=host)


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_cannot_be_is_said(serve: Serve, port: int) -> None:
    with pytest.raises(NoPort, match=f"^没有 {port} 这个端口：端口是 1–65535，请检查 --port。$"):
        serve(port=port)


def test_the_last_port_is_the_last_one_tried(serve: Serve) -> None:
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(closing(socket.create_server(("127.0.0.1", 65535))))
        with pytest.raises(NoPort, match=r"^127\.0\.0\.1 的端口 65535–65535 都不能用"):
            serve(port=65535)


def test_an_ipv6_host_stands_in_brackets(serve: Serve) -> None:
    try:
        server = serve(host="::1")
    except NoPort:
        pytest.skip("no IPv6 here")
    assert server.address == f"http://[::1]:{port_of(server)}/zwgk/"
    with closing(HTTPConnection("::1", port_of(server), timeout=PATIENCE)) as connection:
        connection.request("GET", "/zwgk/")
        assert connection.getresponse().status == 200


def test_localhost_is_every_address_of_that_name(serve: Serve) -> None:
    server = serve(host="localhost")
    assert server.address.startswith("http://localhost:")
    assert ask(server, "/zwgk/", Host=host_of(server)).status == 200


def test_everywhere_is_shown_as_an_address_that_opens(serve: Serve) -> None:
    assert serve(host="0.0.0.0").address.startswith("http://127.0.0.1:")  # noqa: S104 - that it can be asked for


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine has two addresses in the office, and a name."""
    found = ["127.0.1.1", "192.168.5.7", "10.3.0.9", "fd00::7"]
    monkeypatch.setattr(ports, "addresses", lambda: iter(found))
    monkeypatch.setattr(socket, "gethostname", lambda: "Office-PC")


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("host", ["192.168.5.7", "10.3.0.9", "[fd00::7]", "office-pc", "Office-PC", "localhost"])
def test_others_reach_what_is_served_to_them(serve: Serve, host: str) -> None:
    server = serve(host="0.0.0.0")  # noqa: S104 - that it can be asked for
    assert ask(server, "/zwgk/", Host=f"{host}:{port_of(server)}").status == 200


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("host", ["192.168.5.8", "evil.example", "192.168.5.7.evil.example", "127.0.1.1"])
def test_no_other_name_reaches_what_is_served_to_others(serve: Serve, host: str) -> None:
    """A name that somebody points at this machine, to read the preview through an editor's browser."""
    server = serve(host="0.0.0.0")  # noqa: S104 - that it can be asked for
    assert ask(server, "/zwgk/", Host=f"{host}:{port_of(server)}").status == 403


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("host", ["192.168.5.7", "office-pc"])
def test_what_is_served_here_only_answers_to_nothing_else(serve: Serve, host: str) -> None:
    server = serve()
    assert ask(server, "/zwgk/", Host=f"{host}:{port_of(server)}").status == 403


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("127.0.0.1", []),
        ("::1", []),
        ("localhost", []),
        ("10.3.0.9", ["10.3.0.9", "office-pc"]),
        ("office-pc", ["office-pc"]),
        ("0.0.0.0", ["10.3.0.9", "192.168.5.7", "[fd00::7]", "office-pc"]),  # noqa: S104 - that it can be asked for
    ],
)
def test_others_are_told_where_it_is(host: str, reached: list[str]) -> None:
    told = ports.elsewhere(host, "http://127.0.0.1:8001/zwgk/")
    assert list(told) == [f"http://{one}:8001/zwgk/" for one in reached]


def test_the_addresses_of_this_machine_are_found() -> None:
    found = set(ports.addresses())
    assert "127.0.0.1" in found or sys.platform != "linux"
    for one in found:
        with socket.socket(socket.AF_INET6 if ":" in one else socket.AF_INET) as here:
            here.bind((one, 0))


# What it answers


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/", "/zwgk/"),
        ("/zwgk", "/zwgk/"),
        ("/zwgk/statutory", "/zwgk/statutory/"),
        ("/_gongkai", "/_gongkai/"),
        ("/zwgk/old.html", "/zwgk/index.html"),
    ],
)
def test_a_folder_without_its_slash_leads_on(serve: Serve, target: str, place: str) -> None:
    got = ask(serve(), target)
    assert (got.status, got.headers["Location"], got.content) == (301 if "old" in target else 302, place, b"")


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("/zwgk/", "首页"),
        ("/zwgk/index.html", "首页"),
        ("/zwgk/?a=b", "首页"),
        ("/zwgk/statutory/", "法定主动公开内容"),
        ("/zwgk/statutory/index.html", "法定主动公开内容"),
        ("/zwgk/a%20b.html", "空格"),
        ("/%7Awgk/%73tatutory/", "法定主动公开内容"),
    ],
)
def test_a_page_comes_with_the_client(serve: Serve, target: str, says: str) -> None:
    got = ask(serve(), target)
    assert (got.status, got.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f"{says}{SCRIPT}</body>" in got.text.replace("BODY", "body")


def test_a_page_at_the_root_comes_with_the_client(serve: Serve, site: Site) -> None:
    site.homes = ("/",)
    assert f"首页{SCRIPT}</body>".replace("/zwgk/", "/") in ask(serve(), "/").text


@pytest.mark.parametrize(
    ("homes", "target", "place"),
    [
        (("/gk/", "/zwgk/"), "/zwgk/statutory/", "/gk/statutory/"),
        (("/gk/", "/zwgk/"), "/zwgk/statutory", "/gk/statutory"),
        (("/gk/", "/zwgk/"), "/zwgk", "/gk/"),
        (("/gk/", "/zwgk/"), "/zwgk/a%20b.html?q=%E5%85%AC&n=1", "/gk/a%20b.html?q=%E5%85%AC&n=1"),
        (("/gk/", "/a/", "/zwgk/"), "/zwgk/site.css", "/gk/site.css"),
        (("/%E5%85%AC%E5%BC%80/", "/zwgk/"), "/zwgk/", "/%E5%85%AC%E5%BC%80/"),
        (("/zwgk/", "/%E5%85%AC%E5%BC%80/"), "/%E5%85%AC%E5%BC%80/", "/zwgk/"),
        (("/zwgk/", "/"), "/statutory/", "/zwgk/statutory/"),
        (("/", "/zwgk/"), "/zwgk/statutory/", "/statutory/"),
        (("/", "/zwgk/"), "/zwgk", "/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(
    serve: Serve, site: Site, homes: tuple[str, ...], target: str, place: str
) -> None:
    server = serve()
    site.homes = homes
    got = ask(server, target)
    assert (got.status, got.headers["Location"], got.content) == (302, place, b"")


@pytest.mark.parametrize(
    ("homes", "target"),
    [
        (("/gk/", "/zwgk/"), "/zwgk/no.html"),
        (("/gk/", "/zwgk/"), "/other/"),
        (("/zwgk/", "/"), "/zwgk/zwgk/no.html"),
        (("/", "/zwgk/"), "/zwgk/no.html"),
    ],
)
def test_what_is_nowhere_is_not_led_on(serve: Serve, site: Site, homes: tuple[str, ...], target: str) -> None:
    server = serve()
    site.homes = homes
    got = ask(server, target)
    assert got.status == 404
    assert "页面不存在" in got.text


def test_the_address_follows_the_site(serve: Serve, site: Site) -> None:
    server = serve()
    site.homes = ("/gk/", "/zwgk/")
    assert server.address == f"http://127.0.0.1:{port_of(server)}/gk/"
    assert 'data-home="/gk/"' in ask(server, "/gk/").text


def test_a_page_without_an_end_has_the_client_at_its_end(serve: Serve) -> None:
    assert ask(serve(), "/zwgk/fragment.html").text == f"没有 body 的网页{SCRIPT}"


def test_other_files_stay_as_they_are(serve: Serve) -> None:
    got = ask(serve(), "/zwgk/site.css")
    assert (got.text, got.headers["Content-Type"]) == ("/* 样式 */", "text/css; charset=utf-8")


@pytest.mark.parametrize("target", ["/zwgk/no.html", "/zwgk/index.html/", "/other/", "/no", "/zwgkk/", "/zwgk/no/"])
def test_where_nothing_stands_our_own_page_says_so(serve: Serve, target: str) -> None:
    got = ask(serve(), target)
    assert got.status == 404
    assert f"页面不存在{SCRIPT}</body>" in got.text


@pytest.mark.parametrize(
    "target",
    [
        "/zwgk/../etc/passwd",
        "/zwgk/%2e%2e/etc/passwd",
        "/zwgk/%2E%2E%2Fetc/passwd",
        "/zwgk/statutory%2Findex.html",
        "/zwgk/statutory%2findex.html",
        "/zwgk/..%5cindex.html",
        "/zwgk/..\\index.html",
        "/zwgk/./index.html",
        "/zwgk//index.html",
        "//zwgk/",
        "//evil.example/zwgk",
        "/zwgk/statutory//",
        "/zwgk/index.html%00",
        "/zwgk/%0d%0aSet-Cookie:x",
        "/zwgk/..",
        "/%2e%2e/zwgk/",
        "/zwgk/%252e%252e/index.html",
        "http://127.0.0.1/zwgk/",
        "zwgk/",
        "*",
    ],
)
def test_no_way_leads_out_of_the_site(serve: Serve, site: Site, target: str) -> None:
    server = serve()
    host = host_of(server).encode()
    answer = raw(server, b"GET %b HTTP/1.1\r\nHost: %b\r\nConnection: close\r\n\r\n" % (target.encode(), host))
    assert answer.partition(b" ")[2][:3] in {b"404", b"400"}
    assert b"Location" not in answer
    plain = {"%2e%2e/index.html", "%2e%2e/index.html/index.html"}  # decoded once, it is only a strange name
    assert set(site.asked) <= plain


@pytest.mark.parametrize("target", [b"/zwgk/%ff.html", b"/zwgk/%e5%85.html", b"/zwgk/%ed%a0%80", b"/%C0%AE%C0%AE/"])
def test_an_address_that_is_not_utf8_is_refused(serve: Serve, site: Site, target: bytes) -> None:
    server = serve()
    got = ask(server, target.decode())
    assert (got.status, got.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "UTF-8" in got.text
    assert site.asked == []


def test_a_chinese_address_is_understood(serve: Serve, site: Site) -> None:
    site.pages["公开/index.html"] = site.pages["index.html"]
    server = serve()
    assert ask(server, "/zwgk/%E5%85%AC%E5%BC%80/").status == 200
    assert ask(server, "/zwgk/%E5%85%AC%E5%BC%80").headers["Location"] == "/zwgk/%E5%85%AC%E5%BC%80/"


TARGETS = ("/zwgk/", "/zwgk/site.css", "/zwgk/film.mp4", "/zwgk/no", "/", "/%ff", "/_gongkai/", "/_gongkai/no")


@pytest.mark.parametrize("target", [*TARGETS, "/_gongkai/page.json", "/_gongkai/socket"])
def test_every_answer_is_kept_nowhere_and_says_what_it_is(serve: Serve, target: str) -> None:
    got = ask(serve(), target)
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Length"] == str(len(got.content))
    assert got.headers["Content-Type"] == "video/mp4" or got.headers["Content-Type"].endswith("; charset=utf-8")
    assert "Etag" not in got.headers
    assert "Server" not in got.headers


@pytest.mark.parametrize("target", TARGETS)
def test_head_is_the_same_without_the_content(serve: Serve, target: str) -> None:
    server = serve()
    whole, head = ask(server, target), ask(server, target, "HEAD")
    assert (head.status, head.content) == (whole.status, b"")
    assert {**head.headers, "Date": ""} == {**whole.headers, "Date": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("target", ["/zwgk/", "/_gongkai/", "/_gongkai/socket"])
def test_nothing_can_be_sent(serve: Serve, method: str, target: str) -> None:
    got = ask(serve(), target, method)
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD")
    assert got.text == "预览只能查看，不能提交内容。\n"


def test_what_is_no_request_is_refused_and_forgotten(serve: Serve) -> None:
    server = serve()
    for nasty in (
        b"\x16\x03\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ):
        assert raw(server, nasty)[:12] in {b"", b"HTTP/1.1 400"}
    assert raw(server, b"GET / HTTP/1.1\r\nHost: x\r\nX: %b\r\n\r\n" % (b"x" * 100_000))[:12] in {b"", b"HTTP/1.1 400"}
    assert raw(server, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 403")
    assert ask(server, "/zwgk/").status == 200


# A film can be sought


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-", 0, 1024),
        ("bytes=0-99", 0, 100),
        ("bytes=1000-", 1000, 1024),
        ("bytes=1000-5000", 1000, 1024),
        ("bytes=1023-1023", 1023, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-5000", 0, 1024),
    ],
)
def test_a_part_is_sent(serve: Serve, site: Site, wanted: str, start: int, stop: int) -> None:
    got = ask(serve(), "/zwgk/film.mp4", Range=wanted)
    assert (got.status, got.headers["Content-Range"]) == (206, f"bytes {start}-{stop - 1}/1024")
    assert got.content == bytes(site.pages["film.mp4"].content)[start:stop]
    assert got.headers["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("wanted", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_there_is_not_is_said(serve: Serve, wanted: str) -> None:
    got = ask(serve(), "/zwgk/film.mp4", Range=wanted)
    assert (got.status, got.headers["Content-Range"], got.content) == (416, "bytes */1024", b"")


@pytest.mark.parametrize(
    "wanted", ["bytes=0-9,20-29", "bytes=9-0", "bytes=-", "bytes=a-b", "pages=0-1", f"bytes={'9' * 5000}-", ""]
)
def test_what_is_no_single_part_gives_the_whole(serve: Serve, wanted: str) -> None:
    got = ask(serve(), "/zwgk/film.mp4", Range=wanted)
    assert (got.status, len(got.content), got.headers["Accept-Ranges"]) == (200, 1024, "bytes")


def test_what_may_have_changed_is_not_completed(serve: Serve) -> None:
    assert ask(serve(), "/zwgk/film.mp4", Range="bytes=9-", If_Range='"x"').status == 200


def test_a_page_that_is_not_there_has_no_parts(serve: Serve) -> None:
    assert ask(serve(), "/zwgk/no", Range="bytes=0-3").status == 404


# Attachments come from the disk


@pytest.fixture
def film(site: Site, tmp_path: Path) -> Path:
    """A film on the disk, in four pieces and a bit."""
    file = tmp_path / "content" / "film.webm"
    file.parent.mkdir()
    file.write_bytes(os.urandom(4 * http.PIECE + 10))
    content = file.read_bytes()
    one = Stored(file, file.parent, len(content), sha256(content).hexdigest(), mark(file.stat()), {})
    site.pages["film.webm"] = Answer(one, "video/webm")
    return file


def test_an_attachment_comes_whole(serve: Serve, film: Path) -> None:
    got = ask(serve(), "/zwgk/film.webm")
    assert (got.status, got.headers["Content-Type"], got.headers["Accept-Ranges"]) == (200, "video/webm", "bytes")
    assert got.content == film.read_bytes()


def test_of_an_attachment_only_what_was_asked_for_is_read(
    serve: Serve, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, original = list[range](), Opened.read
    monkeypatch.setattr(Opened, "read", lambda self, part: read.append(part) or original(self, part))
    server = serve()
    got = ask(server, "/zwgk/film.webm", Range="bytes=5-8")
    assert (got.status, got.headers["Content-Range"]) == (206, f"bytes 5-8/{film.stat().st_size}")
    assert (got.content, read) == (film.read_bytes()[5:9], [range(5, 9)])
    assert ask(server, "/zwgk/film.webm", Range="bytes=99999999-").status == 416
    head = ask(server, "/zwgk/film.webm", "HEAD")
    assert (head.status, int(head.headers["Content-Length"]), head.content) == (200, film.stat().st_size, b"")
    assert read == [range(5, 9)]


@pytest.mark.parametrize("method", ["opened", "read"])
def test_pages_come_while_the_disk_is_slow(
    serve: Serve, film: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    begun, let = threading.Event(), threading.Event()
    owner = Stored if method == "opened" else Opened
    original = getattr(owner, method)

    def slow(*given: Any) -> Any:
        begun.set()
        assert let.wait(PATIENCE)
        return original(*given)

    monkeypatch.setattr(owner, method, slow)
    server, got = serve(), list[Got]()
    waiting = threading.Thread(target=lambda: got.append(ask(server, "/zwgk/film.webm", Range="bytes=0-1")))
    waiting.start()
    assert begun.wait(PATIENCE)
    assert ask(server, "/zwgk/").status == 200
    assert got == []
    let.set()
    waiting.join(PATIENCE)
    assert (got[0].status, got[0].content) == (206, film.read_bytes()[:2])


def test_an_attachment_that_was_altered_is_refused(serve: Serve, film: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x:0:0", encoding="utf-8")
    film.unlink()
    film.symlink_to(tmp_path / "secret")
    server = serve()
    for method in ("GET", "HEAD"):
        got = ask(server, "/zwgk/film.webm", method)
        assert (got.status, got.headers["Content-Type"]) == (503, "text/plain; charset=utf-8")
        assert got.headers["Cache-Control"] == "no-store"
        assert b"root" not in got.content
    assert "还没有检查" in ask(server, "/zwgk/film.webm").text
    assert ask(server, "/zwgk/").status == 200


def test_an_attachment_that_is_altered_while_it_is_sent_breaks_off(
    serve: Serve, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, whole = Opened.read, film.read_bytes()

    def read(self: Opened, part: range) -> bytes:
        if part.start:
            film.write_bytes(b"secret")
        return original(self, part)

    monkeypatch.setattr(Opened, "read", read)
    server = serve()
    with pytest.raises(IncompleteRead) as broken:
        ask(server, "/zwgk/film.webm")
    assert broken.value.partial == whole[: http.PIECE]
    assert ask(server, "/zwgk/").status == 200


# Who may ask


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
@pytest.mark.parametrize("target", ["/zwgk/", "/_gongkai/"])
def test_this_machine_may_ask(serve: Serve, host: str, target: str) -> None:
    server = serve()
    assert ask(server, target, Host=f"{host}:{port_of(server)}").status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example:{}", "localhost", "localhost:1", "127.0.0.1.evil.example:{}", "localhost.:{}", "0.0.0.0:{}", ""],
)
@pytest.mark.parametrize("target", ["/zwgk/", "/_gongkai/page.json?path=/zwgk/", "/_gongkai/socket", "/%ff"])
def test_a_strange_name_for_this_machine_is_refused(serve: Serve, site: Site, host: str, target: str) -> None:
    server = serve()
    got = ask(server, target, Host=host.format(port_of(server)))
    assert (got.status, got.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "请用终端显示的地址打开预览" in got.text
    assert site.asked == []


def test_the_chosen_host_may_ask(serve: Serve) -> None:
    server = serve(host="127.0.0.2")
    with closing(HTTPConnection("127.0.0.2", port_of(server), timeout=PATIENCE)) as connection:
        connection.request("GET", "/zwgk/")
        assert connection.getresponse().status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://{}", "http://localhost:1", "null", "", "http://{}.x"]
)
def test_a_strange_page_may_not_listen(serve: Serve, origin: str) -> None:
    server = serve()
    with upgrade(server, Origin=origin.format(host_of(server))) as connection:
        assert connection.recv(12) == b"HTTP/1.1 403"


@pytest.mark.parametrize("sent", ["same-origin", "same-site", "none", "cross-site"])
def test_a_page_at_another_name_of_this_machine_may_listen(serve: Serve, sent: str) -> None:
    server = serve()
    with upgrade(server, Origin=f"http://localhost:{port_of(server)}", **{"Sec-Fetch-Site": sent}) as connection:
        assert connection.recv(12) == b"HTTP/1.1 101"


def test_a_strange_name_may_not_listen(serve: Serve) -> None:
    server = serve()
    host = f"evil.example:{port_of(server)}"
    with upgrade(server, Host=host, Origin=f"http://{host}") as connection:
        assert connection.recv(12) == b"HTTP/1.1 403"


# Its own pages


def test_the_board_loads_nothing_from_elsewhere(serve: Serve) -> None:
    got = ask(serve(), "/_gongkai/")
    assert (got.status, got.text) == (200, "<html><body>总览</body></html>")
    assert got.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in got.headers["Content-Security-Policy"]


def test_the_site_says_itself_what_it_loads(serve: Serve) -> None:
    assert "Content-Security-Policy" not in ask(serve(), "/zwgk/").headers


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("path=%2Fzwgk%2F", "index.html"),
        ("path=/zwgk/statutory/", "statutory/index.html"),
        ("path=%2Fzwgk%2Fa%2520b.html", "a b.html"),
        ("path=statutory/index.html", "statutory/index.html"),
        ("path=statutory/", "statutory/index.html"),
        ("path=%E5%85%AC%E5%BC%80.html", "公开.html"),
        ("path=", "index.html"),
        ("", "index.html"),
        ("path=/zwgk/no.html", "no.html"),
        ("path=/other/", "404.html"),
        ("path=/zwgk/../x", "404.html"),
        ("path=../x", "404.html"),
    ],
)
def test_the_report_is_on_the_page_that_is_looked_at(serve: Serve, query: str, page: str) -> None:
    got = ask(serve(), f"/_gongkai/page.json?{query}")
    assert (got.status, got.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert json.loads(got.content) == {"build": 13, "page": page}


@pytest.mark.parametrize("query", ["path=%FF", "path=/zwgk/%25FF"])
def test_a_report_on_what_is_not_utf8_is_refused(serve: Serve, query: str) -> None:
    assert ask(serve(), f"/_gongkai/page.json?{query}").status == 400


def test_the_browser_loads_the_client(serve: Serve, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "BROWSER", tmp_path)
    (tmp_path / "client.js").write_text("// 预览", encoding="utf-8")
    (tmp_path / "client.css").write_text("/* 预览 */", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    server = serve()
    script, style = ask(server, "/_gongkai/client.js"), ask(server, "/_gongkai/client.css")
    assert (script.text, script.headers["Content-Type"]) == ("// 预览", "text/javascript; charset=utf-8")
    assert (style.text, style.headers["Content-Type"]) == ("/* 预览 */", "text/css; charset=utf-8")
    for name in ("secret.txt", "no.js", "../routes.py", "%63lient.js", "client.js/", "", "socket/"):
        assert ask(server, f"/_gongkai/{name}").status == (404 if name else 200)


# What goes wrong


def test_a_mistake_in_the_site_is_told_and_survived(
    serve: Serve, site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    site.broken = True
    got = ask(server, "/zwgk/%E5%85%AC")
    assert (got.status, got.headers["Content-Type"]) == (500, HTML)
    assert "预览出错了：这是程序的内部错误，经过见终端。" in got.text
    assert '<script src="/_gongkai/client.js" data-build="-1"' in got.text
    assert got.headers["Cache-Control"] == "no-store"
    site.broken = False
    assert ask(server, "/zwgk/").status == 200
    said = capfd.readouterr()
    assert said.out == ""
    assert re.fullmatch(
        r"预览 /zwgk/%E5%85%AC 时出错：RuntimeError: 磁盘 满了（generator/serving/routes\.py:\d+）\n"
        r"Traceback \(most recent call last\):\n(  .*\n)+RuntimeError: 磁盘\n满了\n",
        said.err,
    )


def test_a_mistake_in_the_board_is_told_and_survived(
    serve: Serve, site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    class Faulty(Site):
        def board(self) -> bytes:
            raise KeyError("2020-001")

    site.__class__ = Faulty
    server = serve()
    got = ask(server, "/_gongkai/")
    assert got.status == 500
    assert "预览出错了" in got.text
    assert ask(server, "/zwgk/").status == 200
    site.__class__ = Site
    assert ask(server, "/_gongkai/").status == 200
    assert capfd.readouterr().err.startswith(
        "预览 /_gongkai/ 时出错：KeyError: '2020-001'（generator/serving/routes.py:"
    )


def test_pages_are_answered_while_a_board_is_being_made(serve: Serve, site: Site) -> None:
    begun, let = threading.Event(), threading.Event()

    class Slow(Site):
        def board(self) -> bytes:
            begun.set()
            assert let.wait(PATIENCE)
            return super().board()

    site.__class__ = Slow
    server = serve()
    boards: list[Got] = []
    asking = threading.Thread(target=lambda: boards.append(ask(server, "/_gongkai/")))
    asking.start()
    assert begun.wait(PATIENCE)
    assert ask(server, "/zwgk/").status == 200
    assert ask(server, "/_gongkai/page.json?path=/zwgk/").status == 200
    assert boards == []
    let.set()
    asking.join(PATIENCE)
    assert [got.text for got in boards] == ["<html><body>总览</body></html>"]


def test_nothing_is_said_of_what_is_asked_and_refused(serve: Serve, capfd: pytest.CaptureFixture[str]) -> None:
    server = serve()
    for target in TARGETS:
        ask(server, target)
        ask(server, target, "POST", Content_Type="application/x-www-form-urlencoded")
    raw(server, b"nonsense\r\n\r\n")
    upgrade(server, Origin="http://evil.example").close()
    upgrade(server).close()
    with socket.create_connection(("127.0.0.1", port_of(server))) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
    server.stop()
    assert capfd.readouterr() == ("", "")


# Browsers are told


def test_every_browser_is_told_from_any_thread(serve: Serve) -> None:
    server = serve()
    news = [{"type": "built", "build": number, "changed": ["法定.html"], "took": 0.12} for number in (14, 15)]

    async def browse() -> Sequence[Any]:
        async with AsyncExitStack() as opened:
            browsers = [await opened.enter_async_context(listening(server)) for _ in range(3)]
            for message in news:
                threading.Thread(target=server.tell, args=(message,)).start()
            return [sorted([await heard(one), await heard(one)], key=lambda said: said["build"]) for one in browsers]

    assert asyncio.run(browse()) == [news] * 3


def test_the_greeting_has_the_build_of_the_moment(serve: Serve, site: Site) -> None:
    server = serve()
    site.number = 77
    with upgrade(server) as browser:
        greeting = b""
        while b"}" not in greeting:
            greeting += browser.recv(1000)
    assert greeting.endswith(b'{"type": "hello", "build": 77, "home": "/zwgk/"}')
    assert 'data-build="77"' in ask(server, "/zwgk/").text


def test_a_page_loaded_while_another_build_comes_says_that_it_is_old(serve: Serve, site: Site) -> None:
    class Hasty(Site):
        def find(self, path: str) -> Answer | None:
            self.number += 1
            return super().find(path)

    site.__class__ = Hasty
    assert SCRIPT in ask(serve(), "/zwgk/").text


def test_who_does_not_read_is_given_up_and_holds_nobody_up(serve: Serve, capfd: pytest.CaptureFixture[str]) -> None:
    server = serve()
    large = {"type": "built", "changed": ["x" * 100_000]}

    async def browse() -> int:
        count = 0
        async with listening(server) as browser:
            for _ in range(400):
                server.tell(large)
                count += await heard(browser) == large
        return count

    with upgrade(server) as idle:
        idle.recv(12)
        assert asyncio.run(browse()) == 400
        assert len(received(idle)) < 20_000_000  # what the system holds for both ends, and no more
    server.stop()
    assert capfd.readouterr() == ("", "")


def test_a_mistake_in_the_greeting_is_told_and_survived(
    serve: Serve, site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    site.broken = True
    with upgrade(server) as browser:
        assert received(browser).startswith(b"HTTP/1.1 101")
    site.broken = False
    server.tell({"build": 14})
    assert ask(server, "/zwgk/").status == 200
    assert capfd.readouterr().err.startswith("预览 /_gongkai/socket 时出错：RuntimeError: 磁盘 满了（")


def test_what_is_said_at_once_reaches_who_reads(serve: Serve) -> None:
    """Many messages in one moment are no sign of a browser that does not read."""
    server = serve()

    async def browse() -> list[int]:
        async with listening(server) as browser:
            for number in range(500):
                server.tell({"build": number, "changed": ["a/b.html"] * 20})
            return [(await heard(browser))["build"] for _ in range(500)]

    assert asyncio.run(browse()) == list(range(500))


def test_who_is_gone_is_forgotten(serve: Serve) -> None:
    server = serve()
    before = descriptors()
    for number in range(50):
        with upgrade(server) as connection:
            assert connection.recv(12) == b"HTTP/1.1 101"
            server.tell({"build": number})
    server.tell({"build": 99})
    assert eventually(lambda: descriptors() <= before)


def test_who_does_not_answer_a_ping_is_forgotten(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PING", 0.05)
    server = serve()
    with upgrade(server) as mute:
        told = b""
        while b"ping timed out" not in told:
            told += mute.recv(1000)


def test_who_answers_pings_stays(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PING", 0.2)
    server = serve()

    async def browse() -> Any:
        async with listening(server) as browser:
            await asyncio.sleep(1)
            server.tell({"build": 14})
            return await heard(browser)

    assert asyncio.run(browse()) == {"build": 14}


def test_what_browsers_say_is_not_listened_to(serve: Serve) -> None:
    server = serve()

    async def browse() -> Any:
        async with listening(server) as browser:
            await browser.write_message("x" * 1000)
            server.tell({"build": 14})
            return await heard(browser)

    assert asyncio.run(browse()) == {"build": 14}


def test_listening_without_being_a_browser_is_refused(serve: Serve) -> None:
    server = serve()
    assert ask(server, "/_gongkai/socket").status == 400

    async def browse() -> None:
        await websocket_connect(f"ws://{host_of(server)}/_gongkai/socket")

    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(browse())


def test_a_large_file_is_sent_no_faster_than_it_is_read(serve: Serve, site: Site) -> None:
    site.pages["large.mp4"] = Answer(bytes(60_000_000), "video/mp4")
    server = serve()
    before = _memory()
    with socket.create_connection(("127.0.0.1", port_of(server)), PATIENCE) as idle:
        request = f"GET /zwgk/large.mp4 HTTP/1.1\r\nHost: {host_of(server)}\r\n\r\n"
        idle.sendall(request.encode())
        assert idle.recv(12) == b"HTTP/1.1 200"
        assert ask(server, "/zwgk/").status == 200
        assert _memory() - before < 20_000_000
    got = ask(server, "/zwgk/large.mp4")
    assert len(got.content) == 60_000_000


def _memory() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no ordinary file
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


# How it ends


def test_telling_before_and_after_is_no_harm(site: Site) -> None:
    server = Server(site, port=0)
    server.tell({"build": 1})
    server.stop()
    server.start()
    server.stop()
    server.tell({"build": 2})
    server.stop()


def test_a_stopped_server_can_start_again_at_its_port(site: Site) -> None:
    server = Server(site, port=0)
    server.start()
    again = Server(site, port=port_of(server), tries=1)
    with socket.create_connection(("127.0.0.1", port_of(server))):
        server.stop()
        again.start()
    assert ask(again, "/zwgk/").status == 200
    again.stop()


def test_stopping_closes_every_connection(serve: Serve, site: Site) -> None:
    site.pages["large.mp4"] = Answer(bytes(60_000_000), "video/mp4")
    server = serve()
    host = host_of(server)
    requests = (
        b"",
        b"GET / HTTP/1.1\r\nHo",
        f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        f"GET /zwgk/large.mp4 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        f"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nab".encode(),
    )
    connections = [socket.create_connection(("127.0.0.1", port_of(server)), PATIENCE) for _ in requests]
    for connection, request in zip(connections, requests, strict=True):
        connection.sendall(request)
    listening = upgrade(server)
    assert listening.recv(12) == b"HTTP/1.1 101"
    server.stop()
    for connection in (*connections, listening):
        received(connection)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(server)))


def test_two_hundred_servers_leave_nothing_behind(site: Site) -> None:
    def run() -> None:
        server = Server(site, port=0)
        server.start()
        with upgrade(server) as browser:
            assert browser.recv(12) == b"HTTP/1.1 101"
            server.tell({"build": 1})
            server.stop()

    run()
    before = descriptors(), threading.active_count()
    for _ in range(200):
        run()
    assert (descriptors(), threading.active_count()) == before
