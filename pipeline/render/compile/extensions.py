"""Names of Python-Markdown extensions in a book's settings → their tree processors, ready to run; nothing runs that nobody allowed."""

import site
import sysconfig
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.util import HTML_PLACEHOLDER

from pipeline.model.diagnostic import Diagnostic, Outcome
from pipeline.model.document import Book
from pipeline.render.faults import unusable_extension

GROUP = "markdown.extensions"
ALLOW = "read the package, then name it in the environment: `PIPELINE_EXTENSIONS={}`"


@dataclass(frozen=True, slots=True)
class Further:
    """An extension at work: its tree processors in their order, and the host of its own that they know."""

    name: str
    host: Any = field(repr=False)
    processors: tuple[Any, ...] = field(repr=False)

    def run(self, root: Element) -> Element:
        """A finished tree → what the extension makes of it. Raises RuntimeError where the extension fails."""
        self.host.reset()
        for processor in self.processors:
            try:
                made = processor.run(root)
            except Exception as error:
                raise RuntimeError(f"the Markdown extension `{self.name}` failed: {error}") from error
            root = root if made is None else made
        return root

    def restore(self, html: str) -> str:
        """Finished markup with what the extension kept aside back in its place."""
        for number, kept in enumerate(self.host.htmlStash.rawHtmlBlocks):
            html = html.replace(HTML_PLACEHOLDER % number, str(kept))
        return html


def extensions(book: Book, allowed: Collection[str]) -> Outcome[tuple[Further, ...]]:
    """The extensions that the settings of a book list, as far as somebody allowed them; BLD908 for each that is not run."""
    section = book.settings.data.get("markdown")
    names = section.get("extensions") if isinstance(section, dict) else None
    found: list[Further] = []
    faults: list[Diagnostic] = []
    for number, name in enumerate(names if isinstance(names, list) else ()):
        made = _made(str(name), allowed)
        if isinstance(made, Further):
            found.append(made)
        else:
            faults.append(unusable_extension.diagnose(book.settings.span("markdown", "extensions", number), str(name), *made))
    return Outcome(tuple(found), tuple(faults))


def _made(name: str, allowed: Collection[str]) -> Further | tuple[str, str]:
    """An extension by its name, or why it is not run and what to do."""
    if name not in allowed:
        return "it would run code, and this build does not allow it", ALLOW.format(name)
    point = next(_installed(name), None)
    if point is None:
        return "no package that is installed registers it", f"install the package; it must have an entry point in `{GROUP}`"
    try:
        host: Any = markdown.Markdown()
        usual = {item.name for item in host.treeprocessors._priority}  # noqa: SLF001 - the registry has no public list of names
        point.load()().extendMarkdown(host)
        own = tuple(host.treeprocessors[item.name] for item in host.treeprocessors._priority if item.name not in usual)  # noqa: SLF001
    except Exception as error:  # noqa: BLE001 - it is somebody else's program
        return f"loading it failed ({type(error).__name__}: {str(error)[:120]})", "repair or update the package"
    if not own:
        return "it registers no tree processor", "take it out: the grammar is GitHub's, and only the finished tree can be changed"
    return Further(name, host, own)


def _installed(name: str) -> Iterator[EntryPoint]:
    """Entry points of that name in the folders for installed packages: a book may stand on the path, but is not one of them."""
    homes = {Path(home).resolve() for home in _homes()}
    for point in entry_points(group=GROUP, name=name):
        if point.dist is not None and Path(str(point.dist.locate_file(""))).resolve() in homes and not _is_shadowed(point, homes):
            yield point


def _is_shadowed(point: EntryPoint, homes: Collection[Path]) -> bool:
    """Whether its module would come from the folder somebody stands in, such as the book: `python -m` looks there first."""
    spec = find_spec(point.module.partition(".")[0])
    places = [*(spec.submodule_search_locations or ()), *([spec.origin] if spec.origin else [])] if spec else []
    found = [Path(place).resolve() for place in places]
    return any(each.is_relative_to(Path.cwd()) and not any(each.is_relative_to(home) for home in homes) for each in found)


def _homes() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    return (paths["purelib"], paths["platlib"], site.getusersitepackages(), *site.getsitepackages())
