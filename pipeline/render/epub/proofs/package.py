"""The package document: it lists what the archive holds, its spine what the manifest lists, its properties what documents hold."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from pipeline.render.epub.proofs.publication import DC, OPF, PACKAGE, Publication, text, types

OUTER = frozenset({"mimetype", "META-INF/container.xml", PACKAGE})
FOREIGN = {"mathml": "{http://www.w3.org/1998/Math/MathML}math", "svg": "{http://www.w3.org/2000/svg}svg"}
"""Properties that say what a document holds, and the elements that call for them."""

MEDIA = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".ncx": "application/x-dtbncx+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
TOLD = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    if PACKAGE in publication.trees:
        yield from _manifest(publication)
        yield from _spine(publication)
        yield from _metadata(publication.package)


def _manifest(publication: Publication) -> Iterator[str]:
    listed = publication.manifest
    yield from (f"the manifest lists `{path}`, which is not there" for path in sorted(listed.keys() - publication.files.keys()))
    yield from (f"`{path}` is not in the manifest" for path in sorted(publication.files.keys() - listed.keys() - OUTER))
    if len(list(publication.package.iter(f"{OPF}item"))) != len(listed):
        yield "the manifest lists a file twice"
    for path, item in sorted(listed.items()):
        if item.get("media-type") != MEDIA.get(PurePosixPath(path).suffix):
            yield f"`{path}` is said to be `{item.get('media-type')}`"
        if path.endswith(".xhtml") and path in publication.trees:
            yield from _properties(path, item, publication.trees[path])
    for name, what in (("nav", "contents"), ("cover-image", "cover")):
        found = [path for path, item in listed.items() if name in item.get("properties", "").split()]
        if len(found) != 1:
            yield f"the publication has {len(found)} files as its {what}"


def _properties(path: str, item: Element, tree: Element) -> Iterator[str]:
    stated = set(item.get("properties", "").split()) - {"cover-image"}
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    found = {name for name, tag in FOREIGN.items() if tag in tags}
    if any("toc" in types(element) for element in tree.iter()):
        found.add("nav")
    if stated != found:
        yield f"`{path}` has the properties {sorted(stated)} and needs {sorted(found)}"


def _spine(publication: Publication) -> Iterator[str]:
    items = {item.get("id"): path for path, item in publication.manifest.items()}
    spine = [reference.get("idref") for reference in publication.package.iter(f"{OPF}itemref")]
    yield from (f"the spine names `{name}`, which the manifest does not" for name in spine if name not in items)
    if len(spine) != len(set(spine)):
        yield "the spine names a document twice"
    inside = {items[name] for name in spine if name in items}
    yield from (f"`{path}` is not in the spine" for path, _ in publication.documents if path not in inside)


def _metadata(package: Element) -> Iterator[str]:
    """What a catalogue and a reader who has to choose must find."""
    unique = package.get("unique-identifier")
    if not any(each.get("id") == unique and text(each) for each in package.iter(f"{DC}identifier")):
        yield "the package has no identifier of the name it gives"
    yield from (f"the package has no {name}" for name in ("title", "language") if not text(package.find(f".//{DC}{name}")))
    told = [(meta.get("property"), text(meta)) for meta in package.iter(f"{OPF}meta")]
    dates = [value for name, value in told if name == "dcterms:modified"]
    if len(dates) != 1 or not MODIFIED.match(dates[0]):
        yield f"the package was last modified {dates}"
    known = {name for name, value in told if value}
    yield from (f"the package says nothing of its `{name}`" for name in TOLD if f"schema:{name}" not in known)
    if {"a11y:certifiedBy"} & known < {"dcterms:conformsTo"} & known:
        yield "the package claims to conform and says not who found it"
