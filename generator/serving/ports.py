"""Where the server listens: a free port, the addresses that a browser reaches it by, the names it answers to."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT
from ipaddress import ip_address
from urllib.parse import urlsplit

LAST = 65535
BARE = 80
"""The port that browsers leave out."""
TAKEN = {EACCES, EADDRINUSE}
"""In use by another program, or set aside by the system."""
ABSENT = {EADDRNOTAVAIL, EAFNOSUPPORT}
EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not bound
"""What a browser on this machine calls a host that stands for all of its addresses."""
FAR = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that nobody has (RFC 5737, RFC 3849): the way there shows the address that others know."""


class NoPort(Exception):
    """Nowhere to listen; the message says why."""


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server."""
    return f"http://{_bracketed(EVERYWHERE.get(host, host))}:{port}"


def names(host: str, port: int) -> frozenset[str]:
    """All that a browser may call the server; a name that somebody else points at it is none of them.

    What others reach the machine by is among them only when the host is one that they reach.
    """
    hosts = {"localhost", "127.0.0.1", "[::1]", _bracketed(host.lower()), *map(_bracketed, others(host))}
    return frozenset({*(f"{one}:{port}" for one in hosts), *(hosts if port == BARE else ())})


def others(host: str) -> tuple[str, ...]:
    """What other computers may call this machine when it serves on a host, its addresses first; nothing on its own."""
    if host not in EVERYWHERE:
        return () if _own(host) else tuple(dict.fromkeys([host.lower(), *_name()]))
    return (*sorted({one for one in addresses() if not _own(one)}), *_name())


def elsewhere(host: str, address: str) -> tuple[str, ...]:
    """Where others find what a browser on this machine finds at an address."""
    place = urlsplit(address)
    return tuple(f"{place.scheme}://{_bracketed(one)}:{place.port}{place.path}" for one in others(host))


def _own(host: str) -> bool:
    """Tell whether a host is one that only this machine reaches."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _name() -> tuple[str, ...]:
    name = socket.gethostname().lower()
    return (name,) if name and not _own(name) else ()


def addresses() -> Iterator[str]:
    """The machine's addresses: those of its name, of each interface where the system tells, and of its way out."""
    with suppress(OSError, UnicodeError):
        places = [str(place[0]) for *_, place in socket.getaddrinfo(socket.gethostname(), None)]
        yield from (one for one in places if "%" not in one)  # with the name of an interface, it is this machine's only
    for family, far in FAR.items():
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as one:
            one.connect((far, 9))  # sends nothing
            yield str(one.getsockname()[0])
    if sys.platform == "linux":  # a machine's name is mostly one of its own there
        yield from _interfaces()


if sys.platform == "linux":
    from fcntl import ioctl

    SIOCGIFADDR = 0x8915
    """Asks an interface for its IPv4 address (netdevice(7))."""

    def _interfaces() -> Iterator[str]:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            for _, name in socket.if_nameindex():
                with suppress(OSError):  # it has none
                    yield socket.inet_ntoa(ioctl(one, SIOCGIFADDR, name.encode().ljust(32, b"\0"))[20:24])


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def possible(port: int) -> None:
    """Refuse a port that no machine has; raises ``NoPort``."""
    if not 0 <= port <= LAST:
        raise NoPort(f"没有 {port} 这个端口：端口是 1–{LAST}，请检查 --port。")


def listening(host: str, first: int, tries: int) -> list[socket.socket]:
    """Listen on the first port that is free at every address of the host; 0 is any."""
    possible(first)
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
