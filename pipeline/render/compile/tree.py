"""Events → a tree of elements, raw HTML included: one builder, so that nothing comes out unclosed or unlisted.

Links keep their destination as written in `href` (or `src`); transforms look it up. Elements that only the transforms
understand are `note` (a footnote's definition), `noteref`, `cite-group`, `include` and `tex`; so are the attributes `alert`,
`info`, `exhibit` and `anchor` (which of Markdown's own figures and tables, or headings, this is, from 0).
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.model.markup import Sort, Step
from pipeline.model.safety import dangerous
from pipeline.render.compile.nesting import mend
from pipeline.render.compile.raw import NONE, Stack

PLAIN = {
    "paragraph": "p",
    "emphasis": "em",
    "strong": "strong",
    "strikethrough": "del",
    "subscript": "sub",
    "superscript": "sup",
    "definitions": "dl",
    "term": "dt",
    "description": "dd",
    "caption": "figcaption",
    "include": "include",
}
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TEXT, OPEN, CLOSE, SOFT_BREAK = Sort.TEXT, Sort.OPEN, Sort.CLOSE, Sort.SOFT_BREAK
SILENT = frozenset({OPEN, CLOSE, Sort.HTML})
DOUBLE = frozenset({"head", "table"})
"""What is one thing to the parser and two elements here."""
Attributes = Mapping[str, Any]
"""What an event says beside its text."""
LINE_END = re.compile(r"\r\n?")


def grow(steps: Iterable[Step]) -> Element:
    """Events, or their fields → one `div` with everything below it, nested as HTML allows."""
    grower = _Grower(iter(steps))
    stack = grower.stack
    data, push, pop = stack.builder.data, stack.push, stack.pop
    # Every event of a book passes here, so the common ones are dealt with on the spot.
    for sort, _, _, tag, value, attributes in grower.steps:
        if sort is TEXT:
            data(value if value.isprintable() else clean(value))
        elif sort is CLOSE:
            pop()
            if tag in DOUBLE:
                grower.close(tag)
        elif sort is OPEN:
            if tag in PLAIN:
                push(PLAIN[tag], NONE)
            else:
                OPENERS[tag](grower, attributes)
        elif sort is SOFT_BREAK:
            data("\n")
        else:
            LEAVES[sort](grower, value, attributes)
    root = stack.finish()
    mend(root, stack.mixed)
    return root


def clean(text: str) -> str:
    """Text without what XML can't hold: entities may ask for any control character."""
    if text.isprintable():
        return text
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", LINE_END.sub("\n", text) if "\r" in text else text)


