"""Each kind of slip in a field gives one finding, at the text it talks about."""

import pytest
from making import Judge, Schemas, entry, make_book

from pipeline.validate import validate

RESOURCE = """\
id: lora
title: "LoRA: Low-Rank Adaptation"
url: "https://arxiv.org/abs/2106.09685"
kind: paper
year: 2021
chapters: [finetuning]
"""
CHAPTER = "kind: chapter\nnumber: 6\ntitle: RAG\npages: {from: 253, to: 306}\n"


def test_a_sound_entry_gives_nothing(judge: Judge) -> None:
    assert judge("resources", RESOURCE).found == ()
    assert judge("chapters", CHAPTER).found == ()


@pytest.mark.parametrize(
    ("old", "new", "expected", "message"),
    [
        ("year: 2021", 'year: "2021"', ("SCH102", '"2021"'), "`year` is text, not a whole number"),
        ("year: 2021", "year:", ("SCH102", ""), "`year` of resource `lora` has no value"),
        ("year: 2021", "year: true", ("SCH102", "true"), "`year` is `true`, not a whole number"),
        ("[finetuning]", "finetuning", ("SCH102", "finetuning"), "`chapters` is text, not a list"),
        ("[finetuning]", "[finetuning, 7]", ("SCH102", "7"), "`chapters[1]` is a whole number, not text"),
        ("kind: paper", "kind: papr", ("SCH104", "papr"), "`papr` is not a value of `kind`"),
        ("kind: paper", "kind: 3", ("SCH102", "3"), "`kind` is a whole number, not text"),
        ("id: lora", "id: Lo_Ra", ("SCH107", "Lo_Ra"), "`Lo_Ra` is not an id"),
        ("id: lora", "id: ../lora", ("SCH107", "../lora"), "`../lora` is not an id"),
        ("id: lora", f"id: {'a' * 300}", ("SCH107", "a" * 300), "it has 300 characters"),
        ("id: lora", "id: nul", ("SCH107", "nul"), "Windows cannot store a file of that name"),
        ("[finetuning]", "[]", ("SCH108", "[]"), "`chapters` of resource `lora` is empty"),
        ("year: 2021", "year: 21", ("SCH108", "21"), "`year` is 21"),
        ("[finetuning]", "[finetuning, finetuning]", ("SCH109", "finetuning"), "`finetuning` stands twice in `chapters`"),
        ("https://arxiv.org/abs/2106.09685", "arxiv.org/abs/2106.09685", ("SCH109", '"arxiv.org/abs/2106.09685"'), "it has no scheme"),
        ("kind: paper", "kind: paper\ncite_key: Lo Ra", ("SCH109", "Lo Ra"), "`Lo Ra` does not have the form of `cite_key`"),
        ("kind: paper", "kind: paper\nids: {arxiv: 'arXiv:2106.09685'}", ("SCH109", "'arXiv:2106.09685'"), "is not an arXiv number"),
        ("kind: paper", "kind: paper\nids: {isbn: '9783960092765'}", ("EDN601", "'9783960092765'"), "its check digit should be 6"),
        ("kind: paper", "kind: paper\ndate: 2021-02-30", ("SCH105", "2021-02-30"), "February 2021 has 28 days"),
        ("kind: paper", "kind: paper\ndate: 2027-01", ("SCH106", "2027-01"), "lies after today, 2026-01-01"),
        ("kind: paper", "kind: paper\ndate: '1812'", ("SCH106", "'1812'"), "lies before 1900"),
        ("kind: paper", "kind: paper\nlink: {policy: skip}", ("SCH101", "policy"), "`link` of resource `lora` has no `reason`"),
        ("kind: paper", "kind: paper\nlink: {polcy: skip}", ("SCH103", "polcy"), "unknown field `polcy` in `link` of resource `lora`"),
        ("title: ", "doubt: The year is odd.\ntitle: ", ("SCH110", "The year is odd."), "resource `lora` holds a doubtful fact"),
        ("kind: paper\n", "", ("SCH101", "id"), "resource `lora` has no `kind`"),
        ("chapters: [finetuning]\n", "", ("SCH101", "id"), "resource `lora` has neither `chapters` nor `topic`"),
    ],
)
def test_one_slip_is_one_finding_at_its_text(judge: Judge, old: str, new: str, expected: tuple[str, str], message: str) -> None:
    assert old in RESOURCE
    judged = judge("resources", RESOURCE.replace(old, new))
    assert judged.cuts == [expected]
    assert message in judged.only.message
    assert judged.only.item in {"resources:lora", "resources:Lo_Ra", "resources:../lora", "resources:nul", f"resources:{'a' * 300}"}


