"""The text of a schema → where each of its parts stands. Only asked for when something is wrong with one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.document import Marks
from pipeline.model.span import Source, Span

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{},:]|[^][{},:"\s]+')


Read = Callable[[str], Source | None]
"""A path → the text there, if it is at hand."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of one schema stand: in the file as a whole, while its text is not at hand."""

    path: str
    read: Read

    def value(self, *way: str | int) -> Span:
        """Where the value at a way stands (or its nearest parent that exists)."""
        source = self.read(self.path)
        if source is None:
            return Span(self.path)
        marks = _marks(source.text).at(way)
        return source.span(marks.begin, marks.end)

    def key(self, *way: str | int) -> Span:
        """Where the name at the end of a way stands; its value where it has none."""
        *parent, last = way
        source = self.read(self.path)
        keys = _marks(source.text).at(tuple(parent)).keys if source is not None else {}
        return source.span(*keys[last]) if source is not None and isinstance(last, str) and last in keys else self.value(*way)


@lru_cache(maxsize=4)
def _marks(text: str) -> Marks:
    """The marks of a text that is known to be JSON of no great depth."""
    tokens = TOKEN.finditer(text)
    return _part(next(tokens), tokens)


def _part(token: re.Match[str], tokens: Iterator[re.Match[str]]) -> Marks:
    match token[0]:
        case "{":
            return _object(token.start(), tokens)
        case "[":
            return _array(token.start(), tokens)
    return Marks(token.start(), token.end())


def _object(begin: int, tokens: Iterator[re.Match[str]]) -> Marks:
    keys: dict[str, tuple[int, int]] = {}
    parts: dict[str | int, Marks] = {}
    for token in tokens:
        if token[0] == "}":
            return Marks(begin, token.end(), keys, parts)
        if token[0] != ",":
            name = json.loads(token[0])
            keys[name] = token.span()
            next(tokens)  # the colon
            parts[name] = _part(next(tokens), tokens)
    raise AssertionError("JSON closes every object it opens")


def _array(begin: int, tokens: Iterator[re.Match[str]]) -> Marks:
    parts: dict[str | int, Marks] = {}
    for token in tokens:
        if token[0] == "]":
            return Marks(begin, token.end(), {}, parts)
        if token[0] != ",":
            parts[len(parts)] = _part(token, tokens)
    raise AssertionError("JSON closes every list it opens")
