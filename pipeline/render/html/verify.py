"""Artifacts of a website → what is wrong with it: dead links, repeated ids, inline code, marks left over.

Parsing is the standard library's, which is strict enough here because templates and compiler write every tag.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from pipeline.model.artifact import Artifact

FOLDER = "html/"
OUTSIDE = ("epub/", "json/", "heatmap/")
"""Other outputs, which the site links and another writer makes."""

ADDRESSES = frozenset({"href", "src", "poster", "data", "action", "data-index"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
DATA = "application/ld+json"
LEFT_OVER = re.compile(r"[\x02\x03]")


@dataclass(slots=True)
class _Scan(HTMLParser):
    """What a page holds that must be right."""

    ids: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.take(tag, said)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and not {"svg", "math"} & {*self.open, tag}:
            self.faults.append(f"`<{tag}/>` does not close itself in HTML")
        self.take(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"`</{tag}>` closes something else")

    def take(self, tag: str, said: dict[str, str | None]) -> None:
        """One element's attributes."""
        if said.get("id"):
            self.ids.append(said["id"] or "")
        self.addresses += [said[name] or "" for name in ADDRESSES & said.keys()]
        # A block of data is no script: no browser runs it, so no policy forbids it.
        if "style" in said or tag == "style" or (tag == "script" and not said.get("src") and said.get("type") != DATA):
            self.faults.append(f"`<{tag}>` holds inline code or style")
        self.faults += [f"`{name}` is inline code" for name in said if name.startswith("on")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def problems(artifacts: Iterable[Artifact]) -> Iterator[str]:
    """All artifacts of a site (others are passed over) → one sentence per problem, none when all is well."""
    files = {artifact.path.removeprefix(FOLDER): artifact.data for artifact in artifacts if artifact.path.startswith(FOLDER)}
    pages = {path: _scan(data.decode()) for path, data in files.items() if path.endswith(".html")}
    ids = {path: set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        faults = [*page.faults, *_order(page)]
        faults += [f"the id `{name}` stands {times} times" for name, times in Counter(page.ids).items() if times > 1]
        faults += [fault for address in dict.fromkeys(page.addresses) if (fault := _dead(path, address, files, ids))]
        if LEFT_OVER.search(files[path].decode()):
            faults.append("a mark is left over")
        yield from (f"{path}: {fault}" for fault in faults)


def _scan(html: str) -> _Scan:
    scan = _Scan()
    scan.feed(html)
    scan.close()
    return scan


def _order(page: _Scan) -> Iterator[str]:
    if page.headings.count(1) != 1:
        yield f"there are {page.headings.count(1)} headings of level 1"
    yield from (
        f"a heading of level {after} follows one of level {before}"
        for before, after in zip(page.headings, page.headings[1:], strict=False)
        if after > before + 1
    )


def _dead(path: str, address: str, files: dict[str, bytes], ids: dict[str, set[str]]) -> str | None:
    """Why an address leads nowhere; `None` when it leads somewhere, or out of the book."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        return f"`{address}` works at one place only"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    if target.startswith("../"):
        return None if target.removeprefix("../").startswith(OUTSIDE) else f"`{address}` leaves the output"
    if target not in files:
        return f"`{address}` leads nowhere"
    if parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        return f"`{address}` has no such anchor"
    return None
