"""Apply a fix to a text, as an editor would."""

from pipeline.model.diagnostic import Fix
from pipeline.model.span import Source


def repaired(text: str, fix: Fix) -> str:
    """The text with all edits of a fix applied, from the last to the first."""
    source = Source.of("f", text)
    places = []
    for edit in fix.edits:
        assert edit.span.start is not None
        assert edit.span.end is not None
        places.append((source.offset(edit.span.start), source.offset(edit.span.end), edit.text))
    for begin, end, new in sorted(places, reverse=True):
        text = text[:begin] + new + text[end:]
    return text
