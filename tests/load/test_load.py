"""From a folder to a book: which files, how they are decoded, and what is said of those that can't be read."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.load import discover, load, markdown, parse
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book as Read
from pipeline.model.document import Entry, Lost
from pipeline.model.span import Source
from tests.conftest import Book
from tests.load.repair import repaired

PAGE = "content/pages/salt.md"
LIST = "content/resources/salt.yaml"


def loaded(root: Path) -> tuple[Read, list[str]]:
    """The book, and its findings in one line each: `path:line:column CODE message`."""
    outcome = load(root)
    return outcome.value, [f"{found.span} {found.code.code} {found.message}" for found in outcome.diagnostics]


def entry(book: Read, name: str) -> Entry:
    return next(found for found in book.entries if found.name == name)


def only(root: Path) -> Diagnostic:
    (found,) = load(root).diagnostics
    assert found.help
    return found


# What is read


def test_the_minimal_book_is_read_without_a_finding(book: Book) -> None:
    read, found = loaded(book({}))
    assert found == []
    assert len(read.entries) == 22
    assert [kind.prefix for kind in read.collections][:4] == ["page", "chapter", "resource", "term"]
    assert read.settings.data["title"] == "A Small Book of Bread"
    assert read.today == "2026-01-01"
    assert set(read.assets) == {"content/assets/figures/loaf.svg"}


def test_ids_come_from_the_field_else_from_the_file(book: Book) -> None:
    read, _ = loaded(book({"content/pages/07-salt.md": "---\ntitle: Salt\n---\n", PAGE: "---\nid: sea-salt\ntitle: Sea\n---\n"}))
    assert {found.id for found in read.entries if found.collection == "pages"} == {"about", "salt", "sea-salt"}


def test_a_list_item_without_id_has_none(book: Book) -> None:
    read, found = loaded(book({LIST: "- {title: Salt}\n- {id: 5, title: Pepper}\n"}))
    assert found == []
    assert [each.id for each in read.entries if each.source.path == LIST] == ["", ""]


def test_markdown_fields_are_found_through_references_between_schemas(book: Book) -> None:
    read, _ = loaded(book({}))
    study = entry(read, "resources:bread-science")
    assert [mention.target for mention in study.fields[("note",)].mentions] == ["term:gluten"]
    chapter = entry(read, "chapters:dough")
    assert [mention.target for mention in chapter.fields[("takeaways", 0)].mentions] == ["#water", "term:hydration"]


def test_the_schema_of_a_collection_has_no_references_left(book: Book) -> None:
    read, _ = loaded(book({}))
    chapters = read.collection("chapters")
    assert chapters.property("title")["type"] == "string"
    assert chapters.property("prerequisites")["items"]["x-ref"] == "chapters"


def test_spans_of_fields_are_those_of_the_file(book: Book) -> None:
    read, _ = loaded(book({}))
    for found in read.entries:
        for _, prose in found.prose():
            for mention in prose.mentions:
                if mention.kind.value != "reference":
                    assert found.source.cut(mention.span) == mention.target


def test_a_link_in_a_folded_value_is_found_in_its_line(book: Book) -> None:
    read, _ = loaded(book({}))
    (mention,) = entry(read, "glossary:hydration").fields[("definition",)].mentions
    assert str(mention.span) == "content/glossary/terms.yaml:11:38"


# Encodings and characters


@pytest.mark.parametrize(
    ("data", "place", "message", "advice"),
    [
        ("---\ntitle: Caf\u00e9\n---\n".encode("latin-1"), "2:11", "the byte 0xE9 is not UTF-8", "Latin-1"),
        ("---\ntitle: \u00e9\u00e9 ".encode() + b"\xff\n---\n", "2:11", "the byte 0xFF is not UTF-8", "Latin-1"),
        ("---\ntitle: Salt\n---\n".encode("utf-16"), "1:1", "the byte 0xFF is not UTF-8", "it seems to be UTF-16"),
        (b"\xfe\xff" + "---\n".encode("utf-16-be"), "1:1", "the byte 0xFE is not UTF-8", "it seems to be UTF-16"),
        ("---\ntitle: Salt\n---\n".encode("utf-16-le"), "1:2", "the byte 0x00 is not UTF-8", "it seems to be UTF-16"),
        (b"---\ntitle: Salt\n---\na\x00b\n", "4:2", "the byte 0x00 has no place in text", "remove it"),
        (b"---\ntitle: \xed\xa0\x80\n---\n", "2:8", "the byte 0xED is not UTF-8", "save the file as UTF-8"),
        (b"---\ntitle: \xf0\x9f\x98", "2:8", "the byte 0xF0 is not UTF-8", "save the file as UTF-8"),
    ],
)
def test_what_is_not_utf8(book: Book, data: bytes, place: str, message: str, advice: str) -> None:
    root = book({PAGE: data})
    found = only(root)
    assert (found.code.code, str(found.span)) == ("YML001", f"{PAGE}:{place}")
    assert message in found.message
    assert advice in (found.help or "")
    assert "pages:salt" not in {each.name for each in load(root).value.entries}


def test_a_byte_order_mark_is_a_warning_and_nothing_is_lost(book: Book) -> None:
    text = "\ufeff---\ntitle: Salt\n---\nSee [](term:gluten).\n"
    root = book({PAGE: text})
    found = only(root)
    assert (found.code.code, str(found.span), found.severity.word) == ("YML002", f"{PAGE}:1:1", "warning")
    assert found.fix is not None
    assert repaired(text, found.fix) == text[1:]
    page = entry(load(root).value, "pages:salt")
    assert page.data == {"title": "Salt"}
    assert page.source.cut(page.span("title")) == "Salt"
    assert page.body is not None
    assert page.source.cut(page.body.mentions[0].span) == "term:gluten"


@pytest.mark.parametrize("path", ["content/book.yaml", "content/glossary/terms.yaml", "content/artifacts/coverage.yaml"])
def test_a_byte_order_mark_in_yaml(book: Book, path: str) -> None:
    text = (Path(__file__).parent.parent / "books/minimal" / path).read_text(encoding="utf-8")
    root = book({path: "\ufeff" + text})
    assert only(root).code.code == "YML002"
    assert len(load(root).value.entries) == 22


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_read_alike(book: Book, end: str) -> None:
    lines = ["---", "title: Salt", "summary: >-", "  one", "  [two](term:gluten)", "---", "", "## See", "", "A [link](term:hydration)."]
    root = book(
        {PAGE: end.join(lines) + end, LIST: f"- id: salt{end}  title: Salt{end}  note: |{end}    one{end}    [x](term:gluten){end}"}
    )
    read, found = loaded(root)
    assert found == []
    page = entry(read, "pages:salt")
    assert str(page.span("title")) == f"{PAGE}:2:8"
    assert [heading.text for heading in page.body.headings if page.body] == ["See"]  # type: ignore[union-attr]
    for each in (page, entry(read, "resources:salt")):
        for _, prose in each.prose():
            for mention in prose.mentions:
                assert each.source.cut(mention.span) == mention.target
    assert str(page.fields[("summary",)].mentions[0].span) == f"{PAGE}:5:9"


def test_mixed_line_ends_are_a_warning_with_a_fix(book: Book) -> None:
    text = "---\r\ntitle: Salt\r\n---\r\none\ntwo\r\n"
    found = only(book({PAGE: text}))
    assert (found.code.code, str(found.span)) == ("YML002", f"{PAGE}:4:4")
    assert found.message == "this line ends in LF, others in CR LF"
    assert found.fix is not None
    assert repaired(text, found.fix) == text.replace("one\n", "one\r\n")


def test_a_byte_order_mark_and_mixed_line_ends_are_two_causes(book: Book) -> None:
    _, found = loaded(book({PAGE: "\ufeff---\r\ntitle: Salt\n---\n"}))
    assert [each.split()[1] for each in found] == ["YML002", "YML002"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Salt\x07", "the invisible character U+0007 stands here"),
        ("\x1b[31mSalt", "the invisible character U+001B stands here"),
        ("Sa\u200blt", "the invisible character U+200B stands here"),
        ("Sa\u200b\u2060\u200blt", "3 invisible characters (U+200B, U+2060) stand here"),
        ("Sa\u0085lt", "the invisible character U+0085 stands here"),
        ("Sa\u2028lt", "the invisible character U+2028 stands here"),
        ("Sa\ufefflt", "the invisible character U+FEFF stands here"),
        ("Salt\U000e0041\U000e0042", "2 invisible characters (U+E0041, U+E0042) stand here"),
    ],
)
def test_characters_nobody_sees(book: Book, written: str, message: str) -> None:
    text = f'---\ntitle: "{written}"\n---\nText.\n'
    root = book({PAGE: text})
    found = only(root)
    assert (found.code.code, found.message) == ("UNI002", message)
    assert found.fix is not None
    assert only_title(repaired(text, found.fix)) in {"Salt", "[31mSalt"}
    # Nothing of it reaches an output, and places stay exact.
    page = entry(load(root).value, "pages:salt")
    assert page.data["title"].replace("\ufffd", "") == only_title(repaired(text, found.fix))
    assert len(page.source.text) == len(text)


@pytest.mark.parametrize(
    ("written", "value", "message"),
    [
        ("Sa\\x07lt", "Sa\ufffdlt", "the escapes in this value stand for the invisible character U+0007"),
        ("\\0Sa\\u200b\\u200blt", "\ufffdSa\ufffd\ufffdlt", "the escapes in this value stand for 3 invisible characters (U+0000, U+200B)"),
    ],
)
def test_escapes_for_characters_nobody_sees(book: Book, written: str, value: str, message: str) -> None:
    root = book({PAGE: f'---\ntitle: "{written}"\n---\n'})
    found = only(root)
    assert (found.code.code, str(found.span), found.message) == ("UNI002", f"{PAGE}:2:8", message)
    assert entry(load(root).value, "pages:salt").data["title"] == value


def test_escapes_that_are_welcome(book: Book) -> None:
    read, found = loaded(book({PAGE: '---\ntitle: "a\\tb\\n\\u00e9\\L"\n---\n'.replace("\\L", "")}))
    assert found == []
    assert entry(read, "pages:salt").data["title"] == "a\tb\né"


def only_title(text: str) -> str:
    return text.split('"')[1]


def test_a_file_of_control_characters_ends_in_time(book: Book) -> None:
    found = load(book({PAGE: "a\x07" * 900_000})).diagnostics
    assert {each.code.code for each in found} == {"UNI002"}
    assert len(found) == 1000


@pytest.mark.parametrize(("character", "name"), [("\u202e", "202e"), ("\u200f", "200f"), ("\u2067", "2067"), ("\u061c", "061c")])
def test_characters_that_turn_the_direction(book: Book, character: str, name: str) -> None:
    found = only(book({PAGE: f"---\ntitle: Salt\n---\n```\na{character}b\n```\n"}))
    assert (found.code.code, str(found.span)) == ("UNI001", f"{PAGE}:5:2")
    assert found.message == f"the character `\\u{name}` turns the direction of writing"


def test_scripts_and_emoji_that_need_invisible_characters(book: Book) -> None:
    text = "---\ntitle: Salt\n---\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f373 \u2764\ufe0f \U0001f3f4\U000e0067\U000e0062\U000e007f \u00ad\u05d0\u05d1\n"
    assert loaded(book({PAGE: text}))[1] == []


# Sizes


@pytest.mark.parametrize(
    ("path", "size", "limit"),
    [
        ("content/pages/salt.md", 2_000_001, "2 MB"),
        ("content/resources/salt.yaml", 50_000_000, "5 MB"),
        ("content/assets/salt.bin", 200_000_001, "200 MB"),
    ],
)
def test_a_file_that_is_too_large_is_not_read(book: Book, path: str, size: int, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({path: ""})
    os.truncate(root / path, size)
    read = Path.read_bytes

    def watched(file: Path) -> bytes:
        assert file.name != Path(path).name
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", watched)
    found = only(root)
    assert (found.code.code, str(found.span), found.message) == ("YML006", path, f"this is more than {limit}")


def test_a_file_at_the_limit_is_read(book: Book) -> None:
    assert loaded(book({PAGE: "---\ntitle: Salt\n---\n" + "word " * 399_000}))[1] == []


# Front matter


@pytest.mark.parametrize("text", ["---\ntitle: Salt\n", "---", "---\n", "---\ntitle: Salt\n--- x\n", "---\n----\n", "---\r\ntitle: x\r\n"])
def test_front_matter_that_is_never_closed(book: Book, text: str) -> None:
    root = book({PAGE: text})
    found = only(root)
    assert (found.code.code, str(found.span)) == ("YML010", f"{PAGE}:1:1")
    assert found.span.end is not None
    assert found.span.end.column == 4
    assert load(root).value.lost == (Lost("pages", PAGE, frozenset({"salt"})),)


@pytest.mark.parametrize(
    ("text", "data", "body"),
    [
        ("", {}, ""), ("Only text.\n", {}, "Only text.\n"), ("---\n---\nText.\n", {}, "\nText.\n"), ("---\n# note\n---\n", {}, "\n"),
        ("---\n~\n---\n", {}, "\n"), ("--- \ntitle: x\n...  \nText.\n---\n", {"title": "x"}, "\nText.\n---\n"), ("---\na: |\n  ---\n---\n", {"a": "---\n"}, "\n"),
        ("\n---\ntitle: x\n---\n", {}, "\n---\ntitle: x\n---\n"), ("----\nText\n", {}, "----\nText\n"),
    ],
)  # fmt: skip
def test_front_matter_and_body(book: Book, text: str, data: dict[str, object], body: str) -> None:
    read, found = loaded(book({PAGE: text}))
    assert found == []
    page = entry(read, "pages:salt")
    assert page.data == data
    assert page.body is not None
    assert page.body.text == body


@pytest.mark.parametrize(("text", "value"), [("---\n- a\n---\n", ["a"]), ("---\njust text\n---\n", "just text"), ("---\n5\n---\n", 5)])
def test_front_matter_of_another_shape(book: Book, text: str, value: object) -> None:
    read, found = loaded(book({PAGE: text}))
    assert found == []
    assert [(misfit.collection, misfit.value) for misfit in read.misfits] == [("pages", value)]
    assert read.misfits[0].source.cut(read.misfits[0].span) == text.split("\n")[1]


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (LIST, "", None), (LIST, "# nothing yet\n", None), (LIST, "id: salt\n", {"id": "salt"}), (LIST, "text\n", "text"),
        ("content/artifacts/salt.yaml", "", None), ("content/artifacts/salt.yaml", "- a\n", ["a"]), ("content/book.yaml", "- a\n", ["a"]),
        ("content/book.yaml", "# empty\n", None),
    ],
)  # fmt: skip
def test_files_of_another_shape(book: Book, path: str, text: str, value: object) -> None:
    read, found = loaded(book({path: text}))
    assert found == []
    assert [(misfit.span.path, misfit.value) for misfit in read.misfits] == [(path, value)]


def test_list_items_that_are_no_mappings(book: Book) -> None:
    read, found = loaded(book({LIST: "- salt\n- id: pepper\n-\n- [a]\n"}))
    assert found == []
    assert [(misfit.value, str(misfit.span)) for misfit in read.misfits] == [
        ("salt", f"{LIST}:1:3"),
        (None, f"{LIST}:3:2"),
        (["a"], f"{LIST}:4:3"),
    ]


# Files that are not what they should be


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/etc/passwd", "this symbolic link leads out of the book"),
        ("../../../../../../../../etc/passwd", "this symbolic link leads out of the book"),
        ("nothing-there.md", "this symbolic link leads nowhere"),
        ("salt.md", "this symbolic link leads nowhere"),
        ("/etc", "this symbolic link leads out of the book"),
    ],
)
@pytest.mark.parametrize("path", [PAGE, "content/assets/salt.svg"])
def test_links_that_lead_out(book: Book, path: str, target: str, message: str) -> None:
    root = book({})
    (root / path).symlink_to(target.replace("salt.md", Path(path).name))
    found = only(root)
    assert (found.code.code, str(found.span), found.message) == ("BLD904", path, message)
    assert "root:" not in repr(load(root))


def test_a_link_inside_the_book_is_followed(book: Book) -> None:
    root = book({})
    (root / PAGE).symlink_to("about.md")
    read, found = loaded(root)
    assert found == []
    assert entry(read, "pages:salt").data == entry(read, "pages:about").data


def test_the_root_may_be_a_link_itself(book: Book, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(book({}))
    assert loaded(tmp_path / "here")[1] == []


def test_a_folder_behind_a_link(book: Book, tmp_path: Path) -> None:
    root = book({})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text("# secret\n")
    (root / "content/recipes").symlink_to(tmp_path / "elsewhere")
    (root / "content/again").symlink_to("pages")
    _, found = loaded(root)
    assert found == [
        "content/again BLD901 `content/again` can't be read: it is a link to a folder",
        "content/recipes BLD904 this symbolic link leads out of the book",
    ]


def test_what_is_no_file(book: Book) -> None:
    root = book({})
    os.mkfifo(root / PAGE)
    assert loaded(root)[1] == [f"{PAGE} BLD901 `{PAGE}` can't be read: it is no regular file"]


def test_a_name_that_is_no_text(book: Book) -> None:
    root = book({})
    path = os.fsencode(root / "content/pages") + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(path)).write_text("x")
    except OSError:
        pytest.skip("this disk keeps no such names")
    read, found = loaded(root)
    assert found == ["content/pages/caf\\xe9.md BLD901 `content/pages/caf\\xe9.md` can't be read: its name is not UTF-8 text"]
    assert "".join(read.files).isprintable()


def test_names_with_every_other_character(book: Book) -> None:
    read, found = loaded(book({"content/pages/a b'\"\\\n\u202e%.md": "---\ntitle: x\n---\n"}))
    assert found == []
    assert len(read.entries) == 23


def test_missing_settings(book: Book) -> None:
    found = only(book({"content/book.yaml": None}))
    assert (found.code.code, str(found.span)) == ("BLD901", "content/book.yaml")
    assert found.help == "create it"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert loaded(tmp_path)[1] == ["content/book.yaml BLD901 `content/book.yaml` can't be read: it is missing"]
    assert loaded(tmp_path / "nowhere")[1] == ["content/book.yaml BLD901 `content/book.yaml` can't be read: it is missing"]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ('{"type": "object",}', ":1:19", "it is not JSON"), ("", ":1:1", "it is not JSON"), ("[1]", "", "it is no JSON object"), ("5", "", "it is no JSON object"),
        ("[" * 100_000, "", "nested too deeply"), ('{"a":' * 100 + "1" + "}" * 100, "", "more than 64 levels deep"), (f'{{"maximum": {"9" * 5000}}}', "", "thousands of digits"),
    ],
)  # fmt: skip
def test_a_schema_that_is_none(book: Book, text: str, place: str, reason: str) -> None:
    path = "schemas/glossary.schema.json"
    root = book({path: text})
    found = only(root)
    assert (found.code.code, str(found.span)) == ("BLD901", path + place)
    assert reason in found.message
    # Nobody can say what the content means, so nothing more is said about it.
    assert load(root).value.entries == ()


def test_a_schema_in_another_encoding(book: Book) -> None:
    assert only(book({"schemas/glossary.schema.json": '{"title": "é"}'.encode("latin-1")})).code.code == "YML001"


# Files without a home


@pytest.mark.parametrize(
    ("path", "message", "advice"),
    [
        ("content/glosary/terms.yaml", "belongs to no collection", "a folder has a similar name: `content/glossary/`"),
        ("content/letters/one.md", "belongs to no collection", "(`appendix/`, `artifacts/`"),
        ("content/stray.md", "belongs to no collection", "(`appendix/`, `artifacts/`"),
        ("content/README.md", "belongs to no collection", "move it out of `content/`"),
        ("content/chapters.md", "belongs to no collection", "(`appendix/`, `artifacts/`"),
        ("content/glossary/more.md", "the files of `content/glossary/` end in `.yaml`", "rename it"),
        ("content/chapters/03-cake.yml", "the files of `content/chapters/` end in `.md`", "rename it"),
    ],
)
def test_files_that_no_collection_claims(book: Book, path: str, message: str, advice: str) -> None:
    found = only(book({path: "- id: wheat\n"}))
    assert (found.code.code, str(found.span)) == ("SCH112", path)
    assert message in found.message
    assert advice in (found.help or "")


def test_suffixes_in_any_case_and_spelling(book: Book) -> None:
    read, found = loaded(
        book({"content/pages/one.MD": "x", "content/pages/two.markdown": "x", "content/people/more.YML": "- {id: cy, name: Cy}\n"})
    )
    assert found == []
    assert {"pages:one", "pages:two", "people:cy"} <= {each.name for each in read.entries}


def test_files_in_folders_below_a_collection(book: Book) -> None:
    read, found = loaded(book({"content/pages/deep/er/salt.md": "x"}))
    assert found == []
    assert entry(read, "pages:salt").source.path == "content/pages/deep/er/salt.md"


def test_text_among_the_data_is_data(book: Book) -> None:
    read, found = loaded(book({"content/data/log.yaml": "a: b: c", "content/assets/notes.md": "---\n"}))
    assert found == []
    assert {"content/data/log.yaml", "content/assets/notes.md"} <= set(read.assets)


# What is lost


def test_the_names_in_a_broken_list_are_remembered(book: Book) -> None:
    text = "- id: salt\n  title: Salt: a study\n  cite_key: \"s:1\"\n- {title: Pepper, id: 'pepper'}\n"
    (lost,) = load(book({LIST: text})).value.lost
    assert lost == Lost("resources", LIST, frozenset({"salt", "s:1", "pepper"}))


def test_the_names_of_other_lost_files(book: Book) -> None:
    root = book(
        {
            PAGE: "---\nid: sea\ntitle: a: b\n---\n",
            "content/glosary/more.yaml": "- id: wheat\n",
            "content/people/more.yaml": b"- id: cy\xff\n",
        }
    )
    (root / "content/notes/more.yaml").symlink_to("/etc/passwd")
    (root / "content/assets/x.svg").symlink_to("/etc/passwd")
    assert set(load(root).value.lost) == {
        Lost("pages", PAGE, frozenset({"salt", "sea"})),
        Lost("glossary", "content/glosary/more.yaml", frozenset({"wheat"})),
        Lost("people", "content/people/more.yaml", frozenset({"cy"})),
        Lost("notes", "content/notes/more.yaml", None),
        Lost("", "content/assets/x.svg"),
    }


# Markdown that is too deep


def test_markdown_that_is_nested_too_deeply(book: Book) -> None:
    found = only(book({PAGE: "---\ntitle: Salt\n---\n" + ">" * 100 + " deep\n"}))
    assert found.code.code == "MKD105"
    assert found.span.start is not None
    assert found.span.start.line == 4


# Git


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2024-03-01T12:00:00+00:00")
    return


def run(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "protocol.file.allow=always", *arguments], check=True, capture_output=True)


@pytest.mark.usefixtures("git")
def test_git_says_which_files_there_are(book: Book) -> None:
    root = book(
        {
            ".gitignore": "*.tmp\nbuild/\n",
            "content/pages/x.md.tmp": "",
            "content/pages/gone.md": "x",
            "content/assets/Ünï cödé.svg": "<svg/>",
        }
    )
    run(root, "init", "-q")
    run(root, "add", "-A")
    (root / "content/pages/gone.md").unlink()
    (root / PAGE).write_text("---\ntitle: Salt\n---\n")
    read, found = loaded(root)
    assert found == []
    assert PAGE in read.files
    assert "content/assets/Ünï cödé.svg" in read.assets
    assert not {"content/pages/gone.md", "content/pages/x.md.tmp"} & read.files


@pytest.mark.usefixtures("git")
def test_a_book_in_a_folder_of_a_repository(book: Book) -> None:
    root = book({"inner/content/book.yaml": "title: Inner\n", "inner/content/pages/a.md": "x", "README.md": "x"})
    run(root, "init", "-q")
    run(root, "add", "-A")
    assert discover.files(root / "inner").value == ("content/book.yaml", "content/pages/a.md")


@pytest.mark.usefixtures("git")
def test_submodules_and_repositories_inside_belong_to_the_book(book: Book, tmp_path: Path) -> None:
    (tmp_path / "salt.md").write_text("---\ntitle: Salt\n---\n")
    run(tmp_path, "init", "-q")
    run(tmp_path, "add", "-A")
    run(tmp_path, "commit", "-q", "-m", "x")
    root = book({})
    run(root, "init", "-q")
    run(root, "submodule", "add", "-q", str(tmp_path), "content/pages/shared")
    run(root, "add", "-A")
    (root / "content/pages/own").mkdir()
    (root / "content/pages/own/pepper.md").write_text("---\ntitle: Pepper\n---\n")
    run(root / "content/pages/own", "init", "-q")
    read, found = loaded(root)
    assert found == []
    assert {"content/pages/shared/salt.md", "content/pages/own/pepper.md"} <= read.files
    assert {"pages:salt", "pages:pepper"} <= {each.name for each in read.entries}


@pytest.mark.usefixtures("git")
def test_a_tracked_folder_replaced_by_a_link_is_not_followed(book: Book, tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# secret of the machine\n")
    root = book({})
    run(root, "init", "-q")
    run(root, "add", "-A")
    (root / "content/pages").rename(root / "elsewhere")
    (root / "content/pages").symlink_to(tmp_path)
    outcome = load(root)
    assert {found.code.code for found in outcome.diagnostics} == {"BLD904"}
    assert "secret" not in repr(outcome)


@pytest.mark.usefixtures("git")
def test_today_is_the_date_of_the_last_commit(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    root = book({})
    assert load(root).value.today == ""
    run(root, "init", "-q")
    assert load(root).value.today == ""
    run(root, "add", "-A")
    run(root, "commit", "-q", "-m", "x")
    assert load(root).value.today == "2024-03-01"


@pytest.mark.parametrize(
    ("epoch", "today"),
    [("0", "1970-01-01"), ("1709294400", "2024-03-01"), ("253402300799", "9999-12-31"), ("253402300800", ""), ("9" * 5000, ""), ("²", ""), ("-1", ""), ("x", ""), ("\u0661", "")],
)  # fmt: skip
def test_today_by_the_environment(book: Book, epoch: str, today: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert load(book({})).value.today == today


def test_without_git_the_folder_is_walked(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({"node_modules/x.md": "", "build/html/x.md": "", ".hidden/x.md": "", ".secret": "", "content/pages/.draft.md": "x"})
    monkeypatch.setenv("PATH", "")
    read, found = loaded(root)
    assert found == []
    assert len(read.entries) == 22
    assert all(path.startswith(("content/", "schemas/")) for path in read.files)


# The order of files changes nothing


def test_files_come_in_one_order_however_they_are_listed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({LIST: "- id: salt\n  title: a: b\n", PAGE: "\ufeffx\x07"})
    before = load(root)
    walk = os.walk

    def backwards(top: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, names in walk(top):
            folders.sort(reverse=True)
            yield folder, folders, sorted(names, reverse=True)

    monkeypatch.setattr(os, "walk", backwards)
    after = load(root)
    assert after.diagnostics == before.diagnostics
    assert after.value == before.value


@pytest.mark.parametrize(
    "definition",
    [
        "[a]: {}",
        '[a]: {} "Title"',
        "[a]:\n  {}\n  'Title'",
        "[a]: <{}>",
        "> [a]:\n> {}",
        "- [a]: {} (x)",
        "[\\]a]: {}",
        "[a]:{}",
        "[A ]: {}",
    ],
)
@pytest.mark.parametrize("target", ["x.md", "chapter:a#b", "../a_(b).md", "https://a.example/?x=1&y=2"])
def test_the_destination_of_a_reference_stands_in_its_definition(definition: str, target: str) -> None:
    label = "\\]a" if "\\" in definition else "a"
    text = f"[x][{label}] and ![y][{label}] and [{label}]\n\n{definition.format(target)}\n"
    source = Source.of("a.md", text)
    prose = markdown.read(text, parse(text), source.span)
    assert [source.cut(mention.place) for mention in prose.mentions] == [target] * 3
    assert [source.cut(mention.span) for mention in prose.mentions] == [f"[x][{label}]", f"![y][{label}]", f"[{label}]"]


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (LIST, CONFLICT.format("- id: a", "- id: b"), ["YML011"]),
        (LIST, CONFLICT.format("- id: a", "- id: b").replace("\n", "\r\n"), ["YML011"]),
        ("content/book.yaml", CONFLICT.format("title: A", "title: B"), ["YML011"]),
        (PAGE, "---\ntitle: Salt\n---\n" + CONFLICT.format("## A\n\n\ttext", "> [x"), ["YML011"]),
        (PAGE, "---\ntitle: Salt\n---\n```\n" + CONFLICT.format("a", "b") + "```\n", []),
        (PAGE, "---\ntitle: Salt\n---\n" + CONFLICT.format("```\na\n```", "```\nb\n```"), ["YML011"]),
        (PAGE, "---\ntitle: Salt\n---\nA\n=======\n\n>>>>>>> six quotes\n\n<<<<<<< no end\n", []),
        ("schemas/notes.schema.json", "{\n" + CONFLICT.format('"a": 1,', '"a": 2,') + '"b": 1}', ["BLD901"]),
    ],
)
def test_a_merge_conflict_is_one_finding(book: Book, path: str, text: str, found: list[str]) -> None:
    told = load(book({path: text})).diagnostics
    assert [each.code.code for each in told] == found
    assert all("a merge conflict is not resolved" in each.message for each in told)
