"""Which network addresses may be asked, decided on the address that is really connected to."""

import ipaddress
import socket

from collectors.fetching.failures import FetchStopped
from metrics.facts import CheckOutcome


def permitted_addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses behind a host name that may be connected to, in the resolver's order.

    Raises `FetchStopped` when the name is unknown (dns), or when any address behind it is not public and private
    ones are not allowed (forbidden_address): a name with mixed addresses is a trick, not an accident.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchStopped(CheckOutcome.DNS, f"域名 {host} 无法解析：{error}") from error
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{host} 指向 {address}，不是公网地址")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    candidate = mapped or parsed
    return candidate.is_global and not candidate.is_multicast
