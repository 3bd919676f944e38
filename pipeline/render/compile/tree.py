"""Events → a tree of elements, raw HTML included: one builder, so that nothing comes out unclosed or unlisted.

Links keep their destination as written in `href` (or `src`); transforms look it up. Elements that only the transforms
understand are `note` (a footnote's definition), `noteref`, `cite-group` and `tex`; so are the attributes `alert`, `info`
and `anchor` (which of Markdown's own headings this is, from 0).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.model.markup import Event, Sort
from pipeline.model.safety import dangerous
from pipeline.render.compile.nesting import mend
from pipeline.render.compile.raw import Stack

PLAIN = {"paragraph": "p", "emphasis": "em", "strong": "strong", "strikethrough": "del"}
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SILENT = frozenset({Sort.OPEN, Sort.CLOSE, Sort.HTML})
LINE_END = re.compile(r"\r\n?")


def grow(events: Iterable[Event]) -> Element:
    """Events → one `div` with everything below it, nested as HTML allows."""
    grower = _Grower()
    stack = grower.stack
    data, push, pop = stack.builder.data, stack.push, stack.pop
    # Every event of a book passes here, so the common ones are dealt with on the spot.
    for event in events:
        sort, _, _, tag, value, _ = event
        if grower.images:
            grower.describe(event)
        elif sort is Sort.TEXT:
            data(value if value.isprintable() else clean(value))
        elif tag in PLAIN:
            if sort is Sort.OPEN:
                push(PLAIN[tag], {})
            else:
                pop()
        elif sort is Sort.OPEN:
            OPENERS[tag](grower, event)
        elif sort is Sort.CLOSE:
            grower.close(tag)
        else:
            LEAVES[sort](grower, event)
    root = stack.finish()
    if stack.raw:
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
        self.table = _Table(())
        self.html: list[str] | None = None
        self.image: Element | None = None
        self.images = 0
        self.alt: list[str] = []

    def close(self, tag: str) -> None:
        """Something that is more than one element, or no element, ends."""
        if tag == "html":
            html, self.html = "".join(self.html or ()), None
            self.stack.read(html, block=True)
        else:
            self.stack.pop()
            if tag == "head" or (tag == "table" and self.table.body):
                self.stack.pop()

    def describe(self, event: Event) -> None:
        """Inside an image only words count, which are its alternative text, and other images, to find its end."""
        if event.tag == "image":
            self.images += 1 if event.sort is Sort.OPEN else -1
            if not self.images:
                self.close_image()
        elif event.sort not in SILENT:
            self.alt.append(clean(event.value) or " ")

    def raw(self, event: Event) -> None:
        """A block of HTML comes line by line and is read as a whole; a tag in a line of text is an event of its own."""
        if self.html is None:
            self.stack.read(event.value)
        else:
            self.html.append(event.value)

    def task(self, event: Event) -> None:
        """The box of a task, which stands in the item that was opened last."""
        if self.item is not None:
            self.item.set("class", "task")
        done = event.attributes["checked"]
        attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": "done" if done else "to do"}
        self.stack.empty("input", {**attributes, "checked": "checked"} if done else attributes)
        self.stack.builder.data(" ")

    def hard_break(self, _: Event) -> None:
        self.stack.empty("br")
        self.stack.builder.data("\n")

    def math(self, event: Event) -> None:
        self.stack.empty("tex", {"display": "inline" if event.sort is Sort.MATH else "block"}, clean(event.value))

    def open_image(self, event: Event) -> None:
        attributes = _linked("src", event)
        self.image = self.stack.empty("img" if "src" in attributes else "span", attributes)
        self.images = 1

    def close_image(self) -> None:
        alt, self.alt = "".join(self.alt), []
        if self.image is not None and self.image.tag == "img":
            self.image.set("alt", alt)
        elif self.image is not None:
            self.image.text = alt

    def open_heading(self, event: Event) -> None:
        self.stack.push(f"h{event.attributes['level']}", {"anchor": str(self.headings)})
        self.headings += 1

    def open_item(self, _: Event) -> None:
        self.item = self.stack.push("li", {})

    def open_list(self, event: Event) -> None:
        start = event.attributes["start"]
        self.stack.push("ul" if start is None else "ol", {} if start in {None, 1} else {"start": str(start)})

    def open_quote(self, event: Event) -> None:
        alert = event.attributes["alert"]
        self.stack.push("blockquote", {"alert": alert} if alert else {})

    def open_html(self, _: Event) -> None:
        self.html = []

    def open_table(self, event: Event) -> None:
        self.table = _Table(event.attributes["aligns"])
        self.stack.push("table", {})

    def open_row(self, event: Event) -> None:
        """A row; the first one of the body opens the body."""
        self.table.column, self.table.head = 0, event.tag == "head"
        if self.table.head:
            self.stack.push("thead", {})
        elif not self.table.body:
            self.table.body = True
            self.stack.push("tbody", {})
        self.stack.push("tr", {})

    def open_cell(self, _: Event) -> None:
        self.stack.push("th" if self.table.head else "td", self.table.cell())


OPENERS: Mapping[str, Callable[[_Grower, Event], object]] = {
    "cell": _Grower.open_cell,
    "definition": lambda grower, event: grower.stack.push("note", {"label": clean(event.attributes["label"])}),
    "fence": lambda grower, event: grower.stack.push("pre", {"info": clean(event.attributes["info"] or "")}),
    "head": _Grower.open_row,
    "heading": _Grower.open_heading,
    "html": _Grower.open_html,
    "image": _Grower.open_image,
    "item": _Grower.open_item,
    "link": lambda grower, event: grower.stack.push("a", _linked("href", event)),
    "list": _Grower.open_list,
    "quote": _Grower.open_quote,
    "row": _Grower.open_row,
    "table": _Grower.open_table,
}
LEAVES: Mapping[Sort, Callable[[_Grower, Event], object]] = {
    Sort.CITATION: lambda grower, event: grower.stack.empty("cite-group", text=clean(event.value)),
    Sort.CODE: lambda grower, event: grower.stack.empty("code", text=clean(event.value)),
    Sort.DISPLAY_MATH: _Grower.math,
    Sort.FOOTNOTE: lambda grower, event: grower.stack.empty("noteref", {"label": clean(event.value)}),
    Sort.HARD_BREAK: _Grower.hard_break,
    Sort.HTML: _Grower.raw,
    Sort.MATH: _Grower.math,
    Sort.RULE: lambda grower, _: grower.stack.empty("hr"),
    Sort.SOFT_BREAK: lambda grower, _: grower.stack.builder.data("\n"),
    Sort.TASK: _Grower.task,
}


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
