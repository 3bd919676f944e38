"""An absolute web address → what is wrong with it.

Only its form is judged. Which schemes a link may have is the link checker's question (LNK203), so an address
with another scheme than `http` and `https` passes here: one cause, one finding.
"""

import re

from pipeline.validate.values.flaw import Flaw

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# RFC 3986 section 2, and letters beyond ASCII as RFC 3987 allows them: people paste what their browser shows.
FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:[0-9]{1,5})?")
NAMES = {" ": "a space", "\t": "a tab", "\n": "a line break"}


def check(value: object) -> Flaw | None:
    """`https://`, a host, and characters that may stand in an address."""
    if not isinstance(value, str):
        return None
    bare = FORBIDDEN.sub("", value)
    scheme = SCHEME.match(bare)
    if bare.startswith("//") or (scheme and scheme[1].lower() not in {"http", "https"} and not _names_host(bare)):
        return None
    if scheme is None or _names_host(bare):
        return Flaw("it has no scheme", f"give the whole address, such as `https://{bare.lstrip('/')}`")
    return characters(value) or _place(value[scheme.end() :])


def characters(value: str) -> Flaw | None:
    """A string → the first character that can't stand in any address, as a flaw."""
    if found := FORBIDDEN.search(value):
        name = NAMES.get(found[0], f"`{found[0]}`" if found[0] > " " else f"the control character U+{ord(found[0]):04X}")
        return Flaw(f"{name} cannot stand in an address", f"remove it, or write it as `%{ord(found[0]):02X}`")
    if found := ESCAPE.search(value):
        return Flaw("a `%` is not followed by two hexadecimal digits", "write a plain percent sign as `%25`")
    return None


def _place(rest: str) -> Flaw | None:
    authority = re.split(r"[/?#]", rest.removeprefix("//"), maxsplit=1)[0]
    host = HOST.fullmatch(authority.rpartition("@")[2])
    if not rest.startswith("//") or host is None:
        return Flaw("it names no host", "give the whole address, such as `https://example.org/page`")
    if host[2] and int(host[2][1:]) > 65535:  # noqa: PLR2004 - ports are 16-bit numbers
        return Flaw(f"there is no port {host[2][1:]}", "ports run up to 65535")
    return None


def _names_host(text: str) -> bool:
    """Whether what looks like a scheme is a host with a port, as in `localhost:8000` or `example.org:80/x`."""
    return re.match(r"[A-Za-z0-9.-]+:[0-9]+(?:[/?#]|\Z)", text) is not None
