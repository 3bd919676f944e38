"""What other programs demand of the formats made for them, beyond their golden texts."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.model.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source, Span
from pipeline.report import report, sarif
from tests.report.conftest import BOOKS, CHAPTER, NLP, ODD, SOURCES, code, span

SARIF = Path(__file__).parent.parent / "standards/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
"""The published schema, as an npm package carries it; `npm install` in tests/standards puts it there."""
MACHINES = ("json", "sarif", "junit", "rdjson", "gitlab")


def run(findings: list[Diagnostic], **options: Any) -> Mapping[str, Any]:
    (only,) = json.loads(report(findings, 142, SOURCES, "sarif", **options))["runs"]
    return dict(only)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_sarif_keeps_its_schema(findings: list[Diagnostic]) -> None:
    if not SARIF.exists():
        (pytest.fail if os.environ.get("REQUIRE_JUDGES") else pytest.skip)("`npm install` in tests/standards brings the schema")
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    for given_findings in (findings, []):
        jsonschema.validate(json.loads(report(given_findings, 142, SOURCES, "sarif")), schema)


def test_sarif_has_all_that_github_requires(findings: list[Diagnostic]) -> None:
    log = json.loads(report(findings, 142, SOURCES, "sarif"))
    assert (log["$schema"], log["version"]) == ("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0")
    (only,) = log["runs"]
    assert only["columnKind"] == "unicodeCodePoints"
    driver = only["tool"]["driver"]
    assert driver["name"] == "bookpipe"
    for rule in driver["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"].keys() == {"text", "markdown"}
    for result in only["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            place = location["physicalLocation"]
            assert place["region"].keys() == {"startLine", "startColumn", "endLine", "endColumn"}
            assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
    assert "" not in set(strings(log))


def test_sarif_regions_hold_the_text(findings: list[Diagnostic]) -> None:
    ordered = sorted(findings, key=lambda finding: finding.key)
    for finding, result in zip(ordered, run(findings)["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        region, source = place["region"], SOURCES.get(finding.span.path)
        if source is not None:
            begin = source.starts[region["startLine"] - 1] + region["startColumn"] - 1
            end = source.starts[region["endLine"] - 1] + region["endColumn"] - 1
            assert source.text[begin:end] == source.cut(finding.span) != ""
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run(findings)["results"]]
    assert "content/odd%2C%20names%3A%20100%25.yaml" in uris


def test_sarif_tells_a_rule_by_its_page() -> None:
    page = "\nFirst words\non two lines.\n\nMore.\n\nBad:\n\n    x\n\nGood:\n\n    y\n"
    finding = type(code("AAA001"))("AAA001", "rule-name", Severity.INFO, page).at(span(BOOKS, "bok"), "wrong")
    (rule,) = run([finding])["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "First words on two lines."}
    assert rule["fullDescription"] == {"text": "First words on two lines.\n\nMore."}
    assert rule["help"]["markdown"] == page.strip()
    assert rule["defaultConfiguration"] == {"level": "note"}


def test_sarif_keeps_the_gravest_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    infos = [code("AAA001", Severity.INFO).at(span(BOOKS, "bok"), f"small {n}") for n in range(4)]
    grave = code("AAA002").at(span(NLP, "paper"), "grave")
    only = run([*infos, grave])
    assert [result["message"]["text"] for result in only["results"]] == ["small 0", "small 1", "grave"]
    (note,) = only["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 further findings")
    assert sarif.MOST < 25_001
    assert "toolExecutionNotifications" not in run([grave])["invocations"][0]


def test_junit_has_a_case_for_every_file(findings: list[Diagnostic]) -> None:
    clean = Source.of("content/clean.yaml", "a: 1\n")
    root = ET.fromstring(report(findings, 142, {**SOURCES, clean.path: clean}, "junit"))  # noqa: S314 - it is our own text
    assert root.tag == "testsuites"
    (suite,) = root
    cases = {case.attrib["name"]: case for case in suite}
    assert set(cases) == {*SOURCES, clean.path, "content/glosary/terms.yaml"}
    assert len(cases[clean.path]) == 0
    assert len(cases[BOOKS.path]) == 2
    assert len(cases[ODD.path]) == 3
    failing = sum(bool(len(case)) for case in suite)
    assert {name: suite.attrib[name] for name in ("tests", "failures", "errors")} == {"tests": "7", "failures": str(failing), "errors": "0"}


def test_junit_keeps_to_what_its_readers_know(findings: list[Diagnostic]) -> None:
    # Of https://github.com/jenkinsci/xunit-plugin, junit-10.xsd.
    allowed = {
        "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
        "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
        "testcase": ({"name", "classname"}, {"failure"}),
        "failure": ({"type", "message"}, set()),
    }
    for element in ET.fromstring(report(findings, 142, SOURCES, "junit")).iter():  # noqa: S314 - it is our own text
        attributes, children = allowed[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children


def test_junit_speaks_only_for_the_files_that_were_asked_for(findings: list[Diagnostic]) -> None:
    text = report(findings[:1], 142, SOURCES, "junit", checked=[BOOKS.path, NLP.path])
    assert re.findall(r'<testcase classname="[^"]*" name="([^"]*)"', text) == [BOOKS.path, NLP.path]


@given(some.text(), some.text())
def test_junit_is_xml_whatever_the_text(message: str, path: str) -> None:
    finding = code("AAA001").at(Span(path), message, help=message)
    root = ET.fromstring(report([finding], 1, {}, "junit"))  # noqa: S314 - it is our own text
    assert len(list(root.iter("failure"))) == 1


def test_rdjson_counts_bytes(findings: list[Diagnostic]) -> None:
    data = json.loads(report(findings, 142, SOURCES, "rdjson"))
    assert (data["source"], data["severity"]) == ({"name": "bookpipe"}, "ERROR")
    for finding, item in zip(sorted(findings, key=lambda found: found.key), data["diagnostics"], strict=True):
        source = SOURCES.get(finding.span.path)
        if source is None:
            assert "range" not in item["location"]
            continue
        place = item["location"]["range"]
        line = source.line(place["start"]["line"]).encode()
        assert place["end"]["line"] == place["start"]["line"]
        assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == source.cut(finding.span)


def test_rdjson_suggests_whole_repairs_only() -> None:
    two = (Edit(span(BOOKS, "bok"), "book"), Edit(span(BOOKS, "titel"), "title"))
    for how, edits, suggested in (
        (Applicability.SAFE, two[:1], True),
        (Applicability.UNSAFE, two[:1], True),
        (Applicability.DISPLAY, two[:1], False),
        (Applicability.SAFE, two, False),
        (Applicability.SAFE, (Edit(span(CHAPTER, "Text"), "x"),), False),
    ):
        finding = code("AAA001").at(span(BOOKS, "bok"), "wrong", fix=Fix(how, edits))
        (item,) = json.loads(report([finding], 1, SOURCES, "rdjson"))["diagnostics"]
        assert ("suggestions" in item) is suggested


def test_gitlab_gives_every_finding_its_own_fingerprint(findings: list[Diagnostic]) -> None:
    alike = [code("AAA001", Severity.INFO).at(span(ODD, "x", n), "the same") for n in range(3)]
    data = json.loads(report([*findings, *alike], 142, SOURCES, "gitlab"))
    assert len({item["fingerprint"] for item in data}) == len(findings) + 3
    assert all(item["location"]["positions"]["begin"]["line"] >= 1 for item in data)
    assert {item["severity"] for item in data} == {"major", "minor", "info"}
    locked = type(code("AAA001"))("AAA002", "locked", Severity.ERROR, "", locked=True).at(span(BOOKS, "bok"), "dangerous")
    assert [item["severity"] for item in json.loads(report([locked], 1, SOURCES, "gitlab"))] == ["critical"]


@pytest.mark.parametrize("form", ["github", "sarif", "junit", "rdjson", "gitlab"])
def test_files_are_named_as_the_repository_has_them(form: str) -> None:
    finding = code("AAA001").at(span(BOOKS, "bok"), "wrong")
    text = report([finding], 1, {BOOKS.path: BOOKS}, form, addresses={BOOKS.path: "docs/book/x.yaml"})
    assert "docs/book/x.yaml" in text
    assert BOOKS.path not in text


@pytest.mark.parametrize("form", MACHINES)
def test_machine_formats_survive_any_terminal(form: str, findings: list[Diagnostic]) -> None:
    assert report(findings, 142, SOURCES, form).isascii()
