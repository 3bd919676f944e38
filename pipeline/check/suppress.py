"""Diagnostics and suppression comments → the diagnostics that remain, and those about the comments themselves."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.check.comments import HEAD, Suppression, suppressions
from pipeline.check.unused_suppression import diagnose
from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix
from pipeline.model.document import Book
from pipeline.model.similar import nearest

NOWHERE = (0, 0)


def suppress(
    diagnostics: Iterable[Diagnostic],
    book: Book,
    codes: Iterable[Code] = (),
    skipped: Collection[str] = (),
    untold: Iterable[Diagnostic] = (),
) -> tuple[Diagnostic, ...]:
    """What remains of some diagnostics when the comments in the content are obeyed, sorted.

    Reports BLD903 for comments that have no effect: without a reason, expired, for a locked code, or with nothing to suppress. With
    `codes` (all codes there are) it can tell an unknown code from an idle one. `skipped` names the codes that this run does not
    look for, `untold` are findings that are left out because another one explains them: comments about these are not idle. A finding
    about a file as a whole is suppressed by `ignore-file` only.
    """
    comments = tuple(suppressions(book))
    if not comments:
        return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.key))
    known = {code.code: code for code in codes}
    valid = [comment for comment in comments if comment.reason and not _expired(comment, book.today)]
    used: set[tuple[Suppression, str]] = set()
    left: list[Diagnostic] = []
    sorted_out = _sorted_out(valid)
    for diagnostic in diagnostics:
        silencing = list(_silencing(diagnostic, sorted_out))
        used |= {(comment, diagnostic.code.code) for comment in silencing}
        if not silencing:
            left.append(diagnostic)
    used |= {(comment, diagnostic.code.code) for diagnostic in untold for comment in _silencing(diagnostic, sorted_out)}
    idle = (found for comment in comments for found in _idle(comment, book.today, known, used, skipped))
    return tuple(sorted((*left, *idle), key=lambda diagnostic: diagnostic.key))


def _expired(comment: Suppression, today: str) -> bool:
    return bool(comment.until and today) and comment.until < today


@dataclass(slots=True)
class _Lines:
    """The comments of one file that speak of one code: those of the whole file, and the others by their first lines.

    `reach` is the last line that any of the comments up to a place speaks of: a file may hold ten thousand of them.
    """

    whole: list[Suppression] = field(default_factory=list)
    parts: list[Suppression] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)


def _sorted_out(comments: Iterable[Suppression]) -> Mapping[tuple[str, str], _Lines]:
    """Comments by file and code."""
    found: dict[tuple[str, str], _Lines] = {}
    for comment in sorted((comment for comment in comments if comment.lines != NOWHERE), key=lambda comment: comment.lines):
        for code in dict.fromkeys(comment.codes):
            lines = found.setdefault((comment.span.path, code), _Lines())
            if comment.file:
                lines.whole.append(comment)
            else:
                lines.parts.append(comment)
                lines.reach.append(max(comment.lines[1], lines.reach[-1] if lines.reach else 0))
    return found


def _silencing(diagnostic: Diagnostic, comments: Mapping[tuple[str, str], _Lines]) -> Iterator[Suppression]:
    """The comments that silence a finding: its code, in its file, in its lines."""
    lines = comments.get((diagnostic.span.path, diagnostic.code.code))
    if lines is None or diagnostic.code.locked:
        return
    yield from lines.whole
    start = diagnostic.span.start
    place = bisect_right(lines.parts, start.line, key=lambda comment: comment.lines[0]) - 1 if start is not None else -1
    while start is not None and place >= 0 and lines.reach[place] >= start.line:
        if lines.parts[place].lines[1] >= start.line:
            yield lines.parts[place]
        place -= 1


def _idle(
    comment: Suppression, today: str, known: Mapping[str, Code], used: set[tuple[Suppression, str]], skipped: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong with a comment."""
    removal = Fix(Applicability.SAFE, (Edit(comment.whole, ""),))
    if not comment.codes:
        yield diagnose(comment.span, "this comment names no code", "write `ignore[CODE] reason`, or delete it", removal)
    elif not comment.reason:
        yield diagnose(
            comment.span, f"this comment gives no reason to ignore {_named(comment.codes)}", "write the reason behind the bracket"
        )
    elif _expired(comment, today):
        yield diagnose(comment.span, f"this comment holds until {comment.until} only", "repair what it hides, or set another day", removal)
    else:
        idle = [code for code in comment.codes if (comment, code) not in used and code not in skipped]
        for code in idle:
            # One edit takes the whole comment away, so nothing that is still needed may stand in it.
            fix = removal if len(idle) == len(comment.codes) and code == idle[0] else None
            yield _unused(comment, code, known, fix)


def _unused(comment: Suppression, code: str, known: Mapping[str, Code], fix: Fix | None) -> Diagnostic:
    if known and code not in known:
        near = nearest(code, sorted(known))
        named = f"; codes with a similar name: {_named(near)}" if near else ""
        return diagnose(comment.span, f"there is no code `{code[:40]}`", f"`pipeline explain` lists the codes{named}")
    if code in known and known[code].locked:
        return diagnose(comment.span, f"`{code}` cannot be suppressed", "repair what it reports, and delete this comment", fix)
    if comment.lines == NOWHERE:
        where = f"in the first {HEAD} lines" if comment.file else "in a line of its own, before what it speaks of"
        return diagnose(comment.span, f"this comment reaches no text, so `{code}` is not ignored", f"write it {where}")
    return diagnose(comment.span, f"there is no `{code}` here to ignore", "delete this comment", fix)


def _named(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code[:40]}`" for code in codes)
