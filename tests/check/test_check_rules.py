"""Each rule on the small book: what breaks it, found at the exact place, and what comes close and is fine."""

import json
import re
from collections.abc import Callable, Mapping

import pytest

from pipeline.check import CODES, check
from pipeline.check.rules import RULES
from pipeline.model.site import Site
from tests.check.test_check_text import TEXT

Files = Mapping[str, str | bytes | None]
Seen = tuple[str, str, str]

CAKE = """---
kind: chapter
number: {number}
title: Cake
pages: {{from: 60, to: 60}}
prerequisites: [{needs}]
---
{body}
"""
RESOURCE = "- {{id: {id}, title: {id}, url: '{url}', kind: post, year: 2020, {more}}}\n"
EDITION = "- {{id: {id}, language: DE, format: print, publisher: M, {more}}}\n"
TOLD = "---\norganisation: O\nuse_case: u\nchapters: [baking]\nresources: [{resources}]\n{more}\n---\n{body}\n"
STUDY = "content/case-studies/village-oven.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def cake(body: str = "Cake is sweet.", number: int = 3, needs: str = "baking") -> dict[str, str]:
    """A third chapter."""
    return {"content/chapters/03-cake.md": CAKE.format(body=body, number=number, needs=needs)}


def resource(name: str, url: str, more: str = "chapters: [dough]") -> dict[str, str]:
    """A further resource."""
    return {f"content/resources/z-{name}.yaml": RESOURCE.format(id=name, url=url, more=more)}


def drawing(inside: str = "", attributes: str = "", name: str = "art") -> dict[str, str]:
    """A further drawing, and a picture in prose that uses it."""
    return {f"content/assets/{name}.svg": SVG.format(inside=inside, attributes=attributes), **shown(f"{name}.svg")}


def shown(file: str, alt: str = "A loaf seen from above") -> dict[str, str]:
    """A page that shows a file."""
    return {"content/pages/shown.md": f"---\ntitle: Shown\norder: 9\n---\n![{alt}](../assets/{file})\n"}


