"""Diagnostics → those that somebody asked for: in some files or folders, of some codes or families."""

from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asked for: files or folders, codes or families to show (all when empty), and those to leave out.

    Paths are relative to the root, with `/`; `.` is the root itself. `REF` is a family, `REF302` a code.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether a file was asked for."""
        return not self.paths or any(given in {".", path} or path.startswith(f"{given}/") for given in self.paths)

    def includes(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding was asked for."""
        code = diagnostic.code.code
        wanted = not self.select or code.startswith(self.select)
        return wanted and not (self.ignore and code.startswith(self.ignore)) and self.covers(diagnostic.span.path)
