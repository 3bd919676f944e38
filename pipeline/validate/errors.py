"""Failures of one entry → findings, each at the exact place, one for each cause."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Path
from pipeline.model.schema import Schema
from pipeline.model.similar import nearest
from pipeline.validate import spelling, verdicts
from pipeline.validate.case import Case
from pipeline.validate.failures import Failure, failures
from pipeline.validate.spelling import Shape

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Found = tuple[Path, Diagnostic]
"""The field a finding is about (a missing one too), and the finding."""

ONE_STEP = frozenset({"items", "additionalProperties"})
TWO_STEPS = frozenset({"properties", "patternProperties", "prefixItems"})


def findings(case: Case, schema: Schema, errors: "Iterable[ValidationError]", base: Path = ()) -> Iterator[Found]:
    """The errors of one entry against its expanded schema → findings. `base` is where the judged part stands in the entry."""
    failed = tuple(failures(errors, base))
    values = _values(failed)
    doubtful = {*values, *_misspelt(failed)}
    sure = [each for each in failed if doubtful.isdisjoint(_conditions(schema, each, base))]
    for path, shape in _shapes(sure, {base: schema}).items():
        yield from spelling.findings(case, path, shape)
    kept = {id(each) for each in sure}
    for path, failure in values.items():
        if id(failure) in kept:
            yield path, verdicts.diagnose(case, failure)


def lacking(errors: "Iterable[ValidationError]") -> tuple[str, ...]:
    """The fields that the errors of an empty entry ask for."""
    return tuple(dict.fromkeys(group[0] for each in failures(errors) if not each.path for group in each.missing))


def _values(failed: Iterable[Failure]) -> dict[Path, Failure]:
    """The failure of each single value: the most telling one, so that one slip is not reported twice."""
    best: dict[Path, Failure] = {}
    for each in failed:
        if each.missing or each.unknown:
            continue
        if each.path not in best or verdicts.rank(each) < verdicts.rank(best[each.path]):
            best[each.path] = each
    return best


def _shapes(failed: Iterable[Failure], known: Mapping[Path, Schema]) -> dict[Path, Shape]:
    """What objects have too much or too little. `known` are the schemas of objects, as far as they need not be found first."""
    shapes: dict[Path, Shape] = {}
    for each in failed:
        if not each.missing and not each.unknown:
            continue
        shape = shapes.setdefault(each.path, Shape(known.get(each.path, each.schema), tuple(each.value)))
        if "properties" in each.schema and "properties" not in shape.schema:
            # A condition may ask for more fields; the object's own schema knows what they are.
            shape.schema = each.schema
        shape.unknown += [key for key in each.unknown if key not in shape.unknown]
        shape.missing += [group for group in each.missing if group not in shape.missing]
    return shapes


def _misspelt(failed: Iterable[Failure]) -> Iterator[Path]:
    """The fields that unknown keys may have meant."""
    for each in failed:
        free = [name for name in each.schema.get("properties", {}) if name not in each.value] if each.unknown else []
        for key in each.unknown:
            yield from ((*each.path, name) for name in nearest(key, free))


def _conditions(schema: Schema, failure: Failure, base: Path) -> Iterator[Path]:
    """The fields whose values decided, by `if`, that this keyword applies.

    When such a field is faulty itself, what follows from it is no news: a misspelt `status: drafft` must not bring up
    everything that a published entry needs.
    """
    steps, ways, at = list(failure.way), list(failure.below), base
    part: Any = schema
    while steps and isinstance(part, Mapping | list):
        step = steps.pop(0)
        if step in {"then", "else"} and isinstance(part, Mapping) and isinstance(part.get("if"), Mapping):
            yield from ((*at, name) for name in part["if"].get("properties", {}))
        part = _below(part, step)
        if step in TWO_STEPS and steps:
            part = _below(part, steps.pop(0))
        if step in ONE_STEP | TWO_STEPS and ways:
            at = (*at, ways.pop(0))


def _below(part: Any, step: str | int) -> Any:
    if isinstance(part, Mapping):
        return part.get(step)
    return part[step] if isinstance(part, list) and isinstance(step, int) and step < len(part) else None