@pytest.mark.parametrize(
    ("old", "new", "fixed"),
    [
        ("year: 2021", 'year: "2021"', "year: 2021"),
        ("[finetuning]", "finetuning", "chapters: [finetuning]"),
        ("kind: paper", "kind: papre", "kind: paper"),
        ("url:", "ulr:", "url:"),
        ("chapters:", "chapter:", "chapters:"),
        ('title: "LoRA: Low-Rank Adaptation"', "title: 2021", 'title: "2021"'),
    ],
)
def test_a_repair_leaves_nothing_to_say(judge: Judge, old: str, new: str, fixed: str) -> None:
    judged = judge("resources", RESOURCE.replace(old, new))
    text = judged.fixed()
    assert fixed in text
    assert judge("resources", text).found == ()


def test_a_misspelt_required_field_is_reported_once_with_a_safe_repair(judge: Judge) -> None:
    found = judge("resources", RESOURCE.replace("title:", "titel:")).only
    assert (found.code.code, found.message) == ("SCH103", "unknown field `titel` in resource `lora`")
    assert found.help == "a required field has a similar name: `title`"
    assert found.fix is not None
    assert found.fix.applicability.value == "safe"
    assert [label.text for label in found.related] == ["in this entry"]


def test_two_keys_near_one_missing_field_are_not_repaired_safely(judge: Judge) -> None:
    judged = judge("resources", RESOURCE.replace("title:", "titel:") + "tilte: x\n")
    assert [code for code, _ in judged.cuts] == ["SCH103", "SCH103"]
    assert all(each.fix is None or each.fix.applicability.value == "unsafe" for each in judged.found)


def test_an_unknown_field_near_an_optional_one_is_repaired_unsafely(judge: Judge) -> None:
    found = judge("resources", RESOURCE + "anote: Short.\n").only
    assert (found.code.code, found.help) == ("SCH103", "a field has a similar name: `note`")
    assert found.fix is not None
    assert found.fix.applicability.value == "unsafe"


def test_an_unknown_field_near_a_given_one_has_no_repair(judge: Judge) -> None:
    found = judge("resources", RESOURCE + "titel: x\n").only
    assert (found.help, found.fix) == ("remove it: `title` is already given", None)


def test_an_unknown_field_like_no_other_names_where_to_look(judge: Judge) -> None:
    assert judge("resources", RESOURCE + "colour: red\n").only.help == "`pipeline schema resources` lists the fields of a resource"


def test_an_unlisted_value_far_from_all_gets_the_list(judge: Judge) -> None:
    found = judge("chapters", CHAPTER.replace("kind: chapter", "kind: interlude")).only
    assert (found.code.code, found.fix) == ("SCH104", None)
    assert found.help == "it is one of `preface`, `chapter` or `epilogue`"


def test_a_misspelt_discriminator_brings_up_nothing_else(judge: Judge) -> None:
    # `status: draft` would have made all other fields optional, so nothing else is known to be missing.
    assert judge("resources", "id: lora\ntitle: LoRA\nstatus: drafft\n").codes == ["SCH104"]
    assert judge("resources", "id: lora\ntitle: LoRA\nstatsu: draft\n").codes == ["SCH103"]
    assert judge("chapters", CHAPTER.replace("kind: chapter", "kind: chaptr").replace("number: 6\n", "")).codes == ["SCH104"]


def test_nothing_below_a_wrong_type_is_judged(judge: Judge) -> None:
    judged = judge("chapters", CHAPTER.replace("{from: 253, to: 306}", "[253, 306]"))
    assert judged.cuts == [("SCH102", "[253, 306]")]


@pytest.mark.parametrize("status", ["draft", "coming-soon", "tbc"])
def test_an_unfinished_entry_needs_its_id_and_title_only(judge: Judge, status: str) -> None:
    assert judge("resources", f"id: lora\ntitle: LoRA\nstatus: {status}\n").found == ()
    assert judge("chapters", f"title: RAG\nstatus: {status}\n").found == ()


@pytest.mark.parametrize("status", ["published", "archived"])
def test_a_finished_entry_needs_everything(judge: Judge, status: str) -> None:
    assert judge("resources", f"id: lora\ntitle: LoRA\nstatus: {status}\n").codes == ["SCH101"] * 3
    assert judge("chapters", f"title: RAG\nstatus: {status}\n").codes == ["SCH101"] * 2


