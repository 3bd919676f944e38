"""Values → bytes that are the same on every run: compact JSON, and zips with one fixed date."""

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

DATE = (2026, 1, 1, 0, 0, 0)
CANARY = "canary-7q"
"""Stands in every text of a sample; a test looks for it in everything that is made from one."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """Members by name → a zip, in the order given."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def encoded(value: Any) -> bytes:
    """A value as compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
