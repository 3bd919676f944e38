"""Book → the files that are published as they are: pictures, and whatever lies in `content/assets/`."""

from collections.abc import Mapping

from pipeline.check.annotated import annotated, values
from pipeline.model.document import Book
from pipeline.model.site import Site

FOLDER = "content/assets/"
DATA = "content/data/"
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
NOTICES = frozenset({"readme", "license", "licence", "copying", "notice", "credits"})
"""Files that speak about their folder; no page needs to show them."""


def assets(book: Book) -> Mapping[str, bytes]:
    """The files below `content/assets/` and the pictures beside chapters, sorted by path; sample data is none of them."""
    return {path: book.assets[path] for path in sorted(book.assets) if _published(path)}


def used(site: Site) -> frozenset[str]:
    """The paths of all assets that prose links to or shows, or that a field with `x-asset` names."""
    found = {target.asset for target in site.meanings.values() if target.asset is not None}
    entries = (*site.book.entries, site.book.settings)
    ways = {name: [way for way, _ in annotated(site.book, name, "x-asset")] for name in sorted({entry.collection for entry in entries})}
    for entry in entries:
        for way in ways[entry.collection]:
            found |= {f"{FOLDER}{value}" for _, value in values(entry.data, way)}
    return frozenset(found)


def _published(path: str) -> bool:
    name = path.rsplit("/", 1)[-1].lower()
    if path.startswith(DATA) or name.startswith(".") or name.split(".")[0] in NOTICES:
        return False
    return path.startswith(FOLDER) or name.endswith(PICTURES)
