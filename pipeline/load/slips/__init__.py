"""libyaml's error and the text it stopped at → the slip of the author, in our words, at its cause.

libyaml stops where its grammar has no way on, which is often lines behind the cause. Each function here knows one slip; the
first that recognises its own speaks.
"""

from collections.abc import Callable

import yaml

from pipeline.load.slips import lines, values
from pipeline.load.slips.trouble import Trouble, find
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.span import Source

SLIPS: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    lines.directive,
    lines.nesting,
    lines.tab,
    values.open_quote,
    values.escape,
    values.behind_quote,
    values.special,
    values.dash,
    values.two_colons,
    lines.crowded,
    lines.continued,
    lines.no_colon,
    values.brackets,
    values.stray,
    lines.misplaced,
    lines.other,
)
"""What is looked for, in this order; the last one always answers."""


def diagnose(source: Source, begin: int, end: int, error: yaml.YAMLError) -> Diagnostic:
    """The finding for text that libyaml refuses; `begin` and `end` bound the YAML in the source."""
    trouble = find(source, begin, end, error)
    return next(found for slip in SLIPS if (found := slip(trouble)) is not None)
