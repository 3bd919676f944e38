"""Charts of a book: drawn from its entries, with findings that point into their YAML."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import load, resolve
from pipeline.model.diagnostic import Outcome, Severity
from pipeline.model.heatmap import Chart, State, View, linked, numbered
from pipeline.model.site import Site
from pipeline.model.span import Span
from pipeline.render.heatmap import charts
from pipeline.render.heatmap.providers import PROVIDERS
from pipeline.render.heatmap.request import Request
from tests.conftest import Book

from .making import SAMPLES, chat, encoded, parsed

FILES: Mapping[str, bytes] = {f"content/data/samples/{path.name}": path.read_bytes() for path in SAMPLES.iterdir()}
SPEC = """title: Prompts in 2025
kind: heatmap
provider: activity
inputs: [{series: chatgpt, path: data/samples/chatgpt.zip}, {series: claude, path: data/samples/claude.zip}]
view: {timezone: America/Los_Angeles, years: [2025], metric: prompts, compare: [chatgpt, claude], mode: split}
as_of: 2025-12-31
caption: Prompts per day & more.
publish: true
"""


def site(root: Path) -> Site:
    return resolve.resolve(load.load(root).value).value


def charted(book: Book, spec: str = SPEC) -> Outcome[tuple[Chart, ...]]:
    """The charts of the minimal book with this entry alone."""
    return charts(site(book({**FILES, "content/artifacts/mine.yaml": spec, "content/artifacts/coverage.yaml": None})))


def pointed(outcome: Outcome[tuple[Chart, ...]], spec: str) -> list[tuple[str, str]]:
    """Code and the text of the entry that each finding of the entry points at."""
    lines = spec.splitlines()
    return [
        (finding.code.code, lines[finding.span.start.line - 1][finding.span.start.column - 1 : finding.span.end.column - 1])
        for finding in outcome.diagnostics
        if finding.severity is Severity.ERROR and finding.span.start and finding.span.end
    ]


def test_a_chart_of_a_book(book: Book) -> None:
    outcome = charted(book)
    assert [finding.code.code for finding in outcome.diagnostics] == ["HMP506"]
    (chart,) = outcome.value
    assert chart.key == "artifact:mine"
    assert chart.title == "Prompts in 2025"
    assert chart.caption == "Prompts per day & more."
    assert len(chart.alt) <= 250
    names = sorted(file.path for file in chart.files)
    assert names == sorted(f"heatmap/mine{end}" for end in (".svg", "-light.svg", "-dark.svg", ".png", ".json", ".html", "-hours.svg"))
    assert {f"heatmap/{chart.image}", f"heatmap/{chart.png}"} <= set(names)
    figure = parsed(chart.figure)
    assert figure.tag == "figure"
    assert figure.findtext("figcaption") == "Prompts per day & more."
    assert chart.table in chart.figure
    assert re.findall(r' id="([^"]*)"', chart.figure) == ["chart.mine", "chart.mine.title", "chart.mine.desc"]


def test_a_chart_shown_again_has_ids_of_its_own(book: Book) -> None:
    (chart,) = charted(book).value
    page = numbered(f'<h2 id="mine">See chart.mine</h2>{chart.figure}<p>id="chart.mine"</p>{chart.figure}{chart.figure}')
    ids = [f"chart.mine{again}{part}" for again in ("", ".2", ".3") for part in ("", ".title", ".desc")]
    assert re.findall(r'<[^<>]* id="([^"]*)"', page) == ["mine", *ids]
    assert re.findall(r' aria-labelledby="([^"]*)"', page) == [
        "chart.mine.title chart.mine.desc",
        "chart.mine.2.title chart.mine.2.desc",
        "chart.mine.3.title chart.mine.3.desc",
    ]
    assert numbered(chart.figure) == chart.figure


def test_what_is_not_to_be_published_is_only_checked(book: Book) -> None:
    for spec in (SPEC.replace("publish: true\n", ""), SPEC.replace("true", "false")):
        outcome = charted(book, spec)
        assert outcome.value == ()
        assert [finding.code.code for finding in outcome.diagnostics] == ["HMP506"]
    outcome = charted(book, SPEC + "status: draft\n")
    assert (outcome.value, outcome.diagnostics) == ((), ())


def test_an_alternative_text_of_ones_own(book: Book) -> None:
    outcome = charted(book, SPEC + 'alt: "In June one assistant <b> takes over."\n')
    (chart,) = outcome.value
    assert chart.alt == "In June one assistant <b> takes over."
    svg = next(file.data for file in chart.files if file.path.endswith("mine.svg"))
    assert b"In June one assistant &lt;b&gt; takes over." in svg


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("America/Los_Angeles", "America/Los_Angelos", "HMP510", "America/Los_Angelos"),
        ("America/Los_Angeles", "local", "HMP510", "local"),
        ("chatgpt.zip", "chatgtp.zip", "HMP505", "data/samples/chatgtp.zip"),
        ("compare: [chatgpt, claude]", "compare: [chatgpt, clade]", "HMP501", "clade"),
        ("compare: [chatgpt, claude], mode: split", "compare: [claude], mode: split", "HMP501", "split"),
        ("metric: prompts", "metric: prompt", "HMP501", "prompt"),
        ("mode: split", "mode: halves", "HMP501", "halves"),
        ("mode: split", "mode: split, palette: blue", "HMP501", "blue"),
        ("mode: split", "mode: split, scale: fixed, bins: [2, 5]", "HMP501", "[2, 5]"),
        ("mode: split", "mode: split, scale: fixed, bins: [1, 5, 5]", "HMP501", "[1, 5, 5]"),
        (
            "{series: chatgpt, path: data/samples/chatgpt.zip}",
            "{series: claude, path: data/samples/chatgpt.zip}",
            "HMP501",
            "data/samples/chatgpt.zip",
        ),
        ("provider: activity", "provider: activty", "HMP501", "activty"),
        ("data/samples/chatgpt.zip", "data/samples/manifest.json", "HMP505", "data/samples/manifest.json"),
    ],
)
def test_findings_point_into_the_entry(book: Book, before: str, after: str, code: str, place: str) -> None:
    spec = SPEC.replace(before, after)
    outcome = charted(book, spec)
    assert outcome.value == ()
    assert pointed(outcome, spec)[0] == (code, place)
    assert all(finding.item == "artifacts:mine" for finding in outcome.diagnostics)
    assert all(finding.help for finding in outcome.diagnostics)


def test_findings_in_a_data_file_name_the_entry_that_uses_it(book: Book) -> None:
    text = b"date,provider,conversations,messages\n2025-03-10,gemini,1,-4\n"
    spec = SPEC.replace("chatgpt.zip}", "chatgpt.zip}, {series: gemini, path: data/more.csv}")
    files = {**FILES, "content/data/more.csv": text, "content/artifacts/mine.yaml": spec, "content/artifacts/coverage.yaml": None}
    fault = next(finding for finding in charts(site(book(files))).diagnostics if finding.severity is Severity.ERROR)
    assert (fault.code.code, str(fault.span), fault.item) == ("HMP502", "content/data/more.csv:2:21", "artifacts:mine")


def test_a_chart_without_its_last_day(book: Book) -> None:
    outcome = charted(book, SPEC.replace("as_of: 2025-12-31\n", ""))
    assert [finding.code.code for finding in outcome.diagnostics] == ["HMP501"]
    assert outcome.value == ()


def test_a_folder_and_a_table_as_inputs(book: Book) -> None:
    text = b"date,provider,conversations,messages\n2025-03-10,gemini,1,4\n"
    spec = SPEC.replace("chatgpt.zip}", "parts}").replace("claude.zip}", "claude.zip}, {series: gemini, path: data/more.csv}")
    spec = spec.replace("compare: [chatgpt, claude], mode: split", "compare: [chatgpt, claude, gemini]").replace("prompts", "messages")
    files = {"content/data/samples/parts/conversations-000.json": encoded([chat()]), "content/data/more.csv": text}
    root = book({**FILES, **files, "content/artifacts/mine.yaml": spec, "content/artifacts/coverage.yaml": None})
    outcome = charts(site(root))
    assert [finding.code.code for finding in outcome.diagnostics] == ["HMP512"]
    (chart,) = outcome.value
    assert "Gemini 4" in chart.alt


def test_raw_exports_are_found_by_what_they_hold(book: Book) -> None:
    raw = encoded([chat()])
    root = book({**FILES, "content/data/notes.txt": raw, "content/data/samples/claude.zip": FILES["content/data/samples/chatgpt.zip"]})
    found = [(finding.code.code, finding.span.path) for finding in charts(site(root)).diagnostics]
    assert found == [("HMP512", "content/data/notes.txt"), ("HMP512", "content/data/samples/claude.zip")]


def test_a_chart_too_large_is_a_warning(book: Book) -> None:
    kinds = ("paper", "post", "book", "video", "course", "repo", "tool", "dataset", "leaderboard", "guide", "docs", "blog") * 40
    row = "- {{id: r{0}, title: R{0}, url: 'https://example.org/{0}', kind: {1}, chapters: [c{2}], year: 2020, authors: [A]}}\n"
    rows = "".join(row.format(index, kind, index % 40) for index, kind in enumerate(kinds))
    head = "---\nkind: chapter\nnumber: {0}\ntitle: A long name of a chapter {0}\npages: {{from: {1}, to: {1}}}\n---\nText.\n"
    chapters = {f"content/chapters/c{index}.md": head.format(index + 3, index + 100) for index in range(40)}
    outcome = charts(site(book({**chapters, "content/resources/many.yaml": rows})))
    assert "HMP511" in {finding.code.code for finding in outcome.diagnostics}
    assert all(finding.severity is not Severity.ERROR for finding in outcome.diagnostics)
    assert len(outcome.value) == 1


def test_coverage_counts_a_resource_in_each_of_its_chapters(book: Book) -> None:
    found = site(book({}))
    (main,) = PROVIDERS["coverage"](Request("coverage", View(), lambda *_: Span("x"), site=found)).value
    expected: dict[tuple[str, str], int] = {}
    for item in found.of("resources"):
        for chapter in item.data.get("chapters", ["general"]):
            expected[chapter, item.data["kind"]] = expected.get((chapter, item.data["kind"]), 0) + 1
    counted = {(cell.row.removeprefix("chapter:"), cell.column): cell.counts[0] for cell in main.cells if cell.state is State.VALUE}
    assert counted == expected
    assert sum(expected.values()) == main.source["total"]
    assert main.source["resources"] == len(found.of("resources"))


def test_cells_of_coverage_can_be_linked(book: Book) -> None:
    (chart,) = charts(site(book({}))).value
    seen = []

    def resolve_list(prefix: str, filters: tuple[tuple[str, str], ...]) -> str | None:
        seen.append((prefix, dict(filters)))
        return None if dict(filters)["kind"] == "book" else f"list.html?a&b={prefix}"

    markup = linked(chart.table, resolve_list)
    assert "data-ref" in chart.table
    assert "data-ref" not in markup
    assert seen
    assert all(prefix == "resource" and set(filters) == {"chapters", "kind"} for prefix, filters in seen)
    links = [link.get("href") for link in parsed(markup).iter("a")]
    assert set(links) <= {"list.html?a&b=resource"}
    assert len(links) == sum(filters["kind"] != "book" for _, filters in seen)
