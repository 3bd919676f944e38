"""Compiled passages → passages for the publication: figures in place, footnotes typed, ids and links as XML wants them.

Links stay marks, but none depends any more on where it stands: `here:#x` and `#x` become `item:<key>#x`.
"""

import re
from html import unescape

from markupsafe import Markup, escape

from pipeline.model.heatmap import linked
from pipeline.model.manuscript import MARK
from pipeline.model.site import Item
from pipeline.render.direction import right_to_left
from pipeline.render.epub.layouts import layout
from pipeline.render.epub.names import xml_name
from pipeline.render.epub.press import Press
from pipeline.render.epub.tables import fitted

TAG = re.compile(r"<(?!span class=)(?:details|[a-zA-Z][^<>]*\s(?:id|href|lang|role)=)[^<>]*>")
"""Start tags that are not the same in every output; nearly all others are tokens of code."""

ID = re.compile(r'(?<=\sid=")[^"]*(?=")')
LOCAL = re.compile(r'(?<=\shref=")#([^"]*)(?=")')
FORMER = re.compile(r'(<(?:table|tbody|thead|tr|td|th|col|a)\b[^<>]*?)\s(?:align|border|width|name)="[^"]*"')
"""Attributes that HTML once had; XHTML documents of a publication must not have them."""


LANG = re.compile(r'(?<!:)\blang="([^"]*)"')
TERM = re.compile('<a href="\x02item:([^#\x03]*)\x03"(?![^<>]* role=)')
TITLE = re.compile(r'(<p class="alert-title">)([^<>]*)(?=</p>)')
ASIDE = re.compile(r"<rp>[^<>]*</rp>")
"""Brackets for what can't show readings above letters; publications do without (EPUBCheck, HTM-055)."""

NO_HEAD = re.compile(r"<th\b[^<>]*></th>")
"""A corner of a table: a head without words tells a listener nothing, a plain cell is passed over."""


def prose(press: Press, item: Item, *path: str | int) -> Markup | None:
    """A Markdown field of an item; `None` when it is absent."""
    passage = press.manuscript.at(item.key, *path)
    return None if passage is None else adopted(press, item, passage.html)


def adopted(press: Press, item: Item, html: str, *, body: bool = False) -> Markup:
    """XHTML with marks, written by an item → XHTML for the publication, with marks.

    A figure that is shown for the first time carries an id, which only a body can give it.
    """
    first = {key for key, origin in press.embedded.items() if origin == item.key and body}

    def mark(match: re.Match[str]) -> str:
        kind, rest = match[1], match[2]
        if kind == "here":
            return f"\x02item:{escape(item.key)}{rest}\x03"
        if kind != "embed":
            return match[0]
        shown = str(figure(press, press.site.items[rest], first=rest in first)) if rest in press.site.items else ""
        first.discard(rest)
        return shown

    html = MARK.sub(mark, TAG.sub(lambda tag: _tag(press, item, tag[0]), html))
    html = TITLE.sub(lambda match: f"{match[1]}{escape(press.word(unescape(match[2])))}", NO_HEAD.sub("<td></td>", html))
    html = fitted(ASIDE.sub("", html))
    while FORMER.search(html):
        html = FORMER.sub(r"\1", html)
    return Markup(html)  # noqa: S704 - compiled and sanitised


def _tag(press: Press, item: Item, tag: str) -> str:
    """A start tag as XML and the publication want it. A text may show markup, which stays as it is."""
    tag = ID.sub(lambda match: xml_name(unescape(match[0])), tag)
    tag = LOCAL.sub(lambda match: f"\x02item:{escape(item.key)}#{match[1]}\x03", tag)
    tag = LANG.sub(r'lang="\1" xml:lang="\1"', tag)
    if tag.startswith("<details"):
        # On paper nothing unfolds, and not on every reading system.
        return tag.replace("<details", '<details open="open"', 1) if " open" not in tag else tag
    for kind in ("noteref", "biblioref"):
        tag = tag.replace(f' role="doc-{kind}"', f' epub:type="{kind}" role="doc-{kind}"')
    term = TERM.match(tag)
    if term and _defined(press.site.items.get(unescape(term[1]))):
        # Reading systems may show the definition in place.
        return tag.replace("<a ", '<a epub:type="glossref" role="doc-glossref" ', 1)
    return tag


