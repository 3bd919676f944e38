"""The text at a mention's span is its destination, whatever stands around it; facts are found where they stand."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load.contexts import LONGEST, Sentences
from pipeline.load.grammar import parse
from pipeline.load.markdown import read
from pipeline.model.document import Kind, Mention
from pipeline.model.markup import Sort
from pipeline.model.span import Source
from tests.compile.conftest import prose

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);)")


def meant(written: str) -> str:
    """A destination as written → as meant: escapes and entities decoded, as CommonMark says."""
    return ESCAPED.sub(lambda match: match[1] or unescape(match[2]), written)


def places(text: str) -> list[tuple[str, str, str]]:
    """Each mention's kind, target, and the text at its span."""
    source = Source.of("a.md", text)
    return [(mention.kind.value, mention.target, source.cut(mention.span)) for mention in prose(text).mentions]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[a](b)", "b"),
        ("[a](  b  )", "b"),
        ("[a](<b>)", "b"),
        ("[a](<b c>)", "b c"),
        ("[a](<b\\>c> 't')", "b\\>c"),
        ("[a]()", ""),
        ("[a](<>)", ""),
        ("[a](b(c)d)", "b(c)d"),
        ("[a](b\\)c)", "b\\)c"),
        ("[a](b\\\\)", "b\\\\"),
        ('[a](b "t)](")', "b"),
        ("[a](b 't')", "b"),
        ("[a](b (t))", "b"),
        ("[a](\nb\n't\nu'\n)", "b"),
        ("> [a](\n> b)", "b"),
        ("> > [a](\n> > b\n> > 't')", "b"),
        ("- [a](\n  b)", "b"),
        ("[a](b&amp;c)", "b&amp;c"),
        ("[](b)", "b"),
        ("[a\\](c](b)", "b"),
        ("[`](c` d](b)", "b"),
        ("[<i title='](c'>d</i>](b)", "b"),
        ("[$](c$ d](b)", "b"),
        ("[a][b](c)\n", "c"),
        ("*[a](b)*", "b"),
        ("![a](b)", "b"),
        ("![a ![c](d)](b)", "b"),
        ("[![a](c)](b)", "b"),
        ("|a|\n|-|\n|[a](b\\|c)|\n", "b\\|c"),
        ("<bc:d>", "bc:d"),
        ("é😀 [é😀](b😀é)", "b😀é"),
        ("<a href='b'>c</a>", "b"),
        ("> <img\n> src='b'>", "b"),
        ("- <img alt='é'\n  src=b>", "b"),
        ('<div>\n<a\nhref="b">\n</div>', "b"),
        ("> <div>\n> <a href=b>\n> </div>", "b"),
    ],
)
def test_the_destination_as_written(text: str, written: str) -> None:
    assert written in [found for _, _, found in places(text)]
    assert all(meant(found) == target for kind, target, found in places(text) if kind != "reference")


def test_a_reference_link_is_marked_as_a_whole() -> None:
    assert places("a [b][c] [c][] [c]\n\n[c]: d\n") == [
        ("reference", "d", "[b][c]"),
        ("reference", "d", "[c][]"),
        ("reference", "d", "[c]"),
    ]


LETTERS = st.text(st.sampled_from("abc éß😀\u0301中\u202e«“"), min_size=1, max_size=8)
TARGETS = st.one_of(
    st.text(st.sampled_from("abé😀/.#?=%-_:~"), min_size=1, max_size=8),
    st.sampled_from(["a(b)c", "a\\)b", "a\\(b", "&amp;", "a&#233;b", "<a b>", "<a\\>b>", "<>", "<(>", "a*b*c", "a_b_", "\\*", "a\\\\"]),
)
TITLES = st.sampled_from(["", ' "t"', " 'é'", " (t)", ' "](x)"', "\n't'", " '\\''"])
LINKS = st.builds(
    lambda mark, text, gap, target, title: f"{mark}[{text}]({gap}{target}{title})",
    st.sampled_from(["", "!"]),
    LETTERS,
    st.sampled_from(["", " ", "\n"]),
    TARGETS,
    TITLES,
)
INLINE = st.one_of(
    LINKS,
    LETTERS,
    st.sampled_from(
        [
            "`](`",
            "**",
            "*",
            "_",
            "~~",
            "\\[",
            "&amp;",
            "<b>",
            "</b>",
            "<i a='](b)'>",
            "[r]",
            "[x][r]",
            "[^n]",
            "$](a$",
            "[@a, p. 1; @b]",
            "\n",
            "  \n",
            "<http://é.x>",
        ]
    ),
    st.sampled_from(["www.a.b", "http://a.b/c_d", "x@y.z", "https://é.x/*a*b", "<img src='p é.png'>", "<a href=q>", " "]),
    LINKS.map(lambda link: f"[{link}](z)"),
)
PREFIXES = st.sampled_from(["", "> ", "- ", "1. ", "# ", "> - ", "   ", "[^n]: "])
BLOCKS = st.builds(
    lambda prefix, parts: prefix + "".join(parts).replace("\n", "\n" + re.sub(r"[^> ]", " ", prefix)),
    PREFIXES,
    st.lists(INLINE, max_size=7),
)
TABLES = st.lists(INLINE, min_size=1, max_size=3).map(
    lambda parts: "|é|b|\n|-|-|\n|" + "".join(parts).replace("\n", " ").replace("|", "\\|") + "|c|"
)
DOCUMENTS = st.lists(st.one_of(BLOCKS, BLOCKS, TABLES), max_size=5).map(lambda blocks: "\n\n".join([*blocks, "[r]: /r 't'"]))


