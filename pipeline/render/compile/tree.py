"""Events → a tree of elements, raw HTML included: one builder, so that nothing comes out unclosed or unlisted.

Links keep their destination as written in `href` (or `src`); transforms look it up. Elements that only the transforms
understand are `note` (a footnote's definition), `noteref`, `cite-group` and `tex`.
"""

from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.markup import Event, Sort
from pipeline.model.safety import ALLOWED, PARENTS, SILENT, VOID

PLAIN = {
    "paragraph": "p",
    "emphasis": "em",
    "strong": "strong",
    "strikethrough": "del",
    "row": "tr",
}
BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)


def grow(events: Iterable[Event]) -> Element:
    """Events → one `div` with everything below it."""
    grower = _Grower()
    for event in events:
        grower.take(event)
    return grower.root


class _Grower:
    """A tree under construction: the open elements, and which of them an author's HTML opened."""

    def __init__(self) -> None:
        self.root = Element("div")
        self.stack: list[tuple[Element, bool]] = [(self.root, False)]
        self.aligns: tuple[str | None, ...] = ()
        self.column = 0
        self.head = False
        self.html: list[str] | None = None
        self.alt: list[Element] = []
        self.parser = _Tags(self)

    @property
    def top(self) -> Element:
        return self.stack[-1][0]

    def take(self, event: Event) -> None:
        """One event."""
        match event.sort:
            case Sort.OPEN:
                self.open(event)
            case Sort.CLOSE:
                self.close(event)
            case Sort.TEXT:
                self.text(event.value)
            case Sort.HTML if self.html is not None:
                self.html.append(event.value)
            case Sort.HTML if not self.alt:
                self.parser.read(event.value)
            case Sort.SOFT_BREAK:
                self.text("\n")
            case _:
                self.leaf(event)

    def leaf(self, event: Event) -> None:
        if self.alt:
            self.text(event.value)
            return
        match event.sort:
            case Sort.CODE:
                SubElement(self.top, "code").text = event.value
            case Sort.HARD_BREAK:
                SubElement(self.top, "br").tail = "\n"
            case Sort.RULE:
                SubElement(self.top, "hr")
            case Sort.FOOTNOTE:
                SubElement(self.top, "noteref", {"label": event.value})
            case Sort.CITATION:
                SubElement(self.top, "cite-group").text = event.value
            case Sort.MATH | Sort.DISPLAY_MATH:
                SubElement(self.top, "tex", {"display": "block" if event.sort is Sort.DISPLAY_MATH else "inline"}).text = event.value
            case Sort.TASK:
                self.task(checked=event.attributes["checked"])

    def task(self, *, checked: bool) -> None:
        item = next(element for element, _ in reversed(self.stack) if element.tag == "li")
        item.set("class", "task")
        attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": "done" if checked else "to do"}
        SubElement(self.top, "input", {**attributes, "checked": "checked"} if checked else attributes).tail = " "

    def text(self, text: str) -> None:
        """Text goes behind the last child, or into the open element; inside an image it is the alternative text."""
        if self.alt:
            self.alt[-1].set("alt", self.alt[-1].get("alt", "") + text)
            return
        if len(self.top):
            self.top[-1].tail = (self.top[-1].tail or "") + text
        else:
            self.top.text = (self.top.text or "") + text

    def open(self, event: Event) -> None:
        if self.alt and event.tag != "image":
            return
        match event.tag:
            case "heading":
                self.push(f"h{event.attributes['level']}")
            case "quote":
                alert = event.attributes["alert"]
                self.push("blockquote", {"alert": alert} if alert else {})
            case "list":
                start = event.attributes["start"]
                self.push("ul" if start is None else "ol", {"start": str(start)} if start not in {None, 1} else {})
            case "item":
                self.push("li")
            case "fence":
                self.push("pre", {"info": event.attributes["info"] or ""})
            case "html":
                self.html = []
            case "definition":
                self.push("note", {"label": event.attributes["label"]})
            case "table" | "head" | "cell" | "row":
                self.table(event)
            case "link":
                self.push("a", _linked("href", event))
            case "image":
                image = Element("img", {**_linked("src", event), "alt": ""})
                if not self.alt:
                    self.top.append(image)
                self.alt.append(self.alt[-1] if self.alt else image)
            case tag:
                self.push(PLAIN[tag])

    def table(self, event: Event) -> None:
        if event.tag == "table":
            self.aligns = event.attributes["aligns"]
            self.push("table")
        elif event.tag == "head":
            self.head, self.column = True, 0
            self.push("thead")
            self.push("tr")
        elif event.tag == "row":
            if self.top.tag != "tbody":
                self.push("tbody")
            self.head, self.column = False, 0
            self.push("tr")
        else:
            align = self.aligns[self.column] if self.column < len(self.aligns) else None
            self.column += 1
            attributes = {"scope": "col"} if self.head else {}
            self.push("th" if self.head else "td", {**attributes, "class": f"align-{align}"} if align else attributes)

    def close(self, event: Event) -> None:
        match event.tag:
            case "image":
                self.alt.pop()
            case _ if self.alt:
                return
            case "html":
                block, self.html = "".join(self.html or ()), None
                self.parser.read(block)
            case "head":
                self.pop("thead")
            case "heading":
                self.pop("h1 h2 h3 h4 h5 h6")
            case "quote":
                self.pop("blockquote")
            case "list":
                self.pop("ul ol")
            case "item":
                self.pop("li")
            case "fence":
                self.pop("pre")
            case "definition":
                self.pop("note")
            case "table":
                self.pop("table")
            case "cell":
                self.pop("th td")
            case "link":
                self.pop("a")
            case tag:
                self.pop(PLAIN[tag])

    def push(self, tag: str, attributes: dict[str, str] | None = None, *, raw: bool = False) -> None:
        """Open an element below the top one."""
        self.stack.append((SubElement(self.top, tag, attributes or {}), raw))

    def pop(self, tags: str) -> None:
        """Close the nearest element of Markdown's own with one of these tags, and all that was left open inside it."""
        names = tags.split()
        while len(self.stack) > 1:
            element, raw = self.stack.pop()
            if not raw and element.tag in names:
                return

    def raw_start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag from an author's HTML."""
        if tag in PARENTS and self.top.tag not in PARENTS[tag]:
            return
        if tag == "center":
            tag, attributes = "div", {**attributes, "class": "center"}
        if tag in VOID:
            SubElement(self.top, tag, attributes)
        else:
            self.push(tag, attributes, raw=True)

    def raw_end(self, tag: str) -> None:
        """An end tag from an author's HTML closes what HTML opened, never what Markdown did."""
        tag = "div" if tag == "center" else tag
        for depth in range(len(self.stack) - 1, 0, -1):
            element, raw = self.stack[depth]
            if not raw:
                return
            if element.tag == tag:
                del self.stack[depth:]
                return


def _linked(name: str, event: Event) -> dict[str, str]:
    title = event.attributes["title"]
    return {name: event.attributes["target"], **({"title": title} if title else {})}


class _Tags(HTMLParser):
    """Reads an author's HTML tag by tag and hands on what the allow-list names."""

    def __init__(self, grower: _Grower) -> None:
        super().__init__(convert_charrefs=False)
        self.grower = grower
        self.silent: list[str] = []

    def read(self, html: str) -> None:
        """A piece of HTML; what a piece opens, a later one may close."""
        self.feed(html)
        # `<b` without an end stays in the parser's buffer; as text it can't do any harm.
        rest, self.rawdata = self.rawdata, ""
        if rest and not self.silent:
            self.grower.text(rest)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        elif tag in ALLOWED and not self.silent:
            allowed = ALLOWED[tag]
            self.grower.raw_start(tag, {name: _clean(value) for name, value in attrs if name in allowed})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            return
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
        elif tag in ALLOWED:
            self.grower.raw_end(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.grower.text(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))


def _clean(value: str | None) -> str:
    return "".join(character for character in value or "" if character in "\t\n" or character >= " ")
