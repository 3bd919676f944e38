"""The theme's files (data, in `pipeline/theme/html`) and the book's own → templates ready to fill, assets named after their content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, ChoiceLoader, Environment, FunctionLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from pipeline.model.addresses import digested
from pipeline.model.artifact import Artifact
from pipeline.model.span import Source

OWN = "custom.css"
"""A style sheet of the book's own, behind that of the theme."""

ASSETS: Mapping[str, tuple[str, ...]] = {
    "theme.css": ("theme.css", "code.css", "heatmap.css", OWN),
    "look.js": ("look.js",),
    "page.js": ("page.js", "manifest.js"),
    "list.js": ("list.js",),
    "search.js": ("search.js",),
    "favicon.svg": ("favicon.svg",),
}
"""The files every page may link, by name, and what each is put together from."""

ORIGINAL = "theme"
"""`{% extends "theme/page.html" %}` names the theme's own file, even in one that stands in for it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How the site looks: the templates, and the files every page links, by their plain names."""

    templates: Environment = field(repr=False)
    assets: Mapping[str, Artifact] = field(repr=False)


def theme(own: Mapping[str, Source], colours: str = "") -> Theme:
    """The theme that comes with the pipeline, with the book's own files instead of those of the same name.

    `colours` is a style sheet of what `book.yaml` says about the look; it comes last but for the book's own style sheet.
    """
    if not own and not colours:
        return _plain()
    templates = environment(own) if own else _plain().templates
    return Theme(templates, {name: asset("assets/" + name, _joined(parts, own, colours)) for name, parts in ASSETS.items()})


def environment(own: Mapping[str, Source]) -> Environment:
    """An environment in which the book's own templates win. They may ask for nothing but what they are given."""
    original = FunctionLoader(_template)

    def mine(name: str) -> tuple[str, str, None] | None:
        # The path goes with the text, so that whatever is raised in it names its place.
        return (own[name].text.removeprefix("\ufeff"), own[name].path, None) if name in own else None

    return _environment(ChoiceLoader([FunctionLoader(mine), PrefixLoader({ORIGINAL: original}), original]), SandboxedEnvironment)


def asset(path: str, data: bytes) -> Artifact:
    """A path and bytes → the artifact under a name that changes with the bytes: `assets/theme.1a2b3c4d.css`."""
    return Artifact(digested(path, data), data)


@cache
def _plain() -> Theme:
    """The theme as it comes; read and compiled once per process, as it never changes."""
    return Theme(
        _environment(FunctionLoader(_template), Environment),
        {name: asset("assets/" + name, _joined(parts, {}, "")) for name, parts in ASSETS.items()},
    )


def _environment(loader: BaseLoader, kind: type[Environment]) -> Environment:
    return kind(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
    )


def _joined(parts: tuple[str, ...], own: Mapping[str, Source], colours: str) -> bytes:
    return b"".join(_part(name, own, colours) for name in parts)


def _part(name: str, own: Mapping[str, Source], colours: str) -> bytes:
    text = own[name].text.encode() if name in own else b"" if name == OWN else _file(name)
    return colours.encode() + text if name == OWN else text


def _template(name: str) -> str | None:
    """A template of the theme; `None` where there is none of the name, which the environment then says."""
    try:
        return _file(name).decode()
    except (OSError, UnicodeDecodeError):
        return None


def _file(name: str) -> bytes:
    return (files("pipeline") / "theme" / "html" / name).read_bytes()
