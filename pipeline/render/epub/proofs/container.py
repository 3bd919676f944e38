"""The container (OCF 3.3): `mimetype` first and plain, a rootfile that is there, names that every system can write, well-formed files."""

from collections import Counter
from collections.abc import Iterator
from zipfile import ZIP_STORED

from pipeline.render.epub.archive import MIMETYPE
from pipeline.render.epub.proofs.publication import PACKAGE, Publication

CONTAINER = "META-INF/container.xml"
ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    first = publication.entries[0] if publication.entries else None
    plain = first is not None and first.filename == "mimetype" and first.compress_type == ZIP_STORED and not first.extra
    if not plain or publication.files.get("mimetype") != MIMETYPE:
        yield "`mimetype` is not the first entry, stored, with the right text"
    container = publication.trees.get(CONTAINER)
    roots = [root.get("full-path") for root in container.iter(ROOTFILE)] if container is not None else []
    if roots != [PACKAGE]:
        yield f"`{CONTAINER}` names {roots}, not `{PACKAGE}`"
    if PACKAGE not in publication.files:
        yield f"`{PACKAGE}` is not there"
    for name, times in Counter(entry.filename.casefold() for entry in publication.entries).items():
        if times > 1:
            yield f"{times} files are called `{name}` where case doesn't count"
    yield from (f"`{entry.filename}` is no name for every system" for entry in publication.entries if not entry.filename.isascii())
    yield from publication.broken
