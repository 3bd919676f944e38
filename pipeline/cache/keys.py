"""Everything an answer depends on → its key."""

from collections.abc import Iterable
from hashlib import sha256


def key(*parts: str | bytes) -> bytes:
    """Texts and bytes, in order → 32 bytes; no two lists of parts have the same key."""
    return sha256(_joined(parts)).digest()


def digest(*parts: str | bytes) -> str:
    """The same as a text, to be a part of further keys."""
    return sha256(_joined(parts)).hexdigest()


def _joined(parts: Iterable[str | bytes]) -> bytes:
    """The parts with their lengths, so that their borders count too."""
    whole = bytearray()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        whole += b"%d:" % len(data) + data
    return bytes(whole)
