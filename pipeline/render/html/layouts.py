"""How the collections of a book differ on the page, as data; a collection that isn't named here gets `GENERIC`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.site import Item


@dataclass(frozen=True, slots=True)
class Layout:
    """What a collection's pages and rows show, by names of fields.

    `byline` stands under the title (`named` fields with their label), `lead` is the text that opens the page (the summary
    when empty), `before` are the blocks ahead of the body, `hidden` fields are not printed, `rows` are reference fields
    whose items are shown as rows. `drawn` maps fields to templates of their own. `row` is what a line in a list tells
    beside the title; `compact` lists are titles only. `section` is the field that groups the items on a page they refer
    to, where it names one of that page's sections. `tongue` is the field that tells which language the title is in;
    `primary` holds the address the entry is about. `number` is a template for the line above the title; `without` says
    what it means that a field is missing. A `gallery` shows its pictures side by side, a `jacket` is a small cover that is drawn, a
    `gloss` is short enough to stand at every link to the entry. On a page they belong to, no more than a `few` are shown.
    """

    byline: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    lead: str = ""
    before: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    drawn: Mapping[str, str] = field(default_factory=lambda: {"outline": "outline.html"})
    row: tuple[str, ...] = ()
    compact: bool = False
    section: str = ""
    tongue: str = ""
    primary: str = ""
    number: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    gallery: bool = False
    jacket: bool = False
    gloss: bool = False
    few: int = 8


GENERIC = Layout()

LAYOUTS: Mapping[str, Layout] = {
    "chapters": Layout(
        byline=("pages", "prerequisites"),
        named=("pages", "prerequisites"),
        before=("objectives", "outline"),
        hidden=("kind", "number", "short_title", "part"),
        rows=("figures",),
        row=("pages",),
    ),
    "resources": Layout(
        byline=("authors", "year", "kind"),
        lead="note",
        hidden=("link", "label", "topic"),
        row=("authors", "year", "kind"),
        section="section",
        few=3,
        primary="url",
    ),
    "case-studies": Layout(byline=("organisation", "industry", "date"), lead="outcome", row=("organisation", "industry")),
    "prompts": Layout(byline=("kind", "organisation"), row=("kind",)),
    "notes": Layout(byline=("author", "handle", "kind", "url_date"), row=("author", "handle", "kind"), primary="url"),
    "incidents": Layout(byline=("date", "deployer", "harm", "state"), row=("date", "harm")),
    "editions": Layout(byline=("publisher", "date"), row=("publisher", "date"), tongue="language", jacket=True),
    "glossary": Layout(lead="definition", byline=("abbreviation", "aka"), named=("abbreviation", "aka"), compact=True, gloss=True, few=24),
    "people": Layout(byline=("roles", "position", "affiliation"), row=("roles", "affiliation"), compact=True, hidden=("sort",), few=24),
    "figures": Layout(
        byline=("chapter", "credit"),
        hidden=("kind", "number", "file", "alt", "decorative", "caption"),
        number="{kind} {number}",
        without={"file": "in the printed book"},
        gallery=True,
    ),
    "artifacts": Layout(lead="caption", hidden=("alt", "publish", "inputs", "view", "kind"), row=("provider",)),
}


def layout(collection: str) -> Layout:
    """The layout of a collection, by name."""
    return LAYOUTS.get(collection, GENERIC)


def missing(item: Item) -> str:
    """What it means that a field of an item is missing, in a few words; empty when nothing is."""
    return next((words for name, words in layout(item.collection.name).without.items() if name not in item.data), "")
