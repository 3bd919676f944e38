"""The same bytes in any folder, zone, locale, hash seed and order of inputs."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.model.heatmap import Order
from pipeline.render.heatmap.command import draw

from .making import AS_OF, ROOT, SAMPLES, sample

SCRIPT = """
import sys
from datetime import date
from hashlib import sha256
from pipeline.model.heatmap import Order
from pipeline.render.heatmap import draw, inputs
changes = {"timezone": "America/Los_Angeles"}
order = Order(inputs(sys.argv[1:]), changes=changes, as_of=date(2025, 12, 31), formats=("svg", "png", "json", "html"))
for artifact in draw(order).value:
    print(artifact.path, sha256(artifact.data).hexdigest())
"""
PLACES = [
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
]


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    order = Order(
        (sample("chatgpt.zip"), sample("claude-new.zip")),
        changes={"timezone": "America/Los_Angeles"},
        as_of=AS_OF,
        formats=("svg", "png", "json", "html"),
    )
    return {artifact.path: sha256(artifact.data).hexdigest() for artifact in draw(order).value}


@pytest.mark.parametrize("place", range(2))
def test_the_same_bytes_everywhere(expected: dict[str, str], place: int, tmp_path: Path) -> None:
    folder = tmp_path / f"place {place}"
    folder.mkdir()
    names = ["chatgpt.zip", "claude-new.zip"]
    for name in names:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *(names if place else names[::-1])],
        cwd=folder,
        env={**os.environ, **PLACES[place], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert dict(line.rsplit(" ", 1) for line in done.stdout.splitlines()) == expected
