"""A picture too large for a page, or assets too large for a book.

Every reader loads it, many of them on a phone, and an e-book carries all of them.

Bad:

    content/assets/cover.png    4.1 MB

Good:

    content/assets/cover.jpg    180 kB

Make it smaller: fewer pixels, another format, or a drawing without the editor's extra data. The limits are 300 kB for a picture,
100 kB for an SVG drawing and 10 MB for all assets; `assets` in `content/book.yaml` may change them:

    assets: {max_file: 300000, max_svg: 100000, max_total: 10000000}
"""

from collections.abc import Iterator, Mapping

from pipeline.check.assets import PICTURES, assets
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Book
from pipeline.model.site import Site
from pipeline.model.span import Span

CODE = Code("IMG407", "oversized-asset", Severity.WARNING, __doc__ or "")

LIMITS = {"max_file": 300_000, "max_svg": 100_000, "max_total": 10_000_000}
"""Bytes; `assets` in the book's settings may name others."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding for each picture above its limit, and one for all assets together."""
    limits = _limits(site.book)
    found = assets(site.book)
    for path, data in found.items():
        if path.lower().endswith(PICTURES):
            limit = limits["max_svg" if path.lower().endswith(".svg") else "max_file"]
            if len(data) > limit:
                message = f"this picture has {_size(len(data))}, more than {_size(limit)}"
                yield CODE.at(Span(path), message, help="make it smaller; `assets` in `content/book.yaml` sets the limit")
    total = sum(len(data) for data in found.values())
    if total > limits["max_total"]:
        largest = sorted(found, key=lambda path: (-len(found[path]), path))[:3]
        yield CODE.at(
            _stated(site.book),
            f"the assets have {_size(total)} together, more than {_size(limits['max_total'])}",
            help=f"make the largest ones smaller: {', '.join(f'`{path}` ({_size(len(found[path]))})' for path in largest)}",
        )


def _limits(book: Book) -> dict[str, int]:
    given = book.settings.data.get("assets")
    stated = given if isinstance(given, Mapping) else {}
    return {name: stated[name] if type(stated.get(name)) is int else limit for name, limit in LIMITS.items()}


def _stated(book: Book) -> Span:
    """Where the settings state the limit of all assets; the settings as a whole when they do not."""
    given = book.settings.data.get("assets")
    stated = isinstance(given, Mapping) and "max_total" in given
    return book.settings.span("assets", "max_total") if stated else Span(book.settings.source.path)


def _size(count: int) -> str:
    """Bytes in words; all digits, so that one byte too many shows."""
    return f"{count:,} bytes"
