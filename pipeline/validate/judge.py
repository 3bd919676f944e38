"""One schema → a judge of the entries that follow it, built once.

jsonschema is imported for the first entry that is not surely sound: it takes longer than all the others together.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.document import Book, Collection, Entry, Form, Misfit, Path
from pipeline.model.schema import Schema, expand, fields
from pipeline.validate import errors
from pipeline.validate.accept import Test, acceptor
from pipeline.validate.case import Case, shown, small
from pipeline.validate.faults import doubtful_fact, empty_entry, implausible_date, invalid_id, malformed_value, missing_field, wrong_type
from pipeline.validate.values import VALUE_RULES, date
from pipeline.validate.values.rule import Rule

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


@dataclass(frozen=True, slots=True)
class Judge:
    """Whoever reads an entry with its schema in hand.

    `collection` is `None` for the book's settings, `dates` are the paths of date fields, `rules` those named at the schema's top.
    `accepts` tells quickly that an entry is sound by its schema; `validator` makes whoever can tell what is wrong with the others.
    """

    collection: Collection | None
    schema: Schema
    accepts: Test
    validator: "Callable[[], Validator]"
    dates: tuple[tuple[str, ...], ...]
    rules: tuple[Rule, ...]
    settings: Mapping[str, Any]
    today: str

    def entry(self, entry: Entry) -> Iterator[Diagnostic]:
        """All findings about one entry."""
        case = Case(entry, self._label, self.settings, self.today, lambda schema, value, path: _fits(case, schema, value, path))
        faults = [] if self.accepts(entry.data) else list(self.validator().iter_errors(entry.data))
        if faults and not entry.data:
            yield missing_field.empty(case, errors.lacking(faults), self._form)
            return
        faulty: set[object] = set()
        for path, found in errors.findings(case, self.schema, faults) if faults else ():
            faulty.add(path[0] if path else None)
            yield found
        yield from self._beyond(case, faulty)

    def misfit(self, misfit: Misfit) -> Iterator[Diagnostic]:
        """What to say of a file, or an item, that is no entry at all."""
        if misfit.value is None:
            yield missing_field.hollow(misfit, self._label, errors.lacking(self.validator().iter_errors({})))
        elif self.collection and self._form is Form.YAML_LIST and isinstance(misfit.value, Mapping):
            yield wrong_type.unlisted(misfit, small(self.collection.plural))
        else:
            yield wrong_type.shapeless(misfit, self._label, self._form)

    @property
    def _label(self) -> str:
        return small(self.collection.label) if self.collection else "book"

    @property
    def _form(self) -> Form | None:
        return self.collection.form if self.collection else None

    def _beyond(self, case: Case, faulty: set[object]) -> Iterator[Diagnostic]:
        """What no keyword of JSON Schema can say."""
        entry = case.entry
        if self.collection is not None:
            yield from invalid_id.judge(case, self.collection)
        for path in self.dates:
            for at, value in _at(entry.data, path):
                if isinstance(value, str) and date.check(value) is None:
                    yield from implausible_date.judge(case, at, value)
        yield from doubtful_fact.judge(case)
        yield from empty_entry.judge(case, self.schema)
        for rule in self.rules:
            if faulty.isdisjoint(rule.fields):
                yield from rule.judge(case)


def judge(book: Book, name: str, collection: Collection | None) -> Judge:
    """A schema of the book → its judge. The book's settings have a schema (`book`) and no collection."""
    schema = expand(name, book.schemas)
    rules = schema.get("x-rule", [])

    @cache
    def validator() -> "Validator":
        from pipeline.validate import keywords  # noqa: PLC0415 - jsonschema is imported when it is needed

        return keywords.validator(schema, book.schemas)

    return Judge(
        collection=collection,
        schema=schema,
        accepts=acceptor(schema),
        validator=validator,
        dates=tuple(path for path, part in fields(schema) if "date" in {part.get("format"), part.get("then", {}).get("format")}),
        rules=tuple(VALUE_RULES[rule] for rule in ([rules] if isinstance(rules, str) else rules) if rule in VALUE_RULES),
        settings=book.settings.data,
        today=book.today,
    )


def _fits(case: Case, schema: Schema, value: Any, path: Path) -> Iterator[Diagnostic]:
    """A part of an entry against a schema that stands in the entry itself."""
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - as above

    from pipeline.validate.keywords import foreign  # noqa: PLC0415 - as above

    try:
        faults = list(foreign(schema).iter_errors(value))
    except Unresolvable as error:
        yield malformed_value.other(
            case, path, f"`{path[0]}` cannot be judged: {shown(error.ref)} leads nowhere", "correct the `$ref` of its schema"
        )
        return
    except RecursionError:
        yield malformed_value.other(
            case, path, f"`{path[0]}` cannot be judged: its schema refers to itself without end", "break the circle"
        )
        return
    for _, found in errors.findings(case, schema, faults, path):
        yield found


def _at(data: Any, path: tuple[str, ...], way: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values at a path with `*` for the items of lists."""
    if not path:
        yield way, data
    elif path[0] == "*":
        for number, item in enumerate(data if isinstance(data, list) else ()):
            yield from _at(item, path[1:], (*way, number))
    elif isinstance(data, Mapping) and path[0] in data:
        yield from _at(data[path[0]], path[1:], (*way, path[0]))
