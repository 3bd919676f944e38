"""Formats: what each accepts, what it refuses, and the reason it gives."""

from typing import Any

import pytest
from making import ROOT, Schemas

from pipeline.model.schema import fields
from pipeline.validate.values import FORMATS, VALUE_RULES, arxiv, id, isbn13, outline_pages  # noqa: A004 - the format is called so

GOOD = {
    "date": ["2025", "2025-01", "2025-01-26", "2024-02-29", "2000-02-29", "0001-01-01"],
    "date-time": ["2025-01-26T09:30:00Z", "2025-01-26t23:59:60+02:00", "2024-02-29T00:00:00.123-11:30"],
    "uri": [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://de.wikipedia.org/wiki/Übersetzung",
        "https://user@example.org/",
        "https://[::1]/",
        "https://x.org/a%20b",
        # Their schemes are the link checker's question.
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "mailto:a@example.org",
    ],
    "uri-reference": ["a/b.html", "../x", "#y", "https://example.org"],
    "email": ["a@example.org", "first.last+tag@mail.example.co.uk"],
    "isbn13": ["9783960092766", "978-3-96009-276-6", "979-8-3416-7131-7", "978 1 098 18020 1"],
    "doi": ["10.1145/2858036.2858288", "10.48550/arXiv.2106.09685"],
    "bcp47": ["en", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "de-CH-1901", "sl-rozaj-biske", "x-klingon", "en-US-u-ca-gregory", "gsw"],
    "arxiv": ["2106.09685", "0704.0001", "2106.09685v2", "hep-th/9901001", "math.GT/0309136"],
    "id": ["a", "rag-and-agents", "3d", "a" * 80, "console"],
    "json-schema": [{}, True, {"type": "object", "properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"pattern": "^[a-z]+$"}}}],
}
BAD = {
    "date": {
        "2024-02-30": "February 2024 has 29 days",
        "2100-02-29": "February 2100 has 28 days",
        "2024-13-01": "there is no month 13",
        "2024-00": "there is no month 0",
        "2024-04-31": "April 2024 has 30 days",
        "2024-04-00": "April 2024 has 30 days",
        "0000": "there is no year 0",
        "24-1-1": "it is not written YYYY-MM-DD, YYYY-MM or YYYY",
        "2024-1-1": "it is not written",
        "2024-01-01\n": "it is not written",
        "٢٠٢٤": "it is not written",
        "soon": "it is not written",
    },
    "date-time": {
        "2025-01-26": "it is not written",
        "2025-02-30T09:30:00Z": "February 2025 has 28 days",
        "2025-01-26T24:00:00Z": "it is not",
        "2025-01-26T09:30:00": "it",
    },
    "uri": {
        "example.org/x": "it has no scheme",
        "example.org:80/x": "it has no scheme",
        "localhost:8000": "it has no scheme",
        "": "it has no scheme",
        "https:/example.org": "it names no host",
        "https://": "it names no host",
        "https:///x": "it names no host",
        "https://exa mple.org": "a space cannot stand in an address",
        "https://example.org/\n": "a line break cannot stand in an address",
        "https://example.org/\x07": "the control character U+0007",
        "https://example.org/<a>": "`<` cannot stand",
        "https://example.org/%zz": "a `%` is not followed by two hexadecimal digits",
        "https://example.org:99999/": "there is no port 99999",
        "https://a:b:c/": "it names no host",
    },
    "uri-reference": {"a b": "a space", "a%2": "a `%`"},
    "email": {
        "a": "it is not",
        "a@b": "it is not",
        "@example.org": "it is not",
        "a@-x.org": "it is not",
        "a" * 300 + "@example.org": "it is not",
    },
    "isbn13": {
        "9783960092765": "its check digit should be 6",
        "978396009276": "it has 12 digits instead of 13",
        "1098166302": "it has 10 digits instead of 13",
        "1234567890128": "it does not begin with 978 or 979",
        "978396009276X": "it holds more than digits and hyphens",
        "٩٧٨٣٩٦٠٠٩٢٧٦٦": "it holds more than digits",
    },
    "doi": {"https://doi.org/10.1145/2858036": "it is an address", "11.1145/2": "it is not a DOI", "10.1145/a b": "it is not a DOI"},
    "bcp47": {
        "german": "it is a name",
        "Chinese": "it is a name",
        "pt_BR": "its parts are joined by an underscore",
        "e": "it is not a language tag",
        "en--US": "it",
        "a" * 36: "it",
    },
    "arxiv": {
        "https://arxiv.org/abs/2106.09685": "it is an address",
        "arXiv:2106.09685": "it has a prefix",
        "2113.09685": "it is not an arXiv number",
        "21.9": "it",
    },
    "id": {
        "A": "it is not made of",
        "a_b": "it",
        "a--b": "it",
        "-a": "it",
        "a/b": "it",
        "": "it",
        "\u0430": "`\u0430` (U+0430) is no letter",
        "a" * 81: "it has 81 characters",
        "con": "Windows",
        "lpt1": "Windows",
        "a\n": "it",
    },
}
HELP = {
    ("isbn13", "1-098-16630-2"): "as ISBN-13 it is `9781098166304`",
    ("bcp47", "pt_BR"): "`pt-BR`",
    ("arxiv", "https://arxiv.org/pdf/2106.09685v2.pdf"): "`2106.09685v2`",
    ("doi", "https://dx.doi.org/10.1145/1"): "`10.1145/1`",
    ("id", "Über RAG & Agents!"): "`uber-rag-agents`",
    ("uri", "example.org/x"): "`https://example.org/x`",
}


def test_every_format_has_examples_of_both_kinds() -> None:
    assert GOOD.keys() == FORMATS.keys()
    assert BAD.keys() | {"json-schema"} == FORMATS.keys()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in GOOD.items() for value in values])
