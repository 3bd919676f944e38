"""A collection added by data alone: one schema, two entries, no Python; it must be everywhere."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.model.diagnostic import Severity

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped book with the recipes of docs/collections.md."""
    root = tmp_path_factory.mktemp("recipes")
    for folder in ("content", "schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    fences = re.findall(
        r"^```(json|markdown)\n(.*?)^```", (ROOT / "docs" / "collections.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    schema, soup = (text for _, text in fences[:2])
    put(root, "schemas/recipes.schema.json", schema)
    put(root, "content/recipes/soup.md", soup)
    put(root, "content/recipes/bread.md", "---\ntitle: Plain bread\nsummary: With [](recipe:soup).\n---\nGoes well with a zwieback.\n")
    page = root / "content" / "pages" / "tools.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nHungry? [](recipe:bread)\n", encoding="utf-8")
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_it_is_in_every_output(copy: Path, tmp_path: Path) -> None:
    built = flow.build(copy, tmp_path)
    assert built.checked.count(Severity.ERROR) == 0
    page = (tmp_path / "html" / "recipes" / "soup.html").read_text(encoding="utf-8")
    assert "Soup of the day" in page
    assert 'href="../chapters/rag-and-agents.html#rag"' in page
    assert "Plain bread" in page.split("Mentioned in")[1]
    assert 'href="recipes/index.html"' in (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert "recipes/bread.html" in (tmp_path / "html" / "recipes" / "index.html").read_text(encoding="utf-8")
    item = json.loads((tmp_path / "json" / "recipes" / "bread.json").read_text(encoding="utf-8"))
    assert item["id"] == "bread"
    assert "zwieback" in (tmp_path / "json" / "search.json").read_text(encoding="utf-8")
    assert any("zwieback" in path.read_text(encoding="utf-8") for path in (tmp_path / "html" / "assets").glob("search-index*.js"))
    graph = json.loads((tmp_path / "json" / "graph.json").read_text(encoding="utf-8"))
    assert ("page:tools", "recipe:bread") in {(edge["from"], edge["to"]) for edge in graph["edges"]}
    (epub,) = tmp_path.glob("epub/*.epub")
    with zipfile.ZipFile(epub) as book:
        texts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    assert any("Goes well with a zwieback" in text for text in texts)


def test_it_is_validated(copy: Path) -> None:
    put(copy, "content/recipes/cake.md", "---\ntitel: Cake\n---\nSweet, see [](recipe:sou).\n")
    try:
        found = {finding.code.code: str(finding.span) for finding in flow.check(copy).diagnostics}
    finally:
        (copy / "content" / "recipes" / "cake.md").unlink()
    assert found["SCH103"] == "content/recipes/cake.md:2:1"
    assert found["REF302"] == "content/recipes/cake.md:4:15"
