"""A value that has the right type and yet not the form that the field needs.

An address without a scheme, a language tag that is none, a list with the same item twice, a prompt whose variables are not
the declared ones: the message says what is wrong with it.

Bad:

    url: example.org/paper
    lang: german
    tags: [evaluation, evaluation]

Good:

    url: "https://example.org/paper"
    lang: de
    tags: [evaluation]

Correct the value as the help says; `pipeline schema COLLECTION` shows an example for each field.
"""

from collections.abc import Mapping
from typing import Any

from pipeline.model.diagnostic import Code, Diagnostic, Label, Severity
from pipeline.model.document import Path
from pipeline.validate.case import Case, shown, way, written
from pipeline.validate.values.flaw import Flaw

CODE = Code("SCH109", "malformed-value", Severity.ERROR, __doc__ or "")

WORDS = {
    "uri": "an address",
    "uri-reference": "an address",
    "email": "an e-mail address",
    "bcp47": "a language tag",
    "doi": "a DOI",
    "arxiv": "an arXiv number",
    "date-time": "a point in time",
    "json-schema": "a JSON Schema",
}


def flawed(case: Case, path: Path, value: Any, name: str, flaw: Flaw) -> Diagnostic:
    """The value at a path does not have the format of that name."""
    what = shown(value) if isinstance(value, str) else "this"
    return case.at(CODE, path, f"{what} in `{way(path)}` is not {WORDS.get(name, f'of the form {name}')}: {flaw.reason}", flaw.help)


def shapeless(case: Case, path: Path, value: str, schema: Mapping[str, Any]) -> Diagnostic:
    """The text at a path does not match the pattern of its schema."""
    examples = [each for each in schema.get("examples", ()) if isinstance(each, str)]
    help_ = f"write it as in `{written(examples[0])}`" if examples else f"it must match `{schema.get('pattern', '')}`"
    return case.at(CODE, path, f"{shown(value)} does not have the form of `{way(path)}`", help_)


def repeated(case: Case, path: Path, first: int, second: int, value: Any) -> Diagnostic:
    """The same item stands twice in the list at a path."""
    label = (Label(case.entry.span(*path, first), "first use"),)
    return case.at(
        CODE, (*path, second), f"{shown(value)} stands twice in `{way(path)}`", "remove one of the two", related=label, label="second use"
    )


def other(case: Case, path: Path, message: str, help_: str, **places: Any) -> Diagnostic:
    """Any further form that does not hold, in words of its own."""
    return case.at(CODE, path, message, help_, **places)
