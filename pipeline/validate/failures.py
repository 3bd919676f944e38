"""What jsonschema reports → `Failure` values: one keyword that one value does not satisfy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.model.document import Path
from pipeline.model.schema import Schema
from pipeline.validate.meanings import MANY, compiled

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Failure:
    """One keyword that a value does not satisfy.

    `bound` is what the keyword holds, `schema` the schema it stands in, `path` leads to the value in the entry (to the key,
    for a name that may not be one), `way` to the keyword in the schema; `below` tells how deep in the judged part the value lies.
    """

    keyword: str
    value: Any
    bound: Any
    schema: Schema
    path: Path
    way: tuple[str | int, ...]
    below: Path

    @property
    def names_key(self) -> bool:
        """Whether it is about a key, not a value."""
        return "propertyNames" in self.way

    @property
    def missing(self) -> tuple[tuple[str, ...], ...]:
        """The fields asked for and not there, in groups of which any member would do."""
        if not isinstance(self.value, Mapping):
            return ()
        if self.keyword == "required":
            return tuple((name,) for name in self.bound if name not in self.value)
        group = _alternatives(self.keyword, self.bound)
        return (group,) if group else ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The keys that no property and no pattern of the schema allows (the first hundred)."""
        if self.keyword != "additionalProperties" or not isinstance(self.value, Mapping):
            return ()
        known, patterns = self.schema.get("properties", {}), self.schema.get("patternProperties", {})
        extra = (key for key in self.value if key not in known and not any(compiled(pattern).search(key) for pattern in patterns))
        return tuple(islice(extra, MANY))


def failures(errors: "Iterable[ValidationError]", base: Path = ()) -> Iterator[Failure]:
    """Errors of a part that stands at `base` in its entry → failures; where a schema offers branches, those of the one meant."""
    for error in errors:
        offers = error.validator in {"anyOf", "oneOf"} and not _alternatives(error.validator, error.validator_value)
        branch = _meant(error) if offers else []
        if branch:
            yield from failures(branch, base)
        else:
            yield _failure(error, base)


def _failure(error: "ValidationError", base: Path) -> Failure:
    way, below = tuple(error.absolute_schema_path), tuple(error.absolute_path)
    path = (*base, *below, str(error.instance)) if "propertyNames" in way else (*base, *below)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return Failure(str(error.validator), error.instance, error.validator_value, schema, path, way, below)


def _meant(error: "ValidationError") -> "list[ValidationError]":
    """The branch whose discriminator fits, else the one that went deepest; none when all failed at the value itself."""
    branches: dict[str | int, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(each.schema_path[0], []).append(each)
    fitting = [branch for branch in branches.values() if not any(each.validator in {"const", "enum"} for each in branch)]
    if len(fitting) == 1 and len(branches) > 1:
        return fitting[0]
    deepest = max(branches.values(), key=lambda branch: max(len(each.path) for each in branch), default=[])
    return deepest if any(each.path for each in deepest) else []


def _alternatives(keyword: Any, branches: Any) -> tuple[str, ...]:
    """The field names of an `anyOf` that only says: one of these must be there."""
    if keyword != "anyOf":
        return ()
    names = [branch["required"] for branch in branches if isinstance(branch, Mapping) and branch.keys() == {"required"}]
    return tuple(name for each in names for name in each) if len(names) == len(branches) and all(len(each) == 1 for each in names) else ()
