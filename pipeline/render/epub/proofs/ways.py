"""The ways through a publication: contents, landmarks and print pages, and the same for older reading systems."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.render.epub.proofs.publication import DC, OPF, XHTML, Publication, text, types

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
WANTED = ("cover", "toc", "bodymatter")


def prove(publication: Publication) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    for name, tree in publication.documents:
        for nav in tree.iter(f"{XHTML}nav"):
            yield from _nav(publication, name, nav)
    for name, tree in publication.trees.items():
        if name.endswith(".ncx"):
            yield from _legacy(publication, name, tree)


def _nav(publication: Publication, name: str, nav: Element) -> Iterator[str]:
    links = list(nav.iter(f"{XHTML}a"))
    kind = types(nav)
    if not links:
        yield f"`{name}` has a list of {kind} that is empty"
    yield from (f"`{name}` has a link without words in {kind}" for link in links if not text(link))
    if "landmarks" in kind:
        found = {each for link in links for each in types(link)}
        wanted = WANTED if _has_body(publication) else WANTED[:-1]
        yield from (f"the landmarks name no `{each}`" for each in wanted if each not in found)
    if "page-list" in kind:
        for link in links:
            target = publication.target(name, link.get("href", ""))
            if target is None or "pagebreak" not in types(target):
                yield f"the print page `{text(link)}` begins nowhere"


def _has_body(publication: Publication) -> bool:
    return any("chapter" in types(section) for _, tree in publication.documents for section in tree.iter(f"{XHTML}section"))


def _legacy(publication: Publication, name: str, tree: Element) -> Iterator[str]:
    uid = next((meta.get("content") for meta in tree.iter(f"{NCX}meta") if meta.get("name") == "dtb:uid"), None)
    if uid != text(publication.package.find(f".//{DC}identifier")):
        yield f"`{name}` has another identifier than the package"
    orders = [int(each.get("playOrder", "0")) for tag in ("navPoint", "pageTarget") for each in tree.iter(f"{NCX}{tag}")]
    if orders != list(range(1, len(orders) + 1)):
        yield f"`{name}` counts its entries wrongly"
    spine = publication.package.find(f".//{OPF}spine")
    if spine is not None and spine.get("toc") not in {item.get("id") for item in publication.manifest.values()}:
        yield "the spine names no table of contents for older reading systems"
