"""A code → the address of its page.

The manual is part of this program (`pipeline explain CODE` prints it) and no site shows it, so the address is relative to the root of the
program's own repository.
"""

from pipeline.model.diagnostic import Code

FOLDER = "docs/rules"


def page(code: Code) -> str:
    """Where the manual page of a code stands."""
    return f"{FOLDER}/{code.code}.md"
