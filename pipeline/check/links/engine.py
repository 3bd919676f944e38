"""Call → Reply: requests and urllib3 made safe. With `sockets` the only module that reaches the network.

Names are resolved here and every address is vetted before any is dialled; redirects are followed here, each hop vetted anew; bodies
are read up to a cap; all of it ends by one deadline. Nothing of the environment (proxies, `.netrc`) is believed, no cookie is kept.
"""

import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit, urlunsplit

import certifi
import requests
from requests.utils import requote_uri

from pipeline import __version__
from pipeline.check.links import causes, urls
from pipeline.check.links.evidence import Call, Hop, Reply, Result
from pipeline.check.links.pages import HTML, OversizedError, Page, inflater
from pipeline.check.links.sockets import Adapter, Guard, Resolve, Tls, addresses, guard
from pipeline.check.links.vetting import Network, vet_url

AGENT = f"bookpipe/{__version__} (link check; +https://pypi.org/project/bookpipe/)"
HOPS = 8
HEAD_ROOM = 262_144
"""Bytes of headers that one hop may have."""
PIECE = 16_384
PEEKED = frozenset({200, 202, 203, 400, 401, 403, 404, 405, 406, 409, 410, 418, 429, 500, 502, 503, 504, 999})
"""Statuses whose body may show a wall."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: seconds in all and for a connection; and what a book allows beyond the public web."""

    total: float = 20.0
    connect: float = 5.0
    allowed: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset()


@dataclass(slots=True)
class Engine:
    """Asks. May be called from many threads; each has its own session, all share one certificate store.

    `resolve` looks names up, as `socket.getaddrinfo` does; `authorities` is a file of certificates to trust instead of the usual ones.
    """

    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = addresses
    authorities: str | None = None
    sessions: threading.local = field(default_factory=threading.local)
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: ssl.SSLContext | None = None

    def __call__(self, call: Call) -> Reply:
        """Ask, and follow redirects. Never raises for what a server does."""
        guard.begin(Guard(time.monotonic() + self.limits.total, self.limits.connect, self.limits.allowed, self.resolve, HEAD_ROOM))
        hops: list[Hop] = []
        try:
            return self._followed(call, hops)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a foreign library is told as a result, in one place
            result, note = causes.told(error)
            return Reply(result, tuple(hops) or (Hop(call.url, None, urls.host(call.url), None),), note=note)

    def context(self) -> ssl.SSLContext:
        """The one context of this engine: loading the certificates takes 30 ms."""
        with self.lock:
            if self.made is None:
                self.made = ssl.create_default_context(cafile=self.authorities or certifi.where())
                self.made.sslsocket_class = Tls
            return self.made

    def session(self) -> requests.Session:
        """The session of this thread."""
        session: requests.Session | None = getattr(self.sessions, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            session.headers.clear()
            adapter = Adapter(self.context())
            for scheme in ("http://", "https://"):
                session.mount(scheme, adapter)
            self.sessions.session = session
        return session

    def _followed(self, call: Call, hops: list[Hop]) -> Reply:
        """Hop by hop; our fragment stays ours, an address seen before is a loop."""
        url, headers = call.url, {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity", **call.headers}
        seen: set[str] = set()
        while True:
            if url in seen:
                return Reply(Result.LOOP, tuple(hops))
            seen.add(url)
            begun = time.monotonic()
            hops.append(Hop(url, None, urls.host(url), None))
            vet_url(url, self.limits.ports)
            guard.room(HEAD_ROOM)
            with self.session().request(
                call.method, url, headers=headers, stream=True, allow_redirects=False, timeout=(self.limits.connect, self.limits.total)
            ) as response:
                elapsed = int((time.monotonic() - begun) * 1000)
                hops[-1] = replace(hops[-1], status=response.status_code, ms=elapsed)
                following = _location(response, url) if call.follow else None
                if following is None:
                    return self._read(call, response, tuple(hops))
            if len(hops) > HOPS:
                return Reply(Result.LENGTHY, tuple(hops))
            if urls.host(following) != urls.host(url):
                # What was meant for one host is no other's business.
                headers = {name: value for name, value in headers.items() if name in {"User-Agent", "Accept", "Accept-Encoding"}}
            url = following

    def _read(self, call: Call, response: requests.Response, hops: tuple[Hop, ...]) -> Reply:
        """The last hop: its headers, the beginning of its body, and the anchors where some are wanted."""
        headers = _headers(response)
        kind, _, parameters = headers.get("content-type", "").partition(";")
        good = 200 <= response.status_code < 300  # noqa: PLR2004 - HTTP
        page = Page(call.fragments, kind.strip().lower() in HTML, _charset(parameters))
        reads = call.method == "GET" and call.cap > 0 and ((call.fragments and good) or not good or not call.follow)
        if not reads or (not good and response.status_code not in PEEKED and call.follow):
            return Reply(Result.ANSWERED, hops, headers, anchors=page.anchors(complete=False))
        body, complete = _body(call, response, headers, page if call.fragments and good else None)
        note = "" if page.html or not call.fragments else f"a page of the type `{kind.strip()[:60]}` has no anchors that can be checked"
        return Reply(Result.ANSWERED, hops, headers, body, page.anchors(complete=complete), note)


def _body(call: Call, response: requests.Response, headers: Mapping[str, str], page: Page | None) -> tuple[bytes, bool]:
    """The beginning of a body (all of it up to the cap where no anchors are wanted), and whether the end was reached."""
    inflate = inflater(headers.get("content-encoding", "").strip().lower())
    if inflate is None:
        return b"", False
    kept, taken = b"", 0
    guard.room(HEAD_ROOM + 2 * call.cap)
    while taken < call.cap:
        raw = response.raw.read1(PIECE, decode_content=False)
        if not raw:
            return kept, True
        try:
            plain = inflate(raw, call.cap - taken)
        except OversizedError:
            return kept, False
        taken += max(len(plain), 1)
        kept += plain[: max((PIECE if page else call.cap) - len(kept), 0)]
        if page is not None and page.feed(plain):
            return kept, False
    return kept, False


def _location(response: requests.Response, url: str) -> str | None:
    """Where a redirect leads, as an absolute address without credentials and fragment; `None` for what is no redirect."""
    written = response.headers.get("location")
    if response.status_code not in {301, 302, 303, 307, 308} or written is None:
        return None
    # Headers are bytes; those of addresses are UTF-8 in practice.
    target = written.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    parts = urlsplit(urljoin(url, target))
    place = parts.netloc.rpartition("@")[2]
    return requote_uri(urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, "")))


def _headers(response: requests.Response) -> Mapping[str, str]:
    """Headers with names in lower case, each cut to what may tell something."""
    return {name.lower(): value[:2000] for name, value in response.headers.items()}


def _charset(parameters: str) -> str:
    name = next((part.partition("=")[2] for part in parameters.split(";") if part.strip().lower().startswith("charset=")), "")
    return name.strip().strip("\"'") or "utf-8"
