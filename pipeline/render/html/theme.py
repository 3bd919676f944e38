"""The theme's files (data, in `pipeline/theme/html`) → templates ready to fill, assets named after their content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipeline.model.addresses import digested
from pipeline.model.artifact import Artifact

ASSETS: Mapping[str, tuple[str, ...]] = {
    "theme.css": ("theme.css", "code.css", "heatmap.css"),
    "menu.js": ("menu.js", "manifest.js"),
    "list.js": ("list.js",),
    "search.js": ("search.js",),
    "favicon.svg": ("favicon.svg",),
}
"""The files every page may link, by name, and what each is put together from."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How the site looks: the templates, and the files every page links, by their plain names."""

    templates: Environment = field(repr=False)
    assets: Mapping[str, Artifact] = field(repr=False)


@cache
def theme() -> Theme:
    """The theme that comes with the pipeline; read and compiled once per process, as it never changes."""
    templates = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
    )
    return Theme(templates, {name: asset("assets/" + name, b"".join(map(_file, parts))) for name, parts in ASSETS.items()})


def asset(path: str, data: bytes) -> Artifact:
    """A path and bytes → the artifact under a name that changes with the bytes: `assets/theme.1a2b3c4d.css`."""
    return Artifact(digested(path, data), data)


def _template(name: str) -> str:
    return _file(name).decode()


def _file(name: str) -> bytes:
    return (files("pipeline") / "theme" / "html" / name).read_bytes()
