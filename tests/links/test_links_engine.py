"""The engine against a server that behaves badly: each request ends in time, with the right result, and nothing leaks."""

import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.links import sockets
from pipeline.check.links.evidence import Call, Presence, Result
from pipeline.check.links.vetting import RefusedError, networks, vet, vet_url
from tests.links import server as behaviours
from tests.links.conftest import dialled, engine, table
from tests.links.server import Server, serving

DEADLINE = 1.0
SOON = 2.0
"""Seconds within which everything must have ended."""


def ask(server: Server, path: str, method: str = "GET", *fragments: str, **more: Any) -> Any:
    return engine(server, total=more.pop("total", DEADLINE), **more)(
        Call(server.url(path), method, frozenset(fragments), more.pop("cap", 65536))
    )


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/ok", Result.ANSWERED, 200),
        ("/empty", Result.ANSWERED, 204),
        ("/gone", Result.ANSWERED, 404),
        ("/removed", Result.ANSWERED, 410),
        ("/busy", Result.ANSWERED, 429),
        ("/error", Result.ANSWERED, 500),
        ("/wall", Result.ANSWERED, 999),
        ("/nowhere", Result.ANSWERED, 302),
        ("/moved", Result.ANSWERED, 200),
        ("/loop", Result.LOOP, 302),
        ("/numbered", Result.LENGTHY, 302),
        ("/garbage", Result.MALFORMED, None),
        ("/reset", Result.RESET, None),
        ("/hang", Result.TIMEOUT, None),
        ("/drip-head", Result.TIMEOUT, None),
        ("/endless-interim", Result.OVERSIZED, None),
        ("/to-file", Result.REFUSED, None),
        ("/to-private", Result.REFUSED, None),
        ("/to-port", Result.REFUSED, None),
    ],
)
def test_each_behaviour_has_its_result(web: Server, path: str, result: Result, status: int | None) -> None:
    begun = time.monotonic()
    reply = ask(web, path)
    assert (reply.result, reply.status) == (result, status)
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize(
    ("path", "result", "presence"),
    [
        ("/page", Result.ANSWERED, Presence.MISSING),
        ("/packed", Result.ANSWERED, Presence.MISSING),
        ("/pdf", Result.ANSWERED, Presence.UNKNOWN),
        ("/shell", Result.ANSWERED, Presence.UNKNOWN),
        ("/brotli", Result.ANSWERED, Presence.UNKNOWN),
        ("/endless-body", Result.ANSWERED, Presence.UNKNOWN),
        ("/bomb", Result.ANSWERED, Presence.UNKNOWN),
        ("/drip-body", Result.TIMEOUT, None),
        ("/truncated", Result.TRUNCATED, None),
    ],
)
def test_bodies_are_read_up_to_a_cap_and_a_deadline(web: Server, path: str, result: Result, presence: Presence | None) -> None:
    begun = time.monotonic()
    reply = ask(web, path, "GET", "nothing")
    assert reply.result is result
    assert reply.anchors.get("nothing") is presence
    assert len(reply.body) <= 65536
    assert time.monotonic() - begun < SOON


def test_huge_headers_end(web: Server) -> None:
    begun = time.monotonic()
    assert ask(web, "/endless-head").result in {Result.OVERSIZED, Result.MALFORMED}
    assert time.monotonic() - begun < SOON


def test_anchors_are_found_as_written_decoded_and_with_the_prefix_of_github(web: Server) -> None:
    reply = ask(web, "/page", "GET", "dough", "salt", "crust", "d%6Fugh", "yeast", "!/route")
    assert {fragment: presence.value for fragment, presence in reply.anchors.items()} == {
        "!/route": "unknown",
        "crust": "found",
        "d%6Fugh": "found",
        "dough": "found",
        "salt": "found",
        "yeast": "missing",
    }


