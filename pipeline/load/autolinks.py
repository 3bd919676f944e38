"""Plain text → the bare links GitHub would find in it.

The rules are those of the GFM specification, section 6.9 "Autolinks (extension)": `www.`, `http://`, `https://` and e-mail
addresses; a valid domain; no trailing punctuation, no unbalanced closing parenthesis, no trailing entity.
"""

import re
from collections.abc import Iterator

CANDIDATE = re.compile(r"(?P<scheme>https?://|ftp://|www\.)(?P<rest>[^\s<]+)|(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)", re.IGNORECASE)
MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9_-]*[A-Za-z0-9]")
DOMAIN = re.compile(r"[^\s/?#:<]+")
ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
OPENERS = frozenset("*_~([{\"'“‘ \t\n\r\f\v")


def find(text: str, before: str = "") -> Iterator[tuple[int, int, str]]:
    """Text (and the character before it) → (begin, end, target) of each bare link."""
    at = 0
    while match := CANDIDATE.search(text, at):
        at = match.end() if match["mail"] else match.start() + 1
        previous = text[match.start() - 1] if match.start() else before
        if match["mail"]:
            mail = MAIL.search(match[0])
            if mail and (not previous or not (previous.isalnum() or previous in "/._+-")):
                begin = match.start() + mail.start()
                yield begin, match.start() + mail.end(), "mailto:" + mail[0]
            continue
        if previous and previous not in OPENERS and not previous.isspace():
            continue
        end = match.start() + len(_trimmed(match[0]))
        if _valid_domain(text[match.start() : end], match["scheme"]):
            link = text[match.start() : end]
            yield match.start(), end, ("http://" + link if match["scheme"].lower() == "www." else link)
            at = end


def _trimmed(link: str) -> str:
    """Without what belongs to the sentence: trailing punctuation, closing parentheses nobody opened, an entity."""
    while True:
        if link and link[-1] in "?!.,:*_~'\"":
            link = link[:-1]
        elif link.endswith(")") and link.count(")") > link.count("("):
            link = link[:-1]
        elif entity := ENTITY.search(link):
            link = link[: entity.start()]
        elif link.endswith(";"):
            link = link[:-1]
        else:
            return link


def _valid_domain(link: str, scheme: str) -> bool:
    """Segments of letters, digits, `_` and `-` between periods; no `_` in the last two."""
    start = 0 if scheme.lower() == "www." else len(scheme)
    match = DOMAIN.match(link, start)
    if match is None:
        return False
    segments = match[0].split(".")
    enough = len(segments) > 1 or scheme.lower() != "www."
    fine = all(segment and all(character.isalnum() or character in "_-" for character in segment) for segment in segments)
    return enough and fine and not any("_" in segment for segment in segments[-2:])
