"""Three publications before judges that nobody here wrote: EPUBCheck, DAISY Ace, and two reading systems in a browser.

The shipped book, the one with everything that the Markdown can do, and the one that runs from right to left. The judges need
Java, Node, Chromium and `npm install` in this folder.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow
from pipeline.render import epub
from tests.conftest import BOOKS, ROOT
from tests.standards.judges import ACE, READERS, browse, chromium, epubcheck, java, need

pytestmark = pytest.mark.judge
FAULTS = ("code", "tables", "images", "empty", "lost", "outside")


@pytest.fixture(scope="module", params=["shipped", "everything", "qahwa"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of a book."""
    root, out = ROOT, tmp_path_factory.mktemp("judged")
    if request.param != "shipped":
        root = tmp_path_factory.mktemp(request.param)
        shutil.copytree(ROOT / "schemas", root / "schemas")
        shutil.copytree(BOOKS / request.param, root, dirs_exist_ok=True)
    assert flow.build(root, out, outputs=("epub",)).published is not None
    (found,) = out.glob("epub/*.epub")
    return found


def test_our_own_check_has_nothing_to_say(book: Path) -> None:
    assert list(epub.problems(book.read_bytes())) == []


def test_epubcheck_has_nothing_to_say(book: Path, tmp_path: Path) -> None:
    jar = epubcheck()
    need(shutil.which("java") and jar, "EPUBCheck with Java")
    report = tmp_path / "report.json"
    java("-jar", str(jar), "--usage", "--json", str(report), str(book))
    messages: list[Mapping[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["messages"]
    assert [(message["severity"], message["ID"], message["message"], message["locations"][:1]) for message in messages] == []


def test_ace_finds_no_violation(book: Path, tmp_path: Path) -> None:
    need(shutil.which("node") and ACE.exists() and chromium(), "DAISY Ace with Node and Chromium")
    done = browse(str(ACE), "--force", "--silent", "--outdir", str(tmp_path / "ace"), str(book), scratch=tmp_path)
    assert (tmp_path / "ace" / "report.json").exists(), done.stderr
    report = json.loads((tmp_path / "ace" / "report.json").read_text(encoding="utf-8"))
    documents = report["assertions"]
    told = [
        (document["earl:testSubject"]["url"], each["earl:test"]["dct:title"], each["earl:result"].get("html", "")[:200])
        for document in documents
        for each in document["assertions"]
    ]
    assert told == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert len(documents) > 10


def test_reading_systems_show_all_of_it(book: Path, tmp_path: Path) -> None:
    """Every section opens in a page as wide as a phone; nothing is cut off, missing, or fetched from elsewhere."""
    need(shutil.which("node") and chromium() and all(reader.exists() for reader in READERS), "foliate-js and epub.js with Chromium")
    script = Path(__file__).parent / "readers.mjs"
    done = browse("node", str(script), str(book), scratch=tmp_path)
    assert done.returncode == 0, done.stderr
    for reader, found in json.loads(done.stdout).items():
        assert {fault: found[fault] for fault in FAULTS} == {fault: [] for fault in FAULTS}, reader
        assert found["opened"] == found["sections"] > 10, reader
        assert found["entries"] > 10, reader
