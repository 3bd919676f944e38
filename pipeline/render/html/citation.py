"""Item of a collection that can be cited → the citation in words, as BibTeX, and as an address."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.model.site import Item

OTHERS = re.compile(r"\s+et al\.?(?=,|$).*")
"""`Chen et al., DeepMind`: the first of several authors, and perhaps where they work."""

TYPES = {"paper": "article", "book": "book"}
SPECIAL = re.compile(r"[\\{}&%$#_~^]")
ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite what an item is about."""

    words: Markup
    bibtex: str
    address: str


def citation(item: Item) -> Citation | None:
    """The citation of an item; `None` where its collection can't be cited, or it says too little."""
    data = item.data
    if not item.collection.cite or not isinstance(data.get("url"), str) or not isinstance(data.get("title"), str):
        return None
    authors = [str(author) for author in data.get("authors", ()) if author != "tbc"] if isinstance(data.get("authors"), list) else []
    return Citation(_words(item, authors), _bibtex(item, authors), str(data["url"]))


def _words(item: Item, authors: list[str]) -> Markup:
    """Author (year). *Title*. Site. Address: the order of the APA's style, as far as the fields go."""
    year = item.data.get("year") or "n.d."
    who = ", ".join(authors)
    opening = Markup("{} ({}). ").format(who, year) if who else Markup("")
    host = urlsplit(str(item.data["url"])).netloc.removeprefix("www.")
    closing = Markup("") if who else Markup(" ({}).").format(year)
    return Markup("{}<cite>{}</cite>.{} {}. {}").format(opening, item.data["title"], closing, host, item.data["url"])


def _bibtex(item: Item, authors: list[str]) -> str:
    data = item.data
    fields: dict[str, Any] = {
        "author": " and ".join(OTHERS.sub(" and others", _escaped(author)) for author in authors),
        "title": f"{{{_escaped(str(data['title']))}}}",
        "year": data.get("year"),
        "url": data["url"],
    }
    kind = TYPES.get(str(data.get("kind")), "misc")
    if kind == "article" and isinstance(data.get("ids"), dict) and data["ids"].get("arxiv"):
        fields["journal"] = f"arXiv:{data['ids']['arxiv']}"
    elif kind == "article":
        kind = "misc"
    width = max(map(len, fields))
    lines = (f"  {name:<{width}} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{data.get('cite_key') or item.id},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: ESCAPED.get(match[0], f"\\{match[0]}"), text)
