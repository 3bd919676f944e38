"""A digital object identifier → what is wrong with it."""

import re

from pipeline.validate.values.flaw import Flaw

SHAPE = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)(10\..+)", re.IGNORECASE)


def check(value: object) -> Flaw | None:
    """`10.`, a registrant, a slash and a name without spaces (DOI Handbook, section 2.2)."""
    if not isinstance(value, str) or SHAPE.fullmatch(value):
        return None
    if found := ADDRESS.fullmatch(value):
        return Flaw("it is an address", f"give the identifier alone: `{found[1]}`")
    return Flaw("it is not a DOI", "a DOI begins with `10.`, as in `10.1145/2858036.2858288`")
