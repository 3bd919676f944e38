"""Text of an author → the same as it may stand in a message."""


def shown(text: str, most: int = 80) -> str:
    """On one line, cut, without what a terminal would obey."""
    whole = " ".join(text[: 2 * most].split())
    line = whole if len(whole) <= most else f"{whole[: most - 1]}…"
    return line if line.isprintable() else "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)
