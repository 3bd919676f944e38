"""Diagnostics → text: for people on a terminal, for editors, for programs, for continuous integration."""

from collections.abc import Callable, Iterable, Mapping

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Source
from pipeline.report import concise, full, github, gitlab, json, junit, rdjson, sarif
from pipeline.report.findings import Findings
from pipeline.report.secrets import covered, masked
from pipeline.report.visible import visible

__all__ = ["FORMATS", "covered", "masked", "report", "visible"]

Format = Callable[[Findings], str]
"""All findings of a run → the text of one format, which ends with a line break."""

FORMATS: Mapping[str, Format] = {
    "full": full.write,
    "concise": concise.write,
    "json": json.write,
    "github": github.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "rdjson": rdjson.write,
    "gitlab": gitlab.write,
}
"""Every format, by the word that asks for it."""


def report(
    diagnostics: Iterable[Diagnostic],
    files: int,
    sources: Mapping[str, Source],
    form: str = "full",
    *,
    width: int = 100,
    colour: bool = False,
    ascii_only: bool = False,
    verbose: bool = False,
    addresses: Mapping[str, str] | None = None,
    checked: Iterable[str] | None = None,
    changed: Iterable[str] = (),
    advice: bool = False,
) -> str:
    """All findings of a run as text, in order of their places.

    `files` is how many files were checked, `sources` are the texts to show excerpts of, by path; `form` is a key of `FORMATS`. `width`
    counts columns of the terminal. With `ascii_only` every other character is escaped. `verbose` shows findings that would be counted only.
    `addresses` says where in the repository a file of the book stands, where that is not its path; `checked` are the files of which the
    report says that they are clean when they have no finding (all of `sources` unless told otherwise); `changed` are those that the
    change under review touches. With `advice` no info is counted only.
    """
    found = tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.key))
    names = frozenset(sources if checked is None else checked)
    texts = masked(sources, found)
    wide = max(width, 40)
    touched = frozenset(changed)
    return FORMATS[form](Findings(found, files, texts, wide, colour, ascii_only, verbose, addresses or {}, names, touched, advice))
