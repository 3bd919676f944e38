"""The number of an arXiv preprint → what is wrong with it; and what the number says about its year."""

import re

from pipeline.validate.values.flaw import Flaw

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN from April 2007, five digits from 2015; before, archive/YYMMNNN.
NEW = re.compile(r"([0-9]{2})(0[1-9]|1[0-2])\.[0-9]{4,5}(?:v[0-9]{1,3})?")
OLD = re.compile(r"[a-z-]{2,12}(?:\.[A-Z]{2})?/([0-9]{2})(0[1-9]|1[0-2])[0-9]{3}(?:v[0-9]{1,3})?")
ADDRESS = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/([^?#]+?)(?:\.pdf)?(?:[?#].*)?", re.IGNORECASE)
FOUNDED = 91


def check(value: object) -> Flaw | None:
    """A number of either scheme, with or without a version."""
    if not isinstance(value, str) or NEW.fullmatch(value) or OLD.fullmatch(value):
        return None
    if found := ADDRESS.fullmatch(value):
        return Flaw("it is an address", f"give the number alone: `{found[1]}`")
    if value.casefold().startswith("arxiv:"):
        return Flaw("it has a prefix", f"give the number alone: `{value[6:].strip()}`")
    return Flaw("it is not an arXiv number", "write it as in `2106.09685`")


def number(url: str) -> str | None:
    """An address → the arXiv number in it; `None` when it leads elsewhere."""
    found = ADDRESS.fullmatch(url)
    return found[1] if found and check(found[1]) is None else None


def bare(value: str) -> str:
    """A number without its version."""
    return re.sub(r"v[0-9]+\Z", "", value)


def year(value: str) -> int | None:
    """A valid number → the year in which the preprint was submitted."""
    found = NEW.fullmatch(value) or OLD.fullmatch(value)
    if found is None:
        return None
    return (1900 if int(found[1]) >= FOUNDED and "/" in value else 2000) + int(found[1])
