"""What the shipped book must hold, as plain numbers, and that it is sound and the same everywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
LEAST = {
    "chapters": 12,
    "resources": 187,
    "case-studies": 8,
    "prompts": 18,
    "notes": 7,
    "incidents": 10,
    "editions": 19,
    "glossary": 92,
    "appendix": 4,
    "people": 74,
    "figures": 18,
    "artifacts": 3,
    "pages": 9,
}
LISTED = 172
NOTED = 110
EDGES = 800


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped book, built once for all tests here."""
    out = tmp_path_factory.mktemp("built")
    run(ROOT, out)
    return out


def run(root: Path, out: Path, **environment: str) -> None:
    """Build a book in a process of its own."""
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def read(built: Path, path: str) -> Any:
    return json.loads((built / path).read_text(encoding="utf-8"))


def test_counts(built: Path) -> None:
    counts = {collection["name"]: collection["counts"] for collection in read(built, "json/site.json")["collections"]}
    held = {name: sum(count.values()) if isinstance(count, Mapping) else count for name, count in counts.items()}
    assert {name: held[name] for name in LEAST if held[name] < LEAST[name]} == {}


def test_every_output_is_there(built: Path) -> None:
    for path in ("html/index.html", "json/site.json", "json/graph.json", "manifest.json"):
        assert (built / path).stat().st_size > 0
    assert list(built.glob("epub/*.epub"))
    assert list(built.glob("heatmap/*.svg"))


def test_outline_is_whole() -> None:
    sections, subsections = 0, 0
    for path in sorted((ROOT / "content" / "chapters").glob("*.md")):
        rows = re.findall(r"^( *)-(?: \{|\s+)id: ", path.read_text(encoding="utf-8").split("\n---\n")[0], re.MULTILINE)
        depths = Counter(len(indent) for indent in rows)
        first, *deeper = sorted(depths)[:2] or [0]
        sections += depths[first]
        subsections += sum(depths[depth] for depth in deeper)
    assert (sections, subsections) == (43, 112)


def test_summaries_have_their_length(built: Path) -> None:
    words = {}
    for path in sorted((built / "json" / "chapters").glob("*.json")):
        if path.name != "index.json":
            item = read(built, f"json/chapters/{path.name}")
            words[item["id"]] = len(item["text"].split())
    numbered = {name: count for name, count in words.items() if name not in {"preface", "epilogue"}}
    assert len(numbered) == 10
    assert all(count >= 250 for count in numbered.values()), numbered


def test_the_graph_is_dense_and_nobody_is_alone(built: Path) -> None:
    graph = read(built, "json/graph.json")
    assert len(graph["edges"]) >= EDGES
    linked = {edge[end] for edge in graph["edges"] for end in ("from", "to")}
    assert {node["id"] for node in graph["nodes"]} - linked == set()


def test_resources_have_notes(built: Path) -> None:
    folder = built / "json" / "resources"
    entries = [read(folder, path.name) for path in folder.glob("*.json") if path.name != "index.json"]
    assert len(entries) >= LEAST["resources"]
    assert sum("note" in entry["fields"] for entry in entries) >= NOTED


def test_the_check_is_clean() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check", "--root", str(ROOT), "--format", "json", "--strict"],
        # The clock of the other tests would make this year's editions look like the future.
        env={name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["summary"]["errors"], report["summary"]["warnings"]) == (0, 0, 0)


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "deep"
    for folder in ("content", "schemas"):
        shutil.copytree(ROOT / folder, copy / folder)
    run(copy, tmp_path / "out", TZ="Asia/Kathmandu", LANG="tr_TR.UTF-8", LC_ALL="C", PYTHONHASHSEED="7")
    assert (tmp_path / "out" / "manifest.json").read_bytes() == (built / "manifest.json").read_bytes()
