"""A JSON Schema inside content → what is wrong with it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.validate import patterns
from pipeline.validate.values.flaw import Flaw

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DEPTH = 32


def check(value: object) -> Flaw | None:
    """A valid schema of the draft 2020-12 that refers to nothing outside itself and holds no pattern that may never end."""
    if not isinstance(value, Mapping | bool):
        return None
    from jsonschema.exceptions import best_match  # noqa: PLC0415 - jsonschema is imported when it is needed

    error = best_match(_meta().iter_errors(value))
    if error is not None:
        where = "/".join(map(str, error.absolute_path)) or "its top"
        return Flaw(
            f"at {where}, the keyword `{error.validator}` of the meta-schema does not hold", "see json-schema.org for what is allowed there"
        )
    for part in _parts(value, 0):
        if isinstance(part.get("$ref"), str) and not part["$ref"].startswith("#"):
            return Flaw(f"it refers to `{part['$ref']}`, outside itself", "put the definition under `$defs` and refer to `#/$defs/...`")
        if isinstance(part.get("pattern"), str) and (fault := patterns.fault(part["pattern"])):
            return Flaw(f"the pattern `{part['pattern']}` {fault}", "write a simpler pattern")
    return None


@cache
def _meta() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - as above

    return Draft202012Validator(Draft202012Validator.META_SCHEMA)


def _parts(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEPTH:
        return
    if isinstance(value, Mapping):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _parts(part, depth + 1)
