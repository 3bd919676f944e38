"""Every code there is, and the page that explains it."""

from collections.abc import Iterator

from pipeline import check as checking
from pipeline import load as loading
from pipeline import resolve as resolving
from pipeline import validate as validating
from pipeline.model.diagnostic import Code
from pipeline.model.similar import nearest


def codes() -> Iterator[Code]:
    """Every code there is, from the literal tables of all stages, in order. Nothing is imported before the first is asked for."""
    from pipeline import publish as publishing
    from pipeline.render import faults, heatmap, html

    drawn = (*faults.FAULTS, *heatmap.FAULTS, *html.FAULTS)
    tables = (loading.FAULTS, validating.FAULTS, resolving.FAULTS, checking.CODES, drawn, publishing.FAULTS)
    yield from sorted((code for table in tables for code in table), key=lambda code: code.code)


def similar(code: str) -> str | None:
    """The code, or name of one, that was probably meant."""
    return next(iter(nearest(code, [name for known in codes() for name in (known.code, known.name)], 1)), None)


def manual(code: Code) -> str:
    """The page of a code, in Markdown: what `pipeline explain` prints and what stands in `docs/rules/`."""
    lock = " It can't be suppressed, downgraded or put in a baseline." if code.locked else ""
    return f"# {code.code}: {code.name}\n\nSeverity: {code.severity.word}.{lock}\n\n{code.page.strip()}\n"


def explain(code: str) -> Code | None:
    """A code (or its name) → its declaration, whose `page` is the manual."""
    return next((known for known in codes() if code.casefold() in {known.code.casefold(), known.name}), None)
