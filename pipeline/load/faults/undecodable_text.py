"""A file that is not UTF-8 text.

Latin-1 or UTF-16 files and files with NUL bytes show different letters on different machines.

Bad: a file saved as "Latin-1" or "UTF-16"

Good: the same file saved as "UTF-8"

Open it in an editor with its own encoding and save it as UTF-8.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.span import Source

CODE = Code("YML001", "undecodable-text", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(path: str, data: bytes, at: int) -> Diagnostic:
    """The finding at a byte offset that does not decode (or holds a character no text has)."""
    source = Source.of(path, data[:at].decode("utf-8", "replace"))
    end = source.position(len(source.text))
    span = source.span(len(source.text), len(source.text))
    guess = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "another encoding"
    return CODE.at(
        span,
        f"the byte 0x{data[at]:02X} is not UTF-8 text",
        help=f"the file seems to be {guess}; save it as UTF-8 (line {end.line}, byte {at + 1} of the file)",
    )
