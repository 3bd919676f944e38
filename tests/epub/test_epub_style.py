"""The style sheet: every colour that it sets can be read on the ground it sets, by day and by night."""

import re

import pytest

from tests.conftest import ROOT

SHEET = re.sub(r"/\*.*?\*/", "", (ROOT / "pipeline" / "theme" / "epub" / "style.css").read_text(encoding="utf-8"), flags=re.DOTALL)
DAY, NIGHT = SHEET.split("@media (prefers-color-scheme: dark)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
ENOUGH = 4.5


def colours(sheet: str, name: str) -> dict[str, str]:
    """Selectors → the colour that they set under a name; the last one counts."""
    return {
        selector.strip(): found[1]
        for selectors, body in RULE.findall(sheet)
        for selector in selectors.split(",")
        if (found := re.search(rf"(?<![\w-]){name}: (#[0-9a-f]{{6}})", body))
    }


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", [DAY, NIGHT], ids=["day", "night"])
def test_code_can_be_read(sheet: str) -> None:
    ground = colours(sheet, "background-color")["pre"]
    tokens = {selector: colour for selector, colour in colours(sheet, "color").items() if re.fullmatch(r"\.[a-z0-9]{1,3}|pre", selector)}
    assert len(tokens) > 40
    assert {selector: colour for selector, colour in tokens.items() if contrast(colour, ground) < ENOUGH} == {}


@pytest.mark.parametrize("sheet", [DAY, NIGHT], ids=["day", "night"])
def test_a_box_that_sets_its_ground_sets_its_letters(sheet: str) -> None:
    letters = colours(sheet, "color")
    for selector, ground in colours(sheet, "background-color").items():
        if "img" not in selector:
            own = letters.get(selector) or letters[".alert"]
            assert contrast(own, ground) >= 7, selector


def test_day_and_night_know_the_same_tokens() -> None:
    day, night = (
        {selector for selector in colours(sheet, "color") if re.fullmatch(r"\.[a-z0-9]{1,3}", selector)} for sheet in (DAY, NIGHT)
    )
    assert day == night


def test_breaks_are_said_twice() -> None:
    """Older reading systems know one spelling, newer ones the other."""
    for _, body in RULE.findall(SHEET):
        for side in ("after", "inside"):
            assert len(re.findall(rf"(?<!-)break-{side}:", body)) == len(re.findall(rf"page-break-{side}:", body)), body


def test_nothing_that_reflowable_books_must_not_hold() -> None:
    assert not re.search(r"(?<![\w-])(?:direction|unicode-bidi|position): |\d(?:px|pt)\b(?<!1px)(?<!2px)|@import|url\(", SHEET)
