"""An address outside the book → what speaks against it: a scheme that has no place in a book, or an impossible form."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from pipeline.model.safety import dangerous

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)\Z", re.DOTALL)
# What browsers leave out before they look for a scheme (WHATWG URL, section 4.4): these around it, those anywhere.
AROUND = "".join(map(chr, range(0x21)))
INSIDE = re.compile(r"[\t\r\n]+")
FOREIGN = frozenset(
    "about blob chrome data feed file filesystem ftp ftps geo git gopher intent irc ircs jar javascript livescript magnet mocha nntp "
    "sftp sip sms ssh svn telnet urn vbscript view-source ws wss xmpp".split()
)
"""Schemes that nobody mistakes for a collection of the book."""


def seen(written: str) -> str:
    """A destination as a browser sees it: without the white space and control characters it passes over."""
    return INSIDE.sub("", written.strip(AROUND))


def parts(written: str) -> tuple[str, str] | None:
    """A destination → its scheme as written and what follows; `None` for a path or an anchor."""
    match = SCHEME.match(seen(written))
    return (match["scheme"], match["rest"]) if match else None


def unsafe(written: str) -> str:
    """The beginning of a destination that depends on where it is read, or that may run something; empty when it does not."""
    plain = seen(written).replace("\\", "/")
    if plain.startswith("//"):
        return "//"
    scheme, _, _ = plain.partition(":")
    return f"{scheme}:" if dangerous(written) else ""


def forbidden(address: str) -> str:
    """A web address in a field → the scheme it must not have; empty when it has a good one or none."""
    found = parts(address)
    return unsafe(address) or (f"{found[0]}:" if found and found[0].lower() not in OUTSIDE else "")


def flaw(scheme: str, rest: str) -> str:
    """An address with one of the schemes a link may have → why nobody can reach it; empty when somebody may."""
    return OUTSIDE[scheme.lower()](rest)


def _web(rest: str) -> str:
    if not rest.startswith("//"):
        return "two slashes are missing after the scheme"
    try:
        split = urlsplit(f"http:{rest}")
        host, _ = split.hostname, split.port
    except ValueError:
        return "its host or its port is impossible"
    if not host:
        return "it names no host"
    if re.search(r"\s", split.netloc) or ".." in host or host.startswith(".") or len(host) > 253:  # noqa: PLR2004 - RFC 1035
        return "its host is impossible"
    return ""


def _mail(rest: str) -> str:
    return "" if re.match(r"[^@\s]+@[^@\s]+\Z", rest.partition("?")[0]) else "it is no mail address"


def _telephone(rest: str) -> str:
    return "" if re.search(r"[0-9]", rest) else "it has no digits"


def _doi(rest: str) -> str:
    return "" if re.match(r"10\.[0-9]{4,9}/\S+\Z", rest) else "a DOI begins with `10.`, a number and a slash"


OUTSIDE: Mapping[str, Callable[[str], str]] = {"http": _web, "https": _web, "mailto": _mail, "tel": _telephone, "doi": _doi}
"""The schemes a link may have, and how each address is looked at."""