@given(DOCUMENTS)
@settings(max_examples=800, deadline=None)
def test_the_text_at_a_span_is_the_destination(text: str) -> None:
    source = Source.of("a.md", text)
    facts = prose(text)
    for mention in facts.mentions:
        _agrees(mention, source.cut(mention.span))
    for heading in facts.headings:
        assert "\n\n" not in source.cut(heading.span)
    for tag in facts.tags:
        assert source.cut(tag.span).lower().startswith(f"<{tag.name}")
        assert source.cut(tag.span).endswith(">")


def _agrees(mention: Mention, written: str) -> None:
    match mention.kind:
        case Kind.REFERENCE:
            assert written.startswith(("[", "!["))
        case Kind.HTML:
            assert unescape(written) == mention.target
        case Kind.IMAGE if written.startswith("!["):
            assert mention.target == "/r"
        case Kind.AUTOLINK:
            assert mention.target in {written, f"http://{written}", f"mailto:{written}", f"mailto:{meant(written)}"}
        case _:
            assert meant(written) == mention.target


@given(DOCUMENTS)
@settings(max_examples=500, deadline=None)
def test_the_text_at_a_span_is_the_heading(text: str) -> None:
    source = Source.of("a.md", text)
    for heading in prose(text).headings:
        written = source.cut(heading.span)
        # What a heading of several lines looks like depends on the quotes and lists around it; its first line says enough.
        if "[^n]" in written:
            continue  # whether it is a note depends on the rest of the text
        if "\n" not in written:
            again = prose(f"{written}\n\n[r]: /r 't'\n").headings
            assert [(other.level, other.text) for other in again] == [(heading.level, heading.text)]
        else:
            assert written.rstrip()[-1] in "=-"


OPENINGS = {
    "emphasis": "[*_]",
    "strong": r"\*\*|__",
    "strikethrough": "~",
    "image": r"!\[",
    "heading": "[^ ]",
    "list": r"[-*+]|[0-9]+[.)]",
    "item": r"[-*+]|[0-9]+[.)]",
    "quote": ">",
    "definition": r"\[\^",
}
STYLES = {"inline": r"\[.*\)\Z", "reference": r"\[.*\]\Z", "autolink": r"<[^<>]*>\Z", "bare": r"[^<>\s]+\Z"}
LEAVES = {Sort.CODE: r"`.*`\Z", Sort.MATH: r"\$.*\$\Z", Sort.FOOTNOTE: r"\[\^.*\]\Z", Sort.CITATION: r"\[@.*\]\Z", Sort.HTML: "<"}


@given(DOCUMENTS)
@settings(max_examples=500, deadline=None)
def test_the_text_at_a_span_is_the_markup(text: str) -> None:
    block = False
    for event in parse(text):
        block = event.sort is Sort.OPEN if event.tag == "html" else block
        expected = LEAVES.get(event.sort, "")
        if event.sort is Sort.OPEN:
            expected = STYLES[event.attributes["style"]] if event.tag == "link" else OPENINGS.get(event.tag, "")
        if not (block and event.sort is Sort.HTML):
            assert re.match(expected, text[event.begin : event.end], re.DOTALL), (event, text[event.begin : event.end])


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_events_stand_in_order_and_close_what_they_open(text: str) -> None:
    opened = []
    for event in parse(text):
        assert 0 <= event.begin <= event.end <= len(text)
        if event.sort is Sort.OPEN:
            opened.append(event)
        elif event.sort is Sort.CLOSE:
            opening = opened.pop()
            assert (opening.tag, opening.begin, opening.end) == (event.tag, event.begin, event.end)
        else:
            assert not opened or opened[-1].begin <= event.begin <= event.end <= opened[-1].end
    assert not opened


