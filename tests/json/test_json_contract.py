"""Every file that is published has a schema and keeps it, every address in it leads somewhere, and nothing depends on the machine."""

import hashlib
import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from referencing import Registry, Resource

from pipeline import flow
from tests.conftest import Book
from tests.json.conftest import SHIPPED, Printed

OUTPUT = SHIPPED / "schemas" / "output"
TESTED = {".bib": "test_json_bibliography", ".cff": "test_json_citation", ".inv": "test_json_inventory"}
"""What is no JSON, and the tests that read it back."""

OPEN = {"fields", "book", "source"}
"""Objects whose keys are those of the book's own schemas, or of a provider of data."""

OLDER = {"activity.schema.json", "heatmap.schema.json", "manifest.schema.json", "diagnostics.schema.json", "links.schema.json"}
"""Schemas of other outputs, which have tests of their own."""


@pytest.fixture(scope="module", params=["shipped", "minimal"])
def built(request: pytest.FixtureRequest, book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = flow.build(SHIPPED if request.param == "shipped" else book({}), out)
    assert done.published is not None
    return out


def validate(value: Any, schema: str) -> None:
    files = [(file.name, Resource.from_contents(json.loads(file.read_bytes()))) for file in OUTPUT.iterdir()]
    jsonschema.Draft202012Validator(json.loads((OUTPUT / schema).read_bytes()), registry=Registry().with_resources(files)).validate(value)


def test_every_published_file_has_a_schema_and_keeps_it(built: Path) -> None:
    listed = {file["path"]: file for file in json.loads((built / "json" / "site.json").read_bytes())["files"]}
    used = set()
    for file in sorted(path for path in built.rglob("*") if path.is_file()):
        path = file.relative_to(built).as_posix()
        if path.startswith("json/schemas/"):
            jsonschema.Draft202012Validator.check_schema(json.loads(file.read_bytes()))
        elif file.suffix in {".json", ".jsonl"}:
            text = file.read_text(encoding="utf-8")
            values = [json.loads(line) for line in text.splitlines()] if file.suffix == ".jsonl" else [json.loads(text)]
            stated = values[0].get("$schema") if isinstance(values[0], dict) else None
            name = posixpath.basename(stated or listed[path.removeprefix("json/")]["schema"])
            if stated and not path.startswith("heatmap/"):
                assert (file.parent / stated).resolve() == (built / "json" / "schemas" / "output" / name).resolve(), path
                assert values[0]["version"], path
            assert values, path
            for value in values:
                validate(value, name)
            used.add(name)
        elif path.startswith("json/"):
            assert file.suffix in TESTED, f"{path} has no schema and no test"
    assert used >= {each.name for each in OUTPUT.iterdir()} - {"heatmap.schema.json", "activity.schema.json", "links.schema.json"}


def _objects(node: Any, name: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, dict):
        if node.get("type") == "object" or (isinstance(node.get("type"), list) and "object" in node["type"]):
            yield name, node
        for key, part in node.items():
            yield from _objects(part, key)
    elif isinstance(node, list):
        for part in node:
            yield from _objects(part, name)


@pytest.mark.parametrize("file", sorted(OUTPUT.iterdir()), ids=lambda file: file.stem)
def test_schemas_are_closed_and_say_what_each_key_means(file: Path) -> None:
    schema = json.loads(file.read_bytes())
    assert schema["title"]
    assert schema["description"]
    assert schema["$id"] == file.name
    for name, part in _objects(schema):
        assert "additionalProperties" in part or name in OPEN, name
        assert part.get("additionalProperties") is not True or name in OPEN, name
        for key, field in part.get("properties", {}).items():
            assert "$ref" in field or "description" in field or file.name in OLDER, (name, key)


def _addresses(node: Any, name: str = "") -> Iterator[str]:
    """Every address of the website in some data; `links` lead out of the book, and fields are as their author wrote them."""
    if isinstance(node, dict):
        for key, part in node.items():
            if key == "url" and isinstance(part, str):
                yield part
            elif key not in {"links", "fields", "book", "diagnostics"}:
                yield from _addresses(part, key)
    elif isinstance(node, list):
        for part in node:
            yield from _addresses(part, name)


@pytest.mark.parametrize("which", ["shipped", "minimal", "everything"])
def test_every_address_is_on_the_website(which: str, request: pytest.FixtureRequest) -> None:
    made: Printed = request.getfixturevalue(which)
    ids = {
        path: set(re.findall(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"', data.decode()))
        for path, data in made.pages.items()
        if path.endswith(".html")
    }
    count = 0
    for path, data in made.files.items():
        if path.endswith((".json", ".jsonl")) and not path.startswith("schemas/") and path != "bibliography.csl.json":
            for line in data.splitlines() if path.endswith("l") else [data]:
                for address in _addresses(json.loads(line)):
                    page, _, fragment = address.partition("#")
                    assert address.isascii()
                    assert page in made.pages, (path, address)
                    assert not fragment or unquote(fragment) in ids[page], (path, address)
                    count += 1
    search = made.read("search.json")
    for section in search["sections"]:
        page = search["items"][section["item"]]["url"].partition("#")[0]
        assert not section["anchor"] or section["anchor"] in ids[page]
    for row in json.loads(made.pages["myst.xref.json"])["references"]:
        assert row.get("html_id") is None or row["html_id"] in ids[row["url"].removeprefix("/")]
        assert row["data"].removeprefix("/../json/") in made.files
    assert count > 200


@pytest.mark.parametrize("which", ["shipped", "everything"])
def test_every_entry_that_is_named_exists(which: str, request: pytest.FixtureRequest) -> None:
    made: Printed = request.getfixturevalue(which)
    graph = made.read("graph.json")
    keys = {node["id"] for node in graph["nodes"]}
    assert {end for edge in graph["edges"] for end in (edge["from"], edge["to"])} <= keys
    assert {use["item"] for asset in made.read("assets.json")["assets"] for use in asset["uses"]} <= keys
    rows = [json.loads(line) for line in made.files["sections.jsonl"].splitlines()]
    assert {row["item"] for row in rows} == keys
    assert len({row["id"] for row in rows}) == len(rows)


def test_ids_do_not_depend_on_other_entries(book: Book) -> None:
    def seen(root: Path) -> dict[str, set[str]]:
        site = flow.build(root, root / "build").checked.site
        lines = (root / "build" / "json" / "sections.jsonl").read_text(encoding="utf-8").splitlines()
        works = json.loads((root / "build" / "json" / "bibliography.csl.json").read_bytes())
        return {"sections": {json.loads(line)["id"] for line in lines}, "works": {work["id"] for work in works}, "items": set(site.items)}

    fewer = seen(book({}))
    more = seen(book({"content/resources/more.yaml": "- {id: aaa, title: A, url: 'https://bread.example.org/a', kind: post, topic: x}\n"}))
    assert all(more[name] - fewer[name] == {"resource:aaa"} if name != "works" else more[name] - fewer[name] == {"aaa"} for name in fewer)
    assert all(fewer[name] <= more[name] for name in fewer)


def test_assets(everything: Printed) -> None:
    assets = {asset["path"]: asset for asset in everything.read("assets.json")["assets"]}
    loaf = assets["content/assets/figures/loaf.svg"]
    assert loaf["media_type"] == "image/svg+xml"
    assert loaf["sha256"] == hashlib.sha256((everything.root / loaf["path"]).read_bytes()).hexdigest()
    assert [(use["item"], use["field"]) for use in loaf["uses"]] == [("chapter:more", ""), ("figure:loaf", "file")]
    assert loaf["uses"][1]["alt"].startswith("A round")
    assert isinstance(loaf["width"], int)
    line = (everything.root / loaf["uses"][1]["file"]).read_text(encoding="utf-8").split("\n")[loaf["uses"][1]["line"] - 1]
    assert "loaf.svg" in line
    flour = assets["content/data/flour.csv"]
    assert (flour["media_type"], flour["width"], flour["uses"][0]["alt"]) == ("text/csv", None, None)
    assert flour["url"] in everything.pages


def test_an_asset_that_nobody_shows_has_no_address(book: Book, tmp_path: Path) -> None:
    flow.build(book({"content/data/lost.csv": "a\n1\n"}), tmp_path)
    lost = next(
        asset for asset in json.loads((tmp_path / "json" / "assets.json").read_bytes())["assets"] if asset["path"].endswith("lost.csv")
    )
    assert (lost["url"], lost["uses"]) == (None, [])


def test_the_findings_are_those_of_the_check(book: Book, tmp_path: Path) -> None:
    root = book(
        {"content/chapters/03-more.md": "---\nkind: chapter\nnumber: 3\ntitle: More\n---\nSee [](term:glutn) and [there](gone.md).\n"}
    )
    done = flow.build(root, tmp_path)
    found = json.loads((tmp_path / "json" / "diagnostics.json").read_bytes())
    said = json.loads(flow.report(done.checked, "json", width=100, colour=False, ascii_only=False))
    assert {name: value for name, value in found.items() if name != "$schema"} == said
    assert {finding["code"] for finding in found["diagnostics"]} >= {"REF302", "LNK201"}


def test_neither_drafts_nor_doubts_are_told(book: Book, tmp_path: Path) -> None:
    draft = "---\nkind: chapter\nnumber: 3\ntitle: Unseen\nstatus: draft\nsecret: a plan\n---\nSee [](term:whisper).\n"
    doubt = "---\ntitle: Open\ndoubt: Perhaps it is closed.\n---\nWords.\n"
    root = book({"content/chapters/03-unseen.md": draft, "content/pages/open.md": doubt})
    done = flow.build(root, tmp_path)
    assert {finding.code.code for finding in done.checked.diagnostics} >= {"SCH110", "REF302"}
    text = (tmp_path / "json" / "diagnostics.json").read_text(encoding="utf-8")
    assert not any(word in text for word in ("unseen", "secret", "whisper", "closed"))
    (tmp_path / "drafts").mkdir()
    flow.build(root, tmp_path / "drafts", drafts=True)
    assert "whisper" in (tmp_path / "drafts" / "json" / "diagnostics.json").read_text(encoding="utf-8")


def test_a_site_without_json_still_has_its_signposts(book: Book, tmp_path: Path) -> None:
    flow.build(book({}), tmp_path, outputs=("html",))
    names = ("objects.inv", "myst.xref.json", "llms.txt", "llms-full.txt")
    assert all((tmp_path / "html" / name).is_file() for name in names)
    assert not (tmp_path / "json").exists()


@pytest.mark.slow
def test_the_machine_leaves_no_trace(book: Book) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from tests.json.conftest import printed; made = printed(Path(sys.argv[1]));"
        "print(hashlib.sha256(repr((sorted(made.files.items()), sorted(made.pages.items()))).encode()).hexdigest())"
    )
    root = str(book({}))
    machines = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, root], cwd=SHIPPED, env={**os.environ, **each}, capture_output=True, text=True, check=True
        ).stdout
        for each in machines
    }
    assert len(found) == 1
