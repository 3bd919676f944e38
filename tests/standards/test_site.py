"""The shipped site in a real browser: axe on every kind of page under a strict policy, and what readers do with keys and lists.

It needs Chromium, and `npm install` in this folder. Elsewhere it is skipped; with REQUIRE_JUDGES set a missing judge is a failure.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline import flow

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.judge


def test_in_a_browser(tmp_path: Path) -> None:
    if not (CHROMIUM and shutil.which("node") and all((HERE / "node_modules" / name).exists() for name in ("axe-core", "puppeteer-core"))):
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)("Chromium with axe-core and puppeteer-core is not installed")
    flow.build(ROOT, tmp_path, outputs=("html",))
    site = tmp_path / "html"
    # One page of each folder, its list, and what stands at the top.
    folders = sorted(path for path in site.iterdir() if path.is_dir() and any(path.glob("*.html")))
    pages = [
        *sorted(site.glob("*.html")),
        *(page for folder in folders for page in {folder / "index.html", max(folder.glob("*.html"), key=lambda page: page.stat().st_size)}),
    ]
    names = sorted(page.relative_to(site).as_posix() for page in pages if page.exists())
    assert len(names) > 20
    done = subprocess.run(
        ["node", "site.mjs", str(site), *names],
        cwd=HERE,
        env={**os.environ, "CHROMIUM": str(CHROMIUM)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert (done.stdout, done.stderr) == ("", "")
