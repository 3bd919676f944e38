"""The rules about text, on a page of its own: what breaks each, found at the exact place, and what comes close and is fine."""

from collections.abc import Callable, Mapping
from time import process_time

import pytest

from pipeline import flow
from pipeline.check.keys import keys
from pipeline.check.rules import RULES, unportable_syntax
from tests.conftest import Book

Files = Mapping[str, str | bytes | None]
Seen = tuple[str, str, str]

TEXT = frozenset(
    {
        *("LNK204", "LNK205", "LNK206", "LNK207", "LNK208"),
        *("MKD102", "MKD103", "MKD104", "MKD106"),
        *("REF316", "REF324", "SEC801", "UNI003"),
    }
)
"""The codes that are tested here."""


def page(body: str) -> Files:
    """A further page with a text."""
    return {"content/pages/extra.md": f"---\ntitle: Extra\norder: 9\n---\n{body}\n"}


def term(definition: str, more: str = "chapters: [dough]") -> Files:
    """A further term, mentioned where it is defined; its definition is YAML as written."""
    return {"content/glossary/z.yaml": f"- id: crumb\n  term: crumb\n  {more}\n  definition: {definition}\n", **page("[](term:crumb)")}


def shown(name: str, text: str) -> str:
    return f"{name} is shown as text: `{text}`"


