"""Unknown and missing fields of one object → findings; a misspelt field is one finding, not two."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Path
from pipeline.model.schema import Schema
from pipeline.model.similar import nearest
from pipeline.validate.case import Case
from pipeline.validate.faults import missing_field, unknown_field


@dataclass(slots=True)
class Shape:
    """One object: its keys, the fields it has too many, the fields it lacks (any of each group would do), its schema."""

    schema: Schema
    present: tuple[str, ...]
    unknown: list[str] = field(default_factory=list)
    missing: list[tuple[str, ...]] = field(default_factory=list)


def findings(case: Case, path: Path, shape: Shape) -> Iterator[tuple[Path, Diagnostic]]:
    """The object at a path → its unknown and missing fields, each with the path of the field meant.

    Each unknown key is paired with the nearest missing name. The repair is safe when each is the only one near the other at all.
    """
    wanted = {name: group for group in shape.missing for name in group}
    pairs = {key: nearest(key, wanted, every=True) for key in shape.unknown}
    taken: set[tuple[str, ...]] = set()
    for key, names in pairs.items():
        meant = tuple(name for name in names if wanted[name] not in taken)
        if meant:
            taken.add(wanted[meant[0]])
            certain = len(names) == 1 and sum(meant[0] in others for others in pairs.values()) == 1
            yield (*path, meant[0]), unknown_field.misspelt(case, path, key, meant, certain=certain)
        else:
            yield (*path, key), unknown_field.unknown(case, path, key, shape.schema.get("properties", {}), shape.present)
    for group in shape.missing:
        if group not in taken:
            yield (*path, group[0]), missing_field.diagnose(case, path, group, shape.schema)
