"""Text → the bare links GitHub would find in it: web addresses in the source, mail addresses in what the source means.

The rules are those of the GFM specification, section 6.9 "Autolinks (extension)", and where it is silent those of cmark-gfm,
which GitHub runs. The time is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator

PREFIX = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
REST = re.compile(r"[^\s<]*")
BEFORE_WWW = "*_~("
TRAILING = "?!.,:*_~'\""
PLAIN = re.compile(r"[\w.-]*")
SEGMENTS = 10
"""With more segments than these, underscores in a domain are not looked for: cmark-gfm's guard against hostile input."""
LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_"
MAIL = re.compile(r"@[A-Za-z0-9_-]*(?:\.(?=[A-Za-z0-9])[A-Za-z0-9_-]*)+")
RESOURCE = re.compile(r"/[A-Za-z0-9@.]+")


def addresses(text: str, begin: int, end: int, limit: int, before: str) -> Iterator[tuple[int, int, str]]:
    """Web addresses that start between two offsets of a source → (begin, end, target) of each, in order.

    `limit` is where the block ends that they stand in, `before` the character before `begin` (empty at a block's start).
    """
    while match := PREFIX.search(text, begin, end):
        at, prefix = match.start(), match[0]
        previous = text[at - 1] if at > begin else before
        begin = match.end()
        if not _may_start(prefix, previous):
            continue
        name = at if prefix == "www." else match.end()
        if not _domain(text, name, limit, dotted=prefix == "www."):
            continue
        rest = REST.match(text, name, limit)
        stop = _trimmed(text, at, rest.end() if rest else name)
        if stop > match.end():
            link = text[at:stop]
            yield at, stop, f"http://{link}" if prefix == "www." else link
            begin = before_next = stop
            before = text[before_next - 1]


def _may_start(prefix: str, previous: str) -> bool:
    """`www.` needs white space or a delimiter before it, a scheme only no letter that would make it another."""
    if prefix.lower() == "www.":
        return prefix == "www." and (not previous or previous.isspace() or previous in BEFORE_WWW)
    return not (previous.isascii() and previous.isalpha())


def _domain(text: str, begin: int, limit: int, *, dotted: bool) -> bool:
    """Whether a domain begins here: letters, digits, `_`, `-` and periods, no `_` in its last two segments."""
    end = _name_end(text, begin, limit)
    name = text[begin:end]
    segments = name.split(".")
    if not name or name[0] in ".-_" or (dotted and len([segment for segment in segments if segment]) < 2):  # noqa: PLR2004 - `www` and another
        return False
    return len(segments) > SEGMENTS or not any("_" in segment for segment in segments[-2:])


def _name_end(text: str, begin: int, limit: int) -> int:
    """Where a domain ends. Symbols and marks of any script count as letters, as they may be part of a name."""
    end = begin
    while match := PLAIN.match(text, end, limit):
        end = match.end()
        if end == limit or text[end].isascii() or unicodedata.category(text[end])[0] in "PZC":
            break
        end += 1
    return end


def _trimmed(text: str, begin: int, end: int) -> int:
    """The end of a link without what belongs to the sentence: punctuation, closing parentheses nobody opened, an entity."""
    surplus = text.count(")", begin, end) - text.count("(", begin, end)
    while end > begin:
        last = text[end - 1]
        if last == ";":
            letters = end - 1
            while letters > begin and text[letters - 1].isascii() and text[letters - 1].isalpha():
                letters -= 1
            end = letters - 1 if letters < end - 1 and letters > begin and text[letters - 1] == "&" else end - 1
        elif last in TRAILING or (last == ")" and surplus > 0):
            surplus -= last == ")"
            end -= 1
        else:
            break
    return end


def mails(text: str) -> Iterator[tuple[int, int, str]]:
    """Mail addresses (and `mailto:` and `xmpp:` ones) in a text, its escapes decoded → (begin, end, target), in order."""
    low, at = 0, text.find("@")
    while at >= 0:
        match = MAIL.match(text, at)
        before = text[low:at]
        begin = low + len(before.rstrip(LOCAL))
        if match is None or begin == at or not _letter(text[match.end() - 1]) or text.startswith("@", match.end()):
            low, at = at + 1, text.find("@", at + 1)
            continue
        end, scheme = match.end(), _scheme(text, low, begin)
        if scheme == "xmpp:" and (resource := RESOURCE.match(text, end)):
            end += len(resource[0].rstrip("."))
        begin -= len(scheme)
        yield begin, end, text[begin:end] if scheme else f"mailto:{text[begin:end]}"
        low, at = end, text.find("@", end)


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _scheme(text: str, low: int, end: int) -> str:
    """The scheme written before an address, if it is a word of its own."""
    for scheme in ("mailto:", "xmpp:"):
        begin = end - len(scheme)
        if begin >= low and text.startswith(scheme, begin) and not (begin > low and text[begin - 1].isascii() and text[begin - 1].isalnum()):
            return scheme
    return ""
