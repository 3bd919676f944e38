"""Problems as values: what is wrong, where, why it matters, and how to repair it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Generic, TypeVar

from pipeline.model.span import Span

T = TypeVar("T")
UNREAD = "other checks of this file were skipped until it can be read"
"""The note of a finding that hides what else may be wrong with a file."""
UNCHECKED = "the content was not checked: every schema must be sound first"
"""The note of a finding in a schema."""


class Severity(IntEnum):
    """How much a finding weighs; errors stop a check, warnings only a strict one."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The lower-case name used in every report."""
        return self.name.lower()


class Applicability(Enum):
    """Whether a repair may be applied without a human look."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem, with a stable code and the page that explains it.

    `page` is the docstring of the module that declares the code: what, why, example.
    A locked code can't be suppressed, downgraded or put in a baseline.
    """

    code: str
    name: str
    severity: Severity
    page: str = field(repr=False)
    locked: bool = False

    def at(
        self,
        span: Span,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the word users read
        item: str | None = None,
        related: "Iterable[Label]" = (),
        fix: "Fix | None" = None,
        label: str = "",
        note: str = "",
    ) -> "Diagnostic":
        """A finding of this kind at a place. `message` is one phrase, lower case, names in backticks."""
        return Diagnostic(self, self.severity, message, span, item, tuple(related), help, fix, label, note)


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to a finding, such as the first use of a repeated id."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at a span; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair: edits that do not overlap, and how far they may be trusted."""

    applicability: Applicability
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the sentence a good editor would pencil into the margin.

    `label` are the few words beside the place itself, where they say more than the message; `note` is what the finding means for
    the rest of the check.
    """

    code: Code
    severity: Severity
    message: str
    span: Span
    item: str | None = None
    related: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    label: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[tuple[str, int, int, int, int], str, str]:
        """Sort key: place, then code, then words; the same tree gives the same order."""
        return (self.span.key, self.code.code, self.message)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage hands on: its value, and what it noticed on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