BAD: dict[str, tuple[Files, list[Seen]]] = {
    "include-of-lines-that-are-not-there": (
        {"content/code/cake.py": "bake()\n", **cake('[All](../code/cake.py#L1-L2 "include")')},
        [("MKD107", "#L1-L2", "the file has 1 line, and this names line 2")],
    ),
    "orphan": (
        resource("yeast", "https://a.example/", "topic: yeast"),
        [("REF303", "yeast", "nothing refers to the resource `yeast`")],
    ),
    "repeated-url": (
        resource("again", "http://www.bread.EXAMPLE.org:80/x/../science/"),
        [
            (
                "REF304",
                "'http://www.bread.EXAMPLE.org:80/x/../science/'",
                "the URL `http://www.bread.EXAMPLE.org:80/x/../science/` is given twice in `resources`",
            )
        ],
    ),
    "repeated-isbn": (
        {"content/editions/more.yaml": EDITION.format(id="swiss", more='region: CH, isbn13: "978-3-16-148410-0"')},
        [("REF304", '"978-3-16-148410-0"', "the ISBN `978-3-16-148410-0` is given twice in `editions`")],
    ),
    "gap": (cake(number=4), [("REF305", "4", "no chapter has the number 3")]),
    "wide-gap": (cake(number=7), [("REF305", "7", "no chapter has the numbers 3 to 6")]),
    "gap-at-the-start": ({"content/chapters/01-dough.md": None}, [("REF305", "2", "no chapter has the number 1")]),
    "self-reference-in-a-field": (
        {"content/glossary/more.yaml": "- {id: crumb, term: crumb, definition: Soft., see_also: [crumb]}\n", **cake("[](term:crumb)")},
        [("REF314", "crumb", "`crumb` is the entry that this reference stands in")],
    ),
    "self-reference-in-prose": (
        cake("See [this chapter](chapter:cake)."),
        [("REF314", "chapter:cake", "`chapter:cake` is the entry that this reference stands in")],
    ),
    "self-reference-by-path": (
        cake("See [this chapter](03-cake.md)."),
        [("REF314", "03-cake.md", "`03-cake.md` is the entry that this reference stands in")],
    ),
    "one-way-from-the-figure": (
        {"content/figures/more.yaml": "- {id: oven, kind: figure, chapter: dough, caption: An oven}\n"},
        [("REF315", "dough", "`chapter:dough` does not name `figure:oven` in return")],
    ),
    "one-way-from-the-chapter": (
        {
            "content/figures/figures.yaml": "- {id: figure-1-1, kind: figure, caption: G}\n"
            "- {id: loaf, kind: figure, caption: L, chapter: dough, file: figures/loaf.svg, alt: A loaf on a board}\n"
        },
        [("REF315", "figure-1-1", "`figure:figure-1-1` does not name `chapter:dough` in return")],
    ),
    "circle-of-two": (
        {**cake(needs="icing"), "content/chapters/04-icing.md": CAKE.format(body="", number=4, needs="cake")},
        [("REF318", "icing", "`chapter:cake` leads back to itself through `prerequisites`")],
    ),
    "circle-of-parts": (
        {
            **resource("a", "https://a.example/", "chapters: [dough], part_of: c"),
            **resource("b", "https://b.example/", "chapters: [dough], part_of: a"),
            **resource("c", "https://c.example/", "chapters: [dough], part_of: b"),
        },
        [("REF318", "c", "`resource:a` leads back to itself through `part_of`")],
    ),
    "unmentioned-term": (
        {"content/glossary/more.yaml": "- {id: crumb, term: crumb, definition: The soft part of the bread.}\n"},
        [("REF325", "crumb", "no text mentions the term `crumb`")],
    ),
    "term-is-an-abbreviation": (
        {"content/glossary/zz.yaml": "- {id: hy, term: hy, definition: Something else.}\n", **cake("[](term:hy)")},
        [("REF326", "hy", "`hy` belongs to `hydration` already")],
    ),
    "two-names-one-person": (
        {"content/people/zz.yaml": "- {id: b, name: Ben M., aka: [BM, ben  miller], roles: [editor]}\n"},
        [("REF326", "ben  miller", "`ben  miller` belongs to `ben-miller` already")],
    ),
    "unanswered": (
        {"content/prompts/recipe-between-marks.md": None},
        [("REF327", "attack", "no defence answers the attack `sweet-talk`")],
    ),
    "answered-by-another-attack": (
        {"content/prompts/recipe-between-marks.md": "---\nkind: attack\nchapters: [dough]\nanswers: [sweet-talk]\n---\nText.\n"},
        [
            ("REF327", "attack", "no defence answers the attack `recipe-between-marks`"),
            ("REF327", "attack", "no defence answers the attack `sweet-talk`"),
        ],
    ),
    "uncited": (
        {STUDY: TOLD.format(resources="steam-study, mill-report", more="outcome: See [@mill-report].", body="[@steam-study]")},
        [("REF328", "mill-report", "the text never cites `mill-report`")],
    ),
    "uncited-metric": (
        {STUDY: TOLD.format(resources="steam-study", more="metrics: [{name: n, value: 1, source: mill-report}]", body="[@steam-study]")},
        [("REF328", "mill-report", "the text never cites `mill-report`")],
    ),
    "repeated-edition": (
        {"content/editions/more.yaml": EDITION.format(id="german-again", more="status: tbc")},
        [("EDN604", "german-again", "`german-again` has the language, region and format of `german`")],
    ),
    "skipped-level": (cake("## Sugar\n\n#### Brown"), [("MKD101", "#### Brown", "a heading of level 4 follows one of level 2")]),
    "skipped-first-level": (cake("### Sugar"), [("MKD101", "### Sugar", "a heading of level 3 follows the title")]),
    "level-one": (cake("# Cake\n\n## Sugar"), [("MKD101", "# Cake", "a heading of level 1 stands in the text")]),
    "twins": (cake("## Sugar\n\n## Salt\n\n## sugar"), [("MKD101", "## sugar", "the heading `sugar` stands here twice")]),
    "empty-heading": (cake("##\n\ntext"), [("MKD101", "##", "this heading has no text")]),
    "no-alt": (shown("figures/loaf.svg", ""), [("IMG401", "../assets/figures/loaf.svg", "the picture `loaf.svg` has no alternative text")]),
    "alt-is-file": (
        shown("figures/loaf.svg", "Loaf.svg"),
        [("IMG401", "Loaf.svg", "the alternative text `Loaf.svg` is the name of the file")],
    ),
    "alt-is-stem": (
        shown("figures/loaf.svg", "loaf"),
        [("IMG401", "loaf", "the alternative text `loaf` is the name of the file")],
    ),
    "alt-is-another-file": (
        shown("figures/loaf.svg", "IMG_2.JPG"),
        [("IMG401", "IMG_2.JPG", "the alternative text `IMG_2.JPG` is the name of the file")],
    ),
    "alt-is-image": (
        shown("figures/loaf.svg", "Image"),
        [("IMG401", "Image", "the alternative text `Image` says nothing about the picture")],
    ),
    "alt-is-image-of": (
        shown("figures/loaf.svg", "an image of"),
        [("IMG401", "an image of", "the alternative text `an image of` says nothing about the picture")],
    ),
    "alt-is-a-number": (
        shown("figures/loaf.svg", "Figure 1-2."),
        [("IMG401", "Figure 1-2.", "the alternative text `Figure 1-2.` says nothing about the picture")],
    ),
    "no-alt-outside": (
        cake("![](https://a.example/x.png)"),
        [("IMG401", "https://a.example/x.png", "the picture `x.png` has no alternative text")],
    ),
    "figure-with-vague-alt": (
        {"content/figures/more.yaml": "- {id: oven, kind: figure, caption: An oven, file: figures/loaf.svg, alt: diagram}\n"},
        [("IMG401", "diagram", "the alternative text `diagram` says nothing about the picture")],
    ),
    "script": (drawing("<script>alert(1)</script>"), [("IMG403", "script", "this drawing holds the element `<script>`")]),
    "handler": (drawing(attributes='title="onload" onload="f()"'), [("IMG403", "onload", "this drawing holds the handler `onload`")]),
    "broken-svg": (
        drawing("<g>"),
        [("IMG403", "content/assets/art.svg", "this drawing is not well-formed XML, so nobody can tell what it does")],
    ),
    "wrong-suffix": (
        {"content/assets/art.jpg": PNG, **shown("art.jpg")},
        [("IMG404", "content/assets/art.jpg", "this file holds PNG, not JPEG")],
    ),
    "html-as-svg": (
        {"content/assets/art.svg": "<html></html>", **shown("art.svg")},
        [("IMG404", "content/assets/art.svg", "this file holds `<html>`, not SVG")],
    ),
    "empty-picture": ({"content/assets/art.png": b"", **shown("art.png")}, [("IMG404", "content/assets/art.png", "this picture is empty")]),
    "orphan-asset": ({"content/assets/art.png": PNG}, [("IMG405", "content/assets/art.png", "nothing shows this file or links to it")]),
    "orphan-beside-a-chapter": (
        {"content/chapters/art.png": PNG},
        [("IMG405", "content/chapters/art.png", "nothing shows this file or links to it")],
    ),
    "same-bytes": (
        {"content/assets/a.png": PNG, "content/assets/b.png": PNG, **cake("[a](../assets/a.png) [b](../assets/b.png)")},
        [("IMG406", "content/assets/b.png", "this file is the same as `content/assets/a.png`")],
    ),
    "same-stem": (
        {"content/assets/a.png": PNG, **drawing(name="a"), **cake("[a](../assets/a.png)")},
        [("IMG406", "content/assets/a.svg", "this file has the name of `content/assets/a.png`")],
    ),
    "large-picture": (
        {"content/assets/art.png": PNG + b"\0" * 299_961, **shown("art.png")},
        [("IMG407", "content/assets/art.png", "this picture has 300,001 bytes, more than 300,000 bytes")],
    ),
    "large-drawing": (
        drawing(f"<title>{'x' * 100_000}</title>"),
        [("IMG407", "content/assets/art.svg", "this picture has 100,062 bytes, more than 100,000 bytes")],
    ),
}

