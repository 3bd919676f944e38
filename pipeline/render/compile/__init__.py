"""Site → Manuscript: every piece of Markdown as XHTML that knows no output yet.

`markdown.Markdown` is the host (its tree, its tree processors, its serialiser slot); its grammar is replaced by the
events of `load`, so what was checked is what is rendered. The transforms stand in one ordered table.
"""

from pipeline.model.document import Path as Way
from pipeline.model.document import Prose
from pipeline.model.manuscript import Manuscript, Passage
from pipeline.model.markup import Parse
from pipeline.model.site import Item, Site
from pipeline.render.compile.extensions import Further
from pipeline.render.compile.host import Host
from pipeline.render.compile.page import Page


def manuscript(site: Site, parse: Parse, further: tuple[Further, ...] = ()) -> Manuscript:
    """Compile all Markdown of a site. `parse` is the grammar: a text → its events; `further` are the extensions of the book."""
    host = Host(parse, further)
    return Manuscript(
        {(item.key, way): passage(host, site, item, way, prose) for item in site.items.values() for way, prose in item.entry.prose()}
    )


def passage(host: Host, site: Site, item: Item, way: Way, prose: Prose) -> Passage:
    """One piece of Markdown of one item → its passage."""
    page = Page(site, item, inline=bool(way), anchors=tuple(heading.anchor for heading in prose.headings))
    html = host.convert(prose.text, page)
    return Passage(html, tuple(page.notes), math=page.math, cites=tuple(page.cites))
