"""An e-mail address → what is wrong with it."""

import re

from pipeline.validate.values.flaw import Flaw

# RFC 5321 without quoted local parts and address literals: no person's address looks like that.
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
LONGEST = 254


def check(value: object) -> Flaw | None:
    """A name, an `@` and a domain make an address."""
    if not isinstance(value, str):
        return None
    name, at, domain = value[: LONGEST + 1].rpartition("@")
    labels = domain.split(".")
    fine = at and len(value) <= LONGEST and LOCAL.fullmatch(name) and len(labels) > 1 and all(map(LABEL.fullmatch, labels))
    return None if fine else Flaw("it is not an e-mail address", "write it as in `name@example.org`")
