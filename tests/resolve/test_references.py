"""Every way to name something: what it means, and what is said when it means nothing. Each finding has a near miss beside it."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.load import load
from pipeline.model.diagnostic import Applicability, Diagnostic
from pipeline.model.site import Site, Target
from pipeline.model.span import Source
from pipeline.resolve import resolve
from tests.conftest import Book
from tests.load.repair import repaired

PAGE = "content/pages/salt.md"
HEAD = "---\ntitle: Salt\n---\n"


def resolved(root: Path, *, drafts: bool = False) -> tuple[Site, tuple[Diagnostic, ...]]:
    loaded = load(root)
    outcome = resolve(loaded.value, drafts=drafts)
    return outcome.value, outcome.diagnostics


def said(book: Book, written: str, **more: str) -> Diagnostic | None:
    """What is said of a page that holds this Markdown; `None` when nothing is."""
    found = resolved(book({PAGE: f"{HEAD}{written}\n", **more}))[1]
    assert len(found) < 2
    return found[0] if found else None


def meaning(book: Book, destination: str, text: str = "x", **more: str) -> Target | None:
    site, found = resolved(book({PAGE: f"{HEAD}[{text}]({destination})\n", **more}))
    assert [each.message for each in found] == []
    return site.meaning("page:salt", destination)


def item(key: str, anchor: str | None = None) -> Target:
    return Target(item=key, anchor=anchor)


def test_the_minimal_book_has_no_finding(book: Book) -> None:
    site, found = resolved(book({}))
    assert found == ()
    assert len(site.items) == 22


# What a destination means


@pytest.mark.parametrize(
    ("destination", "target"),
    [
        ("chapter:dough", item("chapter:dough")),
        ("chapter:1", item("chapter:dough")),
        ("resource:science", item("resource:bread-science")),
        ("chapter:dough#water", item("chapter:dough", "water")),
        ("chapter:dough#whole-grain", item("chapter:dough", "whole-grain")),
        ("chapter:", Target(collection="chapters")),
        ("resource:?kind=book", Target(collection="resources", filters=(("kind", "book"),))),
        ("edition:?format=print&language=de", Target(collection="editions", filters=(("format", "print"), ("language", "de")))),
        ("../chapters/01-dough.md", item("chapter:dough")),
        ("../chapters/01-dough.md#water", item("chapter:dough", "water")),
        ("../chapters/01-dough.md?plain=1#water", item("chapter:dough", "water")),
        ("/content/chapters/01-dough.md", item("chapter:dough")),
        ("..\\chapters\\01-dough.md", item("chapter:dough")),
        ("%2e%2e/chapters/01%2Ddough.md", item("chapter:dough")),
        ("./about.md", item("page:about")),
        ("../artifacts/coverage.yaml", item("artifact:coverage")),
        ("../glossary/", Target(collection="glossary")),
        ("../glossary", Target(collection="glossary")),
        ("../assets/figures/loaf.svg", Target(asset="content/assets/figures/loaf.svg")),
        ("book:p/33", Target(item="chapter:baking", anchor="oven-spring", page="33")),
        ("book:p/32", Target(item="chapter:baking", page="32")),
        ("book:p/iii", Target(item="chapter:preface", page="iii")),
        ("book:p/v", Target(page="v")),
        ("book:fig/1-1", Target(item="figure:figure-1-1", page="1-1")),
        ("#", item("page:salt")),
        ("#top", item("page:salt")),
        ("https://example.org/a(b)", Target(url="https://example.org/a(b)")),
        ("HTTP://example.org", Target(url="HTTP://example.org")),
        ("https://münchen.example/x", Target(url="https://münchen.example/x")),
        ("http://[::1]:8000/", Target(url="http://[::1]:8000/")),
        ("mailto:a@b.example?subject=x", Target(url="mailto:a@b.example?subject=x")),
        ("tel:+49-123", Target(url="tel:+49-123")),
        ("doi:10.1000/182", Target(url="doi:10.1000/182")),
    ],
)
def test_meanings(book: Book, destination: str, target: Target) -> None:
    assert meaning(book, destination) == target


def test_lookup_goes_by_id_then_key_then_alias(book: Book) -> None:
    text = (
        "- {id: lye, title: By id, url: 'https://x.example/1', kind: post, year: 2020, topic: t}\n"
        "- {id: other, title: By key, url: 'https://x.example/2', kind: post, year: 2020, topic: t, cite_key: salt-key, aliases: [pepper]}\n"
    )
    root = book({"content/resources/salt.yaml": text, PAGE: f"{HEAD}[a](resource:lye) [b](resource:salt-key) [c](resource:pepper)\n"})
    site, found = resolved(root)
    assert [site.meaning("page:salt", f"resource:{name}") for name in ("lye", "salt-key")] == [item("resource:lye"), item("resource:other")]
    assert site.meaning("page:salt", "resource:pepper") == item("resource:other")
    assert [each.code.code for each in found] == ["REF310"]


def test_references_in_code_comments_and_mathematics_are_text(book: Book) -> None:
    assert said(book, "`[](chapter:x)` <!-- [](chapter:x) --> $[](chapter:x)$\n\n```\n[](chapter:x)\n```\n\n\\[](chapter:x\\)") is None


# One finding each


@pytest.mark.parametrize(
    ("written", "code", "place", "message", "advice"),
    [
        # REF302 unknown-id
        ("[](resource:stem-study)", "REF302", "4:4", "no resource is called `stem-study`", "`steam-study` (Steam in the Oven)"),
        ("[](term:zymurgy)", "REF302", "4:4", "no term is called `zymurgy`", "add a term `zymurgy`"),
        ("[](artifact:zymurgy)", "REF302", "4:4", "no artifact is called `zymurgy`", "add an artifact `zymurgy`"),
        ("[](chapter:9)", "REF302", "4:4", "no chapter is called `9`", "correct the name"),
        (
            "[](term:dough)",
            "REF302",
            "4:4",
            "no term is called `dough`",
            "a chapter has a similar name: `chapter:dough` (Chapter 1. Dough)",
        ),
        ("[](chapter:glutn)", "REF302", "4:4", "no chapter is called `glutn`", "a term has a similar name: `term:gluten`"),
        ("[](resource:Steam in the Ovn)".replace(" ", "%20"), "REF302", "4:4", "no resource is called", "`steam-study`"),
        ("[](chapter:baking.md)", "REF302", "4:4", "no chapter is called `baking.md`", "`baking`"),
        ("[](chapter:Baking)", "REF302", "4:4", "no chapter is called `Baking`", "`baking`"),
        ("[@stem-study]", "REF302", "4:3", "no resource is called `stem-study`", "`steam-study`"),
        ("[@scince]", "REF302", "4:3", "no resource is called `scince`", "a resource has a similar name: `science` ("),
        ("![](figure:loav)", "REF302", "4:5", "no figure is called `loav`", "`loaf`"),
        # REF306 unknown-prefix
        ("[](chaptr:dough)", "REF306", "4:4", "`chaptr:` names no kind of entry", "a prefix has a similar name: `chapter`"),
        ("[x](foo:bar)", "REF306", "4:5", "`foo:` names no kind of entry", "the prefixes are `appendix`, `artifact`"),
        # REF308 unknown-anchor
        ("[](chapter:dough#watr)", "REF308", "4:4", "`chapter:dough` has no place called `#watr`", "`#water`"),
        ("[](term:gluten#zymurgy)", "REF308", "4:4", "`term:gluten` has no place called `#zymurgy`", "without the anchor"),
        # REF310 outdated-alias
        ("[](term:wetness)", "REF310", "4:4", "`wetness` is a former name of `hydration`", "write `term:hydration`"),
        # REF312 untitled-target
        ("[](https://example.org/)", "REF312", "4:4", "the link to `https://example.org/` has no text", "write what the reader will find"),
        ("[](../assets/figures/loaf.svg)", "REF312", "4:4", "has no text", "write what the reader will find"),
        ("[ ](https://example.org/)", "REF312", "4:5", "has no text", "write what the reader will find"),
        # REF313 print-anchor-out-of-range
        ("[x](book:p/61)", "REF313", "4:5", "the printed book has no page `61`", "run from 1 to 60"),
        ("[x](book:p/0)", "REF313", "4:5", "no page `0`", "run from 1 to 60"),
        ("[x](book:p/033)", "REF313", "4:5", "no page `033`", "run from 1 to 60"),
        ("[x](book:p/ii)", "REF313", "4:5", "no page `ii`", "begin with iii"),
        ("[x](book:p/iix)", "REF313", "4:5", "no page `iix`", "run from 1 to 60"),
        ("[x](book:p/" + "9" * 5000 + ")", "REF313", "4:5", "no page `999", "run from 1 to 60"),
        ("[x](book:p/٣)", "REF313", "4:5", "no page `٣`", "run from 1 to 60"),
        ("[x](book:fig/9-9)", "REF313", "4:5", "no figure `9-9`", "no figure carries the number `9-9`"),
        ("[x](book:table/1-1)", "REF313", "4:5", "no table `1-1`", "no table carries the number `1-1`"),
        ("[x](book:chapter/1)", "REF313", "4:5", "no place called `chapter/1`", "`book:p/47`"),
        ("[x](book:)", "REF313", "4:5", "no place called ``", "`book:p/47`"),
        # REF317 unknown-placeholder
        ("[{pages}](chapter:dough)", "REF317", "4:2", "`{pages}` can't be filled in here", "`{title}`, `{number}`, `{label}`, `{page}`"),
        ("[see {year}](term:gluten)", "REF317", "4:6", "`{year}` can't be filled in here", "`{title}`, `{label}`"),
        ("[{count}](chapter:dough)", "REF317", "4:2", "`{count}` can't be filled in here", "`{title}`"),
        ("[{pages}](../chapters/01-dough.md)", "REF317", "4:2", "`{pages}` can't be filled in here", "`{title}`"),
        ("[{number}](chapter:)", "REF317", "4:2", "`{number}` can't be filled in here", "`{title}`, `{count}`"),
        ("[{count:kid}](resource:)", "REF317", "4:2", "the list has no field `kid`", "`kind`"),
        ("[x](resource:?kid=book)", "REF317", "4:5", "the list has no field `kid`", "`kind`"),
        ("[x](resource:?kind=bok)", "REF317", "4:5", "`kind` is never `bok`", "`book`"),
        # REF319 citation-of-non-resource
        ("[@dough]", "REF319", "4:3", "`@dough` cites something that is no resource", "write `[](chapter:dough)`"),
        # REF323 unsupported-spelling
        ("<chapter:dough>", "REF323", "4:2", "`<chapter:dough>` is no reference", "write `[](chapter:dough)`"),
        ("<chapter:nowhere>", "REF323", "4:2", "`<chapter:nowhere>` is no reference", "write `[](chapter:nowhere)`"),
        ("[](chapters:dough#water)", "REF323", "4:4", "the prefix of chapters is `chapter:`", "write `chapter:dough#water`"),
        # LNK201 missing-target
        ("[x](../chapters/1-dough.md)", "LNK201", "4:5", "the file `../chapters/1-dough.md` does not exist", "`../chapters/01-dough.md`"),
        ("[x](01-dough.md#water)", "LNK201", "4:5", "the file `01-dough.md` does not exist", "`../chapters/01-dough.md`"),
        ("[x](../chapters/01-Dough.md#water)", "LNK201", "4:5", "does not exist", "`../chapters/01-dough.md`"),
        ("![x](../assets/figures/Loaf.svg)", "LNK201", "4:6", "does not exist", "`../assets/figures/loaf.svg`"),
        ("[x](zymurgy.md)", "LNK201", "4:5", "the file `zymurgy.md` does not exist", "correct the path"),
        ("[x](../resources/bread.yaml)", "LNK201", "4:5", "exists but is no part of the published book", "below `content/`"),
        ("[x](../../schemas/book.schema.json)", "LNK201", "4:5", "exists but is no part of the published book", "below `content/`"),
        ("[x](%252e%252e/x.md)", "LNK201", "4:5", "does not exist", "correct the path"),
        ("[x]()", "LNK201", "4:5", "it has no destination", "write the destination"),
        ("[x](?q=1)", "LNK201", "4:5", "it has no destination", "write the destination"),
        # LNK202 missing-anchor
        ("[](#watr)\n\n## Water", "LNK202", "4:4", "this page has no place called `#watr`", "`#water`"),
        ("[x](../chapters/01-dough.md#watr)", "LNK202", "4:5", "`../chapters/01-dough.md` has no place called `#watr`", "`#water`"),
        ("[](#zymurgy)", "LNK202", "4:4", "this page has no place called `#zymurgy`", "without the anchor"),
        # LNK203 forbidden-scheme
        ("[x](JaVaScRiPt:alert)", "LNK203", "4:5", "a link by `JaVaScRiPt:` is not allowed", "link by `https:`"),
        ("[x](&#106;avascript:alert)", "LNK203", "4:5", "a link by `javascript:` is not allowed", "link by `https:`"),
        ("[x](<java&#9;script:alert>)", "LNK203", "4:6", "a link by `javascript:` is not allowed", "link by `https:`"),
        ("[x](<&#10;javascript:alert>)", "LNK203", "4:6", "a link by `javascript:` is not allowed", "link by `https:`"),
        ("[x](data:text/html,x)", "LNK203", "4:5", "a link by `data:` is not allowed", "link by `https:`"),
        ("[x](vbscript:x)", "LNK203", "4:5", "a link by `vbscript:` is not allowed", "link by `https:`"),
        ("[x](file:///etc/passwd)", "LNK203", "4:5", "a link by `file:` is not allowed", "link by `https:`"),
        ("[x](//evil.example)", "LNK203", "4:5", "a link by `//` is not allowed", "link by `https:`"),
        ("[x](/\\evil.example)", "LNK203", "4:5", "a link by `//` is not allowed", "link by `https:`"),
        ("[x](<\\\\\\\\evil.example>)", "LNK203", "4:6", "a link by `//` is not allowed", "link by `https:`"),
        ("[x](foo://bar)", "LNK203", "4:5", "a link by `foo:` is not allowed", "link by `https:`"),
        ("[x](ftp://example.org)", "LNK203", "4:5", "a link by `ftp:` is not allowed", "link by `https:`"),
        ("<javascript:alert>", "LNK203", "4:2", "a link by `javascript:` is not allowed", "link by `https:`"),
        ("[x](https:example.org)", "LNK203", "4:5", "no possible address: two slashes are missing", "whole address"),
        ("[x](https:///path)", "LNK203", "4:5", "no possible address: it names no host", "whole address"),
        ("[x](http://[::1/)", "LNK203", "4:5", "no possible address: its host or its port", "whole address"),
        ("[x](http://x.example:99999/)", "LNK203", "4:5", "no possible address: its host or its port", "whole address"),
        ("[x](mailto:nobody)", "LNK203", "4:5", "it is no mail address", "whole address"),
        ("[x](tel:none)", "LNK203", "4:5", "it has no digits", "whole address"),
        ("[x](doi:11.1/x)", "LNK203", "4:5", "a DOI begins with `10.`", "whole address"),
        # IMG402 outside-path
        ("![x](../../../etc/passwd)", "IMG402", "4:6", "this path leads out of the book", "`content/assets/`"),
        ("![x](%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd)", "IMG402", "4:6", "this path leads out of the book", "`content/assets/`"),
        ("![x](..\\\\..\\\\..\\\\etc\\\\passwd)", "IMG402", "4:6", "this path leads out of the book", "`content/assets/`"),
        ("![x](/../etc/passwd)", "IMG402", "4:6", "this path leads out of the book", "`content/assets/`"),
        ("![x](C:\\pictures\\x.png)", "IMG402", "4:6", "this path leads out of the book", "`content/assets/`"),
    ],
)
def test_one_finding_at_the_destination(book: Book, written: str, code: str, place: str, message: str, advice: str) -> None:
    found = said(book, written)
    assert found is not None
    assert (found.code.code, str(found.span)) == (code, f"{PAGE}:{place}")
    assert found.item == "pages:salt"
    assert message in found.message
    assert advice in (found.help or "")
    assert len(found.message) < 200
    stands = Source.of(PAGE, f"{HEAD}{written}\n").cut(found.span)
    assert stands in written
    assert bool(stands) == ("no destination" not in message or "?" in written)
    if code in {"REF302", "REF306", "REF308", "REF310", "REF317", "REF319", "LNK201", "LNK202"} and stands:
        # What the message names is what is underlined.
        named = [name.strip("@:{}#") for name in re.findall("`(.*?)`", found.message)]
        assert any(name in stands or name in unquote(stands) for name in named if name) or "no destination" in message


@pytest.mark.parametrize(
    "written",
    [
        "[](resource:steam-study)", "[{number}](chapter:dough)", "[page {page}](chapter:dough#water)", "[{label} {title}](term:gluten)",
        "[{year}](resource:steam-study)", "[{page}](book:p/33)", "[{count}](chapter:)", "[{count:language}](edition:?format=print)",
        "[{x} and {Y} braces](https://example.org)", "[@steam-study, p. 3; @science]", "[](book:p/60)", "[](book:p/1)", "![x](figure:loaf)",
        "<https://example.org/>", "<a@b.example>", "https://example.org", "[](chapter:dough#water)", "[](../chapters/01-dough.md)",
        "[![a loaf](../assets/figures/loaf.svg)](https://example.org/)", "[**x**](https://example.org/)", "[`x`](https://example.org/)",
        "[x](< chapter:dough >)",
        "[x](a%20b.md)", "\\[@nobody\\]", "[x](./deep/../about.md)",
    ],
)  # fmt: skip
def test_near_misses(book: Book, written: str) -> None:
    assert said(book, written, **{"content/pages/a b.md": HEAD}) is None


@pytest.mark.parametrize(
    ("written", "repaired_to", "safe"),
    [
        ("[](resource:stem-study)", "[](resource:steam-study)", False),
        ("[](chapter:bakin#oven-spring)", "[](chapter:baking#oven-spring)", False),
        ("[](<term:glutn>)", "[](<term:gluten>)", False),
        ("[@stem-study, p. 3]", "[@steam-study, p. 3]", False),
        ("[](term:dough#water)", "[](chapter:dough#water)", False),
        ("[](chaptr:dough#water)", "[](chapter:dough#water)", False),
        ("[](chapter:dough#watr)", "[](chapter:dough#water)", False),
        ("[](term:wetness)", "[](term:hydration)", True),
        ("<chapter:dough>", "[](chapter:dough)", True),
        ("See <term:gluten>, too", "See [](term:gluten), too", True),
        ("[](chapters:dough#water)", "[](chapter:dough#water)", True),
        ("[](chapters:?kind=chapter)", "[](chapter:?kind=chapter)", True),
        ("[x](../chapters/01-Dough.md#water)", "[x](../chapters/01-dough.md#water)", True),
        ("![x](../assets/figures/LOAF.svg)", "![x](../assets/figures/loaf.svg)", True),
        ("[x](../chapters/1-dough.md#water)", "[x](../chapters/01-dough.md#water)", False),
        ("[](#watr)\n\n## Water", "[](#water)\n\n## Water", False),
    ],
)
def test_fixes(book: Book, written: str, repaired_to: str, safe: bool) -> None:  # noqa: FBT001 - a column of the table
    found = said(book, written)
    assert found is not None
    assert found.fix is not None
    assert (found.fix.applicability is Applicability.SAFE) == safe
    assert repaired(f"{HEAD}{written}\n", found.fix) == f"{HEAD}{repaired_to}\n"
    assert said(book, repaired_to) is None


@pytest.mark.parametrize("written", ["[x][ref]\n\n[ref]: chapter:bakin", "[](chapter:b&#97;kin)"])
def test_no_fix_where_the_destination_does_not_stand_as_it_reads(book: Book, written: str) -> None:
    found = said(book, written)
    assert found is not None
    assert found.code.code == "REF302"
    if found.fix is not None:
        fixed = repaired(f"{HEAD}{written}\n", found.fix)
        assert said(book, fixed.removeprefix(HEAD)) is None


def test_a_name_written_in_another_normal_form_is_found(book: Book) -> None:
    found = said(book, "[x](cafe\u0301.md)", **{"content/pages/caf\u00e9.md": HEAD.replace("---\nt", "---\nid: cafe\nt")})
    assert found is not None
    assert found.fix is not None
    assert found.fix.applicability is Applicability.SAFE


# In YAML


RESOURCE = "- id: salt-study\n  title: Salt\n  url: https://bread.example.org/salt\n  kind: post\n  year: 2020\n"
YAML = "content/resources/salt.yaml"


def yaml_said(book: Book, lines: str, **more: str) -> Diagnostic | None:
    found = resolved(book({YAML: RESOURCE + lines, **more}))[1]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("lines", "code", "place", "message", "fixed"),
    [
        ("  chapters: [bakin]\n", "REF302", "6:14", "no chapter is called `bakin`", "  chapters: [baking]\n"),
        ('  chapters: ["bakin"]\n', "REF302", "6:14", "no chapter is called `bakin`", '  chapters: ["baking"]\n'),
        ("  chapters:\n    - 'chapter:bakin'\n", "REF302", "7:7", "no chapter is called `bakin`", "  chapters:\n    - 'chapter:baking'\n"),
        ("  chapters: [gluten]\n", "REF302", "6:14", "no chapter is called `gluten`", None),
        ("  chapters: ['term:gluten']\n", "REF307", "6:14", "`term:gluten` is a term, which this field does not take", None),
        (
            "  topic: x\n  part_of: mil-report\n",
            "REF302",
            "7:12",
            "no resource is called `mil-report`",
            "  topic: x\n  part_of: mill-report\n",
        ),
        ("  topic: x\n  note: >-\n    See the\n    [x](term:wetness).\n", "REF310", "9:9", "`wetness` is a former name", None),
        ("  chapters: ['chapters:dough']\n", "REF323", "6:14", "the prefix of chapters is `chapter:`", "  chapters: ['chapter:dough']\n"),
        ("  topic: x\n  note: 'Don''t [](term:glutn).'\n", "REF302", "7:20", "no term is called `glutn`", None),
        (
            "  topic: x\n  note: <term:gluten>\n",
            "REF323",
            "7:10",
            "`<term:gluten>` is no reference",
            "  topic: x\n  note: [](term:gluten)\n",
        ),
    ],
)
def test_references_in_fields(book: Book, lines: str, code: str, place: str, message: str, fixed: str | None) -> None:
    found = yaml_said(book, lines)
    assert found is not None
    assert (found.code.code, str(found.span)) == (code, f"{YAML}:{place}")
    assert message in found.message
    if fixed is not None:
        assert found.fix is not None
        assert repaired(RESOURCE + lines, found.fix) == RESOURCE + fixed


def test_an_alias_in_a_field_is_replaced_by_the_bare_id(book: Book) -> None:
    text = "- {id: starch, term: starch, definition: x, see_also: [wetness, 'term:wetness']}\n"
    _, found = resolved(book({"content/glossary/more.yaml": text}))
    assert [each.code.code for each in found] == ["REF310", "REF310"]
    fixes = [each.fix for each in found if each.fix]
    assert repaired(repaired(text, fixes[1]), fixes[0]) == text.replace("wetness", "hydration")


def test_a_key_may_stand_where_an_id_may(book: Book) -> None:
    root = book({YAML: RESOURCE + "  chapters: ['1', 'chapter:2']\n  part_of: science\n"})
    site, found = resolved(root)
    assert found == ()
    assert [each.key for each in site.refers("resource:salt-study", "chapters")] == ["chapter:dough", "chapter:baking"]
    assert [each.key for each in site.refers("resource:salt-study", "part_of")] == ["resource:bread-science"]


def test_a_free_field_may_hold_text(book: Book) -> None:
    lines = "  topic: x\n  authors: [ada-baker, Somebody Else, 'note: a group', 'https://x.example']\n"
    site, found = resolved(book({YAML: RESOURCE + lines}))
    assert found == ()
    assert [each.key for each in site.refers("resource:salt-study", "authors")] == ["person:ada-baker"]


def with_related(target: Any) -> dict[str, str]:
    """The pages' schema with a field `related` that may name entries of the given collections."""
    path = Path(__file__).parent.parent.parent / "schemas/pages.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["related"] = {"type": "array", "items": {"type": "string", "x-ref": target}}
    return {"schemas/pages.schema.json": json.dumps(schema)}


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("term:gluten", None, ""), ("chapter:dough", None, ""), ("hydration", None, ""), ("1", None, ""),
        ("dough", "REF311", "`dough` names 2 entries"),
        ("resource:steam-study", "REF307", ", which this field does not take"),
        ("term:zymurgy", "REF302", "no term is called `zymurgy`"),
        ("zymurgy", "REF302", "no chapter is called `zymurgy`"),
    ],
)  # fmt: skip
def test_a_field_that_takes_several_kinds(book: Book, written: str, code: str | None, message: str) -> None:
    more = {"content/glossary/more.yaml": "- {id: dough, term: dough, definition: x}\n", **with_related(["chapters", "glossary"])}
    _, found = resolved(book({PAGE: f"---\ntitle: Salt\nrelated: ['{written}']\n---\n", **more}))
    assert [each.code.code for each in found] == ([code] if code else [])
    if code:
        assert message in found[0].message
        assert str(found[0].span) == f"{PAGE}:3:11"
    if code == "REF311":
        assert found[0].help == "write `chapter:dough` or `term:dough`"


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("page:about", None, ""), ("chapter:", None, ""), ("resource:?kind=book", None, ""), ("chapter:dough#water", None, ""),
        ("page:abuot", "REF302", "no page is called `abuot`"),
        ("about", "REF306", "`about` does not say what kind of entry it is"),
        ("zymurgy", "REF306", "`zymurgy` does not say what kind of entry it is"),
        ("chaptr:", "REF306", "`chaptr:` names no kind of entry"),
    ],
)  # fmt: skip
def test_the_navigation_of_the_settings(book: Book, written: str, code: str | None, message: str) -> None:
    text = (Path(__file__).parent.parent / "books/minimal/content/book.yaml").read_text(encoding="utf-8")
    _, found = resolved(book({"content/book.yaml": text.replace('"page:about"', f'"{written}"')}))
    assert [each.code.code for each in found] == ([code] if code else [])
    if code:
        assert message in found[0].message
        assert found[0].span.path == "content/book.yaml"
        assert found[0].item == "book:book"


