"""`pipeline heatmap`: options in, files out, exit status; and nothing written from half of the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipeline import flow, load, resolve
from pipeline.cli.heatmap import heatmap
from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.heatmap import Input, Order
from pipeline.model.span import Source
from pipeline.render.heatmap import draw, inputs, outdated, samples
from tests.conftest import Book

from .making import SAMPLES, chat, encoded, zipped

APP = typer.Typer()
APP.command()(heatmap)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was made, as `flow` tells it."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)

    def fails(self, *, strict: bool) -> bool:
        return any(finding.severity >= (Severity.WARNING if strict else Severity.ERROR) for finding in self.diagnostics)


def exports(arguments: Iterable[str]) -> tuple[Input, ...]:
    return inputs(arguments)


def drawing(order: Order, out: Path, *, root: Path | None = None, check: bool = False) -> Drawn:
    made = draw(order, None if root is None else resolve.resolve(load.load(root).value).value)
    found = list(made.diagnostics)
    if check:
        found += outdated(made.value, lambda path: (out / path).read_bytes() if (out / path).is_file() else None)
    else:
        write(made.value, out)
    return Drawn(len(made.value), tuple(sorted(found, key=lambda finding: finding.key)))


def write(artifacts: Iterable[object], out: Path) -> None:
    for artifact in artifacts:
        path, data = artifact.path, artifact.data  # type: ignore[attr-defined]
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)


def write_samples(folder: Path, seed: int, years: int) -> int:
    made = samples(seed, years)
    write(made, folder)
    return len(made)


@pytest.fixture(autouse=True)
def forwarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions that the flow forwards; its own where it has them."""
    for name, function in {"exports": exports, "draw": drawing, "write_samples": write_samples}.items():
        if not hasattr(flow, name):
            monkeypatch.setattr(flow, name, function, raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(APP, list(map(str, arguments)), env={"SOURCE_DATE_EPOCH": "1767225600", "GITHUB_ACTIONS": "false"})


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"manifest.json"}


def test_an_export_becomes_files(tmp_path: Path) -> None:
    done = run(
        SAMPLES / "claude.zip", "--year", "2025", "--tz", "Europe/Berlin", "--name", "mine", "--out", tmp_path, "--formats", "svg,json,html"
    )
    assert done.exit_code == 0, done.output
    assert names(tmp_path) == {"mine.svg", "mine-light.svg", "mine-dark.svg", "mine.json", "mine.html", "mine-hours.svg"}
    assert b'"as_of": "2026-01-01"' in (tmp_path / "mine.json").read_bytes()
    assert b'"timezone": "Europe/Berlin"' in (tmp_path / "mine.json").read_bytes()


def test_several_inputs_and_a_comparison(tmp_path: Path) -> None:
    done = run(
        *(SAMPLES / name for name in ("chatgpt.zip", "claude.zip")),
        "--compare",
        "claude,chatgpt",
        "--mode",
        "dominant",
        "--year",
        "2024-2025",
        "--out",
        tmp_path,
    )
    assert done.exit_code == 0, done.output
    assert "activity-2024.png" in names(tmp_path)
    assert b'"compare":["claude","chatgpt"]' in (tmp_path / "activity.json").read_bytes()


def test_check_finds_one_changed_byte(tmp_path: Path) -> None:
    arguments = (SAMPLES / "claude.zip", "--year", "2025", "--out", tmp_path)
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--check").exit_code == 0
    file = tmp_path / "activity.png"
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))
    changed = run(*arguments, "--check")
    assert changed.exit_code == 1
    assert "HMP509" in changed.output
    assert "activity.png" in changed.output
    assert file.read_bytes() != data
    file.unlink()
    assert "is missing" in run(*arguments, "--check").output
    assert not file.exists()


