"""The book with everything the Markdown can do: sound, and whole in every output."""

import shutil
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from pipeline import flow
from pipeline.load import parse
from pipeline.model.manuscript import Manuscript, settle
from pipeline.render.compile import manuscript
from tests.conftest import BOOKS, ROOT


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the book, with the schemas of the project."""
    root = tmp_path_factory.mktemp("everything")
    shutil.copytree(BOOKS / "everything", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "schemas", root / "schemas")
    return root


@pytest.fixture(scope="module")
def compiled(everything: Path) -> Manuscript:
    return manuscript(flow.check(everything).site, parse)


def test_nothing_is_found(everything: Path) -> None:
    assert [(finding.code.code, finding.span.path, finding.message) for finding in flow.check(everything).diagnostics] == []


def test_every_passage_is_well_formed(compiled: Manuscript) -> None:
    for passage in compiled.passages.values():
        for html in (passage.html, *(note.html for note in passage.notes)):
            fromstring(f"<div>{settle(html, lambda _kind, _rest: 'x')}</div>")  # noqa: S314 - our own output


def test_it_is_published_in_every_format(everything: Path, tmp_path: Path) -> None:
    built = flow.build(everything, tmp_path / "build", strict=True)
    assert built.published is not None
    folders = {Path(path).parts[0] for path, _, _ in built.published.manifest.files}
    assert folders == {"html", "json", "epub"}
