"""A file that can't be read → the names of entries that seem to stand in it.

Whoever refers to them must not be blamed for the file's fault: one cause, one finding.
"""

import re
from pathlib import PurePosixPath

from pipeline.model.document import Collection, Form, Lost
from pipeline.model.span import Source

PREFIX = re.compile(r"\A[0-9]+-")


def stem(path: str) -> str:
    """The id of an entry that states none: its file's name without suffix and leading number."""
    return PREFIX.sub("", PurePosixPath(path).stem)


def lost(kind: Collection, path: str, source: Source | None) -> Lost:
    """A file of a collection, and its text if there is any → what references to it may call it."""
    if source is None and kind.form is Form.YAML_LIST:
        return Lost(kind.name, path, None)
    names = set() if kind.form is Form.YAML_LIST else {stem(path)}
    if source is not None:
        fields = "|".join(re.escape(name) for name in ("id", *kind.keys))
        names |= set(re.findall(rf"(?:^|[\s,{{\"'])(?:{fields})[\"']?[ ]*:[ ]+[\"']?([A-Za-z0-9][\w.:-]*)", source.text, re.MULTILINE))
    return Lost(kind.name, path, frozenset(names))
