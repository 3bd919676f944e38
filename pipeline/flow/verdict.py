"""What the steps of the flow give back: a book that was judged, repaired, published; charts that were drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pipeline import load as loading
from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.site import Site
from pipeline.model.span import Source

if TYPE_CHECKING:
    from pipeline import publish as publishing
    from pipeline.model.heatmap import Chart

UNREADABLE = "BLD901"
"""The code of what the outside world keeps from us: no fault of a text."""


class Health(Enum):
    """Whether a book can be published at all: its settings or its schemas may be at fault."""

    SOUND = "sound"
    SETTINGS = "settings"
    SCHEMAS = "schemas"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say about a book, sorted, and the texts it is said of."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(repr=False)
    health: Health

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.diagnostics)

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors (or, if strict, warnings)."""
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)

    def status(self, *, strict: bool) -> int:
        """The exit status: 0 clean, 1 findings, 2 where settings or schemas are at fault or a file can't be read."""
        if self.health is not Health.SOUND or any(map(self.grave, self.diagnostics)):
            return 2
        return int(self.fails(strict=strict))

    def grave(self, finding: Diagnostic) -> bool:
        """Whether a finding makes the check itself doubtful: it is always shown."""
        own = finding.span.path == loading.SETTINGS or finding.span.path.startswith("schemas/")
        return finding.severity is Severity.ERROR and (own or finding.code.code == UNREADABLE)


@dataclass(frozen=True, slots=True)
class Checked(Verdict):
    """A book that was read and judged: the verdict, the site and its charts."""

    site: Site
    charts: "tuple[Chart, ...]"
    broken: frozenset[str] = frozenset()
    """The entries that can't be published, as `collection:id`."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A book that was repaired: as it was, as it is, and every file that changed, with its text before and after."""

    before: Checked
    after: Checked
    texts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Built:
    """A book that was published: what was checked, and what was written (`None` when nothing could be).

    `verified` says in words what was looked at afterwards, where somebody asked for it.
    """

    checked: Checked
    published: "publishing.Published | None"
    verified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Charts that were drawn (or compared with files): how many files, and what was noticed."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors (or, if strict, warnings)."""
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)
