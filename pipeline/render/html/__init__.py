"""Site and manuscript → the book as a website: pages, assets, a search index; nothing is written here.

`press` is what all pages share, a `sheet` one page and how the rest of the book looks from there. `fields` prints an item's data
by its schema, `layouts` is the table of how the known collections differ from that, `back` tells who refers to an item. `pages`
holds one module per kind of page. `look` judges what a book brings to change the look. `verify` says what is wrong with the finished site.
"""

from pipeline.render.html.faults import FAULTS
from pipeline.render.html.look import faults
from pipeline.render.html.verify import problems
from pipeline.render.html.writer import write

__all__ = ["FAULTS", "faults", "problems", "write"]