def test_addresses_in_fields(book: Book) -> None:
    lines = "  topic: x\n  also: ['javascript:alert(1)', 'https://x.example', '//y.example']\n"
    _, found = resolved(book({YAML: RESOURCE + lines}))
    assert [(each.code.code, str(each.span)) for each in found] == [("LNK203", f"{YAML}:7:10"), ("LNK203", f"{YAML}:7:54")]


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("figures/loaf.svg", None, ""),
        ("figures/Loaf.svg", "LNK201", "`figures/Loaf.svg` does not exist"),
        ("loaf.svg", "LNK201", "`loaf.svg` does not exist"),
        ("figures/none.svg", "LNK201", "`figures/none.svg` does not exist"),
        ("../../../etc/passwd", "IMG402", "leads out of the book"),
        ("..\\..\\..\\etc\\passwd", "IMG402", "leads out of the book"),
        ("%2e%2e/%2e%2e/%2e%2e/etc", "IMG402", "leads out of the book"),
        ("/etc/passwd", "IMG402", "leads out of the book"),
    ],
)
def test_files_in_fields(book: Book, path: str, code: str | None, message: str) -> None:
    text = f"- {{id: salt, kind: figure, caption: x, alt: y, file: '{path}'}}\n"
    _, found = resolved(book({"content/figures/salt.yaml": text}))
    assert [each.code.code for each in found] == ([code] if code else [])
    if code:
        assert message in found[0].message
    if path == "figures/Loaf.svg":
        assert found[0].fix is not None
        assert found[0].fix.applicability is Applicability.SAFE
        assert repaired(text, found[0].fix) == text.replace("Loaf", "loaf")


