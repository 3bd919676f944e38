"""Findings → text, in one of the formats there are."""

from collections.abc import Mapping
from pathlib import Path

from pipeline import load as loading
from pipeline import report as reporting
from pipeline.flow.repair import ALL, Choice
from pipeline.flow.verdict import Drawn, Verdict


def report(
    checked: Verdict | Drawn,
    form: str,
    *,
    width: int,
    colour: bool,
    ascii_only: bool,
    verbose: bool = False,
    root: Path | None = None,
    choice: Choice = ALL,
) -> str:
    """Everything there is to say about a book, in one of the formats of `report`.

    With `root`, formats for other programs name files as they stand in the repository, and GitHub is told first of what is new in a
    branch; `choice` says which files and codes were asked for.
    """
    return reporting.report(
        checked.diagnostics,
        len(checked.sources),
        checked.sources,
        form,
        width=width,
        colour=colour,
        ascii_only=ascii_only,
        verbose=verbose,
        addresses=_addresses(root, checked) if root is not None and isinstance(checked, Verdict) else None,
        checked=filter(choice.covers, checked.sources),
        changed=loading.changed(root) if root is not None and form == "github" else (),
        advice=bool(choice.select),
    )


def _addresses(root: Path, checked: Verdict) -> Mapping[str, str]:
    spans = (span for finding in checked.diagnostics for span in (finding.span, *(label.span for label in finding.related)))
    return loading.addresses(root, (*checked.sources, *(span.path for span in spans)))
