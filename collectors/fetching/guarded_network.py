"""The sockets under httpx: they connect only to permitted addresses and end at the deadline.

Checking the address here, and not before the request, leaves no gap in which a name could be turned to another address.
"""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from collectors.fetching.addresses import AddressList, Resolver, permitted_addresses, system_resolver
from collectors.fetching.deadline import Deadline


class GuardedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline of the thread that uses it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, peer: tuple[str, int]) -> None:
        self._inner = inner
        self._deadline = deadline
        self._peer = peer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As httpcore's, within the deadline."""
        if self._deadline.has_passed():
            raise httpcore.ReadTimeout("the answer took too long")
        came = self._inner.read(max_bytes, self._deadline.cap(timeout))
        if came:
            self._deadline.something_came = True
        return came

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As httpcore's, within the deadline."""
        self._inner.write(buffer, self._deadline.cap(timeout))
        self._deadline.sent_at = self._deadline.sent_at or time.monotonic()

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """As httpcore's, within the deadline."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return GuardedStream(inner, self._deadline, self._peer)

    def get_extra_info(self, info: str) -> Any:
        """As httpcore's; the peer is remembered, for a socket that was closed meanwhile cannot tell it any more."""
        return self._peer if info == "server_addr" else self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to permitted addresses only."""

    def __init__(self, allowed: AddressList, deadline: Deadline, resolve: Resolver) -> None:
        self._plain = httpcore.SyncBackend()
        self._allowed = allowed
        self._deadline = deadline
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first permitted address that answers; raises what the last one raised."""
        failure: Exception | None = None
        for address in permitted_addresses(host, port, self._allowed, self._resolve):
            try:
                limit = self._deadline.cap(timeout)
                stream = self._plain.connect_tcp(address, port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self._deadline, (address, port))
        raise failure or httpcore.ConnectError(f"域名 {host} 没有可用的地址")


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over guarded sockets. httpx offers no argument for the backend, so the pool is replaced."""

    def __init__(
        self, allowed: AddressList, deadline: Deadline, connections: int, resolve: Resolver = system_resolver
    ) -> None:
        super().__init__(verify=_trusted_authorities(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted_authorities(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=5.0,
            network_backend=GuardedBackend(allowed, deadline, resolve),
        )


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """What the machine trusts, read once: it takes longer than a fetch."""
    return ssl.create_default_context()