def test_a_kind_decides_what_is_required(judge: Judge) -> None:
    assert judge("chapters", CHAPTER.replace("number: 6\n", "")).only.message == "chapter `an-entry` has no `number`"
    assert judge("chapters", "kind: preface\ntitle: Preface\npages: {from: ix}\n").found == ()
    figure = "id: rag\nkind: figure\ncaption: A retriever.\nfile: rag.svg\n"
    assert judge("figures", figure).only.message == "figure `rag` has neither `alt` nor `decorative`"
    assert judge("figures", figure + "decorative: true\n").found == ()
    assert judge("figures", figure + "decorative: false\n").cuts == [("SCH104", "false")]
    assert judge("figures", "id: rag\nkind: figure\ncaption: A retriever.\n").found == ()


def test_an_empty_mapping_is_one_finding_that_names_what_is_needed(judge: Judge) -> None:
    found = judge("resources", "{}").only
    assert (found.code.code, found.help) == ("SCH101", "required: `id`, `title`, `url`, `kind`, `chapters`")
    found = judge("chapters", "").only
    assert found.message == "the front matter is empty"
    assert found.help == "begin the file with its fields, between two lines of `---`; required: `title`, `kind`, `pages`"


def test_nested_fields_are_found_where_they_stand(judge: Judge) -> None:
    outline = "outline:\n  - id: rag\n    title: RAG\n    pages: 253\n    children:\n      - {id: a, title: 5}\n"
    assert judge("chapters", CHAPTER + outline).cuts == [("SCH103", "pages"), ("SCH102", "5")]


def test_a_note_of_too_many_words_is_out_of_bounds_and_link_targets_are_no_words(judge: Judge) -> None:
    note = "note: '" + "word " * 59 + "[](resource:a-very-long-name)'\n"
    assert judge("resources", RESOURCE + note).found == ()
    found = judge("resources", RESOURCE + note.replace("'word", "'two word")).only
    assert (found.code.code, found.message) == ("SCH108", "`note` of resource `lora` has 61 words, and at most 60 words are wanted")
    term = "id: lora\nterm: LoRA\ndefinition: Eleven short words are less than the twelve that are wanted.\n"
    assert judge("glossary", term).codes == ["SCH108"]


def test_a_file_name_that_is_no_id_is_reported_at_the_file(schemas: Schemas) -> None:
    made = entry("chapters", CHAPTER, "Text.", schemas, "content/chapters/06-RAG und Agenten.md")
    (found,) = validate(make_book([made], schemas))
    assert (found.code.code, str(found.span)) == ("SCH107", "content/chapters/06-RAG und Agenten.md")
    assert found.help is not None
    assert "`rag-und-agenten`" in found.help


def test_an_id_that_would_replace_the_list_page_is_refused(judge: Judge) -> None:
    assert judge("glossary", "id: index\nterm: index\ndefinition: " + "word " * 12 + "\n").cuts == [("SCH107", "index")]
    assert judge("editions", "{id: index, language: el, format: print, publisher: P, status: tbc}").found == ()


@pytest.mark.parametrize("body", ["", "  \n", "<!-- later -->\n"])
def test_a_published_entry_with_nothing_to_show_is_empty(judge: Judge, body: str) -> None:
    page = "title: How to help\n"
    assert judge("pages", page, body).cuts == [("SCH111", "title")]
    assert judge("pages", page + "status: draft\n", body).found == ()
    assert judge("pages", page + "summary: Send a patch.\n", body).found == ()
    assert judge("pages", page, body + "Send a patch.").found == ()


def test_a_chapter_with_an_outline_has_something_to_show(judge: Judge) -> None:
    assert judge("chapters", CHAPTER + "outline: [{id: rag, title: RAG, page: 253}]\n", "").found == ()
    assert judge("chapters", CHAPTER, "").codes == ["SCH111"]


def test_without_a_clock_no_date_is_late(judge: Judge) -> None:
    assert judge("resources", RESOURCE + "date: 2999-01-01\n", today="").found == ()
    assert judge("resources", RESOURCE + "date: '1812'\n", today="").codes == ["SCH106"]


def test_months_and_years_that_hold_today_are_not_late(judge: Judge) -> None:
    for date in ("2026-01-01", "2026-01", "'2026'"):
        assert judge("resources", RESOURCE + f"date: {date}\n").found == ()
    for date in ("2026-01-02", "2026-02", "'2027'"):
        assert judge("resources", RESOURCE + f"date: {date}\n").codes == ["SCH106"]
