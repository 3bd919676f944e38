"""Site, manuscript and charts → the publication as an artifact."""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.heatmap import Chart
from pipeline.model.manuscript import MARK, Manuscript
from pipeline.model.site import Site
from pipeline.render.epub import bind, plan
from pipeline.render.epub.archive import archive
from pipeline.render.epub.leaves import pieces
from pipeline.render.epub.metadata import EPOCH
from pipeline.render.epub.plan import SHOWN, Leaf
from pipeline.render.epub.press import Press, press
from pipeline.render.epub.register import register
from pipeline.render.epub.volume import CONTENTS, files
from pipeline.render.slugs import slug


def write(site: Site, manuscript: Manuscript, charts: tuple[Chart, ...]) -> Iterator[Artifact]:
    """`epub/<slug>.epub`."""
    leaves = plan.plan(site)
    made = press(site, manuscript, charts, _embedded(leaves, manuscript))
    directory, documents = _documents(made, leaves)
    data = archive(files(made, directory, documents), site.book.today or EPOCH)
    yield Artifact(f"epub/{slug(site.book.settings.data)}.epub", data)


def _embedded(leaves: tuple[Leaf, ...], manuscript: Manuscript) -> dict[str, str]:
    """The item in whose body each figure or chart is shown first, in reading order."""
    found: dict[str, str] = {}
    for leaf in leaves:
        if leaf.alone and leaf.items[0].status in SHOWN:
            for kind, key in MARK.findall(manuscript.body(leaf.items[0].key).html):
                if kind == "embed":
                    found.setdefault(key, leaf.items[0].key)
    return found


def _index(made: Press) -> list[Leaf]:
    """The index, where there is a term that some document speaks of."""
    terms = [line.term for _, lines in register(made.site, made.ranks) for line in lines]
    return [plan.last(terms[0].collection, made.word("Index"))] if terms else []


def _documents(made: Press, leaves: tuple[Leaf, ...]) -> tuple[bind.Index, list[bind.Document]]:
    """Leaves → documents with marks, and where everything stands in them.

    What they name and what stands nowhere (archived entries, charts) comes behind; that may name more of its kind.
    """
    printed = [(leaf, pieces(made, leaf)) for leaf in leaves]
    homes = bind.home(leaves)
    named = {key for _, parts in printed for key in bind.marked(parts)}
    last: Leaf | None = None
    behind: list[str] = []
    while (leaf := plan.further(bind.unplaced(made, named, homes), made.word("Also mentioned"))) != last and leaf is not None:
        last, behind = leaf, pieces(made, leaf)
        named |= set(bind.marked(behind))
    if last is not None:
        printed.append((last, behind))
        homes |= bind.home([last])
    printed += [(leaf, pieces(made, leaf)) for leaf in _index(made)]
    documents = [document for leaf, parts in printed for document in bind.pack(leaf, parts)]
    return bind.index(made, documents, homes, CONTENTS), documents
