"""Plain data → a JSON file that names its schema and its version.

The version counts as the schemas do: an added optional key raises the second number, a removed or changed one the first.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.model.artifact import Artifact

VERSION = "1.0"
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)
FOLDER = "json"

UNNAMED: Mapping[str, str] = {
    "bibliography.csl.json": "bibliography",
    "sections.jsonl": "section",
}
"""Files whose form has no room for a `$schema`, and their schemas (of `sections.jsonl` it is that of a line)."""


def artifact(path: str, schema: str, data: Mapping[str, Any]) -> Artifact:
    """A file below `json/` with its data, `$schema` (relative to the file) and `version`, unless the data has one of its own."""
    return Artifact(f"{FOLDER}/{path}", spell({"version": VERSION, **data, "$schema": "../" * path.count("/") + location(schema)}))


def location(schema: str) -> str:
    """Where the schema of an output lies, below `json/`."""
    return f"schemas/output/{schema}.schema.json"


def spell(data: Mapping[str, Any]) -> bytes:
    """Data → bytes: keys sorted, UTF-8 as it is, one key a line, one row of a list a line."""
    # Indented throughout, it would take three times as long: the standard library's fast encoder can't indent.
    rows = ",\n".join(f" {_compact(name)}: {_value(data[name])}" for name in sorted(data))
    return f"{{\n{rows}\n}}\n".encode()


def listed(rows: Iterable[Any]) -> bytes:
    """Rows → bytes: a list, one row a line."""
    return ("[\n" + ",\n".join(f" {_compact(row)}" for row in rows) + "\n]\n").encode()


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows → bytes: one row a line, and nothing else."""
    return "".join(f"{_compact(row)}\n" for row in rows).encode()


def indented(data: Any) -> bytes:
    """Data for people to read → bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {_compact(row)}" for row in value) + "\n ]"
    return _compact(value)


def _compact(value: Any) -> str:
    return ENCODER.encode(value)
