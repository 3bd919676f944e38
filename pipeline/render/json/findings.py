"""The check's report → `diagnostics.json`: what was found in the book as it was published."""

import json
from collections.abc import Mapping
from typing import Any


def findings(report: str) -> Mapping[str, Any]:
    """The report in its JSON format, as data; it has a version of its own."""
    data: Mapping[str, Any] = json.loads(report)
    return data
