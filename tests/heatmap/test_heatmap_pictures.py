"""The files: well-formed, within budget, without style or script, and all of one mind about the numbers."""

import json
import re
from datetime import date, timedelta
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from pipeline.model.heatmap import Cell, Heatmap, Label, Mode, Palette, Period, Scale, Shape, State, View, WeekStart
from pipeline.render.heatmap import glyphs
from pipeline.render.heatmap.budgets import budget
from pipeline.render.heatmap.drawing import BLANK, Form, Kind, Tone
from pipeline.render.heatmap.figure import figure
from pipeline.render.heatmap.files import Setting, files
from pipeline.render.heatmap.layouts import layout
from pipeline.render.heatmap.palettes import COLOURS, SURROUNDINGS, Scheme
from pipeline.render.heatmap.png import png
from pipeline.render.heatmap.tables import UNKNOWN, table

from .making import AS_OF, ROOT, drawn, given, parsed, sample
from .pixels import pixels

SVG = "{http://www.w3.org/2000/svg}"
LA = "America/Los_Angeles"
BOTH = ("chatgpt.zip", "claude.zip")
PAIR = ("chatgpt", "claude")
VIEWS = {
    "year": (View(LA, (2025,)), BOTH, AS_OF),
    "sunday": (View(LA, (2024,), palette=Palette.CIVIDIS, week_start=WeekStart.SUNDAY), BOTH, AS_OF),
    "split": (View(LA, (2025,), compare=PAIR), BOTH, AS_OF),
    "dominant": (View(LA, (2025,), compare=PAIR, mode=Mode.DOMINANT), BOTH, AS_OF),
    "multiples": (View(LA, (2025,), compare=PAIR, mode=Mode.MULTIPLES), BOTH, AS_OF),
    "years": (View(LA, Period.ALL, palette=Palette.GREYS), BOTH, AS_OF),
    "last": (View(LA, Period.LAST365, palette=Palette.ORANGE), BOTH, date(2025, 7, 4)),
    "future": (View(LA, (2025,)), BOTH, date(2025, 9, 4)),
    "empty": (View(LA, (2019,)), BOTH, AS_OF),
}


@pytest.fixture(scope="module")
def charts() -> dict[str, tuple[Heatmap, ...]]:
    return {name: drawn(view, *map(sample, names), as_of=as_of, name=name) for name, (view, names, as_of) in VIEWS.items()}


def matrix() -> Heatmap:
    rows = tuple(Label(f"r{index}", f"{index}. <Chapter> & more") for index in range(1, 5))
    columns = tuple(Label(name, name) for name in ("paper", "leaderboard"))
    counts = dict(zip(product(rows, columns), (0, 1, 2, 30, 4, 0, 6, 7), strict=True))
    cells = tuple(
        Cell(
            row.id,
            column.id,
            (count,),
            State.VALUE if count else State.ZERO,
            f"{count}",
            "resource:?kind=paper&chapters=x" if count else None,
        )
        for (row, column), count in counts.items()
    )
    return Heatmap(
        "grid",
        "A grid & a half",
        Shape.MATRIX,
        rows,
        columns,
        cells,
        (Label("all", "All"),),
        Scale("quantile", "x", (1, 4, 6)),
        alt="A grid.",
    )


@pytest.mark.parametrize("name", VIEWS)
def test_every_file_is_well_formed_and_within_budget(charts: dict[str, tuple[Heatmap, ...]], name: str) -> None:
    for heatmap, artifact in files(charts[name], Setting(caption="A &amp; B")):
        kind = artifact.path.rpartition(".")[2]
        assert len(artifact.data) <= budget(heatmap, kind), artifact.path
        if kind in {"svg", "html"}:
            text = artifact.data.decode().removeprefix("<!DOCTYPE html>\n")
            assert "<script" not in text
            assert " style=" not in text
            assert not re.search(r'(href|src)="(?!#)', text)
            assert "@import" not in text
            assert re.search(r"[0-9]\.[0-9]{3}", text) is None
        if kind == "svg":
            check_svg(parsed(text), heatmap)
        if kind == "html":
            parsed(re.sub(r"<meta [^>]*>", "", text))