# Names taken twice


def thing(name: str, more: str = "") -> str:
    return f"- {{id: {name}, title: T, url: 'https://x.example/{name}', kind: post, year: 2020, topic: t{more}}}\n"


@pytest.mark.parametrize(
    ("text", "message", "place", "first"),
    [
        (thing("steam-study"), "the id `steam-study` is used twice", "1:8", "content/resources/bread.yaml:11:7"),
        (thing("salt") + thing("salt"), "the id `salt` is used twice", "2:8", f"{YAML}:1:8"),
        (thing("salt", ", cite_key: science"), "the `cite_key` `science` is used twice", "1:99", "content/resources/bread.yaml:7:13"),
        (thing("salt", ", cite_key: Science"), "the `cite_key` `Science` is used twice", "1:99", "content/resources/bread.yaml:7:13"),
        (
            thing("salt", ", cite_key: steam-study"),
            "the `cite_key` `steam-study` is used twice",
            "1:99",
            "content/resources/bread.yaml:11:7",
        ),
        (thing("salt", ", aliases: [steam-study]"), "the alias `steam-study` is used twice", "1:99", "content/resources/bread.yaml:11:7"),
        (thing("salt", ", aliases: [a]") + thing("pepper", ", aliases: [b, a]"), "the alias `a` is used twice", "2:106", f"{YAML}:1:99"),
    ],
)
def test_names_taken_twice(book: Book, text: str, message: str, place: str, first: str) -> None:
    _, found = resolved(book({YAML: text}))
    assert [(each.code.code, str(each.span)) for each in found] == [("REF301", f"{YAML}:{place}")]
    assert found[0].message == message
    assert [str(label.span) for label in found[0].related] == [first]
    assert first in (found[0].help or "")


