"""Sources → the same texts with every secret that a finding names covered, so that no excerpt prints it."""

from collections.abc import Iterable, Mapping

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Source

SECRET = frozenset({"LNK208", "SEC801"})
"""Codes whose findings stand at something that must not be printed: credentials in a URL, and what looks like a key."""


def masked(sources: Mapping[str, Source], diagnostics: Iterable[Diagnostic]) -> Mapping[str, Source]:
    """Put `*` for each character of a secret; lines, columns and lengths stay."""
    covered = dict(sources)
    for diagnostic in diagnostics:
        span = diagnostic.span
        if diagnostic.code.code in SECRET and span.path in covered and span.start and span.end:
            source = covered[span.path]
            begin, end = source.offset(span.start), source.offset(span.end)
            secret = "".join(character if character in "\r\n" else "*" for character in source.text[begin:end])
            covered[span.path] = Source(source.path, source.text[:begin] + secret + source.text[end:], source.starts)
    return covered


def covered(text: str, sources: Mapping[str, Source], diagnostics: Iterable[Diagnostic]) -> str:
    """Any text with the same secrets covered wherever they stand in it."""
    named = [finding for finding in diagnostics if finding.code.code in SECRET and finding.span.path in sources]
    for secret in sorted({sources[finding.span.path].cut(finding.span) for finding in named}, key=len, reverse=True):
        if secret:
            text = text.replace(secret, "*" * len(secret))
    return text
