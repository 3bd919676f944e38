"""The resolved book → a matrix: how many resources of each kind serve each chapter, and which serve no chapter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from pipeline.model.diagnostic import Outcome
from pipeline.model.heatmap import Cell, Heatmap, Label, Shape, State
from pipeline.model.site import Item, Site
from pipeline.render.heatmap.language import Language
from pipeline.render.heatmap.request import Request
from pipeline.render.heatmap.scale import scale
from pipeline.render.heatmap.wording import fitting

RESOURCES, CHAPTERS = "resources", "chapters"
GENERAL = "general"
UNIT = ("resource", "resources")
PUBLISHED = ("published", "tbc")

Counts = Counter[tuple[str, str]]
"""(Chapter's key or `general`, kind) → resources."""


def coverage(request: Request) -> Outcome[tuple[Heatmap, ...]]:
    """Count the resources of a book. A resource of two chapters counts in both; one of none stands in the row "General"."""
    if request.site is None:
        return Outcome(())
    site, view = request.site, request.view
    counts, resources = _counts(site), [item for item in site.of(RESOURCES) if item.status in PUBLISHED]
    rows = _rows(site, counts)
    columns = _columns(site, counts)
    ways = {row.id: _query(site, row) for row in rows}
    cells = tuple(_cell(row, column, counts[row.id, column.id], ways[row.id], site) for row in rows for column in columns)
    sums = _sums(rows, counts, len(resources), request.words)
    chart = Heatmap(
        request.id,
        request.title or "Resources by chapter and kind",
        Shape.MATRIX,
        rows,
        columns,
        cells,
        (Label(RESOURCES, "Resources"),),
        scale(counts.values(), view.method, RESOURCES, view.bins),
        {"provider": "coverage", "resources": len(resources), "total": sum(counts.values())},
        unit=UNIT,
        headline=(sums,),
        alt=fitting([f"Matrix of {len(rows)} chapters by {len(columns)} kinds of resource: {sums[0].lower() + sums[1:].rstrip('.')}"]),
        description=_by_row(rows, columns, counts),
        palette=view.palette,
    )
    return Outcome((chart,))


def _counts(site: Site) -> Counts:
    counts: Counts = Counter()
    for item in site.of(RESOURCES):
        if item.status in PUBLISHED:
            chapters = dict.fromkeys(chapter.key for chapter in site.refers(item.key, CHAPTERS))
            counts.update((chapter, str(item.data.get("kind", ""))) for chapter in chapters or (GENERAL,))
    return counts


def _rows(site: Site, counts: Counts) -> tuple[Label, ...]:
    """The numbered chapters, others that have resources, and a row for everything else."""
    used = {row for row, _ in counts}
    chapters = [item for item in site.of(CHAPTERS) if item.data.get("number") is not None or item.key in used]
    general = (Label(GENERAL, "General"),) if GENERAL in used else ()
    return (*(Label(item.key, _short(item), item.key) for item in chapters), *general)


def _short(item: Item) -> str:
    number, title = item.data.get("number"), item.data.get("short_title") or item.data.get("title")
    return f"{number}. {title}" if number is not None else str(title or item.title)


def _columns(site: Site, counts: Counts) -> tuple[Label, ...]:
    """The kinds that occur, in the order of the schema."""
    listed: Sequence[str] = ()
    for collection in site.collections:
        if collection.name == RESOURCES:
            listed = [kind for kind in collection.property("kind").get("enum", ()) if isinstance(kind, str)]
    used = {kind for _, kind in counts}
    return tuple(Label(kind, kind) for kind in (*(kind for kind in listed if kind in used), *sorted(used - set(listed))))


def _query(site: Site, row: Label) -> Mapping[str, str] | None:
    """What narrows the list of resources to a row; a list cannot be narrowed to those without a chapter."""
    item = site.items.get(row.id)
    return {CHAPTERS: item.id} if item else None


def _cell(row: Label, column: Label, count: int, way: Mapping[str, str] | None, site: Site) -> Cell:
    prefix = next((collection.prefix for collection in site.collections if collection.name == RESOURCES), "resource")
    ref = f"{prefix}:?{urlencode({**way, 'kind': column.id})}" if way and count else None
    text = f"{row.text}, {column.text}: {count} {UNIT[count != 1]}"
    return Cell(row.id, column.id, (count,), State.VALUE if count else State.ZERO, text, ref)


def _sums(rows: Sequence[Label], counts: Counts, resources: int, words: Language) -> str:
    if not counts:
        return "No resources."
    order = {row.id: index for index, row in enumerate(rows)}
    (row, column), most = min(counts.items(), key=lambda item: (-item[1], order[item[0][0]], item[0][1]))
    general = sum(count for (chapter, _), count in counts.items() if chapter == GENERAL)
    again = sum(counts.values()) - resources
    twice = f", {words.number(again)} of them for a further chapter" if again else ""
    return (
        f"{words.number(resources)} {UNIT[resources != 1]}: {words.number(sum(counts.values()) - general)} entries in chapters{twice}, "
        f"and {words.number(general)} general. Most: {words.number(most)} of the kind {column} in {rows[order[row]].text}."
    )


def _by_row(rows: Sequence[Label], columns: Sequence[Label], counts: Counts) -> str:
    sums = (f"{row.text} {sum(counts[row.id, column.id] for column in columns)}" for row in rows)
    return "By row: " + "; ".join(sums) + "."
