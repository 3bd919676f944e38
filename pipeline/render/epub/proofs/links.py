"""Every address inside a publication leads to a file, and every fragment to an id in it; nothing is fetched from outside."""

from collections.abc import Iterator

from pipeline.render.epub.proofs.publication import XHTML, Publication

XLINK = "{http://www.w3.org/1999/xlink}href"
FETCHED = frozenset({"src", "poster", XLINK})


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for name, tree in publication.trees.items():
        if name.endswith((".svg", ".opf")):
            continue
        for element in tree.iter():
            for attribute in ("href", *FETCHED):
                address = element.get(attribute)
                if address is not None:
                    fetched = attribute in FETCHED or element.tag == f"{XHTML}link"
                    yield from _address(publication, name, address, fetched=fetched)


def _address(publication: Publication, name: str, address: str, *, fetched: bool) -> Iterator[str]:
    place = publication.place(name, address)
    if place is None:
        if fetched:
            yield f"`{name}` fetches `{address}`"
        return
    path, fragment = place
    if not address or path not in publication.files:
        yield f"`{name}` links to `{address}`, which is not there"
    elif fragment and fragment not in publication.ids.get(path, ()):
        yield f"`{name}` links to `{address}`, where no such id is"
