"""An item's fields and their schema → what a document prints of them: facts on a line, or blocks with a heading.

Nothing here knows a collection: the schema's `title` is the label, `x-ref` makes a link, `x-markdown` is prose, `format`
tells addresses, dates and languages. Links to entries are marks, as in the manuscript.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from pipeline.model.document import Path
from pipeline.model.ids import given
from pipeline.model.site import Item
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.plan import alone
from pipeline.render.epub.press import Press
from pipeline.render.epub.prose import external, lead_field, prose, titled
from pipeline.render.epub.tables import fitted
from pipeline.render.words import date_in_words, language_in_words

UNPRINTED = frozenset({"id", "title", "status", "summary", "aliases", "doubt", "lang", "tags", "order", "added", "updated"})
"""Common fields that are shown otherwise, or not meant for readers of the publication."""

SHORT = 60
"""Longer texts in a list stand one below the other, under a heading of their own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field as printed: its name, its label, its value as markup; a block needs room and a heading of its own."""

    name: str
    label: str
    html: Markup
    block: bool = False

    @property
    def place(self) -> str:
        """The id of its heading."""
        return given("field", self.name)


def facts(press: Press, item: Item, names: Iterable[str], without: str = "") -> list[Fact]:
    """The named fields of an item that have something to print, in that order; `without` is said elsewhere already."""
    return [fact for name in names if name != without and (fact := _fact(press, item, name)) is not None]


def rest(press: Press, item: Item, without: str = "") -> list[Fact]:
    """All fields that the layout doesn't place or hide, in the order of the schema."""
    arrangement = layout(item.collection.name)
    placed = {*arrangement.byline, *arrangement.before, *arrangement.hidden, lead_field(item), arrangement.address}
    titles = {template.strip("{}") for template in item.collection.titles if template.count("{") == 1 and template.startswith("{")}
    known = list(press.schemas[item.collection.name].get("properties", {}))
    names = [*known, *(name for name in item.data if name not in known)]
    return facts(press, item, (name for name in names if name not in UNPRINTED | placed | titles), without)


def _fact(press: Press, item: Item, name: str) -> Fact | None:
    schema = press.property(item, name)
    label = str(schema.get("title") or name.replace("_", " ").replace("-", " ").capitalize())
    if name not in item.data:
        return Fact(name, label, _open(press)) if item.status == "tbc" and _may_be_open(schema) else None
    value = item.data[name]
    drawn = layout(item.collection.name).drawn.get(name)
    if drawn is not None:
        return Fact(name, label, press.fill(drawn, item=item, value=value, placed=_placed(press, item)), block=True)
    block = name in layout(item.collection.name).before or _roomy(value, schema)
    shown = _stacked(press, item, value, schema, (name,)) if block else show(press, item, value, schema, (name,))
    return Fact(name, label, shown, block)


def _placed(press: Press, item: Item) -> set[str] | None:
    """The ids in the body of an item, for a template to add its own; `None` where the document is shared and no link leads inside."""
    if not alone(item):
        return None
    return set(press.manuscript.body(item.key).ids) if item.status != "coming-soon" else set()


def _open(press: Press) -> Markup:
    return Markup('<em class="open">{}</em>').format(press.word("to be confirmed"))


def _may_be_open(schema: Mapping[str, Any]) -> bool:
    """Whether a field may say `tbc`; where it says nothing in an entry to be confirmed, it means that."""
    return part(part(schema, "if"), "not").get("const") == "tbc"


def show(press: Press, item: Item, value: Any, schema: Mapping[str, Any], path: Path) -> Markup:
    """A value at a path of an item's data → markup, as its schema says."""
    if isinstance(value, str):
        return _text(press, item, value, schema, path)
    if isinstance(value, list):
        return _list(press, item, value, part(schema, "items"), path)
    if isinstance(value, Mapping):
        return _mapping(press, item, value, schema, path)
    if isinstance(value, bool):
        return escape(press.word("yes" if value else "no"))
    return escape(value)


