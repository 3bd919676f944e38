"""Footnotes: numbered in the order of their first mention, their texts kept apart for each output to place."""

from collections import deque
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.manuscript import Note
from pipeline.render.compile.page import Page
from pipeline.render.compile.parts import fill, flat, taken, trimmed
from pipeline.render.compile.serialise import serialise


def transform(root: Element, page: Page) -> None:
    """Take the definitions out of the tree, number the references, leave the notes in the page (of a field: in its text)."""
    texts = _definitions(root)
    if page.inline:
        _settle_inline(root, texts)
        return
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    # A note may mention another: those count after the ones of the text, as on GitHub.
    waiting = deque([root])
    while waiting:
        for reference in list(waiting.popleft().iter("noteref")):
            label = _label(reference)
            if label in texts:
                if label not in numbers:
                    waiting.append(texts[label])
                number = numbers.setdefault(label, len(numbers) + 1)
                uses[label] = uses.get(label, 0) + 1
                _number(reference, number, uses[label])
    for label, number in numbers.items():
        html = serialise(texts[label]).removeprefix("<div>").removesuffix("</div>")
        page.notes.append(Note(number, f"fn.{number}", html))


def _definitions(root: Element) -> dict[str, Element]:
    """Definitions by label, out of the tree; the first of a label counts."""
    found: dict[str, Element] = {}
    for parent in [parent for parent in root.iter() if any(child.tag == "note" for child in parent)]:
        parts = taken(parent)
        fill(parent, [part for part in parts if isinstance(part, str) or part.tag != "note"])
        for note in parts:
            if isinstance(note, Element) and note.tag == "note":
                found.setdefault(_label(note), note)
                note.tag = "div"
    return found


def _label(element: Element) -> str:
    """What a reference and its definition have in common; GitHub ignores case."""
    return " ".join(element.attrib.pop("label").split()).casefold()


def _number(reference: Element, number: int, use: int) -> None:
    suffix = "" if use == 1 else f".{use}"
    reference.tag = "sup"
    attributes = {"class": "note-ref", "id": f"fnref.{number}{suffix}", "href": f"#fn.{number}", "role": "doc-noteref"}
    SubElement(reference, "a", attributes).text = str(number)


def _settle_inline(root: Element, texts: dict[str, Element]) -> None:
    """A field has no foot: its notes stand in brackets where they are first mentioned."""
    waiting: deque[Iterable[Element]] = deque([list(root.iter("noteref"))])
    while waiting:
        for reference in waiting.popleft():
            note = texts.pop(_label(reference), None)
            reference.tag = "span"
            if note is not None:
                fill(reference, [" (", *trimmed(flat(taken(note), ())), ")"])
                waiting.append(list(reference.iter("noteref")))
