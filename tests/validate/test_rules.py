"""Rules over several fields of one entry."""

from typing import Any

import pytest
from making import Judge

EDITION = 'id: german\nlanguage: de\nformat: print\npublisher: dpunkt\ntitle: Generative KI\ndate: 2025-12-11\nisbn13: "9783960092766"\n'
SETTINGS = (
    "title: AI Engineering\nauthors: [chip-huyen]\nlanguage: en\nslug: ai-engineering\nyear: 2025\nisbn_prefixes: {dpunkt: [978-3-96009]}\n"
)
PAPER = 'id: lora\ntitle: LoRA\nkind: paper\ntopic: tuning\nyear: 2021\nurl: "https://arxiv.org/abs/2106.09685"\n'
CHAPTER = "kind: chapter\nnumber: 6\ntitle: RAG\npages: {from: 253, to: 306}\n"
INCIDENT = "date: 2022-11\nsystem: chatbot\nharm: legal\nstate: resolved\nsources: [a]\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("date: 2025-12-11", "date: tbc", []),
        ('isbn13: "9783960092766"\n', "isbn13: tbc\n", []),
        ("date: 2025-12-11\n", "", [("EDN603", "german", "is published without `date`")]),
        ('date: 2025-12-11\nisbn13: "9783960092766"\n', "", [("EDN603", "german", "is published without `date` and `isbn13`")]),
        ("title:", "status: tbc\ntitle:", [("EDN603", "tbc", "is `tbc` and has both a date and an ISBN")]),
        ("format: print", "format: reprint", [("EDN603", "reprint", "is a reprint without a `region`")]),
        ("format: print", "format: reprint\nregion: India", []),
        ("2025-12-11", "2024-12-18", [("SCH106", "2024-12-18", "came out `2024-12-18`, before the year of the book, 2025")]),
        ('"9783960092766"', '"9781801819312"', [("EDN602", '"9781801819312"', "does not begin as those of `dpunkt`")]),
        ("publisher: dpunkt", "publisher: dpunt", [("EDN602", "dpunt", "no ISBN prefix is listed for the publisher `dpunt`")]),
        ('"9783960092766"', '"9783960092765"', [("EDN601", '"9783960092765"', "its check digit should be 6")]),
    ],
)
def test_an_edition_has_facts_that_agree_with_its_status(judge: Judge, old: str, new: str, expected: Any) -> None:
    judged = judge("editions", EDITION.replace(old, new), settings=SETTINGS)
    assert judged.cuts == [(code, text) for code, text, _ in expected]
    assert all(message in found.message for found, (_, _, message) in zip(judged.found, expected, strict=True))


def test_without_prefixes_in_the_settings_none_is_foreign(judge: Judge) -> None:
    assert judge("editions", EDITION.replace("9783960092766", "9781801819312"), settings="title: x\n").found == ()


def test_a_misspelt_publisher_gets_the_right_one(judge: Judge) -> None:
    assert judge("editions", EDITION.replace("dpunkt", "dpnukt"), settings=SETTINGS).only.help == "a publisher has a similar name: `dpunkt`"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2021", "2022", []),
        ("2021", "2023", []),
        ("2021", "2020", [("SCH106", "2020", "warning")]),
        ("2021", "2024", [("SCH106", "2024", "warning")]),
        ("kind:", "ids: {arxiv: '2106.09685'}\nkind:", []),
        ("kind:", "ids: {arxiv: 2106.09685v1}\nkind:", []),
        ("kind:", "ids: {arxiv: '2106.09686'}\nkind:", [("SCH109", "'2106.09686'", "error")]),
        ("https://arxiv.org/abs/2106.09685", "https://example.org", []),
        ("year: 2021\n", "", [("SCH101", "id", "warning")]),
        ("year: 2021\n", "date: 2021-06\n", []),
        ("kind: paper\ntopic: tuning\nyear: 2021\n", "kind: post\ntopic: tuning\n", []),
    ],
)
def test_a_paper_fits_its_arxiv_number(judge: Judge, old: str, new: str, expected: Any) -> None:
    judged = judge("resources", PAPER.replace(old, new))
    assert [(code, text, found.severity.word) for (code, text), found in zip(judged.cuts, judged.found, strict=True)] == expected