def test_each_hop_is_told(web: Server) -> None:
    reply = ask(web, "/moved-then-found", "HEAD")
    assert [(hop.url.rpartition("/")[2], hop.status, hop.host) for hop in reply.hops] == [
        ("moved-then-found", 301, "127.0.0.1"),
        ("found", 302, "127.0.0.1"),
        ("page", 200, "127.0.0.1"),
    ]
    assert all(hop.ms is not None for hop in reply.hops)


def test_no_cookie_goes_back(web: Server) -> None:
    web.requests.clear()
    assert ask(web, "/cookie").status == 200
    assert all("cookie" not in request.headers for request in web.requests)


def test_headers_for_one_host_do_not_follow_to_another(web: Server) -> None:
    behaviours.BEHAVIOURS["/across"] = behaviours.to(302, web.url("/page", host="127.0.0.2"))
    web.requests.clear()
    reply = engine(web)(Call(web.url("/across"), "GET", headers={"Authorization": "token"}))
    # Nobody listens at 127.0.0.2: what counts is that nothing was sent on.
    assert reply.result is Result.UNREACHED
    assert [request.headers.get("authorization") for request in web.requests] == ["token"]


def test_credentials_of_a_redirect_are_neither_sent_nor_told(web: Server) -> None:
    behaviours.BEHAVIOURS["/to-user"] = behaviours.to(302, f"//name:secret@127.0.0.1:{web.port}/page")
    web.requests.clear()
    reply = ask(web, "/to-user")
    assert reply.status == 200
    assert "secret" not in repr(reply)
    assert all("authorization" not in request.headers for request in web.requests)


