"""Settings of editors: one value more, and nothing else moves."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edit import jsonc

COMMENTED = """\
// mine
{
  "editor.rulers": [100], /* narrow */
  "yaml.schemas": {
    "other.json": "*.other.yaml", // keep
  },
  "last": {"a": null}
}
"""


def plain(text: str) -> object:
    """What the text says, comments and trailing commas taken out. (The tests have no such marks in strings.)"""
    bare = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", bare))


@pytest.mark.parametrize(
    "text", ["", "\n", "// nothing yet\n", "{}", "{ }\n", '{"a": 1}', '{\n  "a": 1\n}\n', '{"a": 1,}', '{"a": 1, // one\n}', "{ // none\n}"]
)
def test_a_value_is_put_into_what_there_is(text: str) -> None:
    changed = jsonc.put(text, ("b", "c"), ["d"])
    before = plain(text) if "{" in text else {}
    assert plain(changed) == {**before, "b": {"c": ["d"]}}  # type: ignore[dict-item]
    assert jsonc.put(changed, ("b", "c"), ["d"]) == changed
    assert [comment in changed for comment in re.findall(r"//[^\n]*", text)] == [True] * text.count("//")


def test_comments_and_layout_stay() -> None:
    changed = jsonc.put(COMMENTED, ("yaml.schemas", "ours.json"), ["a.yaml"])
    assert changed == COMMENTED.replace('"*.other.yaml", // keep\n', '"*.other.yaml",\n    "ours.json": [\n      "a.yaml"\n    ] // keep\n')
    assert jsonc.put(changed, ("yaml.schemas", "ours.json"), ["a.yaml"]) == changed
    assert plain(jsonc.put(changed, ("yaml.schemas", "ours.json"), "b")) == {
        **plain(COMMENTED),
        "yaml.schemas": {"other.json": "*.other.yaml", "ours.json": "b"},
    }  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[]",
        "1",
        '{"a"}',
        '{"a": }',
        '{"a": 1 "b": 2}',
        '{"a": 1} x',
        '{"a": "',
        "{a: 1}",
        '{"b": 1}',
        '{"b": {"x": ' * 60 + "1" + "}}" * 60,
        "\x00",
    ],
)
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        jsonc.put(text, ("b", "c"), 1)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.dictionaries(st.text(max_size=4), values, max_size=4),
    st.lists(st.text(max_size=3), min_size=1, max_size=3),
    values,
    st.sampled_from([None, 1, "\t"]),
)
def test_only_the_value_changes(whole: dict[str, object], path: list[str], value: object, indent: int | str | None) -> None:
    text = json.dumps(whole, indent=indent)
    expected: dict[str, object] = json.loads(text)
    part = expected
    for name in path[:-1]:
        inner = part.setdefault(name, {})
        if not isinstance(inner, dict):
            with pytest.raises(ValueError, match=r"no object"):
                jsonc.put(text, tuple(path), value)
            return
        part = inner
    part[path[-1]] = value
    assert json.loads(jsonc.put(text, tuple(path), value)) == expected