def check_svg(root: ET.Element, heatmap: Heatmap) -> None:
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert desc is not None
    assert title.text == heatmap.title
    assert (desc.text or "").startswith(heatmap.alt)
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), desc.get("id")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(identifier is not None and identifier.startswith(f"{heatmap.id}-") for identifier in ids)
    targets = {element.get("href") for element in root.iter() if element.get("href")}
    assert targets <= {f"#{identifier}" for identifier in ids}


@pytest.mark.parametrize("name", VIEWS)
def test_words_of_a_chart(charts: dict[str, tuple[Heatmap, ...]], name: str) -> None:
    for heatmap in charts[name]:
        assert 0 < len(heatmap.alt) <= 250
        assert heatmap.alt.endswith(".")
        assert name != "empty" or heatmap.kind is Shape.HOURS or ("no activity" in heatmap.alt and heatmap.headline == ("No activity.",))


def test_an_alternative_text_leaves_out_what_does_not_fit() -> None:
    names = ("chatgpt", "claude", "claude-code", "copilot", "gemini")
    days = [f"{date(1990, 1, 1) + timedelta(days=400 * step)},{name},1,{900_000 + step}" for step in range(30) for name in names]
    view = View("America/Argentina/ComodRivadavia", compare=names)
    main = drawn(view, given("x", "\n".join(["date,provider,conversations,messages", *days, ""])))[0]
    assert main.alt.startswith("Calendar of messages per day from 1990 to 2021, zone America/Argentina/ComodRivadavia: 135,002,175 in all")
    assert len(main.alt) <= 250
    assert "longest streak" not in main.alt


