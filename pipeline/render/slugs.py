"""Settings → the name of the book's own files, the same for whoever writes or links them."""

import re
from collections.abc import Mapping
from typing import Any


def slug(settings: Mapping[str, Any]) -> str:
    """The `slug` of `book.yaml`, else its title, in small ASCII letters, digits and hyphens; `book` where nothing is left."""
    named = settings.get("slug") or settings.get("title") or ""
    return re.sub(r"[^a-z0-9]+", "-", str(named).lower()).strip("-") or "book"