def test_the_arxiv_number_helps_with_a_missing_year(judge: Judge) -> None:
    assert judge("resources", PAPER.replace("year: 2021\n", "")).only.help == "the arXiv number says 2021"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("{id: a, title: A, page: 253}, {id: b, title: B, page: 253}, {id: c, title: C, page: 306}", []),
        ("{id: a, title: A, page: 260, children: [{id: b, title: B, page: 259}]}", [("SCH109", "259")]),
        ("{id: a, title: A, page: 252}", [("SCH108", "252")]),
        ("{id: a, title: A, page: 307}", [("SCH108", "307")]),
        ("{id: a, title: A, page: ix}", [("SCH108", "ix")]),
        ("{id: a, title: A}, {id: b, title: B, children: [{id: a, title: A}]}", [("SCH109", "a")]),
        ("{id: a, title: A, page: 280}, {id: b, title: B}, {id: c, title: C, page: 270}", [("SCH109", "270")]),
    ],
)
def test_outline_pages_ascend_inside_the_chapter(judge: Judge, rows: str, expected: Any) -> None:
    assert judge("chapters", CHAPTER + f"outline: [{rows}]\n").cuts == expected


def test_the_first_page_is_not_behind_the_last(judge: Judge) -> None:
    assert judge("chapters", CHAPTER.replace("to: 306", "to: 25")).cuts == [("SCH109", "25")]


def test_without_a_last_page_only_the_first_bounds_the_outline(judge: Judge) -> None:
    preface = "kind: preface\ntitle: Preface\npages: {from: ix}\n"
    assert judge("chapters", preface + "outline: [{id: a, title: A, page: xii}, {id: b, title: B, page: 3}]\n").found == ()
    assert judge("chapters", preface + "outline: [{id: a, title: A, page: vi}]\n").cuts == [("SCH108", "vi")]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2022-11", "2024-02"], []),
        (["2022-11-11", "2022-11", "2022-12"], []),
        (["'2022'", "'2022'"], []),
        (["2022-12"], [("SCH109", "2022-12")]),
        (["2022-11", "2024-02", "2023-01"], [("SCH109", "2023-01")]),
        (["2022-11", "2022-10-31"], [("SCH109", "2022-10-31")]),
    ],
)
def test_a_timeline_ascends_and_starts_at_the_date(judge: Judge, dates: list[str], expected: Any) -> None:
    rows = ", ".join(f"{{date: {date}, text: Something}}" for date in dates)
    assert judge("incidents", INCIDENT + f"timeline: [{rows}]\n").cuts == expected


def test_a_disputed_incident_has_two_sources(judge: Judge) -> None:
    assert judge("incidents", INCIDENT.replace("resolved", "disputed")).cuts == [("SCH108", "[a]")]
    assert judge("incidents", INCIDENT.replace("resolved", "disputed").replace("[a]", "[a, b]")).found == ()


PROMPT = "kind: defence\nchapters: [prompt-engineering]\n"


def prompt(text: str) -> str:
    return f"Look:\n\n```prompt\n{text}\n```\n"