class _Grower:
    """What Markdown has open, and where it is inside of it."""

    def __init__(self, steps: Iterator[Step]) -> None:
        self.steps = steps
        self.stack = Stack(clean)
        self.headings = 0
        self.exhibits = 0
        self.item: Element | None = None
        self.table = _Table(())

    def close(self, tag: str) -> None:
        """The row of a table's head ends, or its last one."""
        if tag == "head" or self.table.body:
            self.stack.pop()

    def task(self, done: bool) -> None:  # noqa: FBT001 - the value of the event
        """The box of a task, which stands in the item that was opened last."""
        if self.item is not None:
            self.item.set("class", "task")
        attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": "done" if done else "to do"}
        self.stack.empty("input", {**attributes, "checked": "checked"} if done else attributes)
        self.stack.builder.data(" ")

    def hard_break(self) -> None:
        self.stack.empty("br")
        self.stack.builder.data("\n")

    def html(self) -> None:
        """A block of HTML comes line by line and is read as a whole."""
        lines = itertools.takewhile(lambda step: step[0] is not CLOSE, self.steps)
        self.stack.read("".join([value for _, _, _, _, value, _ in lines]), block=True)

    def image(self, attributes: Attributes) -> None:
        """An image. Inside it only words count, which are its alternative text, and other images, to find its end."""
        words: list[str] = []
        depth = 1
        while depth:
            sort, _, _, tag, value, _ = next(self.steps)
            if tag == "image":
                depth += 1 if sort is OPEN else -1
            elif sort not in SILENT:
                words.append(clean(value) or " ")
        linked = _linked("src", attributes)
        if "src" in linked:
            self.stack.empty("img", {**linked, "alt": "".join(words)})
        else:
            self.stack.empty("span", linked, "".join(words))

    def heading(self, level: int) -> None:
        self.stack.push(f"h{level}", {"anchor": str(self.headings)})
        self.headings += 1

    def exhibit(self, attributes: Attributes) -> None:
        name = attributes["id"]
        self.stack.push("figure", {"exhibit": str(self.exhibits), "kind": attributes["kind"], **({"id": name} if name else {})})
        self.exhibits += 1

    def open_item(self) -> None:
        self.item = self.stack.push("li", NONE)

    def open_list(self, start: int | None) -> None:
        self.stack.push("ul" if start is None else "ol", NONE if start in {None, 1} else {"start": str(start)})

    def open_quote(self, alert: str | None) -> None:
        self.stack.push("blockquote", {"alert": alert} if alert else NONE)

    def open_table(self, aligns: tuple[str | None, ...]) -> None:
        self.table = _Table(aligns)
        self.stack.push("table", NONE)

    def open_row(self, *, head: bool) -> None:
        """A row; the first one of the body opens the body."""
        self.table.column, self.table.head = 0, head
        if head:
            self.stack.push("thead", NONE)
        elif not self.table.body:
            self.table.body = True
            self.stack.push("tbody", NONE)
        self.stack.push("tr", NONE)

    def open_cell(self) -> None:
        self.stack.push("th" if self.table.head else "td", self.table.cell())


OPENERS: Mapping[str, Callable[[_Grower, Attributes], object]] = {
    "cell": lambda grower, _: grower.open_cell(),
    "definition": lambda grower, attributes: grower.stack.push("note", {"label": clean(attributes["label"])}),
    "exhibit": _Grower.exhibit,
    "fence": lambda grower, attributes: grower.stack.push("pre", {"info": clean(attributes["info"] or "")}),
    "head": lambda grower, _: grower.open_row(head=True),
    "heading": lambda grower, attributes: grower.heading(attributes["level"]),
    "html": lambda grower, _: grower.html(),
    "image": _Grower.image,
    "item": lambda grower, _: grower.open_item(),
    "link": lambda grower, attributes: grower.stack.push("a", _linked("href", attributes)),
    "list": lambda grower, attributes: grower.open_list(attributes["start"]),
    "quote": lambda grower, attributes: grower.open_quote(attributes["alert"]),
    "row": lambda grower, _: grower.open_row(head=False),
    "table": lambda grower, attributes: grower.open_table(attributes["aligns"]),
}
LEAVES: Mapping[Sort, Callable[[_Grower, str, Attributes], object]] = {
    Sort.CITATION: lambda grower, value, _: grower.stack.empty("cite-group", NONE, clean(value)),
    Sort.CODE: lambda grower, value, _: grower.stack.empty("code", NONE, clean(value)),
    Sort.DISPLAY_MATH: lambda grower, value, _: grower.stack.empty("tex", {"display": "block"}, clean(value)),
    Sort.FOOTNOTE: lambda grower, value, _: grower.stack.empty("noteref", {"label": clean(value)}),
    Sort.HARD_BREAK: lambda grower, *_: grower.hard_break(),
    Sort.HTML: lambda grower, value, _: grower.stack.read(value),
    Sort.MATH: lambda grower, value, _: grower.stack.empty("tex", {"display": "inline"}, clean(value)),
    Sort.RULE: lambda grower, *_: grower.stack.empty("hr"),
    Sort.TASK: lambda grower, _, attributes: grower.task(attributes["checked"]),
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


def _linked(name: str, attributes: Attributes) -> dict[str, str]:
    """The destination and the title of a link or an image; a destination that could run something is left out."""
    target, title = attributes["target"], attributes["title"]
    # A name in double brackets is no path, even if it looks like one.
    wiki = "[[" if attributes["style"] == "wiki" and name == "href" else ""
    linked = {} if dangerous(target) else {name: clean(wiki + target)}
    return {**linked, "title": clean(title)} if title else linked
