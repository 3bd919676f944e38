"""Links and judgements → diagnostics: what of it an author should look at."""

from collections.abc import Mapping

from pipeline.check.links.collect import Link
from pipeline.check.links.faults import dead_url, moved_url, uncertain_url
from pipeline.check.links.verdicts import Certainty, Judgement, Verdict
from pipeline.model.diagnostic import Diagnostic

UNCERTAIN = frozenset({Verdict.SUSPICIOUS, Verdict.UNREACHABLE, Verdict.REFUSED, Verdict.INSECURE, Verdict.ANCHOR_MISSING, Verdict.BROKEN})
FATAL = frozenset({Verdict.BROKEN, Verdict.INSECURE, Verdict.ANCHOR_MISSING})
"""Verdicts that are errors when they are definite."""


def diagnose(
    link: Link, judgement: Judgement, *, now: bool = False, confirmed: bool = False, copies: Mapping[str, str] | None = None
) -> Diagnostic | None:
    """The finding at a link, if there is one.

    `now` makes repairs of what was seen to have moved once only; `confirmed` says that a human has looked at it; `copies` tells
    where an archive keeps a page.
    """
    sure = judgement.certainty is Certainty.DEFINITE
    if judgement.verdict in FATAL and sure:
        return dead_url.diagnose(link, judgement, (copies or {}).get(link.url))
    if judgement.verdict is Verdict.MOVED:
        return None if link.short else moved_url.diagnose(link, judgement, sure=sure or now)
    return uncertain_url.diagnose(link, judgement) if judgement.verdict in UNCERTAIN and not confirmed else None
