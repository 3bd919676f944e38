"""Files of a book → where they stand in its repository: what readers who know nothing of the book call them."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def addresses(root: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """Paths relative to the book → paths relative to the repository it is part of, links followed as far as they lead inside."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    places = {path: Path(os.path.realpath(root / path)) for path in sorted(set(paths))}
    return {path: (place if place.is_relative_to(top) else root / path).relative_to(top).as_posix() for path, place in places.items()}
