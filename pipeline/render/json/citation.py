"""Settings → `CITATION.cff`: how the book wants to be cited, for GitHub, Zenodo and Zotero.

The Citation File Format 1.2.0 knows software and data as such, a book only as a `preferred-citation`
(https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md).
GitHub reads the file at the root of a repository.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model.site import Site
from pipeline.render.json.works import Name, authors

VERSION = "1.2.0"
MESSAGE = "Please cite the book itself."
TYPES = frozenset({"article", "book", "dataset", "edited-work", "generic", "manual", "pamphlet", "report", "software", "thesis", "website"})
"""Types of the format that a whole publication may have; a book without one of them is a book."""

PLAIN = re.compile(r"[a-z][a-z-]*\Z")


def citation(site: Site) -> str:
    """The settings of a site as a citation file, in YAML."""
    settings = site.book.settings.data
    people = [_author(name) for name in authors(site)]
    publish = _mapping(settings.get("publish"))
    data = {
        "cff-version": VERSION,
        "message": MESSAGE,
        "type": "dataset",
        "title": _title(settings),
        "abstract": settings.get("description"),
        "authors": people,
        "url": publish.get("url"),
        "repository-code": publish.get("repository"),
        "preferred-citation": {
            "type": _type(settings),
            "title": _title(settings),
            "authors": people,
            "publisher": _publisher(settings),
            "year": settings.get("year"),
            "isbn": settings.get("isbn13"),
            "languages": [str(settings.get("language", "")).partition("-")[0].lower()],
            "url": publish.get("url"),
        },
    }
    return "".join(f"{line}\n" for line in _lines(_stated(data)))


def _title(settings: Mapping[str, Any]) -> str:
    return ": ".join(str(settings[name]) for name in ("title", "subtitle") if settings.get(name))


def _type(settings: Mapping[str, Any]) -> str:
    stated = _mapping(settings.get("cite")).get("type")
    return str(stated) if stated in TYPES else "book"


def _publisher(settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The publisher with its city; what the settings call an address may be a whole country, which this format has no word for."""
    return {"name": settings["publisher"]} if settings.get("publisher") else None


def _author(name: Name) -> dict[str, str]:
    return {"family-names": name.family, "given-names": name.given} if name.family else {"name": name.text}


def _stated(value: Any) -> Any:
    """The same without what is not stated, or still to be confirmed."""
    if isinstance(value, Mapping):
        parts = {name: _stated(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, "tbc", "", [], {})}
    return [_stated(part) for part in value] if isinstance(value, list) else value


def _lines(value: Any) -> Iterator[str]:
    """Data as block YAML; texts are quoted as in JSON, which YAML takes."""
    for name, part in value.items():
        if isinstance(part, Mapping):
            yield f"{name}:"
            yield from (f"  {line}" for line in _lines(part))
        elif isinstance(part, list):
            yield f"{name}:"
            for each in part:
                first, *more = _lines(each) if isinstance(each, Mapping) else [_scalar(each)]
                yield from (f"  - {first}", *(f"    {line}" for line in more))
        else:
            yield f"{name}: {_scalar(part)}"


def _scalar(value: Any) -> str:
    if isinstance(value, str) and PLAIN.match(value) and value not in {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}:
        return value
    text = json.dumps(value, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
