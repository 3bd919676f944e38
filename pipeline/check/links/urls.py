"""An address as written → the one that is asked for: one identity for all its spellings, and what may be said of it in public."""

import re
from hashlib import sha256
from urllib.parse import unquote, urlsplit, urlunsplit

from pipeline.check.addresses import normal

WEB = frozenset({"http", "https"})
SECRET = re.compile(
    r"(?P<name>[?&;](?:[^=&;#]*(?:token|secret|passw|api_?-?key|signature|credential|session)[^=&;#]*|sig|key|auth)=)[^&;#]+",
    re.IGNORECASE,
)
"""Parameters of a query whose values are nobody else's business."""
USER = re.compile(r"(?<=://)[^/?#@\s]*@")
MASK = "***"
SECOND_LEVEL = frozenset(
    "ac.il ac.in ac.jp ac.kr ac.nz ac.uk ac.za asn.au co.at co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br "
    "com.cn com.hk com.mx com.my com.pl com.sg com.tr com.tw com.ua com.vn edu.au edu.br edu.cn edu.hk edu.in edu.sg edu.tw edu.vn go.jp "
    "gob.mx gov.au gov.br gov.cn gov.in gov.uk me.uk ne.jp net.au net.br net.cn nhs.uk or.jp or.kr org.au org.br org.cn org.nz org.uk "
    "org.za sch.uk blogspot.com github.io gitlab.io netlify.app pages.dev readthedocs.io vercel.app".split()
)
"""Suffixes of two labels under which strangers stand side by side: the usual ones."""


def split(address: str) -> tuple[str, str | None]:
    """An address → the address of its request, and its fragment as written (`None` without `#`)."""
    url, sharp, fragment = address.partition("#")
    return identity(url), fragment if sharp else None


def identity(url: str) -> str:
    """One form for all spellings of an address: RFC 3986, section 6.2, and IDNA 2008 as browsers do it (UTS 46)."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        if host and not host.isascii():
            import idna  # noqa: PLC0415 - large tables that few books need

            ascii_host = idna.encode(host, uts46=True).decode("ascii")
            user, at, place = parts.netloc.rpartition("@")
            place = place.lower().replace(host, ascii_host) if host in place.lower() else place
            url = urlunsplit(parts._replace(netloc=f"{user}{at}{place}"))
    except (ValueError, UnicodeError):
        return url
    return normal(url)


def anchor(fragment: str | None) -> str | None:
    """A fragment → the anchor it names; `None` for none, for the top of a page, and for a directive such as `:~:text=`."""
    plain = (fragment or "").partition(":~:")[0]
    return plain if plain and plain.lower() != "top" else None


def routed(fragment: str) -> bool:
    """Whether a fragment is an address inside a program (`#!/about`, `#/about`), no anchor."""
    return fragment.startswith(("!", "/"))


def host(url: str) -> str:
    """The host of an address, in lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def domain(name: str) -> str:
    """A host → the part of its name that somebody registered: two labels, or three below a suffix of two."""
    labels = name.split(".")
    if name.replace(".", "").isdigit() or ":" in name:
        return name
    return ".".join(labels[-3 if ".".join(labels[-2:]) in SECOND_LEVEL else -2 :])


def credentials(url: str) -> bool:
    """Whether an address holds a user's name or password."""
    return USER.search(url) is not None


def masked(url: str) -> str:
    """An address without what nobody else may read: users, passwords, keys in the query (and in addresses inside the query)."""
    bare = USER.sub(f"{MASK}@", url)
    if "%3d" in bare.lower() and SECRET.search(unquote(bare)):
        bare = unquote(bare)
    return SECRET.sub(lambda match: f"{match['name']}{MASK}", bare)


def share(url: str, count: int) -> int:
    """Which of some shards (from 1) the host of an address belongs to."""
    return int.from_bytes(sha256(host(url).encode()).digest()[:8], "big") % count + 1


def chance(*words: object) -> float:
    """A number from 0 up to 1 that the words decide: chance that can be repeated."""
    return int.from_bytes(sha256("\0".join(map(str, words)).encode()).digest()[:8], "big") / 2**64
