"""A picture that is not what its name says.

Browsers guess and mostly show it, e-book readers and image tools do not; an empty or broken file shows nothing at all.

Bad:

    content/assets/cover.png, which is a JPEG file

Good:

    content/assets/cover.jpg

Rename the file, or export it again.
"""

from collections.abc import Iterator

from pipeline.check import vector
from pipeline.check.assets import assets
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.site import Site
from pipeline.model.span import Span

CODE = Code("IMG404", "unreadable-image", Severity.WARNING, __doc__ or "")

SUFFIXES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP", "avif": "AVIF", "svg": "SVG"}

SIGNATURES: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "PNG": (0, (b"\x89PNG\r\n\x1a\n",)),
    "JPEG": (0, (b"\xff\xd8\xff",)),
    "GIF": (0, (b"GIF87a", b"GIF89a")),
    "WebP": (8, (b"WEBP",)),
    "AVIF": (4, (b"ftypavif", b"ftypavis")),
}
"""At which byte each format's signature stands, as its specification says."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding for each picture whose first bytes say something else than its suffix."""
    for path, data in assets(site.book).items():
        named = SUFFIXES.get(path.rpartition(".")[2].lower())
        if named is None or (found := _kind(data)) == named:
            continue
        if not data:
            yield CODE.at(Span(path), "this picture is empty", help="export it again, or delete it")
        else:
            message = f"this file holds {found}, not {named}" if found else f"this file is no {named} picture"
            yield CODE.at(Span(path), message, help="rename the file, or export it again")


def _kind(data: bytes) -> str:
    """The kind of picture that bytes hold; empty if none."""
    named = next((kind for kind, (at, signatures) in SIGNATURES.items() if data.startswith(signatures, at)), "")
    if named == "WebP" and not data.startswith(b"RIFF"):
        return ""
    if named or not vector.is_markup(data):
        return named
    # What is wrong inside a drawing is said elsewhere (active-svg).
    root = vector.read(data).root or "svg"
    return "SVG" if root == "svg" else f"`<{root}>`"