def test_names_that_may_be_alike(book: Book) -> None:
    text = thing("dough", ", cite_key: dough, aliases: [dough, flour]")
    assert resolved(book({YAML: text}))[1] == ()


def test_of_two_entries_with_one_id_the_first_is_meant(book: Book) -> None:
    site, _ = resolved(book({YAML: thing("steam-study"), "content/resources/a.yaml": thing("steam-study")}))
    assert site.items["resource:steam-study"].entry.source.path == "content/resources/a.yaml"


def test_ids_from_file_names_clash_too(book: Book) -> None:
    _, found = resolved(book({"content/pages/02-about.md": HEAD, "content/pages/more/about.md": HEAD}))
    assert [(each.code.code, str(each.span)) for each in found] == [
        ("REF301", "content/pages/about.md"),
        ("REF301", "content/pages/more/about.md"),
    ]


# What is published


def status(value: str) -> dict[str, str]:
    return {"content/pages/pepper.md": f"---\ntitle: Pepper\nstatus: {value}\n---\n[](chapter:dough)\n"}


@pytest.mark.parametrize("written", ["[](page:pepper)", "[x](pepper.md)"])
@pytest.mark.parametrize(
    ("state", "code"), [("draft", "REF309"), ("archived", "REF322"), ("coming-soon", None), ("tbc", None), ("published", None), ("5", None)]
)
def test_targets_by_status(book: Book, state: str, code: str | None, written: str) -> None:
    found = said(book, written, **status(state))
    assert (found.code.code if found else None) == code


