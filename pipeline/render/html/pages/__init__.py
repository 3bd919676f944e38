"""One module per kind of page: press → pages; the table below is all there is."""

from collections.abc import Callable, Iterator

from pipeline.render.html.page import Page
from pipeline.render.html.pages.build import build
from pipeline.render.html.pages.contents import contents
from pipeline.render.html.pages.exhibits import exhibits
from pipeline.render.html.pages.graph import graph
from pipeline.render.html.pages.home import home
from pipeline.render.html.pages.items import items
from pipeline.render.html.pages.lists import lists
from pipeline.render.html.pages.missing import missing
from pipeline.render.html.pages.moved import moved
from pipeline.render.html.pages.search import search
from pipeline.render.html.pages.terms import terms
from pipeline.render.html.press import Press

PAGES: tuple[Callable[[Press], Iterator[Page]], ...] = (home, contents, items, lists, terms, exhibits, search, graph, build, missing, moved)
"""In this order; where two would stand at one address, the first one does."""