@pytest.mark.parametrize(
    ("front", "text", "expected"),
    [
        ("variables: [{name: page}]\n", "Summarise {page}.", []),
        ("variables: [{name: page}]\n", 'Answer as {{"a": 1}} about {page!r:>10} and {page.title}.', []),
        ("", 'Plain JSON {"a": 1} stays.', []),
        ("variables: [{name: page}]\n", "Summarise it.", [("SCH109", "page")]),
        ("", "Summarise {page}, and {page} again.", [("SCH109", "page")]),
        ("template: text\n", "Summarise {page}.", []),
        ("template: text\nvariables: [{name: page}]\n", "Summarise {page}.", [("SCH109", "page")]),
        ("template: jinja\nvariables: [{name: rows}]\n", "{% for row in rows %}{{ row.a }}{% endfor %}", []),
        ("template: jinja\n", "{{ rows }}", [("SCH109", "rows")]),
        ("template: jinja\n", "{% for %}", [("SCH109", "```prompt\n{% for %}\n```")]),
        ("template: tsx\nvariables: [{name: files}]\n", "<P>{props.files.map(f => f.name)}</P>", []),
        ("template: tsx\nvariables: [{name: files}]\n", "<P>files</P>", [("SCH109", "files")]),
    ],
)
def test_variables_declared_are_variables_used(judge: Judge, front: str, text: str, expected: Any) -> None:
    assert judge("prompts", PROMPT + front, prompt(text)).cuts == expected


def test_a_prompt_without_a_prompt_is_reported(judge: Judge) -> None:
    assert judge("prompts", PROMPT, "```python\nx\n```\n").only.message == "prompt `an-entry` holds no prompt"
    assert judge("prompts", PROMPT + "status: draft\n", "Later.").found == ()


TAG = "{type: string, enum: [personal, public]}"
OUTPUT = f"output_schema: {{type: object, additionalProperties: false, required: [tag], properties: {{tag: {TAG}}}}}\n"


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("{tag: personal}", []),
        ('\'{"tag": "personal"}\'', []),
        ("{tag: privat}", [("SCH104", "privat")]),
        ("{tga: public}", [("SCH103", "tga")]),
        ("{}", [("SCH101", "{}")]),
        ("{tag: 5}", [("SCH102", "5")]),
        ("[personal]", [("SCH102", "[personal]")]),
        ("personal", [("SCH109", "personal")]),
        ("'{\"tag\": 5}'", [("SCH102", "'{\"tag\": 5}'")]),
    ],
)
def test_the_sample_output_fits_the_output_schema(judge: Judge, sample: str, expected: Any) -> None:
    assert judge("prompts", PROMPT + OUTPUT + f"sample_output: {sample}\n", prompt("Tag it.")).cuts == expected


def test_an_output_schema_that_is_none_is_reported_alone(judge: Judge) -> None:
    front = "output_schema: {type: objekt}\nsample_output: {tag: 5}\n"
    judged = judge("prompts", PROMPT + front, prompt("Tag it."))
    assert judged.cuts == [("SCH109", "{type: objekt}")]


def test_an_output_schema_without_end_ends(judge: Judge) -> None:
    front = "output_schema: {allOf: [{$ref: '#'}]}\nsample_output: {tag: 5}\n"
    assert judge("prompts", PROMPT + front, prompt("Tag it.")).codes == ["SCH109"]


def test_a_rule_is_silent_where_its_fields_are_faulty(judge: Judge) -> None:
    # The status decides what an edition needs; while it is misspelt, nothing is known to be missing.
    assert judge("editions", EDITION.replace("date: 2025-12-11\n", "status: pubished\n"), settings=SETTINGS).codes == ["SCH104"]


def test_settings_are_judged_too(judge: Judge) -> None:
    assert judge("book", "", settings=SETTINGS).found == ()
    assert judge("book", "", settings=SETTINGS.replace("slug: ai-engineering\n", "")).only.message == "the book has no `slug`"
    judged = judge("book", "", settings=SETTINGS + "publish: {formats: [html, pdf], feds: true}\nisbn13: tbc\n")
    assert judged.cuts == [("SCH103", "feds"), ("SCH104", "pdf")]
    assert all(found.item is None for found in judged.found)
    judged = judge("book", "", settings=SETTINGS.replace("{dpunkt: [978-3-96009]}", "{dpunkt: 978-3-96009}"))
    assert judged.cuts == [("SCH102", "978-3-96009")]
