"""Files by path → the bytes of an EPUB container: the same bytes for the same files, on every machine with one zlib."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = b"application/epub+zip"
LEVEL = 9
MODE = 0o100644 << 16
UNIX = 3


def archive(files: Mapping[str, bytes], date: str) -> bytes:
    """The container (OCF 3.3, section 4): `mimetype` first and stored, all others sorted; `date` as YYYY-MM-DD."""
    year, month, day = (int(part) for part in date.split("-"))
    stamp = (max(1980, year), month, day, 0, 0, 0)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as container:
        container.writestr(_entry("mimetype", stamp, ZIP_STORED), MIMETYPE)
        for path, data in sorted(files.items()):
            container.writestr(_entry(path, stamp, ZIP_DEFLATED), data, compresslevel=LEVEL)
    return buffer.getvalue()


def _entry(path: str, stamp: tuple[int, int, int, int, int, int], compression: int) -> ZipInfo:
    entry = ZipInfo(path, stamp)
    entry.compress_type = compression
    entry.create_system = UNIX
    entry.external_attr = MODE
    return entry
