"""Every way in `vectors.py` to smuggle something that runs: nothing of it comes out, and a check says what was taken out."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML, Node

from pipeline import flow
from pipeline.load import parser
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.manuscript import Manuscript
from pipeline.model.safety import ADDRESSES, ALLOWED, dangerous
from pipeline.render.compile import manuscript
from tests.compile.conftest import bare, parsed
from tests.compile.test_compile_safety import FRAGMENTS
from tests.compile.vectors import CAUGHT, HARMLESS
from tests.conftest import Book

TOLD = frozenset({"MKD103", "LNK203", "UNI002"})
"""What says that something was taken out: markup, a destination, or characters."""
OWN = frozenset({"input", "math", "mi", "mo", "mrow", "mstyle", "mtext"})
INNER = frozenset({"cite-group", "include", "note", "noteref", "tex"})
"""What only the transforms understand."""
NAMES = frozenset(
    "alert alttext anchor aria-label checked class disabled display exhibit info kind label mathcolor rel role scope tabindex type xmlns".split()
)
"""Attributes of our own, beside those that the allow-list names."""
LIMIT = 20.0
"""Processor seconds for all of them together, a hundred times what they take."""
VECTORS = [(family, vector) for families in (CAUGHT, HARMLESS) for family, vectors in families.items() for vector in vectors]
IDS = [f"{family}: {vector[:50]!r}" for family, vector in VECTORS]


@dataclass(frozen=True)
class Judged:
    """A book with a page for each vector: what a check finds, by page, and what the compiler makes of it."""

    findings: dict[str, list[Diagnostic]]
    manuscript: Manuscript
    took: float


@pytest.fixture(scope="module")
def judged(book: Book) -> Judged:
    root = book({f"content/pages/v{number}.md": f"---\ntitle: V{number}\n---\n{text}\n" for number, (_, text) in enumerate(VECTORS)})
    begin = time.process_time()
    checked = flow.check(root)
    made = manuscript(checked.site, parser({}))
    took = time.process_time() - begin
    findings: dict[str, list[Diagnostic]] = {}
    for found in checked.diagnostics:
        findings.setdefault(found.span.path, []).append(found)
    return Judged(findings, made, took)


def test_there_are_many_and_no_two_alike() -> None:
    assert len(VECTORS) > 250
    assert len(set(VECTORS)) == len(VECTORS)


def test_time(judged: Judged) -> None:
    assert judged.took < LIMIT


@pytest.mark.parametrize("vector", [vector for _, vector in VECTORS], ids=IDS)
def test_the_tree_is_harmless(vector: str) -> None:
    for around in (
        "{}",
        "<div>\n\n{}\n\n</div>\n",
        "<details><summary>{}</summary>\n\n{}\n\n</details>\n",
        "> {}",
        "| a |\n|---|\n| {} |\n",
    ):
        harmless(bare(around.replace("{}", vector)), inner=True)


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=IDS)
def test_the_page_is_harmless_and_the_check_speaks(judged: Judged, number: int) -> None:
    passage = judged.manuscript.passages[f"page:v{number}", ()]
    for html in (passage.html, *(note.html for note in passage.notes)):
        # The marks are for the writers, which put addresses of their own there.
        harmless(html.translate({2: None, 3: None}), inner=False)
    codes = {found.code.code for found in judged.findings.get(f"content/pages/v{number}.md", [])}
    family, _ = VECTORS[number]
    assert bool(codes & TOLD) == (family in CAUGHT), codes


@given(st.lists(st.sampled_from([*(vector for _, vector in VECTORS), *FRAGMENTS]), max_size=8).map("".join))
@settings(max_examples=500, deadline=None)
def test_what_they_make_together_is_harmless(text: str) -> None:
    harmless(bare(text), inner=True)


@given(st.sampled_from(VECTORS), st.integers(0, 200), st.sampled_from(FRAGMENTS))
@settings(max_examples=500, deadline=None)
def test_what_is_put_into_one_is_harmless(one: tuple[str, str], at: int, fragment: str) -> None:
    harmless(bare(f"{one[1][:at]}{fragment}{one[1][at:]}"), inner=True)


def harmless(html: str, *, inner: bool) -> None:
    """As XML, and as a browser would read it: elements, attributes and addresses of the list, and no others."""
    root = parsed(f"<div>{html}</div>")
    for name, attributes in (*_xml(root), *_html(JustHTML(html, fragment=True, sanitize=False).root)):
        assert name in ALLOWED or name in OWN or (inner and name in INNER)
        assert attributes.keys() <= ALLOWED.get(name, frozenset()) | NAMES
        assert not any(attribute.startswith("on") for attribute in attributes)
        assert not any(dangerous(attributes.get(attribute, "")) for attribute in ADDRESSES)
        assert attributes.get("type") in {None, "checkbox"} or name == "ol"


def _xml(root: Element) -> Iterator[tuple[str, dict[str, str]]]:
    return ((element.tag.rpartition("}")[2], dict(element.items())) for element in root.iter())


def _html(node: Node) -> Iterator[tuple[str, dict[str, str]]]:
    for child in node.children or ():
        if not child.name.startswith("#"):
            yield child.name, {name: value or "" for name, value in child.attrs.items()}
        assert child.name != "#comment"
        yield from _html(child)
