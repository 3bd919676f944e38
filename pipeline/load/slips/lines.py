"""Slips in the lines: a tab, a missing space or colon, a line at the wrong depth; and what is no YAML of ours at all."""

import re

from pipeline.load.faults import oversized_input, unsupported_syntax
from pipeline.load.slips.trouble import KEY, WIDE, Trouble, bare, depth
from pipeline.model.diagnostic import Diagnostic

CROWDED = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+(?P<colon>:)[^\s/:]")
TABS = re.compile(r"\t+")


def directive(trouble: Trouble) -> Diagnostic | None:
    """`%YAML` and the like."""
    start, line = trouble.line(trouble.at)
    if not line.startswith("%"):
        return None
    span = trouble.source.span(start, start + len(line.rstrip()))
    return unsupported_syntax.diagnose(span, f"the directive `{line.split()[0]}`")


def nesting(trouble: Trouble) -> Diagnostic | None:
    """More brackets than libyaml itself can bear."""
    if "nesting depth" not in trouble.problem:
        return None
    return oversized_input.diagnose(trouble.source.span(trouble.at, trouble.at + 1), "1,000 levels deep")


def tab(trouble: Trouble) -> Diagnostic | None:
    """A tab where only spaces indent."""
    if trouble.character != "\t":
        return None
    run = TABS.match(trouble.source.text, trouble.at, trouble.end)
    stop = run.end() if run else trouble.at + 1
    edit = trouble.edit(trouble.at, stop, "  " * (stop - trouble.at))
    return trouble.report(trouble.at, stop, "a tab cannot indent YAML", "replace the tab with spaces", edit)


def crowded(trouble: Trouble) -> Diagnostic | None:
    """`name:value` and `-item`: the space is missing that makes a field or an item of it."""
    lines = [trouble.line(trouble.opener if trouble.opener is not None and "simple key" in trouble.context else trouble.at)]
    if "mapping values are not allowed" in trouble.problem and (above := trouble.above(trouble.at)) is not None:
        lines.append(above)
    for start, line in lines:
        if dash := re.match(r"[ ]*-(?=[^\s-])", line):
            at = start + dash.end()
            return trouble.report(at - 1, at, "a space is missing after the dash", "write a space after it", trouble.edit(at, at, " "))
        if colon := CROWDED.match(line[:WIDE]):
            at = start + colon.end("colon")
            return trouble.report(at - 1, at, "a space is missing after the colon", "write a space after it", trouble.edit(at, at, " "))
    return None


def continued(trouble: Trouble) -> Diagnostic | None:
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
    begin = start + depth(line)
    name = key["name"].strip("\"'")
    message = f"this line is indented as if it belonged to the value of `{name[:60]}`"
    value = (trouble.label(above[0] + key.end(), above[0] + len(bare(above[1])), "a value already"),) if bare(above[1])[key.end() :] else ()
    advice = f"indent it like `{name[:60]}`, or leave the value of that field empty"
    return trouble.report(begin, trouble.at, message, advice, related=value)


def no_colon(trouble: Trouble) -> Diagnostic | None:
    """A line that is neither a field nor an item."""
    if "could not find expected ':'" not in trouble.problem or trouble.opener is None:
        return None
    return _colonless(trouble, *trouble.line(trouble.opener))


def misplaced(trouble: Trouble) -> Diagnostic | None:
    """A line at the wrong depth."""
    start, line = trouble.line(trouble.at)
    indent = depth(line)
    above = trouble.above(trouble.at)
    if start + indent != trouble.at or above is None:
        return None
    stop = start + len(bare(line))
    if above[1].rstrip() == "...":
        return trouble.report(trouble.at, stop, "text follows the end of the document", "remove the line `...` above it")
    content = re.match(r"[ ]*(?:-[ ]+)*", above[1][:WIDE])
    inside = content.end() if content else 0
    if indent not in {inside, depth(above[1])}:
        message = f"this line is indented by {_spaces(indent)}, the one above by {_spaces(inside)}"
        whole = (trouble.label(above[0] + inside, above[0] + len(bare(above[1])), f"indented by {_spaces(inside)}"),)
        return trouble.report(
            trouble.at, stop, message, "indent it like the lines it belongs to", label=f"indented by {_spaces(indent)}", related=whole
        )
    if line[indent:].startswith("- "):
        return trouble.report(
            trouble.at, stop, "a list item stands among fields", "indent it below the field it belongs to, or remove the dash"
        )
    message, advice = "a field stands among list items", f"indent it by {_spaces(indent + 2)} so that it belongs to the item above"
    return trouble.report(trouble.at, stop, message, advice)


def other(trouble: Trouble) -> Diagnostic:
    """Whatever none of the others knows."""
    start, line = trouble.line(trouble.at)
    stop = min(max(start + len(line.rstrip()), trouble.at), trouble.end)
    advice = "look for a missing `:`, quote or space at this place and in the line above"
    return trouble.report(trouble.at, stop, "the text is not YAML from here on", advice)


def _colonless(trouble: Trouble, start: int, line: str) -> Diagnostic:
    begin, stop = start + depth(line), start + len(bare(line))
    advice = "write `name: value`, or indent the line if it goes on with the value above"
    return trouble.report(begin, max(stop, begin), "this line is no field: it has no colon", advice)


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count or 'no'} spaces"
