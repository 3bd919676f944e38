"""Each format prints the same findings: golden texts, and the laws they keep.

`pytest tests/cases tests/report --rewrite` writes what is printed now as what must be printed; `git diff` is the review.
"""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.model.diagnostic import Applicability, Diagnostic, Edit, Fix, Label, Severity
from pipeline.model.span import Source
from pipeline.report import FORMATS, report
from tests.report.conftest import BOOKS, NLP, ODD, SOURCES, code, span, told

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parent.parent.parent / "schemas/output/diagnostics.schema.json"


@pytest.mark.parametrize("form", FORMATS)
def test_golden(form: str, findings: list[Diagnostic], request: pytest.FixtureRequest) -> None:
    expected = GOLDEN / f"{form}.txt"
    given = report(findings, 142, SOURCES, form, width=80)
    if request.config.getoption("--rewrite", default=False):
        expected.write_text(given, encoding="utf-8", newline="\n")
    assert given == expected.read_text(encoding="utf-8")


def test_golden_on_a_poor_terminal_in_colour(findings: list[Diagnostic], request: pytest.FixtureRequest) -> None:
    expected = GOLDEN / "full-ascii-colour.txt"
    given = report(findings, 142, SOURCES, "full", width=60, colour=True, ascii_only=True)
    if request.config.getoption("--rewrite", default=False):
        expected.write_text(given, encoding="utf-8", newline="\n")
    assert given == expected.read_text(encoding="utf-8")
    assert given.isascii()


