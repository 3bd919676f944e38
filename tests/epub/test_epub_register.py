"""The index: terms, and the sections that speak of them."""

import re

from pipeline.render.epub.register import folded, letter, register
from tests.epub.conftest import Publish, Published

CHAPTER = """---
kind: chapter
number: 3
title: Cake
---
First [](term:gluten).

## Layers

Again [gluten](term:gluten), and [](term:gluten).

## Icing

None here.

### Colour

A note.[^n]

[^n]: With [](term:gluten).
"""


def test_a_term_leads_to_the_sections_that_speak_of_it(publish: Publish) -> None:
    made = publish({"content/chapters/03-cake.md": CHAPTER})
    groups = dict(register(made.site, {key: rank for rank, key in enumerate(made.site.items)}))
    (gluten,) = groups["G"]
    (cake,) = [passage for passage in gluten.passages if passage.item.id == "cake"]
    assert [heading.text for heading in cake.headings] == ["Layers", "Colour"]
    html = made.text("text/_index.xhtml")
    assert '<section epub:type="index" role="doc-index" aria-labelledby="p.title">' in html
    assert '<a epub:type="index-locator" href="chapters.cake.xhtml#layers">Layers</a>; <a epub:type="index-locator"' in html
    assert '<a href="chapters.cake.xhtml">Chapter 3. Cake</a>: ' in html


def test_other_names_lead_to_the_term(minimal: Published) -> None:
    html = minimal.text("text/_index.xhtml")
    assert re.search(
        r'<span epub:type="index-term">HY</span>.*?<em>see</em> <a href="glossary.xhtml#entry.term.hydration">hydration</a>', html
    )
    assert '<em>see also</em> <a href="glossary.xhtml#entry.term.gluten">gluten</a>' in html


def test_it_is_in_the_contents_and_a_landmark(minimal: Published) -> None:
    nav = minimal.text("nav.xhtml")
    assert '<li><a href="text/_index.xhtml">Index</a>' in nav
    assert '<a epub:type="index" href="text/_index.xhtml">Index</a>' in nav
    assert minimal.spine[-2:] == ["text/_index.xhtml", "about.xhtml"]
    assert 'schema:accessibilityFeature">index<' in minimal.text("package.opf")


def test_a_book_without_terms_has_none(publish: Publish) -> None:
    words = "---\nkind: chapter\nnumber: {}\ntitle: A\n---\nWords.\n"
    made = publish(
        {
            "content/chapters/01-dough.md": words.format(1),
            "content/chapters/02-baking.md": words.format(2),
            "content/case-studies/village-oven.md": None,
        }
    )
    assert "text/_index.xhtml" not in made.spine
    assert "index" not in made.text("package.opf")


def test_letters_are_put_in_order_without_their_marks() -> None:
    assert [letter(name) for name in ("éclair", "Öl", "9-grain", "تحميص", "が", "한글", "")] == ["E", "O", "#", "ت", "か", "한", "#"]
    assert folded("Éclair") == "eclair"
