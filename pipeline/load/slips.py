"""libyaml's error and the text it stopped at → the slip of the author, in our words, at its cause.

libyaml stops where its grammar has no way on, which is often lines behind the cause. Each function here knows one slip; the
first that recognises its own speaks.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.load.faults import oversized_input, syntax_error, unsupported_syntax
from pipeline.model.diagnostic import Diagnostic, Edit
from pipeline.model.span import Source

PAIRS = {"[": "]", "{": "}"}
# `name: value` on one line: a key, quoted or not, and where its value begins.
KEY = re.compile(r"""[ ]*(?:[-?][ ]+)*(?P<name>"[^"]*"|'[^']*'|[^\s"'#,\[{][^#]*?)[ ]*:(?:[ \t]+|$)""")
CROWDED = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+(?P<colon>:)[^\s/:]")
TABS = re.compile(r"\t+")
# No pattern looks further into a line than this: a line of a megabyte is no author's slip.
WIDE = 2000
STARTS = ("while scanning an alias", "while scanning an anchor", "while scanning a tag", "while scanning a block scalar")


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

    def find(self, begin: int, end: int, message: str, advice: str, edit: Edit | None = None) -> Diagnostic:
        """The finding between two offsets."""
        return syntax_error.diagnose(self.source.span(begin, end), message, advice, edit)

    def edit(self, begin: int, end: int, text: str) -> Edit:
        """Replace what stands between two offsets."""
        return Edit(self.source.span(begin, end), text)


def diagnose(source: Source, begin: int, end: int, error: yaml.YAMLError) -> Diagnostic:
    """The finding for text that libyaml refuses; `begin` and `end` bound the YAML in the source."""
    trouble = _trouble(source, begin, end, error)
    return next(found for slip in SLIPS if (found := slip(trouble)) is not None)


def _trouble(source: Source, begin: int, end: int, error: Any) -> Trouble:
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
                opened.append((begin, bool(event.flow_style)))
            elif kind in {yaml.SequenceEndEvent, yaml.MappingEndEvent}:
                opened.pop()
            quoted = (begin, end) if kind is yaml.ScalarEvent and event.style in {"'", '"'} else None
    return tuple(offset for offset, flow in opened if flow), quoted


def _directive(trouble: Trouble) -> Diagnostic | None:
    start, line = trouble.line(trouble.at)
    if not line.startswith("%"):
        return None
    span = trouble.source.span(start, start + len(line.rstrip()))
    return unsupported_syntax.diagnose(span, f"the directive `{line.split()[0]}`")


def _nesting(trouble: Trouble) -> Diagnostic | None:
    if "nesting depth" not in trouble.problem:
        return None
    return oversized_input.diagnose(trouble.source.span(trouble.at, trouble.at + 1), "1,000 levels deep")


def _tab(trouble: Trouble) -> Diagnostic | None:
    if trouble.character != "\t":
        return None
    run = TABS.match(trouble.source.text, trouble.at, trouble.end)
    stop = run.end() if run else trouble.at + 1
    edit = trouble.edit(trouble.at, stop, "  " * (stop - trouble.at))
    return trouble.find(trouble.at, stop, "a tab cannot indent YAML", "replace the tab with spaces", edit)


def _open_quote(trouble: Trouble) -> Diagnostic | None:
    if trouble.context != "while scanning a quoted scalar" or trouble.opener is None:
        return None
    quote = trouble.source.text[trouble.opener]
    return trouble.find(trouble.opener, trouble.opener + 1, "this quote is never closed", f"close it with `{quote}` where its value ends")


def _escape(trouble: Trouble) -> Diagnostic | None:
    if trouble.context != "while parsing a quoted scalar":
        return None
    start = trouble.source.text.rfind("\\", trouble.begin, trouble.at + 1)
    written = trouble.source.text[start : start + 2]
    return trouble.find(
        start,
        start + 2,
        f"`{written}` stands for no character here",
        "write two backslashes for one, or use single quotes",
        trouble.edit(start, start, "\\"),
    )


def _behind_quote(trouble: Trouble) -> Diagnostic | None:
    """Text behind a closing quote: most often a quote inside the value, or one that closes what an earlier line opened."""
    if trouble.quoted is None or trouble.character in ",]}" or trouble.source.text[trouble.quoted[1] : trouble.at].strip(" "):
        return None
    begin, end = trouble.quoted
    quote = trouble.source.text[begin]
    last = trouble.source.position(end).line
    if trouble.source.position(begin).line != last:
        return trouble.find(
            begin, begin + 1, f"this quote is closed only in line {last}, and text follows it", "close the quote where its value ends"
        )
    start, line = trouble.line(end)
    stop = start + len(_bare(line))
    inside = "double each `'` that belongs to the text, or use double quotes" if quote == "'" else 'write `\\"` for a quote in the text'
    comma = "put a comma between two values; " if trouble.opened else ""
    return trouble.find(trouble.at, max(stop, trouble.at), "text follows the closing quote", comma + inside)


