"""What a writer makes: bytes with a path below the output folder."""

from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the published book, not yet on disk. `path` is relative to the output folder, with `/`."""

    path: str
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()
