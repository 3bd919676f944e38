"""How fast links are asked for, and who is right about them: `python benchmarks/links.py [speed|right|offline]`.

Everything happens on loopback. `speed` asks 2,000 addresses of a server that takes 50 ms for each, over HTTP and HTTPS, and measures
seconds, CPU and memory of a process of its own. `right` gives 30 addresses of which the truth is known to this checker and, where they are
installed, to lychee and LinkChecker. `offline` checks 1.2 MB of Markdown.
"""

import asyncio
import csv
import json
import resource
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.check.links import urls  # noqa: E402 - the project is on the path now
from pipeline.check.links.engine import Engine, Limits  # noqa: E402
from pipeline.check.links.judge import judge  # noqa: E402
from pipeline.check.links.plan import Question  # noqa: E402
from pipeline.check.links.run import Run, SystemClock  # noqa: E402
from pipeline.check.links.vetting import networks  # noqa: E402
from tests.links.server import serving  # noqa: E402

COUNT, HOSTS, DELAY = 2000, 1000, 0.05
VALID = 6
"""The column in which LinkChecker says whether a link is valid."""


def main() -> None:
    """Run what was asked for, or all."""
    wanted = sys.argv[1:] or ["speed", "right", "offline"]
    if wanted[0] == "ask":
        ask(wanted[1], int(wanted[2]), wanted[3] if len(wanted) > 3 else None)  # noqa: PLR2004 - the last one is optional
        return
    if wanted[0] == "serve":
        asyncio.run(serve(wanted[1] if len(wanted) > 1 else None))
        return
    for name in wanted:
        {"speed": speed, "right": right, "offline": offline}[name]()