def _defined(item: Item | None) -> bool:
    return item is not None and layout(item.collection.name).role == "doc-glossary"


def figure(press: Press, item: Item, *, first: bool, own: bool = False) -> Markup:
    """A figure or a chart in place, with its caption; `own` where the text around it tells the rest."""
    chart = press.charts.get(item.key)
    alt = item.data.get("alt")
    return press.fill(
        "figure.xhtml",
        item=item,
        chart=chart,
        source=f"\x02chart:{chart.image}\x03" if chart else _file(item),
        alt=chart.alt if chart else alt if isinstance(alt, str) else "",
        caption=prose(press, item, "caption") or escape(item.title),
        identifier=figure_id(item) if first else "",
        own=own,
    )


def figure_id(item: Item) -> str:
    """The id of a figure where it is shown."""
    return xml_name(f"figure.{item.collection.prefix}.{item.id}")


def table(press: Press, item: Item) -> Markup | None:
    """The numbers of a chart, if the item is one."""
    chart = press.charts.get(item.key)
    return Markup(linked(chart.table, lambda _prefix, _filters: None)) if chart else None  # noqa: S704 - made by the chart's writer


def titled(press: Press, item: Item) -> Markup:
    """The title of an item, marked with its language where that is not the book's."""
    tongue = item.data.get(layout(item.collection.name).tongue) or item.data.get("lang")
    if not isinstance(tongue, str) or tongue == press.language or not isinstance(item.data.get("title"), str):
        return escape(item.title)
    return Markup("<span{}>{}</span>").format(_spoken(tongue, press.language), item.title)


def tongue(press: Press, item: Item) -> Markup:
    """Attributes for what the book says in the document of an item, where the item speaks another language; else nothing."""
    own = item.data.get("lang")
    return Markup("") if not isinstance(own, str) or own == press.language else _spoken(press.language, own)


def _spoken(language: str, around: str) -> Markup:
    """Attributes that tell a language, and its direction where that of the text around it is another."""
    turned = right_to_left(language) is not right_to_left(around)
    direction = Markup(' dir="{}"').format("rtl" if right_to_left(language) else "ltr") if turned else ""
    return Markup(' lang="{0}" xml:lang="{0}"{1}').format(language, direction)


def headed(press: Press, item: Item) -> Markup:
    """The title of an item over its own document: what its collection puts ahead of the title (a number, say) is set apart."""
    title = item.data.get("title")
    if not isinstance(title, str) or item.title == title or not item.title.endswith(title):
        return titled(press, item)
    prefix = item.title[: -len(title)].rstrip()
    return Markup('<span class="prefix"{}>{}</span> {}').format(tongue(press, item), prefix, title)


def lead_field(item: Item) -> str | None:
    """The field whose sentences open an entry: its summary, or the one that is its text."""
    names = ("summary", layout(item.collection.name).lead, "note", "definition", "caption", "description")
    return next((name for name in names if isinstance(item.data.get(name), str)), None)


def lead(press: Press, item: Item) -> Markup | None:
    """The sentences that open an entry."""
    name = lead_field(item)
    return None if name is None else prose(press, item, name) or escape(item.data[name])


def external(url: str, words: str = "") -> Markup:
    """A link that leaves the book; without words the address itself."""
    return Markup('<a class="external" href="{}">{}</a>').format(url, words or url.removeprefix("https://").removesuffix("/"))


def _file(item: Item) -> str:
    name = item.data.get("file")
    return f"\x02asset:content/assets/{name}\x03" if isinstance(name, str) else ""
