"""Which network addresses a name stands for, and whether they are public. Opens no connection."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")  # https://www.rfc-editor.org/rfc/rfc6052: an IPv4 address in the last 32 bits
_ASSIGNMENTS = IPv4Network("192.0.0.0/24")  # for protocols; early releases of Python 3.11 and 3.12 take most of it for public


class PrivateAddressError(Exception):
    """A host that stands for an address of a private network, or of no single machine."""

    def __init__(self, host: str, address: str) -> None:
        self.host, self.address = host, address
        super().__init__(f"{host} is {address}")


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """Return the addresses of a host, each once, in the order in which they are to be tried.

    Raises PrivateAddressError when one of them is not public and that is not allowed, and OSError or UnicodeError when the name
    cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(where[0]) for *_, where in found))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise PrivateAddressError(host, address)
    return addresses


def is_public(address: str) -> bool:
    """Say whether an IP address is one of a single machine on the public internet.

    Follows https://www.iana.org/assignments/iana-ipv4-special-registry and its counterpart for IPv6. An IPv6 address that carries
    an IPv4 address (mapped, 6to4, NAT64) is as public as that one; Teredo tunnels are not.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None or found.is_site_local:
            return False
    elif found in _ASSIGNMENTS:
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_loopback or found.is_link_local)