async def serve(certificate: str | None) -> None:
    """A server that answers everything after a while; its port is the first thing it prints."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(DELAY)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def ask(scheme: str, port: int, authorities: str | None) -> None:
    """Ask for all addresses, and print what it took."""
    loads = []
    load = ssl.SSLContext.load_verify_locations
    ssl.SSLContext.load_verify_locations = lambda self, *rest, **named: (loads.append(1), load(self, *rest, **named))[1]  # type: ignore[method-assign]
    engine = Engine(
        Limits(allowed=networks(["127.0.0.0/8"]), ports=frozenset({port})),
        lambda _host, asked: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", asked))],
        authorities,
    )
    questions = [Question(f"{scheme}://h{number % HOSTS}.links.test:{port}/{number}") for number in range(COUNT)]
    begun, cpu = time.monotonic(), time.process_time()
    answers = Run(engine, SystemClock(), lambda *_: None, threads=64).ask(questions)
    seconds, used = time.monotonic() - begun, time.process_time() - cpu
    good = sum(found[-1].good for found in answers.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ok": good, "seconds": seconds, "cpu_ms": used / COUNT * 1000, "mb": memory, "loads": len(loads)}))


def speed() -> None:
    """2,000 addresses over HTTP and HTTPS."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        certificate = made(folder)
        print(f"{COUNT} addresses at {HOSTS} hosts, {DELAY * 1000:.0f} ms each, 64 threads")
        for scheme, extra in (("http", []), ("https", [str(certificate)])):
            with subprocess.Popen([sys.executable, __file__, "serve", *extra], stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - ourselves
                assert server.stdout is not None  # noqa: S101 - it is piped
                port = server.stdout.readline().strip()
                done = subprocess.run(  # noqa: S603 - ourselves
                    [sys.executable, __file__, "ask", scheme, port, *([str(folder / "ca.pem")] if extra else [])],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                server.terminate()
            found = json.loads(done.stdout)
            print(
                f"  {scheme:5} {found['ok']} ok  {found['seconds']:.2f} s  {found['cpu_ms']:.2f} ms CPU each  "
                f"{found['mb']:.0f} MB  certificates loaded {found['loads']} times"
            )


def made(folder: Path) -> Path:
    """A certificate for the hosts of the benchmark, and its authority beside it."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - the system's own

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Benchmark")
    (folder / "names").write_text("subjectAltName=DNS:*.links.test\n", encoding="utf-8")
    openssl("req", *key, "-keyout", "key", "-out", "request", "-subj", "/CN=links.test")
    openssl("x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key", "-extfile", "names", "-out", "crt", "-days", "30")
    whole = folder / "both.pem"
    whole.write_bytes((folder / "crt").read_bytes() + (folder / "key").read_bytes())
    return whole


TRUTH = {
    "/page": True,
    "/page#dough": True,
    "/page#salt": True,
    "/page#crust": True,
    "/page#nothing": False,
    "/empty": True,
    "/packed#dough": True,
    "/no-head": True,
    "/head-404": True,
    "/found": True,
    "/moved": True,
    "/moved-permanently": True,
    "/moved-then-found": True,
    "/cookie": True,
    "/shell#inside": None,
    "/pdf#page=2": None,
    "/forbidden": None,
    "/busy": None,
    "/wall": None,
    "/challenge": None,
    "/error": None,
    "/reset": None,
    "/truncated#x": None,
    "/garbage": None,
    "/gone": False,
    "/removed": False,
    "/loop": False,
    "/gone?again": False,
    "/removed?again": False,
    "/page#:~:text=Dough": True,
}
"""Addresses of the tests' server: whether the page (with its anchor) is there, or nobody can know."""


def right() -> None:
    """Who is right: an address that is there must not be an error, one that is gone must be, and nothing may be said of the rest."""
    with serving() as server, tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # LinkChecker gives up the rights of root before it reads
        page = Path(name) / "links.md"
        addresses = {server.url(path): truth for path, truth in TRUTH.items()}
        page.write_text("".join(f"- <{url}>\n" for url in addresses), encoding="utf-8")
        print(f"{len(addresses)} addresses of which the truth is known")
        checkers = {
            "bookpipe": lambda: ours(addresses, server.port),
            "lychee": lambda: lychee(page),
            "linkchecker": lambda: linkchecker(page),
        }
        for checker, run in checkers.items():
            begun = time.monotonic()
            errors = run()
            if errors is None:
                print(f"  {checker:12} is not installed")
                continue
            alarms = [url for url, truth in addresses.items() if truth is not False and url in errors]
            missed = [url for url, truth in addresses.items() if truth is False and url not in errors]
            shown = ", ".join(url.partition(str(server.port))[2] for url in (*alarms, *missed))
            good = len(addresses) - len(alarms) - len(missed)
            took = time.monotonic() - begun
            print(f"  {checker:12} right about {good}, {len(alarms)} false alarms, {len(missed)} missed, {took:.1f} s  {shown}")


def ours(addresses: dict[str, bool | None], port: int) -> set[str]:
    """What we call an error, or doubt for a reason of its own (an anchor that is missing)."""
    engine = Engine(Limits(total=3.0, allowed=networks(["127.0.0.0/8"]), ports=frozenset({port})))
    wanted: dict[str, set[str]] = {}
    for address in addresses:
        url, fragment = urls.split(address)
        wanted.setdefault(url, set()).update(filter(None, [urls.anchor(fragment)]))
    answers = Run(engine, SystemClock(), lambda *_: None).ask(Question(url, frozenset(anchors)) for url, anchors in wanted.items())
    found = {address: judge(*urls.split(address), answers[urls.split(address)[0]]).verdict.value for address in addresses}
    return {address for address, verdict in found.items() if verdict in {"broken", "anchor-missing"}}


def lychee(page: Path) -> set[str] | None:
    """What lychee calls an error, with retries and fragments on."""
    program = shutil.which("lychee")
    if program is None:
        return None
    options = ["--format", "json", "--no-progress", "--include-fragments", "--max-retries", "2", "--timeout", "3", "--", str(page)]
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    data = json.loads(done.stdout)
    return {
        str(each["url"]) for kind in ("error_map", "fail_map", "timeout_map") for found in data.get(kind, {}).values() for each in found
    }


def linkchecker(page: Path) -> set[str] | None:
    """What LinkChecker calls an error; it reads HTML."""
    program = shutil.which("linkchecker")
    if program is None:
        return None
    html = page.with_suffix(".html")
    links = (line[3:-1] for line in page.read_text(encoding="utf-8").splitlines())
    html.write_text("".join(f'<a href="{url}">x</a>\n' for url in links), encoding="utf-8")
    options = ["--check-extern", "-r1", "--timeout=3", "-ocsv", "--no-status", str(html)]
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    rows = csv.reader((line for line in done.stdout.splitlines() if not line.startswith("#")), delimiter=";")
    return {row[0] for row in rows if len(row) > VALID and row[VALID] == "False"}


def offline() -> None:
    """1.2 MB of Markdown, cold and warm, without a network."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "tests/books/minimal", root, dirs_exist_ok=True)
        shutil.copytree(ROOT / "schemas", root / "schemas")
        paragraph = "Flour and water, see [the page](https://example.org/{0}-{1}), [salt](#salt) and `code`, for a while and another.\n\n"
        for number in range(112):
            body = "".join(paragraph.format(number, line) for line in range(95))
            (root / f"content/pages/p{number}.md").write_text(f"---\ntitle: Page {number}\n---\n## Salt\n\n{body}", encoding="utf-8")
        size = sum(path.stat().st_size for path in (root / "content/pages").glob("p*.md"))
        command = [sys.executable, "-m", "pipeline", "check", "--root", str(root), "--format", "json"]
        start = seconds([sys.executable, "-m", "pipeline", "--version"])
        cold, warm = seconds(command), seconds(command)
        print(f"offline check of {size / 1e6:.1f} MB: {cold:.2f} s cold, {warm:.2f} s warm, of which {start:.2f} s to start")


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    begun = time.monotonic()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - ourselves
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
