"""Where the server listens: a free port, the addresses that a browser reaches it by, the names it answers to."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT

LAST = 65535
BARE = 80
"""The port that browsers leave out."""
TAKEN = {EACCES, EADDRINUSE}
"""In use by another program, or set aside by the system."""
ABSENT = {EADDRNOTAVAIL, EAFNOSUPPORT}
EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not bound
"""What a browser on this machine calls a host that stands for all of its addresses."""


class NoPort(Exception):
    """Nowhere to listen; the message says where was tried."""


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server."""
    return f"http://{_bracketed(EVERYWHERE.get(host, host))}:{port}"


def names(host: str, port: int) -> frozenset[str]:
    """All that a browser may call the server; a name that somebody else points at it is none of them."""
    hosts = {"localhost", "127.0.0.1", "[::1]", _bracketed(host.lower())}
    return frozenset({*(f"{one}:{port}" for one in hosts), *(hosts if port == BARE else ())})


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def listening(host: str, first: int, tries: int) -> list[socket.socket]:
    """Listen on the first port that is free at every address of the host; 0 is any."""
    ports = range(first, min(first + tries, LAST + 1))
    for port in ports:
        try:
            sockets = _bound(host, port)
        except (socket.gaierror, UnicodeError) as error:
            raise NoPort(f"找不到主机 {host}，请检查 --host。") from error
        except OSError as error:
            if error.errno not in TAKEN:
                raise
        else:
            if sockets:
                return sockets
            raise NoPort(f"{host} 不是本机的地址，请检查 --host。")
    raise NoPort(f"{host} 的端口 {ports.start}–{ports.stop - 1} 都不能用，请用 --port 换一个。")


def _bound(host: str, port: int) -> list[socket.socket]:
    """Listen on a port at every address that the host has on this machine, or at none."""
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    with ExitStack() as opened:
        sockets: list[socket.socket] = []
        for family, _, _, _, place in dict.fromkeys(found):
            chosen = sockets[0].getsockname()[1] if sockets else port
            try:
                one = socket.create_server((place[0], chosen, *place[2:]), family=family)
            except OSError as error:
                if error.errno in ABSENT:
                    continue
                raise
            sockets.append(opened.enter_context(one))
            one.settimeout(0)  # the event loop waits, not the socket
        opened.pop_all()
    return sockets
