"""Links and judgements → diagnostics: what of it an author should look at."""

from collections.abc import Mapping

from pipeline.check.links.collect import Link
from pipeline.check.links.faults import dead_url, moved_url, uncertain_url
from pipeline.check.links.repair import repaired
from pipeline.check.links.shown import shown
from pipeline.check.links.verdicts import Certainty, Judgement, Verdict
from pipeline.model.diagnostic import Diagnostic

UNCERTAIN = {
    Verdict.SUSPICIOUS: "may be gone",
    Verdict.UNREACHABLE: "could not be reached",
    Verdict.INSECURE: "has no valid certificate",
    Verdict.REFUSED: "was not asked for",
    Verdict.ANCHOR_MISSING: "may have lost its anchor",
    Verdict.BROKEN: "seems to be dead",
}
FATAL = {Verdict.BROKEN: "is dead", Verdict.INSECURE: "has no valid certificate", Verdict.ANCHOR_MISSING: "has lost its anchor"}
"""Verdicts that are errors when they are definite."""


def diagnose(
    link: Link, judgement: Judgement, *, now: bool = False, confirmed: bool = False, copies: Mapping[str, str] | None = None
) -> Diagnostic | None:
    """The finding at a link, if there is one.

    `now` makes repairs of what was seen to have moved once only; `confirmed` says that a human has looked at it; `copies` tells
    where an archive keeps a page.
    """
    sure = judgement.certainty is Certainty.DEFINITE
    target, reason = shown(link.target), shown(judgement.reason or "")
    if judgement.verdict in FATAL and sure:
        copy = (copies or {}).get(link.url)
        return dead_url.diagnose(link.span, link.item, target, f"{FATAL[judgement.verdict]}: {reason}", shown(copy) if copy else None)
    if judgement.verdict is Verdict.MOVED and judgement.final is not None and not link.short:
        fix = repaired(link, judgement.final, sure=sure or now)
        return moved_url.diagnose(link.span, link.item, target, shown(judgement.final), fix)
    if judgement.verdict in UNCERTAIN and not confirmed:
        return uncertain_url.diagnose(link.span, link.item, target, f"{UNCERTAIN[judgement.verdict]}: {reason}")
    return None
