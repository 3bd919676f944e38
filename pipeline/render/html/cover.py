"""Press → a cover drawn from the book itself: its title, and a picture of how it is built.

Along the base lie the chapters, as wide as their share of the printed pages, with a tick where each section begins. Above
each chapter rises a column of dots: one for every entry that belongs to it, in the colour of its collection.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from pipeline.model.document import Kind
from pipeline.model.site import Item
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import Sheet

WIDTH, HEIGHT = 480, 640
LEFT, RIGHT, BASE, TOP = 40, 440, 548, 300
"""The frame of the drawing inside the cover."""

CLOTH, THREAD, PAPER, GILT = "#1f2e3a", "#33485a", "#f4ead6", "#d9a441"
INKS = ("#d9a441", "#f4ead6", "#c8664a", "#7fa8a0", "#a9b8c6", "#e3c9a0")
DOT = 3.1
PITCH = 8
FONT = "Iowan Old Style, Charter, Palatino, Georgia, Liberation Serif, serif"
SIZES = ((46, 14), (38, 17), (31, 21), (25, 26))
"""Sizes of the title's type, with how many letters fit on a line."""
CLOTHS = ("#1f2e3a", "#5b2430", "#2f4a3c", "#4a3a5e", "#6b4a1f", "#24506b", "#54303f", "#3d4a24")
INK = "#000000"
JACKET = 96
LONGEST = 16
"""A small cover's width in pixels, and the most letters of a line on it."""
LINES = 4
FEWEST = 8
"""A chapter is never drawn narrower than this many pages."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chapter on the cover: where it begins and ends, its ticks, the colours of its dots."""

    begin: float
    end: float
    ticks: tuple[float, ...]
    dots: tuple[str, ...]


def authors(press: Press) -> list[str]:
    """The names of the book's authors: people of the book by their ids, others as written."""
    return names(press, press.settings.get("authors", ()))


def names(press: Press, people: Iterable[Any]) -> list[str]:
    """People of the book by their ids, or names as written → names."""
    schema = press.site.book.schemas.get("book", {}).get("properties", {}).get("authors", {}).get("items", {})
    prefixes = [each.prefix for each in press.site.collections if each.name == schema.get("x-ref")]
    found = ((name, next((press.site.items.get(f"{prefix}:{name}") for prefix in prefixes), None)) for name in people)
    return [item.title if item else str(name) for name, item in found]


def cover(press: Press) -> str:
    """The cover as an SVG element for a page; colours are attributes, as a page may not hold styles."""
    title, subtitle = press.title, str(press.settings.get("subtitle") or "")
    words = ", ".join(authors(press))
    return "".join(
        (
            f'<svg class="cover" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" ',
            f'aria-label="{escape(f"Cover of {title}")}" font-family="{FONT}">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{CLOTH}"/>',
            f'<rect width="14" height="{HEIGHT}" fill="{THREAD}"/><rect x="{LEFT}" y="44" width="56" height="3" fill="{GILT}"/>',
            *_title(title, subtitle),
            *_drawing(stretches(press)),
            f'<text x="{LEFT}" y="606" font-size="24" fill="{PAPER}">{escape(words)}</text></svg>',
        )
    )


def jacket(sheet: Sheet, item: Item) -> str:
    """A small cover for an edition: its title in its own language, in a cloth that depends on that language."""
    language = str(item.data.get("language") or "")
    cloth = CLOTHS[sum(map(ord, language)) % len(CLOTHS)]
    lines = _lettered(str(item.data.get("title") or sheet.press.title))
    texts = "".join(
        f'<text x="{JACKET // 2}" y="{34 + 14 * number}" font-size="12" text-anchor="middle" fill="{PAPER}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg class="jacket" viewBox="0 0 {JACKET} 128" width="{JACKET}" height="128" aria-hidden="true" font-family="{FONT}">'
        f'<rect width="{JACKET}" height="128" fill="{cloth}"/><rect width="4" height="128" fill="{INK}" opacity=".3"/>'
        f'<g lang="{escape(language)}">{texts}</g><rect x="{JACKET // 2 - 12}" y="108" width="24" height="2" fill="{GILT}"/></svg>'
    )


