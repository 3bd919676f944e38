"""No network: names resolve through a table, and whatever dials anything but loopback fails its test."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.links.engine import Engine, Limits
from pipeline.check.links.vetting import networks
from tests.links.server import Server, serving

LOOPBACK = networks(["127.0.0.0/8"])
dialled: list[str] = []
"""Every address that was dialled in this test."""


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that dials anything but loopback, or asks the system's resolver for a name."""
    dialled.clear()
    connect, resolve = socket.socket.connect, socket.getaddrinfo
    strangers: list[object] = []

    def dial(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else str(address)
        dialled.append(host)
        if isinstance(address, tuple) and not host.startswith("127.") and host != "::1":
            strangers.append(address)
            raise OSError("no network in tests")
        connect(self, address)

    def look(host: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(host, str) and any(letter.isalpha() for letter in host) and ":" not in host and not host.startswith("0x"):
            strangers.append(host)
            raise socket.gaierror(socket.EAI_NONAME, "no names in tests")
        return resolve(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", dial)
    monkeypatch.setattr(socket, "getaddrinfo", look)
    yield
    assert strangers == []


def table(**names: str) -> Any:
    """A resolver of names: host (with `_` for `.`) to address, several with commas."""
    hosts = {name.replace("_", "."): addresses.split(",") for name, addresses in names.items()}

    def resolve(host: str, port: int) -> Any:
        if host in hosts:
            found = hosts[host]
        elif not any(letter.isalpha() for letter in host):
            found = [host]
        else:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in address], socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    return resolve


@pytest.fixture(scope="session")
def web() -> Iterator[Server]:
    with serving() as server:
        yield server


AUTHORITY = """[ca]
default_ca = all
[all]
new_certs_dir = .
database = index.txt
serial = serial
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
"""
CERTIFICATES = (
    ("good", "DNS:bread.test,DNS:*.bread.test", "20200101000000Z", "20491231000000Z"),
    ("expired", "DNS:bread.test", "20200101000000Z", "20200201000000Z"),
    ("other", "DNS:salt.test", "20200101000000Z", "20491231000000Z"),
)
"""Name, hosts, first and last day."""


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority and certificates of it: good, expired, of another host, and one that nobody has signed."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Test authority")
    (folder / "index.txt").touch()
    (folder / "ca.cnf").write_text(AUTHORITY, encoding="utf-8")
    for number, (name, hosts, begin, end) in enumerate(CERTIFICATES):
        (folder / f"{name}.cnf").write_text(f"subjectAltName={hosts}\n", encoding="utf-8")
        (folder / "serial").write_text(f"0{number + 1}", encoding="utf-8")
        openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        dates = ("-startdate", begin, "-enddate", end)
        openssl(
            "ca", "-batch", "-config", "ca.cnf", "-in", f"{name}.csr", "-out", f"{name}.crt", "-extfile", f"{name}.cnf", "-notext", *dates
        )
    openssl(
        "req",
        "-x509",
        *key,
        "-keyout",
        "unknown.key",
        "-out",
        "unknown.crt",
        "-days",
        "3650",
        "-subj",
        "/CN=x",
        "-addext",
        "subjectAltName=DNS:bread.test",
    )
    for name in ("good", "expired", "other", "unknown"):
        (folder / f"{name}.pem").write_bytes((folder / f"{name}.crt").read_bytes() + (folder / f"{name}.key").read_bytes())
    return folder


def engine(server: Server | None = None, **more: Any) -> Engine:
    """An engine that may ask loopback, at the port of a server; `names` is its resolver, `total` its deadline."""
    names = more.pop("names", table())
    authorities = more.pop("authorities", None)
    ports = frozenset({server.port} if server else ())
    return Engine(Limits(allowed=more.pop("allowed", LOOPBACK), ports=ports, **more), names, authorities)
