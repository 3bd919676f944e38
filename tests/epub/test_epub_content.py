"""What a publication holds, and where."""

import re

from pipeline.render import epub
from tests.epub.conftest import RECIPES, Publish, Published

CHAPTER = "text/chapters.everything.xhtml"


def test_no_problem_is_left(minimal: Published, everything: Published) -> None:
    assert list(epub.problems(minimal.data)) == []
    assert list(epub.problems(everything.data)) == []


def test_front_body_end_and_notes_follow_each_other(minimal: Published) -> None:
    spine = minimal.spine
    order = [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "text/pages.about.xhtml",
        "text/chapters.dough.xhtml",
        "text/chapters.baking.xhtml",
        "text/glossary.xhtml",
        "text/case-studies.xhtml",
        "text/case-studies.village-oven.xhtml",
        "text/resources.xhtml",
        "about.xhtml",
    ]
    assert [path for path in spine if path in order] == order
    assert spine[-1] == "about.xhtml"


def test_footnotes_are_asides_with_a_way_back(everything: Published) -> None:
    html = everything.text(CHAPTER)
    assert html.count('<aside id="fn.') == 2
    assert 'epub:type="footnote" role="doc-footnote"' in html
    assert html.count('epub:type="noteref" role="doc-noteref"') == 4
    assert '<a href="#fnref.1" epub:type="backlink" role="doc-backlink"' in html
    assert re.search(r'<a class="note-ref" id="fnref\.1" href="#fn\.1"', html)


def test_an_id_that_xml_refuses_gets_an_underscore_and_links_follow(everything: Published) -> None:
    html = everything.text(CHAPTER)
    assert '<h2 id="_2024-in-bread">' in html
    assert 'href="#_2024-in-bread"' in html
    assert f'href="{CHAPTER}#_2024-in-bread"' in everything.text("nav.xhtml")


def test_a_figure_is_linked_where_it_is_shown_first(everything: Published) -> None:
    """It is shown in chapter 1 and again in chapter 3."""
    assert 'id="figure.figure.loaf"' in everything.text("text/chapters.dough.xhtml")
    assert 'id="figure.figure.loaf"' not in everything.text(CHAPTER)
    assert everything.text(CHAPTER).count('src="../images/figures.loaf.svg"') == 2
    assert 'href="chapters.dough.xhtml#figure.figure.loaf">the loaf</a>' in everything.text(CHAPTER)
    assert 'href="chapters.dough.xhtml#figure.figure.loaf">Where it is shown' in everything.text("text/figures.xhtml")


def test_a_chart_is_an_image_with_its_table_at_the_end(everything: Published) -> None:
    assert '<img src="../images/heatmap.coverage.svg" alt="A matrix."/>' in everything.text(CHAPTER)
    assert 'href="_further.xhtml#entry.artifact.coverage">The numbers as a table</a>' in everything.text(CHAPTER)
    assert "<caption>Counts</caption>" in everything.text("text/_further.xhtml")
    assert "EPUB/images/heatmap.coverage.svg" in everything.files


def test_nothing_is_fetched_from_elsewhere(everything: Published) -> None:
    assert re.search(r'<a [^<>]*href="https://bread.example.org/far.png"[^<>]*>A far picture</a>', everything.text(CHAPTER))
    assert not re.search(r'src="http', everything.whole)


def test_a_link_to_data_is_text(everything: Published) -> None:
    """A publication may link to its documents only."""
    assert "a file.</p>" in everything.text(CHAPTER)
    assert "flour.csv" not in everything.whole


def test_attributes_that_html_once_had_are_gone(everything: Published) -> None:
    assert not re.search(r'<[^<>]*\s(?:align|border|name)="', everything.text(CHAPTER))
    assert "ways" in everything.text(CHAPTER)


def test_a_corner_of_a_table_is_no_head(everything: Published) -> None:
    assert '<thead><tr><td></td><th scope="col" class="align-right">Share</th></tr></thead>' in everything.text(CHAPTER)


def test_addresses_are_valid(everything: Published) -> None:
    assert 'href="https://bread.example.org/a%20b?q=%7Bx%7D%7Cy#z%20z"' in everything.text(CHAPTER)


def test_statuses(everything: Published) -> None:
    assert "Secret words" not in everything.whole
    assert "Unseen" not in everything.whole
    assert "This part is still to come." in everything.text("text/chapters.soon.xhtml")
    assert "It will be about crust." in everything.text("text/chapters.soon.xhtml")
    assert "Coming soon." in everything.text("text/glossary.xhtml")
    assert 'id="entry.resource.old-book"' in everything.text("text/_further.xhtml")
    assert "An Old Book" not in everything.text("text/resources.xhtml")
    assert "Unmentioned" not in everything.whole
    assert "to be confirmed" in everything.text("text/editions.xhtml")


def test_chapters_have_what_belongs_to_them(everything: Published) -> None:
    html = everything.text("text/chapters.dough.xhtml")
    headings = re.findall(r"<h[123][^>]*>(.*?)</h[123]>", re.sub(r"</?span[^>]*>", "", html))
    assert headings == [
        "Chapter 1. Dough",
        "Outline",
        "Flour",
        "Water",
        "Takeaways",
        "Chapters",
        "Further reading",
        "Terms",
        "Figures",
        "Incidents",
        "Study notes",
        "People",
        "Prompts",
        "Recipes",
        "Mentioned in",
    ]
    assert 'href="resources.xhtml#entry.resource.bread-science">Bread Science</a>' in html
    assert '<div class="field"><ul><li>Know one thing.</li><li>Know another.</li></ul></div>' in everything.text(CHAPTER)


