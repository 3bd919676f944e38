"""Notes: what refers to one leads to an aside that can be shown in place, and from there a link leads back."""

from collections.abc import Iterator

from pipeline.render.epub.proofs.publication import XHTML, Publication, text, types


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for name, tree in publication.documents:
        for link in tree.iter(f"{XHTML}a"):
            target = publication.target(name, link.get("href", "")) if "noteref" in types(link) else link
            if target is None or (target is not link and (target.tag != f"{XHTML}aside" or "footnote" not in types(target))):
                yield f"`{name}` refers to a note (`{text(link)}`) that is no footnote"
        for note in tree.iter(f"{XHTML}aside"):
            back = [link for link in note.iter(f"{XHTML}a") if link.get("role") == "doc-backlink"]
            if "footnote" in types(note) and not any(_returns(publication, name, link.get("href", "")) for link in back):
                yield f"`{name}` has a note (`{text(note)[:40]}`) without a way back"


def _returns(publication: Publication, name: str, address: str) -> bool:
    target = publication.target(name, address)
    return target is not None and "noteref" in types(target)
