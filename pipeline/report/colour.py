"""Words → words in colour, where colour is wanted."""

from enum import Enum

from pipeline.model.diagnostic import Severity


class Ink(Enum):
    """A use of colour, as the terminal's own palette has it (ECMA-48, select graphic rendition)."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    FRAME = "34"
    STRONG = "1"
    OLD = "31"
    NEW = "32"


INKS = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}
"""The colour of each severity."""


def paint(text: str, ink: Ink, *, colour: bool) -> str:
    """A text in a colour; as it is without colour, or when it is empty."""
    return f"\x1b[{ink.value}m{text}\x1b[0m" if colour and text else text