def _special(trouble: Trouble) -> Diagnostic | None:
    """A value that starts with a character of YAML's own."""
    start = trouble.opener if trouble.context in STARTS and trouble.opener is not None else trouble.at
    first = trouble.source.text[start : start + 1]
    reserved = "cannot start any token" in trouble.problem or trouble.context in STARTS
    misplaced = trouble.context == "while parsing a block node" and first in {",", "]", "}"}
    question = "mapping keys are not allowed" in trouble.problem
    if not first.strip() or not (reserved or misplaced or question or "undefined tag handle" in trouble.problem):
        return None
    shown = "a backtick" if first == "`" else f"`{first}`"
    return _quoted(trouble, start, start, f"an unquoted value cannot start with {shown}")


def _dash(trouble: Trouble) -> Diagnostic | None:
    if "block sequence entries are not allowed" not in trouble.problem:
        return None
    advice = "begin the list on the next line, or put the value in quotes if it is text"
    return trouble.find(trouble.at, trouble.at + 1, "a list cannot begin on the line of its field", advice)


def _two_colons(trouble: Trouble) -> Diagnostic | None:
    """`title: A: b`, in a block or between brackets."""
    if trouble.character != ":":
        return None
    start, line = trouble.line(trouble.at)
    inner = max((trouble.source.text.rfind(mark, start, trouble.at) for mark in "[{,"), default=-1) if trouble.opened else -1
    start, line = (inner + 1, line[inner + 1 - start :]) if inner >= 0 else (start, line)
    key = KEY.match(line[:WIDE])
    if key is None or start + key.end() > trouble.at:
        return None
    return _quoted(trouble, start + key.end(), trouble.at, "a colon followed by a space cannot stand in an unquoted value")


def _crowded(trouble: Trouble) -> Diagnostic | None:
    """`name:value` and `-item`: the space is missing that makes a field or an item of it."""
    lines = [trouble.line(trouble.opener if trouble.opener is not None and "simple key" in trouble.context else trouble.at)]
    if "mapping values are not allowed" in trouble.problem and (above := trouble.above(trouble.at)) is not None:
        lines.append(above)
    for start, line in lines:
        if dash := re.match(r"[ ]*-(?=[^\s-])", line):
            at = start + dash.end()
            return trouble.find(at - 1, at, "a space is missing after the dash", "write a space after it", trouble.edit(at, at, " "))
        if colon := CROWDED.match(line[:WIDE]):
            at = start + colon.end("colon")
            return trouble.find(at - 1, at, "a space is missing after the colon", "write a space after it", trouble.edit(at, at, " "))
    return None


def _continued(trouble: Trouble) -> Diagnostic | None:
    """A line that reads as if it went on with the value of the one above, or that is no field itself."""
    if "mapping values are not allowed" not in trouble.problem:
        return None
    start, line = trouble.line(trouble.at)
    above = trouble.above(trouble.at)
    if above is None:
        return None
    key = KEY.match(above[1][:WIDE])
    if key is None:
        return _colonless(trouble, *above)
    begin = start + _indent(line)
    name = key["name"].strip("\"'")
    message = f"this line is indented as if it belonged to the value of `{name[:60]}`"
    return trouble.find(begin, trouble.at, message, f"indent it like `{name[:60]}`, or leave the value of that field empty")


def _no_colon(trouble: Trouble) -> Diagnostic | None:
    if "could not find expected ':'" not in trouble.problem or trouble.opener is None:
        return None
    return _colonless(trouble, *trouble.line(trouble.opener))


