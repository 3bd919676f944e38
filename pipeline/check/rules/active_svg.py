"""A drawing that runs, loads or links something.

An SVG file may hold scripts, handlers, style sheets and addresses. Opened as a page it would run in the reader's browser, in an
e-book it would ask the network, and both without anyone having seen it in the picture.

Bad:

    <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://example.org/pixel.png"/></svg>

Good:

    <svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h10v10z" fill="url(#shade)"/></svg>

Export the drawing again as plain SVG, or delete the part named here. References inside the file (`#shade`) and embedded
PNG, JPEG, GIF and WebP pictures are fine.
"""

from collections.abc import Iterator

from pipeline.check import vector
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site
from pipeline.model.span import Source, Span

CODE = Code("IMG403", "active-svg", Severity.ERROR, __doc__ or "", locked=True)


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each active part of each SVG file; one for a file that is markup but not XML, whose parts nobody knows."""
    for path, data in sorted(site.book.assets.items()):
        if not path.lower().endswith(".svg") or not vector.is_markup(data):
            continue
        drawing = vector.read(data)
        for danger in drawing.dangers:
            span = _span(path, data, danger)
            yield CODE.at(span, f"this drawing holds {danger.what}", help="delete it, or export the drawing again as plain SVG")
        if drawing.fault and not drawing.dangers:
            yield CODE.at(
                Span(path),
                "this drawing is not well-formed XML, so nobody can tell what it does",
                help=f"export it again as plain SVG ({drawing.fault})",
            )


def _span(path: str, data: bytes, danger: vector.Danger) -> Span:
    """Bytes → a place in the file, where the file is UTF-8 (any other encoding has no code points we could count)."""
    try:
        text, before, upto = data.decode(), data[: danger.begin].decode(), data[: danger.end].decode()
    except UnicodeDecodeError:
        return Span(path)
    return Source.of(path, text).span(len(before), len(upto)) if danger.end else Span(path)
