"""What a writer makes: bytes with a path below the output folder."""

from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the published book, not yet on disk. `path` is relative to the output folder, with `/`.

    `faults` are what went wrong while it was made, by the author's doing: what its data then is doesn't matter.
    """

    path: str
    data: bytes = field(repr=False)
    faults: tuple[Diagnostic, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()
