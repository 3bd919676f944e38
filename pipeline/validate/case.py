"""An entry under judgement, with the words in which findings speak of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.diagnostic import Code, Diagnostic, Fix, Label
from pipeline.model.document import Entry, Path
from pipeline.model.span import Span

LONGEST = 60


def _fits_anything(_schema: Mapping[str, Any], _value: Any, _path: Path) -> Iterator[Diagnostic]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Case:
    """One entry before the judge: what it is called, and what else is known of its book.

    `label` is the singular of its collection (`resource`), `settings` are the data of `content/book.yaml`, `today` is
    the book's clock (empty when unknown). `fits` judges a part of the entry by a schema of its own.
    """

    entry: Entry
    label: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    today: str = ""
    fits: Callable[[Mapping[str, Any], Any, Path], Iterator[Diagnostic]] = _fits_anything

    @property
    def name(self) -> str:
        """The entry in a sentence: ``resource `lora` ``, or `the book` for its settings."""
        if self.label == "book":
            return "the book"
        title = self.entry.data.get("title")
        known = self.entry.id or (title if isinstance(title, str) else "")
        return f"{self.label} {shown(known)}" if known else f"{article(self.label)} without id"

    def owner(self, path: Path) -> str:
        """What holds the field at a path: the entry, or a part of it."""
        return f"`{way(path)}` of {self.name}" if path else self.name

    def at(
        self,
        code: Code,
        path: Path,
        message: str,
        help_: str | None = None,
        *,
        span: Span | None = None,
        related: tuple[Label, ...] = (),
        fix: Fix | None = None,
        label: str = "",
    ) -> Diagnostic:
        """A finding about the value at a path (or at a span given), with the entry as its item."""
        item = self.entry.name if self.entry.id and self.label != "book" else None
        return code.at(span or self.entry.span(*path), message, help=help_, item=item, related=related, fix=fix, label=label)


def way(path: Path) -> str:
    """A path as people write it: `outline[0].title`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def shown(value: object) -> str:
    """A value in backticks, on one line, cut to 60 characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    line = " ".join(text.split()) if isinstance(value, str) else text
    return f"`{line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}`"


def article(noun: str) -> str:
    """A noun with `a` or `an`."""
    return f"{'an' if noun[:1].lower() in set('aeiou') else 'a'} {noun}"


def small(words: str) -> str:
    """A label inside a sentence: `Case study` becomes `case study`, `AI note` stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def either(names: tuple[str, ...]) -> str:
    """Names in backticks, joined by commas and `or`."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def written(value: Any) -> str:
    """A value as it stands in a YAML file, on one line."""
    match value:
        case str():
            return value if value.isascii() and value.replace("-", "").replace("_", "").isalpha() else json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(written(each) for each in value)}]"
        case Mapping():
            return f"{{{', '.join(f'{key}: {written(each)}' for key, each in value.items())}}}"
        case _:
            return json.dumps(value)
