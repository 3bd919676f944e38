"""Text → the bare links GitHub would find in it: web addresses in the source, mail addresses in what the source means.

The rules are those of the GFM specification, section 6.9 "Autolinks (extension)", and where it is silent those of cmark-gfm,
which GitHub runs. The time is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator

PREFIX = re.compile(r"(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://|www\.")
NAME = re.compile(r"[A-Za-z0-9_.-]*")
REST = re.compile(r"[^\s<]*")
BEFORE_WWW = "*_~("
TRAILING = "?!.,:*_~'\""
SEGMENTS = 11
"""With more segments than these, underscores in a domain are not looked for: cmark-gfm's guard against hostile input."""
LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_"
MAIL = re.compile(r"@[A-Za-z0-9_-]*(?:\.(?=[A-Za-z0-9])[A-Za-z0-9_-]*)+")
RESOURCE = re.compile(r"/[A-Za-z0-9@.]+")


def addresses(text: str, begin: int, end: int, limit: int, before: str) -> Iterator[tuple[int, int, str]]:
    """Web addresses that start between two offsets of a source → (begin, end, target) of each, in order.

    `limit` is where the block ends that they stand in, `before` the character before `begin` (empty at a block's start).
    """
    after = begin
    while match := PREFIX.search(text, after, end):
        at, after, bare = match.start(), match.end(), match[0] == "www."
        if not _may_start(text[at - 1] if at > begin else before, bare=bare) or not _domain(text, at if bare else after, after, limit):
            continue
        rest = REST.match(text, after, limit)
        stop = _trimmed(text, at, rest.end() if rest else after)
        if stop > after:
            yield at, stop, f"http://{text[at:stop]}" if bare else text[at:stop]
            after = stop


def _may_start(before: str, *, bare: bool) -> bool:
    """`www.` needs white space or a delimiter before it, a scheme only no letter that would make it another."""
    if bare:
        return not before or before.isspace() or before in BEFORE_WWW
    return not _letter(before)


def _domain(text: str, begin: int, first: int, limit: int) -> bool:
    """Whether a domain begins here, its first own character at `first`: a letter or a digit, and no `_` in its last two segments.

    As in cmark-gfm any symbol of any script may be part of it, and underscores behind one are not looked for.
    """
    if first >= limit or not _host(text[first]):
        return False
    name = NAME.match(text, begin, limit)
    segments = name[0].split(".") if name else []
    return len(segments) > SEGMENTS or not any("_" in segment for segment in segments[-2:])


def _host(character: str) -> bool:
    return character.isalnum() if character.isascii() else unicodedata.category(character)[0] not in "PZC"


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
        before = text[begin - 1] if begin > low else ""
        if begin >= low and text.startswith(scheme, begin) and not (before.isascii() and before.isalnum()):
            return scheme
    return ""
