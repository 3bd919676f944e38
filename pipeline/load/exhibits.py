"""Events of a Markdown text → the same with figures, captioned tables and included files as wholes.

    ![alt](a.png "Caption")                         a picture with a title, alone in its paragraph
    ![alt](a.png)  +  Figure: Caption               a picture alone in its paragraph, and a paragraph that begins so behind it
    Table: Caption  +  | a | b | …                  a paragraph that begins so before a table
    [Caption](../code/a.py#L3-L9 "include")         a link of that title, alone in its paragraph

`<a id="name"></a>` before the picture or the caption gives it a name. What is found here is what `resolve` numbers and the
compiler prints, so the two never count differently.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.excerpt import INCLUDE
from pipeline.model.ids import ours
from pipeline.model.labels import KINDS, openings
from pipeline.model.markup import Event, Sort

ANCHOR = re.compile(r"""<a\s+(?:id|name)=(?P<quote>["'])(?P<id>[^\s"'<>&]{1,120})(?P=quote)\s*>\Z""")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
KIND = re.compile(r"\s*kind=\S+\s*\Z")
WORDS = {kind: openings(kind) for kind in KINDS}
SIGNS = ("![", *WORDS["table"], '"include', "'include", "(include")
"""What a text must hold, one of them at least, to be worth a look."""


def exhibits(text: str, events: Sequence[Event]) -> Iterator[Event]:
    """The events; those of an exhibit between `exhibit` and its end, its caption in a `caption`. Footnotes keep what they hold."""
    at = notes = 0
    while at < len(events):
        event = events[at]
        if event.tag == "definition":
            notes += 1 if event.sort is Sort.OPEN else -1
        end, made = _found(text, events, at) if event.tag == "paragraph" and event.sort is Sort.OPEN and not notes else (at, ())
        yield from made or (event,)
        at = end if made else at + 1


def _found(text: str, events: Sequence[Event], at: int) -> tuple[int, Sequence[Event]]:
    """What the paragraph at an index begins: where it ends, and the events that take the place of it."""
    begin, name = _anchor(events, at + 1)
    first = events[begin]
    if first.sort is Sort.TEXT and first.value.startswith(WORDS["table"]):
        end = _closing(events, at)
        if end < len(events) and events[end].tag == "table":
            last = _closing(events, end)
            return last, _whole("table", name, [*_caption(events[begin : end - 1], "table"), *events[end:last]])
    if first.sort is Sort.OPEN and first.tag in {"image", "link"}:
        last = _closing(events, begin)
        if events[last].tag == "paragraph":
            if first.tag == "link":
                return last + 1, _include(events[begin:last])
            if not SCHEME.match(first.attributes["target"]):
                return _picture(text, events, last + 1, name, events[begin:last])
            # What has a prefix, such as `figure:flow`, brings its own caption.
            alone = first._replace(attributes={**first.attributes, "alone": begin == at + 1 and "//" not in first.attributes["target"]})
            return last, (*events[at:begin], alone, *events[begin + 1 : last])
    return at, ()


def _anchor(events: Sequence[Event], at: int) -> tuple[int, str]:
    """An empty `<a id="name"></a>` at an index: what comes behind it, and the name."""
    match = ANCHOR.match(events[at].value) if events[at].sort is Sort.HTML else None
    if match is None or ours(match["id"]) or events[at + 1].value != "</a>":
        return at, ""
    at += 2
    return at + (events[at].sort is Sort.SOFT_BREAK), match["id"]


def _closing(events: Sequence[Event], at: int) -> int:
    """The index behind the end of what opens at one."""
    depth = 0
    while True:
        depth += (events[at].sort is Sort.OPEN) - (events[at].sort is Sort.CLOSE)
        at += 1
        if not depth:
            return at


def _picture(text: str, events: Sequence[Event], end: int, name: str, image: Sequence[Event]) -> tuple[int, Sequence[Event]]:
    """A picture alone in its paragraph; its caption begins at an index, or is its title."""
    if end < len(events) and events[end].sort is Sort.OPEN and events[end].tag == "paragraph":
        behind = events[end + 1]
        if behind.sort is Sort.TEXT and behind.value.startswith(WORDS["figure"]):
            last = _closing(events, end)
            return last, _whole("figure", name, [*image, *_caption(events[end + 1 : last - 1], "figure")])
    title = image[0].attributes["title"]
    if not title.strip() or KIND.match(title):
        return end, ()
    place = text.rfind(title, image[0].begin, image[0].end)
    begin, last = (place, place + len(title)) if place >= 0 else (image[0].end, image[0].end)
    return end, _whole("figure", name, [*image, *_caption([Event(Sort.TEXT, begin, last, value=title)], "")])


def _include(link: Sequence[Event]) -> Sequence[Event]:
    """A link alone in its paragraph."""
    begin, end, title = link[0].begin, link[0].end, link[0].attributes["title"]
    inside = (Event(Sort.OPEN, begin, end, "include"), *link, Event(Sort.CLOSE, begin, end, "include"))
    return inside if INCLUDE.match(title) else ()


def _caption(words: Sequence[Event], kind: str) -> Iterator[Event]:
    """The words of a caption, without the one that says what it is."""
    begin, end = words[0].begin, words[-1].end
    yield Event(Sort.OPEN, begin, end, "caption")
    first = words[0]
    word = next((word for word in WORDS.get(kind, ()) if first.value.startswith(word)), "")
    cut = len(first.value) - len(first.value[len(word) :].lstrip()) if kind else 0
    if first.value[cut:]:
        yield first._replace(begin=min(first.begin + cut, first.end), value=first.value[cut:])
    yield from words[1:]
    yield Event(Sort.CLOSE, begin, end, "caption")


def _whole(kind: str, name: str, parts: Sequence[Event]) -> Sequence[Event]:
    begin, end = min(part.begin for part in parts), max(part.end for part in parts)
    return (
        Event(Sort.OPEN, begin, end, "exhibit", attributes={"kind": kind, "id": name}),
        *parts,
        Event(Sort.CLOSE, begin, end, "exhibit"),
    )
