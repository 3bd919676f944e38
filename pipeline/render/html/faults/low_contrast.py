"""A colour in `publish.theme` that makes text hard to read.

Text needs a contrast of 4.5 to 1 with what it stands on (WCAG 2.2, 1.4.3). Below that, people with tired eyes, in sunlight, or on a cheap
screen give up. The theme's own colours keep it; a colour of your own is compared with the others of its shade.

Bad:

    publish:
      theme:
        light: {paper: "#ffffff", quiet: "#aaaaaa"}

Good:

    publish:
      theme:
        light: {paper: "#ffffff", quiet: "#5f5f5f"}

Only the colours of text are compared, in light and in dark: `ink`, `quiet` and `accent`, each with `paper`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD911", "low-contrast", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, shade: str, name: str, found: float, least: float) -> Diagnostic:
    """The finding at a colour; `found` and `least` are contrasts."""
    return CODE.at(
        span,
        f"the {shade} colour `{name}` gives text a contrast of {int(found * 100) / 100:.2f}",
        help=f"take one that gives {least} or more, for example {'a darker text' if shade == 'light' else 'a lighter text'}",
        item="book:book",
    )
