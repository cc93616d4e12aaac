"""Which network addresses may be asked, decided on the address that is really connected to."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collectors.fetching.failures import FetchStopped
from metrics.facts import CheckOutcome

Resolver = Callable[[str, int], list[str]]
"""From host name and port to network addresses, in the order to try them. Raises OSError for an unknown name."""


@dataclass(frozen=True)
class AddressList:
    """What may be fetched: the public internet, and of the rest only what the settings name.

    ``networks``: ranges such as ``10.8.0.0/16``, allowed although they are not public.
    """

    allow_private: bool = False
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    @classmethod
    def of(cls, allow_private: bool, networks: Sequence[str]) -> "AddressList":
        """From the words of the settings. Raises ValueError for a range that is none."""
        return cls(allow_private, tuple(ipaddress.ip_network(network.strip()) for network in networks))

    def permits(self, address: str) -> bool:
        """Whether this address may be connected to."""
        if self.allow_private or is_public(address):
            return True
        parsed = _plain(address)
        return any(parsed.version == network.version and parsed in network for network in self.networks)


def system_resolver(host: str, port: int) -> list[str]:
    """The resolver of the operating system."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def permitted_addresses(host: str, port: int, allowed: AddressList, resolve: Resolver = system_resolver) -> list[str]:
    """The addresses behind a host name that may be connected to, in the resolver's order.

    Raises `FetchStopped` when the name is unknown (dns), or when any address behind it is not on the address list
    (forbidden_address): a name with mixed addresses is a trick, not an accident.
    """
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchStopped(CheckOutcome.DNS, f"域名 {host} 无法解析：{error}") from error
    for address in addresses:
        if not allowed.permits(address):
            raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{host} 指向 {address}，不是公网地址")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    parsed = _plain(address)
    unicast = parsed.version == 4 or parsed in _GLOBAL_UNICAST
    return unicast and parsed.is_global and not parsed.is_multicast and not any(parsed in net for net in _SPECIAL)


_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""RFC 4291 section 2.4 and the IANA registry: nothing else of IPv6 is given to anybody on the public internet."""
_SPECIAL = (ipaddress.ip_network("3fff::/20"), ipaddress.ip_network("192.88.99.0/24"))
"""For documentation (RFC 9637), and relays of old (RFC 7526): special, although `ipaddress` does not say so."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _plain(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address itself; an IPv4 address dressed as IPv6 is undressed: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056)."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    if isinstance(parsed, ipaddress.IPv4Address):
        return parsed
    if parsed in _NAT64:
        return ipaddress.IPv4Address(parsed.packed[-4:])
    return parsed.ipv4_mapped or parsed.sixtofour or parsed
