"""An item's fields and their schema → what a page prints of them: facts on a line, or blocks with a heading.

Nothing here knows a collection: the schema's `title` is the label, `x-ref` makes a link, `x-markdown` is prose, `format`
tells addresses, dates and languages. So a collection that nobody has heard of is printed whole.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from pipeline.model.document import Path
from pipeline.model.ids import given
from pipeline.model.site import Item
from pipeline.render.html.layouts import layout
from pipeline.render.html.sheet import Sheet
from pipeline.render.words import date_in_words, language_in_words

UNPRINTED = frozenset({"id", "status", "summary", "aliases", "doubt", "lang", "added", "updated"})
"""Common fields that are shown otherwise (status, summary, dates of the entry), or for the machinery alone."""

OPEN = Markup('<em class="open">to be confirmed</em>')
SEPARATOR = Markup('<span class="separator">, </span>')
WIDE = 30
"""Where one value of a list is longer than this, each gets a line of its own, if there is room."""

SHORT = 60
"""Longer texts in a list stand one below the other, under a heading of their own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field as printed: its name, its label, its value as markup.

    A block needs room and a heading of its own; a named fact shows its label even on a crowded line.
    """

    name: str
    label: str
    html: Markup
    block: bool = False
    named: bool = False

    @property
    def place(self) -> str:
        """The id of its heading, on a page of the item alone."""
        return given("field", self.name)


def facts(sheet: Sheet, item: Item) -> tuple[Fact, ...]:
    """All fields of an item that its page prints, in the order of the schema."""
    arrangement = layout(item.collection.name)
    hidden = {*UNPRINTED, *arrangement.hidden, *arrangement.rows, arrangement.lead, *_titles(item)}
    return tuple(fact for name in _order(sheet, item) if name not in hidden and (fact := field(sheet, item, name)) is not None)


def field(sheet: Sheet, item: Item, name: str) -> Fact | None:
    """One field of an item as printed; `None` when it has none, unless an open value is to be confirmed."""
    schema = sheet.press.property(item, name)
    label = str(schema.get("title") or name.replace("_", " ").replace("-", " ").capitalize())
    if name not in item.data:
        return Fact(name, label, OPEN) if item.status == "tbc" and name in _required(sheet, item) else None
    value = item.data[name]
    arrangement = layout(item.collection.name)
    if name in arrangement.drawn:
        return Fact(name, label, _drawn(sheet, item, arrangement.drawn[name], value), block=True)
    html = show(sheet, item, value, schema, (name,))
    return Fact(name, _one(label, value), html, block=_roomy(value, schema), named=name in arrangement.named)


def facts_of(sheet: Sheet, item: Item) -> tuple[Fact, ...]:
    """The few facts that a row or a card tells beside the title."""
    found = (field(sheet, item, name) for name in layout(item.collection.name).row)
    return tuple(fact for fact in found if fact is not None)


def show(sheet: Sheet, item: Item, value: Any, schema: Mapping[str, Any], path: Path) -> Markup:
    """A value at a path of an item's data → markup, as its schema says."""
    if isinstance(value, str):
        return _text(sheet, item, value, schema, path)
    if isinstance(value, list):
        return _list(sheet, item, value, _part(schema, "items"), path)
    if isinstance(value, Mapping):
        return _mapping(sheet, item, value, schema, path)
    return escape(("no", "yes")[value] if isinstance(value, bool) else value)


def reference(sheet: Sheet, target: Item) -> Markup:
    """A link to an item by its title."""
    soon = Markup(' <span class="mark">coming soon</span>') if target.status == "coming-soon" else ""
    return Markup('<a href="{}">{}</a>{}').format(sheet.item(target.key), sheet.title(target), soon)


def external(url: str, words: str = "") -> Markup:
    """A link that leaves the book; without words the address itself, shortened for reading."""
    return Markup('<a class="external" rel="noopener" href="{}">{}</a>').format(url, words or _address(url))


def _one(label: str, value: Any) -> str:
    """A label for several pages, of a stretch that is one page long: `Print page`."""
    single = isinstance(value, Mapping) and "from" in value and value.get("to", value["from"]) == value["from"]
    return label.removesuffix("s") if single else label


def _titles(item: Item) -> Iterator[str]:
    """Fields that are the title, word for word."""
    yield "title"
    yield from (template.strip("{}") for template in item.collection.titles if template.startswith("{") and template.count("{") == 1)


def _order(sheet: Sheet, item: Item) -> list[str]:
    """The names of the fields: in the order of the schema, then what it doesn't know."""
    known = list(sheet.press.schemas[item.collection.name].get("properties", {}))
    return [*known, *(name for name in item.data if name not in known)]


def _required(sheet: Sheet, item: Item) -> list[str]:
    """Fields that only a published entry must have."""
    relaxed = _part(sheet.press.schemas[item.collection.name], "else")
    return list(relaxed.get("required", ()))


def _roomy(value: Any, schema: Mapping[str, Any]) -> bool:
    if isinstance(value, str):
        return "\n" in value.strip()
    if isinstance(value, list):
        return any(len(each) > SHORT if isinstance(each, str) else isinstance(each, Mapping) and not _is_link(each) for each in value)
    return isinstance(value, Mapping) and not _part(schema, "properties")


