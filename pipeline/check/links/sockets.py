"""The sockets of the engine: every address vetted before any is dialled, every byte against the deadline and the room left.

`requests` limits the time between two bytes, never the whole; it loads the certificates for each connection, and resolves names behind
the back of whoever looked at them first. The classes here take that over; a test proves that urllib3 still calls them.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from pipeline.check.links.pages import OversizedError
from pipeline.check.links.vetting import Network, vet

Info = tuple[int, int, int, str, Any]
Resolve = Callable[[str, int], Sequence[Info]]
"""A host and a port → what `socket.getaddrinfo` says of them."""
LOOKUPS = 16
STEP = 10.0
"""Seconds that one read may take at most."""


def addresses(host: str, port: int) -> Sequence[Info]:
    """What the system's resolver says of a host."""
    return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)


@dataclass(slots=True)
class Guard:
    """What one call may still take: its deadline (monotonic), the seconds for a connection, the room for bytes that come in."""

    end: float
    connect: float
    allowed: tuple[Network, ...]
    resolve: Resolve
    room: int


class _Guards(threading.local):
    """The guard of each thread."""

    current: Guard | None = None

    def begin(self, limits: Guard) -> None:
        """A new call."""
        self.current = limits

    def room(self, size: int) -> None:
        """So many bytes may come in from now on."""
        if self.current is not None:
            self.current.room = size

    def left(self) -> float:
        """Seconds for the next step. Raises TimeoutError when there are none."""
        seconds = self.now().end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the time is up")
        return min(seconds, STEP)

    def took(self, size: int) -> int:
        """So many bytes came in. Raises OversizedError when there is no room for them."""
        limits = self.now()
        limits.room -= size
        if limits.room < 0:
            raise OversizedError
        return size

    def now(self) -> Guard:
        """The guard of this call."""
        if self.current is None:
            raise RuntimeError("a socket outside of a call")
        return self.current


guard = _Guards()
_lookups = ThreadPoolExecutor(LOOKUPS, thread_name_prefix="names")
"""`getaddrinfo` knows no timeout, so it is waited for from outside."""


class Plain(socket.socket):
    """A socket whose reads obey the guard."""

    def recv_into(self, *args: Any) -> int:
        self.settimeout(guard.left())
        return guard.took(super().recv_into(*args))


class Tls(ssl.SSLSocket):
    """The same over TLS."""

    def recv_into(self, *args: Any) -> int:
        self.settimeout(guard.left())
        return guard.took(super().recv_into(*args))


class _Vetted:
    """Dials what was vetted, and nothing else."""

    _dns_host: str
    port: int

    def _new_conn(self) -> socket.socket:
        """urllib3's own hook."""
        limits = guard.now()
        try:
            infos = _lookups.submit(limits.resolve, self._dns_host, self.port).result(guard.left())
        except LateError as error:
            raise TimeoutError("the name server took too long") from error
        for info in infos:
            vet(info[4][0], limits.allowed)
        last: OSError = OSError("the name has no address")
        for family, kind, protocol, _, address in infos:
            made = Plain(family, kind, protocol)
            made.settimeout(min(limits.connect, guard.left()))
            try:
                made.connect(address)
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                made.close()
                last = error
            else:
                return made
        raise last


class Http(_Vetted, HTTPConnection):
    """A connection for http."""


class Https(_Vetted, HTTPSConnection):
    """A connection for https."""


class HttpPool(HTTPConnectionPool):
    """Connections for http."""

    ConnectionCls = Http


class HttpsPool(HTTPSConnectionPool):
    """Connections for https."""

    ConnectionCls = Https


class Adapter(HTTPAdapter):
    """Gives every connection the one context; without that each would load the certificates anew."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context
        super().__init__(pool_connections=4, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self.context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        return super().build_connection_pool_key_attributes(request, verify, cert)[0], {"ssl_context": self.context}