BAD: dict[str, tuple[Files, list[Seen]]] = {
    "heading-attribute": (
        page("## Rye {#rye}\n\nDark."),
        [("MKD102", "{#rye}", shown("an attribute in braces", "{#rye}"))],
    ),
    "kramdown-attribute": (
        page("A loaf.\n{: .wide}"),
        [("MKD102", "{: .wide}", shown("an attribute in braces", "{: .wide}"))],
    ),
    "link-attribute": (
        page('[the sheet](appendix:baking-sheet){target="_blank" .x}'),
        [("MKD102", '{target="_blank" .x}', shown("an attribute in braces", '{target="_blank" .x}'))],
    ),
    "definition-list": (
        page("Crumb\n: The soft part.\n\nCrust\n\n:   The hard part."),
        [
            ("MKD102", ": The soft part.", shown("a definition list", ": The soft part.")),
            ("MKD102", ":   The hard part.", shown("a definition list", ":   The hard part.")),
        ],
    ),
    "sub-and-superscript": (
        page("H~2~O at 10^3^ pascal"),
        [("MKD102", "~2~", shown("subscript", "~2~")), ("MKD102", "^3^", shown("superscript", "^3^"))],
    ),
    "superscript-in-a-folded-field": (
        term(">-\n    The soft part, with 10^3^\n    holes."),
        [("MKD102", "^3^", shown("superscript", "^3^"))],
    ),
    "highlight": (page("Keep it ==very wet== for long."), [("MKD102", "==very wet==", shown("a highlight", "==very wet=="))]),
    "wiki-link": (
        page("See [[gluten|the net]] and [[Rye]]."),
        [
            ("MKD102", "[[gluten|the net]]", shown("a wiki link", "[[gluten|the net]]")),
            ("MKD102", "[[Rye]]", shown("a wiki link", "[[Rye]]")),
        ],
    ),
    "footnote-inside": (
        page("Wet.^[Very wet, in fact.]"),
        [("MKD102", "^[Very wet, in fact.]", shown("a footnote inside a sentence", "^[Very wet, in fact.]"))],
    ),
    "abbreviation": (page("*[HY]: hydration"), [("MKD102", "*[HY]: hydration", shown("an abbreviation", "*[HY]: hydration"))]),
    "emoji": (
        page("Off we go :rocket:, :tada:! **:+1:**"),
        [("MKD102", f":{name}:", shown("an emoji's name", f":{name}:")) for name in ("rocket", "tada", "+1")],
    ),
    "table-without-head": (
        page("|---|--:|\n| rye | 2 |\n\n| a | b |\n|---|\n| 1 | 2 |\n\nGrain\n|-----|-----|\n"),
        [
            ("MKD102", "|---|--:|", shown("a table without its head", "|---|--:|")),
            ("MKD102", "|-----|-----|", shown("a table without its head", "|-----|-----|")),
        ],
    ),
    "formula-between-backslashes": (
        page("With \\(x\\), \\(a^{2} + b_1 = \\{c\\}\\) and\n\n\\[\n\\frac{1}{2}\n\\]"),
        [
            ("MKD102", "\\(x\\)", shown("a formula between backslashes", "\\(x\\)")),
            ("MKD102", "\\(a^{2} + b_1 = \\{c\\}\\)", shown("a formula between backslashes", "\\(a^{2} + b_1 = \\{c\\}\\)")),
            ("MKD102", "\\[\n\\frac{1}{2}\n\\]", shown("a formula between backslashes", "\\[\n\\frac{1}{2}\n\\]")),
        ],
    ),
    "formula-in-a-line": (
        page("It weighs $$m = 2$$ grams.\n\n$$\nx\n$$ and so on"),
        [("MKD102", f, f"a formula for a line of its own stands in a line of text: `{f}`") for f in ("$$m = 2$$", "$$\nx\n$$")],
    ),
    "formula-that-touches": (
        page("The $n$th loaf; from $5/$6."),
        [("MKD102", f, f"GitHub takes a formula that touches a word for text: `{f}`") for f in ("$n$", "$5/$")],
    ),
    "html-that-github-drops": (
        page("<u>wet</u>\n\n<ol reversed>\n<li>a</li>\n</ol>"),
        [
            ("MKD102", "<u>", "GitHub drops the element `<u>`, which the book shows"),
            ("MKD102", "<ol reversed>", "GitHub drops the attribute `reversed` of `<ol>`, which the book shows"),
        ],
    ),
    "span-attribute": (page("[wet]{.wide} dough"), [("MKD102", "{.wide}", shown("an attribute in braces", "{.wide}"))]),
    "script": (
        page("<script>let a = '<b>'</script>"),
        [("MKD103", "<script>", "the element `<script>` is dropped, with all that is in it")],
    ),
    "dropped-with-its-content": (
        page('<svg onload="a()"><path d="M0 0"/><a onclick="b()">x</a></svg> <p onclick="c()">y</p>'),
        [
            ("MKD103", '<svg onload="a()">', "the element `<svg>` is dropped, with all that is in it"),
            ("MKD103", '<p onclick="c()">', "the attribute `onclick` of `<p>` is dropped"),
        ],
    ),
    "unclosed-frame-hides-nothing": (
        page('<iframe src="https://a.example/">\n\n<p style="x" class="y">z</p>'),
        [
            ("MKD103", '<iframe src="https://a.example/">', "the element `<iframe>` is dropped, with all that is in it"),
            ("MKD103", '<p style="x" class="y">', "the attributes `style`, `class` of `<p>` are dropped"),
        ],
    ),
    "word-as-a-tag": (page("Give a <name> to it."), [("MKD103", "<name>", "`<name>` is read as a tag and dropped")]),
    "font": (
        page('A <font color="red">red</font> word'),
        [("MKD103", '<font color="red">', "the element `<font>` is dropped; its content stays")],
    ),
    "tag-over-two-lines-in-a-quote": (
        page('> <p\n> style="x">a</p>'),
        [("MKD103", '<p\n> style="x">', "the attribute `style` of `<p>` is dropped")],
    ),
    "fence": (page("```python\nbake()\n\nThe end."), [("MKD104", "```python", "this code block is never closed")]),
    "short-fence": (page("~~~~\nbake()\n~~~"), [("MKD104", "~~~~", "this code block is never closed")]),
    "fence-with-a-word-behind": (page("```\nbake()\n``` python"), [("MKD104", "```", "this code block is never closed")]),
    "fence-in-a-list": (page("- ```\n  bake()\n\nThe end."), [("MKD104", "```", "this code block is never closed")]),
    "details": (
        page("<details><summary>More</summary>\n\n<b>text\n\n</details>\n\n<div>\n\nmore text"),
        [
            ("MKD104", "<b>", "the element `<b>` is never closed"),
            ("MKD104", "<div>", "the element `<div>` is never closed"),
        ],
    ),
    "template-tags": (
        page("{{ site.title }} and {{ site.url }}\n\n{% if a %}\n"),
        [("MKD106", "{{ site.title }}", shown("a template tag", "{{ site.title }}") + ", and 2 more in this file")],
    ),
    "includes": (
        page('{{#include rye.md}} {% include "note.html" %}'),
        [("MKD106", "{{#include rye.md}}", shown("an include", "{{#include rye.md}}") + ", and 1 more in this file")],
    ),
    "directives": (
        page(":::note\nWet.\n:::\n\n!!! warning\n\n[TOC]"),
        [
            ("MKD106", ":::note", shown("a directive", ":::note") + ", and 1 more in this file"),
            ("MKD106", "[TOC]", shown("the place of a table of contents", "[TOC]")),
        ],
    ),
    "role": (page("See {ref}`rye`."), [("MKD106", "{ref}", shown("a role", "{ref}"))]),
    "directive-as-code": (page("```{note}\nWet.\n```"), [("MKD106", "```{note}", "a directive is shown as code: `{note}`")]),
    "undefined-label": (
        page("[Rye][ry] and [`code`][no] and [Nope][]\n\n[rye]: https://rye.example/\n\n[rye]"),
        [
            ("LNK204", "ry", "the link's label `ry` is defined nowhere"),
            ("LNK204", "no", "the link's label `no` is defined nowhere"),
            ("LNK204", "Nope", "the link's label `Nope` is defined nowhere"),
        ],
    ),
    "undefined-footnote": (page("Wet.[^wet]"), [("LNK204", "wet", "the footnote `^wet` is defined nowhere")]),
    "unused-label": (
        page("Rye.\n\n[rye]: https://rye.example/"),
        [("LNK205", "[rye]: https://rye.example/", "no link uses the label `rye`")],
    ),
    "label-defined-twice": (
        page("[Rye]\n\n[rye]: https://rye.example/\n> [RYE]: https://other.example/"),
        [("LNK205", "[RYE]: https://other.example/", "`RYE` is defined twice, and the first definition counts")],
    ),
    "unused-footnote": (
        page("Rye.\n\n[^dark]: Very dark."),
        [("LNK205", "[^dark]:", "nothing refers to the footnote `^dark`, so nobody sees it")],
    ),
    "footnote-defined-twice": (
        page("Rye.[^dark]\n\n[^dark]: Dark.\n\n[^dark]: Very dark."),
        [("LNK205", "[^dark]:", "`^dark` is defined twice, and the first definition counts")],
    ),
    "outline-row-by-path": (
        page("[Whole grain](../chapters/01-dough.md#whole-grain)"),
        [("LNK206", "../chapters/01-dough.md#whole-grain", "GitHub finds no `#whole-grain` in `../chapters/01-dough.md`")],
    ),
    "vague-words": (
        page("[Here](chapter:dough), [click *here*!](chapter:baking) and [this link](term:gluten)"),
        [
            ("LNK207", "chapter:dough", "the link text `Here` does not say where it leads"),
            ("LNK207", "chapter:baking", "the link text `click here!` does not say where it leads"),
            ("LNK207", "term:gluten", "the link text `this link` does not say where it leads"),
        ],
    ),
    "credentials-in-a-link": (
        page("[the data](https://ada:wet@bread.example/d) and https://ada:dry@bread.example/e"),
        [
            ("LNK208", "ada:wet", "this address holds a user's name and password"),
            ("LNK208", "ada:dry", "this address holds a user's name and password"),
        ],
    ),
    "credentials-in-a-field": (
        {"content/resources/z.yaml": '- {id: z, title: Z, url: "https://a:b%40c@z.example/", kind: post, chapters: [dough]}\n'},
        [("LNK208", "a:b%40c", "this address holds a user's name and password")],
    ),
    "credentials-in-a-definition": (
        page("[Rye]\n\n[rye]: https://:key@rye.example/"),
        [("LNK208", ":key", "this address holds a user's name and password")],
    ),
    "chapter-without-link": (page("As Chapter 2 tells."), [("REF316", "Chapter 2", "`Chapter 2` is no link")]),
    "chapter-in-a-quoted-field": (term('"The soft part; see Chapter 2."'), [("REF316", "Chapter 2", "`Chapter 2` is no link")]),
    "number-of-another-link": (
        page("[Chapter 1](chapter:baking) and [Chapter 1, Baking](../chapters/02-baking.md)"),
        [
            ("REF324", "chapter:baking", "`chapter:baking` is Chapter 2, not Chapter 1"),
            ("REF324", "../chapters/02-baking.md", "`../chapters/02-baking.md` is Chapter 2, not Chapter 1"),
        ],
    ),
    "number-of-another-title": (
        page("[Chapter 1, Baking](chapter:dough)"),
        [("REF324", "Chapter 1", "Chapter 1 is `Dough`, not `Baking`")],
    ),
    "number-beside-another-link": (
        page("## Chapter 1 ([Baking](chapter:baking))"),
        [("REF324", "Chapter 1", "Chapter 1 is `Dough`, not `Baking`")],
    ),
    "cyrillic-letter-in-a-key": (
        {"content/people/z.yaml": "- {id: zoe, name: Zoe, r\u043eles: [editor]}\n"},
        [("UNI003", "\u043e", "the letter `\u043e` in `r\u043eles` is no Latin one but U+043E (cyrillic small letter o)")],
    ),
    "greek-letter-in-a-reference": (
        page("[dough](chapter:d\u03bfugh)"),
        [
            (
                "UNI003",
                "\u03bf",
                "the letter `\u03bf` in `chapter:d\u03bfugh` is no Latin one but U+03BF (greek small letter omicron)",
            )
        ],
    ),
    "password-in-front-matter": (
        {"content/pages/extra.md": "---\ntitle: Extra\norder: 9\nsummary: x\n# password: Tr0ub4dor&3\n---\nText\n"},
        [("SEC801", "Tr0ub4dor&3", "this looks like a value of `password`")],
    ),
    "key-in-code": (
        page('```python\nclient(api_key="kT8vQ2nLx94RmZb7Wy1s", region="eu")\n```'),
        [("SEC801", "kT8vQ2nLx94RmZb7Wy1s", "this looks like a value of `api_key`")],
    ),
    "private-key": (
        page("```\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n```"),
        [("SEC801", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "this looks like a private key")],
    ),
    "key-assigned": (
        {"content/artifacts/z.yaml": f"secret_key: {'gh'}p_{'aB3dE6gH9k' * 4}\n"},
        [("SEC801", f"{'gh'}p_{'aB3dE6gH9k' * 4}", "this looks like a GitHub token")],
    ),
}

