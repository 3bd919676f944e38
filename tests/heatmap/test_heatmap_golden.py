"""Golden files of one year, one comparison, one matrix and one empty scope. `--rewrite` makes them anew; the difference is the review."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.model.heatmap import Heatmap, Palette, View, WeekStart
from pipeline.render.heatmap.files import Setting, files

from .making import drawn, given
from .pixels import pixels
from .test_heatmap_pictures import matrix

HERE = Path(__file__).parent / "golden"
COUNTS = "date,provider,conversations,messages,started,prompts\n" + "".join(
    f"2024-{month:02}-{day:02},{name},1,{2 * (day * step % 13) + 2},1,{day * step % 13 + 1}\n"
    for month in range(2, 12)
    for name, step in (("chatgpt", 14 - month), ("claude", month))
    for day in range(1, 29, 3 if name == "claude" else 2)
)
"""Ten months of two assistants, the one fading, the other growing."""


def heatmaps() -> dict[str, Heatmap]:
    counts = given("counts.csv", COUNTS)
    return {
        "year": drawn(View("Europe/Berlin", (2024,), palette=Palette.CIVIDIS, week_start=WeekStart.SUNDAY), counts, name="year")[0],
        "comparison": drawn(View("Europe/Berlin", (2024,), compare=("chatgpt", "claude")), counts, name="comparison")[0],
        "matrix": matrix(),
        "empty": drawn(View("UTC", (2019,)), counts, name="empty")[0],
    }


def made(name: str) -> Iterator[tuple[str, str]]:
    """Names and texts of what is kept of a chart: the pages of a year are long, so they are kept as digests, as are pixels."""
    for _, artifact in files((heatmaps()[name],), Setting(caption="A <em>caption</em>")):
        kind = artifact.path.rpartition(".")[2]
        if kind == "png":
            yield f"{name}.pixels", sha256("".join(map("".join, pixels(artifact.data))).encode()).hexdigest() + "\n"
        elif kind == "html" and name != "matrix":
            yield f"{name}.page", sha256(artifact.data).hexdigest() + "\n"
        elif "-light" not in artifact.path and "-dark" not in artifact.path:
            yield f"{name}.{kind}", artifact.data.decode()


@pytest.mark.parametrize("name", ["year", "comparison", "matrix", "empty"])
def test_files_are_what_they_were(name: str, request: pytest.FixtureRequest) -> None:
    for file, text in made(name):
        if request.config.getoption("--rewrite"):
            HERE.mkdir(exist_ok=True)
            (HERE / file).write_text(text, encoding="utf-8", newline="\n")
        assert text == (HERE / file).read_text(encoding="utf-8"), file
