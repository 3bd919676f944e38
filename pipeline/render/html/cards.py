"""Press → a small script for each collection: what a card says of each entry when a reader points at a reference to it.

A page opened from disk may load nothing but classic scripts, so each file is one. It is loaded when it is first needed.
"""

import json
from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.document import Collection
from pipeline.model.manuscript import plain
from pipeline.model.site import Item
from pipeline.render.html.fields import facts_of
from pipeline.render.html.press import Press
from pipeline.render.html.sheet import Sheet, brief, sheet
from pipeline.render.html.theme import asset

LONGEST = 280
"""How much of its summary a card shows, in characters."""


def cards(press: Press) -> Iterator[tuple[Collection, Artifact]]:
    """The cards of each collection that has something to say beside its titles."""
    for collection in press.collections:
        here = sheet(press, "assets/cards.js")
        told = {item.id: _card(here, item) for item in press.site.of(collection.name)}
        if any(facts or text for _, _, facts, text in told.values()):
            yield collection, asset(name(collection) + ".js", _script(collection, told))


def name(collection: Collection) -> str:
    """What the cards of a collection are called, without the mark of their content and the suffix."""
    return f"assets/cards-{collection.name}"


def routes(found: tuple[tuple[Collection, Artifact], ...]) -> str:
    """What a page must know to find a card: pairs of a route (`{id}` stands for the entry's) and a file."""
    return " ".join(f"{collection.route} {artifact.path}" for collection, artifact in found)


def _card(here: Sheet, item: Item) -> tuple[str, str, str, str]:
    """Title, kind, facts in a line, a sentence or two."""
    facts = " · ".join(words for fact in facts_of(here, item) if (words := plain(fact.html)))
    kind = str(item.data.get("kind") or "").replace("-", " ") if item.collection.epub == "notes" else ""
    return item.title, (kind or item.collection.label).capitalize(), facts, brief(plain(here.summary(item)), LONGEST)


def _script(collection: Collection, told: dict[str, tuple[str, str, str, str]]) -> bytes:
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = f"(globalThis.bookCards??={{}})[{json.dumps(name(collection))}]={data};\n"
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
