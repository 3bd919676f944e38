"""A file → its format, by what it holds: a JSON record with telling keys, or a table with a telling header."""

from collections.abc import Mapping
from itertools import islice

from pipeline.model.heatmap import Input
from pipeline.render.heatmap.formats import FORMATS, Format
from pipeline.render.heatmap.refusal import Refused
from pipeline.render.heatmap.stream import CHUNK, Restart, records

HEAD = 4096
"""Bytes in which a header line must end."""

TRIES = 100
"""Records looked at until one is recognised: the first ones may be odd."""

FIELDS = frozenset[str]().union(*(each.keys | each.fields for each in FORMATS))


def sniff(source: Input, size: int = CHUNK) -> Format | None:
    """Recognise the format; `None` for an export without any record. Raises `Refused` for everything else."""
    with source.open() as stream:
        line = stream.read(HEAD).decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    if line[:1] not in ("[", "{"):
        return _table(line)
    with source.open() as stream:
        tried = 0
        for record in islice(records(stream, FIELDS, size), TRIES):
            tried += 1
            if not isinstance(record, Restart) and isinstance(record.value, Mapping) and (found := _format(record.value)):
                return found
    if tried:
        raise Refused("its records are of no known format")
    return None


def _format(record: Mapping[str, object]) -> Format | None:
    return next((each for each in FORMATS if not each.keys.isdisjoint(record)), None)


def _table(line: str) -> Format | None:
    names = {name.strip().lower() for name in line.split(",")}
    found = next((each for each in FORMATS if each.columns and each.columns <= names), None)
    if found is None:
        raise Refused("it is empty" if not line else "it is neither JSON nor a table with a known header")
    return found
