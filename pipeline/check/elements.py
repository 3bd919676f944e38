"""The raw tags of a text → the elements they make: which are closed, and which go with one that the book does not have."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.document import Prose, Tag
from pipeline.model.safety import SILENT, VOID


@dataclass(slots=True)
class Element:
    """An element by its start tag: whether something closes it, and whether it stands inside one that goes with its content."""

    tag: Tag
    closed: bool
    inside: int = 0
    silent: bool = False


def elements(prose: Prose) -> list[Element]:
    """The elements of a text in order. An end tag closes the last element of its name, and leaves open what was opened inside.

    `inside` counts the elements that begin between the two tags.
    """
    found: list[Element] = []
    opened: list[tuple[int, Element]] = []
    waiting: Counter[str] = Counter()
    for tag, ends in _tags(prose):
        if not ends:
            element = Element(tag, closed=tag.whole or tag.name in VOID)
            found.append(element)
            if not element.closed:
                opened.append((len(found), element))
                waiting[tag.name] += 1
        elif waiting[tag.name]:
            begin, element = _taken(opened, waiting, tag.name)
            element.closed, element.inside = True, len(found) - begin
    _silence(found)
    return found


def _tags(prose: Prose) -> Iterator[tuple[Tag, bool]]:
    """Start and end tags in the order written; whether it is an end tag."""
    tags = [*((tag, False) for tag in prose.tags), *((tag, True) for tag in prose.ends)]
    yield from sorted(tags, key=lambda one: one[0].span.key)


def _taken(opened: list[tuple[int, Element]], waiting: Counter[str], name: str) -> tuple[int, Element]:
    """The last open element of a name, off the stack with all that stands above it."""
    while True:
        begin, last = opened.pop()
        waiting[last.tag.name] -= 1
        if last.tag.name == name:
            return begin, last


def _silence(found: list[Element]) -> None:
    reach = 0
    for number, element in enumerate(found):
        element.silent = number < reach
        if element.tag.name in SILENT:
            reach = max(reach, number + 1 + element.inside)
