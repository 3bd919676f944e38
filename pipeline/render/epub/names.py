"""Ids and paths → names that XML, zip archives and reading systems accept."""

import re
from hashlib import sha256

NAME = re.compile(r"[A-Za-z][\w.-]*\Z")
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


def xml_name(identifier: str) -> str:
    """An id as written → the id in the publication: unchanged where it begins with a letter and XML allows it, else with `_` in front.

    Different ids stay different, so what begins with `_` gets another one.
    """
    if NAME.match(identifier):
        return identifier
    return "_" + "".join(letter if re.match(r"[\w-]", letter) else f".{ord(letter):x}." for letter in identifier)


def file_name(stem: str) -> str:
    """A name for a file: ASCII letters, digits, dots and dashes; a name that had to change ends in a digest of the old one."""
    if SAFE.match(stem):
        return stem
    plain = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-") or "x"
    return f"{plain}-{sha256(stem.encode()).hexdigest()[:8]}"
