"""How the known collections differ in the publication, as data; a collection that isn't named here is printed by `GENERIC`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """How the entries of a collection are set.

    `role` and `type` are the DPUB-ARIA role and the `epub:type` of their documents; `kinds` gives others by the field
    `kind`. `entry` names the template of an entry in a list. `byline` are the fields that stand under its title, `lead`
    is its text, `address` its URL. `before` are the fields ahead of a body, `drawn` those with a template of their own,
    `hidden` those not printed. `letters` groups a list by first letter. `section` groups the entries below an entry they
    refer to, `heading` is what they are called there, `inline` sets them in one line. `tongue` is the field that tells
    the language of the title.
    """

    role: str = ""
    type: str = ""
    kinds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    entry: str = "entry.xhtml"
    byline: tuple[str, ...] = ()
    lead: str = "summary"
    address: str = ""
    before: tuple[str, ...] = ()
    drawn: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    letters: bool = False
    section: str = ""
    heading: str = ""
    inline: bool = False
    tongue: str = ""


GENERIC = Layout()

LAYOUTS: Mapping[str, Layout] = {
    "chapters": Layout(
        kinds={
            "chapter": ("doc-chapter", "chapter"),
            "preface": ("doc-preface", "preface"),
            "epilogue": ("doc-epilogue", "epilogue"),
        },
        byline=("pages", "prerequisites"),
        before=("objectives", "outline"),
        drawn={"outline": "outline.xhtml"},
        hidden=("kind", "number", "short_title", "part", "figures"),
    ),
    "resources": Layout(
        role="doc-bibliography",
        type="bibliography",
        entry="source.xhtml",
        byline=("authors", "year", "kind"),
        lead="note",
        address="url",
        hidden=("link", "label", "section", "ids", "cite_key", "date"),
        section="section",
        heading="Further reading",
    ),
    "notes": Layout(entry="source.xhtml", byline=("author", "handle", "url_date"), address="url"),
    "glossary": Layout(
        role="doc-glossary",
        type="glossary",
        entry="term.xhtml",
        lead="definition",
        byline=("abbreviation", "aka"),
        hidden=("resources",),
        letters=True,
        heading="Terms",
        inline=True,
    ),
    "case-studies": Layout(lead="outcome", byline=("organisation", "industry", "date", "chapters")),
    "incidents": Layout(byline=("date", "system", "deployer", "harm", "state", "chapters")),
    "appendix": Layout(role="doc-appendix", type="appendix"),
    "editions": Layout(entry="source.xhtml", byline=("format", "publisher", "region", "date"), tongue="language"),
    "people": Layout(byline=("roles", "position", "affiliation"), hidden=("sort",), inline=True),
    "figures": Layout(type="loi", lead="caption", hidden=("file", "alt", "decorative", "kind")),
    "artifacts": Layout(lead="caption", hidden=("kind", "inputs", "view", "alt", "publish")),
}


def layout(collection: str) -> Layout:
    """The layout of a collection, by name."""
    return LAYOUTS.get(collection, GENERIC)
