"""An address that may be relative → what is wrong with it."""

from pipeline.validate.values import uri
from pipeline.validate.values.flaw import Flaw


def check(value: object) -> Flaw | None:
    """Any characters that may stand in an address; it may be relative (RFC 3986 section 4.1)."""
    return uri.characters(value) if isinstance(value, str) else None
