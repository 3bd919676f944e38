"""A URL as written → the form that all spellings of it share.

RFC 3986, section 6.2.2 and 6.2.3: case of scheme and host, percent signs, dot segments, default port, empty path; IDNA for the
host. The query keeps its order, the fragment is kept.
"""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9_~/.-]*")
"""Addresses whose normal form they are themselves, but for dot segments: nearly all there are."""
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
KEPT = "!$%&'()*+,/:;=@[]?~"
"""What may stand in a path or query as it is: reserved characters, and the percent sign of an escape."""


def normal(url: str) -> str:
    """A URL → its normal form; a text that is no URL with a host → itself."""
    return url if PLAIN.fullmatch(url) and "/." not in url else _normal(url)


def _normal(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if not parts.scheme or not parts.hostname:
        return url
    host = _host(parts.hostname)
    if port is not None and port != PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    user = parts.netloc.rpartition("@")[0]
    path = _without_dots(_escaped(parts.path)) or "/"
    return urlunsplit((parts.scheme, f"{user}@{host}" if user else host, path, _escaped(parts.query), _escaped(parts.fragment)))


def _host(name: str) -> str:
    """Lower case, and names in other scripts as DNS asks for them."""
    bare = name.rstrip(".")
    if ":" in bare:
        return f"[{bare}]"
    try:
        return bare.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return bare.lower()


def _escaped(text: str) -> str:
    """Escapes in capitals, none for what needs none."""

    def shortest(match: re.Match[str]) -> str:
        character = unquote(match[0])
        return character if UNRESERVED.fullmatch(character) else match[0].upper()

    return quote(ESCAPE.sub(shortest, text), safe=KEPT)


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4: `.` is here, `..` goes one up."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)