def part(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A schema inside a schema; empty when there is none."""
    found = schema.get(name)
    return found if isinstance(found, Mapping) else {}


def _roomy(value: Any, schema: Mapping[str, Any]) -> bool:
    if isinstance(value, str):
        return "\n" in value.strip() and schema.get("x-markdown") is not True
    if isinstance(value, list):
        return part(schema, "items").get("x-markdown") is True or any(_is_long(each) for each in value)
    return isinstance(value, Mapping) and not part(schema, "properties")


def _is_long(value: Any) -> bool:
    return len(value) > SHORT if isinstance(value, str) else isinstance(value, Mapping) and not _is_link(value)


def _text(press: Press, item: Item, value: str, schema: Mapping[str, Any], path: Path) -> Markup:
    if value == "tbc":
        return _open(press)
    if target := press.named.get((item.key, path)):
        return reference(press, press.site.items[target])
    if schema.get("x-markdown") is True:
        return prose(press, item, *path) or escape(value)
    known = FORMATS.get(str(schema.get("format") or part(schema, "then").get("format")))
    if known is not None:
        return known(press, value)
    if "\n" in value.strip():
        return Markup('<pre class="code"><code>{}</code></pre>').format(value)
    return escape(value.replace("-", " ") if value in schema.get("enum", ()) else value)


def _url(_press: Press, value: str) -> Markup:
    return external(value)


def _date(press: Press, value: str) -> Markup:
    words = date_in_words(value, press.language)
    return Markup('<time datetime="{}">{}</time>').format(value, words) if words else escape(value)


def _language(press: Press, value: str) -> Markup:
    return escape(language_in_words(value, press.language))


FORMATS: Mapping[str, Callable[[Press, str], Markup]] = {"uri": _url, "date": _date, "bcp47": _language}
"""How values of a format are printed; all others as they are."""


def reference(press: Press, target: Item) -> Markup:
    """A link to an item by its title."""
    soon = f" ({press.word('Coming soon').lower()})" if target.status == "coming-soon" else ""
    return Markup('<a href="\x02item:{}\x03">{}</a>{}').format(target.key, titled(press, target), soon)


def _list(press: Press, item: Item, values: list[Any], schema: Mapping[str, Any], path: Path) -> Markup:
    if values and all(isinstance(value, Mapping) and not _is_link(value) and not _is_deep(value) for value in values):
        return _table(press, item, values, schema, path)
    if any(isinstance(value, list | Mapping) and not _is_link(value) for value in values):
        return _bullets(press, item, values, schema, path)
    return escape(press.word(", ")).join(show(press, item, value, schema, (*path, number)) for number, value in enumerate(values))


def _stacked(press: Press, item: Item, value: Any, schema: Mapping[str, Any], path: Path) -> Markup:
    """A value that has room: a list of texts stands one below the other."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return _bullets(press, item, value, part(schema, "items"), path)
    return show(press, item, value, schema, path)


def _bullets(press: Press, item: Item, values: list[Any], schema: Mapping[str, Any], path: Path) -> Markup:
    rows = (show(press, item, value, schema, (*path, number)) for number, value in enumerate(values))
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(row) for row in rows))


def _table(press: Press, item: Item, values: list[Mapping[str, Any]], schema: Mapping[str, Any], path: Path) -> Markup:
    """Mappings alike → a table, one column a field."""
    properties = part(schema, "properties")
    used = list(dict.fromkeys(name for value in values for name in value))
    names = [*(name for name in properties if name in used), *(name for name in used if name not in properties)]
    labels = [str(part(properties, name).get("title") or name.replace("_", " ").capitalize()) for name in names]
    rows = [
        [show(press, item, value.get(name, ""), part(properties, name), (*path, number, name)) for name in names]
        for number, value in enumerate(values)
    ]
    label = press.property(item, str(path[0])).get("title") or str(path[0]).capitalize()
    return Markup(fitted(press.fill("table.xhtml", label=label, labels=labels, rows=rows)))  # noqa: S704 - made by our template


def _mapping(press: Press, item: Item, value: Mapping[str, Any], schema: Mapping[str, Any], path: Path) -> Markup:
    properties = part(schema, "properties")
    if _is_link(value):
        return external(value["url"], value["label"])
    if not properties:
        return Markup('<pre class="code"><code>{}</code></pre>').format(json.dumps(value, ensure_ascii=False, indent=2))
    if "from" in value and value.keys() <= {"from", "to"}:
        return escape("–".join(str(value[end]) for end in ("from", "to") if end in value))  # noqa: RUF001 - a range
    pairs = [
        Markup("{}{}{}").format(
            part(properties, name).get("title") or name,
            press.word(": "),
            show(press, item, each, part(properties, name), (*path, name)),
        )
        for name, each in value.items()
    ]
    return escape(press.word("; ")).join(pairs)


def _is_link(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {"label", "url"}


def _is_deep(value: Mapping[str, Any]) -> bool:
    """Whether a table's cell can't hold a part of it."""
    return any(isinstance(each, Mapping) and not _is_link(each) for each in value.values())