GOOD: dict[str, Files] = {
    "nothing-added": {},
    "orphan-that-is-cited": {**resource("yeast", "https://a.example/", "topic: yeast"), **cake("[@yeast] tells.")},
    "orphan-that-is-archived": resource("yeast", "https://a.example/", "topic: yeast, status: archived"),
    "url-with-another-fragment": resource("again", "https://bread.example.org/science#two"),
    "url-with-another-query": resource("again", "https://bread.example.org/science?page=2"),
    "url-with-another-case-of-path": resource("again", "https://bread.example.org/Science"),
    "isbn-to-be-confirmed": {
        "content/editions/more.yaml": EDITION.format(id="a", more="region: CH, isbn13: tbc, status: tbc")
        + EDITION.format(id="b", more="region: AT, isbn13: tbc, status: tbc")
    },
    "draft-fills-the-gap": {
        **cake(number=4),
        "content/chapters/03-icing.md": "---\nkind: chapter\nstatus: draft\nnumber: 3\ntitle: Icing\n---\n",
    },
    "own-page-anchor": cake("## Sugar\n\nSee [above](#sugar) and [it](chapter:cake#sugar)."),
    "figure-of-a-chapter-without-list": {"content/figures/more.yaml": "- {id: oven, kind: figure, chapter: baking, caption: An oven}\n"},
    "diamond-of-prerequisites": {
        **cake(needs="dough, baking"),
        "content/chapters/04-icing.md": CAKE.format(body="", number=4, needs="dough, cake"),
    },
    "name-repeated-within-one-entry": {"content/people/zz.yaml": "- {id: b, name: Bea, aka: [bea, BEA], roles: [editor]}\n"},
    "cited-by-link": {STUDY: TOLD.format(resources="steam-study", more="outcome: Warm.", body="[They](resource:steam-study)")},
    "unfinished-attack": {"content/prompts/new.md": "---\nkind: attack\nstatus: coming-soon\ntitle: New\nchapters: [dough]\n---\n"},
    "edition-of-another-region": {"content/editions/more.yaml": EDITION.format(id="swiss", more="region: CH, status: tbc")},
    "headings-going-up-again": cake("## Sugar\n\n### Brown\n\n#### Very\n\n## Salt\n\n### Brown"),
    "figure-in-prose": cake("![](figure:loaf)"),
    "alt-that-begins-with-image": shown("figures/loaf.svg", "Image of a loaf with a cut along its top"),
    "decorative-figure": {
        "content/figures/more.yaml": "- {id: oven, kind: figure, caption: An oven, file: figures/loaf.svg, decorative: true}\n"
    },
    "harmless-drawing": drawing('<defs><g id="a"/></defs><style>.a{fill:url(#a)}</style><use href="#a" fill="url(#a)"/>'),
    "drawing-with-doctype": {
        "content/assets/art.svg": '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>',
        **shown("art.svg"),
    },
    "asset-that-is-linked": {"content/assets/sheet.pdf": b"%PDF-1.7", **cake("[the sheet](../assets/sheet.pdf)")},
    "asset-that-speaks-of-its-folder": {"content/assets/README.txt": "Drawn by hand.", "content/assets/.gitkeep": ""},
    "same-bytes-as-data": {"content/assets/a.png": PNG, "content/data/b.png": PNG, **cake("[a](../assets/a.png)")},
    "same-stem-in-another-folder": {**drawing(name="vi/loaf")},
    "picture-of-the-largest-size": {"content/assets/art.png": PNG + b"\0" * (300_000 - len(PNG)), **shown("art.png")},
}


