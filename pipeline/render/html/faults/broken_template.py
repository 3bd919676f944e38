"""A template of the book's own, in `templates/`, that can't be filled.

Files in `templates/` stand in for those of the theme with the same name. One that has a slip in it would leave a page of the website
without its text, so nothing is published until it is repaired.

Bad: `templates/missing.html`

    {% extends "page.html" %}
    {% block main %}
    <h1>{{ page.titel }}</h1>
    {% endblock %}

Good:

    {% extends "page.html" %}
    {% block main %}
    <h1>{{ page.title }}</h1>
    {% endblock %}

`docs/theme.md` lists the templates, their blocks and what each is given. To change a part of one of the theme's templates, extend it by
the name `theme/page.html` and fill the block. Templates are kept in a sandbox: they print what they are given and reach nothing else.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Source, Span

CODE = Code("BLD910", "broken-template", Severity.ERROR, __doc__ or "")


def diagnose(source: Source, line: int | None, reason: str) -> Diagnostic:
    """The finding at a line of a template (from 1), or at the whole file where no line is known."""
    text = source.line(line).strip() if line else ""
    span = Span(source.path)
    if line and 1 <= line <= len(source.starts):
        begin = source.starts[line - 1] + source.line(line).find(text)
        span = source.span(begin, begin + len(text))
    return CODE.at(span, f"the template can't be filled: {reason}", help="`docs/theme.md` lists what each template is given")
