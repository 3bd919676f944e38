"""What the tests of `validate` share: the project's schemas, and a judge of single texts."""

import pytest
from making import Judge, Judged, Schemas, entry, make_book, read_schemas

from pipeline.validate import validate


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    """The schemas of the project, by name."""
    return read_schemas()


@pytest.fixture(scope="session")
def judge(schemas: Schemas) -> Judge:
    """Judge a text: `judge("resources", "id: lora\\n...")`.

    The text is one entry: front matter (the `body` follows it) or one mapping. `settings` is the text of `content/book.yaml`;
    by default there are none and they are not judged.
    """

    def run(
        collection: str, text: str, body: str | None = None, *, settings: str = "", today: str = "2026-01-01", own: Schemas | None = None
    ) -> Judged:
        made = entry(collection, text, body, own or schemas)
        book = make_book([made], own or schemas, settings, today)
        where = book.settings.source if collection == "book" else made.source
        return Judged(where, tuple(found for found in validate(book) if collection == "book" or found.span.path == made.source.path))

    return run
