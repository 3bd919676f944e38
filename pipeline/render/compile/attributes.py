"""The attributes an author wrote in raw HTML → those the book may have, with values that mean something in HTML today."""

import re
from collections.abc import Iterable, Mapping

from pipeline.model.safety import ADDRESSES, ALLOWED, dangerous
from pipeline.model.tags import Attribute

NUMBER = re.compile(r"[0-9]{1,5}")
COUNT = re.compile(r"[1-9][0-9]{0,2}")
SIGNED = re.compile(r"-?[0-9]{1,9}")
WORD = re.compile(r"\S+")
CLOCK = r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
DAY = rf"[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:{CLOCK})?"
CHECKS: Mapping[str, re.Pattern[str]] = {
    "align": re.compile(r"left|center|right", re.IGNORECASE),
    "colspan": COUNT,
    "datetime": re.compile(DAY),
    "dir": re.compile(r"ltr|rtl|auto", re.IGNORECASE),
    "height": NUMBER,
    "id": WORD,
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"),
    "name": WORD,
    "rowspan": COUNT,
    "scope": re.compile(r"row|col|rowgroup|colgroup", re.IGNORECASE),
    "span": COUNT,
    "start": SIGNED,
    "type": re.compile(r"[1aAiI]"),
    "value": SIGNED,
    "width": NUMBER,
}
"""What a value must look like; an attribute with another is as good as none."""
VAGUE = re.compile(rf"[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|{DAY}")
"""A `time` may also be a year or a month."""
LOWER = frozenset({"dir", "scope"})
SWITCHES = frozenset({"open", "reversed"})
GONE = frozenset({("td", "width"), ("th", "width"), ("table", "border")})
"""Sizes and lines are the theme's business."""


def allowed(tag: str, attributes: Iterable[Attribute]) -> dict[str, str]:
    """An element's name and its attributes as read → the ones it may have, their values as XHTML wants them."""
    kept: dict[str, str] = {}
    for name, value, _, _ in attributes:
        check = VAGUE if (tag, name) == ("time", "datetime") else CHECKS.get(name)
        if name not in ALLOWED[tag] or (tag, name) in GONE or (check and not check.fullmatch(value.strip())):
            continue
        if name in ADDRESSES and dangerous(value):
            continue
        if name == "align":
            kept["class"] = f"align-{value.strip().lower()}"
        elif name in SWITCHES:
            kept[name] = name
        elif name == "name":
            kept.setdefault("id", value.strip())
        else:
            kept[name] = value.strip().lower() if name in LOWER else value.strip() if check else value
    if tag == "center":
        kept["class"] = "center"
    if tag == "img":
        kept.setdefault("alt", "")
    return kept
