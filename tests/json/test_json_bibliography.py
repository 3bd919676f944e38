"""The bibliography, read back by programs that nobody here wrote: pybtex and citeproc-py."""

import re
from typing import Any

import latexcodec  # noqa: F401 - registers the codecs
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from pipeline.render.json import bibtex
from tests.conftest import Book
from tests.json.conftest import Printed, printed

SPELLED = {
    r"{\textbar }": "|",
    r"{\textless }": "<",
    r"{\textgreater }": ">",
    r"{\textbraceleft }": "\x01",
    r"{\textbraceright }": "\x02",
    r"{\textasciicircum }": "^",
    r"{\^}": "^",
    r"{\~}": "~",
    r"{\textasciitilde }": "~",
    r"\$": "$",
}
"""What latexcodec leaves as it is."""

RESOURCES = r"""
- id: odd-letters
  title: "50% of C# & {braces}_ ~ ^ \\ “ÀÖßØłıš”, naïve… — 料理"
  url: "https://bread.example.org/a_b%20c?x=1&y=#z"
  kind: paper
  authors: [Grüß and Söhne, Hu et al., ada-baker, ben-miller]
  date: 2021-06-17
  ids: {arxiv: "2106.09685", doi: "10.1145/2858036.2858288", isbn: "9780306406157"}
  label: Odd
  chapters: [dough]
  part_of: bread-science
  lang: de
  note: "Holds *all* letters; see [](term:gluten)."
- {id: only-a-name, title: Only a Name, url: "https://bread.example.org/n", kind: tool, topic: x, date: tbc, status: tbc}
- {id: soon, title: Soon, status: coming-soon}
- {id: never, title: Never, status: draft}
- {id: old, title: Old, url: "https://bread.example.org/old", kind: docs, topic: x, status: archived, cite_key: Old1, year: 1999}
- {id: twin-one, title: Twin, url: "https://bread.example.org/t1", kind: video, topic: x, cite_key: Twin}
- {id: twin-two, title: Twin, url: "https://bread.example.org/t2", kind: talk, topic: x, cite_key: twin}
"""


@pytest.fixture(scope="module")
def odd(book: Book) -> Printed:
    people = "- {id: ada-baker, name: Ada Baker, sort: 'Baker, Ada', roles: [author]}\n- {id: ben-miller, name: Ben Miller, sort: 'Benjamin', roles: [reviewer]}\n"
    return printed(book({"content/resources/more.yaml": RESOURCES, "content/people/people.yaml": people}))


def items(made: Printed) -> dict[str, Any]:
    return {item["id"]: item for item in made.read("bibliography.csl.json")}


def entries(made: Printed) -> BibliographyData:
    return parse_string(made.files["bibliography.bib"].decode(), "bibtex")


def plain(tex: str) -> str:
    """What TeX would print."""
    text = tex.encode().decode("latex+utf-8")
    for spelled, letter in SPELLED.items():
        text = text.replace(spelled, letter)
    return re.sub(r"[{}]", "", text).replace("\x01", "{").replace("\x02", "}")


def test_a_work_as_csl(odd: Printed) -> None:
    assert items(odd)["odd-letters"] == {
        "id": "odd-letters",
        "type": "article",
        "title": "50% of C# & {braces}_ ~ ^ \\ “ÀÖßØłıš”, naïve… — 料理",
        "title-short": "Odd",
        "author": [
            {"literal": "Grüß and Söhne"},
            {"literal": "Hu et al."},
            {"family": "Baker", "given": "Ada"},
            {"literal": "Ben Miller"},
        ],
        "issued": {"date-parts": [[2021, 6, 17]]},
        "container-title": "Bread Science",
        "URL": "https://bread.example.org/a_b%20c?x=1&y=#z",
        "language": "de",
        "note": "Holds all letters; see gluten.",
        "DOI": "10.1145/2858036.2858288",
        "ISBN": "9780306406157",
        "publisher": "arXiv",
        "number": "arXiv:2106.09685",
    }
    assert items(odd)["only-a-name"] == {
        "id": "only-a-name",
        "type": "software",
        "title": "Only a Name",
        "URL": "https://bread.example.org/n",
    }


def test_a_work_as_bibtex(odd: Printed) -> None:
    entry = entries(odd).entries["odd-letters"]
    assert plain(entry.fields["title"]) == items(odd)["odd-letters"]["title"]
    names = [(" ".join(map(plain, person.first_names)), " ".join(map(plain, person.last_names))) for person in entry.persons["author"]]
    assert names == [("", "Grüß and Söhne"), ("", "Hu"), ("Ada", "Baker"), ("", "Ben Miller"), ("", "others")]
    assert (entry.type, entry.fields["year"], entry.fields["month"]) == ("misc", "2021", "June")
    assert entry.fields["url"] == "https://bread.example.org/a_b%20c?x=1&y=#z"
    assert (entry.fields["eprint"], entry.fields["archiveprefix"]) == ("2106.09685", "arXiv")
    assert (plain(entry.fields["booktitle"]), entry.fields["keywords"]) == ("Bread Science", "paper")
    assert plain(entry.fields["annote"]) == "Holds all letters; see gluten."
    assert {name: entries(odd).entries[name].type for name in ("science", "mill-report")} == {
        "science": "book",
        "mill-report": "techreport",
    }


def test_keys_are_unique_whatever_their_case(odd: Printed) -> None:
    keys = list(entries(odd).entries)
    assert keys == sorted(items(odd))
    assert len({key.casefold() for key in keys}) == len(keys)
    assert {"Old1", "science", "resource:twin-one", "resource:twin-two"} <= set(keys)
    assert not {"soon", "never", "Twin", "twin"} & set(keys)


def test_every_work_of_the_shipped_book_survives(shipped: Printed) -> None:
    found = entries(shipped).entries
    works = items(shipped)
    assert len(works) == len(found) == sum(item.collection.cite is not None for item in shipped.site.items.values())
    for key, work in works.items():
        assert plain(found[key].fields["title"]) == " ".join(work["title"].split())
        assert found[key].fields["url"] == work["URL"]
        assert bool(found[key].persons) == ("author" in work)
        assert ("year" in found[key].fields) == ("issued" in work)
    assert works["lora"]["author"] == [{"literal": "Hu et al."}]
    assert found["lora"].fields["eprint"] == "2106.09685"
    assert all(ord(letter) < 0x80 for letter in shipped.files["bibliography.bib"].decode())


def test_a_style_can_print_every_work(shipped: Printed, odd: Printed) -> None:
    for made in (shipped, odd):
        works = made.read("bibliography.csl.json")
        source = CiteProcJSON(works)  # warns of every key it does not know, and a warning fails a test
        listed = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
        for work in works:
            listed.register(Citation([CitationItem(work["id"])]))
        lines = [str(line) for line in listed.bibliography()]
        assert len(lines) == len(works)
        assert any(line.startswith(("Huyen, C. (2021)", "Baker, A. (2019)")) for line in lines)


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), max_codepoint=0x17F, exclude_characters="‘’“”`'\xa0-"), max_size=30)
)
def test_every_text_comes_back(text: str) -> None:
    escaped = bibtex.escaped(text)
    assert escaped.replace(r"\{", "").count("{") == escaped.replace(r"\}", "").count("}")
    (entry,) = parse_string(f"@misc{{a, title = {{x{escaped}x}}}}", "bibtex").entries.values()
    assert entry.fields["title"] == " ".join(f"x{escaped}x".split())


def test_addresses_stay_within_their_braces() -> None:
    assert bibtex.BARE.sub("!", "https://x.example/a{b}c d\\ü") == "https://x.example/a!b!c!d!!"
