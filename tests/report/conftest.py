"""A handful of findings about a handful of texts, for every format to print; and how to read them back."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from pipeline.model.diagnostic import UNREAD, Applicability, Code, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.span import Source, Span

BOOKS = Source.of(
    "content/resources/books.yaml", "\n" * 7 + "- id: deep-learning-book\n  titel: Deep Learning\n  kind: bok\n  year: 2016\n"
)
NLP = Source.of("content/resources/nlp.yaml", "\n" * 7 + "- id: attention-is-all-you-need\n  kind: paper\n")
PAPERS = Source.of("content/resources/papers.yaml", "- id: attention-is-all-you-need\n  kind: paper\n")
CHAPTER = Source.of("content/chapters/02.md", "---\nid: deep-learning\ntitle: Deep Learning: the book\n---\nText\r\n")
ODD = Source.of(
    "content/odd, names: 100%.yaml", "\ttitle: 深層学習 \x1b[31m\u202ered  # note\n" + "long: " + "x " * 80 + "TARGET" + " y" * 80 + "\n"
)
SOURCES = {source.path: source for source in (BOOKS, NLP, PAPERS, CHAPTER, ODD)}


def code(name: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(name, f"rule-{name.lower()}", severity, "")


def span(source: Source, text: str, nth: int = 0) -> Span:
    """The nth place of a text."""
    begin = -1
    for _ in range(nth + 1):
        begin = source.text.index(text, begin + 1)
    return source.span(begin, begin + len(text))


def told(form: str, text: str) -> list[str]:
    """The codes that a report tells, one for each finding, sorted: whatever its format."""
    match form:
        case "full":
            found = re.findall(r"^(?:error|warning|info)\[([A-Z]{3}\d{3})\]: ", text, re.MULTILINE)
        case "concise":
            found = re.findall(r"^\S.*?: (?:error|warning|info) ([A-Z]{3}\d{3}) ", text, re.MULTILINE)
        case "github":
            found = re.findall(r"^::(?:error|warning|notice) .*?title=([A-Z]{3}\d{3}) ", text, re.MULTILINE)
        case "json":
            found = [finding["code"] for finding in json.loads(text)["diagnostics"]]
        case "sarif":
            found = [result["ruleId"] for run in json.loads(text)["runs"] for result in run["results"]]
        case "junit":
            failures = ET.fromstring(text).iter("failure")  # noqa: S314 - it is our own text
            found = [failure.attrib["type"].split()[1] for failure in failures]
        case "rdjson":
            found = [finding["code"]["value"] for finding in json.loads(text)["diagnostics"]]
        case "gitlab":
            found = [finding["check_name"] for finding in json.loads(text)]
        case _:
            raise ValueError(form)
    return sorted(found)


@pytest.fixture
def findings() -> list[Diagnostic]:
    title = span(CHAPTER, "Deep Learning: the book")
    return [
        code("SCH103").at(
            span(BOOKS, "titel"),
            "unknown field `titel` in resource `deep-learning-book`",
            help="a required field has a similar name: `title`",
            item="resources:deep-learning-book",
            related=[Label(span(BOOKS, "deep-learning-book"), "in this entry")],
            fix=Fix(Applicability.SAFE, (Edit(span(BOOKS, "titel"), "title"),)),
            label="not a field of a resource",
        ),
        code("SCH104").at(
            span(BOOKS, "bok"),
            "`bok` is no kind of resource",
            help="a value has a similar name: `book`",
            item="resources:deep-learning-book",
            fix=Fix(Applicability.UNSAFE, (Edit(span(BOOKS, "bok"), "book"),)),
        ),
        code("REF301").at(
            span(NLP, "attention-is-all-you-need"),
            "the id `attention-is-all-you-need` is used twice",
            help="give one of them another id; 3 chapters refer to it (content/chapters/04.md:31 and 2 more)",
            related=[Label(span(PAPERS, "attention-is-all-you-need"), "first use")],
            label="second use",
        ),
        code("YML003").at(
            span(CHAPTER, ":", 2),
            "a colon followed by a space cannot stand in an unquoted value",
            help="put the value in quotes",
            related=[Label(title, "")],
            fix=Fix(Applicability.UNSAFE, (Edit(title, '"Deep Learning: the book"'),)),
            label="YAML reads this colon as the start of a second mapping",
            note=UNREAD,
        ),
        code("SCH112").at(Span("content/glosary/terms.yaml"), "this file belongs to no collection", help="move it"),
        code("UNI001", Severity.WARNING).at(span(ODD, "\u202e"), "the character `\u202e` turns the direction of \x1b[1mwriting"),
        code("MKD900", Severity.INFO).at(span(ODD, "TARGET"), "100% of a line: cut, around the caret"),
        code("REF303", Severity.INFO).at(span(ODD, "深層学習"), "wide characters take two columns"),
    ]