def test_outline_rows_are_places_unless_a_heading_is(minimal: Published) -> None:
    html = minimal.text("text/chapters.dough.xhtml")
    assert '<li id="whole-grain">' in html
    assert html.count('id="flour"') == 1
    assert '<h2 id="flour">' in html


def test_glossary_and_bibliography_say_what_they_are(everything: Published) -> None:
    glossary = everything.text("text/glossary.xhtml")
    assert '<section epub:type="glossary" role="doc-glossary"' in glossary
    assert (
        '<div class="term" id="entry.term.gluten">\n<dt epub:type="glossterm"><dfn>gluten</dfn></dt>\n<dd epub:type="glossdef">' in glossary
    )
    assert '<div class="term" id="entry.term.9-grain">' in glossary
    resources = everything.text("text/resources.xhtml")
    assert '<section epub:type="bibliography" role="doc-bibliography"' in resources
    assert '<a class="external" href="https://bread.example.org/science">' in resources
    assert "Mentioned in: <a" in resources


def test_a_collection_nobody_has_heard_of(everything: Published) -> None:
    html = everything.text("text/recipes.xhtml")
    assert '<section class="entry" id="entry.recipe.plain">' in html
    assert "<dt>Oven in degrees</dt><dd>230</dd>" in html
    assert '<dt>Taught in</dt><dd><a href="chapters.dough.xhtml">Chapter 1. Dough</a></dd>' in html
    assert '<em>strong</em> <a epub:type="glossref" role="doc-glossref" href="glossary.xhtml#entry.term.gluten">gluten</a>' in html
    assert '<th scope="col">Minutes</th><th scope="col">What to do</th>' in html
    assert '<a href="text/recipes.xhtml">Recipes</a>' in everything.text("nav.xhtml")


def test_a_markdown_collection_nobody_has_heard_of(publish: Publish) -> None:
    made = publish(
        {
            "schemas/recipes.schema.json": RECIPES % ("markdown", "body"),
            "content/recipes/loaf.md": "---\ntitle: A Loaf\noven: 230\n---\nMix, wait, bake.\n\n## Wait\n\nLonger.\n",
        }
    )
    assert "Mix, wait, bake." in made.text("text/recipes.loaf.xhtml")
    assert made.spine.index("text/recipes.loaf.xhtml") < made.spine.index("text/glossary.xhtml")
    assert list(epub.problems(made.data)) == []


def test_long_chapters_are_cut_and_their_links_follow(publish: Publish) -> None:
    words = "Some words of a long chapter. " * 400
    sections = "".join(f"## Part {number}\n\n{words}\n\n[back](#part-1), [on](#part-39)[^n]\n\n" for number in range(40))
    made = publish({"content/chapters/03-long.md": f"---\nkind: chapter\nnumber: 3\ntitle: Long\n---\n{sections}\n[^n]: Here.\n"})
    parts = [path for path in made.spine if path.startswith("text/chapters.long")]
    assert len(parts) > 2
    assert all(len(made.files[f"EPUB/{path}"]) <= 250 * 1024 for path in parts)
    assert "Long, continued" in made.text(parts[1])
    assert 'href="chapters.long.xhtml#part-1"' in made.text(parts[1])
    assert list(epub.problems(made.data)) == []


def test_a_term_is_in_the_language_of_its_entry(publish: Publish) -> None:
    made = publish({"content/chapters/03-brot.md": "---\nkind: chapter\nnumber: 3\ntitle: Brot\nlang: de\n---\nMehl und Wasser.\n"})
    assert 'lang="de" xml:lang="de"' in made.text("text/chapters.brot.xhtml")
    assert '<span lang="de" xml:lang="de">Ein kleines Brotbuch</span>' in made.text("text/editions.xhtml")


def test_terms_and_citations_may_be_shown_in_place(publish: Publish) -> None:
    body = "---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\nSee [](term:gluten) and [@bread-science].\n\n> [!TIP]\n> <ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>\n"
    html = publish({"content/chapters/03-cake.md": body}).text("text/chapters.cake.xhtml")
    link = re.search(r'<a [^<>]*href="glossary\.xhtml#entry\.term\.gluten"[^<>]*>gluten</a>', html)
    assert link is not None
    assert 'epub:type="glossref" role="doc-glossref"' in link[0]
    assert 'epub:type="biblioref" role="doc-biblioref"' in html
    assert '<h1 id="p.title"><span class="prefix">Chapter 3.</span> Cake</h1>' in html
    assert "<title>Chapter 3. Cake</title>" in html
    assert "<ruby>a<rt>b</rt></ruby>" in html


def test_folded_text_is_open_and_languages_are_said_twice(publish: Publish) -> None:
    body = (
        '---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\n<details>\n<summary>More</summary>\n\n<span lang="de">Brot</span>\n\n</details>\n'
    )
    html = publish({"content/chapters/03-cake.md": body}).text("text/chapters.cake.xhtml")
    assert '<details open="open">' in html
    assert '<span lang="de" xml:lang="de">Brot</span>' in html


def test_a_drawing_is_made_to_scale_and_to_speak(publish: Publish) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>'
    body = "---\nkind: chapter\nnumber: 3\ntitle: Cake\n---\n![A square & a half](../assets/square.svg)\n"
    made = publish({"content/chapters/03-cake.md": body, "content/assets/square.svg": drawing})
    found = made.text("images/square.svg")
    assert found.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20"><title>A square &amp; a half</title><rect'
    )
