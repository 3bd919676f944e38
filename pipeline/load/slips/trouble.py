"""Where libyaml stopped, what it says, and what was read before: all that a slip can be recognised by."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.load.faults import syntax_error
from pipeline.model.diagnostic import Diagnostic, Edit, Label
from pipeline.model.span import Source

# No pattern looks further into a line than this: a line of a megabyte is no author's slip.
WIDE = 2000
# `name: value` on one line: a key, quoted or not, and where its value begins.
KEY = re.compile(r"""[ ]*(?:[-?][ ]+)*(?P<name>"[^"]*"|'[^']*'|[^\s"'#,\[{][^#]*?)[ ]*:(?:[ \t]+|$)""")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where libyaml stopped and what it says, with what was read before: offsets are those of the source.

    `opener` is what it was reading, `opened` the brackets still open, `quoted` the last value if it stood in quotes.
    """

    source: Source
    begin: int
    end: int
    at: int
    problem: str
    context: str
    opener: int | None
    opened: tuple[int, ...]
    quoted: tuple[int, int] | None

    @property
    def character(self) -> str:
        """The character libyaml stopped at; empty at the end."""
        return self.source.text[self.at : min(self.at + 1, self.end)]

    def line(self, offset: int) -> tuple[int, str]:
        """Where the line of an offset begins, and its text."""
        number = self.source.position(offset).line
        return self.source.starts[number - 1], self.source.line(number)

    def above(self, offset: int) -> tuple[int, str] | None:
        """The nearest line above that holds more than white space and comments."""
        number = self.source.position(offset).line - 1
        while number and self.source.starts[number - 1] >= self.begin:
            line = self.source.line(number)
            if line.strip() and not line.lstrip().startswith("#"):
                return self.source.starts[number - 1], line
            number -= 1
        return None

    def report(
        self, begin: int, end: int, message: str, advice: str, edit: Edit | None = None, *, label: str = "", related: Iterable[Label] = ()
    ) -> Diagnostic:
        """The finding between two offsets; nothing behind the end of the YAML is part of it."""
        span = self.source.span(min(begin, self.end), min(end, self.end))
        return syntax_error.diagnose(span, message, advice, edit, label=label, related=related)

    def label(self, begin: int, end: int, text: str = "") -> Label:
        """A further place between two offsets, and what is there."""
        return Label(self.source.span(begin, min(end, self.end)), text)

    def edit(self, begin: int, end: int, text: str) -> Edit:
        """Replace what stands between two offsets."""
        return Edit(self.source.span(begin, end), text)


def find(source: Source, begin: int, end: int, error: Any) -> Trouble:
    """An error of libyaml in the YAML between two offsets of a source → the trouble."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    opened, quoted = _before(source.text[begin:end], begin)
    return Trouble(
        source=source,
        begin=begin,
        end=end,
        at=min(begin + mark.index, end) if mark is not None else begin,
        problem=str(getattr(error, "problem", None) or ""),
        context=str(getattr(error, "context", None) or ""),
        opener=begin + context.index if context is not None else None,
        opened=opened,
        quoted=quoted,
    )


def _before(text: str, base: int) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """Read a text once more up to its error → the brackets that are open there, and the last value if it stands in quotes."""
    opened: list[tuple[int, bool]] = []
    quoted = None
    events: Iterator[Any] = yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    with suppress(yaml.YAMLError):
        for event in events:
            begin, end = base + event.start_mark.index, base + event.end_mark.index
            kind = type(event)
            if kind in {yaml.SequenceStartEvent, yaml.MappingStartEvent}:
                # A pair that stands alone in a list (`[a: b]`) is a mapping without a bracket.
                opened.append((begin, bool(event.flow_style) and text[event.start_mark.index] in "[{"))
            elif kind in {yaml.SequenceEndEvent, yaml.MappingEndEvent}:
                opened.pop()
            quoted = (begin, end) if kind is yaml.ScalarEvent and event.style in {"'", '"'} else None
    return tuple(offset for offset, flow in opened if flow), quoted


def quoted(trouble: Trouble, begin: int, at: int, message: str, label: str) -> Diagnostic:
    """A value that needs quotes: the whole of it, up to a comment, or to the comma or bracket behind it."""
    start, line = trouble.line(begin)
    rest = line[begin - start :]
    value = bare(re.split(r"[,\]}]", rest, maxsplit=1)[0] if trouble.opened else rest)
    if not value:
        return trouble.report(at, at + 1, message, "put the value in quotes", label=label)
    plain = '"' not in value and "\\" not in value
    settled = f'"{value}"' if plain else "'" + value.replace("'", "''") + "'"
    shown = f": `{settled}`" if len(settled) <= 60 else ""  # noqa: PLR2004 - what fits in a line of a report
    around = (trouble.label(begin, begin + len(value)),)
    edit = trouble.edit(begin, begin + len(value), settled)
    return trouble.report(at, at + 1, message, f"put the value in quotes{shown}", edit, label=label, related=around)


def bare(line: str) -> str:
    """A line without its comment and the white space before it."""
    ends = [at for mark in (" #", "\t#") if (at := line.find(mark)) >= 0]
    return line[: min(ends, default=len(line))].rstrip()


def depth(line: str) -> int:
    """A line → how many spaces it begins with."""
    return len(line) - len(line.lstrip(" "))
