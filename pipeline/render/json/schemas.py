"""Book → its schemas as files, and the schemas of our own output beside them."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.model.artifact import Artifact
from pipeline.model.document import Book
from pipeline.model.schema import SUFFIX
from pipeline.render.json import contract

OUTPUT = (
    "activity",
    "assets",
    "bibliography",
    "diagnostics",
    "graph",
    "heatmap",
    "index",
    "item",
    "links",
    "manifest",
    "myst-xref",
    "search",
    "section",
    "site",
)
"""What we print: one schema for each kind of file."""

PLACES = tuple(Path(__file__).parents[up] / "schemas" / "output" for up in (2, 3))
"""Where the schemas of the output lie: inside the installed package, or beside it in a working copy."""


def copies(book: Book) -> Iterator[Artifact]:
    """The book's schemas, then those of the output."""
    for name, schema in sorted(book.schemas.items()):
        yield Artifact(f"{contract.FOLDER}/schemas/{name}{SUFFIX}", contract.indented(schema))
    home = next(place for place in PLACES if place.is_dir())
    for name in OUTPUT:
        yield Artifact(f"{contract.FOLDER}/{contract.location(name)}", (home / f"{name}{SUFFIX}").read_bytes())
