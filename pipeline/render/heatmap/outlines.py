"""Squares → path data: one path for many squares, in whole numbers, each step relative to the one before, so that a year is small."""

from collections.abc import Iterable

from pipeline.render.heatmap.drawing import CORNER, Square


def core(squares: Iterable[Square]) -> str:
    """Squares without their rounded rim: a stroke of 4 makes them whole, one of 2 leaves a rim of 1 free."""
    return _path((square.x + CORNER, square.y + CORNER, _box(square.width - 2 * CORNER, square.height - 2 * CORNER)) for square in squares)


def rim(squares: Iterable[Square]) -> str:
    """Outlines of squares, for a thin stroke half a pixel further in."""
    return _path((square.x, square.y, _box(square.width - 1, square.height - 1)) for square in squares)


def upper(squares: Iterable[Square]) -> str:
    """Upper left halves, a pixel inside the rim and off the diagonal."""
    return _path((square.x + 1, square.y + 1, f"h{square.width - 3}l-{square.width - 3} {square.height - 3}z") for square in squares)


def lower(squares: Iterable[Square]) -> str:
    """Lower right halves, a pixel inside the rim and off the diagonal."""
    return _path((square.x + square.width - 1, square.y + 2, f"v{square.height - 3}h-{square.width - 3}z") for square in squares)


def dots(squares: Iterable[Square]) -> str:
    """Points in the middle of squares, for a stroke with round ends."""
    return _path((square.x + square.width // 2, square.y + square.height // 2, "h0") for square in squares)


def _box(width: int, height: int) -> str:
    return f"h{width}v{height}h-{width}z"


def _path(shapes: Iterable[tuple[int, int, str]]) -> str:
    """Shapes that each end where they began, as closed ones and points do."""
    parts: list[str] = []
    before = (0, 0)
    for x, y, shape in sorted(shapes):
        parts.append(f"m{x - before[0]}{_signed(y - before[1])}{shape}" if parts else f"M{x}{_signed(y)}{shape}")
        before = (x, y)
    return "".join(parts)


def _signed(number: int) -> str:
    return str(number) if number < 0 else f" {number}"
