"""An SVG file → everything in it that acts or fetches.

A drawing in a book is a picture. As a page of its own, or inside another page, an SVG file can also run scripts, load files and
animate its links; the list below is what SVG 2 and CSS allow for that. Read with expat, which stops at the first fault and loads
nothing from elsewhere; the declaration of an entity ends the reading, so that none can unfold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

ACTIVE = frozenset({"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas"})
ANIMATIONS = frozenset({"animate", "set", "animatetransform", "animatemotion"})
ADDRESSES = frozenset({"href", "src", "data", "base", "formaction", "action", "ping"})
INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
SPACE = re.compile(r"[\x00-\x20]+")
ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
TAG, END, INSTRUCTION, ENTITY = rb"<(%b)", rb"</(%b)", rb"<\?(%b)", rb"<!ENTITY\s+(?:%%\s+)?(%b)"
ATTRIBUTE = rb"[\s'\"](%b)\s*="
"""Where a name stands, in each kind of markup."""
FETCH = re.compile(r"url\(\s*['\"]?(?P<address>[^'\")]*)|@import|image-set\(|expression\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Danger:
    """A part of a drawing that acts or fetches: in words, and where its name stands, in bytes (0 to 0: unknown)."""

    what: str
    begin: int
    end: int


@dataclass(slots=True)
class Drawing:
    """What a reading of an SVG file has found so far: the root element, the dangers, and why it ended early, if it did."""

    data: bytes
    root: str = ""
    dangers: list[Danger] = field(default_factory=list)
    fault: str = ""
    style: list[str] = field(default_factory=list)
    inside_style: int = 0


def read(data: bytes) -> Drawing:
    """The bytes of an SVG file → what it holds. A file that is no XML has a `fault`, and whatever came before it."""
    drawing = Drawing(data)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: _open(drawing, parser, name, attributes)
    parser.EndElementHandler = lambda name: _close(drawing, parser, name)
    parser.CharacterDataHandler = lambda text: drawing.style.append(text) if drawing.inside_style else None
    parser.ProcessingInstructionHandler = lambda target, _: _instruction(drawing, parser, target)
    parser.EntityDeclHandler = lambda name, *_: _entity(name)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except _EntityDeclaredError as entity:
        drawing.dangers.append(_at(drawing, parser, f"the declaration of an entity, `{entity}`", ENTITY, str(entity)))
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding that Python does not know
        drawing.fault = str(error)
    return drawing


def is_markup(data: bytes) -> bool:
    """Whether bytes begin as XML does, in UTF-8 or UTF-16."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data[:2] in {b"\xfe\xff", b"\xff\xfe"}


class _EntityDeclaredError(Exception):
    """Ends the reading: an entity may unfold to anything, and to any size."""


def _entity(name: str) -> None:
    raise _EntityDeclaredError(name)


def _open(drawing: Drawing, parser: expat.XMLParserType, name: str, attributes: Mapping[str, str]) -> None:
    local = _local(name)
    drawing.root = drawing.root or local
    drawing.inside_style += local == "style"
    if local in ACTIVE:
        drawing.dangers.append(_at(drawing, parser, f"the element `<{name}>`", TAG, name))
    for what, written in _attributes(local, attributes):
        drawing.dangers.append(_at(drawing, parser, what, ATTRIBUTE, written))


def _close(drawing: Drawing, parser: expat.XMLParserType, name: str) -> None:
    if _local(name) == "style":
        drawing.inside_style -= 1
        if fetched := _fetches("".join(drawing.style)):
            drawing.dangers.append(_at(drawing, parser, f"a style that loads `{fetched[:60]}`", END, name))
        drawing.style.clear()


def _instruction(drawing: Drawing, parser: expat.XMLParserType, target: str) -> None:
    if target.lower() == "xml-stylesheet":
        drawing.dangers.append(_at(drawing, parser, "a style sheet from outside", INSTRUCTION, target))


def _attributes(element: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The attributes of an element that act or fetch: in words, and the attribute's name."""
    for name, value in attributes.items():
        local = _local(name)
        address = SPACE.sub("", value)
        if name.startswith("xmlns"):
            continue
        if local.startswith("on"):
            yield f"the handler `{name}`", name
        elif local in ADDRESSES and address and not INSIDE.match(address):
            yield f"a reference to `{value.strip()[:60]}`", name
        elif element in ANIMATIONS and local == "attributename" and _local(value.strip()).startswith(("href", "on")):
            yield f"an animation of `{value.strip()[:60]}`", name
        elif local not in ADDRESSES and (fetched := _fetches(value)):
            yield f"a style that loads `{fetched[:60]}`", name


def _fetches(css: str) -> str:
    """What a style loads from elsewhere; empty when it loads nothing."""
    plain = ESCAPED.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), REMARK.sub("", css))
    for match in FETCH.finditer(plain):
        address = match["address"]
        if address is None or not INSIDE.match(SPACE.sub("", address)):
            return match[0] if address is None else address
    return ""


def _at(drawing: Drawing, parser: expat.XMLParserType, what: str, form: bytes, name: str) -> Danger:
    """A danger at the place where its name stands, in one of the forms above, from where the parser is."""
    # A declaration is reported when its end has been read.
    begin = 0 if form is ENTITY else parser.CurrentByteIndex
    found = re.compile(form % re.escape(name.encode())).search(drawing.data, begin)
    return Danger(what, *found.span(1)) if found else Danger(what, 0, 0)


def _local(name: str) -> str:
    """A name without its prefix, in lower case."""
    return name.rsplit(":", 1)[-1].lower()
