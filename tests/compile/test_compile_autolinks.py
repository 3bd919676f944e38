"""Bare links and citations: what GitHub would find, and where."""

import pytest

from pipeline.load.grammar import parse
from pipeline.model.document import Kind
from pipeline.model.markup import Sort
from tests.compile.conftest import bare, prose


def found(text: str) -> list[str]:
    return [mention.target for mention in prose(text).mentions]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        # Where one may begin.
        ("see http://a.b/c d", ["http://a.b/c"]),
        ("(http://a.b) \"https://c.d\" 'ftp://e.f'", ["http://a.b", "https://c.d", "ftp://e.f"]),
        ("5http://a.b xhttp://c.d", ["http://a.b"]),
        ("HTTPS://A.B", ["HTTPS://A.B"]),
        ("www.a.b *www.c.d* (www.e.f)", ["http://www.a.b", "http://www.c.d", "http://www.e.f"]),
        ('xwww.a.b "www.c.d" WWW.e.f www. www.!', []),
        ("> www.a.b\n\n- www.c.d\n- [ ] www.e.f\n", ["http://www.a.b", "http://www.c.d", "http://www.e.f"]),
        (">www.a.b\n>www.c.d\n", ["http://www.a.b", "http://www.c.d"]),
        ("|www.a.b|\n|-|\n|www.c.d|\n", ["http://www.a.b", "http://www.c.d"]),
        # Where it ends: what belongs to the sentence stays outside.
        ("http://a.b. http://c.d, http://e.f?! http://g.h*_~'\"", ["http://a.b", "http://c.d", "http://e.f", "http://g.h"]),
        ("(http://a.b/(c)) http://a.b/(c)) http://a.b/((c)", ["http://a.b/(c)", "http://a.b/(c)", "http://a.b/((c)"]),
        ("http://a.b&amp; http://c.d&hellip; http://e.f; http://g.h?i&j=k", ["http://a.b", "http://c.d", "http://e.f", "http://g.h?i&j=k"]),
        ("http://a.b<br>c", ["http://a.b"]),
        # Domains.
        ("http://localhost:80/x http://-a.b http://_a.b http://?", ["http://localhost:80/x"]),
        ("http://a_b.c.d http://a.b_c http://a_b.c", ["http://a_b.c.d"]),
        ("http://a.b.c.d.e.f.g.h.i.j.k_l.m http://a.b.c.d.e.f.g.h.i.j_k.l", ["http://a.b.c.d.e.f.g.h.i.j.k_l.m"]),
        ("http://中文.example/文?é=ü", ["http://中文.example/文?é=ü"]),
        # No link inside a link, an image, code or HTML.
        ("[http://a.b](c) ![http://d.e](f) `http://g.h` <b title='http://i.j'>k</b> <http://l.m>", ["c", "f", "http://l.m"]),
        ("    http://a.b\n\n```\nhttp://c.d\n```\n", []),
        # A bare address is read before the delimiters in it, as on GitHub.
        ("http://a.b/*c*d", ["http://a.b/*c*d"]),
        ("*http://a.b/*c d*", ["http://a.b/*c"]),
        (
            "http://a.b/_c_ http://a.b/~~d~~ http://a.b/`e` http://a.b/[f](g) http://a.b/$h$i",
            ["http://a.b/_c", "http://a.b/~~d", "http://a.b/`e`", "http://a.b/[f](g)", "http://a.b/$h$i"],
        ),
        ("|http://a.b/*c*|*d*|\n|-|-|\n", ["http://a.b/*c"]),
        ("**http://a.b** c", ["http://a.b"]),
        ("- a\n  # b\n  http://c.d/_e_ f\n", ["http://c.d/_e"]),
        # Mail.
        ("a@b.c, A.b+c_d-e@f-g.h_i.j.", ["mailto:a@b.c", "mailto:A.b+c_d-e@f-g.h_i.j"]),
        ("a@b a@b.1 a@b.c- a@b.c_ @b.c a@", []),
        ("a.b@c@d.e x/y@z.a é@b.c", ["mailto:c@d.e", "mailto:y@z.a"]),
        ("foo\\_bar@x.com f&#111;o@x.com", ["mailto:foo_bar@x.com", "mailto:foo@x.com"]),
        (
            "mailto:a@b.c xmailto:a@b.c xmpp:a@b.c/d@e.f xmpp:a@b.c/d/e",
            ["mailto:a@b.c", "mailto:a@b.c", "xmpp:a@b.c/d@e.f", "xmpp:a@b.c/d"],
        ),
        # Citations; an escaped one is text, and so is what only looks like one.
        ("[@a] [@a, p. 3; @b-c] \\[@d] [@] [@É] [@a; b]", ["a", "a", "b-c"]),
        ("**[@a]** [[@b]] [@c](d)", ["a", "b", "d"]),
        ("[@a] a@b.c http://d.e/@f", ["a", "mailto:a@b.c", "http://d.e/@f"]),
    ],
)
def test_links(text: str, targets: list[str]) -> None:
    assert found(text) == targets


def test_hidden_delimiters_come_back() -> None:
    assert bare("é http://a.b/*c*_d_`e`, *f* &amp; [g](h)\n") == (
        '<p>é <a href="http://a.b/*c*_d_`e`">http://a.b/*c*_d_`e`</a>, <em>f</em> &amp; <a href="h">g</a></p>'
    )


def test_offsets_are_code_points() -> None:
    text = "é😀 [a](b) http://c.d/é 😀@e.f x@y.z\n"
    assert [text[event.begin : event.end] for event in parse(text) if event.sort is Sort.OPEN and event.tag == "link"] == [
        "[a](b)",
        "http://c.d/é",
        "x@y.z",
    ]


def test_kinds() -> None:
    text = "[a](b) [a][c] [c] <http://d.e> http://f.g ![h](i) [@j] <img src=k>\n\n[c]: l\n"
    assert [mention.kind for mention in prose(text).mentions] == [
        Kind.LINK,
        Kind.REFERENCE,
        Kind.REFERENCE,
        Kind.AUTOLINK,
        Kind.AUTOLINK,
        Kind.IMAGE,
        Kind.CITATION,
        Kind.HTML,
    ]
