"""Some files of a book → what is wrong with each of them alone: its text, its YAML, its schema.

The answer about a file never depends on the files beside it, so it is the same however a hook runner splits them, and it can be kept.
What several files say together is asked of the whole tree.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import cache
from pipeline.hook.surroundings import SETTINGS, Surroundings, plain, surroundings

if TYPE_CHECKING:
    from pipeline import flow
    from pipeline.model.diagnostic import Diagnostic

Found = Mapping[str, list["Diagnostic"]]
"""Findings by the path they are kept under."""
SCHEMAS = "schemas/"
"""Where findings about schemas are put: without sound schemas nothing is known of any file, and nothing is kept."""


def judge(root: Path, names: Iterable[str], store: cache.Store | None) -> tuple[list["Diagnostic"], Mapping[str, bytes]]:
    """Names from a command line → the findings in those files, and the bytes of those that are plain files."""
    paths = _inside(root, names)
    if not paths:
        return [], {}
    around = surroundings(root)
    data = {path: content for path in paths if (content := plain(root / path)) is not None}
    keys = {path: cache.key("file", around.digest, path, content) for path, content in data.items()}
    known = store.get(keys.values()) if store is not None else {}
    answers = {path: answer for path, name in keys.items() if name in known and (answer := _read(known[name])) is not None}
    found = [finding for answer in answers.values() for finding in answer]
    unknown = tuple(path for path in paths if path not in answers)
    if unknown:
        judged, read = _judged(root, unknown, around)
        found += (finding for each in judged.values() for finding in each)
        if store is not None and SCHEMAS not in judged:
            # Nothing is kept of a file that somebody has changed meanwhile.
            store.put({keys[path]: _text(judged[path]) for path in unknown if path in data and data[path] == read[path]})
    return found, data


def verdict(found: Iterable["Diagnostic"], data: Mapping[str, bytes]) -> "flow.Verdict":
    """Findings, and the bytes of the files they are in → a verdict as the whole book gets one."""
    from pipeline import flow  # noqa: PLC0415 - needed only when something is wrong
    from pipeline.model.span import Source  # noqa: PLC0415 - as above

    sources = {path: Source.of(path, content.decode("utf-8", "replace")) for path, content in sorted(data.items())}
    return flow.Verdict(tuple(sorted(found, key=lambda finding: finding.key)), sources, flow.Health.SOUND)


def _inside(root: Path, names: Iterable[str]) -> tuple[str, ...]:
    """The paths of those files that lie in the book's content, sorted. A link stays a link, whatever it leads to."""
    paths = set()
    for name in names:
        full = Path(name).absolute()
        path = os.path.relpath(full.parent.resolve() / full.name, root).replace(os.sep, "/")
        if path.startswith("content/") and os.path.lexists(root / path):
            paths.add(path)
    return tuple(sorted(paths))


def _judged(root: Path, paths: tuple[str, ...], around: Surroundings) -> tuple[Found, Mapping[str, bytes | None]]:
    """Files whose answer is not known → what is found in them, and the bytes it was found in."""
    from pipeline import load as loading  # noqa: PLC0415 - needed only now
    from pipeline import validate as validating  # noqa: PLC0415 - as above

    tree = loading.read(root, only={*around.schemas, SETTINGS, *paths})
    loaded = loading.interpret(tree, mentions=False)
    book = loaded.value
    judged = tuple(validating.schema_faults(book.schemas, lambda path: loading.source(tree, path))) or tuple(validating.validate(book))
    found: list[Diagnostic] = []
    if loaded.diagnostics or judged:
        from pipeline import check as checking  # noqa: PLC0415 - as above
        from pipeline import flow  # noqa: PLC0415 - as above

        # Whether a comment or a setting has any effect is the tree's question; here they only silence what is found.
        own = (*loading.FAULTS, *validating.FAULTS)
        silenced = checking.suppress((*loaded.diagnostics, *flow.further(judged, loaded.diagnostics)), book)
        found += (finding for finding in checking.configure(silenced, book, own) if finding.code in own)
    grave = [finding for finding in found if finding.span.path.startswith(SCHEMAS)]
    by_path: dict[str, list[Diagnostic]] = {path: [] for path in paths} | ({SCHEMAS: grave} if grave else {})
    for finding in found:
        if finding.span.path in by_path:
            by_path[finding.span.path].append(finding)
    return by_path, {path: tree.contents[path].value for path in paths}


def _read(answer: str) -> tuple["Diagnostic", ...] | None:
    """What was kept of a file; nothing, for nearly all."""
    if not answer:
        return ()
    from pipeline.cache import findings  # noqa: PLC0415 - needed only when something is wrong

    return findings.read(answer)


def _text(found: Iterable["Diagnostic"]) -> str:
    from pipeline.cache import findings  # noqa: PLC0415 - needed only when something is not known

    return findings.text(found)
