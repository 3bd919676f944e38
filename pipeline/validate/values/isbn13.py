"""An ISBN of thirteen digits → what is wrong with it (ISO 2108; the check digit is that of EAN-13)."""

import re

from pipeline.validate.values.flaw import Flaw

LENGTH = 13
PREFIXES = ("978", "979")


def check(value: object) -> Flaw | None:
    """Thirteen digits, with or without single hyphens or spaces, beginning with 978 or 979, and the right check digit."""
    if not isinstance(value, str):
        return None
    number = digits(value)
    if number is None or len(number) != LENGTH:
        count = len(re.sub(r"[^0-9]", "", value))
        return Flaw(f"it has {count} digits instead of 13" if number is not None else "it holds more than digits and hyphens", _help(value))
    if not number.startswith(PREFIXES):
        return Flaw("it does not begin with 978 or 979", "check the number in the imprint of the book")
    right = check_digit(number)
    if number[-1] == right:
        return None
    return Flaw(f"its check digit should be {right}", f"check every digit in the imprint; `{number[:-1]}{right}` would be right")


def digits(value: str) -> str | None:
    """An ISBN as written → its digits; `None` when anything but digits, hyphens and spaces is in it."""
    plain = value.replace("-", "").replace(" ", "")
    return plain if plain.isascii() and plain.isdigit() else None


def check_digit(number: str) -> str:
    """Twelve digits or more → the thirteenth that makes them an ISBN: weights 1 and 3 in turn, up to a multiple of ten."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(number[: LENGTH - 1]))
    return str(-total % 10)


def _help(value: str) -> str:
    """An ISBN-10 is the commonest slip: say what it is as ISBN-13."""
    plain = value.replace("-", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{9}[0-9Xx]", plain):
        number = f"978{plain[:9]}"
        return f"this is an ISBN-10; as ISBN-13 it is `{number}{check_digit(number)}`"
    return "give the ISBN-13 from the imprint of the book"
