"""Fingerprints, and the baseline that is made of them: it hides what is known and nothing else."""

import json
from dataclasses import replace

import pytest

from pipeline.check import known as baseline
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.fingerprint import fingerprint, fingerprints
from pipeline.model.span import Source, Span

CODE = Code("AAA001", "wrong", Severity.WARNING, "")
LOCKED = Code("AAA002", "locked", Severity.ERROR, "", locked=True)
TEXT = "- id: one\n  kind: bok\n- id: two\n  kind: bok\n"


def source(text: str = TEXT) -> dict[str, Source]:
    return {"a.yaml": Source.of("a.yaml", text)}


def at(text: str, words: str, nth: int = 0, item: str | None = None, code: Code = CODE, said: str = "") -> Diagnostic:
    begin = -1
    for _ in range(nth + 1):
        begin = text.index(words, begin + 1)
    span = Source.of("a.yaml", text).span(begin, begin + len(words))
    return code.at(span, said or f"`{words}` is wrong", item=item)


def test_lines_above_change_no_fingerprint() -> None:
    moved = f"# new\n\n{TEXT}".replace("\n  kind", "\n      kind")
    for item in (None, "things:one"):
        assert fingerprint(at(TEXT, "bok", item=item), source()) == fingerprint(at(moved, "bok", item=item), source(moved))


def test_an_entry_keeps_its_fingerprint_where_a_line_does_not() -> None:
    changed = TEXT.replace("kind: bok", "kind: bok # why")
    for item, same in (("things:one", True), (None, False)):
        assert (fingerprint(at(TEXT, "bok", item=item), source()) == fingerprint(at(changed, "bok", item=item), source(changed))) is same


def test_what_makes_two_findings_two() -> None:
    one = at(TEXT, "bok", item="things:one")
    others = [
        replace(one, item="things:two"),
        replace(one, code=LOCKED),
        replace(one, span=replace(one.span, path="b.yaml")),
        replace(one, message="`bk` is wrong"),
    ]
    assert len({fingerprint(each, source()) for each in (one, *others)}) == 5
    assert fingerprint(one, source(), 1) != fingerprint(one, source(), 0)
    reworded = replace(one, message="`bok` is no kind")
    assert fingerprint(reworded, source()) == fingerprint(one, source())
    assert len(fingerprint(CODE.at(Span("a.yaml"), "a file as a whole"), {})) == 32


def test_no_two_of_a_run_are_the_same() -> None:
    alike = [at(TEXT, "bok", nth) for nth in range(2)]
    assert fingerprint(alike[0], source()) == fingerprint(alike[1], source())
    assert len(set(fingerprints([*alike, alike[0]], source()))) == 3


def test_a_baseline_hides_what_it_knows() -> None:
    found = [at(TEXT, "bok", 0, "things:one"), at(TEXT, "bok", 1, "things:two"), at(TEXT, "one", code=LOCKED)]
    known = baseline.baseline(found, source())
    assert sorted(known.values()) == [1, 1]
    left = baseline.news(found, source(), known)
    assert (left.diagnostics, left.hidden, left.gone) == ((found[2],), 2, 0)


def test_a_new_finding_is_never_hidden() -> None:
    old, new = at(TEXT, "bok", 0, "things:one"), at(TEXT, "kind", 0, "things:one")
    known = baseline.baseline([old], source())
    assert baseline.news([new], source(), known).diagnostics == (new,)
    # Two where one is known: nobody can tell which is the new one.
    alike = [at(TEXT, "bok", 0), at(TEXT, "bok", 1)]
    known = baseline.baseline(alike[:1], source())
    assert baseline.news(alike, source(), known).diagnostics == tuple(alike)
    assert baseline.news(alike[1:], source(), known).diagnostics == ()


def test_a_locked_code_is_shown_even_if_the_file_claims_to_know_it() -> None:
    locked = at(TEXT, "one", code=LOCKED)
    known = {fingerprint(locked, source()): 9}
    assert baseline.news([locked], source(), known).diagnostics == (locked,)


def test_what_is_gone_is_counted() -> None:
    found = [at(TEXT, "bok", nth) for nth in range(2)]
    known = {**baseline.baseline(found, source()), "0" * 32: 3}
    assert baseline.news(found[:1], source(), known).gone == 4


def test_the_file_is_sorted_and_reads_back() -> None:
    known = {"b": 1, "a": 2}
    assert baseline.text(known) == '{\n "a": 2,\n "b": 1\n}\n'
    assert baseline.read(baseline.text(known).encode()) == known


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"a": "b"}', b'{"a": 0}', b'{"a": true}', b"\xff", b"[" * 100_000, json.dumps({"a": 1.5}).encode()]
)
def test_what_is_no_baseline_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        baseline.read(data)
