"""Items in reading order → the same, their figures and tables numbered: chapter, hyphen, running number.

Figures and tables count apart, in the order in which the pages of the chapter show them. An entry keeps the number it states, and
nothing else gets that number. Where entries without a file state numbers, those are of the printed book, which may have more of them
than the content names; so the book's own count in letters there: Figure 6-A.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model.ids import given
from pipeline.model.labels import KINDS, label
from pipeline.model.site import Exhibit, Item

LETTERS = 26


def numbered(items: Iterable[Item], language: str, *, drafts: bool) -> list[Item]:
    """All items of a book, in reading order, and its language → the same, with what figures and tables are called."""
    every = list(items)
    counter = _Counter.of(every)
    shown = {item.key: item for item in every if _is_exhibit(item)}
    own: dict[str, list[Exhibit]] = {}
    first: dict[str, Exhibit] = {}
    for item in every:
        if item.status == "coming-soon" or (item.status == "draft" and not drafts):
            continue
        for kind, name, caption, anchor in _body(item):
            if kind in KINDS:
                number = counter.next(kind, item)
                own.setdefault(item.key, []).append(Exhibit(kind, label(kind, language), number, caption, item.key, anchor))
            elif (entry := shown.get(name)) is not None and name not in first:
                what = str(entry.data["kind"])
                number = _stated(entry.data) or counter.next(what, item)
                first[name] = Exhibit(what, label(what, language), number, _caption(entry), item.key, entry=name)
    return [_told(item, own.get(item.key, []), first.get(item.key) or _printed(item, language)) for item in every]


def listed(items: Iterable[Item]) -> Iterator[Exhibit]:
    """Items with numbers → every figure and table that a page shows, in reading order."""
    every = {item.key: item for item in items}
    for item in every.values():
        own = iter(item.exhibits)
        for kind, name, _, _ in _body(item):
            if kind in KINDS:
                yield from (exhibit for exhibit in (next(own, None),) if exhibit is not None)
            elif (entry := every.get(name)) is not None and entry.exhibit is not None and entry.exhibit.item == item.key:
                yield entry.exhibit


def _body(item: Item) -> Iterator[tuple[str, str, str, str]]:
    """The exhibits in an item's body: kind, name (of an entry: its key), caption, id on the page; each entry once."""
    counts = dict.fromkeys(KINDS, 0)
    seen = set()
    for exhibit in item.entry.body.exhibits if item.entry.body else ():
        if exhibit.kind in KINDS:
            counts[exhibit.kind] += 1
            yield exhibit.kind, exhibit.id, exhibit.caption, exhibit.id or given(exhibit.kind, str(counts[exhibit.kind]))
        elif exhibit.id not in seen:
            seen.add(exhibit.id)
            yield exhibit.kind, exhibit.id, "", ""


@dataclass(slots=True)
class _Counter:
    """The numbers given so far by chapter and kind; those that entries state are taken."""

    taken: frozenset[tuple[str, str]]
    letters: bool
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Item]) -> "_Counter":
        stated = [item for item in items if _is_exhibit(item) and _stated(item.data)]
        return cls(
            frozenset((str(item.data["kind"]), _stated(item.data)) for item in stated),
            any("file" not in item.data for item in stated),
        )

    def next(self, kind: str, page: Item) -> str:
        """The next free number of a kind on a page; empty where the page has no number of its own."""
        chapter = page.data.get("number")
        if "number" not in page.collection.keys or not isinstance(chapter, int) or isinstance(chapter, bool):
            return ""
        while True:
            count = self.counts[str(chapter), kind] = self.counts.get((str(chapter), kind), 0) + 1
            number = f"{chapter}-{_letters(count) if self.letters else count}"
            if (kind, number) not in self.taken:
                return number


def _letters(count: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    rest, last = divmod(count - 1, LETTERS)
    return (_letters(rest) if rest else "") + chr(ord("A") + last)


def _is_exhibit(item: Item) -> bool:
    return item.data.get("kind") in KINDS and "caption" in item.data


def _stated(data: Mapping[str, Any]) -> str:
    number = data.get("number")
    return number if isinstance(number, str) else ""


def _printed(item: Item, language: str) -> Exhibit | None:
    """What an item is that no page shows, if it is a figure or a table."""
    if not _is_exhibit(item):
        return None
    kind = str(item.data["kind"])
    return Exhibit(kind, label(kind, language), _stated(item.data), _caption(item), entry=item.key)


def _caption(entry: Item) -> str:
    caption = entry.entry.fields.get(("caption",))
    text = " ".join(section.text for section in caption.sections) if caption else ""
    return " ".join(text.split()) or entry.title


def _told(item: Item, own: list[Exhibit], exhibit: Exhibit | None) -> Item:
    """An item with what its figures and tables are called, and itself if it is one."""
    if exhibit is None and not own:
        return item
    by_anchor = {each.anchor: each for each in own}
    anchors = tuple(replace(anchor, exhibit=by_anchor[anchor.id]) if anchor.id in by_anchor else anchor for anchor in item.anchors)
    return replace(item, exhibits=tuple(own), exhibit=exhibit, anchors=anchors)