def _lettered(title: str) -> list[str]:
    """A title on a small cover: without what follows a colon or a dash, broken at words, or between signs where there are none."""
    main = re.split(r"\s*[:\uff1a\u2015\u2014]", title, maxsplit=1)[0]
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in main)
    lines = [main[at : at + 7] for at in range(0, len(main), 7)] if wide else _wrapped(main, 13)
    return [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in lines][:6]


def _title(title: str, subtitle: str) -> Iterator[str]:
    size, letters = next(((size, letters) for size, letters in SIZES if len(_wrapped(title, letters)) <= LINES), SIZES[-1])
    y = 66.0
    for line in _wrapped(title, letters)[: LINES + 1]:
        y += size * 1.08
        yield f'<text x="{LEFT}" y="{y:.0f}" font-size="{size}" font-weight="600" fill="{PAPER}">{escape(line)}</text>'
    y += 12
    for line in _wrapped(subtitle, 30)[:3]:
        y += 30
        yield f'<text x="{LEFT}" y="{y:.0f}" font-size="24" font-style="italic" fill="{GILT}">{escape(line)}</text>'


def _wrapped(words: str, letters: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _drawing(stretches: list[Stretch]) -> Iterator[str]:
    for stretch in stretches:
        yield f'<rect x="{stretch.begin:.1f}" y="{BASE}" width="{stretch.end - stretch.begin:.1f}" height="9" fill="{PAPER}"/>'
        yield from (f'<rect x="{x:.1f}" y="{BASE + 11}" width="1" height="7" fill="{GILT}"/>' for x in stretch.ticks)
        across = max(int((stretch.end - stretch.begin) // PITCH), 1)
        for number, ink in enumerate(stretch.dots):
            x = stretch.begin + DOT + 1 + (number % across) * PITCH
            y = BASE - 8 - (number // across) * PITCH
            if y >= TOP:
                yield f'<circle cx="{x:.1f}" cy="{y:.0f}" r="{DOT}" fill="{ink}"/>'


def stretches(press: Press) -> list[Stretch]:
    """The entries of the book's body, one beside the other; without print pages all are equally wide."""
    body = [item for each in press.collections if each.epub == "body" for item in press.site.of(each.name)]
    widths = [_pages(item) for item in body]
    gap = 4.0 if len(body) < 40 else 1.0  # noqa: PLR2004 - many stretches leave no room between them
    unit = (RIGHT - LEFT - gap * max(len(body) - 1, 0)) / max(sum(widths), 1)
    found, x = [], float(LEFT)
    for item, width in zip(body, widths, strict=True):
        end = x + width * unit
        found.append(Stretch(x, end, tuple(_ticks(item, x, end)), tuple(_dots(press, item))))
        x = end + gap
    return found


def _pages(item: Item) -> int:
    pages = item.data.get("pages")
    first, last = (pages.get("from"), pages.get("to")) if isinstance(pages, dict) else (None, None)
    if isinstance(first, int) and isinstance(last, int):
        return max(last - first + 1, FEWEST)
    return FEWEST


def _ticks(item: Item, begin: float, end: float) -> Iterator[float]:
    """Where the sections begin, by their share of the print pages."""
    marked = [int(anchor.page) for anchor in item.anchors if anchor.page and anchor.page.isdecimal()]
    if not marked:
        return
    first, last = marked[0], max(marked[0] + _pages(item), marked[-1] + 1)
    for page in sorted(set(marked)):
        yield begin + (end - begin - 1) * (page - first) / (last - first)


def _dots(press: Press, item: Item) -> Iterator[str]:
    """One colour per entry that names the item in a field, collections in order."""
    inks = {each.name: INKS[number % len(INKS)] for number, each in enumerate(each for each in press.collections if each.epub != "body")}
    origins = {edge.origin for edge in press.site.mentioned.get(item.key, ()) if edge.mention.kind is Kind.FIELD}
    for key in sorted(origins, key=lambda key: press.ranks[key]):
        ink = inks.get(press.site.items[key].collection.name)
        if ink:
            yield ink