def test_the_environment_is_not_believed(web: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login name password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    web.requests.clear()
    assert ask(web, "/page").status == 200
    assert "authorization" not in web.requests[-1].headers
    assert "bookpipe" in web.requests[-1].headers["user-agent"]


REFUSED = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - to be refused
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2a00::5efe:7f00:1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        vet(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2001:4860:4860::8888"])
def test_addresses_that_are_asked(address: str) -> None:
    vet(address)


def test_a_book_may_allow_its_own_network() -> None:
    vet("10.1.2.3", networks(["10.0.0.0/8"]))
    with pytest.raises(RefusedError):
        vet("::ffff:10.1.2.3", networks(["10.0.0.0/8"]))


@pytest.mark.parametrize(
    "host", ["2130706433", "127.1", "0177.0.0.1", "0x7f.1", "0x7f000001", "017700000001", "127.0.0.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_loopback_in_any_spelling_is_refused_before_dialling(web: Server, host: str) -> None:
    reply = engine(web, allowed=(), names=sockets.addresses)(Call(f"http://{host}:{web.port}/page"))
    # Spellings that the resolver does not take are no way in either.
    assert reply.result in {Result.REFUSED, Result.NO_SUCH_NAME, Result.NAME_FAILURE}
    assert dialled == []


@pytest.mark.parametrize("address", REFUSED)
def test_a_name_with_one_bad_address_is_refused_before_dialling(web: Server, address: str) -> None:
    names = table(bread_test=f"93.184.216.34,{address}")
    reply = engine(web, allowed=(), names=names)(Call("http://bread.test/"))
    assert (reply.result, dialled) == (Result.REFUSED, [])


def test_each_hop_is_vetted_anew(web: Server) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])

    def rebinding(_host: str, port: int) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    reply = engine(web, names=rebinding)(Call(web.url("/moved", host="bread.test")))
    # The second look-up gives a private address: it is refused, and nothing but loopback was dialled.
    assert reply.result is Result.REFUSED
    assert set(dialled) == {"127.0.0.1"}


def test_what_was_vetted_is_what_is_dialled(web: Server) -> None:
    looked: list[str] = []

    def once(host: str, port: int) -> Any:
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    assert engine(web, names=once)(Call(web.url("/page", host="bread.test"))).status == 200
    assert (looked, dialled) == (["bread.test"], ["127.0.0.1"])


@pytest.mark.parametrize(
    "url", ["ftp://bread.test/", "file:///etc/passwd", "http://bread.test:22/", "http://bread.test:x/", "https:///a", "http://[::1"]
)
def test_schemes_and_ports_are_vetted(url: str) -> None:
    with pytest.raises(RefusedError):
        vet_url(url)


@pytest.mark.parametrize("url", ["http://bread.test/", "https://bread.test:443/", "http://bread.test:8080/"])
def test_usual_and_declared_ports_are_asked(url: str) -> None:
    vet_url(url, {8080})


def test_an_unknown_name_is_no_such_name(web: Server) -> None:
    assert engine(web)(Call("http://nowhere.test/")).result is Result.NO_SUCH_NAME


def test_a_silent_name_server_is_waited_for_only_so_long(web: Server) -> None:
    def slow(host: str, _port: int) -> Any:
        time.sleep(1.5)
        raise socket.gaierror(socket.EAI_AGAIN, host)

    begun = time.monotonic()
    assert engine(web, names=slow, total=0.5)(Call("http://bread.test/")).result is Result.TIMEOUT
    assert time.monotonic() - begun < 1.2


def test_a_name_server_in_trouble_is_another_thing_than_no_such_name(web: Server) -> None:
    def failing(host: str, _port: int) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, host)

    assert engine(web, names=failing)(Call("http://bread.test/")).result is Result.NAME_FAILURE


def test_nobody_listens(web: Server) -> None:
    assert engine(web)(Call(web.url("/page", host="127.0.0.9"))).result is Result.UNREACHED


@pytest.mark.parametrize(
    ("certificate", "result"),
    [("good", Result.ANSWERED), ("expired", Result.CERTIFICATE), ("other", Result.CERTIFICATE), ("unknown", Result.CERTIFICATE)],
)
def test_certificates(certificates: Path, certificate: str, result: Result) -> None:
    with serving(certificates / f"{certificate}.pem") as server:
        client = engine(server, names=table(bread_test="127.0.0.1"), authorities=str(certificates / "ca.pem"))
        reply = client(Call(server.url("/page", "bread.test", "https"), "GET", frozenset({"dough"}), 65536))
        assert reply.result is result
        assert (reply.note == "") is (result is Result.ANSWERED)


def test_a_dripping_body_over_tls_ends(certificates: Path) -> None:
    with serving(certificates / "good.pem") as server:
        client = engine(server, names=table(bread_test="127.0.0.1"), authorities=str(certificates / "ca.pem"), total=DEADLINE)
        for path in ("/drip-head", "/drip-body", "/hang"):
            begun = time.monotonic()
            reply = client(Call(server.url(path, "bread.test", "https"), "GET", frozenset({"x"}), 65536))
            assert reply.result is Result.TIMEOUT
            assert time.monotonic() - begun < SOON


def test_a_reset_in_the_handshake_is_a_reset(web: Server) -> None:
    reply = engine(web, names=table(bread_test="127.0.0.1"))(Call(web.url("/page", "bread.test", "https")))
    assert reply.result in {Result.RESET, Result.TIMEOUT}


def test_certificates_are_loaded_once(certificates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[object] = []
    load = ssl.SSLContext.load_verify_locations

    def counted(self: ssl.SSLContext, *rest: Any, **named: Any) -> None:
        loads.append(rest)
        load(self, *rest, **named)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counted)
    names = table(**{f"h{number}_bread_test": "127.0.0.1" for number in range(12)})
    with serving(certificates / "good.pem") as server:
        client = engine(server, names=names, authorities=str(certificates / "ca.pem"))
        for number in range(12):
            assert client(Call(server.url("/ok", f"h{number}.bread.test", "https"))).status == 200
    assert len(loads) == 1


def test_urllib3_still_calls_our_hook(web: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    hook = sockets._Vetted._new_conn

    def counted(self: Any) -> socket.socket:
        called.append(self.port)
        return hook(self)

    monkeypatch.setattr(sockets._Vetted, "_new_conn", counted)
    assert ask(web, "/page").status == 200
    assert called == [web.port]
