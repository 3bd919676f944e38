"""Markdown events → the facts every later stage needs: headings, mentions, code, anchors, plain text; each with its span."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from pipeline.load import anchors
from pipeline.model.document import Fence, Heading, Kind, Mention, Path, Prose, Section, Tag
from pipeline.model.markup import Event, Sort
from pipeline.model.span import Span

Locate = Callable[[int, int], Span]
"""Offsets in the Markdown text → the span in the file it came from."""

BLOCKS = frozenset({"paragraph", "heading", "item", "cell", "definition", "html"})
KINDS = {"inline": Kind.LINK, "reference": Kind.REFERENCE, "autolink": Kind.AUTOLINK, "bare": Kind.AUTOLINK}
START = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([^\s=>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))")
NAME = re.compile(r"(?:\A|\s)([^\s=>/\"']+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
ADDRESSES = frozenset({"href", "src", "poster", "data", "cite"})
SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
CITED = re.compile(r"@([a-z0-9][a-z0-9:-]*)")
LONGEST = 200


def read(text: str, events: Iterable[Event], locate: Locate, path: Path = ()) -> Prose:
    """A Markdown text and its events → its facts. `path` is the field it stands in, empty for a body."""
    reader = _Reader(text, locate, path)
    for event in events:
        reader.take(event)
    reader.end_block()
    return reader.prose()


@dataclass(slots=True)
class _Link:
    """A link or image that is open: where it and its text begin."""

    event: Event
    plain: int
    inner: int


@dataclass(slots=True)
class _Reader:
    """What has been seen so far of one text."""

    text: str
    locate: Locate
    path: Path
    mentions: list[Mention] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    sections: list[tuple[str, str, list[str]]] = field(default_factory=lambda: [("", "", [])])
    slugs: anchors.Slugs = field(default_factory=anchors.Slugs)
    plain: list[str] = field(default_factory=list)
    length: int = 0
    pending: list[tuple[int, Mention]] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    fence: list[Event] = field(default_factory=list)
    heading: Event | None = None
    words: int = 0

    def take(self, event: Event) -> None:
        """One step: keep its facts."""
        match event.sort:
            case Sort.OPEN:
                self.open(event)
            case Sort.CLOSE:
                self.close(event)
            case Sort.TEXT | Sort.CODE:
                self.leaf(event)
            case Sort.SOFT_BREAK | Sort.HARD_BREAK:
                self.say(" ")
            case Sort.HTML:
                self.html(event)
            case Sort.CITATION:
                self.citation(event)
            case Sort.MATH | Sort.DISPLAY_MATH:
                self.say(event.value.strip())
            case _:
                self.reach(event.end)

    def reach(self, end: int) -> None:
        """Remember how far the text of the open links goes."""
        for link in self.links:
            link.inner = max(link.inner, end)

    def say(self, text: str) -> None:
        """Add to the plain text of the block."""
        self.plain.append(text)
        self.length += len(text)

    def leaf(self, event: Event) -> None:
        self.reach(event.end)
        if self.fence:
            self.fence.append(event)
        else:
            self.say(event.value)

    def open(self, event: Event) -> None:
        if event.tag in BLOCKS:
            self.end_block()
        if event.tag == "heading":
            self.heading = event
        elif event.tag == "fence":
            self.end_block()
            self.fence = [event]
        elif event.tag in {"link", "image"}:
            self.links.append(_Link(event, self.length, event.begin + (2 if event.tag == "image" else 1)))

    def close(self, event: Event) -> None:
        if event.tag in {"link", "image"}:
            self.link(self.links.pop())
        self.reach(event.end)
        if event.tag == "fence":
            code = "".join(piece.value for piece in self.fence[1:])
            opening = self.fence[0]
            self.fences.append(Fence(opening.attributes["info"] or "", code, self.locate(opening.begin, opening.end)))
            self.fence = []
        elif event.tag == "heading" and self.heading is not None:
            self.end_heading(self.heading)
        elif event.tag in BLOCKS:
            self.end_block()

    def end_heading(self, event: Event) -> None:
        text = " ".join("".join(self.plain).split())
        anchor = self.slugs.take(text)
        self.headings.append(Heading(event.attributes["level"], text, anchor, self.locate(event.begin, _line_end(self.text, event))))
        self.end_block(heading=True)
        self.sections.append((anchor, text, []))
        self.heading = None

    def link(self, link: _Link) -> None:
        event = link.event
        text = "".join(self.plain)[link.plain :]
        target = event.attributes["target"]
        begin, end = destination(self.text, event, link.inner)
        kind = Kind.IMAGE if event.tag == "image" else KINDS[event.attributes["style"]]
        mention = Mention(target, text, kind, self.locate(begin, end), self.path, event.attributes["title"])
        self.pending.append((link.plain, mention))
        if not text and event.tag == "link":
            self.say(f"\x02{target}\x03")

    def citation(self, event: Event) -> None:
        for match in CITED.finditer(event.value):
            begin = event.begin + 1 + match.start(1)
            mention = Mention(match[1], "", Kind.CITATION, self.locate(begin, begin + len(match[1])), self.path)
            self.pending.append((self.length, mention))
        self.reach(event.end)

    def html(self, event: Event) -> None:
        self.reach(event.end)
        for tag in START.finditer(event.value):
            names = tuple(name.lower() for name in NAME.findall(tag[2]))
            self.tags.append(Tag(tag[1].lower(), names, self.locate(event.begin + tag.start(), event.begin + tag.end())))
            for attribute in ATTRIBUTE.finditer(tag[2]):
                group = next(number for number in (2, 3, 4) if attribute[number] is not None)
                name, value = attribute[1].lower(), attribute[group]
                if name == "id" or (name == "name" and tag[1].lower() == "a"):
                    self.ids.append(value)
                elif name in ADDRESSES and value:
                    begin = event.begin + tag.start(2) + attribute.start(group)
                    span = self.locate(begin, begin + len(value))
                    self.pending.append((self.length, Mention(unescape(value), "", Kind.HTML, span, self.path)))

    def end_block(self, *, heading: bool = False) -> None:
        """Close a block: its sentences become contexts, its text goes to its section."""
        text = "".join(self.plain)
        for at, mention in self.pending:
            self.mentions.append(_with_context(mention, text, at))
        if text.strip() and not heading:
            self.sections[-1][2].append(" ".join(text.split()))
        self.words += len(WORD.findall(text))
        self.plain, self.length, self.pending = [], 0, []

    def prose(self) -> Prose:
        """All facts together."""
        sections = tuple(Section(anchor, title, "\n".join(texts)) for anchor, title, texts in self.sections if texts or anchor)
        return Prose(self.text, tuple(self.mentions), tuple(self.headings), tuple(self.fences), tuple(self.ids), tuple(self.tags), sections, self.words)


def _with_context(mention: Mention, text: str, at: int) -> Mention:
    return Mention(mention.target, mention.text, mention.kind, mention.span, mention.field, mention.title, context(text, at))


def context(text: str, at: int) -> str:
    """The sentence of a block's plain text around an offset, at most 200 characters, cut at words."""
    begin = 0
    for sentence in _sentences(text):
        end = begin + len(sentence)
        if at <= end or end == len(text):
            words = " ".join(sentence.split())
            if len(words) <= LONGEST:
                return words
            middle = len(" ".join(text[begin : max(begin, at)].split()))
            low = max(0, min(middle - LONGEST // 2, len(words) - LONGEST))
            piece = words[low : low + LONGEST]
            return ("… " + piece.split(" ", 1)[-1] if low else piece.rsplit(" ", 1)[0] + " …")[:LONGEST]
        begin = end
    return ""


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for gap in SENTENCE.finditer(text):
        yield text[at : gap.end()]
        at = gap.end()
    yield text[at:]


def _line_end(text: str, event: Event) -> int:
    """Where a heading's text ends: its range without the line break."""
    return event.begin + len(text[event.begin : event.end].rstrip())


def destination(text: str, event: Event, inner: int) -> tuple[int, int]:
    """Where the destination of a link or image stands in the text; `inner` is where the link's text ends.

    A reference link has none of its own: the whole link is given.
    """
    style = event.attributes["style"]
    if style == "bare":
        return event.begin, event.end
    if style == "autolink":
        return event.begin + 1, event.end - 1
    opening = text.find("](", inner, event.end)
    if style == "reference" or opening < 0:
        return event.begin, event.end
    begin = opening + 2
    while begin < event.end and text[begin].isspace():
        begin += 1
    if text[begin] == "<":
        end = begin + 1
        while text[end] != ">":
            end += 2 if text[end] == "\\" else 1
        return begin + 1, end
    return begin, _bare_end(text, begin, event.end)


def _bare_end(text: str, begin: int, limit: int) -> int:
    """Where a destination without angle brackets ends: at white space or the parenthesis that closes the link."""
    depth, at = 0, begin
    while at < limit:
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "(":
            depth += 1
        elif character.isspace() or (character == ")" and depth == 0):
            break
        elif character == ")":
            depth -= 1
        at += 1
    return min(at, limit)
