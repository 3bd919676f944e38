"""The order of things: load → validate → resolve → check → render → publish; the only folder that knows every stage.

Writers are imported by the step that needs them: a check must not wait for what it does not use.
"""

from pipeline.flow.catalogue import codes, explain, manual, similar
from pipeline.flow.causes import further
from pipeline.flow.drawing import draw, exports, write_samples
from pipeline.flow.judgement import check, judge
from pipeline.flow.publication import OUTPUTS, build, summary
from pipeline.flow.repair import ALL, Choice, baseline, difference, fix, gone, known, show, strangers
from pipeline.flow.tell import report
from pipeline.flow.verdict import Built, Checked, Drawn, Fixed, Health, Verdict

__all__ = [
    "ALL",
    "OUTPUTS",
    "Built",
    "Checked",
    "Choice",
    "Drawn",
    "Fixed",
    "Health",
    "Verdict",
    "baseline",
    "build",
    "check",
    "codes",
    "difference",
    "draw",
    "explain",
    "exports",
    "fix",
    "further",
    "gone",
    "judge",
    "known",
    "manual",
    "report",
    "show",
    "similar",
    "strangers",
    "summary",
    "write_samples",
]
