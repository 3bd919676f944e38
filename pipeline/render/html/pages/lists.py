"""Press → the list page of every collection, and every other page that entries share."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.model.document import Collection, Path
from pipeline.model.ids import given
from pipeline.model.site import Item
from pipeline.render.html.article import Article, article
from pipeline.render.html.fields import show
from pipeline.render.html.layouts import layout
from pipeline.render.html.page import Mark, Page, Step
from pipeline.render.html.press import Press
from pipeline.render.html.rows import Row, row
from pipeline.render.html.sheet import Sheet, sheet
from pipeline.render.words import DATE

LAST = {"coming-soon": "Coming soon", "archived": "Archived"}
"""Groups at the end of a list, by status."""

MANY = 40
"""So many titles stand under their first letters."""

CHIPS, ROW = 12, 130
"""How many values, and how many letters in all, can stand in a row of a filter."""

LOWEST = 1 << 30
"""The rank of what comes behind everything that has a rank of its own."""


class _Value(NamedTuple):
    """A value of a facet: as written in a filter (`kind=paper`), as read, and where it stands among the others."""

    value: str
    words: str
    rank: tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a list can be narrowed to: as written, as read, how many items have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A field that a list can be narrowed by."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def short(self) -> bool:
        """Whether its values are few and short enough to stand in a row."""
        return len(self.choices) <= CHIPS and sum(len(choice.words) for choice in self.choices) <= ROW

    @property
    def place(self) -> str:
        """The id of its control."""
        return given("filter", self.name)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of a list: its anchor, its label (empty when it is the only one), its rows, or articles told in full."""

    anchor: str
    label: str
    rows: tuple[Row, ...]
    articles: tuple[tuple[Article, str], ...]
    letter: bool = False

    @property
    def compact(self) -> bool:
        """Whether there is so little to say about each row that they can stand side by side."""
        return not any(each.summary for each in self.rows) and not self.articles

    @property
    def gallery(self) -> bool:
        """Whether the rows are pictures."""
        return any(each.picture for each in self.rows) or any(content.figure for content, _ in self.articles if content.gallery)


def lists(press: Press) -> Iterator[Page]:
    """For each collection its list page, and a page for each further route that its entries share."""
    for collection in press.site.collections:
        items = press.site.of(collection.name)
        if items or collection.prefix in _named(press):
            yield _page(press, collection, collection.index, items)
        shared = dict.fromkeys(item.route for item in items if item.fragment and item.route != collection.index)
        for route in shared:
            yield _page(press, collection, route, tuple(item for item in items if item.route == route))


def _named(press: Press) -> set[str]:
    """Collections that the navigation names: these have a list page even while they are empty."""
    nav = press.publish.get("nav", ())
    return {name.partition(":")[0] for name in nav if isinstance(name, str)}


def _page(press: Press, collection: Collection, route: str, items: tuple[Item, ...]) -> Page:
    here = sheet(press, route)
    shelves = tuple(_shelves(here, collection, items))
    lettered = bool(shelves) and shelves[0].letter
    labels = [shelf for shelf in shelves if shelf.label]
    return Page(
        sheet=here,
        template="list.html",
        title=collection.plural,
        description=collection.intro or f"{collection.plural} of {press.title}: {len(items)} in all.",
        trail=(Step(press.pages["index"], press.title),),
        contents=() if lettered else tuple(Mark(shelf.anchor, shelf.label) for shelf in labels),
        parts={
            "collection": collection,
            "introduction": collection.intro,
            "count": sum(item.status in {"published", "tbc"} for item in items),
            "shelves": shelves,
            "letters": labels if lettered else [],
            "facets": tuple(_facets(here, collection, items)),
        },
        section=collection.index,
        scripts=("list.js",),
        collection=collection,
        wide=layout(collection.name).gallery or all(shelf.compact for shelf in shelves),
    )


