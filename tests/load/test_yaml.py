"""The YAML reader: values, places, and one finding for each slip, at its cause."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.load import yaml as documents
from pipeline.model.diagnostic import Applicability, Diagnostic
from pipeline.model.document import Marks
from pipeline.model.span import Source
from tests.load.repair import repaired


def read(text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    outcome = documents.read(Source.of("f.yaml", text))
    return (outcome.value.value if outcome.value else None), outcome.diagnostics


def places(text: str) -> dict[tuple[str | int, ...], str]:
    """Every path of a document → the text that stands at its value."""
    document = documents.read(Source.of("f.yaml", text)).value
    assert document is not None

    def walk(marks: Marks, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield path, text[marks.begin : marks.end]
        for name, part in marks.parts.items():
            yield from walk(part, (*path, name))

    return dict(walk(document.marks, ()))


def position(found: Diagnostic) -> str:
    """`line:column-line:column`, the end exclusive."""
    start, end = found.span.start, found.span.end
    assert start is not None
    assert end is not None
    return f"{start.line}:{start.column}-{end.line}:{end.column}"


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nul", "nul"),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False), ("tRue", "tRue"),
        ("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("-12", -12), ("9783960092766", 9783960092766),
        ("1.5", 1.5), ("-.5", -0.5), (".5", 0.5), ("1.", 1.0), ("1.5e+3", 1500.0), ("1e3", 1000.0),
        ("012", "012"), ("no", "no"), ("yes", "yes"), ("1:30", "1:30"), ("0x1F", "0x1F"), ("0o17", "0o17"), ("1_000", "1_000"),
        (".inf", ".inf"), ("-.INF", "-.INF"), (".nan", ".nan"), ("1e400", "1e400"), ("1" * 30, "1" * 30),
        ("2024-02-30", "2024-02-30"), ("2024-02-29", "2024-02-29"), ("2024-02", "2024-02"), ("2001-12-14t21:59:43.10-05:00",) * 2,
        ("978-3-96009-276-6", "978-3-96009-276-6"), ("a#b", "a#b"), ("a:b", "a:b"), ("http://x.y/z#w", "http://x.y/z#w"), ("é😀", "é😀"),
        ("'12'", "12"), ('"true"', "true"), ("'~'", "~"), ("''", ""), ('"\\u00e9\\n"', "é\n"), ("|\n  12\n", "12\n"), (">-\n  a\n  b\n", "a b"),
        ("[]", []), ("{}", {}), ("[1, [a]]", [1, ["a"]]), ("{b: {c: 1}}", {"b": {"c": 1}}), ("[a: 1]", [{"a": 1}]),
    ],
)  # fmt: skip
def test_values_follow_the_core_schema(written: str, value: object) -> None:
    found = read(f"a: {written}\n")[0]["a"]
    assert (found, type(found)) == (value, type(value))


plain = st.text(alphabet="0123456789.eE+-_:xobyYnN", min_size=1, max_size=9) | st.sampled_from(
    [
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "n",
        "true",
        "~",
        "null",
        "=",
        "<<",
        ".inf",
        "-.Inf",
        ".NaN",
        "0o17",
        "09",
        "1e5",
        "0b1",
        "1__0",
        "1:2.5",
    ]
)


@given(written=plain)
@example(written="0" * 30)
@example(written="+.5e3")
@example(written="1E20")
@settings(max_examples=1500, deadline=None)
def test_a_value_that_pyyaml_reads_otherwise_is_reported(written: str) -> None:
    text = f"a: {written}\n"
    ours, found = read(text)
    if ours is None or not isinstance(ours.get("a"), str | int | float) or set(ours) != {"a"}:
        return
    try:
        theirs = yaml.safe_load(text)["a"]
    except (yaml.YAMLError, ValueError, KeyError):
        theirs = object()
    codes = [finding.code.code for finding in found]
    if type(theirs).__name__ in {"date", "datetime"}:
        return
    if type(theirs) is type(ours["a"]) and theirs == ours["a"]:
        # What YAML 1.1 itself (not PyYAML) or YAML 1.2 reads otherwise may be reported, nothing else.
        assert codes in ([], ["YML009"])
        assert not codes or written in set("yYnN") or written.lstrip("+-").startswith("0") or written.isdecimal() or "e" in written.lower()
    else:
        assert codes == ["YML009"], (written, ours["a"], theirs)


@given(written=plain)
@settings(max_examples=500, deadline=None)
def test_the_fix_of_an_ambiguous_value_keeps_what_we_read(written: str) -> None:
    text = f"a: {written}\n"
    value, found = read(text)
    fixes = [finding.fix for finding in found if finding.code.code == "YML009" and finding.fix]
    if value and "a" in value and fixes:
        assert fixes[0].applicability is Applicability.SAFE
        again, left = read(repaired(text, fixes[0]))
        assert again == value
        assert left == ()


# Places


def test_places_of_every_kind_of_value() -> None:
    text = (
        "plain: one two\nquoted: 'it''s'\ndouble: \"a\\n\"\nempty:\nnoted:   # note\nflow: {x: [1, 'b'], y: }\n"
        "folded: >-\n  one\n  two\n\n\nliteral: |\n  x\n# comment\nlist:\n- a\n- b: c\n  d: |+\n    e\n\n-\nlong: one\n  two\n  é😀\nlast: 1\n"
    )
    found = places(text)
    assert found[("plain",)] == "one two"
    assert found[("quoted",)] == "'it''s'"
    assert found[("double",)] == '"a\\n"'
    assert found[("empty",)] == ""
    assert found[("noted",)] == ""
    assert found[("flow",)] == "{x: [1, 'b'], y: }"
    assert found[("flow", "x")] == "[1, 'b']"
    assert found[("flow", "x", 1)] == "'b'"
    assert found[("flow", "y")] == ""
    assert found[("folded",)] == ">-\n  one\n  two"
    assert found[("literal",)] == "|\n  x"
    assert found[("list", 0)] == "a"
    assert found[("list", 1)] == "b: c\n  d: |+\n    e"
    assert found[("list", 1, "d")] == "|+\n    e"
    assert found[("list", 2)] == ""
    assert found[("list",)].startswith("- a\n- b")
    assert found[("long",)] == "one\n  two\n  é😀"
    assert found[()] == text.rstrip("\n")


def test_an_empty_value_stands_just_behind_its_colon() -> None:
    text = "a:\nb:   # note\nc:\n\n# x\nd: 1\n"
    document = documents.read(Source.of("f.yaml", text)).value
    assert document is not None
    assert [document.marks.at((name,)).begin for name in "abc"] == [2, text.index("b:") + 2, text.index("c:") + 2]


def test_places_of_keys() -> None:
    text = "'quoted key': 1\n? complex\n: 2\n\"é😀\" : {in: 3}\n"
    document = documents.read(Source.of("f.yaml", text)).value
    assert document is not None
    keys = document.marks.keys
    assert [text[slice(*keys[name])] for name in ("quoted key", "complex", "é😀")] == ["'quoted key'", "complex", '"é😀"']


def test_places_inside_a_longer_file() -> None:
    text = "---\nné: [é, 😀]\n---\nbody: no\n"
    end = text.index("---", 3)
    outcome = documents.read(Source.of("f.md", text), 4, end)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.value == {"né": ["é", "😀"]}
    marks = outcome.value.marks.at(("né", 1))
    assert text[marks.begin : marks.end] == "😀"


keys = st.text(alphabet="abé", min_size=1, max_size=4)
data = st.recursive(
    st.text(alphabet="ab é😀:#'\"\n-", max_size=12) | st.integers(-999, 999) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


@given(value=data, flow=st.sampled_from([True, False, None]), style=st.sampled_from([None, "'", '"', "|", ">"]))
@settings(max_examples=400, deadline=None)
def test_what_stands_at_a_place_reads_as_the_value_there(value: object, flow: bool | None, style: str | None) -> None:  # noqa: FBT001 - hypothesis
    text = yaml.dump({"a": value}, default_flow_style=flow, default_style=style, allow_unicode=True, width=30)
    try:
        theirs = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    outcome = documents.read(Source.of("f.yaml", text))
    if any(finding.code.code != "YML009" for finding in outcome.diagnostics):
        # `default_style` makes PyYAML write tags beside numbers.
        assert "!!" in text or "\u2028" in text
        return
    assert outcome.value is not None
    assert outcome.value.value == theirs
    document = outcome.value

    def walk(value: Any, marks: Marks, path: tuple[str | int, ...]) -> None:
        written = text[marks.begin : marks.end]
        if isinstance(value, dict):
            assert list(value) == list(marks.keys) == list(marks.parts)
            for name, part in value.items():
                begin, end = marks.keys[name]
                assert yaml.safe_load(text[begin:end]) == name
                walk(part, marks.parts[name], (*path, name))
        elif isinstance(value, list):
            assert list(range(len(value))) == list(marks.parts)
            for number, part in enumerate(value):
                walk(part, marks.parts[number], (*path, number))
        elif written[:1] not in {"|", ">"} and "\n" not in written:
            assert documents.read(Source.of("f.yaml", f"- {written}")).value.value == [value]  # type: ignore[union-attr]

    walk(document.value, document.marks, ())


def test_without_libyaml_the_reading_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'b', {c: d}]\ne: >-\n  one\n  two\nf:\n- g\n- h: no\né:\n"
    fast = documents.read(Source.of("f.yaml", text))
    monkeypatch.setattr(documents, "LOADER", yaml.SafeLoader)
    slow = documents.read(Source.of("f.yaml", text))
    assert slow.diagnostics == fast.diagnostics
    assert slow.value is not None
    assert fast.value is not None
    assert slow.value.value == fast.value.value
    assert slow.value.marks.at(("a", 2, "c")) == fast.value.marks.at(("a", 2, "c"))
    assert documents.read(Source.of("f.yaml", "a: b: c\n")).value is None


# Faults: (text, code, place, part of the message, part of the help)

FAULTS = [
    # a colon, a quote, a special character in a value
    ("title: A: b\n", "YML003", "1:9-1:10", "a colon followed by a space", 'quotes: `"A: b"`'),
    ("- title: Deep Learning: the book # c\n", "YML003", "1:23-1:24", "a colon followed by a space", 'quotes: `"Deep Learning: the book"`'),
    ("a: é😀: b\n", "YML003", "1:6-1:7", "a colon followed by a space", "quotes"),
    ('a: say "x": y\n', "YML003", "1:11-1:12", "a colon followed by a space", "quotes: `'say \"x\": y'`"),
    ("a: b:\n", "YML003", "1:5-1:6", "a colon followed by a space", "quotes"),
    ("a: {t: A: b, u: 1}\n", "YML003", "1:9-1:10", "a colon followed by a space", 'quotes: `"A: b"`'),
    ("a: [x: y: z]\n", "YML003", "1:9-1:10", "a colon followed by a space", 'quotes: `"y: z"`'),
    ("a: 'it's'\n", "YML003", "1:8-1:10", "text follows the closing quote", "double each `'`"),
    ('a: "x" y # z\n', "YML003", "1:8-1:9", "text follows the closing quote", '`\\"`'),
    ('a: ["b" "c"]\n', "YML003", "1:9-1:13", "text follows the closing quote", "comma"),
    ('a: "x\nb: 1\n', "YML003", "1:4-1:5", "this quote is never closed", 'close it with `"`'),
    ("a: 'x\nb: 1\n", "YML003", "1:4-1:5", "this quote is never closed", "close it with `'`"),
    ('a: "x\nb: "y"\n', "YML003", "1:4-1:5", "this quote is closed only in line 2", "close the quote"),
    ('a: "C:\\q"\n', "YML003", "1:7-1:9", "`\\q` stands for no character", "two backslashes"),
    ('a: "\\x4"\n', "YML003", "1:5-1:7", "`\\x` stands for no character", "two backslashes"),
    ('a: "\\ud800"\n', "YML003", "1:5-1:7", "`\\u` stands for no character", "two backslashes"),
    ("a: @x # y\n", "YML003", "1:4-1:5", "cannot start with `@`", 'quotes: `"@x"`'),
    ("- `x`\n", "YML003", "1:3-1:4", "cannot start with a backtick", "quotes"),
    ("a: [%x, z1]\n", "YML003", "1:5-1:6", "cannot start with `%`", 'quotes: `"%x"`'),
    ("a: **bold** text\n", "YML003", "1:4-1:5", "cannot start with `*`", "quotes"),
    ("a: *so* it goes\n", "YML003", "1:4-1:5", "cannot start with `*`", "quotes"),
    ("a: & b\n", "YML003", "1:4-1:5", "cannot start with `&`", "quotes"),
    ("a: > 5 is more\n", "YML003", "1:4-1:5", "cannot start with `>`", "quotes"),
    ("a: ,x\n", "YML003", "1:4-1:5", "cannot start with `,`", "quotes"),
    ("a: !<bad y\n", "YML003", "1:4-1:5", "cannot start with `!`", "quotes"),
    ("a: ? b\n", "YML003", "1:4-1:5", "cannot start with `?`", "quotes"),
    ("a: - b\n", "YML003", "1:4-1:5", "a list cannot begin on the line of its field", "next line"),
    # indentation, colons, dashes
    ("a:\n\tb: 1\n", "YML003", "2:1-2:2", "a tab cannot indent YAML", "spaces"),
    ("- a\n-\tb\n", "YML003", "2:2-2:3", "a tab cannot indent YAML", "spaces"),
    ("a: |\n\t\tx\n", "YML003", "2:1-2:3", "a tab cannot indent YAML", "spaces"),
    ("a: 1\n  b: 2\n", "YML003", "2:3-2:4", "as if it belonged to the value of `a`", "indent it like `a`"),
    ("- id: x\n  title: A\n title: B\n", "YML003", "3:2-3:10", "indented by 1 space, the one above by 2 spaces", "indent it"),
    ("  a: 1\nb: 2\n", "YML003", "2:1-2:5", "indented by no spaces, the one above by 2 spaces", "indent it"),
    ("a: x\n...\nb: y\n", "YML003", "3:1-3:5", "text follows the end of the document", "`...`"),
    ("- a\nb: 1\n", "YML003", "2:1-2:5", "a field stands among list items", "2 spaces"),
    ("a: 1\n- b\n", "YML003", "2:1-2:4", "a list item stands among fields", "remove the dash"),
    ("a:b\nc: d\n", "YML003", "1:2-1:3", "a space is missing after the colon", "space"),
    ("a: 1\nb:c\nd: e\n", "YML003", "2:2-2:3", "a space is missing after the colon", "space"),
    ("- a\n-b: c\n", "YML003", "2:1-2:2", "a space is missing after the dash", "space"),
    ("- a\n- b\n-c\n", "YML003", "3:1-3:2", "a space is missing after the dash", "space"),
    ("a: 1\nwords only  # x\nc: 2\n", "YML003", "2:1-2:11", "it has no colon", "`name: value`"),
    ("title\nid: 1\n", "YML003", "1:1-1:6", "it has no colon", "`name: value`"),
    (": a\n", "YML003", "1:1-1:2", "there is no name before this colon", "quotes"),
    ("{a: 1, b:}\n", "YML003", "1:9-1:10", "a space is missing after this colon", "space"),
    # brackets
    ("a: [1, 2\nb: 3\n", "YML003", "1:4-1:5", "this `[` is never closed", "`]`"),
    ("a: {x: 1\nb: 3\n", "YML003", "1:4-1:5", "this `{` is never closed", "`}`"),
    ("a: [\n", "YML003", "1:4-1:5", "this `[` is never closed", "`]`"),
    ("a: {x: [1, 2}\n", "YML003", "1:13-1:14", "this `}` does not close the `[`", "`]`"),
    ("a: [1, 2}\n", "YML003", "1:9-1:10", "this `}` does not close the `[`", "`]`"),
    ("a: [b, c]]\n", "YML003", "1:10-1:11", "this `]` closes nothing", "remove it"),
    ("a: [,]\n", "YML003", "1:5-1:6", "there is no value before this comma", "comma"),
    ("a: [{b: 1} {c: 2}]\n", "YML003", "1:12-1:13", "a comma is missing", "commas"),
    ("a: {\n  b: 1\n  c: 2\n}\n", "YML003", "3:4-3:5", "a comma is missing", "commas"),
    # what content does not need
    ("a: &x 1\nb: *x\n", "YML005", "1:4-1:6", "the anchor `&x`", "write the value out"),
    ("a: !!str &x 1\n", "YML005", "1:10-1:12", "the anchor `&x`", "write the value out"),
    ("a: *x\n", "YML005", "1:4-1:6", "the alias `*x`", "quotes if the star"),
    ("<<: {a: 1}\n", "YML005", "1:1-1:3", "the merge key `<<`", "write the value out"),
    ("a: &x [*x]\n", "YML005", "1:4-1:6", "the anchor `&x`", "write the value out"),
    ("a: !!python/object/apply:os.system [x]\n", "YML007", "1:4-1:35", "the tag `!!python/object/apply:os.system`", "remove it"),
    ("a: !foo x\n", "YML007", "1:4-1:8", "the tag `!foo`", "remove it"),
    ("a: !!binary abc\n", "YML007", "1:4-1:12", "the tag `!!binary`", "remove it"),
    ("a: !<tag:x> y\n", "YML007", "1:4-1:12", "the tag `!<tag:x>`", "remove it"),
    ("%YAML 1.1\n---\na: 1\n", "YML007", "1:1-1:10", "the directive `%YAML`", "remove it"),
    ("# c\n%FOO bar\n---\na: 1\n", "YML007", "2:1-2:9", "the directive `%FOO`", "remove it"),
    ("a: 1\n---\nb: 2\n", "YML007", "2:1-2:4", "a second document", "a file of its own"),
    ("---\n---\n", "YML007", "2:1-2:4", "a second document", "a file of its own"),
    # keys
    ("1: a\n", "YML008", "1:1-1:2", "the key `1`", "quotes"),
    ("yes: a\n", "YML008", "1:1-1:4", "the key `yes`", "quotes"),
    ("~: a\n", "YML008", "1:1-1:2", "the key `~`", "quotes"),
    ("true: a\n", "YML008", "1:1-1:5", "the key `true`", "quotes"),
    ("a: {012: b}\n", "YML008", "1:5-1:8", "the key `012`", "quotes"),
    ("? [a, b]\n: c\n", "YML008", "1:3-1:9", "a list or mapping cannot be the name", "quotes"),
    ("a: {{ title }}\n", "YML008", "1:5-1:14", "a list or mapping cannot be the name", "quotes"),
    ("? \n", "YML008", "1:2-1:2", "an empty key", "name"),
    ("a: 1\nb: 2\na: 3\n", "YML004", "3:1-3:2", "the field `a` is given twice", "in line 1"),
    ("x: {é: 1, é: 2}\n", "YML004", "1:11-1:12", "the field `é` is given twice", "in line 1"),
    ('a: 1\n"a": 2\n', "YML004", "2:1-2:4", "the field `a` is given twice", "in line 1"),
    ("a: no\n", "YML009", "1:4-1:6", "`no` means the text `no` here and `false` to other readers", "quotes"),
    ("- 012\n", "YML009", "1:3-1:6", "the number 10 to other readers", "quotes"),
    ("- 1:30\n", "YML009", "1:3-1:7", "the number 90 to other readers", "quotes"),
    ("- 1e3\n", "YML009", "1:3-1:6", "`1e3` means the number 1000 here and text to other readers", "write the number out"),
    ("- 0x1F\n", "YML009", "1:3-1:7", "a number to other readers", "quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place", "message", "advice"), FAULTS, ids=[repr(fault[0]) for fault in FAULTS])
def test_one_finding_at_its_cause(text: str, code: str, place: str, message: str, advice: str) -> None:
    _, found = read(text)
    assert [(finding.code.code, position(finding)) for finding in found] == [(code, place)]
    assert message in found[0].message
    assert found[0].help
    assert advice in found[0].help
    assert (read(text)[0] is None) == (code not in {"YML004", "YML008", "YML009"} or "mapping cannot" in found[0].message)


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS])
def test_a_fix_repairs_what_it_is_offered_for(text: str) -> None:
    for finding in read(text)[1]:
        if finding.fix is not None:
            assert read(repaired(text, finding.fix))[1] == ()


@pytest.mark.parametrize("text", [fault[0] for fault in FAULTS])
def test_the_place_is_the_same_inside_front_matter(text: str) -> None:
    whole = f"---\n{text}---\nbody\n"
    found = documents.read(Source.of("f.md", whole), 4, 4 + len(text)).diagnostics
    alone = read(text)[1]
    assert [(each.code, without_numbers(each.message)) for each in found] == [(each.code, without_numbers(each.message)) for each in alone]
    for here, there in zip(found, alone, strict=True):
        assert here.span.start is not None
        assert there.span.start is not None
        assert (here.span.start.line, here.span.start.column) == (there.span.start.line + 1, there.span.start.column)


def without_numbers(message: str) -> str:
    return re.sub(r"line [0-9]+", "line N", message)


def test_a_repeated_key_shows_both_places() -> None:
    found = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")[1]
    assert [str(finding.related[0].span) for finding in found] == ["f.yaml:2:5", "f.yaml:1:1"]


def test_what_follows_a_repeated_key_is_still_read() -> None:
    assert read("a: 1\na: 2\nb: 3\n")[0] == {"a": 1, "b": 3}


def test_near_misses() -> None:
    text = (
        "a: 'A: b'\nb: a:b\nc: http://x.y:80/\nd: don't\ne: x-1\nf: [a, 'b, c']\ng: \"x: 'y'\"\nh: C# and F#\ni: \"&x *y !z\"\n"
        "j: a & b * c ! d\nk: '@x'\nl:\tm\nnn: {\n\to: p}\nq: 'yes'\nr: 1.0\ns: 2024-01-01\n'1': t\nu: 1.5e+3\nv: <\nw: a, b\n"
    )
    value, found = read(text)
    assert found == ()
    assert list(value) == [*"abcdefghijkl", "nn", *"qrs1uvw"]


# Hostile input


HOSTILE = {
    "nested lists": ("[" * 100_000, "YML006"),
    "nested mappings": ("{a: " * 100_000, "YML006"),
    "nested blocks": ("- " * 100_000, "YML006"),
    "deep by indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "YML006"),
    "billion laughs": (
        "a: &a [lol]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9)),
        "YML005",
    ),
    "merge bomb": ("a: &a {x: 1}\n" + "".join(f"k{n}: &k{n}\n  <<: [*a, *a]\n" for n in range(9999)), "YML005"),
    "many items": ("- a\n" * 1_200_000, "YML006"),
    "many fields": ("".join(f"k{number}: v\n" for number in range(400_000)), "YML006"),
    "one flow": ("[" + "a," * 2_400_000 + "]", "YML006"),
    "digits": (f"a: 0{'7' * 100_000}\n", "YML009"),
    "sixties": (f"a: 1{':30' * 100_000}\n", "YML009"),
    "exponent": (f"a: 1e{'9' * 100_000}\n", "YML009"),
    "long key": ("x" * 4_000_000 + ": 1", "YML003"),
    "spaces and a colon": ("a: " + " " * 2_000_000 + "b: c", "YML003"),
    "colons": ("a" + ": " * 2_000_000, "YML003"),
    "quotes": ('"' * 4_000_000, "YML003"),
    "tabs": ("\t" * 4_000_000, "YML003"),
    "ends of documents": ("...\n" * 1_000_000, "YML003"),
    "documents": ("---\n" * 1_000_000, "YML007"),
    "bad after much": ("- a: b\n" * 160_000 + "c: [", "YML003"),
    "dashes": ("a\n" + "-" * 2_000_000 + "\nb: c", "YML003"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_in_time(name: str) -> None:
    text, code = HOSTILE[name]
    source = Source.of("f.yaml", text)
    started = time.process_time()
    found = documents.read(source).diagnostics
    took = time.process_time() - started
    assert [finding.code.code for finding in found] == [code]
    assert len(found[0].message) < 250
    assert len(found[0].help or "") < 250
    assert took < 4  # two seconds on a quiet machine


def test_a_thousand_findings_are_enough() -> None:
    assert len(read("- no\n" * 3000)[1]) == 1000
    assert len(read("a: 1\n" * 3000)[1]) == 1000


def test_depth_is_counted_exactly() -> None:
    assert read("[" * 32 + "]" * 32)[1] == ()
    assert [position(found) for found in read("[" * 33 + "]" * 33)[1]] == ["1:33-1:34"]
