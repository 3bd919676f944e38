"""What somebody asked for of the findings of a book, what of them can be repaired, and what a baseline knows."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline import check as checking
from pipeline import edit as editing
from pipeline import load as loading
from pipeline import report as reporting
from pipeline.flow.judgement import check
from pipeline.flow.verdict import Checked, Fixed, Verdict
from pipeline.model.span import Source

Choice = checking.Choice
ALL = Choice()
ROUNDS = 10
"""How often a repaired book is looked at again for what else can be repaired."""
V = TypeVar("V", bound=Verdict)


def show(checked: V, choice: Choice, known: checking.Baseline | None = None) -> V:
    """What somebody asked for of the findings of a book, without those that a baseline knows."""
    new = checking.news(checked.diagnostics, _masked(checked), known).diagnostics if known else checked.diagnostics
    chosen = {id(finding) for finding in new if choice.includes(finding)}
    kept = tuple(finding for finding in checked.diagnostics if id(finding) in chosen or checked.grave(finding))
    return replace(checked, diagnostics=kept)


def strangers(root: Path, choice: Choice) -> tuple[str, ...]:
    """What somebody asked for that is no part of the book: neither below `content/` nor a schema, empty, or ignored by git."""
    members = loading.members(root) if choice.paths else frozenset()
    return tuple(path for path in choice.paths if not any(map(Choice((path,)).covers, members)))


def fix(root: Path, *, unsafe: bool, write: bool, choice: Choice = ALL, known: checking.Baseline | None = None) -> Fixed:
    """Check a book and make the safe repairs of what `show` shows (with `unsafe` the others too), until nothing changes any more.

    Without `write` the files stay as they are. Files are written whole or not at all, none outside the book and none through a link;
    one that somebody else has changed meanwhile is left alone. Raises OSError where a folder can't be written.
    """
    before = after = check(root)
    texts: dict[str, tuple[str, str]] = {}
    for _ in range(ROUNDS):
        shown = show(after, choice, known)
        sources = _editable(root, shown)
        changed = editing.fix(shown.diagnostics, sources, unsafe=unsafe)
        if not changed:
            break
        texts |= {path: (texts[path][0] if path in texts else sources[path].text, text) for path, text in changed.items()}
        after = check(root, texts={path: text for path, (_, text) in texts.items()})
    if not write:
        return Fixed(before, after, texts)
    done = {path: (old, new) for path, (old, new) in texts.items() if editing.write(root, path, old, new)}
    return Fixed(before, after if done == texts else check(root), done)


def difference(fixed: Fixed, *, visible: bool) -> str:
    """What a repair changes, as a unified diff; `visible` shows on a terminal what would act on it."""
    whole = "".join(editing.difference(path, old, new) for path, (old, new) in sorted(fixed.texts.items()))
    whole = reporting.covered(whole, fixed.before.sources, fixed.before.diagnostics)
    return "".join(f"{reporting.visible(line)}\n" for line in whole.split("\n")[:-1]) if visible else whole


def baseline(checked: Verdict) -> str:
    """The text of a baseline that knows every finding of a book, but for those of locked codes."""
    return checking.baseline_text(checking.baseline(checked.diagnostics, _masked(checked)))


def known(data: bytes) -> checking.Baseline:
    """The bytes of a baseline → what it knows. Raises ValueError where it is none."""
    return checking.read_baseline(data)


def gone(checked: Verdict, known: checking.Baseline) -> int:
    """How many findings of a baseline no longer occur."""
    return checking.news(checked.diagnostics, _masked(checked), known).gone


def _editable(root: Path, checked: Checked) -> Mapping[str, Source]:
    """The texts that repairs speak of and that may be changed: sources, and data files as far as they are text."""
    named = {edit.span.path for finding in checked.diagnostics if finding.fix is not None for edit in finding.fix.edits}
    assets = checked.site.book.assets
    data = {path: Source.of(path, assets[path].decode("utf-8", "replace")) for path in sorted(named & set(assets))}
    return {path: source for path, source in (data | dict(checked.sources)).items() if path in named and editing.editable(root, path)}


def _masked(checked: Verdict) -> Mapping[str, Source]:
    """The sources without secrets: nothing that is written down depends on them."""
    return reporting.masked(checked.sources, checked.diagnostics)
