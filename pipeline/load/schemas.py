"""`schemas/*.schema.json` → the schemas by name. What they say is judged by `validate`; here they only have to be JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.load import discover
from pipeline.load.faults import unreadable_path, unresolved_conflict
from pipeline.model.diagnostic import UNCHECKED, Diagnostic, Outcome
from pipeline.model.schema import Schema
from pipeline.model.span import Source, Span

NAME = re.compile(r"schemas/(?P<name>[a-z0-9-]+)\.schema\.json\Z")
LIMIT = 5 * discover.MEGABYTE
DEPTH = 64


def read(contents: Mapping[str, Outcome[bytes | None]]) -> Outcome[Mapping[str, Schema]]:
    """The schemas among what was read of a book. Reports BLD901, BLD904, YML001 and YML006."""
    schemas: dict[str, Schema] = {}
    found: list[Diagnostic] = []
    for path, data in contents.items():
        if match := NAME.match(path):
            outcome = _schema(path, data)
            found += outcome.diagnostics
            if outcome.value is not None:
                schemas[match["name"]] = outcome.value
    return Outcome(schemas, tuple(found))


def _schema(path: str, data: Outcome[bytes | None]) -> Outcome[Schema | None]:
    text = discover.decode(path, data.value) if data.value is not None else Outcome(None, data.diagnostics)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    try:
        schema = json.loads(text.value)
    except json.JSONDecodeError as error:
        source = Source.of(path, text.value)
        if (conflict := unresolved_conflict.diagnose(source, prose=False)) is not None:
            return _refused(path, conflict.message, conflict.span)
        return _refused(path, f"it is not JSON ({error.msg.lower()})", source.span(error.pos, error.pos))
    except (ValueError, RecursionError):
        return _refused(path, "it is nested too deeply, or holds a number of thousands of digits")
    if not isinstance(schema, dict):
        return _refused(path, "it is no JSON object")
    return Outcome(schema) if _shallow(schema, DEPTH) else _refused(path, f"it is more than {DEPTH} levels deep")


def _refused(path: str, reason: str, span: Span | None = None) -> Outcome[Schema | None]:
    return Outcome(None, (unreadable_path.diagnose(path, reason, span, UNCHECKED),))


def _shallow(part: Any, depth: int) -> bool:
    """Whether nothing in a piece of JSON is nested deeper than that."""
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return depth > 0 and all(_shallow(child, depth - 1) for child in children)
