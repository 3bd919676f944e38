"""What `docs/json.md` shows is so: its examples are parts of what is published, and its programs run."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import flow
from tests.conftest import Book
from tests.json.conftest import SHIPPED
from tests.standards.judges import need

PAGE = (SHIPPED / "docs" / "json.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = {
    "`site.json`": "json/site.json",
    "`<folder>/index.json`": "json/glossary/index.json",
    "`<folder>/<id>.json`": "json/glossary/gluten.json",
    "`sections.jsonl`": "json/sections.jsonl",
    "`graph.json`": "json/graph.json",
    "`search.json`": "json/search.json",
    "`bibliography.csl.json` and `bibliography.bib`": "json/bibliography.csl.json",
    "`CITATION.cff`": "json/CITATION.cff",
    "`assets.json`": "json/assets.json",
    "`diagnostics.json`": "json/diagnostics.json",
    "`objects.inv` and `myst.xref.json`": "html/myst.xref.json",
    "`llms.txt` and `llms-full.txt`": "html/llms.txt",
}
"""The headings of the page, and the file that each shows a part of."""


@pytest.fixture(scope="module")
def built(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("documented")
    flow.build(book({}), out)
    return out


def holds(whole: Any, part: Any) -> bool:
    """Whether an example is a part of the data: some keys of a mapping, some rows of a list."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(name in whole and holds(whole[name], value) for name, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and (whole == part if not part else all(any(holds(row, each) for row in whole) for each in part))
    return bool(whole == part and type(whole) is type(part))


def fences(heading: str) -> list[tuple[str, str]]:
    """The code blocks below a heading: language and text."""
    text = PAGE.partition(f"\n### {heading}\n")[2] or PAGE.partition(f"\n## {heading}\n")[2]
    return FENCE.findall(re.split(r"^#{2,3} ", text, maxsplit=1, flags=re.MULTILINE)[0])


@pytest.mark.parametrize("heading", SHOWN)
def test_an_example_is_a_part_of_the_file(heading: str, built: Path) -> None:
    text = (built / SHOWN[heading]).read_text(encoding="utf-8")
    blocks = fences(heading)
    assert blocks
    for language, block in blocks:
        match language:
            case "json" if SHOWN[heading].endswith("jsonl"):
                assert json.loads(block) in [json.loads(line) for line in text.splitlines()]
            case "json":
                assert holds(json.loads(text), json.loads(block))
            case "yaml":
                assert holds(yaml.safe_load(text), yaml.safe_load(block))
            case "bibtex":
                assert block in (built / "json" / "bibliography.bib").read_text(encoding="utf-8")
            case "markdown":
                assert text.startswith(block)
            case _:
                assert language == "text"


def test_every_file_and_schema_is_on_the_page(built: Path) -> None:
    names = {file.name for file in (built / "json").iterdir() if file.is_file()} - {"bibliography.bib"}
    names |= {file.name for file in (built / "html").iterdir() if file.suffix != ".html" and file.is_file()}
    table = PAGE.partition("## Files")[2].partition("\n### ")[0]
    # What the website itself brings for machines has a page of its own.
    site = (SHIPPED / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in table and f"`{name}`" not in site] == []
    ours = {"activity", "heatmap", "links", "manifest"}
    schemas = {file.name.split(".")[0] for file in (built / "json" / "schemas" / "output").iterdir()} - ours
    assert [name for name in sorted(schemas) if f"| `{name}`" not in table] == []
    assert set(SHOWN) == set(re.findall(r"^### (.+)$", PAGE, re.MULTILINE))


def test_links_on_the_page_lead_to_its_headings() -> None:
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors


def run(built: Path, *command: str) -> list[str]:
    done = subprocess.run(command, cwd=built / "json", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_programs_run(built: Path) -> None:
    chapter, retrieval = (block for language, block in fences("Examples") if language == "python")
    assert run(built, sys.executable, "-X", "utf8", "-c", chapter) == ["resource:bread-science\tBread Science"]
    found = run(built, sys.executable, "-X", "utf8", "-c", retrieval)
    assert len(found) == 3
    assert found[0].startswith("glossary/hydration.html\thydration\tThe weight of the water in a dough")


def test_jq_runs(built: Path) -> None:
    need(shutil.which("jq"), "jq")
    (block,) = (block for language, block in fences("Examples") if language == "sh")
    assert run(built, "sh", "-c", block) == ["resource:bread-science"]
