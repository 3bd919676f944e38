"""What a finished publication must fulfil: each proof looks at one side of it and says in words what is wrong."""

from collections.abc import Callable, Iterator

from pipeline.render.epub.proofs import container, documents, images, links, notes, package, ways
from pipeline.render.epub.proofs.publication import Publication

Proof = Callable[[Publication], Iterator[str]]

PROOFS: tuple[Proof, ...] = (
    container.prove,
    package.prove,
    ways.prove,
    documents.prove,
    links.prove,
    notes.prove,
    images.prove,
)
