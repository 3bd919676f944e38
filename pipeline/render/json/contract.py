"""Plain data → a JSON file that names its schema and its version.

The version counts as the schemas do: an added optional key raises the second number, a removed or changed one the first.
"""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.model.artifact import Artifact

VERSION = "1.0"
FOLDER = "json"


def artifact(path: str, schema: str, data: Mapping[str, Any]) -> Artifact:
    """A file below `json/` with its data, `$schema` (relative to the file) and `version`."""
    up = "../" * path.count("/")
    return Artifact(f"{FOLDER}/{path}", spell({**data, "$schema": f"{up}schemas/output/{schema}.schema.json", "version": VERSION}))


def spell(data: Any) -> bytes:
    """Data → bytes: keys sorted, two spaces, UTF-8 as it is, one newline at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()
