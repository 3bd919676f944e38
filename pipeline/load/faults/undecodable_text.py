"""A file that is not UTF-8 text.

Latin-1 or UTF-16 files and files with NUL bytes show different letters on different machines.

Bad: a file saved as "Latin-1" or "UTF-16"

Good: the same file saved as "UTF-8"

Open it in an editor with its own encoding and save it as UTF-8.
"""

from pipeline.model.diagnostic import UNREAD, Code, Diagnostic, Severity
from pipeline.model.span import Source

CODE = Code("YML001", "undecodable-text", Severity.ERROR, __doc__ or "", locked=True)


def diagnose(path: str, data: bytes, at: int) -> Diagnostic:
    """The finding at a byte offset that does not decode (or holds a NUL, which no text has)."""
    source = Source.of(path, data[:at].decode("utf-8", "replace"))
    span = source.span(len(source.text), len(source.text))
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    # Every other byte of plain text in UTF-16 is NUL.
    guess = "UTF-16" if marked or data.count(b"\0", 0, 1000) > len(data[:1000]) // 3 else "in another encoding, such as Latin-1"
    if data[at] == 0 and guess != "UTF-16":
        return CODE.at(span, "the byte 0x00 has no place in text", help="remove it, or save the file as UTF-8", note=UNREAD)
    return CODE.at(span, f"the byte 0x{data[at]:02X} is not UTF-8", help=f"save the file as UTF-8; it seems to be {guess}", note=UNREAD)