@pytest.mark.parametrize("form", FORMATS)
def test_order_of_the_findings_changes_nothing(form: str, findings: list[Diagnostic]) -> None:
    assert report(findings, 142, SOURCES, form) == report(findings[::-1], 142, dict(reversed(SOURCES.items())), form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_finding_is_printed(form: str, findings: list[Diagnostic]) -> None:
    assert told(form, report(findings, 142, SOURCES, form)) == sorted(finding.code.code for finding in findings)


@pytest.mark.parametrize("form", ["full", "concise", "github"])
def test_nothing_acts_on_a_terminal(form: str, findings: list[Diagnostic]) -> None:
    text = report(findings, 142, SOURCES, form)
    assert [character for character in text if not (character.isprintable() or character == "\n")] == []
    assert "\\x1b[31m\\u202ered" in report(findings, 142, SOURCES, "full")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(form: str) -> None:
    text = report([], 3, {}, form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert told(form, text) == []
    assert text == "No problems found (3 files checked).\n" or form not in {"full", "concise", "github"}


def test_summary_counts() -> None:
    warning = code("AAA001", Severity.WARNING).at(span(BOOKS, "bok"), "wrong")
    info = code("AAA002", Severity.INFO).at(span(ODD, "red"), "odd")
    assert report([warning], 1, {}, "concise").endswith("\nFound 1 warning in 1 file (1 file checked).\n")
    assert report([warning, info, info], 2_000, {}, "concise").endswith("\nFound 1 warning and 2 infos in 2 files (2,000 files checked).\n")


def test_many_alike_are_counted() -> None:
    lines = Source.of("content/a.yaml", "bad\n" * 9)
    bad = code("SCH104")
    five = [bad.at(lines.span(4 * n, 4 * n + 3), f"bad number {n}") for n in range(5)]
    other = code("SCH105").at(lines.span(0, 3), "other")
    text = report([*five, other], 1, {"content/a.yaml": lines}, "concise")
    assert "bad number 2" in text
    assert "bad number 3" not in text
    assert "content/a.yaml: and 2 more SCH104 in this file (-v shows all)\n" in text
    assert "Found 6 errors in 1 file" in text
    assert text.count("SCH104") == 4
    assert report(five[:4], 1, {}, "concise").count("bad number") == 4
    assert report(five, 1, {}, "concise", verbose=True).count("bad number") == 5
    assert report(five, 1, {}, "full").count("error[SCH104]") == 3
    for form in set(FORMATS) - {"full", "concise"}:
        assert len(told(form, report(five, 1, {}, form))) == 5


def test_no_more_than_fifty_but_the_gravest() -> None:
    files = [Source.of(f"content/{n:03}.yaml", "bad\n") for n in range(70)]
    warnings = [code("AAA001", Severity.WARNING).at(file.span(0, 3), "small") for file in files[:60]]
    errors = [code("AAA002").at(file.span(0, 3), "grave") for file in files[60:]]
    text = report([*warnings, *errors], 70, {}, "full")
    assert (text.count("grave"), text.count("small")) == (10, 40)
    assert "\nand 20 more findings (-v shows all)\n" in text
    assert "Found 10 errors and 60 warnings in 70 files" in text
    assert report(warnings, 70, {}, "full", verbose=True).count("small") == 60


@pytest.mark.parametrize("form", ["full", "concise"])
def test_infos_come_last_and_many_of_them_are_counted(form: str) -> None:
    files = [Source.of(f"content/{n:03}.yaml", "bad\n") for n in range(12)]
    infos = [code(f"AAA00{1 + n % 2}", Severity.INFO).at(file.span(0, 3), "small") for n, file in enumerate(files[:11])]
    error = code("BBB001").at(files[11].span(0, 3), "grave")
    text = report([*infos[:10], error], 12, {}, form)
    assert text.count("small") == 10
    assert text.index("grave") < text.index("small")
    text = report([*infos, error], 12, {}, form)
    assert "small" not in text
    assert "\nand 11 infos: 6 AAA001, 5 AAA002 (-v shows all)\n" in text
    assert "Found 1 error and 11 infos in 12 files" in text
    assert report([*infos, error], 12, {}, form, verbose=True).count("small") == 11
    for machine in set(FORMATS) - {"full", "concise"}:
        assert len(told(machine, report([*infos, error], 12, {}, machine))) == 12


def test_summary_counts_repairs() -> None:
    def fixable(how: Applicability) -> Diagnostic:
        return code("AAA001").at(span(BOOKS, "bok"), "wrong", fix=Fix(how, (Edit(span(BOOKS, "bok"), "book"),)))

    safe, unsafe, shown = map(fixable, (Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY))
    for found, ending in (
        ([safe], " 1 fixable with --fix.\n"),
        ([safe, unsafe, unsafe], " 1 fixable with --fix, 2 more with --unsafe-fixes.\n"),
        ([unsafe], " 1 fixable with --fix --unsafe-fixes.\n"),
        ([shown], "checked).\n"),
    ):
        assert report(found, 1, {}, "concise").endswith(ending)


def test_words_beside_the_caret() -> None:
    source = Source.of("a.yaml", "title: Deep Learning: the book\n")
    value = Label(span(source, "Deep Learning: the book"), "")
    found = code("AAA001").at(source.span(20, 21), "wrong", related=[value], label="a second mapping")
    assert report([found], 1, {"a.yaml": source}, "full").splitlines()[3:5] == [
        " 1 | title: Deep Learning: the book",
        "   |        -------------^--------- a second mapping",
    ]
    assert report([found], 1, {"a.yaml": source}, "full", width=40).splitlines()[4:6] == [
        "   |        -------------^---------",
        "   |                   a second mapping",
    ]
    data = json.loads(report([found], 1, {"a.yaml": source}, "json"))["diagnostics"][0]
    assert (data["label"], data["note"], data["url"]) == ("a second mapping", None, "docs/rules/AAA001.md")


def test_what_a_finding_means_for_the_rest_is_said_once_a_file() -> None:
    source = Source.of("a.yaml", "one\ntwo\n")
    found = [code("AAA001").at(span(source, word), "wrong", help="repair it", note="the rest was skipped") for word in ("one", "two")]
    text = report(found, 1, {"a.yaml": source}, "full")
    assert text.count("note") == 1
    assert text.endswith("help: repair it\n   |\n   = note: the rest was skipped\n\nFound 2 errors in 1 file (1 file checked).\n")


def test_a_long_line_is_cut_around_its_change() -> None:
    source = Source.of("a.md", f"{'before ' * 30}wrng{' behind' * 30}\n")
    place = span(source, "wrng")
    found = code("AAA001").at(place, "wrong", fix=Fix(Applicability.SAFE, (Edit(place, "wrong"),)))
    lines = report([found], 1, {"a.md": source}, "full", width=80).splitlines()
    shown = [line for line in lines if line.startswith(" 1 ")]
    assert [line[3] for line in shown] == ["|", "-", "+"]
    assert shown[1].index("wr") == shown[2].index("wr")
    for line in shown:
        assert len(line) <= 80
        assert line.startswith("…", 5)
        assert abs(line.index("wr") - 41) <= 4


def test_json_keeps_its_contract(findings: list[Diagnostic]) -> None:
    text = report(findings, 142, SOURCES, "json")
    data = json.loads(text)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert data["summary"] == {"errors": 5, "warnings": 1, "infos": 2}
    for finding, item in zip(sorted(findings, key=lambda found: found.key), data["diagnostics"], strict=True):
        source = SOURCES.get(item["path"])
        if source and finding.span.start:
            start, end = (source.starts[item[edge]["line"] - 1] + item[edge]["column"] - 1 for edge in ("start", "end"))
            assert source.text[start:end] == source.cut(finding.span)
    assert text.isascii()


def test_github_escapes_what_would_end_a_property(findings: list[Diagnostic]) -> None:
    text = report(findings, 142, SOURCES, "github")
    assert "file=content/odd%2C names%3A 100%25.yaml,line=2,endLine=2,col=167,endColumn=173," in text
    assert "::100%25 of a line: cut, around the caret\n" in text
    found = code("AAA001").at(span(BOOKS, "bok"), "two\r\nlines")
    assert "::two\\r\\nlines\n" in report([found], 1, SOURCES, "github")


def test_github_leaves_columns_out_where_it_would_refuse_them() -> None:
    found = code("AAA001").at(BOOKS.span(7, 40), "over two lines")
    assert ",line=8,endLine=9,title=" in report([found], 1, SOURCES, "github")


def test_github_says_what_it_will_not_show() -> None:
    errors = [code("AAA001").at(span(BOOKS, "bok"), f"wrong {n:02}") for n in range(12)]
    warning = code("AAA000", Severity.WARNING).at(span(BOOKS, "titel"), "odd")
    lines = report([warning, *errors], 1, SOURCES, "github").splitlines()
    assert [line.split(" ")[0] for line in lines[:13]] == ["::error"] * 12 + ["::warning"]
    assert lines[-1].endswith("GitHub shows 10 of each kind: 2 more stand in this log.")


def test_github_is_told_of_changed_files_first() -> None:
    places = ((BOOKS, "bok"), (NLP, "paper"))
    found = [code("AAA001", severity).at(span(source, word), word) for severity in Severity for source, word in places]
    plain, sorted_out = (report(found, 1, SOURCES, "github", changed=changed).splitlines() for changed in ((), [NLP.path]))
    assert [line.rpartition("::")[2] for line in plain[:-1]] == ["bok", "paper"] * 3
    assert [line.rpartition("::")[2] for line in sorted_out[:-1]] == ["paper", "bok"] * 3
    assert [line.split(" ")[0] for line in sorted_out[:-1:2]] == ["::error", "::warning", "::notice"]


@pytest.mark.parametrize("name", ["SEC801", "LNK208"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_secret_is_printed_nowhere(form: str, name: str) -> None:
    text = "- token: AKIAIOSFODNN7EXAMPLE # titel\n  titel: x\n"
    source = Source.of("content/a.yaml", text)
    found = [
        code(name).at(span(source, "AKIAIOSFODNN7EXAMPLE"), "this looks like a key"),
        code("SCH103").at(span(source, "titel"), "wrong", related=[Label(span(source, "token"), "here")]),
    ]
    printed = report(found, 1, {"content/a.yaml": source}, form)
    assert "AKIA" not in printed
    assert "- token: ******************** # titel" in printed or form != "full"


def test_labels_in_one_line_have_rows_of_their_own_where_words_would_clash() -> None:
    source = Source.of("a.yaml", "first second third\n")
    labels = [Label(span(source, "first"), "one"), Label(span(source, "third"), "three")]
    found = code("AAA001").at(span(source, "second"), "wrong", related=labels)
    assert report([found], 1, {"a.yaml": source}, "full").splitlines()[3:7] == [
        " 1 | first second third",
        "   |       ^^^^^^",
        "   | ----- one",
        "   |              ----- three",
    ]


def test_lines_between_are_shown_or_left_out() -> None:
    source = Source.of("a.yaml", "\n".join(f"line{n}" for n in range(1, 21)))
    labels = [Label(span(source, "line6"), "near"), Label(span(source, "line20"), "far")]
    found = code("AAA001").at(span(source, "line9"), "wrong", related=labels)
    assert report([found], 1, {"a.yaml": source}, "full").splitlines()[2:12] == [
        "    |",
        "  6 | line6",
        "    | ----- near",
        "  7 | line7",
        "  8 | line8",
        "  9 | line9",
        "    | ^^^^^",
        "...",
        " 20 | line20",
        "    | ------ far",
    ]


def test_changes_over_several_lines_and_files() -> None:
    one, two = Source.of("a.yaml", "a: 1\nb: 2\nc: 3\nd: 4\n"), Source.of("b.yaml", "x\r\ny")
    edits = (
        Edit(one.span(0, 5), ""),
        Edit(one.span(9, 10), "0\nnew: 5\n"),
        Edit(one.span(20, 20), "e: 5\n"),
        Edit(two.span(1, 3), ""),
    )
    found = code("AAA001").at(one.span(0, 1), "wrong", fix=Fix(Applicability.DISPLAY, edits))
    text = report([found], 1, {"a.yaml": one, "b.yaml": two}, "full")
    assert text.splitlines()[6:] == [
        "help: this change repairs it",
        "   |",
        " 1 - a: 1",
        " 2 - b: 2",
        " 1 + b: 20",
        " 2 + new: 5",
        "   |",
        " 5 + e: 5",
        "  ::: b.yaml",
        "   |",
        " 1 - x",
        " 2 - y",
        " 1 + xy",
        "",
        "Found 1 error in 1 file (1 file checked).",
    ]


@given(
    some.text(alphabet="a b\t深é\u202e\x1b\u0301😀\r\n", min_size=1, max_size=60),
    some.integers(0, 60),
    some.integers(0, 60),
    some.integers(40, 70),
    some.booleans(),
)
def test_excerpts_fit_whatever_the_text(text: str, one: int, other: int, width: int, ascii_only: bool) -> None:  # noqa: FBT001
    source = Source.of("a.yaml", text * 3)
    begin, end = sorted((min(one, len(source.text)), min(other, len(source.text))))
    place = source.span(begin, end)
    found = code("AAA001").at(place, "wrong", fix=Fix(Applicability.SAFE, (Edit(place, "new"),)), label="some words")
    printed = report([found], 1, {"a.yaml": source}, "full", width=width, ascii_only=ascii_only)
    assert all(character.isprintable() or character in "\n\u0301" for character in printed)
    for line in printed.split("help:")[0].splitlines()[2:]:
        assert sum(0 if character == "\u0301" else 2 if character in "深😀" else 1 for character in line) <= width
    assert printed.isascii() or not ascii_only
