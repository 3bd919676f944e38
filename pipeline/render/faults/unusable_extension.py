"""An extension of Python-Markdown that a book lists and a build does not run.

An extension is a program. It runs with the rights of whoever builds the book, so a book alone can't start one: its name must stand in
`PIPELINE_EXTENSIONS` in the environment of the build, too, and it must be installed as a package with an entry point
`markdown.extensions`. What lies in the book's own folders is never run. An extension that registers no tree processor can't do anything:
the grammar is GitHub's, and the rest of Python-Markdown is not used.

Bad: `markdown: {extensions: [my-notes]}`, and `pipeline build`

Good: the same, and `PIPELINE_EXTENSIONS=my-notes pipeline build`, with the package installed

Read the package before you allow it, or take its name out of the list. `pipeline check` runs no extension.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Span

CODE = Code("BLD908", "unusable-extension", Severity.WARNING, __doc__ or "")


def diagnose(span: Span, name: str, reason: str, advice: str) -> Diagnostic:
    """The finding at a name in the list."""
    return CODE.at(span, f"the extension `{name[:80]}` is not run: {reason}", help=advice)
