"""A server on loopback with one path per behaviour, as raw as a socket: what each path does stands in one table."""

import gzip
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PAGE = (
    b"<!doctype html><title>Bread</title><h1 id='dough'>Dough</h1><a name='salt'></a><p id='user-content-crust'>" + b"text " * 200 + b"</p>"
)


@dataclass(slots=True)
class Request:
    """A request as it came in."""

    method: str
    path: str
    headers: dict[str, str]


Behaviour = Callable[[socket.socket, Request], None]


def answer(sock: socket.socket, status: int, body: bytes = b"", *, head: bool = False, **headers: str) -> None:
    """A whole answer."""
    names = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close"}
    names |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in names.items())
    sock.sendall(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + (b"" if head else body))


def status(code: int, body: bytes = b"x", **headers: str) -> Behaviour:
    return lambda sock, request: answer(sock, code, body, head=request.method == "HEAD", **headers)


def page(sock: socket.socket, request: Request) -> None:
    answer(sock, 200, PAGE, head=request.method == "HEAD", ETag='"one"')


def no_head(code: int) -> Behaviour:
    return lambda sock, request: answer(sock, code if request.method == "HEAD" else 200, PAGE, head=request.method == "HEAD")


def hang(sock: socket.socket, _request: Request) -> None:
    with suppress(OSError):
        sock.recv(1)


def drip_head(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(400):
        sock.sendall(b"X-A: b\r\n")
        time.sleep(0.05)


def drip_body(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(400):
        sock.sendall(b"<p>")
        time.sleep(0.05)


def endless_head(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        sock.sendall(b"X: " + b"y" * 60_000 + b"\r\n")


def endless_interim(sock: socket.socket, _request: Request) -> None:
    while True:
        sock.sendall(b"HTTP/1.1 100 Continue\r\nX: " + b"y" * 4000 + b"\r\n\r\n")


def endless_body(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        sock.sendall(b"<p>" + b"x" * 60_000)


def bomb(sock: socket.socket, request: Request) -> None:
    answer(sock, 200, gzip.compress(b"<p>" + b"\0" * 50_000_000), head=request.method == "HEAD", Content_Encoding="gzip")


def packed(sock: socket.socket, request: Request) -> None:
    answer(sock, 200, gzip.compress(PAGE), head=request.method == "HEAD", Content_Encoding="gzip")


def truncated(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half")


def garbage(sock: socket.socket, _request: Request) -> None:
    sock.sendall(b"\x00\x01\x02 SSH-2.0-OpenSSH\r\n\r\n")


def reset(sock: socket.socket, _request: Request) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def to(code: int, target: str, **headers: str) -> Behaviour:
    return status(code, b"", Location=target, **headers)


def numbered(sock: socket.socket, request: Request) -> None:
    """Redirects that never end, each to another address."""
    last = request.path.rpartition("/")[2]
    number = int(last) if last.isdecimal() else 0
    answer(sock, 302, Location=f"/numbered/{number + 1}")


BEHAVIOURS: dict[str, Behaviour] = {
    "/page": page,
    "/ok": status(200),
    "/empty": status(204, b""),
    "/gone": status(404),
    "/removed": status(410),
    "/forbidden": status(403),
    "/busy": status(429, Retry_After="1"),
    "/error": status(500),
    "/no-head": no_head(405),
    "/head-404": no_head(404),
    "/hang": hang,
    "/drip-head": drip_head,
    "/drip-body": drip_body,
    "/endless-head": endless_head,
    "/endless-interim": endless_interim,
    "/endless-body": endless_body,
    "/bomb": bomb,
    "/packed": packed,
    "/truncated": truncated,
    "/garbage": garbage,
    "/reset": reset,
    "/moved": to(301, "/page"),
    "/moved-permanently": to(308, "/page"),
    "/found": to(302, "/page"),
    "/moved-then-found": to(301, "/found"),
    "/loop": to(302, "/loop-back"),
    "/loop-back": to(302, "/loop"),
    "/numbered": numbered,
    "/to-file": to(302, "file:///etc/passwd"),
    "/to-private": to(302, "http://10.0.0.1/"),
    "/to-port": to(302, "http://127.0.0.1:22/"),
    "/to-user": to(302, "//name:secret@HOST/page"),
    "/cookie": to(302, "/page", Set_Cookie="a=b; Path=/"),
    "/nowhere": status(302, b""),
    "/challenge": status(403, b"<title>Just a moment...</title>", Server="cloudflare", Cf_Mitigated="challenge"),
    "/wall": status(999),
    "/pdf": status(200, b"%PDF", Content_Type="application/pdf"),
    "/shell": status(200, b'<div id="root"></div><script src="/a.js"></script>'),
    "/brotli": status(200, b"\x8b\x02\x80", Content_Encoding="br"),
}


@dataclass(slots=True)
class Server:
    """A running server: its port, and every request that came."""

    port: int
    requests: list[Request] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(request.path for request in self.requests)


@contextmanager
def serving(certificate: Path | None = None, delay: float = 0.0) -> Iterator[Server]:
    """Run a server on loopback; over TLS where there is a certificate (with its key in the same file)."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                sock = context.wrap_socket(self.request, server_side=True) if context else self.request
                request = _request(sock)
                if request is None:
                    sock.close()
                    return
                server.requests.append(request)
                time.sleep(delay)
                name = request.path.partition("?")[0]
                behaviour = BEHAVIOURS.get(name) or BEHAVIOURS.get("/" + name.split("/")[1], status(200))
                with sock:
                    behaviour(sock, request)
                    if context:
                        sock.unwrap().close()

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 256
        allow_reuse_address = True

    with Threads(("127.0.0.1", 0), Handler) as threads:
        server = Server(threads.server_address[1])
        threading.Thread(target=threads.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            threads.shutdown()


def _request(sock: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = sock.recv(65536)
        if not piece:
            return None
        data += piece
    first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    return Request(method, path, {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines})
