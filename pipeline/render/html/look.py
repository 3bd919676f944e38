"""Book → what is wrong with its templates and its colours, before any page is made; and a page that can't be filled → why."""

from collections.abc import Iterator, Mapping

from jinja2 import TemplateError, TemplateSyntaxError

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book
from pipeline.model.span import Source
from pipeline.render.html.faults import broken_template, low_contrast
from pipeline.render.html.theme import environment
from pipeline.render.html.tokens import LEAST, faint

TEMPLATE = ".html"


def faults(book: Book) -> Iterator[Diagnostic]:
    """A book → BLD910 for each template that isn't well formed, BLD911 for each colour that is hard to read."""
    yield from _malformed(book.templates)
    publish = book.settings.data.get("publish")
    theme = publish.get("theme") if isinstance(publish, Mapping) else None
    for shade, name, found in faint(theme):
        yield low_contrast.diagnose(book.settings.span("publish", "theme", shade, name), shade, name, found, LEAST)


def unfilled(own: Mapping[str, Source], error: Exception) -> Diagnostic:
    """What was raised while a page was filled → the finding, at the innermost line of a template of the book's own.

    Where none of them was being filled, one of them took something away that the theme's need: the one that the error names.
    """
    if isinstance(error, TemplateSyntaxError) and error.name is not None and error.name in own:
        return broken_template.diagnose(own[error.name], error.lineno, _reason(error))
    sources = {source.path: source for source in own.values()}
    place: tuple[Source, int | None] | None = None
    step = error.__traceback__
    while step is not None:
        source = sources.get(step.tb_frame.f_code.co_filename)
        place = (source, step.tb_lineno) if source else place
        step = step.tb_next
    if place is None:
        names = sorted(name for name in own if name.endswith(TEMPLATE))
        place = own[next((name for name in names if name in str(error)), names[0])], None
    return broken_template.diagnose(*place, _reason(error))


def _malformed(own: Mapping[str, Source]) -> Iterator[Diagnostic]:
    templates = {name: source for name, source in own.items() if name.endswith(TEMPLATE)}
    if not templates:
        return
    parser = environment(templates)
    for name, source in templates.items():
        try:
            parser.get_template(name)
        except TemplateSyntaxError as error:
            yield broken_template.diagnose(source, error.lineno, _reason(error))
        except (TemplateError, RecursionError, MemoryError, ValueError) as error:
            yield broken_template.diagnose(source, None, _reason(error))


def _reason(error: Exception) -> str:
    words = " ".join((str(error) or type(error).__name__).split()).rstrip(".")
    return words[:1].lower() + words[1:200]