def _shelves(here: Sheet, collection: Collection, items: tuple[Item, ...]) -> Iterator[Shelf]:
    groups: dict[_Value, list[Item]] = {}
    letters = not collection.group and layout(collection.name).compact and len(items) >= MANY
    for item in items:
        groups.setdefault(_letter(item) if letters and item.status not in LAST else _group(here, collection, item), []).append(item)
    for number, value in enumerate(sorted(groups, key=lambda value: value.rank), 1):
        label = value.words[:1].upper() + value.words[1:]
        yield _shelf(here, f"group.{number}", label if len(groups) > 1 or value.value else "", groups[value], letter=letters)


def _group(here: Sheet, collection: Collection, item: Item) -> _Value:
    """The group of an item: by its status when it is not like the others, else by the first value of the group's field."""
    if item.status in LAST:
        return _Value("", LAST[item.status], (LOWEST + list(LAST).index(item.status) + 1, "", ""))
    values = _choices(here, item, collection.group) if collection.group else iter(())
    return next(values, _Value("", "Further", (LOWEST, "", "")))


def _letter(item: Item) -> _Value:
    """The letter that an item stands under: the first one of what it is sorted by."""
    words = next((value for name in item.collection.order if isinstance(value := item.data.get(name), str)), item.title)
    letter = unicodedata.normalize("NFKD", words.strip()[:1]).upper()[:1]
    return _Value(letter, letter, (0, letter, "")) if letter.isalpha() else _Value("#", "0–9", (-1, "", ""))  # noqa: RUF001 - a range


def _shelf(here: Sheet, anchor: str, label: str, members: list[Item], *, letter: bool) -> Shelf:
    """Items that live on this page are told in full, others in a row."""
    told = members[0].collection.group or ""
    full = [item for item in members if item.fragment and item.route == here.route]
    if layout(members[0].collection.name).gallery:
        # Pictures before those that only the printed book shows.
        full.sort(key=lambda item: here.picture(item) is None)
    return Shelf(
        anchor,
        label,
        tuple(row(here, item, facets=_values(here, item), told=told) for item in members if item not in full),
        tuple((article(here, item, depth=3 if label else 2, told=told), _values(here, item)) for item in full),
        letter,
    )


def _facets(here: Sheet, collection: Collection, items: tuple[Item, ...]) -> Iterator[Facet]:
    for name in collection.facets:
        values = [value for item in items for value in _choices(here, item, name)]
        counts = Counter(value.value for value in values)
        if len(counts) > 1:
            title = here.press.property(items[0], name).get("title") or name.replace("_", " ").capitalize()
            order = sorted({value.value: value for value in values}.values(), key=lambda value: value.rank)
            yield Facet(name, str(title), tuple(Choice(each.value, each.words, counts[each.value]) for each in order))


def _values(here: Sheet, item: Item) -> str:
    """What an item can be found by, for the script: field → values, as JSON."""
    found = {name: [each.value for each in _choices(here, item, name)] for name in item.collection.facets}
    return json.dumps({name: values for name, values in found.items() if values}, ensure_ascii=False, separators=(",", ":"))


def _choices(here: Sheet, item: Item, name: str) -> Iterator[_Value]:
    """What an item says in a facet. A date counts by its year."""
    schema = here.press.property(item, name)
    value = item.data.get(name)
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _choice(here, item, each, schema.get("items", {}), (name, number))
    elif value is not None:
        yield from _choice(here, item, value, schema, (name,))


def _choice(here: Sheet, item: Item, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[_Value]:
    """One value: items in reading order, words of a closed list in its order, numbers from the latest, others by the alphabet."""
    target = here.press.named.get((item.key, path))
    if target:
        yield _Value(target.partition(":")[2], here.press.site.items[target].title, (here.press.ranks[target], "", ""))
    elif isinstance(value, str) and schema.get("format") == "date" and DATE.match(value):
        yield _Value(value[:4], value[:4], (-int(value[:4]), "", ""))
    elif isinstance(value, int | str):
        words = show(here, item, value, schema, path).striptags()
        known = schema.get("enum", ())
        place = known.index(value) if value in known else -value if isinstance(value, int) else 0
        yield _Value(str(value), words, (place, words.casefold(), str(value)))
