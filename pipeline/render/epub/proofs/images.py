"""Images: words for those who don't see them, drawings that can be scaled, pictures that every reading system can hold."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.render.epub.proofs.publication import XHTML, Publication, text
from pipeline.render.sizes import size

SVG = "{http://www.w3.org/2000/svg}"
MOST = 4_000_000
"""Pixels."""


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for name, tree in publication.documents:
        yield from (f"`{name}` shows an image without `alt`" for image in tree.iter(f"{XHTML}img") if image.get("alt") is None)
        yield from (f"`{name}` {fault}" for drawing in tree.iter(f"{SVG}svg") for fault in _drawing(drawing))
    for name, data in publication.files.items():
        if name.endswith(".svg") and name in publication.trees and publication.trees[name].get("viewBox") is None:
            yield f"`{name}` has no `viewBox`"
        wide, high = size(name, data) or (0, 0)
        if not name.endswith(".svg") and wide * high > MOST:
            yield f"`{name}` has {wide} × {high} pixels, more than {MOST}"  # noqa: RUF001 - a product


def _drawing(drawing: Element) -> Iterator[str]:
    if drawing.get("viewBox") is None:
        yield "draws without a `viewBox`"
    if not text(drawing.find(f"{SVG}title")):
        yield "draws without a title"
