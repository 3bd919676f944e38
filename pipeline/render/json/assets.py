"""Site → `assets.json`: every file of the book that is no text, what it is, and who shows it."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from pipeline.model import addresses
from pipeline.model.document import Kind, Path
from pipeline.model.schema import Schema, expand, pruned, strings
from pipeline.model.site import Item, Site
from pipeline.render.json.addresses import stored
from pipeline.render.sizes import size

TYPES: Mapping[str, str] = {
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".zip": "application/zip",
}
"""Media types by suffix; the tables of the machine would differ from one to the next."""

ANYTHING = "application/octet-stream"


def assets(site: Site) -> dict[str, Any]:
    """All files, sorted by path."""
    naming = {each.name: pruned(expand(each.name, site.book.schemas) or each.schema, ["x-asset"]) for each in site.collections}
    uses: dict[str, list[dict[str, Any]]] = {}
    for item in site.items.values():
        for path, use in (*_in_fields(site, item, naming[item.collection.name]), *_in_prose(site, item)):
            uses.setdefault(path, []).append(use)
    return {"assets": [_asset(path, data, uses.get(path, [])) for path, data in sorted(site.book.assets.items())]}


def _asset(path: str, data: bytes, uses: list[dict[str, Any]]) -> dict[str, Any]:
    width, height = size(path, data) or (None, None)
    return {
        "path": path,
        "url": addresses.file(path, data) if uses else None,
        "media_type": TYPES.get(path[path.rfind(".") :].lower(), ANYTHING),
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "width": width,
        "height": height,
        "uses": uses,
    }


def _in_fields(site: Site, item: Item, schema: Schema) -> Iterator[tuple[str, dict[str, Any]]]:
    """Files that a field names; its text alternative is the field `alt` beside it."""
    for path, text, part in strings(schema, item.data):
        whole = stored(site, text) if part.get("x-asset") is True else None
        if whole is not None:
            span = item.entry.span(*path)
            yield whole, _use(item, "/".join(map(str, path)), _beside(item.data, path), span.path, span.start.line if span.start else None)


def _in_prose(site: Site, item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    """Files that a text shows or links; the body of what is yet to come is not published."""
    for field, prose in item.entry.prose():
        for mention in prose.mentions if field or item.status != "coming-soon" else ():
            meaning = site.meaning(item.key, mention.target)
            if meaning is not None and meaning.asset is not None and meaning.asset in site.book.assets:
                start = mention.span.start
                alt = mention.text if mention.kind is Kind.IMAGE else None
                yield meaning.asset, _use(item, "/".join(map(str, field)), alt, mention.span.path, start.line if start else None)


def _use(item: Item, field: str, alt: str | None, path: str, line: int | None) -> dict[str, Any]:
    return {"item": item.key, "field": field, "alt": alt, "file": path, "line": line}


def _beside(data: Any, path: Path) -> str | None:
    for step in path[:-1]:
        data = data[step]
    found = data.get("alt") if isinstance(data, Mapping) else None
    return found if isinstance(found, str) else None
