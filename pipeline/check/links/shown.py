"""Text from a server, or an address → what may stand in a message: masked, on one line, not too long, nothing that acts on a terminal."""

from pipeline.check.links import urls

LONGEST = 200


def shown(text: str) -> str:
    """The text, harmless."""
    plain = "".join(character if character.isprintable() else "\ufffd" for character in urls.masked(text)).replace("`", "'")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}\u2026"
