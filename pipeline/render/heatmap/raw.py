"""The files of a book → HMP512 for every raw export among them that is not a listed sample."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.heatmap import Input
from pipeline.model.span import Span
from pipeline.render.heatmap.faults import raw_export_in_tree
from pipeline.render.heatmap.members import members
from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.sniff import sniff

SAMPLES = "content/data/samples/"
MANIFEST = f"{SAMPLES}manifest.json"


def raw_exports(assets: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Look at what the files hold, not at their names. `assets` maps paths to bytes."""
    allowed = _allowed(assets)
    for path, data in sorted(assets.items()):
        if _is_raw(path, data) and allowed.get(path) != sha256(data).hexdigest():
            yield raw_export_in_tree.fault(path)


def _allowed(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Path → digest of the samples, as their manifest lists them."""
    try:
        manifest: Any = json.loads(assets.get(MANIFEST, b"{}"))
        return {SAMPLES + str(file["path"]): str(file["sha256"]) for file in manifest.get("files", [])}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_raw(path: str, data: bytes) -> bool:
    source = Input(path, path, lambda: BytesIO(data), Span(path))
    try:
        found = (sniff(member) for member in members([source]))
        return any(form is not None and form.raw for form in found)
    except Refused:
        return False