GOOD: dict[str, Files] = {
    "dialects-in-code-and-mathematics": page(
        "`x^2^`, `[[a]]`, `## A {#a}`, $x^2^y$ and $a~b~c$\n\n$$a~b~c$$\n\n`\\(x\\)` `:rocket:` `a $$b$$`\n\n```\nTerm\n: text\n{{ a }}\n```"
    ),
    "signs-of-daily-life": page("Costs ~5 to ~10 euros, ^_^, 2^10 and 2^20, a == b == c, `a`: b, [0, 1], {a, b}, :-) and (: fun :)"),
    "colons-and-brackets-of-daily-life": page(
        "At 12:30:45, a:b:c, https://a.example/:rocket:, std::move::x, :nonsense:, \\[1\\], \\(see below\\), \\[some_name\\], $5 and $6"
    ),
    "formulas": page("$n$-th, ($x$),\n\n$$\nx\n$$\n\nText\n$$y$$\ntext, \\$5, and $a$, $b$."),
    "tables": page("| a | b |\n|---|---|\n| 1 | 2 |\n\na\n\n---\n\n- x\n- | - |"),
    "lists-of-numbers-in-brackets": page("The matrix [[1, 2], [3, 4]] or [[0.5]], and {count} of {number}"),
    "colons-in-a-line": page("Bread : flour and water\nbut more : wet"),
    "crossed-out": page("~~gone~~ and ~this too~"),
    "addresses-with-tildes": page("https://a.example/~ada~b~c and [x y](https://a.example/^b^c)"),
    "html-of-github": page(
        '<details open><summary>More</summary>\n\n<kbd>Ctrl</kbd>, H<sub>2</sub>O<br>\n\n</details>\n\n<p align="center">a\n<p>b\n\n'
        '<img src="../assets/figures/loaf.svg" alt="A loaf with a cut along its top" width="40"><!-- <script> --> a < b, `<code>`'
    ),
    "html-that-ends-by-itself": page('<ul><li>a<li>b</ul>\n\n<a name="x"/>\n\n`<script>` &lt;b>, 1 <2 and 3> 2 \\<b>'),
    "fences-that-are-closed": page("````\n```\n````\n\n~~~ text\nbake()\n  ~~~  \n\n> ```\n> a\n> ```\n\n    ```\n    code by indent"),
    "fence-of-one-line": page("``` a ```"),
    "brackets-of-daily-life": page("See [1][2], a[i][j], [sic], [ ] and [@bread-science][@mill-report]. A class is `[^a-z]`. [^a-z]"),
    "labels-of-all-kinds": page(
        "[Rye][r y], [r  Y][], [R Y] and ![A dark loaf][p]\n\n[r y]: https://rye.example/\n[p]: ../assets/figures/loaf.svg"
    ),
    "comments-as-definitions": page("Text\n\n[//]: # (a comment)\n[comment]: <>"),
    "definition-in-code": page("[r]\n\n[r]: https://rye.example/\n\n```\n[r]: x\n```\n\n`[r]: y`\ntext\n[r]: z"),
    "footnotes": page("Wet[^1], dry.[^Two]\n\n[^1]: A.\n[^two]: B."),
    "heading-by-path": page('[Flour](../chapters/01-dough.md#flour) and [the place](#x)\n\n<a id="x"></a>'),
    "outline-row-by-name": page("[Whole grain](chapter:dough#whole-grain)"),
    "words-that-say-enough": page("[Here and there](chapter:dough), [link checkers](chapter:baking) and [](term:gluten)"),
    "addresses-without-password": page("https://medium.com/@ada:b, <ada@bread.example>, ssh://git@a.example/x and `https://a:b@c.example`"),
    "chapters-that-need-no-link": page(
        "## Chapter 2\n\n[Chapter 2](chapter:baking), `Chapter 2`, Chapter 99, Chapter 2.5, Chapters 1 and 2, Chapter 2 of another book"
    ),
    "its-own-number": {
        "content/chapters/03-cake.md": "---\nkind: chapter\nnumber: 3\ntitle: Cake\npages: {from: 60, to: 60}\n---\nThis is Chapter 3.\n"
    },
    "chapter-of-another-work": {
        "content/resources/z.yaml": '- {id: z, title: Z, url: "https://z.example/", kind: book, chapters: [dough], note: Read Chapter 2.}\n'
    },
    "titles-that-fit": page(
        "[Chapter 2: Baking](chapter:baking), [Chapter 1](book:p/40), [Chapter 1](resource:bread-science), "
        "[Chapter 1 and 2](chapter:baking)\n\n## Chapter 1, Dough\n\n## In Chapter 1, Baking is only touched"
    ),
    "other-scripts": page(
        "\u0425\u043b\u0435\u0431, \u03b2-carotene and [\u0442](#\u043a\u043b\u0435\u0431a)\n\n## \u041a\u043b\u0435\u0431a"
    )
    | {"content/people/z.yaml": "- {id: zoe, name: Zo\u03b5 \u041f., roles: [editor]}\n"},
    "placeholders": page(
        "```yaml\npassword: <your password>\npassword: ${PASSWORD_1}\npassword: changeme123\napi_key: sk-...\n"
        "token: os.environ['TOKEN_1']\napi_key = \"YOUR_API_KEY_123456\"\nsecret = get_secret(name1)\n"
        "password: xxxxxxxx1\ntoken: tokens[12345678]\nmax_tokens: 12345678901\n```"
    ),
    "a-private-key-made-up": page('`k = "-----BEGIN PRIVATE KEY-----\\nXXXX\\n-----END PRIVATE KEY-----"`'),
    "a-password-in-a-sentence": page("They tried the password: Tr0ub4dor&3 and it failed. AKIAIOSFODNN7EXAMPLE is made up."),
    "words-like-keys": page(
        "The sk-learn-pipeline-with-many-steps-2 and hf_model, risk-adjusted-returns-over-20-years, task-specific-finetuning-2024"
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_found(name: str, seen: Callable[[Files], list[Seen]]) -> None:
    files, expected = BAD[name]
    assert seen(files) == expected


@pytest.mark.parametrize("name", GOOD)
def test_fine(name: str, seen: Callable[[Files], list[Seen]]) -> None:
    assert seen(GOOD[name]) == []


@pytest.mark.parametrize("before", ["", "<!-- a -->\n"])
def test_front_matter_below_the_first_line(book: Book, before: str) -> None:
    root = book({"content/pages/extra.md": f"{before}\n---\ntitle: Extra\norder: 9\ntags:\n- a\n---\nText\n"})
    found = [finding for finding in flow.check(root).diagnostics if finding.code.code == "MKD102"]
    assert [finding.message for finding in found] == ["front matter that does not begin the file is shown as text"]
    assert [finding.span.start and finding.span.start.line for finding in found] == [2 + before.count("\n")]


@pytest.mark.parametrize("piece", ["<!-- --> ", "\\(a ", "\\[\\", "$$a", "$a", ":a", "--", "|-", "- a: b\n", "{a", "~a"])
def test_hostile_text_takes_no_time(book: Book, piece: str) -> None:
    root = book({"content/pages/extra.md": f"---\n---\n\n{piece * 20_000}\n\n|--\n\n\\( \\[ :rocket: $$ $a$\n"})
    site = flow.check(root).site
    begin = process_time()
    list(unportable_syntax.check(site))
    assert process_time() - begin < 2


def test_every_rule_about_text_has_a_bad_case_here() -> None:
    assert {code for _, expected in BAD.values() for code, _, _ in expected} == TEXT
    assert {rule.CODE.code for rule in RULES} >= TEXT


# No whole key stands in this file: programs that look for them would find it.
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("AKIA" + "Q3EGRT6WJ4XZ7K2M", "an AWS access key id"),
        ("ASIA" + "Q3EGRT6WJ4XZ7K2M", "a temporary AWS access key id"),
        ("ghp" + "_" + "aB3dE6gH9k" * 4, "a GitHub token"),
        ("github_pat" + "_" + "aB3dE6gH9kLmN0pQ2rStUv" + "_" + "aB3dE6gH9k" * 6, "a GitHub token"),
        ("glpat" + "-" + "aB3dE6gH9kLmN0pQ2rSt", "a GitLab token"),
        ("sk" + "-" + "aB3dE6gH9k" * 5, "a key of an AI service"),
        ("sk" + "-proj-" + "aB3_dE6-gH9k" * 5, "a key of an AI service"),
        ("sk" + "-ant-api03-" + "aB3_dE6-gH9k" * 5, "a key of an AI service"),
        ("hf" + "_" + "aB3dE6gH9k" * 3 + "LmNo", "a Hugging Face token"),
        ("AIza" + "aB3dE6gH9k" * 3 + "LmNoP", "a Google API key"),
        ("xoxb" + "-" + "7301946258-" * 2 + "aB3dE6gH9k", "a Slack token"),
        ("sk" + "_live_" + "aB3dE6gH9kLmN0pQ2rSt", "a Stripe key"),
        ("npm" + "_" + "aB3dE6gH9k" * 3 + "LmNoPq", "an npm token"),
        ("pypi-AgE" + "aB3_dE6-gH9k" * 5, "a PyPI token"),
    ],
)
def test_forms_of_keys(key: str, name: str) -> None:
    text = f"before {key} behind"
    assert [(found.name, text[found.begin : found.end]) for found in keys(text)] == [(name, key)]
    assert list(keys(f"before {key.lower()[:12]}... behind, x{key}x, {key[:10]}")) == []
