"""Items and files of a book → where they stand on its website: the one place where these names are made.

Addresses are below the root of the website; whoever prints them says how to get there.
"""

import re
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.model.site import Item

SHELF = "content/assets/"
"""Where the pictures of a book lie; fields name them by their path from here."""

UNFIT = re.compile(r'[\x00-\x20"%<>\[\\\]^`{|}]')
"""What an author's id may hold and an address may not."""

ODD = re.compile(r"[^A-Za-z0-9._/-]")


def address(item: Item, anchor: str = "") -> str:
    """Where an item, or an anchor in it, stands: `chapters/finetuning.html#when-to-finetune`."""
    place = fragment(item, anchor)
    return f"{item.route}#{place}" if place else item.route


def fragment(item: Item, anchor: str = "") -> str:
    """What stands behind the `#`; empty where an item has a page of its own and no anchor is asked for."""
    return UNFIT.sub(lambda match: f"%{ord(match[0]):02X}", item.place(anchor))


def file(path: str, data: bytes) -> str:
    """Where a file of the book stands, by its path in the repository: `files/figures/rag.1a2b3c4d.svg`."""
    return digested("files/" + ODD.sub("-", path.removeprefix(SHELF).removeprefix("content/")), data)


def digested(path: str, data: bytes) -> str:
    """A path → the name that changes with the bytes, so that no reader is shown an old copy."""
    name = PurePosixPath(path)
    return str(name.with_name(f"{name.stem}.{sha256(data).hexdigest()[:8]}{name.suffix}"))
