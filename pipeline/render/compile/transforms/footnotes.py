"""Footnotes: numbered in the order of their first mention, their texts kept apart for each output to place."""

from xml.etree.ElementTree import Element, SubElement

from pipeline.model.manuscript import Note
from pipeline.render.compile.page import Page
from pipeline.render.compile.serialise import serialise


def transform(root: Element, page: Page) -> None:
    """Take the definitions out of the tree, number the references, leave the notes in the page."""
    texts = _definitions(root)
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}
    for reference in list(root.iter("noteref")):
        label = reference.attrib.pop("label")
        if label not in texts:
            reference.tag, reference.text = "span", f"[^{label}]"
            continue
        number = numbers.setdefault(label, len(numbers) + 1)
        uses[label] = uses.get(label, 0) + 1
        suffix = "" if uses[label] == 1 else f"-{uses[label]}"
        reference.tag = "sup"
        attributes = {"class": "note-ref", "id": f"fnref-{number}{suffix}", "href": f"#fn-{number}", "role": "doc-noteref"}
        SubElement(reference, "a", attributes).text = str(number)
    page.notes += [Note(number, f"fn-{number}", texts[label]) for label, number in numbers.items()]


def _definitions(root: Element) -> dict[str, str]:
    texts: dict[str, str] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "note":
                parent.remove(child)
                label = child.attrib.pop("label")
                child.tag = "div"
                texts.setdefault(label, serialise(child).removeprefix("<div>").removesuffix("</div>"))
    return texts