def test_the_alternative_text_of_a_comparison_names_all_totals(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    stats = charts["split"][0].source["stats"]
    alt = charts["split"][0].alt
    assert f"{stats['combined']['total']:,} in all" in alt
    for row, spoken in zip(stats["series"], ("ChatGPT", "Claude"), strict=True):
        assert f"{spoken} {row['total']:,}" in alt
    assert charts["split"][0].headline[-1] == "Claude leads from June 2025 on."


@pytest.mark.parametrize("name", VIEWS)
def test_table_json_and_cells_say_the_same(charts: dict[str, tuple[Heatmap, ...]], name: str) -> None:
    main = charts[name][0]
    metric = main.source["scale"]["metric"]
    names = main.source["view"]["compare"] or sorted({row["provider"] for row in main.source["sources"]})
    told = {(row["date"], row["provider"]): row[metric] for row in main.source["days"]}
    cells = {cell.ref: cell for cell in main.cells}
    assert sum(sum(count or 0 for count in cell.counts) for cell in main.cells) == main.source["stats"]["combined"]["total"]
    for day, cell in cells.items():
        counts = [told.get((str(day), each), 0) for each in names]
        assert [count or 0 for count in cell.counts] == (counts if main.mode else [sum(counts)])
    assert tabled(main) == {day: shown(cell) for day, cell in cells.items()}


def shown(cell: Cell) -> str:
    if cell.state is State.FUTURE:
        return ""
    return UNKNOWN if cell.state is State.OUTSIDE else " / ".join(UNKNOWN if count is None else str(count) for count in cell.counts)


def tabled(heatmap: Heatmap) -> dict[str, str]:
    """The tables of a chart, read back: day → text."""
    found = {}
    for part in parsed(f"<div>{table(heatmap)}</div>"):
        heads = [cell.text for cell in part.findall("thead/tr/th")][1:]
        assert [cell.get("scope") for cell in part.iter("th")].count("col") == 8
        for row in part.findall("tbody/tr"):
            first = date.fromisoformat(row.findtext("th") or "")
            start = heads.index(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[first.weekday()])
            for index, cell in enumerate(row.findall("td")):
                day = first + timedelta(days=index - start)
                inside = "365" in (part.findtext("caption") or "") or day.year == first.year
                if index >= start and inside and day.isoformat() in {cell.ref for cell in heatmap.cells}:
                    found[day.isoformat()] = cell.text or ""
                else:
                    assert not cell.text
    return found


def test_the_table_of_a_matrix_carries_its_references() -> None:
    root = parsed(table(matrix()))
    rows = [[cell.text for cell in row.findall("td")] for row in root.findall("tbody/tr")]
    assert rows == [["0", "1"], ["2", "30"], ["4", "0"], ["6", "7"]]
    assert {cell.get("data-ref") for cell in root.iter("td") if cell.text not in {"0", None}} == {"resource:?kind=paper&chapters=x"}
    assert root.findtext("tbody/tr/th") == "1. <Chapter> & more"


def test_three_charts_share_a_page_without_sharing_an_id(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    page = "".join(figure(heatmap, layout(heatmap), "", table(heatmap)) for heatmap in (charts["year"][0], charts["split"][0], matrix()))
    root = parsed(f"<body>{page}</body>")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 9
    assert " style=" not in page
    assert "<style" not in page


@pytest.mark.parametrize("name", VIEWS)
def test_every_day_says_what_it_is(charts: dict[str, tuple[Heatmap, ...]], name: str) -> None:
    main = charts[name][0]
    root = parsed(figure(main, layout(main), "", ""))
    titles = sorted(title.text or "" for title in root.iter(f"{SVG}title") if title.get("id") is None)
    times = len(main.series) if main.mode is Mode.MULTIPLES else 1
    assert titles == sorted(cell.text for cell in main.cells for _ in range(times))


def test_states_are_never_mistaken_for_idle_days(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    states = {cell.ref: cell.state for cell in charts["future"][0].cells}
    # Two days of slack for clocks that go ahead; what they bring is shown.
    assert states["2025-09-05"] is State.VALUE
    assert {state for day, state in states.items() if day and day > "2025-09-06"} == {State.FUTURE}
    earlier = {cell.ref: cell.state for cell in charts["years"][0].cells}
    assert earlier["2023-01-08"] is State.OUTSIDE
    assert earlier["2024-08-10"] is State.ZERO
    tones = {square.text[:15]: square.tones[0].kind.value for square in layout(charts["future"][0]).squares if square.text}
    assert tones["Sun 7 Sep 2025:"] == "future"


def test_a_split_square_shows_both_levels(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    main = charts["split"][0]
    squares = {square.ref: square for square in layout(main).squares if square.ref}
    blanks = 0
    for cell in main.cells:
        if cell.state is State.VALUE:
            tones = squares[str(cell.ref)].tones
            expected = [
                Tone(Kind.LEVEL, ramp, main.scale.level(count or 0))
                for ramp, count in zip((Palette.ORANGE, Palette.BLUES), cell.counts, strict=True)
            ]
            assert list(tones) == [BLANK if count is None else tone for tone, count in zip(expected, cell.counts, strict=True)]
            blanks += BLANK in tones
    assert blanks > 0


def test_the_larger_count_dominates_and_a_tie_is_split(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    main = charts["dominant"][0]
    squares = {square.ref: square for square in layout(main).squares if square.ref}
    ties = 0
    for cell in main.cells:
        if cell.state is State.VALUE:
            first, second = (count or 0 for count in cell.counts)
            tones = squares[str(cell.ref)].tones
            ties += len(tones) == 2
            assert (len(tones) == 2) == (first == second)
            assert len(tones) == 2 or tones[0].palette is (Palette.ORANGE if first > second else Palette.BLUES)
            assert len(tones) == 2 or tones[0].level == main.scale.level(max(first, second))
    assert ties == main.source["stats"]["comparison"]["ties"] > 0


def test_three_series_are_small_multiples() -> None:
    text = "date,provider,conversations,messages\n" + "".join(
        f"2025-03-1{day},{name},1,{day + 1}\n" for day in range(3) for name in ("chatgpt", "claude", "gemini")
    )
    main = drawn(View(years=(2025,), compare=("chatgpt", "claude", "gemini")), given("x", text))[0]
    assert main.mode is Mode.MULTIPLES
    squares = [square for square in layout(main).squares if square.ref == "2025-03-11"]
    assert [square.tones[0].palette for square in squares] == [Palette.ORANGE, Palette.BLUES, Palette.CIVIDIS]
    assert len({square.tones[0].level for square in squares}) == 1


def test_pixels_of_a_year(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    main, drawing = charts["year"][0], layout(charts["year"][0])
    rows = pixels(png(drawing))
    assert (len(rows[0]), len(rows)) == (2 * drawing.width, 2 * drawing.height)
    light = COLOURS[Palette.BLUES][Scheme.LIGHT]
    around = SURROUNDINGS[Scheme.LIGHT]
    assert {colour for row in rows for colour in row} == {*light, around.ground, around.text, around.ink, around.edge, around.faint}
    assert rows[0][0] == around.ground
    cells = {cell.ref: cell for cell in main.cells}
    for square in drawing.squares:
        if square.ref:
            cell = cells[square.ref]
            middle = rows[2 * square.y + 11][2 * square.x + 11]
            assert middle == (around.ground if cell.state is State.OUTSIDE else light[main.scale.level(cell.counts[0] or 0)])
            assert rows[2 * square.y][2 * square.x] == around.ground


def test_pixels_of_halves(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    drawing = layout(charts["split"][0])
    rows = pixels(png(drawing))
    for square in drawing.squares:
        if len(square.tones) == 2 and square.ref:
            corners = rows[2 * square.y + 5][2 * square.x + 5], rows[2 * square.y + 17][2 * square.x + 17]
            assert corners == tuple(tone.fill(Scheme.LIGHT) for tone in square.tones)


def test_pixels_of_dots(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    hours = layout(charts["split"][-1])
    assert all(square.form is Form.DOT for square in hours.squares)
    rows = pixels(png(hours))
    for square in hours.squares:
        assert rows[2 * square.y + 20][2 * square.x + 20] == square.tones[0].fill(Scheme.LIGHT)


def test_glyphs() -> None:
    assert set(map(chr, range(32, 127))) == set(glyphs.ROWS)
    assert len(set(glyphs.ROWS.values())) == len(glyphs.ROWS)
    assert glyphs.dots("é") == glyphs.dots("e")
    assert glyphs.dots(" ") == []
    assert glyphs.dots("語") == [(column, row) for column, row in glyphs.dots("字")]
    assert max(column for column, _ in glyphs.dots("MM")) == 10


def test_json_fits_its_schema(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    schemas = {name: json.loads((ROOT / "schemas" / "output" / f"{name}.schema.json").read_bytes()) for name in ("activity", "heatmap")}
    registry: Registry[Any] = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas.values())
    for heatmaps in (*charts.values(), (matrix(),)):
        for _, artifact in files(heatmaps, Setting(formats=("json",))):
            document = json.loads(artifact.data)
            schema = schemas[document["$schema"].removesuffix(".schema.json")]
            assert list(Draft202012Validator(schema, registry=registry).iter_errors(document)) == []
            assert artifact.data.endswith(b"\n")
            assert list(document) == sorted(document)


def test_hours_sum_up_to_the_days(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    for name in ("year", "split", "years"):
        source = charts[name][0].source
        assert sum(row["messages"] for row in source["hours"]) == sum(row["messages"] for row in source["days"])
        assert sum(row["messages"] for row in source["models"]) == sum(row["messages"] - row["prompts"] for row in source["days"])
        card = charts[name][-1]
        assert card.kind is Shape.HOURS
        assert sum(sum(count or 0 for count in cell.counts) for cell in card.cells) == source["stats"]["combined"]["total"]


def test_parts_are_named_only_where_there_are_several(charts: dict[str, tuple[Heatmap, ...]]) -> None:
    assert [heatmap.name for heatmap in charts["year"]] == ["year", "year-hours"]
    assert [heatmap.name for heatmap in charts["years"]] == ["years-all", "years-2025", "years-2024", "years-2023", "years-hours"]
    one = {heatmap.scale for heatmap in charts["years"][:-1]}
    assert len(one) == 1