def _brackets(trouble: Trouble) -> Diagnostic | None:
    """`[` and `{`: never closed, closed by the other kind, a comma too few or too many."""
    if not trouble.context.startswith("while parsing a flow") or not trouble.opened:
        return None
    opener = trouble.opened[-1]
    bracket = trouble.source.text[opener]
    closer = PAIRS[bracket]
    if trouble.character in {"]", "}"} and trouble.character != closer:
        message = f"this `{trouble.character}` does not close the `{bracket}` in line {trouble.source.position(opener).line}"
        return trouble.find(trouble.at, trouble.at + 1, message, f"write `{closer}`")
    if trouble.character == ",":
        return trouble.find(trouble.at, trouble.at + 1, "there is no value before this comma", "remove the comma, or add the value")
    start, line = trouble.line(trouble.at)
    base, first = trouble.line(opener)
    if trouble.at < trouble.end and (start == base or _indent(line) > _indent(first)):
        return trouble.find(trouble.at, trouble.at + 1, "a comma is missing before this", "separate the values with commas")
    return trouble.find(opener, opener + 1, f"this `{bracket}` is never closed", f"close it with `{closer}`")


def _stray(trouble: Trouble) -> Diagnostic | None:
    """A colon or a bracket that belongs to nothing."""
    at, end = trouble.at, trouble.at + 1
    if "unexpected ':'" in trouble.problem:
        return trouble.find(at, end, "a space is missing after this colon", "write a space after it", trouble.edit(end, end, " "))
    if trouble.character == ":" and "expected key" in trouble.problem:
        return trouble.find(at, end, "there is no name before this colon", "add the name, or put the value in quotes")
    if trouble.character in {"]", "}"}:
        return trouble.find(at, end, f"this `{trouble.character}` closes nothing", "remove it, or open the bracket")
    return None


def _misplaced(trouble: Trouble) -> Diagnostic | None:
    """A line at the wrong depth."""
    start, line = trouble.line(trouble.at)
    indent = _indent(line)
    above = trouble.above(trouble.at)
    if start + indent != trouble.at or above is None:
        return None
    stop = start + len(_bare(line))
    if above[1].rstrip() == "...":
        return trouble.find(trouble.at, stop, "text follows the end of the document", "remove the line `...` above it")
    content = re.match(r"[ ]*(?:-[ ]+)*", above[1][:WIDE])
    depth = content.end() if content else 0
    if indent not in {depth, _indent(above[1])}:
        message = f"this line is indented by {_spaces(indent)}, the one above by {_spaces(depth)}"
        return trouble.find(trouble.at, stop, message, "indent it like the lines it belongs to")
    if line[indent:].startswith("- "):
        return trouble.find(
            trouble.at, stop, "a list item stands among fields", "indent it below the field it belongs to, or remove the dash"
        )
    message, advice = "a field stands among list items", f"indent it by {_spaces(indent + 2)} so that it belongs to the item above"
    return trouble.find(trouble.at, stop, message, advice)


def _other(trouble: Trouble) -> Diagnostic:
    start, line = trouble.line(trouble.at)
    stop = min(max(start + len(line.rstrip()), trouble.at), trouble.end)
    advice = "look for a missing `:`, quote or space at this place and in the line above"
    return trouble.find(trouble.at, stop, "the text is not YAML from here on", advice)


def _quoted(trouble: Trouble, begin: int, at: int, message: str) -> Diagnostic:
    """A value that needs quotes: the whole of it, up to a comment, or to the comma or bracket behind it."""
    start, line = trouble.line(begin)
    rest = line[begin - start :]
    value = _bare(re.split(r"[,\]}]", rest, maxsplit=1)[0] if trouble.opened else rest)
    if not value:
        return trouble.find(at, at + 1, message, "put the value in quotes")
    plain = '"' not in value and "\\" not in value
    quoted = f'"{value}"' if plain else "'" + value.replace("'", "''") + "'"
    shown = f": `{quoted}`" if len(quoted) <= 60 else ""  # noqa: PLR2004 - what fits in a line of a report
    return trouble.find(at, at + 1, message, f"put the value in quotes{shown}", trouble.edit(begin, begin + len(value), quoted))


def _colonless(trouble: Trouble, start: int, line: str) -> Diagnostic:
    begin, stop = start + _indent(line), start + len(_bare(line))
    advice = "write `name: value`, or indent the line if it goes on with the value above"
    return trouble.find(begin, max(stop, begin), "this line is no field: it has no colon", advice)


def _bare(line: str) -> str:
    """A line without its comment and the white space before it."""
    ends = [at for mark in (" #", "\t#") if (at := line.find(mark)) >= 0]
    return line[: min(ends, default=len(line))].rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count or 'no'} spaces"


SLIPS: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _directive,
    _nesting,
    _tab,
    _open_quote,
    _escape,
    _behind_quote,
    _special,
    _dash,
    _two_colons,
    _crowded,
    _continued,
    _no_colon,
    _brackets,
    _stray,
    _misplaced,
    _other,
)
"""What is looked for, in this order; the last one always answers."""
