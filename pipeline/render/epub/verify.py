"""A finished publication → what is wrong with it, in words: the checks that need no Java.

Container, manifest against archive, spine, well-formedness, ids, every link, alternative texts, properties, sizes.
"""

import posixpath
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZIP_STORED, BadZipFile, ZipFile

LARGEST = 250 * 1024
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
OPS = "{http://www.idpf.org/2007/ops}"
PACKAGE = "EPUB/package.opf"
FOREIGN = {"mathml": "{http://www.w3.org/1998/Math/MathML}math", "svg": "{http://www.w3.org/2000/svg}svg"}
"""Properties that say what a document holds, and the elements that call for them."""

OUTER = frozenset({"mimetype", "META-INF/container.xml", PACKAGE})


def problems(data: bytes) -> Iterator[str]:
    """The bytes of an EPUB → one sentence for each thing that is wrong."""
    try:
        with ZipFile(BytesIO(data)) as container:
            files = {name: container.read(name) for name in container.namelist()}
            first = container.infolist()[0]
    except (BadZipFile, IndexError):
        yield "it is no zip archive"
        return
    if first.filename != "mimetype" or first.compress_type != ZIP_STORED or files["mimetype"] != b"application/epub+zip":
        yield "`mimetype` is not the first entry, stored, with the right text"
    trees: dict[str, Element] = {}
    for name, content in sorted(files.items()):
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
            try:
                trees[name] = fromstring(content)  # noqa: S314 - our own output; entities are not declared in it
            except ParseError as error:
                yield f"`{name}` is not well-formed: {error}"
    if PACKAGE in trees:
        yield from _package(trees[PACKAGE], files, trees)
    for name, tree in trees.items():
        yield from _ids(name, tree)
        yield from _links(name, tree, files, trees)
        if name.endswith(".xhtml"):
            yield from _page(name, tree, files[name])


def _package(package: Element, files: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[str]:
    """The manifest lists what the archive holds, the spine what the manifest lists, properties what documents hold."""
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {posixpath.join("EPUB", item.get("href", "")): item for item in items.values()}
    for path in sorted(listed.keys() - files.keys()):
        yield f"the manifest lists `{path}`, which is not there"
    for path in sorted(files.keys() - listed.keys() - OUTER):
        yield f"`{path}` is not in the manifest"
    spine = [reference.get("idref") for reference in package.iter(f"{OPF}itemref")]
    yield from (f"the spine names `{name}`, which the manifest does not" for name in spine if name not in items)
    if len(spine) != len(set(spine)):
        yield "the spine names a document twice"
    for path, item in sorted(listed.items()):
        if path.endswith(".xhtml") and path in trees:
            yield from _properties(path, item, trees[path])
            if item.get("id") not in spine:
                yield f"`{path}` is not in the spine"


def _properties(path: str, item: Element, tree: Element) -> Iterator[str]:
    stated = set(item.get("properties", "").split()) - {"cover-image"}
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    found = {name for name, tag in FOREIGN.items() if tag in tags}
    if any(element.get(f"{OPS}type") == "toc" for element in tree.iter()):
        found.add("nav")
    if stated != found:
        yield f"`{path}` has the properties {sorted(stated)} and needs {sorted(found)}"


def _ids(name: str, tree: Element) -> Iterator[str]:
    seen: set[str] = set()
    for element in tree.iter():
        identifier = element.get("id")
        if identifier is not None and identifier in seen:
            yield f"`{name}` uses the id `{identifier}` twice"
        if identifier is not None:
            seen.add(identifier)


def _links(name: str, tree: Element, files: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[str]:
    """Every address inside the publication leads to a file, and every fragment to an id in it."""
    for element in tree.iter():
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is None or name.endswith(".svg"):
                continue
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if attribute == "src" or element.tag == f"{XHTML}link":
                    yield f"`{name}` fetches `{address}`"
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            if not address or path not in files:
                yield f"`{name}` links to `{address}`, which is not there"
            elif parts.fragment and not _has(trees.get(path), unquote(parts.fragment)):
                yield f"`{name}` links to `{address}`, where no such id is"


def _has(tree: Element | None, identifier: str) -> bool:
    return tree is not None and any(element.get("id") == identifier for element in tree.iter())


def _page(name: str, tree: Element, data: bytes) -> Iterator[str]:
    if len(data) > LARGEST:
        yield f"`{name}` has {len(data)} bytes, more than {LARGEST}"
    if any(mark in data for mark in (b"\x02", b"\x03", b"\x1d")):
        yield f"`{name}` holds a mark that nothing replaced"
    yield from (f"`{name}` shows an image without `alt`" for image in tree.iter(f"{XHTML}img") if image.get("alt") is None)
    if not any((element.text or "").strip() for element in tree.iter(f"{XHTML}title")):
        yield f"`{name}` has no title"
