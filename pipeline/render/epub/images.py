"""Images as the book has them → as they stand in the publication: a drawing can be scaled, and says what it shows."""

import re
from collections.abc import Iterable, Mapping

from pipeline.render.epub.bind import Document
from pipeline.render.sizes import ROOT, size

BOX = re.compile(rb"\sviewBox\s*=")
TITLE = re.compile(rb"<title\b")
SHOWN = re.compile(r'<img\b[^<>]*\ssrc="(?:\.\./)?([^"]*\.svg)"[^<>]*\salt="([^"]+)"')


def finished(images: Mapping[str, bytes], documents: Iterable[Document]) -> dict[str, bytes]:
    """Images by path, and the finished documents that show them; where a drawing has no title, its alternative text is one."""
    names = {path: alt for document in documents for path, alt in SHOWN.findall(document.html)}
    return {path: _drawing(data, names.get(path, "")) if path.endswith(".svg") else data for path, data in images.items()}


def _drawing(data: bytes, name: str) -> bytes:
    root = ROOT.search(data)
    if root is None or root[0].endswith(b"/>"):
        return data
    start, sides = root[0], size("x.svg", data)
    if sides is not None and not BOX.search(start):
        start = start[:-1] + f' viewBox="0 0 {sides[0]} {sides[1]}">'.encode()
    title = f"<title>{name}</title>".encode("ascii", "xmlcharrefreplace") if name and not TITLE.search(data) else b""
    return data[: root.start()] + start + title + data[root.end() :]
