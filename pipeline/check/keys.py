"""Text → what looks like a key to somebody's account: the forms that services give their keys, and passwords that are assigned."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Key(NamedTuple):
    """What looks like a key: what it is, and where it stands in a text."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a service's keys: what they are called, what every one of them holds, its pattern, whether both cases occur."""

    name: str
    hint: str
    pattern: re.Pattern[str]
    mixed: bool = True


# The services' own documentation, and the patterns that GitHub's and GitLab's secret scanning publish.
FORMS = (
    Form("an AWS access key id", "AKIA", re.compile(r"(?<![A-Za-z0-9])AKIA[A-Z2-7]{16}(?![A-Za-z0-9])"), mixed=False),
    Form("a temporary AWS access key id", "ASIA", re.compile(r"(?<![A-Za-z0-9])ASIA[A-Z2-7]{16}(?![A-Za-z0-9])"), mixed=False),
    Form("a GitHub token", "ghp_", re.compile(r"(?<![A-Za-z0-9])ghp_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])")),
    Form("a GitHub token", "gho_", re.compile(r"(?<![A-Za-z0-9])gho_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])")),
    Form("a GitHub token", "ghs_", re.compile(r"(?<![A-Za-z0-9])ghs_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])")),
    Form("a GitHub token", "github_pat_", re.compile(r"(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{40,255}(?![A-Za-z0-9])")),
    Form("a GitLab token", "glpat-", re.compile(r"(?<![A-Za-z0-9])glpat-[\w-]{20,}")),
    Form("a key of an AI service", "sk-", re.compile(r"(?<![\w-])sk-(?:[a-z]{2,10}[0-9]{0,2}-){0,2}[A-Za-z0-9_-]{20,}")),
    Form("a Hugging Face token", "hf_", re.compile(r"(?<![A-Za-z0-9])hf_[A-Za-z0-9]{34,}(?![A-Za-z0-9])")),
    Form("a Google API key", "AIza", re.compile(r"(?<![A-Za-z0-9])AIza[\w-]{35}(?![\w-])")),
    Form("a Slack token", "xox", re.compile(r"(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{20,}")),
    Form("a Stripe key", "k_live_", re.compile(r"(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,}")),
    Form("an npm token", "npm_", re.compile(r"(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])")),
    Form("a PyPI token", "pypi-AgE", re.compile(r"(?<![\w-])pypi-AgE[\w-]{50,}")),
)
PRIVATE = re.compile(r"-----BEGIN (?P<kind>(?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----")
LONGEST = 20_000
"""Characters of a private key, at most."""
LINES = 200
"""Characters of a private key that tell whether somebody made it up."""
PLACEHOLDER = re.compile(r"example|sample|dummy|placeholder|redacted|x{4}|your|123456|abcdef|(.)\1{4}", re.IGNORECASE)
"""What a key that was made up for a text says."""

WORDS = ("passw", "pwd", "passphrase", "secret", "token", "api_key", "apikey", "api-key", "access_key", "access-key", "private_key")
ASSIGNED = re.compile(
    r"(?P<name>pass(?:word|wd|phrase)|pwd|secret(?:[_-](?:access[_-])?key)?|token|(?:api[_-]?|access[_-]|private_)key)"
    r"[\"']?[ \t]*(?::=|=>|[:=])[ \t]*(?P<quote>[\"']?)(?P<value>[^\s\"'`]{8,200})",
    re.IGNORECASE,
)
CALL = re.compile(
    r"[<>(){}$\[\]]|://|\.\.\.|\u2026|\*\*|%[sd(]|env|config|none|null|true|false|change|secret|password|token",
    re.IGNORECASE,
)
"""What a value is that stands for another one: a variable, a call, a placeholder."""
WORDLIKE = re.compile(r"[A-Za-z_][A-Za-z]*(?:[._-][A-Za-z]*[0-9]{0,2})*[,;.]?")
"""Names of things, with a number at the end perhaps; no password worth its name."""
LONG = 16


def keys(text: str) -> Iterator[Key]:
    """A text → everything in it that has the form of a key; placeholders are none."""
    for form in FORMS:
        if form.hint in text:
            for match in form.pattern.finditer(text):
                if _random(match[0], mixed=form.mixed):
                    yield Key(form.name, *match.span())
    if "PRIVATE KEY" in text:
        yield from _private(text)


def _private(text: str) -> Iterator[Key]:
    """Private keys up to their last line, or the first line of one that has none."""
    for match in PRIVATE.finditer(text):
        ending = f"-----END {match['kind']}-----"
        at = text.find(ending, match.end(), match.end() + LONGEST)
        beginning = text[match.end() : at][:LINES]
        if at < 0 or not (PLACEHOLDER.search(beginning) or "..." in beginning):
            yield Key("a private key", match.start(), match.end() if at < 0 else at + len(ending))


def assignments(text: str, begin: int, end: int) -> Iterator[Key]:
    """The values between two offsets that are assigned to a name such as `password` and look like the real thing."""
    part = text[begin:end]
    lower = part.lower()
    # A few letters of other scripts change their length; then each word is looked for as it is.
    searched = lower if len(lower) == len(part) else part
    for place in _places(searched):
        match = ASSIGNED.match(part, place)
        if match and _plausible(match):
            yield Key(f"a value of `{match['name']}`", begin + match.start("value"), begin + match.end("value"))


def _places(text: str) -> Iterator[int]:
    """Where a name of a secret may begin."""
    for word in WORDS:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + len(word))


def _random(key: str, *, mixed: bool) -> bool:
    """Whether a key looks drawn by lot: it has digits beside its letters (of both cases), and says nothing."""
    cases = any(map(str.islower, key)) and any(map(str.isupper, key))
    return any(map(str.isdigit, key)) and (cases or not mixed) and PLACEHOLDER.search(key) is None


def _plausible(match: re.Match[str]) -> bool:
    value = match["value"].rstrip(",;.")
    if CALL.search(value) or PLACEHOLDER.search(value) or (not match["quote"] and WORDLIKE.fullmatch(value)):
        return False
    kinds: tuple[Callable[[str], bool], ...] = (str.islower, str.isupper, str.isdigit)
    classes = sum(any(map(kind, value)) for kind in kinds) + any(not character.isalnum() for character in value)
    # A key is long and mixed; a password may be as short as people make it.
    return classes > 1 and any(map(str.isdigit, value)) and (len(value) >= LONG or match["name"][0] in "pP")
