"""Item → all that is known of it: fields, prose, places inside, references out and back, where it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pipeline.model.document import Form, Path
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import Manuscript, Passage
from pipeline.model.site import Edge, Item, Site
from pipeline.render.json import graph, index, xref
from pipeline.render.json.addresses import Addresses, url

UNPUBLISHED = frozenset({"doubt"})
"""Fields that are for the authors only."""


@dataclass(frozen=True, slots=True)
class Press:
    """Prints the items of one site."""

    site: Site
    addresses: Addresses
    passages: Mapping[str, Mapping[Path, Passage]] = field(repr=False)
    outgoing: Mapping[str, list[Edge]] = field(repr=False)

    @classmethod
    def of(cls, site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> "Press":
        """A site and its prose, made ready: passages and edges by item."""
        passages: dict[str, dict[Path, Passage]] = {}
        for (key, path), passage in manuscript.passages.items():
            passages.setdefault(key, {})[path] = passage
        outgoing: dict[str, list[Edge]] = {}
        for edge in site.edges:
            outgoing.setdefault(edge.origin, []).append(edge)
        return cls(site, Addresses(site, {chart.key: chart for chart in charts}), passages, outgoing)

    def entry(self, item: Item) -> dict[str, Any]:
        """The file of one item."""
        fields, open_fields = _settled({name: value for name, value in item.data.items() if name not in UNPUBLISHED})
        return {
            **index.brief(item),
            "id": item.id,
            "collection": item.collection.name,
            "language": item.data.get("lang") or self.site.book.settings.data.get("language"),
            "fields": fields,
            "tbc": open_fields,
            **self._prose(item),
            "anchors": [_anchor(item, place) for place in item.anchors],
            "references": [self._out(edge) for edge in self.outgoing.get(item.key, ())],
            "mentioned_by": [self._back(edge) for edge in self.site.mentioned.get(item.key, ())],
            "links": list(self._links(item)),
            "provenance": _provenance(item),
            **xref.tree(item),
        }

    def _prose(self, item: Item) -> dict[str, Any]:
        """The compiled body with its footnotes and plain text, and every Markdown field; a stub has no body."""
        passages = self.passages.get(item.key, {})
        body = passages.get((), Passage("")) if item.status != "coming-soon" else Passage("")
        shown = [{"anchor": part.anchor, "title": part.title, "text": part.text} for part in item.sections]
        return {
            "html": self.addresses.print(body.html, item) or self._shown(item),
            "footnotes": [{"id": note.id, "number": note.number, "html": self.addresses.print(note.html, item)} for note in body.notes],
            "markdown_fields": {
                "/".join(map(str, path)): self.addresses.print(passage.html, item) for path, passage in passages.items() if path
            },
            "text": "\n\n".join(part["text"] for part in shown if part["text"]) if item.status != "coming-soon" else "",
            "sections": shown if item.status != "coming-soon" else [],
            "headings": [{"level": each.level, "text": each.text, "anchor": each.anchor} for each in item.headings],
        }

    def _shown(self, item: Item) -> str:
        """What an item without prose of its own has to show: a chart or a drawing."""
        return self.addresses.figure(item) if item.key in self.addresses.charts or "file" in item.data else ""

    def _out(self, edge: Edge) -> dict[str, Any]:
        target = self.site.items[edge.target]
        return {"ref": target.key, "title": target.title, "url": url(target, edge.anchor), **graph.arrow(edge)}

    def _back(self, edge: Edge) -> dict[str, Any]:
        origin = self.site.items[edge.origin]
        return {"ref": origin.key, "title": origin.title, "url": url(origin), **graph.arrow(edge)}

    def _links(self, item: Item) -> Iterator[dict[str, Any]]:
        """The addresses outside the book that the prose names."""
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                meaning = self.site.meaning(item.key, mention.target)
                start = mention.span.start
                if meaning is not None and meaning.url is not None and start is not None:
                    yield {"url": meaning.url, "text": mention.text, "file": mention.span.path, "line": start.line, "column": start.column}


def _settled(value: Any, path: str = "") -> tuple[Any, list[str]]:
    """A field's value with `null` for what is to be confirmed, and the paths of those places."""
    if value == "tbc" and path != "status":
        return None, [path]
    if isinstance(value, Mapping):
        parts = {name: _settled(part, f"{path}/{name}".lstrip("/")) for name, part in value.items()}
        return {name: part for name, (part, _) in parts.items()}, [found for _, places in parts.values() for found in places]
    if isinstance(value, list):
        rows = [_settled(part, f"{path}/{number}") for number, part in enumerate(value)]
        return [part for part, _ in rows], [found for _, places in rows for found in places]
    return value, []


def _anchor(item: Item, place: Any) -> dict[str, Any]:
    return {"id": place.id, "title": place.title, "level": place.level, "page": place.page, "url": url(item, place.id)}


def _provenance(item: Item) -> dict[str, Any]:
    """Where the entry stands, and the digest of what its author wrote: of the file, or of its part of a list."""
    source, marks, start = item.entry.source, item.entry.marks, item.entry.place.start
    text = source.text[marks.begin : marks.end] if item.collection.form is Form.YAML_LIST else source.text
    return {"file": source.path, "line": start.line if start else None, "sha256": sha256(text.encode()).hexdigest()}
