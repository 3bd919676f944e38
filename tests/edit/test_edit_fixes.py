"""How repairs are made: which of them, in which order, and nothing beside them."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline import edit
from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.span import Source, Span

CODE = Code("AAA001", "wrong", Severity.ERROR, "")
SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def finding(source: Source, *edits: tuple[int, int, str], how: Applicability = SAFE) -> Diagnostic:
    made = tuple(Edit(source.span(begin, end), text) for begin, end, text in edits)
    return CODE.at(source.span(edits[0][0], edits[0][1]), f"wrong {edits}", fix=Fix(how, made))


def fixed(source: Source, *findings: Diagnostic, unsafe: bool = False) -> str:
    return edit.fix(findings, {source.path: source}, unsafe=unsafe).get(source.path, source.text)


def test_only_trusted_repairs_are_made() -> None:
    source = Source.of("a.yaml", "one two three")
    findings = (finding(source, (0, 3, "1")), finding(source, (4, 7, "2"), how=UNSAFE), finding(source, (8, 13, "3"), how=DISPLAY))
    assert fixed(source, *findings) == "1 two three"
    assert fixed(source, *findings, unsafe=True) == "1 2 three"
    assert fixed(source, CODE.at(source.span(0, 3), "without a repair")) == source.text


def test_of_two_that_overlap_the_first_is_made() -> None:
    source = Source.of("a.yaml", "abcdef")
    one, two, three = finding(source, (0, 3, "X")), finding(source, (2, 5, "Y")), finding(source, (5, 6, "Z"))
    assert fixed(source, three, two, one) == "XdeZ"


def test_two_insertions_at_one_place_are_one_too_many() -> None:
    source = Source.of("a.yaml", "ab")
    assert fixed(source, finding(source, (1, 1, "x")), finding(source, (1, 1, "y"))) == "axb"
    assert fixed(source, finding(source, (0, 1, "x")), finding(source, (1, 1, "y"))) == "xyb"


def test_a_repair_is_made_whole_or_not_at_all() -> None:
    one, two = Source.of("a.yaml", "abc"), Source.of("b.yaml", "abc")
    both = CODE.at(two.span(1, 2), "in two files", fix=Fix(SAFE, (Edit(one.span(0, 1), "X"), Edit(two.span(0, 1), "X"))))
    first = finding(one, (0, 1, "1"))
    assert edit.fix([first, both], {"a.yaml": one, "b.yaml": two}, unsafe=False) == {"a.yaml": "1bc"}
    assert edit.fix([both], {"a.yaml": one, "b.yaml": two}, unsafe=False) == {"a.yaml": "Xbc", "b.yaml": "Xbc"}
    assert edit.fix([both], {"a.yaml": one}, unsafe=False) == {}
    nowhere = CODE.at(one.span(0, 1), "a place without positions", fix=Fix(SAFE, (Edit(Span("a.yaml"), "X"),)))
    assert edit.fix([nowhere], {"a.yaml": one}, unsafe=False) == {}


def test_a_repair_that_changes_nothing_is_no_change() -> None:
    source = Source.of("a.yaml", "abc")
    assert edit.fix([finding(source, (0, 1, "a"))], {"a.yaml": source}, unsafe=False) == {}


PIECES = some.lists(some.tuples(some.integers(0, 20), some.integers(0, 6), some.text("xyz\n", max_size=3)), min_size=1, max_size=3)


@given(some.text("ab\r\n\ufeffé😀", min_size=26, max_size=40), some.lists(PIECES, max_size=8))
def test_what_lies_outside_the_edits_stays(text: str, repairs: list[list[tuple[int, int, str]]]) -> None:
    source = Source.of("a.yaml", text)
    findings = [finding(source, *((begin, begin + length, new) for begin, length, new in pieces)) for pieces in repairs]
    result = fixed(source, *findings)
    # By hand: characters one by one, each edit of a repair that is disjoint from all before it.
    replaced = [list(character) for character in text]
    before = [""] * (len(text) + 1)
    used: list[tuple[int, int]] = []
    for one in sorted(findings, key=lambda diagnostic: diagnostic.key):
        assert one.fix is not None
        places = [
            (source.offset(each.span.start), source.offset(each.span.end), each.text)
            for each in one.fix.edits
            if each.span.start and each.span.end
        ]
        room = list(used)
        for begin, end, _ in places:
            if any(begin == low or (begin < high and low < end) for low, high in room):
                break
            room.append((begin, end))
        else:
            used = room
            for begin, end, new in places:
                replaced[begin:end] = [[] for _ in range(begin, end)]
                before[begin] = new
    by_hand = "".join(before[at] + "".join(replaced[at]) for at in range(len(text))) + before[len(text)]
    assert result == by_hand


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a", "b"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("", "new\n"),
        ("a\x0bb\u2028c\n", "a\x0bb\u2028d\n"),
        ("\ufeffa\n", "a\n"),
        ("one\ntwo", "one\ntwo\n"),
    ],
)
def test_git_can_apply_a_difference(before: str, after: str, tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - this test alone starts a program

    path = "content/a file.yaml"
    file = tmp_path / path
    file.parent.mkdir()
    file.write_bytes(before.encode())
    patch = edit.difference(path, before, after).encode()
    subprocess.run(["git", "apply", "--unidiff-zero", "-"], input=patch, cwd=tmp_path, check=True, timeout=60)
    assert file.read_bytes() == after.encode()


def test_the_same_text_has_no_difference() -> None:
    assert edit.difference("a.yaml", "a\nb", "a\nb") == ""


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "content" / "a.yaml"
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\r\n")
    file.chmod(0o640)
    assert edit.write(tmp_path, "content/a.yaml", "\ufeffa\r\nb\r\n", "\ufeffa\r\nB\r\n")
    assert file.read_bytes() == b"\xef\xbb\xbfa\r\nB\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("theirs", encoding="utf-8")
    assert not edit.write(tmp_path, "a.yaml", "read", "ours")
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "theirs"
    assert not edit.write(tmp_path, "b.yaml", "read", "ours")


def test_nothing_is_written_through_a_link_or_outside(tmp_path: Path) -> None:
    book, outside = tmp_path / "book", tmp_path / "outside"
    for folder in (book / "real", outside):
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_text("text", encoding="utf-8")
    (book / "link.yaml").symlink_to(book / "real" / "a.yaml")
    (book / "folder").symlink_to(outside)
    for path in ("link.yaml", "folder/a.yaml", "../outside/a.yaml", str(outside / "a.yaml"), "real/../../outside/a.yaml", ""):
        assert not edit.editable(book, path)
        assert not edit.write(book, path, "text", "changed")
    assert edit.editable(book, "real/a.yaml")
    assert {file.read_text(encoding="utf-8") for file in tmp_path.rglob("a.yaml")} == {"text"}