@pytest.mark.parametrize("name", BAD)
def test_found(name: str, seen: Callable[[Files], list[Seen]]) -> None:
    files, expected = BAD[name]
    assert seen(files) == expected


@pytest.mark.parametrize("name", GOOD)
def test_fine(name: str, seen: Callable[[Files], list[Seen]]) -> None:
    assert seen(GOOD[name]) == []


def test_every_rule_has_a_bad_case_here() -> None:
    assert {code for _, expected in BAD.values() for code, _, _ in expected} == {rule.CODE.code for rule in RULES} - TEXT


def test_every_code_is_declared_once_with_a_page() -> None:
    assert len({code.code for code in CODES}) == len({code.name for code in CODES}) == len(CODES)
    for code in CODES:
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", code.code)
        assert re.search(r"^Bad:", code.page, re.MULTILINE)
        assert re.search(r"^Good:", code.page, re.MULTILINE)


def test_related_places_and_items(site: Callable[[Files], Site]) -> None:
    judged = site(resource("again", "https://bread.example.org/science"))
    (found,) = check(judged)
    assert found.item == "resources:again"
    assert [judged.book.sources[label.span.path].cut(label.span) for label in found.related] == ["https://bread.example.org/science"]
    assert "`bread-science` and `again`" in (found.help or "")


def test_circle_names_every_step(site: Callable[[Files], Site]) -> None:
    (found,) = check(site(BAD["circle-of-parts"][0]))
    assert found.help == "take one of these out: `resource:a` → `resource:c` → `resource:b` → `resource:a`"
    assert [label.text for label in found.related] == ["`resource:c` names `resource:b`", "`resource:b` names `resource:a`"]


