"""Site → `site.json`: the book, its contents, its collections with counts, its languages, the other files."""

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model.artifact import Artifact
from pipeline.model.document import Collection
from pipeline.model.site import Anchor, Item, Site
from pipeline.render.json import contract, index
from pipeline.render.json.addresses import url


def overview(site: Site, files: Iterable[Artifact]) -> dict[str, Any]:
    """Where a program starts reading."""
    settings = site.book.settings.data
    open_fields = sorted(name for name, value in settings.items() if value == "tbc")
    return {
        "book": {name: None if name in open_fields else value for name, value in settings.items()},
        "tbc": open_fields,
        "languages": _languages(site, settings),
        "contents": [_shelf(collection, items) for collection in site.collections if (items := site.of(collection.name))],
        "collections": [index.described(collection, site.of(collection.name)) for collection in site.collections],
        "counts": index.counts(site.items.values()),
        "files": [_file(artifact) for artifact in sorted(files, key=lambda artifact: artifact.path)],
    }


def _languages(site: Site, settings: Mapping[str, Any]) -> list[str]:
    """The book's language first, then every other one its entries are written in."""
    own = str(settings.get("language", ""))
    others = sorted({str(item.data["lang"]) for item in site.items.values() if "lang" in item.data} - {own})
    return [own, *others] if own else others


def _shelf(collection: Collection, items: tuple[Item, ...]) -> dict[str, Any]:
    return {
        "collection": collection.name,
        "title": collection.plural,
        "url": collection.index,
        "items": [_chapter(item) for item in items],
    }


def _chapter(item: Item) -> dict[str, Any]:
    return {**index.brief(item), "children": _nested(item, list(item.anchors))}


def _nested(item: Item, places: list[Anchor]) -> list[dict[str, Any]]:
    """Places one below the other by their levels; those without a level are ids, not headings."""
    top: list[dict[str, Any]] = []
    open_levels: list[tuple[int, list[dict[str, Any]]]] = [(0, top)]
    for place in places:
        if place.level == 0:
            continue
        while open_levels[-1][0] >= place.level:
            open_levels.pop()
        children: list[dict[str, Any]] = []
        open_levels[-1][1].append({"title": place.title, "url": url(item, place.id), "page": place.page, "children": children})
        open_levels.append((place.level, children))
    return top


def _file(artifact: Artifact) -> dict[str, Any]:
    path = artifact.path.removeprefix(f"{contract.FOLDER}/")
    schema = contract.UNNAMED.get(path)
    named = {"schema": contract.location(schema)} if schema else {}
    return {"path": path, "bytes": len(artifact.data), "sha256": artifact.digest, **named}