@given(st.text(st.characters(), max_size=60) | st.text(st.sampled_from("a\ud800é[]()<>\U0001f600\0\x02\r"), max_size=30))
@settings(max_examples=400, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    facts = prose(text)
    assert facts.text == text
    for mention in facts.mentions:
        assert mention.span.start is not None


@given(
    st.lists(
        st.sampled_from(
            ["[", "]", "(", ")", "<", ">", "!", "\\", "\n", "> ", "a", "`", "|", "- ", '"', "'", " ", "&", ";", "\t", "\r\n", "é"]
        ),
        max_size=40,
    ).map("".join)
)
@settings(max_examples=600, deadline=None)
def test_hostile_links_can_be_read(text: str) -> None:
    for kind, target, written in places(text):
        assert kind == "reference" or meant(written) == target or written.startswith("!["), (kind, target, written)


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("First. [A](b) second! Third.", ["A second!"]),
        ("See p. 3 of [a](b) et al. They go on, e.g. here.", ["See p. 3 of a et al. They go on, e.g. here."]),
        ("One [a](b). Two [c](d) three; four.", ["One a.", "Two c three; four."]),
        ("A claim [@x]. More.", ["A claim [\x02@x\x03]."]),
        ("A *b* `c` [](term:x) d\ne.", ["A b c \x02term:x\x03 d e."]),
        ("# Title [a](b)\n\ntext", ["Title a"]),
        ("|a [b](c)|d|\n|-|-|\n", ["a b"]),
        ("- a [b](c)\n- d [e](f)\n", ["a b", "d e"]),
        ("<p>a <a href='b'>c</a></p>", ["a c"]),
        ("<div><script>x</script> <a href=b>a</a></div>", ["a"]),
    ],
)
def test_contexts(text: str, contexts: list[str]) -> None:
    assert [mention.context for mention in prose(text).mentions] == contexts


def test_a_long_sentence_is_cut_between_words() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    context = prose(f"{words} [here](x) {words}").mentions[0].context
    assert len(context) <= LONGEST
    assert context.startswith("… word")
    assert context.endswith(" …")
    assert " here " in context
    assert set(context.split()) <= {"…", "here", *words.split()}


@given(st.text(st.sampled_from("ab .!\n\x02\x03é"), max_size=900), st.integers(0, 900))
@settings(max_examples=300, deadline=None)
def test_a_context_is_short_and_keeps_marks_whole(text: str, at: int) -> None:
    text = re.sub("[\x02\x03]", "", text) + "\x02one two\x03 " * 40
    context = Sentences.of(text).around(min(at, len(text)))
    assert len(context) <= LONGEST
    assert context.count("\x02") == context.count("\x03") == len(re.findall("\x02one two\x03", context))


def test_facts() -> None:
    text = (
        "é\n\n## A *b*\n\nc [d](e) f\n\n> ```py x\n> g\n> ```\n\n<div id=h>i <b>j</b></div>\n\n"
        "<script id=k></script>\n\n| l | m |\n|---|---|\n| n | o |\n"
    )
    source = Source.of("a.md", text)
    facts = read(text, parse(text), source.span)
    assert [(found.level, found.text, found.anchor, source.cut(found.span)) for found in facts.headings] == [(2, "A b", "a-b", "## A *b*")]
    assert [(found.info, found.text, source.cut(found.span)) for found in facts.fences] == [("py x", "g\n", "```py x\n> g\n> ```")]
    assert facts.anchors == ("h",)
    assert [(tag.name, tag.attributes, source.cut(tag.span)) for tag in facts.tags] == [
        ("div", ("id",), "<div id=h>"),
        ("b", (), "<b>"),
        ("script", ("id",), "<script id=k>"),
    ]
    assert [(section.anchor, section.title, section.text) for section in facts.sections] == [
        ("", "", "é"),
        ("a-b", "A b", "c d f\ni j\nl\nm\nn\no"),
    ]
    assert facts.words == 12
