"""Figures, tables and listings: what makes one, how it is numbered, what a reference to it says in every output."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.load import parser
from pipeline.model.diagnostic import Severity
from pipeline.model.document import Exhibit
from pipeline.render.compile import manuscript
from pipeline.render.terms import terms
from tests.compile.conftest import Compile, prose
from tests.conftest import BOOKS, Book

LOAF = "../assets/figures/loaf.svg"
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"
MORE = f"""---
kind: chapter
number: 3
title: Cake
pages: {{from: 60, to: 60}}
---
[](#fig) and [](chapter:cake#tab), [{{label}} {{number}}: {{title}}](#tab), [](figure:loaf), [](figure:figure-1-1), [](book:fig/1-1).

<a id="fig"></a>![A loaf with a cut along its top]({LOAF} "A *loaf* of [](term:gluten)")

![](figure:loaf)

<a id="tab"></a>
Table: What a [](term:gluten) costs

{TABLE}
![A loaf with a cut along its top, again]({LOAF})

Figure: Again
"""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f'![x]({LOAF} "Loaf")', [("figure", "", "Loaf")]),
        (f"![x]({LOAF})\n\nFigure: A *loaf*", [("figure", "", "A loaf")]),
        (f"<a id='b'></a>![x]({LOAF})\n\nFigure: A", [("figure", "b", "A")]),
        (f"Table: A\n\n{TABLE}", [("table", "", "A")]),
        (f"Table: A\n{TABLE}", [("table", "", "A")]),
        (f'<a id="b"></a>Table: `A`\n\n{TABLE}\nTable: C\n\n{TABLE}', [("table", "b", "A"), ("table", "", "C")]),
        (f'> - ![x]({LOAF} "A")\n>\n>   b\n', [("figure", "", "A")]),
        ("![](figure:x)", [("entry", "figure:x", "")]),
        # Near misses: no caption, other words around, none of ours, a note, a name that is not the author's to give.
        (f"![x]({LOAF})", []),
        (f'a ![x]({LOAF} "A")', []),
        (f'![x]({LOAF} "kind=shows")', []),
        ('![x](https://a.example/b.png "A")', []),
        (f"Table: A\n\ntext\n\n{TABLE}", []),
        (f"{TABLE}\nTable: A\n", []),
        (f"Tables: A\n\n{TABLE}", []),
        (f'a[^1]\n\n[^1]: ![x]({LOAF} "A")', []),
        (f"<a id='page.b'></a>Table: A\n\n{TABLE}", []),
        ("```\nTable: A\n```\n\n" + TABLE, []),
    ],
)
def test_what_is_one(text: str, kinds: list[tuple[str, str, str]]) -> None:
    assert [(each.kind, each.id, each.caption) for each in prose(text).exhibits] == kinds


def test_it_stands_where_it_is_written() -> None:
    text = f'é\n\n![x]({LOAF} "A")\n\nTable: B\n\n{TABLE}\nend\n'
    found: tuple[Exhibit, ...] = prose(text).exhibits
    places = [(each.span.start.line, each.span.end.line) for each in found if each.span.start and each.span.end]
    assert places == [(3, 3), (5, 10)]


def test_numbers_and_references(book: Book) -> None:
    figures = (
        "- {id: loaf, kind: figure, chapter: dough, caption: 'The [](term:gluten) net', file: figures/loaf.svg, alt: A loaf of bread.}\n"
    )
    stated = '- {id: figure-1-1, kind: figure, number: "3-1", caption: Flour, file: figures/loaf.svg, alt: A loaf with a cut.}\n'
    root = book(
        {
            "content/chapters/03-cake.md": MORE.replace("book:fig/1-1", "book:fig/3-1"),
            "content/figures/figures.yaml": figures + stated,
        }
    )
    checked = flow.check(root)
    assert [finding.message for finding in checked.diagnostics if finding.severity is Severity.ERROR] == []
    site = checked.site
    names = [(each.name, each.caption) for each in site.exhibits]
    assert names == [
        ("Figure 1-1", "The gluten net"),
        ("Figure 3-2", "A *loaf* of [](term:gluten)"),
        ("Table 3-1", "What a gluten costs"),
        ("Figure 3-3", "Again"),
    ]
    html = manuscript(site, parser(site.book.settings.data)).body("chapter:cake").html
    texts = re.findall(r"<a [^>]*>([^<]*)</a>", html)[:6]
    assert texts == ["Figure 3-2", "Table 3-1", "Table 3-1: What a gluten costs", "Figure 1-1", "Figure 3-1", "Figure 3-1"]
    assert '<figure id="fig" class="figure">' in html
    assert '<figure class="figure" id="figure.2">' in html


def test_the_companion_of_a_printed_book_counts_in_letters(book: Book) -> None:
    site = flow.check(book({"content/chapters/03-cake.md": MORE})).site
    assert [each.name for each in site.exhibits] == ["Figure 1-A", "Figure 3-A", "Table 3-A", "Figure 3-B"]


def test_the_same_words_in_every_output(book: Book, tmp_path: Path) -> None:
    root = book({"content/chapters/03-cake.md": MORE})
    assert flow.build(root, tmp_path).published is not None
    page = (tmp_path / "html/chapters/cake.html").read_text(encoding="utf-8")
    data = json.loads((tmp_path / "json/chapters/cake.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(next((tmp_path / "epub").glob("*.epub"))) as archive:
        leaves = [archive.read(name).decode() for name in archive.namelist() if name.endswith("cake.xhtml")]
    for html in (page, data["html"], leaves[0]):
        assert html.count(">Table 3-A</a>") == 1
        assert re.search(r'<span class="number">Table 3-A</span> What a <a [^>]*>gluten</a> costs</figcaption>', html)
    assert data["text"].startswith("Figure 3-A and Table 3-A, ")
    assert (tmp_path / "html/exhibits.html").read_text(encoding="utf-8").count("Figure 3-") == 2


def test_they_are_called_in_the_language_of_the_book(book: Book) -> None:
    settings = (BOOKS / "minimal/content/book.yaml").read_text(encoding="utf-8").replace("language: en", "language: de-AT")
    more = MORE.replace("Table: What", "Tabelle: What").replace("Figure: Again", "Abbildung: Again")
    site = flow.check(book({"content/book.yaml": settings, "content/chapters/03-cake.md": more})).site
    assert [each.name for each in site.exhibits] == ["Abbildung 1-A", "Abbildung 3-A", "Tabelle 3-A", "Abbildung 3-B"]


def test_a_page_without_a_number_has_none_for_its_figures(book: Book) -> None:
    page = f'---\ntitle: More\n---\n[](#loaf)\n\n<a id="loaf"></a>![A loaf, cut]({LOAF} "A loaf")\n'
    site = flow.check(book({"content/pages/more.md": page})).site
    assert site.items["page:more"].exhibits[0].name == "A loaf"
    assert ">A loaf</a>" in manuscript(site, parser({})).body("page:more").html


def test_an_unknown_name_is_a_finding(book: Book) -> None:
    root = book({"content/chapters/03-cake.md": MORE.replace("[](#fig)", "[](#figg)")})
    found = [(finding.code.code, finding.help) for finding in flow.check(root).diagnostics if "figg" in finding.message]
    assert [code for code, _ in found] == ["LNK202"]
    assert "`#fig`" in found[0][1]


def test_code_is_shown_with_its_lines(book: Book) -> None:
    root = book(
        {
            "content/code/a.py": "def f():\r\n    if x:\r\n        return 1  # <é>\r\n",
            "content/pages/more.md": '---\ntitle: More\n---\n[How](../code/a.py#L2-L3 "include")\n\n[x](../code/a.py "include text")\n',
        }
    )
    html = manuscript(flow.check(root).site, parser({})).body("page:more").html
    plain = re.sub(r"<[^<>]*>", "", html)
    assert plain.startswith("How a.py, lines 2\N{EN DASH}3if x:\n    return 1  # &lt;é&gt;\n")
    assert '<code class="language-python"><span class="k">if</span>' in html
    assert '<span class="source">a.py</span></figcaption><pre class="code"><code class="language-text">def f():\n' in html


def test_a_citation_is_told_in_contexts(book: Book) -> None:
    site = flow.check(book({})).site
    contexts = [edge.context for edge in site.mentioned["resource:bread-science"] if edge.kind == "cites"]
    assert contexts == ["[Emily Buehler, 2006] measured how fast."]


def test_a_link_to_a_term_tells_what_it_means(book: Book) -> None:
    site = flow.check(book({})).site
    html = manuscript(site, parser({})).body("chapter:dough").html
    assert 'class="term" title="The net of proteins that flour and water make together; it holds the gas that the yeast gives off."' in html


def test_the_index_of_terms(book: Book) -> None:
    page = "---\ntitle: More\n---\nA hy is no HY.\n\n## Nets\n\nGlutens, and [water](term:hydration).\n\n## Wet\n\nHY here.\n"
    found = {term.item.id: term.places for term in terms(flow.check(book({"content/pages/more.md": page})).site)}
    more = {key: [(each.anchor, each.linked) for each in places if each.item.key == "page:more"] for key, places in found.items()}
    assert more == {"gluten": [("nets", False)], "hydration": [("", False), ("nets", True), ("wet", False)]}
    assert [each.title for each in found["gluten"] if each.item.key == "chapter:dough"] == [""]


def test_what_a_book_turns_on(compile_text: Compile) -> None:
    text = "H~2~O, x^2^ and ~~gone~~\n\nTerm\n: what it is\n\n## A {#b}\n"
    off = compile_text(text).html
    assert "<sub>" not in off
    assert "<dl>" not in off
    settings = {"markdown": dict.fromkeys(["definition_lists", "heading_attributes", "subscript", "superscript"], True)}
    events = parser(settings)(text)
    assert [event.tag for event in events if event.sort == "open"] == [
        *("paragraph", "subscript", "superscript", "strikethrough"),
        *("definitions", "term", "description", "heading"),
    ]
    # Every text says what stands at its place.
    assert all(text[event.begin : event.end].strip() == event.value.strip() for event in events if event.sort == "text")
    plain = parser(settings)("`a~b~c` ~x~ \\~y~ z\\^2^ a~ b~\n\n```\nH~2~O\n```\n")
    assert [event.tag for event in plain if event.tag in {"subscript", "superscript"} and event.sort == "open"] == ["subscript"]
