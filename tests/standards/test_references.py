"""The files for other books and for citation programs, before the programs that read them: MyST, and the Citation File Format's own schema.

They need Node and `npm install` in this folder; elsewhere they are skipped with a reason.
"""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest
import yaml

from pipeline import flow
from tests.standards.judges import need

ROOT = Path(__file__).parent.parent.parent
MODULES = Path(__file__).parent / "node_modules"
MYST = MODULES / "mystmd" / "dist" / "myst.cjs"
CFF = MODULES / "cffjs" / "dist" / "schema.js"

PAGE = """---
exports:
  - {format: md, output: out.md}
---
# Another book

A [](xref:book#chapter:finetuning) B [](xref:book/chapters/finetuning.html) C [](xref:book/chapters/finetuning.html#form-or-facts)
D [](xref:book#term:perplexity) E [our words](xref:book#resource:lora-low-rank-adaptation-of-large-language-models) F [](xref:book#chapter:gone)
"""

pytestmark = pytest.mark.judge


class Quiet(SimpleHTTPRequestHandler):
    """A web server that keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("referred")
    flow.build(ROOT, out, outputs=("html", "json"))
    return out


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    """The website, on a web server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/html"
        server.shutdown()
        thread.join()


def test_a_myst_book_refers_to_this_one(address: str, tmp_path: Path) -> None:
    need(shutil.which("node") and MYST.exists(), "mystmd with Node")
    (tmp_path / "myst.yml").write_text(f"version: 1\nproject:\n  references:\n    book: {address}\n", encoding="utf-8")
    (tmp_path / "index.md").write_text(PAGE, encoding="utf-8")
    done = subprocess.run(
        ["node", str(MYST), "build", "index.md", "--md"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    said = done.stdout + done.stderr
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    title = "Chapter 7. Finetuning"
    assert f"A [{title}]({address}/chapters/finetuning.html) B [{title}]({address}/chapters/finetuning.html) C [Form or facts](" in text
    assert f"D [perplexity]({address}/glossary/perplexity.html)" in text
    assert f"E [our words]({address}/resources/lora-low-rank-adaptation-of-large-language-models.html)" in text
    told = [line for line in said.splitlines() if "xref:book" in line and not line.startswith("Migrating")]
    assert told
    assert all("chapter:gone" in line for line in told), "a name that does not exist is told, and no other"


def test_the_citation_file_fits_the_schema_of_its_format(built: Path) -> None:
    need(shutil.which("node") and CFF.exists(), "cffjs with Node")
    script = f"import({json.dumps(CFF.as_uri())}).then(module => console.log(JSON.stringify(module.schema)))"
    done = subprocess.run(["node", "--no-warnings", "-e", script], capture_output=True, text=True, check=True, timeout=60)
    citation = yaml.safe_load((built / "json" / "CITATION.cff").read_bytes())
    jsonschema.Draft7Validator(json.loads(done.stdout)).validate(citation)