def test_what_is_right_passes(name: str, value: Any) -> None:
    assert FORMATS[name](value) is None


@pytest.mark.parametrize(
    ("name", "value", "reason"), [(name, value, reason) for name, values in BAD.items() for value, reason in values.items()]
)
def test_what_is_wrong_is_refused_with_the_reason(name: str, value: Any, reason: str) -> None:
    flaw = FORMATS[name](value)
    assert flaw is not None
    assert flaw.reason.startswith(reason)


@pytest.mark.parametrize(("name", "value", "told"), [(*key, told) for key, told in HELP.items()])
def test_the_help_names_what_was_meant(name: str, value: Any, told: str) -> None:
    flaw = FORMATS[name](value)
    assert flaw is not None
    assert told in flaw.help


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"type": "strng"}, "at type, the keyword"),
        ({"properties": []}, "at properties, the keyword"),
        ({"$ref": "https://example.org/s.json"}, "it refers to `https://example.org/s.json`, outside itself"),
        ({"properties": {"a": {"pattern": "^(a+)+$"}}}, "the pattern `^(a+)+$` repeats"),
    ],
)
def test_a_schema_in_content_is_judged(schema: Any, reason: str) -> None:
    flaw = FORMATS["json-schema"](schema)
    assert flaw is not None
    assert flaw.reason.startswith(reason)


@pytest.mark.parametrize("value", [None, 5, 1.5, True, [], ["x"], {"a": 1}])
def test_other_types_are_the_business_of_type(value: Any) -> None:
    assert [name for name, check in FORMATS.items() if name != "json-schema" and check(value) is not None] == []


def test_the_check_digit_is_that_of_ean_13() -> None:
    # Worked example of the ISBN Users' Manual: 978-0-306-40615-7.
    assert isbn13.check_digit("978030640615") == "7"
    assert all(isbn13.check(f"978030640615{digit}") for digit in "012345689")


def test_an_arxiv_number_tells_its_year() -> None:
    assert [arxiv.year(number) for number in ("2106.09685", "0704.0001", "hep-th/9901001", "math/0309136", "nonsense")] == [
        2021,
        2007,
        1999,
        2003,
        None,
    ]
    assert arxiv.number("https://arxiv.org/pdf/2106.09685v2.pdf") == "2106.09685v2"
    assert arxiv.number("https://arxiv.org/list/cs.CL/recent") is None


def test_roman_pages_come_first_and_are_read_right() -> None:
    assert [outline_pages.roman(text) for text in ("i", "iv", "ix", "xiv", "xl", "xcix", "mcmxciv")] == [1, 4, 9, 14, 40, 99, 1994]
    assert outline_pages.order("xx") < outline_pages.order(1)  # type: ignore[operator]


def test_the_pattern_of_ids_and_their_check_are_one(schemas: Schemas) -> None:
    assert schemas["defs"]["$defs"]["id"]["pattern"] == id.PATTERN
    assert schemas["defs"]["$defs"]["id"]["maxLength"] == id.LONGEST


def test_every_rule_is_named_by_a_schema(schemas: Schemas) -> None:
    named = {rule for schema in schemas.values() for rule in schema.get("x-rule", ())}
    assert named == VALUE_RULES.keys()
    assert {part["x-rule"] for schema in schemas.values() for _, part in fields(schema) if "x-rule" in part} <= FORMATS.keys()
    assert (ROOT / "schemas").is_dir()
