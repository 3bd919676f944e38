"""The same address or ISBN in two entries of a collection.

Two entries for one work drift apart: one gets the better note, the other the references. Addresses count as equal whatever the case
of the host, `http` or `https`, `www.`, a slash at the end, or the way of writing percent signs; ISBNs with and without hyphens.
The fields compared are those whose schema says `x-unique`.

Bad:

    - {id: lora, title: LoRA, url: "https://arxiv.org/abs/2106.09685"}
    - {id: low-rank, title: Low-rank adaptation, url: "http://www.arxiv.org/abs/2106.09685/"}

Good:

    - {id: lora, title: LoRA, url: "https://arxiv.org/abs/2106.09685", aliases: [low-rank]}

Keep one entry, and give it the id of the other as an alias.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.check.addresses import normal
from pipeline.check.annotated import annotated
from pipeline.check.unique import repeats
from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.site import Site

CODE = Code("REF304", "repeated-url-or-isbn", Severity.WARNING, __doc__ or "")

SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each further use of an address or an ISBN in a collection, with the first use as a label."""
    for collection in site.collections:
        for way, schema in annotated(site.book, collection.name, "x-unique"):
            kind = kind_of(schema)
            if kind is None:
                continue
            for use, first in repeats(site.book, collection.name, (way,), KINDS[kind]):
                yield CODE.at(
                    use.span,
                    f"the {kind} `{use.text[:60]}` is given twice in `{collection.name}`",
                    help=f"keep one entry of `{first.entry.id}` and `{use.entry.id}`, with the other id among its `aliases`",
                    item=use.entry.name,
                    related=(Label(first.span, "first use"),),
                    label="second use",
                )


def kind_of(schema: Mapping[str, Any]) -> str | None:
    """Whether a field holds a `URL` or an `ISBN`; `None` when it holds neither."""
    then = schema.get("then")
    said = {schema.get("format"), then.get("format") if isinstance(then, dict) else None}
    rules = schema.get("x-rule", ())
    said |= {rules} if isinstance(rules, str) else set(rules)
    return "ISBN" if "isbn13" in said else "URL" if said & {"uri", "uri-reference"} else None


def _address(url: str) -> str:
    """What two spellings of one page have in common."""
    return SCHEME.sub("", normal(url)).rstrip("/")


def _number(isbn: str) -> str:
    """The digits; none of a word such as `tbc`."""
    return re.sub(r"[^0-9]", "", isbn)


KINDS: Mapping[str, Callable[[str], str]] = {"URL": _address, "ISBN": _number}
"""For each kind of value, what of it must differ."""
