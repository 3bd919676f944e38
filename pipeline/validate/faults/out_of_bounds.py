"""A text, a list or a number that is longer, shorter, larger or smaller than the field allows.

The bounds keep cards, lists and pages readable, and catch a text that was pasted into the wrong field.

Bad:

    severity: 7
    sources: []

Good:

    severity: 4
    sources: [air-canada-tribunal-decision]

Shorten or complete the value; the bound is part of the message. A list with nothing in it is left out.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Path
from pipeline.validate.case import Case, way

CODE = Code("SCH108", "out-of-bounds", Severity.ERROR, __doc__ or "")

LENGTHS = {
    "minLength": ("characters", "at least"),
    "maxLength": ("characters", "at most"),
    "minItems": ("items", "at least"),
    "maxItems": ("items", "at most"),
    "minProperties": ("fields", "at least"),
    "maxProperties": ("fields", "at most"),
    "minWords": ("words", "at least"),
    "maxWords": ("words", "at most"),
}
RANGES = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
    "multipleOf": "a multiple of",
}


def length(case: Case, path: Path, keyword: str, has: int, bound: int) -> Diagnostic:
    """The value at a path has too many or too few of something (characters, words, items, fields)."""
    noun, words = LENGTHS[keyword]
    wanted = f"{words} {counted(bound, noun)} {'is' if bound == 1 else 'are'} wanted"
    message = f"`{way(path)}` of {case.name} has {counted(has, noun)}, and {wanted}"
    if has == 0:
        return case.at(CODE, path, f"`{way(path)}` of {case.name} is empty", f"give it {words} {counted(bound, noun)}, or leave it out")
    return case.at(CODE, path, message, f"{'add' if words == 'at least' else 'remove'} {counted(abs(has - bound), noun)}")


def amount(case: Case, path: Path, keyword: str, value: float, bound: float) -> Diagnostic:
    """The number at a path is too large or too small."""
    return case.at(CODE, path, f"`{way(path)}` is {value}, and {RANGES[keyword]} {bound} is wanted", "correct the number")


def counted(count: float, noun: str) -> str:
    """`1 item`, `2 items`."""
    return f"{count} {noun[:-1] if count == 1 else noun}"
