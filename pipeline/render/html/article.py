"""Item → everything its page (or its section of a shared page) prints, ready for a template."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from pipeline.model.ids import stated
from pipeline.model.manuscript import TAG, plain
from pipeline.model.site import Item
from pipeline.render.html.back import Chorus, Listing, chorus, listings
from pipeline.render.html.citation import Citation, citation
from pipeline.render.html.cover import jacket
from pipeline.render.html.fields import Fact, facts, field
from pipeline.render.html.headings import levelled, opening
from pipeline.render.html.layouts import layout, missing
from pipeline.render.html.rows import heading
from pipeline.render.html.sheet import Sheet

BANNERS = {
    "archived": "Archived: kept at its address for those who link here, but no longer maintained.",
    "coming-soon": "Coming soon: this page is announced, and not written yet.",
    "draft": "Draft: not published; only those who build the book with drafts see it.",
    "tbc": "Not everything about this entry is known yet; what is open is marked.",
}
PLACES = re.compile(r"\{(\w+)\}")
PLACE = re.compile(r"""(?<=\s)(id="|href="#)([^"]*)""")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote at the end of a page: its id, its text, the reference it belongs to."""

    id: str
    html: Markup
    back: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that belongs to an item: where it lies, its name, its size in KiB."""

    href: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Article:
    """An item as printed, from the line above its title to its footnotes.

    `kicker` says above the title what it is, `dated` when it was changed, `edit` is where to change it, `jacket` a small cover; it may
    hang in a `gallery`.
    `anchor` is that of the title; `anchors` are the places that links may name and that nothing printed holds. Like every id in the
    markup they are those of the page (`Item.place`).
    """

    item: Item
    title: Markup
    number: str
    kicker: str
    mark: str
    banner: str
    lead: Markup | None
    byline: tuple[Fact, ...]
    primary: str
    host: str
    before: tuple[Fact, ...]
    anchor: str
    body: Markup | None
    figure: Markup | None
    after: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    listings: tuple[Listing, ...]
    chorus: tuple[Chorus, ...]
    voices: int
    notes: tuple[Footnote, ...]
    files: tuple[Download, ...]
    citation: Citation | None
    jacket: Markup | None
    gallery: bool
    dated: Markup | None
    edit: str
    anchors: tuple[str, ...]


def article(sheet: Sheet, item: Item, *, depth: int = 1, told: str = "") -> Article:
    """An item for a page.

    `depth` is the level of its title there, and what stands below is moved down with it; `told` is a field that a heading
    told already.
    """
    arrangement = layout(item.collection.name)
    printed = facts(sheet, item)
    names = [name for name in arrangement.byline if name != told]
    byline = tuple(fact for name in names if (fact := field(sheet, item, name)) is not None and not fact.block)
    shown = {told, *(fact.name for fact in byline)} | ({arrangement.primary} if arrangement.primary in item.data else set())
    blocks = [fact for fact in printed if fact.block]
    written = item.status != "coming-soon"
    belonging, mentioning = listings(sheet, item), chorus(sheet, item)
    number, title = heading(sheet, item)
    anchor, body = _body(sheet, item, depth) if written else ("", None)
    notes = _notes(sheet, item) if written else ()
    primary = str(item.data.get(arrangement.primary) or "")
    return Article(
        item=item,
        title=title,
        number=number,
        kicker="" if number or _irregular(item) else item.collection.label,
        mark=missing(item),
        banner=BANNERS.get(item.status, ""),
        lead=_lead(sheet, item),
        byline=byline,
        primary=primary,
        host=urlsplit(primary).netloc.removeprefix("www."),
        before=tuple(fact for name in arrangement.before for fact in blocks if fact.name == name),
        anchor=anchor,
        body=body,
        figure=sheet.figure(item, own=True) if sheet.press.chart(item) or sheet.picture(item) else None,
        after=tuple(fact for fact in blocks if fact.name not in arrangement.before),
        facts=tuple(fact for fact in printed if not fact.block and fact.name not in shown),
        listings=belonging,
        chorus=mentioning,
        voices=sum(each.count for each in belonging) + sum(len(each.voices) for each in mentioning),
        notes=notes,
        files=_files(sheet, item),
        citation=citation(item) if written else None,
        jacket=Markup(jacket(sheet, item)) if arrangement.jacket else None,  # noqa: S704 - drawn from escaped words
        gallery=arrangement.gallery,
        dated=_dated(sheet, item),
        edit=_edit(sheet, item),
        anchors=_unplaced(item, anchor, (body or "", *(note.html for note in notes), *(fact.html for fact in blocks))),
    )


def _lead(sheet: Sheet, item: Item) -> Markup | None:
    # A chart carries its caption itself.
    name = "" if sheet.press.chart(item) else layout(item.collection.name).lead
    chosen = sheet.prose(item, name) if name and isinstance(item.data.get(name), str) else None
    return chosen or (sheet.prose(item, "summary") if isinstance(item.data.get("summary"), str) else None)


def _body(sheet: Sheet, item: Item, depth: int) -> tuple[str, Markup | None]:
    """The body, and the anchor of a heading in it that only repeats the title: its text is left out, its anchor is not."""
    html = sheet.press.manuscript.body(item.key).html
    anchor, title, rest = opening(html)
    if plain(title) == item.title:
        html = rest
    else:
        anchor = ""
    return anchor and item.place(anchor), sheet.markup(item, levelled(_own(item, html), depth)) if html.strip() else None


def _notes(sheet: Sheet, item: Item) -> tuple[Footnote, ...]:
    notes = sheet.press.manuscript.body(item.key).notes
    return tuple(
        Footnote(item.place(note.id), sheet.markup(item, _own(item, note.html)), item.place(f"fnref.{note.number}")) for note in notes
    )


def _files(sheet: Sheet, item: Item) -> tuple[Download, ...]:
    """The files of an item's chart, which lie beside the site, where the book is published with them."""
    chart = sheet.press.chart(item)
    if chart is None or not sheet.press.publishes("heatmap"):
        return ()
    return tuple(Download(f"{sheet.root}../{file.path}", file.path.rpartition("/")[2], -(-len(file.data) // 1024)) for file in chart.files)


def _irregular(item: Item) -> bool:
    """Whether an item is not what its collection calls its entries: a preface among numbered chapters."""
    return len(item.collection.titles) > 1 and not all(name in item.data for name in PLACES.findall(item.collection.titles[0]))


def _dated(sheet: Sheet, item: Item) -> Markup | None:
    """When the entry was last changed, or added, as far as it says so."""
    for name in ("updated", "added"):
        found = field(sheet, item, name) if isinstance(item.data.get(name), str) else None
        if found:
            return Markup("{} {}").format(name.capitalize(), found.html)
    return None


def _edit(sheet: Sheet, item: Item) -> str:
    """Where the source of an item can be changed; empty when `book.yaml` does not say."""
    template = str(sheet.press.publish.get("edit") or "")
    return template.replace("{path}", quote(item.entry.source.path)) if template else ""


def _own(item: Item, html: str) -> str:
    """Ids, and links to them, for the page of an item, which it may share."""
    if not item.fragment:
        return html
    return TAG.sub(lambda tag: PLACE.sub(lambda match: match[1] + item.place(match[2]), tag[0]), html)


def _unplaced(item: Item, title: str, printed: Iterable[str]) -> tuple[str, ...]:
    """The item's anchors that nothing printed holds: of what comes soon, say, or in a footnote that nobody refers to."""
    taken = {title, *(name for html in printed for name in stated(html))}
    return tuple(place for anchor in item.anchors if (place := item.place(anchor.id)) not in taken)
