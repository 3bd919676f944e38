"""Artifacts → the addresses in them that lead nowhere: the last look before anything is written.

Every `href` and `src` of a page, in the site and inside each EPUB, must name a file that is there and an id in it. Pages
may also point at the other outputs beside them.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from io import BytesIO
from urllib.parse import unquote, urlsplit

from pipeline.model.artifact import Artifact
from pipeline.model.diagnostic import Diagnostic
from pipeline.publish.faults import invalid_output

ADDRESS = re.compile(rb'<[a-zA-Z][^<>]*?\s(?:href|src)="([^"]*)"')
ID = re.compile(rb'<[a-zA-Z][^<>]*?\sid="([^"]*)"')
"""Inside tags alone: a text may show markup, whose quotation marks are not escaped."""

COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
PAGES = (".html", ".xhtml")
OUTPUTS = ("html", "json", "epub", "heatmap")


def faults_of(artifacts: Sequence[Artifact]) -> Iterator[Diagnostic]:
    """BLD905 for every address that leads nowhere and every id that stands twice on a page."""
    files = {artifact.path: artifact.data for artifact in artifacts}
    # An output that is not built this time may be there from the last one, so links to it are not judged.
    absent = tuple(f"{name}/" for name in OUTPUTS if not any(path.startswith(f"{name}/") for path in files))
    yield from _check(files, files, "", absent)
    for path, data in files.items():
        if path.endswith(".epub"):
            with zipfile.ZipFile(BytesIO(data)) as book:
                inside = {name: book.read(name) for name in book.namelist()}
            yield from _check(inside, inside, f"{path}: ", ())


def _check(pages: Mapping[str, bytes], files: Mapping[str, bytes], where: str, absent: tuple[str, ...]) -> Iterator[Diagnostic]:
    ids: dict[str, frozenset[str]] = {}
    for path, data in pages.items():
        if path.endswith(PAGES):
            found = [unescape(name.decode()) for name in ID.findall(COMMENT.sub(b"", data))]
            ids[path] = frozenset(found)
            if len(found) != len(ids[path]):
                twice = next(name for name in found if found.count(name) > 1)
                yield invalid_output.diagnose(path, f"{where}`{path}` has the id `{twice}` twice")
    for path in ids:
        for address in dict.fromkeys(ADDRESS.findall(COMMENT.sub(b"", pages[path]))):
            problem = _problem(path, unescape(address.decode()), files, ids, absent)
            if problem:
                yield invalid_output.diagnose(path, f"{where}`{path}` {problem}")


def _problem(page: str, address: str, files: Mapping[str, bytes], ids: Mapping[str, frozenset[str]], absent: tuple[str, ...]) -> str | None:
    if "\x02" in address:
        return f"holds an address nobody settled: `{address[1:80]}`"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if address.startswith("/"):
        return f"links to `{address}`, which only works at the root of a site"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    if target.startswith(absent):
        return None
    if target not in files:
        return f"links to `{address}`, which does not exist"
    if parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        return f"links to `{address}`, where there is no such id"
    return None
