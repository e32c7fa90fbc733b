"""The preview's server: one thread with its own event loop. The only module that knows tornado."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import partial
from http import HTTPStatus
from threading import Thread
from types import TracebackType
from typing import TypeAlias

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from generator.serving import mishaps, ports
from generator.serving.answers import Answer, Shows
from generator.serving.headers import HEADERS, POLICY
from generator.serving.ranges import asked
from generator.serving.routes import OWN, Routes, failure, refusal
from generator.serving.sentences import ALTERED, DEAF, FAILURE, REFUSALS, STRANGER
from generator.serving.stored import Altered, Opened

METHODS = ("GET", "HEAD")

PIECE = 1 << 18
"""Bytes that are handed to a connection at once; the next follow when these are gone."""
BEHIND = 1 << 22
"""Bytes that a browser may leave unread before it is given up; it comes back when it can."""
PING = 20.0
"""Seconds between the questions whether a browser is still there, and for its answer."""
PATIENCE = 60
"""Seconds that a connection may say nothing."""
BODY = 1 << 16
"""Bytes that may come with a request; none is of use."""


Find: TypeAlias = Callable[[bytes, str], Answer]
"""Gives the answer to a path and a query."""


class _Guarded(RequestHandler):
    """A question that is heard only from this machine's browsers, at an address that the server gave itself."""

    hosts: frozenset[str]

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        if self.request.headers.get("Host", "").lower() not in self.hosts:
            self.refuse(HTTPStatus.FORBIDDEN, STRANGER)
        elif self.request.method not in METHODS:
            raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)

    def refuse(self, status: int, sentence: str) -> None:
        self.say_instead(refusal(status, sentence))

    def say_instead(self, answer: Answer) -> None:
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.type)
        self.finish(bytes(answer.content))

    def write_error(self, status_code: int, **_: object) -> None:
        if status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", ", ".join(METHODS))
        if status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.say_instead(failure(FAILURE))
        else:
            self.refuse(status_code, REFUSALS.get(status_code, REFUSALS[400]))

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        _ = typ, tb
        if value is not None and not isinstance(value, HTTPError | StreamClosedError):
            mishaps.tell(f"预览 {ascii(self.request.path)[1:-1]} 时出错", value)

    def compute_etag(self) -> None:
        """Say nothing that a browser could remember an answer by."""


