"""A finished publication → what is wrong with it, in words: the checks that need no Java."""

from collections.abc import Iterator

from pipeline.render.epub.proofs import PROOFS
from pipeline.render.epub.proofs.publication import opened


def problems(data: bytes) -> Iterator[str]:
    """The bytes of an EPUB → one sentence for each thing that is wrong."""
    publication = opened(data)
    if publication is None:
        yield "it is no zip archive"
        return
    for prove in PROOFS:
        yield from prove(publication)
