"""Diagnostics and the severities that `content/book.yaml` sets → the diagnostics with these severities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from pipeline.check.invalid_severity import diagnose
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Book, Path
from pipeline.model.similar import nearest

WORDS: Mapping[str, Severity | None] = {**{severity.word: severity for severity in Severity}, "off": None}
"""What a setting may say; `None` takes the finding out."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One word for one code: where it stands in the settings, and the files it speaks of (all when there is no pattern)."""

    code: str
    word: Any
    way: Path
    glob: str | None

    def fits(self, diagnostic: Diagnostic) -> bool:
        """Whether it speaks of a finding."""
        return self.code == diagnostic.code.code and (self.glob is None or matches(self.glob, diagnostic.span.path))


def configure(diagnostics: Iterable[Diagnostic], book: Book, codes: Iterable[Code]) -> tuple[Diagnostic, ...]:
    """What is left of some diagnostics when the settings are obeyed, sorted; `codes` are all there are.

    Reports BLD906 for settings that have no effect. Locked codes keep their severity, and so does whatever is wrong with the settings
    themselves or with the schemas: a book can't be published without, whatever it says.
    """
    settings = tuple(_settings(book))
    if not settings and not _rules(book):
        return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.key))
    known = {code.code: code for code in codes}
    fixed = (book.settings.source.path, "schemas/")
    left = [
        found
        for diagnostic in diagnostics
        for found in ((diagnostic,) if diagnostic.code.locked or diagnostic.span.path.startswith(fixed) else _changed(diagnostic, settings))
    ]
    faults = (*_idle_settings(settings, book, known), *_idle_patterns(book))
    return tuple(sorted((*left, *faults), key=lambda diagnostic: diagnostic.key))


def matches(glob: str, path: str) -> bool:
    """Whether a path fits a pattern: `*` and `?` stand for parts of one name, `**` for any number of folders."""
    return _fits(glob.split("/"), path.split("/"))


def _fits(patterns: Sequence[str], names: Sequence[str]) -> bool:
    """Name by name; what `**` may stand for is tried as a set of places, so no pattern takes long."""
    places = {0}
    for pattern in patterns:
        if pattern == "**":
            places = set(range(min(places), len(names) + 1)) if places else set()
        else:
            places = {place + 1 for place in places if place < len(names) and fnmatchcase(names[place], pattern)}
    return len(names) in places


def _settings(book: Book) -> Iterator[Setting]:
    """Every setting, in the order in which they count. What has another shape is reported by the schema."""
    check = _mapping(book.settings.data.get("check"))
    for code, word in _mapping(check.get("severity")).items():
        yield Setting(code, word, ("check", "severity", code), None)
    for number, rule in enumerate(_rules(book)):
        for code, word in _mapping(rule.get("severity")).items():
            yield Setting(code, word, ("check", "paths", number, "severity", code), str(rule.get("glob", "")))


def _rules(book: Book) -> Sequence[Mapping[str, Any]]:
    paths = _mapping(book.settings.data.get("check")).get("paths")
    return tuple(map(_mapping, paths)) if isinstance(paths, list) else ()


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _changed(diagnostic: Diagnostic, settings: Sequence[Setting]) -> Iterator[Diagnostic]:
    """A finding with the severity of the last setting that fits; nothing when that is `off`."""
    word = next((setting.word for setting in reversed(settings) if setting.fits(diagnostic)), None)
    severity = WORDS.get(word, diagnostic.severity) if isinstance(word, str) else diagnostic.severity
    if severity is diagnostic.severity:
        yield diagnostic
    elif severity is not None:
        yield replace(diagnostic, severity=severity)


def _idle_settings(settings: Iterable[Setting], book: Book, known: Mapping[str, Code]) -> Iterator[Diagnostic]:
    """Settings of codes that do not exist or do not change."""
    for setting in settings:
        span = book.settings.key_span(*setting.way)
        if setting.code not in known:
            yield diagnose(span, f"there is no code `{setting.code[:40]}`", _advice(setting.code, known.values()))
        elif known[setting.code].locked:
            yield diagnose(span, f"the severity of `{setting.code}` cannot be changed", "take it out: what it reports must be repaired")


def _advice(word: str, codes: Iterable[Code]) -> str:
    names = {name: known.code for known in codes for name in (known.code, known.name)}
    if word in names:
        return f"write its code: `{names[word]}`"
    near = nearest(word, sorted(names), 1)
    return f"a code has a similar name: `{names[near[0]]}`" if near else "`pipeline explain` lists the codes"


def _idle_patterns(book: Book) -> Iterator[Diagnostic]:
    """Patterns that fit no file: nothing is broken by them, but they do nothing either."""
    for number, rule in enumerate(_rules(book)):
        glob = rule.get("glob")
        if isinstance(glob, str) and not any(matches(glob, path) for path in book.files):
            span = book.settings.span("check", "paths", number, "glob")
            advice = f"write `{glob.rstrip('/')[:60]}/**` for the files of a folder" if _folder(glob, book) else "look at its spelling"
            yield replace(diagnose(span, f"no file fits the pattern `{glob[:60]}`", advice), severity=Severity.WARNING)


def _folder(glob: str, book: Book) -> bool:
    return any(path.startswith(f"{glob.rstrip('/')}/") for path in book.files)
