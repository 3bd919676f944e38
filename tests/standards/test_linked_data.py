"""What pages tell machines, before judges: the vocabulary of schema.org as types, and a browser that enforces a policy.

The first needs Node and `npm install` in this folder, the second Chromium; elsewhere they are skipped with a reason.
"""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from tests.standards.judges import need

ROOT = Path(__file__).parent.parent.parent
MODULES = Path(__file__).parent / "node_modules"
TSC, TYPES = MODULES / "typescript" / "bin" / "tsc", MODULES / "schema-dts" / "dist" / "schema.d.ts"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"
ADDRESS = "https://book.example.org/"
PAGES = ("index.html", "chapters/finetuning.html", "glossary/index.html", "resources/index.html", "search.html", "404.html")

pytestmark = pytest.mark.judge


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped book, as if it had an address: what is said about addresses is looked at, too."""
    root, out = tmp_path_factory.mktemp("told"), tmp_path_factory.mktemp("out")
    for folder in ("content", "schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = root / "content" / "book.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("publish:\n", f'publish:\n  url: "{ADDRESS}"\n'), encoding="utf-8")
    assert flow.build(root, out, outputs=("html", "heatmap")).published is not None
    return out / "html"


def graphs(built: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """One page of each kind: those that differ in their types or properties."""
    seen = set()
    for path in sorted(built.rglob("*.html")):
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
        said = json.loads(data)
        kind = tuple((node["@type"], *sorted(node)) for node in said["@graph"])
        if kind not in seen:
            seen.add(kind)
            yield path.relative_to(built).as_posix(), said


def typed(folder: Path, said: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What the compiler says of values that claim to be of the vocabulary."""
    (folder / "node_modules").symlink_to(MODULES)
    lines = [f"/* {path} */ export const page{number}: Graph = {json.dumps(each)};" for number, (path, each) in enumerate(said.items())]
    # A convention of schema.org beside its vocabulary: `-input` says which part of an address a reader fills in.
    text = "\n".join(lines).replace('"query-input": "required name=words"', '"query": "words"')
    (folder / "pages.mts").write_text(f'import type {{Graph}} from "schema-dts";\n{text}\n', encoding="utf-8")
    options = "--noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext --target es2022 pages.mts".split()
    done = subprocess.run(["node", str(TSC), *options], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    return [line[:300] for line in done.stdout.splitlines() if "error" in line]


def test_types_and_properties_are_those_of_schema_org(built: Path, tmp_path: Path) -> None:
    need(shutil.which("node") and TSC.exists() and TYPES.exists(), "TypeScript with the types of schema.org")
    said = dict(graphs(built))
    types = {node["@type"] for each in said.values() for node in each["@graph"]}
    assert {"WebSite", "Book", "Chapter", "DefinedTerm", "DefinedTermSet", "ScholarlyArticle", "Person", "Dataset", "Article"} <= types
    assert typed(tmp_path, said) == []


def test_the_judge_knows_wrong_words(tmp_path: Path) -> None:
    need(shutil.which("node") and TSC.exists() and TYPES.exists(), "TypeScript with the types of schema.org")
    nodes = {"property": {"@type": "Chapter", "pageBegin": 1}, "type": {"@type": "Chapter", "isPartOf": 7}, "kind": {"@type": "Chaptre"}}
    found = typed(tmp_path, {name: {"@context": "https://schema.org", "@graph": [node]} for name, node in nodes.items()})
    assert sorted({line.partition("(")[2].partition(",")[0] for line in found}) == ["2", "3", "4"]


class Strict(SimpleHTTPRequestHandler):
    """A web server with a strict policy, which keeps no log."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        pass


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def console(address: str, profile: Path) -> tuple[str, list[str]]:
    """A page as a browser has it in the end, and all lines of its console."""
    switches = (
        "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --enable-logging=stderr --virtual-time-budget=3000 --dump-dom"
    )
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    done = subprocess.run(
        ["/usr/bin/chromium", *switches.split(), rules, f"--user-data-dir={profile}", address],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE:" in line]


def test_a_strict_policy_lets_data_pass_and_stops_scripts(built: Path, address: str, tmp_path: Path) -> None:
    need(Path("/usr/bin/chromium").exists(), "Chromium")
    for path in PAGES:
        page, said = console(address + path, tmp_path / "profile")
        assert said == [], path
        assert '<script type="application/ld+json">{"@context"' in page, path
        # Our own script ran, and named the manifest.
        assert re.search(r'<link rel="manifest" href="(\.\./)*site\.webmanifest">', page), path
    # The policy is in force: a script within a page does not run.
    (built / "inline.html").write_text(
        "<!DOCTYPE html><title>a</title><p id=p>still</p><script>p.textContent = 'run'</script>", encoding="utf-8"
    )
    page, said = console(f"{address}inline.html", tmp_path / "profile")
    (built / "inline.html").unlink()
    assert ">still</p>" in page
    assert any("Content Security Policy" in line for line in said)


def test_pages_from_disk_complain_about_nothing(built: Path, tmp_path: Path) -> None:
    need(Path("/usr/bin/chromium").exists(), "Chromium")
    for path in PAGES[:3]:
        page, said = console((built / path).as_uri(), tmp_path / "profile")
        assert said == [], path
        assert '<link rel="manifest"' not in page, path
