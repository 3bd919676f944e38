"""HTML that the book does not take over.

Text may hold the HTML that GitHub shows: line breaks, tables, details to unfold, keys, sub- and superscript. Scripts, styles, frames,
forms and handlers are left out of every output, and so is every attribute that is not on the list. A word between `<` and `>` counts
as a tag, too, and disappears.

Bad:

    <p style="color: red">Careful</p>
    <iframe src="https://example.org/"></iframe>
    Give a <name> to it.

Good:

    **Careful**
    [The demonstration](https://example.org/)
    Give a `<name>` to it.

Write Markdown, leave the attribute out, or put what is meant to be read between backticks. `pipeline/model/safety.py` is the list.
"""

from collections.abc import Iterator
from itertools import islice

from pipeline.check.elements import elements
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Tag
from pipeline.model.safety import ALLOWED, SILENT
from pipeline.model.similar import nearest
from pipeline.model.site import Site

CODE = Code("MKD103", "raw-html", Severity.ERROR, __doc__ or "")

LONG = 6
"""Letters of a name that can be a misspelt one; shorter names are all alike."""
MOST = 1000
"""Findings in one text: whoever repairs a thousand will run the check again."""
KNOWN = SILENT | frozenset(
    "acronym address applet area article aside audio base basefont big blink body button canvas data datalist dialog dir embed fieldset "
    "font footer form frame frameset head header hgroup html image input keygen label legend link main map marquee menu meta meter nav "
    "nobr optgroup option output param picture plaintext progress search section slot source strike tfoot track tt video".split()
)
"""Elements of HTML, of today and of old, that are not on the list."""
EMPTY = frozenset("area base basefont embed frame image input keygen link meta param source track".split())
"""Those of them that never hold anything."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each start tag that is dropped or loses attributes; none for what stands inside a dropped element."""
    for item in site.items.values():
        for _, prose in item.entry.prose():
            seen = (element.tag for element in (elements(prose) if prose.tags else ()) if not element.silent)
            yield from islice((found for tag in seen for found in _judge(tag, item.entry.name)), MOST)


def _judge(tag: Tag, item: str) -> Iterator[Diagnostic]:
    name = tag.name[:40]
    if tag.name in ALLOWED:
        names = [attribute for attribute in tag.attributes if attribute not in ALLOWED[tag.name]]
        if names:
            many = "s" if len(names) > 1 else ""
            listed = ", ".join(f"`{attribute[:40]}`" for attribute in names[:8])
            verb = "are" if many else "is"
            message = f"the attribute{many} {listed} of `<{name}>` {verb} dropped"
            yield CODE.at(tag.span, message, help=f"take {'them' if many else 'it'} out; {_may(tag.name)}", item=item)
    elif tag.name in KNOWN:
        content = ", with all that is in it" if tag.name in SILENT else "" if tag.name in EMPTY else "; its content stays"
        message = f"the element `<{name}>` is dropped{content}"
        yield CODE.at(tag.span, message, help="write Markdown, or one of the elements that GitHub shows", item=item)
    else:
        near = nearest(tag.name, sorted(ALLOWED), 1) if len(tag.name) >= LONG else ()
        similar = f"; an element has a similar name: `<{near[0]}>`" if near else ""
        yield CODE.at(
            tag.span, f"`<{name}>` is read as a tag and dropped", help=f"put it between backticks if it is text{similar}", item=item
        )


def _may(name: str) -> str:
    """Which attributes an element may have, in words."""
    return f"`<{name}>` may have {', '.join(f'`{attribute}`' for attribute in sorted(ALLOWED[name]))}"