def test_a_draft_may_name_drafts_and_is_no_item(book: Book) -> None:
    root = book({PAGE: "---\ntitle: Salt\nstatus: draft\n---\n[](page:pepper) [](page:nobody)\n", **status("draft")})
    site, found = resolved(root)
    assert [each.code.code for each in found] == ["REF302"]
    assert not {"page:salt", "page:pepper"} & set(site.items)
    assert not [edge for edge in site.edges if "page:salt" in {edge.origin, edge.target}]


def test_with_drafts_all_may_name_them(book: Book) -> None:
    root = book({PAGE: f"{HEAD}[](page:pepper)\n", **status("draft")})
    site, found = resolved(root, drafts=True)
    assert found == ()
    assert "page:pepper" in site.items
    assert [edge.target for edge in site.edges if edge.origin == "page:salt"] == ["page:pepper"]


# What could not be read is not missed


@pytest.mark.parametrize(
    "files",
    [
        {"content/glossary/terms.yaml": "- id: gluten\n  term: a: b\n- id: hydration\n"},
        {"content/glossary/terms.yaml": b"- id: gluten\n  term: \xff\n- id: hydration\n"},
        {"content/chapters/01-dough.md": "---\ntitle: Dough\nnumber: 1\n"},
        {"content/chapters/01-dough.md": "---\ntitle: Dough: rising\nnumber: 1\n---\n"},
        {"content/resources/bread.yaml": "id: bread-science\nsteam-study: {id: steam-study}\nx: {id: mill-report}\n"},
        {"content/people/people.yaml": b"x" * 5_000_001},
        {"content/book.yaml": "title: A: b\n"},
        {"content/figures/figures.yaml": "- &x {id: figure-1-1}\n- {id: loaf}\n"},
        {"content/chapters/02-baking.md": "---\nid: Not An Id\nnumber: 2\ntitle: Baking\n---\n"},
    ],
)
def test_references_to_what_could_not_be_read_are_not_blamed(book: Book, files: dict[str, str | bytes | None]) -> None:
    found = resolved(book(files))[1]
    # An invalid id is found by `validate`; who names the entry by the id it should have is told so.
    allowed = {"REF302"} if "Not An Id" in str(files) else set()
    assert {each.code.code for each in found} <= allowed


def test_a_misspelt_folder_is_one_cause(book: Book) -> None:
    text = (Path(__file__).parent.parent / "books/minimal/content/glossary/terms.yaml").read_text(encoding="utf-8")
    root = book({"content/glossary/terms.yaml": None, "content/glosary/terms.yaml": text})
    assert [found.code.code for found in load(root).diagnostics] == ["SCH112"]
    assert resolved(root)[1] == ()


def test_a_picture_behind_a_forbidden_link_is_one_cause(book: Book) -> None:
    root = book({PAGE: f"{HEAD}![x](../assets/x.svg)\n"})
    (root / "content/assets/x.svg").symlink_to("/etc/passwd")
    assert [found.code.code for found in load(root).diagnostics] == ["BLD904"]
    assert resolved(root)[1] == ()
