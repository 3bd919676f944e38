"""Events → a tree of elements, raw HTML included: one builder, so that nothing comes out unclosed or unlisted.

Links keep their destination as written in `href` (or `src`); transforms look it up. Elements that only the transforms
understand are `note` (a footnote's definition), `noteref`, `cite-group` and `tex`; so are the attributes `alert`, `info`
and `anchor` (which of Markdown's own headings this is, from 0).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.model.markup import Event, Sort
from pipeline.model.safety import dangerous
from pipeline.render.compile.nesting import mend
from pipeline.render.compile.raw import Stack

PLAIN = {"paragraph": "p", "emphasis": "em", "strong": "strong", "strikethrough": "del"}
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n?")


def grow(events: Iterable[Event]) -> Element:
    """Events → one `div` with everything below it, nested as HTML allows."""
    grower = _Grower()
    for event in events:
        sort = event.sort
        if sort is Sort.TEXT:
            grower.text(event.value)
        elif sort is Sort.OPEN:
            grower.open(event)
        elif sort is Sort.CLOSE:
            grower.close(event.tag)
        else:
            grower.leaf(event)
    root = grower.stack.finish()
    if grower.stack.raw:
        mend(root)
    return root


def clean(text: str) -> str:
    """Text without what XML can't hold: entities may ask for any control character."""
    if text.isprintable():
        return text
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", LINE_END.sub("\n", text) if "\r" in text else text)


class _Grower:
    """What Markdown has open, and where it is inside of it."""

    def __init__(self) -> None:
        self.stack = Stack(clean)
        self.headings = 0
        self.item: Element | None = None
        self.table: _Table | None = None
        self.html: list[str] | None = None
        self.image: Element | None = None
        self.images = 0
        self.alt: list[str] = []

    def text(self, text: str) -> None:
        """Text; inside an image it is the alternative text."""
        if self.images:
            self.alt.append(clean(text))
        else:
            self.stack.builder.data(clean(text))

    def leaf(self, event: Event) -> None:
        """Everything that neither opens nor closes."""
        value = event.value
        match event.sort:
            case Sort.HTML if self.html is not None:
                self.html.append(value)
            case Sort.HTML if not self.images:
                self.stack.read(value)
            case Sort.HTML:
                return
            case Sort.SOFT_BREAK:
                self.text(" " if self.images else "\n")
            case _ if self.images:
                self.text(value or " ")
            case Sort.HARD_BREAK:
                self.stack.empty("br")
                self.text("\n")
            case Sort.CODE:
                self.stack.empty("code", text=clean(value))
            case Sort.RULE:
                self.stack.empty("hr")
            case Sort.FOOTNOTE:
                self.stack.empty("noteref", {"label": clean(value)})
            case Sort.CITATION:
                self.stack.empty("cite-group", text=clean(value))
            case Sort.MATH | Sort.DISPLAY_MATH:
                self.stack.empty("tex", {"display": "block" if event.sort is Sort.DISPLAY_MATH else "inline"}, clean(value))
            case _:
                self.task(checked=event.attributes["checked"])

    def task(self, *, checked: bool) -> None:
        if self.item is not None:
            self.item.set("class", "task")
        attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": "done" if checked else "to do"}
        self.stack.empty("input", {**attributes, "checked": "checked"} if checked else attributes)
        self.text(" ")

    def open(self, event: Event) -> None:
        """A construct of Markdown begins."""
        tag, attributes = event.tag, event.attributes
        if tag == "image":
            self.open_image(event)
        elif self.images:
            return
        elif tag in PLAIN:
            self.stack.push(PLAIN[tag], {})
        elif tag == "link":
            self.stack.push("a", _linked("href", event))
        elif tag == "item":
            self.item = self.stack.push("li", {})
        elif tag == "heading":
            self.stack.push(f"h{attributes['level']}", {"anchor": str(self.headings)})
            self.headings += 1
        elif tag == "list":
            start = attributes["start"]
            self.stack.push("ul" if start is None else "ol", {"start": str(start)} if start not in {None, 1} else {})
        elif tag == "quote":
            self.stack.push("blockquote", {"alert": attributes["alert"]} if attributes["alert"] else {})
        elif tag == "fence":
            self.stack.push("pre", {"info": clean(attributes["info"] or "")})
        elif tag == "definition":
            self.stack.push("note", {"label": clean(attributes["label"])})
        elif tag == "html":
            self.html = []
        else:
            self.open_table(event)

    def open_image(self, event: Event) -> None:
        if not self.images:
            attributes = _linked("src", event)
            self.image = self.stack.empty("img" if "src" in attributes else "span", attributes)
        self.images += 1

    def open_table(self, event: Event) -> None:
        """A table, its head, a row, or a cell."""
        if event.tag == "table":
            self.table = _Table(event.attributes["aligns"])
            self.stack.push("table", {})
        elif self.table is not None:
            if event.tag == "cell":
                self.stack.push("th" if self.table.head else "td", self.table.cell())
                return
            if event.tag == "head":
                self.stack.push("thead", {})
            elif not self.table.body:
                self.table.body = True
                self.stack.push("tbody", {})
            self.table.column, self.table.head = 0, event.tag == "head"
            self.stack.push("tr", {})

    def close(self, tag: str) -> None:
        """A construct of Markdown ends."""
        if tag == "image":
            self.close_image()
        elif self.images:
            return
        elif tag == "html":
            html, self.html = "".join(self.html or ()), None
            self.stack.read(html, block=True)
        else:
            self.stack.pop()
            if tag == "head" or (tag == "table" and self.table is not None and self.table.body):
                self.stack.pop()

    def close_image(self) -> None:
        self.images -= 1
        if not self.images and self.image is not None:
            alt, self.alt = "".join(self.alt), []
            if self.image.tag == "img":
                self.image.set("alt", alt)
            else:
                self.image.text = alt


@dataclass(slots=True)
class _Table:
    """A table being built: how its columns are aligned, and where in it we are."""

    aligns: tuple[str | None, ...]
    column: int = 0
    head: bool = False
    body: bool = False

    def cell(self) -> dict[str, str]:
        """The attributes of the next cell."""
        align = self.aligns[self.column] if self.column < len(self.aligns) else None
        self.column += 1
        attributes = {"scope": "col"} if self.head else {}
        return {**attributes, "class": f"align-{align}"} if align else attributes


def _linked(name: str, event: Event) -> dict[str, str]:
    """The destination and the title of a link or an image; a destination that could run something is left out."""
    target, title = event.attributes["target"], event.attributes["title"]
    attributes = {} if dangerous(target) else {name: clean(target)}
    return {**attributes, "title": clean(title)} if title else attributes
