"""Works → CSL-JSON, which Zotero, pandoc and every CSL processor read.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types and its schema of input data (version 1.0.2). The format
is a list, so the file can name neither a schema nor a version.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.render.json.works import Name, Work

TYPES: Mapping[str, str] = {
    "paper": "article",
    "post": "post-weblog",
    "book": "book",
    "video": "motion_picture",
    "repo": "software",
    "tool": "software",
    "dataset": "dataset",
    "report": "report",
    "talk": "speech",
}
"""The type of each kind of resource; all others are web pages."""

ANYTHING = "webpage"
IDS: Mapping[str, str] = {"doi": "DOI", "isbn": "ISBN"}


def bibliography(works: Iterable[Work]) -> list[dict[str, Any]]:
    """All works as CSL items."""
    return [_item(work) for work in works]


def _item(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": work.key,
        "type": TYPES.get(work.kind, ANYTHING),
        "title": work.title,
        "title-short": work.label,
        "author": [_name(name) for name in work.authors],
        "issued": {"date-parts": [list(work.issued)]} if work.issued else None,
        "container-title": work.whole,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
        **{IDS[name]: value for name, value in work.ids.items() if name in IDS},
    }
    if "arxiv" in work.ids:
        found |= {"publisher": "arXiv", "number": f"arXiv:{work.ids['arxiv']}"}
    return {name: value for name, value in found.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": f"{name.text} et al." if name.others else name.text}