@pytest.mark.parametrize(
    ("data", "code", "status"),
    [
        (encoded([chat()])[:-1], "HMP508", 2),
        (b"hello", "HMP505", 2),
        (zipped({"a.txt": b"x"}), "HMP505", 2),
        (b"date,provider,conversations,messages\n2025-03-10,chatgpt,1,-4\n", "HMP502", 1),
        (b"date,provider,conversations,messages,title\n2025-03-10,chatgpt,1,4,x\n", "HMP504", 1),
    ],
)
def test_nothing_is_written_from_faulty_data(data: bytes, code: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(data)
    done = run(tmp_path / "in", "--out", tmp_path / "out")
    assert done.exit_code == status
    assert code in done.output
    assert not (tmp_path / "out").exists() or names(tmp_path / "out") == set()


def test_a_missing_input_and_an_unknown_zone(tmp_path: Path) -> None:
    missing = run(tmp_path / "none.zip", "--out", tmp_path)
    assert (missing.exit_code, "HMP505" in missing.output) == (2, True)
    zone = run(SAMPLES / "claude.zip", "--tz", "Europe/Brelin", "--out", tmp_path)
    assert zone.exit_code == 2
    assert "`Europe/Berlin`" in zone.output
    series = run(SAMPLES / "claude.zip", "--compare", "claude,chatgpt", "--out", tmp_path)
    assert (series.exit_code, "HMP501" in series.output) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "25"),
        ("--year", "2025-2024"),
        ("--scale", "fixed"),
        ("--bins", "1,2"),
        ("--scale", "fixed", "--bins", "2,3"),
        ("--scale", "fixed", "--bins", "1,x"),
        ("--as-of", "2025-02-30"),
        ("--formats", "svg,gif"),
        ("--name", "../evil"),
        ("--provider", "coverage"),
        ("--provider", "nothing"),
        ("--metric", "words"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(SAMPLES / "claude.zip", "--out", tmp_path, *arguments)
    assert done.exit_code == 2
    assert names(tmp_path) == set()


def test_every_option_changes_the_result(tmp_path: Path) -> None:
    base = (SAMPLES / "chatgpt.zip", "--formats", "svg,json", "--as-of", "2025-12-31")
    run(*base, "--out", tmp_path / "plain")
    plain = contents(tmp_path / "plain")
    options = [
        ("--tz", "Asia/Tokyo"),
        ("--year", "2025"),
        ("--metric", "prompts"),
        ("--scale", "log"),
        ("--scale", "fixed", "--bins", "1,4,9"),
        ("--palette", "greys"),
        ("--week-start", "sun"),
        ("--branch", "current"),
        ("--as-of", "2026-01-15"),
        ("--formats", "png"),
        ("--name", "other"),
    ]
    for number, option in enumerate(options):
        done = run(*base, *option, "--out", tmp_path / str(number))
        assert done.exit_code == 0, done.output
        assert contents(tmp_path / str(number)) != plain, option


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def test_the_zone_of_the_machine_must_have_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert run(SAMPLES / "claude.zip", "--tz", "local", "--year", "2025", "--out", tmp_path).exit_code == 0
    assert b'"timezone": "Asia/Kathmandu"' in (tmp_path / "activity.json").read_bytes()
    monkeypatch.setenv("TZ", "XYZ+3")
    assert run(SAMPLES / "claude.zip", "--tz", "local", "--out", tmp_path / "x").exit_code == 2


def test_without_input_the_charts_of_the_book_are_drawn(book: Book, tmp_path: Path) -> None:
    root = book({})
    done = run("--root", root, "--out", tmp_path, "--formats", "svg,json")
    assert done.exit_code == 0, done.output
    assert names(tmp_path) == {"coverage.svg", "coverage-light.svg", "coverage-dark.svg", "coverage.json"}
    own = run(
        "--root", root, "--out", tmp_path / "own", "--provider", "coverage", "--name", "reading", "--palette", "orange", "--formats", "svg"
    )
    assert own.exit_code == 0, own.output
    assert names(tmp_path / "own") == {"reading.svg", "reading-light.svg", "reading-dark.svg"}
    assert run("--root", root, "--out", tmp_path / "x", "--name", "other").exit_code == 2


def test_samples_are_written(tmp_path: Path) -> None:
    done = run("--make-samples", tmp_path, "--seed", "42", "--years", "3")
    assert done.exit_code == 0, done.output
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
