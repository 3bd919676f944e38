"""Slips inside a value: a special character, a quote too many or too few, a colon, a bracket that is never closed."""

from pipeline.load.slips.trouble import KEY, WIDE, Trouble, bare, depth, quoted
from pipeline.model.diagnostic import Diagnostic

PAIRS = {"[": "]", "{": "}"}
STARTS = ("while scanning an alias", "while scanning an anchor", "while scanning a tag", "while scanning a block scalar")


def open_quote(trouble: Trouble) -> Diagnostic | None:
    """A quote that nothing closes."""
    if trouble.context != "while scanning a quoted scalar" or trouble.opener is None:
        return None
    quote = trouble.source.text[trouble.opener]
    advice = f"close it with `{quote}` where its value ends"
    return trouble.report(trouble.opener, trouble.opener + 1, "this quote is never closed", advice, label="opened here")


def escape(trouble: Trouble) -> Diagnostic | None:
    """A backslash in double quotes that begins no escape."""
    if trouble.context != "while parsing a quoted scalar":
        return None
    start = trouble.source.text.rfind("\\", trouble.begin, trouble.at + 1)
    written = trouble.source.text[start : start + 2]
    return trouble.report(
        start,
        start + 2,
        f"`{written}` stands for no character here",
        "write two backslashes for one, or use single quotes",
        trouble.edit(start, start, "\\"),
    )


def behind_quote(trouble: Trouble) -> Diagnostic | None:
    """Text behind a closing quote: most often a quote inside the value, or one that closes what an earlier line opened."""
    if trouble.quoted is None or trouble.character in ",]}" or trouble.source.text[trouble.quoted[1] : trouble.at].strip(" "):
        return None
    begin, end = trouble.quoted
    quote = trouble.source.text[begin]
    last = trouble.source.position(end).line
    if trouble.source.position(begin).line != last:
        message, advice = f"this quote is closed only in line {last}, and text follows it", "close the quote where its value ends"
        closed = (trouble.label(end - 1, end, "closed here"),)
        return trouble.report(begin, begin + 1, message, advice, label="opened here", related=closed)
    start, line = trouble.line(end)
    stop = start + len(bare(line))
    inside = "double each `'` that belongs to the text, or use double quotes" if quote == "'" else 'write `\\"` for a quote in the text'
    comma = "put a comma between two values; " if trouble.opened else ""
    closed = (trouble.label(end - 1, end),)
    return trouble.report(trouble.at, max(stop, trouble.at), "text follows the closing quote", comma + inside, related=closed)


def special(trouble: Trouble) -> Diagnostic | None:
    """A value that starts with a character of YAML's own."""
    start = trouble.opener if trouble.context in STARTS and trouble.opener is not None else trouble.at
    first = trouble.source.text[start : start + 1]
    reserved = "cannot start any token" in trouble.problem or trouble.context in STARTS
    misplaced = trouble.context == "while parsing a block node" and first in {",", "]", "}"}
    question = "mapping keys are not allowed" in trouble.problem
    if not first.strip() or not (reserved or misplaced or question or "undefined tag handle" in trouble.problem):
        return None
    shown = "a backtick" if first == "`" else f"`{first}`"
    return quoted(trouble, start, start, f"an unquoted value cannot start with {shown}", "YAML keeps this character for itself")


def dash(trouble: Trouble) -> Diagnostic | None:
    """`name: - item`: a list on the line of its field."""
    if "block sequence entries are not allowed" not in trouble.problem:
        return None
    advice = "begin the list on the next line, or put the value in quotes if it is text"
    return trouble.report(trouble.at, trouble.at + 1, "a list cannot begin on the line of its field", advice)


def two_colons(trouble: Trouble) -> Diagnostic | None:
    """`title: A: b`, in a block or between brackets."""
    if trouble.character != ":":
        return None
    start, line = trouble.line(trouble.at)
    inner = max((trouble.source.text.rfind(mark, start, trouble.at) for mark in "[{,"), default=-1) if trouble.opened else -1
    start, line = (inner + 1, line[inner + 1 - start :]) if inner >= 0 else (start, line)
    key = KEY.match(line[:WIDE])
    if key is None or start + key.end() > trouble.at:
        return None
    message = "a colon followed by a space cannot stand in an unquoted value"
    return quoted(trouble, start + key.end(), trouble.at, message, "YAML reads this colon as the start of a second mapping")


def brackets(trouble: Trouble) -> Diagnostic | None:
    """`[` and `{`: never closed, closed by the other kind, a comma too few or too many."""
    if not trouble.context.startswith("while parsing a flow") or not trouble.opened:
        return None
    opener = trouble.opened[-1]
    bracket = trouble.source.text[opener]
    closer = PAIRS[bracket]
    if trouble.character in {"]", "}"} and trouble.character != closer:
        message = f"this `{trouble.character}` does not close the `{bracket}` in line {trouble.source.position(opener).line}"
        return trouble.report(
            trouble.at, trouble.at + 1, message, f"write `{closer}`", related=(trouble.label(opener, opener + 1, "opened here"),)
        )
    if trouble.character == ",":
        return trouble.report(trouble.at, trouble.at + 1, "there is no value before this comma", "remove the comma, or add the value")
    start, line = trouble.line(trouble.at)
    base, first = trouble.line(opener)
    if trouble.at < trouble.end and (start == base or depth(line) > depth(first)):
        return trouble.report(trouble.at, trouble.at + 1, "a comma is missing before this", "separate the values with commas")
    return trouble.report(opener, opener + 1, f"this `{bracket}` is never closed", f"close it with `{closer}`", label="opened here")


def stray(trouble: Trouble) -> Diagnostic | None:
    """A colon or a bracket that belongs to nothing."""
    at, end = trouble.at, trouble.at + 1
    if "unexpected ':'" in trouble.problem:
        return trouble.report(at, end, "a space is missing after this colon", "write a space after it", trouble.edit(end, end, " "))
    if trouble.character == ":" and "expected key" in trouble.problem:
        return trouble.report(at, end, "there is no name before this colon", "add the name, or put the value in quotes")
    if trouble.character in {"]", "}"}:
        return trouble.report(at, end, f"this `{trouble.character}` closes nothing", "remove it, or open the bracket")
    return None