def test_two_circles_are_two_findings(seen: Callable[[Files], list[Seen]]) -> None:
    pairs = {"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}
    files = {
        path: text
        for one, other in pairs.items()
        for path, text in resource(one, f"https://{one}.example/", f"chapters: [dough], part_of: {other}").items()
    }
    assert [(code, message[:13]) for code, _, message in seen(files)] == [("REF318", "`resource:a` "), ("REF318", "`resource:c` ")]


def test_long_chains_do_not_recurse(seen: Callable[[Files], list[Seen]]) -> None:
    rows = "".join(
        RESOURCE.format(id=f"r{n}", url=f"https://a.example/{n}", more=f"chapters: [dough], part_of: r{(n + 1) % 3000}")
        for n in range(3000)
    )
    assert [code for code, _, _ in seen({"content/resources/z.yaml": rows})] == ["REF318"]


def test_chapter_numbers_that_are_no_keys(seen: Callable[[Files], list[Seen]], site: Callable[[Files], Site]) -> None:
    """Where a repeated key is reported by the resolver there is no second finding; where the number is no key there is one."""
    assert seen(cake(number=2)) == []
    schema = site({}).book.schemas["chapters"]
    text = json.dumps({**schema, "x-collection": {**schema["x-collection"], "keys": []}})
    files = {**cake(number=2), "schemas/chapters.schema.json": text}
    assert seen(files) == [("REF305", "2", "the chapter number 2 is given twice")]


def test_a_figure_without_alt_is_one_finding(seen: Callable[[Files], list[Seen]], site: Callable[[Files], Site]) -> None:
    """The schema says it where it asks for `alt`; where it does not, the rule does."""
    files = {"content/figures/more.yaml": "- {id: oven, kind: figure, caption: An oven, file: figures/loaf.svg}\n"}
    schema = site({}).book.schemas["figures"]
    for condition in ({"else": {"then": {"anyOf": [{"required": ["alt"]}]}}}, {"required": ["id", "alt"]}):
        assert seen({**files, "schemas/figures.schema.json": json.dumps({**schema, **condition})}) == []
    free = json.dumps({key: value for key, value in schema.items() if key not in {"if", "else"}})
    found = [("IMG401", "figures/loaf.svg", "the picture `loaf.svg` has no alternative text")]
    assert seen({**files, "schemas/figures.schema.json": free}) == found


def test_total_weight_stands_at_the_settings(seen: Callable[[Files], list[Seen]], site: Callable[[Files], Site]) -> None:
    settings = site({}).book.settings.source.text + "assets: {max_total: 1000}\n"
    files: Files = {"content/book.yaml": settings, "content/assets/art.png": PNG + b"\0" * 1000, **shown("art.png")}
    assert seen(files) == [("IMG407", "1000", "the assets have 1,317 bytes together, more than 1,000 bytes")]


def test_rules_follow_annotations_not_names(seen: Callable[[Files], list[Seen]]) -> None:
    text = {"type": "string"}
    step = {"type": "object", "properties": {"photo": {**text, "x-asset": True}, "alt": text}}
    schema = {
        "$id": "recipes.schema.json",
        "type": "object",
        "x-collection": {
            "folder": "recipes",
            "form": "yaml-list",
            "prefix": "recipe",
            "label": "Recipe",
            "plural": "Recipes",
            "title": ["{name}"],
            "order": ["name"],
            "route": "recipes/{id}.html",
        },
        "properties": {
            "id": text,
            "name": {**text, "x-unique": True},
            "from": {**text, "format": "uri", "x-unique": True},
            "steps": {"type": "array", "items": step},
        },
    }
    rows = """- {id: rye, name: Rye bread, from: "https://a.example/rye", steps: [{photo: rye.png, alt: photo}]}
- {id: rye-again, name: RYE  bread, from: "HTTPS://A.example/rye/"}
"""
    assert seen({"schemas/recipes.schema.json": json.dumps(schema), "content/recipes/r.yaml": rows, "content/assets/rye.png": PNG}) == [
        ("IMG401", "photo", "the alternative text `photo` says nothing about the picture"),
        ("REF326", "RYE  bread", "`RYE  bread` belongs to `rye` already"),
        ("REF304", '"HTTPS://A.example/rye/"', "the URL `HTTPS://A.example/rye/` is given twice in `recipes`"),
    ]


def test_wrong_types_everywhere_are_no_concern_of_the_rules(seen: Callable[[Files], list[Seen]]) -> None:
    rows = (
        "- {id: x, url: [1], kind: {a: b}, chapters: 3, topic: [], part_of: [x], ids: 5, also: {a: 1}, title: 7, status: [], "
        "cite_key: true, language: 4, format: [a], term: [a], aka: 5, name: {a: b}, file: [x], alt: 3, figures: x, region: 2}\n"
    )
    folders = ("resources", "editions", "figures", "glossary", "people", "notes")
    files = {f"content/{folder}/odd.yaml": rows.replace("id: x", f"id: odd-{folder}") for folder in folders}
    chapter = "---\nnumber: {a: 1}\npages: x\noutline: 3\nfigures: 5\nprerequisites: {a: b}\ntitle: [x]\n---\ntext\n"
    found = seen({**files, "content/chapters/odd.md": chapter, "content/prompts/odd.md": "---\nkind: [attack]\nanswers: 3\n---\n"})
    assert {code for code, _, _ in found} <= {"REF303", "REF325"}
