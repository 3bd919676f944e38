"""The text of a prompt → the names of the variables in it, for each kind of template."""

import re
from collections.abc import Callable, Iterable, Mapping

Read = Callable[[str, frozenset[str]], "tuple[str, ...] | str"]
"""Text and declared names → names used, in order; or, as one string, why the text is no such template."""

# `{name}`, `{name.part}`, `{name[0]}`, `{name!r:>10}` (format strings of Python); doubled braces stand for braces.
FIELD = re.compile(r"\{\{|\}\}|\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:[.\[!:][^{}]*)?\}")
WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def text(_prompt: str, _declared: frozenset[str]) -> tuple[str, ...]:
    """A plain text has no variables."""
    return ()


def fstring(prompt: str, _declared: frozenset[str]) -> tuple[str, ...]:
    """Names in single braces; other uses of braces, such as JSON, are text."""
    return _once(found[1] for found in FIELD.finditer(prompt) if found[1])


def jinja(prompt: str, _declared: frozenset[str]) -> tuple[str, ...] | str:
    """The names a Jinja template takes from outside; names it sets itself do not count. Nothing is run."""
    from jinja2 import Environment, TemplateSyntaxError, meta  # noqa: PLC0415 - 40 ms, for the few prompts that need it

    try:
        tree = Environment(autoescape=True).parse(prompt)
    except TemplateSyntaxError as error:
        return f"{error.message} (line {error.lineno} of the prompt)"
    except RecursionError:
        return "it is nested too deeply"
    names = meta.find_undeclared_variables(tree)
    return tuple(sorted(names, key=lambda name: (prompt.find(name), name)))


def tsx(prompt: str, declared: frozenset[str]) -> tuple[str, ...]:
    """Declared names inside braces. TSX is code, where other names may come from anywhere, so none is missed."""
    inside = re.findall(r"\{([^{}]*)\}", prompt)
    return _once(word for code in inside for word in WORD.findall(code) if word in declared)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


TEMPLATES: Mapping[str, Read] = {"text": text, "fstring": fstring, "jinja": jinja, "tsx": tsx}
EXAMPLES: Mapping[str, str] = {"text": "{}", "fstring": "{{{}}}", "jinja": "{{{{ {} }}}}", "tsx": "{{{}}}"}
