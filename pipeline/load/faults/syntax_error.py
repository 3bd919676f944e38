"""Text that is not YAML.

Nothing after the fault can be trusted, so other checks of the file wait until it is repaired.

Bad:

    title: Deep Learning: the book

Good:

    title: "Deep Learning: the book"

Most often a value needs quotes: because of `: ` or ` #` in it, or because it starts with a special character.
"""

import re
from typing import Any

from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source

CODE = Code("YML003", "syntax-error", Severity.ERROR, __doc__ or "", locked=True)

# `key: value: more` on one line; the second colon is what libyaml trips over.
TWO_COLONS = re.compile(r"(?P<lead>[ ]*(?:- )?[^\s:#'\"\[{][^:#'\"]*: +)(?P<value>[^'\"\[{|>\s].*?: .*|[^'\"\[{|>\s].*:)\s*\Z")
RESERVED = re.compile(r"(?P<lead>[ ]*(?:- )?(?:[^\s:#][^:#]*: +)?)(?P<value>[@`%].*?)\s*\Z")


def diagnose(source: Source, begin: int, end: int, error: Any) -> Diagnostic:
    """libyaml's error → one finding at the cause, in our words. `begin` and `end` bound the YAML in the source."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return CODE.at(source.span(begin, begin), "this text is not YAML", help="look for a character YAML does not allow")
    offset = min(begin + mark.index, end)
    problem = str(getattr(error, "problem", ""))
    number = source.position(offset).line
    for line in (number, number - 1):
        found = _two_colons(source, line) or _tab(source, line) or _reserved(source, line)
        if found is not None:
            return found
    return _other(source, offset, begin, problem, error)


def _two_colons(source: Source, number: int) -> Diagnostic | None:
    match = TWO_COLONS.match(source.line(number))
    if match is None:
        return None
    line = source.starts[number - 1]
    value = match["value"]
    inner = re.search(r":(?: |\Z)", value)
    at = line + match.start("value") + (inner.start() if inner else 0)
    whole = source.span(line + match.start("value"), line + match.start("value") + len(value))
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return CODE.at(
        source.span(at, at + 1),
        "a colon followed by a space cannot stand in an unquoted value",
        help=f"put the value in quotes: `{quoted[:80]}`",
        fix=Fix(Applicability.UNSAFE, (Edit(whole, quoted),)),
    )


def _tab(source: Source, number: int) -> Diagnostic | None:
    line = source.line(number)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return None
    at = source.starts[number - 1] + indent.index("\t")
    return CODE.at(source.span(at, at + 1), "a tab cannot indent YAML", help="replace the tab with spaces")


def _reserved(source: Source, number: int) -> Diagnostic | None:
    match = RESERVED.match(source.line(number))
    if match is None:
        return None
    at = source.starts[number - 1] + match.start("value")
    value = match["value"]
    return CODE.at(
        source.span(at, at + 1),
        f"an unquoted value cannot start with `{value[0]}`",
        help="put the value in quotes",
        fix=Fix(Applicability.UNSAFE, (Edit(source.span(at, at + len(value)), '"' + value.replace('"', '\\"') + '"'),)),
    )


def _other(source: Source, offset: int, begin: int, problem: str, error: Any) -> Diagnostic:
    context = getattr(error, "context_mark", None)
    opener = begin + context.index if context is not None else offset
    if "end of stream" in problem and source.text[opener : opener + 1] in {'"', "'"}:
        return CODE.at(source.span(opener, opener + 1), "this quote is never closed", help="close it with the same quote")
    if source.text[opener : opener + 1] in {"[", "{"}:
        pair = {"[": "]", "{": "}"}[source.text[opener]]
        return CODE.at(source.span(opener, opener + 1), f"this `{source.text[opener]}` is never closed", help=f"close it with `{pair}`")
    if "block" in problem or "block" in str(getattr(error, "context", "")):
        return CODE.at(
            source.span(offset, offset), "this line does not fit the ones above it", help="indent it like its neighbours, and look for a missing `:` or quote"
        )
    return CODE.at(source.span(offset, offset), "the text is not YAML from here on", help="look for a missing `:`, quote or space before this place")
