"""The cover: pixels and strokes that we draw ourselves."""

import struct
import zlib

from pipeline.render.epub.cover import GROUND, PAPER, SIZE, cover
from pipeline.render.picture.drawing import Drawing, Stroke
from pipeline.render.picture.lettering import drawable, strokes, width
from pipeline.render.picture.raster import png
from tests.epub.conftest import Publish, Published


def pixels(data: bytes) -> tuple[list[tuple[int, ...]], list[bytes]]:
    """A PNG of ours → its palette and its rows; every checksum is looked at."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        length = struct.unpack(">I", data[at : at + 4])[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        chunks[kind], at = body, at + 12 + length
    assert set(chunks) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    wide, high = struct.unpack(">II", chunks[b"IHDR"][:8])
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == (wide + 1) * high
    rows = [raw[row * (wide + 1) + 1 : (row + 1) * (wide + 1)] for row in range(high)]
    palette = [tuple(chunks[b"PLTE"][place : place + 3]) for place in range(0, len(chunks[b"PLTE"]), 3)]
    return palette, rows


def test_a_line_covers_the_pixels_it_should() -> None:
    palette, rows = pixels(png(Drawing(20, 9, (0, 0, 0), (), (Stroke(((5.0, 4.5), (15.0, 4.5)), 3.0, (255, 255, 255)),))))
    shown = [[palette[index][0] for index in row] for row in rows]
    assert shown[4][5:15] == [255] * 10
    assert shown[3][6:14] == [255] * 8
    assert shown[0] == shown[8] == [0] * 20
    assert shown[4][:3] == [0] * 3
    assert 0 < shown[3][3] < 255
    assert shown == shown[::-1]


def test_a_point_is_a_disc() -> None:
    palette, rows = pixels(png(Drawing(9, 9, (0, 0, 0), (), (Stroke(((4.5, 4.5),), 6.0, (255, 255, 255)),))))
    shown = [[palette[index][0] for index in row] for row in rows]
    assert shown[4][4] == 255
    assert abs(sum(map(sum, shown)) / 255 - 28.27) < 1
    assert shown == [list(row) for row in zip(*shown, strict=True)] or shown[0] == shown[8]


def test_title_and_skyline_are_on_it(minimal: Published) -> None:
    palette, rows = pixels(minimal.files["EPUB/cover.png"])
    assert (len(rows[0]), len(rows)) == SIZE
    assert min(SIZE) >= 1400
    assert SIZE[0] * SIZE[1] <= 4_000_000
    ground, paper = palette.index(GROUND), palette.index(PAPER)
    assert {rows[0][0], rows[-1][-1], rows[0][-1]} == {ground}
    assert sum(row.count(paper) for row in rows[:700]) > 10_000
    assert sum(row.count(paper) for row in rows[1800:]) > 1_000
    assert "cover.svg" not in "".join(minimal.files)
    assert len(minimal.files["EPUB/cover.png"]) < 60_000


def test_every_latin_letter_can_be_drawn() -> None:
    assert drawable("The quick brown fox jumps over the lazy dog; 0123456789 \N{EN DASH} (“Hey!”) & more?")
    assert drawable("Kỹ sư trí tuệ nhân tạo · Ærøskøbing · Łódź · İstanbul · Čeština · naïve façade")
    assert not drawable("本")


def test_marks_stand_above_their_letter() -> None:
    plain = [point for line in strokes("A") for point in line]
    marked = [point for line in strokes("Ấ") for point in line]
    assert width("Ấ") == width("A")
    assert min(y for _, y in marked) < min(y for _, y in plain) - 200
    middle = width("A") / 2
    above = [x for x, y in marked if y < min(y for _, y in plain) - 10]
    assert abs(sum(above) / len(above) - middle) < 60


def test_a_title_without_letters_is_set_over_the_picture(publish: Publish) -> None:
    made = publish({"content/book.yaml": "title: 面包之书\nauthors: [ada-baker]\nlanguage: zh-Hans\nslug: bread\n"})
    page = made.text("cover.xhtml")
    assert '<image xlink:href="cover.png" width="1400" height="2100"/>' in page
    assert ">面包之书</text>" in page
    assert page.count("<text ") == 1
    assert 'href="cover.xhtml" media-type="application/xhtml+xml" properties="svg"' in made.text("package.opf")


def test_words_from_right_to_left_stand_at_the_right() -> None:
    drawing = cover("القهوة في البيت", "", "Salma", (), rtl=True)
    assert {line.x for line in drawing.words} == {SIZE[0] - 120}
    assert " ".join(line.text for line in drawing.words) == "القهوة في البيت"
    assert drawing.strokes


def test_long_words_without_spaces_are_broken() -> None:
    drawing = cover("面包" * 30, "", "", ())
    assert "".join(line.text for line in drawing.words) == "面包" * 30
    assert max(len(line.text) * line.size for line in drawing.words) <= SIZE[0] - 240


def test_a_picture_of_the_book_is_its_cover(publish: Publish) -> None:
    settings = "title: T\nauthors: [A. Nobody]\nlanguage: en\nslug: t\ncover: front.png\n"
    picture = b"\x89PNG\r\n\x1a\n whatever"
    made = publish({"content/book.yaml": settings, "content/assets/front.png": picture})
    assert made.files["EPUB/cover.png"] == picture
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in made.text("package.opf")
    assert 'src="cover.png" role="doc-cover"' in made.text("cover.xhtml")


def test_long_titles_fit() -> None:
    drawing = cover("A Most Extraordinarily Long Title about Incomprehensibilities and Counterrevolutionaries " * 2, "", "", ())
    assert max(x for stroke in drawing.strokes for x, _ in stroke.points) <= SIZE[0] - 100
    assert max(y for stroke in drawing.strokes for _, y in stroke.points) < SIZE[1] / 2
