"""Markdown events → the facts every later stage needs: headings, mentions, code, anchors, plain text; each with its span."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.load import anchors, labels, stretches
from pipeline.load.contexts import Sentences
from pipeline.load.destinations import destination
from pipeline.load.written import Written
from pipeline.model.document import Exhibit, Fence, Heading, Kind, Mention, Path, Prose, Section, Tag
from pipeline.model.ids import ours
from pipeline.model.markup import Event, Sort
from pipeline.model.safety import ALLOWED, SILENT
from pipeline.model.span import Span
from pipeline.model.tags import Piece, pieces

Locate = Callable[[int, int], Span]
"""Offsets in the Markdown text → the span in the file it came from."""

BLOCKS = frozenset(
    {"paragraph", "heading", "item", "cell", "definition", "html", "fence", "term", "description", "exhibit", "caption", "include"}
)
KINDS = {"inline": Kind.LINK, "reference": Kind.REFERENCE, "autolink": Kind.AUTOLINK, "bare": Kind.AUTOLINK, "wiki": Kind.WIKI}
ADDRESSES = frozenset({"href", "src", "poster", "data", "cite"})
WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
FENCE = re.compile(r"`+|~+")
CITED = re.compile(r"@([a-z0-9][a-z0-9:-]*)")
NAMED = "\x02@\\1\x03"
"""Stands in plain text for how a resource is cited, as for the title of a link without a text."""


def read(text: str, events: Sequence[Event], locate: Locate, path: Path = ()) -> Prose:
    """A Markdown text and its events → its facts. `path` is the field it stands in, empty for a body. Never fails."""
    reader = _Reader(text, locate, path)
    for event in events:
        reader.take(event)
    reader.end_block()
    return reader.prose(events)


@dataclass(slots=True)
class _Link:
    """A link or image that is open: where its plain text begins (which piece, which character), and how far its own text goes."""

    event: Event
    first: int
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
    ends: list[Tag] = field(default_factory=list)
    sections: list[tuple[str, str, list[str]]] = field(default_factory=lambda: [("", "", [])])
    slugs: anchors.Slugs = field(default_factory=anchors.Slugs)
    words: int = 0
    plain: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    """What the anchor of a heading is made of: its text without pictures, its line breaks as they are."""
    length: int = 0
    pending: list[tuple[int, tuple[str, str, Kind, Span, Path, str], Span | None]] = field(default_factory=list)
    """Mentions of this block, but for the sentence around them, and where in its plain text they stand."""
    destinations: Mapping[str, tuple[int, int]] | None = None
    """Where the destinations of definitions stand, once a link has asked."""
    links: list[_Link] = field(default_factory=list)
    images: int = 0
    opening: Event | None = None
    """The heading or code block that is open."""
    code: list[str] | None = None
    html: list[Event] | None = None
    exhibits: list[Exhibit] = field(default_factory=list)
    caption: str = ""
    included: bool = False

    def take(self, event: Event) -> None:
        """One step: keep its facts."""
        if event.sort is Sort.OPEN:
            self.open(event)
            return
        if event.sort is Sort.CLOSE:
            self.close(event)
        else:
            self.leaf(event)
        if self.links:
            # The innermost is enough: when it closes, its end goes to the one around it.
            self.links[-1].inner = max(self.links[-1].inner, event.end)

    def open(self, event: Event) -> None:
        if event.tag in BLOCKS:
            self.end_block()
        if event.tag in {"link", "image"}:
            self.images += event.tag == "image"
            self.links.append(_Link(event, len(self.plain), self.length, event.begin + 1))
        elif event.tag in {"heading", "fence"}:
            self.opening = event
            self.code = [] if event.tag == "fence" else None
        elif event.tag == "html":
            self.html = []
        elif event.tag == "exhibit":
            self.exhibit(event)
        elif event.tag == "include":
            self.included = True

    def close(self, event: Event) -> None:
        if event.tag in {"link", "image"}:
            self.images -= event.tag == "image"
            self.end_link(self.links.pop())
        elif event.tag == "html":
            html, self.html = self.html or [], None
            self.raw(Written.of(self.text, html), between=" ")
            self.end_block()
        elif event.tag in {"heading", "fence"} and self.opening is not None:
            end = self.end_heading if event.tag == "heading" else self.end_fence
            end(self.opening)
            self.opening = None
        elif event.tag == "caption":
            self.exhibits[-1] = replace(self.exhibits[-1], caption=" ".join("".join(self.plain).split()))
            self.end_block()
        elif event.tag in BLOCKS:
            self.included = self.included and event.tag != "include"
            self.end_block()

    def leaf(self, event: Event) -> None:
        """Whatever neither opens nor closes."""
        match event.sort:
            case Sort.TEXT if self.code is not None:
                self.code.append(event.value)
            case Sort.TEXT | Sort.CODE | Sort.MATH | Sort.DISPLAY_MATH:
                self.say(event.value)
            case Sort.SOFT_BREAK | Sort.HARD_BREAK:
                self.say(" ", "\n")
            case Sort.CITATION:
                self.citation(event)
            case Sort.HTML if self.html is not None:
                self.html.append(event)
            case Sort.HTML:
                self.raw(Written.of(self.text, [event]), between="")

    def say(self, text: str, title: str | None = None) -> None:
        """Add to the plain text of the block, and to what an anchor is made of."""
        self.plain.append(text)
        self.length += len(text)
        if not self.images:
            self.title.append(text if title is None else title)

    def citation(self, event: Event) -> None:
        """Each name in `[@a, p. 3; @b]`. GitHub shows the brackets, so an anchor has the words too."""
        for match in CITED.finditer(event.value):
            begin = event.begin + 1 + match.start(1)
            self.mention(match[1], Kind.CITATION, (begin, begin + len(match[1])))
        self.say(f"[{CITED.sub(NAMED, event.value)}]", event.value)

    def mention(self, target: str, kind: Kind, place: tuple[int, int]) -> None:
        """Something named here, without a text of its own; its context follows when the block ends."""
        self.pending.append((self.length, (target, "", kind, self.locate(*place), self.path, ""), None))

    def raw(self, written: Written, *, between: str) -> None:
        """HTML: its tags, the addresses and ids in them, and the text `between` which the tags of a block part words."""
        silent = ""
        for piece in pieces(written.html):
            if not piece.name:
                self.say(piece.text if not silent else "")
                continue
            self.say(between, "")
            if piece.closing:
                silent = "" if piece.name == silent else silent
                self.ends.append(Tag(piece.name, (), self.locate(*written.span(piece.begin, piece.end))))
                continue
            self.tag(piece, written)
            if piece.name in SILENT and not silent and not piece.whole:
                silent = piece.name

    def tag(self, piece: Piece, written: Written) -> None:
        """A start tag."""
        names = tuple(attribute.name for attribute in piece.attributes)
        self.tags.append(Tag(piece.name, names, self.locate(*written.span(piece.begin, piece.end)), piece.whole))
        for name, value, begin, end in piece.attributes:
            if name == "id" or (name == "name" and piece.name == "a"):
                # What the compiler drops is no anchor.
                self.ids += value.split() if piece.name in ALLOWED and len(value.split()) == 1 and not ours(value.strip()) else ()
            elif name in ADDRESSES and begin < end:
                self.mention(value, Kind.HTML, written.span(begin, end))

    def exhibit(self, event: Event) -> None:
        """A figure or a table begins; its name is a place that links may lead to."""
        name = event.attributes["id"]
        self.exhibits.append(Exhibit(event.attributes["kind"], name, "", self.locate(event.begin, event.end)))
        self.ids += [name] if name else ()

    def end_link(self, link: _Link) -> None:
        event = link.event
        text = "".join(self.plain[link.first :])
        kind = Kind.IMAGE if event.tag == "image" else Kind.INCLUDE if self.included else KINDS[event.attributes["style"]]
        span = self.locate(*destination(self.text, event, link.inner))
        if event.attributes.get("alone"):
            self.exhibits.append(Exhibit("entry", event.attributes["target"], "", span))
        said = (event.attributes["target"], text, kind, span, self.path, event.attributes["title"])
        self.pending.append((link.plain, said, self.defined(event)))
        if not text and event.tag == "link":
            self.say(f"\x02{event.attributes['target']}\x03", "")

    def defined(self, event: Event) -> Span | None:
        """Where the destination of a reference link stands: in the definition of its label."""
        if "label" not in event.attributes:
            return None
        if self.destinations is None:
            self.destinations = labels.destinations(self.text)
        place = self.destinations.get(labels.plain(event.attributes["label"]))
        return self.locate(*place) if place else None

    def end_fence(self, opening: Event) -> None:
        code, self.code = "".join(self.code or ()), None
        info, span = opening.attributes["info"], self.locate(opening.begin, opening.end)
        # Code that is set off by spaces needs no end.
        closed = info is None or _closed(self.text[opening.begin : opening.end])
        self.fences.append(Fence(info or "", code, span, closed))

    def end_heading(self, opening: Event) -> None:
        text = " ".join("".join(self.plain).split())
        anchor = self.slugs.named(opening.attributes["id"], "".join(self.title))
        end = opening.begin + len(self.text[opening.begin : opening.end].rstrip())
        self.headings.append(Heading(opening.attributes["level"], text, anchor, self.locate(opening.begin, end)))
        self.sections.append((anchor, text, []))
        self.end_block(heading=True)

    def end_block(self, *, heading: bool = False) -> None:
        """Close a block: its sentences become contexts, its text goes to its section."""
        text = "".join(self.plain)
        if self.pending:
            sentences = Sentences.of(text)
            section = self.sections[-1][0]
            self.mentions += [Mention(*said, sentences.around(at), section, defined) for at, said, defined in self.pending]
        if text.strip() and not heading:
            self.sections[-1][2].append(" ".join(text.split()))
        self.words += len(WORD.findall(text))
        self.plain, self.title, self.length, self.pending = [], [], 0, []

    def prose(self, events: Sequence[Event]) -> Prose:
        """All facts together."""
        return Prose(
            text=self.text,
            mentions=tuple(self.mentions),
            headings=tuple(self.headings),
            fences=tuple(self.fences),
            anchors=tuple(self.ids),
            tags=tuple(self.tags),
            ends=tuple(self.ends),
            sections=tuple(Section(anchor, title, "\n".join(texts)) for anchor, title, texts in self.sections if texts or anchor),
            words=self.words,
            plain=stretches.stretches(events),
            definitions=labels.definitions(self.text, events, self.locate),
            exhibits=tuple(self.exhibits),
        )


def _closed(code: str) -> bool:
    """Whether the last line of a fenced block, as written, is as long a fence as the first (CommonMark 0.31, section 4.5)."""
    fence = FENCE.match(code)
    *before, last = code.rstrip().splitlines()
    end = last.lstrip(" \t>")
    return bool(before) and fence is not None and end.startswith(fence[0]) and not end.strip(fence[0][0])
