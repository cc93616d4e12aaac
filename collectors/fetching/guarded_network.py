"""The sockets under urllib3: they connect only to permitted addresses and end at the deadline.

Checking the address here, and not before the request, leaves no gap in which a name could be turned to another address.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from collectors.fetching.addresses import AddressList, Resolver, permitted_addresses, system_resolver
from collectors.fetching.answer_heads import AnswerHead
from collectors.fetching.deadline import Deadline
from collectors.fetching.failures import not_connected

IDLE_SECONDS: Final = 5.0
"""A connection that was silent for longer is opened anew: many servers hang up after that time."""
_CLOSE_ENOUGH: Final = 0.25
"""Seconds by which a read may outlive the deadline; setting the time of a socket for each read costs more than most."""


class _UntilDeadline(socket.socket):
    """A connection whose every read and write ends at the deadline of the thread that uses it."""

    deadline: Deadline | None = None
    heard_at: float = 0.0
    """When something was read last, of ``time.monotonic``."""

    def recv_into(self, buffer: Any, *more: Any) -> int:
        """As the socket's, within the deadline."""
        self._cap()
        came = super().recv_into(buffer, *more)
        self.heard_at = time.monotonic()
        if came and self.deadline:
            self.deadline.something_came = True
        return came

    def sendall(self, data: Any, *more: Any) -> None:
        """As the socket's, within the deadline."""
        self._cap()
        super().sendall(data, *more)
        if self.deadline:
            self.deadline.sent_at = self.deadline.sent_at or time.monotonic()

    def _cap(self) -> None:
        left = self.deadline.remaining() if self.deadline else None
        if left is None:
            return
        if left <= 0:
            raise TimeoutError("the answer took too long")
        if abs((self.gettimeout() or 0) - left) > min(_CLOSE_ENOUGH, left):
            self.settimeout(left)


class _TLSUntilDeadline(_UntilDeadline, ssl.SSLSocket):
    """The same, encrypted."""


class GuardedNetwork:
    """Connections to permitted addresses, kept for the next request to the same host.

    ``hosts``: of so many hosts at most. Its time is that of ``deadline``, told by the thread that asks.
    """

    def __init__(
        self, allowed: AddressList, deadline: Deadline, hosts: int, resolve: Resolver = system_resolver
    ) -> None:
        def connect(host: str, port: int, seconds: float | None) -> _UntilDeadline:
            return _connect(permitted_addresses(host, port, allowed, resolve), port, deadline, seconds)

        self.deadline = deadline
        self.pools = PoolManager(num_pools=hosts, maxsize=hosts, ssl_context=trusted_authorities())
        self.pools.pool_classes_by_scheme = _guarded(connect, deadline)

    def close(self) -> None:
        """Close all connections; the library leaves that to the garbage search."""
        for pool in [self.pools.pools[key] for key in self.pools.pools.keys()]:  # noqa: SIM118 (it has no iterator)
            pool.close()
        self.pools.clear()


def _connect(addresses: list[str], port: int, deadline: Deadline, seconds: float | None) -> _UntilDeadline:
    """Connect to the first address that answers. Raises ``FetchStopped`` for what the last one said."""
    failure = OSError("the name has no address")
    for address in addresses:
        connection = _UntilDeadline(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            connection.settimeout(deadline.cap(seconds))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.connect((address, port))
        except OSError as error:
            connection.close()
            failure = error
        else:
            connection.deadline = deadline
            deadline.connected = True
            return connection
    raise not_connected(failure) from failure


def _guarded(
    connect: Callable[[str, int, float | None], _UntilDeadline], deadline: Deadline
) -> dict[str, type[HTTPConnectionPool]]:
    """The pools of urllib3 by scheme, over ``connect``: it offers no argument for that."""

    class Guarded(HTTPConnection):
        response_class = AnswerHead
        peer = ""
        """Network address that is connected to; a socket that was closed meanwhile cannot tell it any more."""

        def _new_conn(self) -> _UntilDeadline:
            connection = connect(self._dns_host, self.port, self.timeout)
            self.peer = str(connection.getpeername()[0])
            return connection

        @property
        def is_connected(self) -> bool:
            return time.monotonic() - getattr(self.sock, "heard_at", 0.0) < IDLE_SECONDS and super().is_connected

    class GuardedTLS(Guarded, HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            if isinstance(self.sock, _UntilDeadline):
                self.sock.deadline = deadline

    class Plain(HTTPConnectionPool):
        ConnectionCls = Guarded

    class Encrypted(HTTPSConnectionPool):
        ConnectionCls = GuardedTLS

    return {"http": Plain, "https": Encrypted}


@cache
def trusted_authorities() -> ssl.SSLContext:
    """What the machine trusts, read once: it takes longer than a fetch."""
    context = ssl.create_default_context()
    context.sslsocket_class = _TLSUntilDeadline
    return context