def _drawn(sheet: Sheet, item: Item, name: str, value: Any) -> Markup:
    template = sheet.press.theme.templates.get_template(name)
    # The template adds the rows that it gives an id.
    placed = set(sheet.press.manuscript.body(item.key).ids) if item.status != "coming-soon" else set()
    return Markup(template.render(item=item, value=value, placed=placed))  # noqa: S704 - made by a template


def _text(sheet: Sheet, item: Item, value: str, schema: Mapping[str, Any], path: Path) -> Markup:
    if value == "tbc":
        return OPEN
    if target := sheet.press.named.get((item.key, path)):
        return reference(sheet, sheet.press.site.items[target])
    if schema.get("x-markdown") is True:
        return sheet.prose(item, *path) or escape(value)
    kind = "asset" if schema.get("x-asset") is True else schema.get("format") or _part(schema, "then").get("format")
    if kind in FORMATS:
        return FORMATS[kind](sheet, value)
    if "\n" in value.strip():
        return Markup("<pre><code>{}</code></pre>").format(value)
    return escape(value.replace("-", " ") if value in schema.get("enum", ()) else value)


def _asset(sheet: Sheet, value: str) -> Markup:
    address = sheet.file(value)
    return Markup('<a href="{}">{}</a>').format(address, value) if address else escape(value)


def _url(_sheet: Sheet, value: str) -> Markup:
    return external(value)


def _date(sheet: Sheet, value: str) -> Markup:
    words = date_in_words(value, sheet.press.language)
    return Markup('<time datetime="{}">{}</time>').format(value, words) if words else escape(value)


def _language(sheet: Sheet, value: str) -> Markup:
    return escape(language_in_words(value, sheet.press.language))


FORMATS: Mapping[Any, Callable[[Sheet, str], Markup]] = {
    "asset": _asset,
    "uri": _url,
    "uri-reference": _url,
    "date": _date,
    "bcp47": _language,
}


def _list(sheet: Sheet, item: Item, values: list[Any], schema: Mapping[str, Any], path: Path) -> Markup:
    if values and all(isinstance(value, Mapping) and not _is_link(value) for value in values) and not _is_deep(values):
        return _table(sheet, item, values, schema, path)
    shown = [show(sheet, item, value, schema, (*path, number)) for number, value in enumerate(values)]
    if any(isinstance(value, str) and len(value) > SHORT for value in values) or any(isinstance(value, list) for value in values):
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(each) for each in shown))
    if len(shown) > 1 and any(len(each.striptags()) > WIDE for each in shown):
        lines = (Markup('<span class="line">{}</span>').format(each) for each in shown)
        return Markup('<span class="lines">{}</span>').format(SEPARATOR.join(lines))
    return SEPARATOR.join(shown)


def _table(sheet: Sheet, item: Item, values: list[Mapping[str, Any]], schema: Mapping[str, Any], path: Path) -> Markup:
    """Mappings alike → a table, one column a field."""
    properties = _part(schema, "properties")
    names = [name for name in properties if any(name in value for value in values)]
    names += [name for name in dict.fromkeys(name for value in values for name in value) if name not in names]
    labels = [str(_part(properties, name).get("title") or name.replace("_", " ").capitalize()) for name in names]
    rows = [
        [show(sheet, item, value[name], _part(properties, name), (*path, number, name)) if name in value else Markup("") for name in names]
        for number, value in enumerate(values)
    ]
    template = sheet.press.theme.templates.get_template("timeline.html" if names == ["date", "text"] else "table.html")
    label = sheet.press.property(item, str(path[0])).get("title") or str(path[0]).capitalize()
    return Markup(template.render(label=label, labels=labels, rows=rows))  # noqa: S704 - made by a template


def _mapping(sheet: Sheet, item: Item, value: Mapping[str, Any], schema: Mapping[str, Any], path: Path) -> Markup:
    properties = _part(schema, "properties")
    if not properties:
        return Markup("<pre><code>{}</code></pre>").format(json.dumps(value, ensure_ascii=False, indent=2))
    if _is_link(value):
        return external(value["url"], value["label"])
    if "from" in value and value.keys() <= {"from", "to"}:
        ends = dict.fromkeys(str(value[end]) for end in ("from", "to") if end in value)
        return escape("–".join(ends))  # noqa: RUF001 - a range
    if all(_part(properties, name).get("format") == "uri" for name in value):
        links = [external(str(url), str(_part(properties, name).get("title") or name)) for name, url in value.items()]
        return SEPARATOR.join(links)
    pairs = [
        Markup('<span class="pair">{}: {}</span>').format(
            _part(properties, name).get("title") or name,
            show(sheet, item, part, _part(properties, name), (*path, name)),
        )
        for name, part in value.items()
    ]
    return SEPARATOR.join(pairs)


def _is_link(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {"label", "url"}


def _is_deep(values: list[Mapping[str, Any]]) -> bool:
    """Whether a table can't hold them, because there are mappings below."""
    return any(isinstance(part, Mapping) and not _is_link(part) for value in values for part in value.values())


def _part(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = schema.get(name)
    return found if isinstance(found, Mapping) else {}


def _address(url: str) -> str:
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path.rstrip("/")) or url
