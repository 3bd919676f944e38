"""One failure of one value → its finding: which code, which words."""

from collections.abc import Callable, Mapping

from pipeline.model.diagnostic import Diagnostic
from pipeline.validate.case import Case, shown, way
from pipeline.validate.failures import Failure
from pipeline.validate.faults import (
    invalid_date,
    invalid_id,
    invalid_isbn,
    malformed_value,
    missing_field,
    out_of_bounds,
    unknown_field,
    unlisted_value,
    wrong_type,
)
from pipeline.validate.meanings import twins, words
from pipeline.validate.values import FORMATS
from pipeline.validate.values.flaw import Flaw

# The most telling first: a value of the wrong type breaks other keywords as well, and a format says more than a length.
ORDER = ("type", "enum", "const", "format", *out_of_bounds.LENGTHS, *out_of_bounds.RANGES, "pattern")
FORMATTED = {"date": invalid_date.diagnose, "isbn13": invalid_isbn.diagnose, "id": invalid_id.diagnose}
COMPARE = "compare it with the examples of `pipeline schema`"
PHRASES = {
    "anyOf": ("fits none of the forms allowed", COMPARE),
    "oneOf": ("fits none of the forms allowed, or several", COMPARE),
    "not": ("holds what is not allowed here", COMPARE),
    "contains": ("lacks an item that must be in it", COMPARE),
    "minContains": ("lacks an item that must be in it", COMPARE),
    "maxContains": ("holds too many items of one kind", COMPARE),
    "items": ("has more items than it may have", "remove the last ones"),
}


def rank(failure: Failure) -> int:
    """How telling a failure is beside others of the same value; 0 is the most telling."""
    return ORDER.index(failure.keyword) if failure.keyword in ORDER else len(ORDER)


def diagnose(case: Case, failure: Failure) -> Diagnostic:
    """A failure that is about a value (or a key) as such → the finding."""
    if failure.names_key:
        message = f"{shown(failure.value)} cannot be a field of `{way(failure.path[:-1])}`"
        return malformed_value.other(case, failure.path, message, "write the name anew", span=case.entry.key_span(*failure.path))
    return VERDICTS.get(failure.keyword, _other)(case, failure)


def _type(case: Case, failure: Failure) -> Diagnostic:
    wanted = failure.bound if isinstance(failure.bound, list) else [failure.bound]
    return wrong_type.diagnose(case, failure.path, failure.value, tuple(wanted))


def _listed(case: Case, failure: Failure) -> Diagnostic:
    return unlisted_value.diagnose(case, failure.path, failure.value, tuple(failure.bound))


def _const(case: Case, failure: Failure) -> Diagnostic:
    return unlisted_value.diagnose(case, failure.path, failure.value, (failure.bound,))


def _format(case: Case, failure: Failure) -> Diagnostic:
    flaw = FORMATS[failure.bound](failure.value) or Flaw("it is malformed", "correct it")
    if failure.bound in FORMATTED:
        return FORMATTED[failure.bound](case, failure.path, failure.value, flaw)
    return malformed_value.flawed(case, failure.path, failure.value, failure.bound, flaw)


def _pattern(case: Case, failure: Failure) -> Diagnostic:
    return malformed_value.shapeless(case, failure.path, failure.value, failure.schema)


def _length(case: Case, failure: Failure) -> Diagnostic:
    has = words(failure.value) if failure.keyword in {"minWords", "maxWords"} else len(failure.value)
    return out_of_bounds.length(case, failure.path, failure.keyword, has, failure.bound)


def _range(case: Case, failure: Failure) -> Diagnostic:
    return out_of_bounds.amount(case, failure.path, failure.keyword, failure.value, failure.bound)


def _repeated(case: Case, failure: Failure) -> Diagnostic:
    first, second = twins(failure.value) or (0, 0)
    return malformed_value.repeated(case, failure.path, first, second, failure.value[second])


def _needs(case: Case, failure: Failure) -> Diagnostic:
    name, needs = next(
        (name, needs) for name, needs in failure.bound.items() if name in failure.value and not set(needs) <= set(failure.value)
    )
    return missing_field.needed(case, failure.path, name, tuple(need for need in needs if need not in failure.value))


def _deprecated(case: Case, failure: Failure) -> Diagnostic:
    return unknown_field.deprecated(case, failure.path, failure.bound.get("use") if isinstance(failure.bound, Mapping) else None)


def _other(case: Case, failure: Failure) -> Diagnostic:
    message, help_ = PHRASES.get(failure.keyword, ("is not allowed here", "remove it"))
    return malformed_value.other(case, failure.path, f"{case.owner(failure.path)} {message}", help_)


VERDICTS: Mapping[str, Callable[[Case, Failure], Diagnostic]] = {
    "type": _type,
    "enum": _listed,
    "const": _const,
    "format": _format,
    "pattern": _pattern,
    "uniqueItems": _repeated,
    "dependentRequired": _needs,
    "x-deprecated": _deprecated,
    **dict.fromkeys(out_of_bounds.LENGTHS, _length),
    **dict.fromkeys(out_of_bounds.RANGES, _range),
}
