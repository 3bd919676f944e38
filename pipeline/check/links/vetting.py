"""An address that a name resolved to → whether it may be dialled. The text of an address is never judged, only what it resolved to."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

EMBEDDING = tuple(
    (ip_network(network), name)
    for network, name in (
        ("64:ff9b::/96", "it embeds another address (NAT64)"),
        ("64:ff9b:1::/48", "it embeds another address (NAT64)"),
        ("2002::/16", "it embeds another address (6to4)"),
        ("2001::/32", "it embeds another address (Teredo)"),
        ("::ffff:0:0/96", "it embeds another address (mapped)"),
        ("::ffff:0:0:0/96", "it embeds another address (translated)"),
        ("::/96", "it embeds another address (compatible)"),
    )
)
"""Networks whose addresses hold another one: RFC 6052, 8215, 3056, 4380, 4291, 2765. `is_global` is true for some of them."""
ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""The middle of an address of RFC 5214, which embeds another one, too."""
PORTS = frozenset({80, 443})


class RefusedError(Exception):
    """Something that our rules forbid to dial; the message says what and why."""


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks as written (`10.0.0.0/8`). Raises ValueError for what is none."""
    return tuple(ip_network(text, strict=False) for text in texts)


def vet(text: str, allowed: Iterable[Network] = ()) -> None:
    """Raise RefusedError for an address that is not global, or that embeds another, unless it lies in an allowed network."""
    address = ip_address(text.partition("%")[0])
    if any(address.version == network.version and address in network for network in allowed):
        return
    reason = flaw(address)
    if reason:
        raise RefusedError(f"the address {address} is not asked: {reason}")


def flaw(address: Address) -> str:
    """What speaks against an address; empty for one that anybody may ask."""
    if isinstance(address, IPv6Address):
        embedding = next((name for network, name in EMBEDDING if address in network), "")
        # `::` and `::1` are what they are, not something embedded.
        if embedding and int(address) > 1:
            return embedding
        if (int(address) >> 32) & 0xFFFF_FFFF in ISATAP:
            return "it embeds another address (ISATAP)"
    kinds = (
        ("it is a loopback address", address.is_loopback),
        ("it is a multicast address", address.is_multicast),
        ("it is a link-local address", address.is_link_local),
        ("it is an unspecified address", address.is_unspecified),
        ("it is a private address", address.is_private or (isinstance(address, IPv6Address) and address.is_site_local)),
        ("it is a reserved address", address.is_reserved),
        ("it is no global address", not address.is_global),
    )
    return next((name for name, holds in kinds if holds), "")


def vet_url(url: str, ports: Iterable[int] = ()) -> None:
    """Raise RefusedError for a scheme or a port that is not asked."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise RefusedError("it is no address") from error
    if parts.scheme not in {"http", "https"}:
        raise RefusedError(f"the scheme `{parts.scheme[:20]}:` is not asked")
    if not parts.hostname:
        raise RefusedError("it names no host")
    if port not in PORTS and port not in ports:
        raise RefusedError(f"the port {port} is not asked")