class _Reply(_Guarded):
    """The answer to one question."""

    def initialize(self, hosts: frozenset[str], find: Find, policy: str, *, aside: bool) -> None:
        self.hosts = hosts
        self.find = find
        self.policy = policy
        self.aside = aside

    async def get(self) -> None:
        asked = self.request.path.encode("latin-1"), self.request.query
        if self.aside:  # the board may take a second, and pages are wanted meanwhile
            answer = await asyncio.to_thread(self.find, *asked)
        else:
            answer = self.find(*asked)
        if isinstance(answer.content, bytes):
            await self.say(answer, answer.content)
            return
        try:
            opened = await asyncio.to_thread(answer.content.opened)
        except Altered:
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE, ALTERED)
            return
        with closing(opened):
            try:
                await self.say(answer, opened)
            except Altered:
                self.detach().close()  # what is missing cannot be told any more but by this

    async def say(self, answer: Answer, content: bytes | Opened) -> None:
        """Send an answer, or the part of it that was asked for."""
        self.set_status(answer.status)
        self.set_header("Content-Type", answer.type)
        if self.policy:
            self.set_header("Content-Security-Policy", self.policy)
        if answer.place:
            self.set_header("Location", answer.place)
        with suppress(StreamClosedError):
            await self.send(content, self.part(answer))

    async def head(self) -> None:
        await self.get()

    def part(self, answer: Answer) -> range:
        """The bytes to send: all of them, or those that were asked for."""
        size = len(answer.content)
        if answer.status != HTTPStatus.OK:
            return range(size)
        self.set_header("Accept-Ranges", "bytes")
        headers = self.request.headers
        # What a browser has got before is not told by any mark, so it may never be completed with a part.
        whole = "If-Range" in headers or self.request.method == "HEAD"
        wanted = None if whole else asked(headers.get("Range", ""), size)
        if wanted is None:
            return range(size)
        self.set_status(HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        self.set_header("Content-Range", f"bytes {wanted[0]}-{wanted[-1]}/{size}" if wanted else f"bytes */{size}")
        return wanted

    async def send(self, content: bytes | Opened, part: range) -> None:
        """Send a part of the content, no faster than it is read; nobody waits for the disk but who asked."""
        self.set_header("Content-Length", str(len(part)))
        if self.request.method == "HEAD":
            return
        for start in range(part.start, part.stop, PIECE):
            stop = min(start + PIECE, part.stop)
            if isinstance(content, bytes):
                self.write(content[start:stop])
            else:
                self.write(await asyncio.to_thread(content.read, range(start, stop)))
            await self.flush()


class _Browser(_Guarded, WebSocketHandler):
    """One browser that wants to be told."""

    def initialize(
        self, hosts: frozenset[str], browsers: set[_Browser], hello: Callable[[], Mapping[str, object]]
    ) -> None:
        self.hosts = hosts
        self.browsers = browsers
        self.hello = hello
        self.unread = 0

    def prepare(self) -> None:
        super().prepare()
        headers = self.request.headers
        if self._finished:
            return
        if headers.get("Upgrade", "").lower() != "websocket":
            self.refuse(HTTPStatus.BAD_REQUEST, DEAF)
        elif headers.get("Origin", "").lower() not in {f"http://{host}" for host in self.hosts}:
            self.refuse(HTTPStatus.FORBIDDEN, STRANGER)

    def check_origin(self, origin: str) -> bool:
        """Tell that ``prepare`` has looked at it: tornado would not ask for each."""
        return bool(origin)

    def open(self) -> None:
        hello = _encoded(self.hello())
        self.browsers.add(self)
        self.say(hello)

    def on_message(self, message: str | bytes) -> None:
        """Listen to nothing."""

    def on_close(self) -> None:
        self.browsers.discard(self)

    def say(self, message: bytes) -> None:
        """Send it, unless this browser has left too much unread: then it is given up with all that waits for it."""
        if self.unread > BEHIND:
            self.drop()
            return
        with suppress(WebSocketClosedError):
            written = self.write_message(message)
            self.unread += len(message)
            written.add_done_callback(partial(self._read, len(message)))

    def _read(self, size: int, written: asyncio.Future[None]) -> None:
        self.unread -= size
        if not written.cancelled():
            written.exception()  # a closed connection is no news

    def drop(self) -> None:
        """Close the connection now, without waiting for anything to be read."""
        self.on_connection_close()


class Server:
    """The preview in browsers; it runs in its own thread from ``start`` to ``stop``."""

    def __init__(self, shows: Shows, host: str = "127.0.0.1", port: int = 8000, tries: int = 100) -> None:
        """Serve on the first free port of ``tries`` from ``port``; port 0 is any."""
        self._shows = shows
        self._routes = Routes(shows)
        self._where = host, port, tries
        self._top = ""
        self._browsers: set[_Browser] = set()
        self._thread: Thread | None = None

    @property
    def address(self) -> str:
        """Where the site begins at the moment, once started."""
        return f"{self._top}{self._shows.homes[0]}"

    def start(self) -> None:
        """Listen, and answer from now on; raises ``NoPort``."""
        sockets = ports.listening(*self._where)
        host, port = self._where[0], sockets[0].getsockname()[1]
        self._top = ports.address(host, port)
        runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._loop = runner.get_loop()
        self._ending = asyncio.Event()
        self._thread = Thread(target=self._run, args=(runner, sockets, ports.names(host, port)), daemon=True)
        self._thread.start()

    def tell(self, message: Mapping[str, object]) -> None:
        """Send a message to every browser; from any thread. Slow and closed ones do no harm."""
        if self._thread is not None:
            self._soon(partial(self._spread, _encoded(message)))

    def stop(self) -> None:
        """Close all connections and end the thread; again is no harm."""
        if self._thread is not None:
            self._soon(self._ending.set)
            self._thread.join()

    def _soon(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(act)

    def _spread(self, message: bytes) -> None:
        for browser in tuple(self._browsers):
            browser.say(message)

    def _run(self, runner: asyncio.Runner, sockets: list[socket.socket], hosts: frozenset[str]) -> None:
        with runner:
            runner.run(self._serve(sockets, hosts))

    async def _serve(self, sockets: list[socket.socket], hosts: frozenset[str]) -> None:
        server = HTTPServer(
            self._application(hosts), idle_connection_timeout=PATIENCE, body_timeout=PATIENCE, max_body_size=BODY
        )
        server.add_sockets(sockets)
        await self._ending.wait()
        server.stop()
        await server.close_all_connections()
        for browser in tuple(self._browsers):
            browser.drop()

    def _application(self, hosts: frozenset[str]) -> Application:
        told = {"hosts": hosts, "browsers": self._browsers, "hello": self._hello}
        own = {"hosts": hosts, "find": self._routes.own, "policy": POLICY, "aside": True}
        site = {"hosts": hosts, "find": self._routes.page, "policy": "", "aside": False}
        return Application(
            [(rf"/{OWN}/socket", _Browser, told), (rf"/{OWN}(?:/.*)?", _Reply, own), (r".*", _Reply, site)],
            log_function=lambda _: None,
            websocket_ping_interval=PING,
            websocket_ping_timeout=PING,
            websocket_max_message_size=BODY,
        )

    def _hello(self) -> Mapping[str, object]:
        return {"type": "hello", "build": self._shows.build, "home": self._shows.homes[0]}


def _encoded(message: Mapping[str, object]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()
