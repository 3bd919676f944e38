"""How long a check takes, beside what others take in the same run: ratios, because machines differ.

    python benchmarks/check.py [--runs 5] [--peer PATH-OF-check-jsonschema]

A book of 5,000 resources in 100 files and 100 chapters (big.py) is checked cold, warm and after one change; a hook looks at one changed
file; `--help` is printed. The peers: check-jsonschema with our schema on the same 100 files, as it is and with its references filled in
(say where it is, or have it on the PATH; it is left out when missing), and a Python that imports typer, yaml and jsonschema, no more.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from big import make  # noqa: E402 - found through the line above

from pipeline.model.schema import expand  # noqa: E402

PYTHON = [sys.executable, "-m", "pipeline"]
IDLE = [sys.executable, "-c", "import typer, yaml, jsonschema"]
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Whoever uses a program has its byte code."""
CHANGED = "content/resources/050.yaml"


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds of one run: on the clock, and of the processor."""

    wall: float
    cpu: float


def timed(command: Iterable[str], folder: Path) -> Time:
    """Run a command in a folder; it must end with 0."""
    begun = time.perf_counter()
    with subprocess.Popen(list(command), cwd=folder, env=SURROUNDINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Time(time.perf_counter() - begun, used.ru_utime + used.ru_stime)


def shown(name: str, times: list[Time], beside: str = "") -> Time:
    """Print the median and the best of some runs → the median."""
    median = Time(statistics.median(each.wall for each in times), statistics.median(each.cpu for each in times))
    best = Time(min(each.wall for each in times), min(each.cpu for each in times))
    print(f"{name:46} {median.wall:7.3f} s wall {median.cpu:7.3f} s cpu   (best {best.wall:.3f}, {best.cpu:.3f}) {beside}")
    return median


def several(runs: int, folder: Path, command: list[str], before: Callable[[int], object]) -> list[Time]:
    """The same command many times, each after `before`."""
    found = []
    for number in range(runs):
        before(number)
        found.append(timed(command, folder))
    return found


def checks(root: Path, runs: int) -> None:
    """The whole book: cold, warm, after one change, without a cache."""
    check = [*PYTHON, "check"]
    shown("check, cold", several(runs, root, check, lambda _: shutil.rmtree(root / ".pipeline", ignore_errors=True)))
    shown("check, nothing changed", several(runs, root, check, lambda _: None))
    shown("check, one file of 200 changed", several(runs, root, check, lambda number: changed(root, number)))
    shown("check --no-cache", several(runs, root, [*check, "--no-cache"], lambda _: None))
    shown("check --hook --tree, nothing changed", several(runs, root, [*check, "--hook", "--tree"], lambda _: None))


def changed(root: Path, number: int) -> None:
    """Change one file a little."""
    with (root / CHANGED).open("a", encoding="utf-8") as file:
        file.write(f"# {number} {time.monotonic_ns()}\n")


def latencies(root: Path, runs: int) -> None:
    """A hook on one file and the help, each beside a Python that does nothing, run by run."""
    one = [*PYTHON, "check", "--hook", CHANGED]
    kinds: dict[str, tuple[list[str], Callable[[int], object]]] = {
        "python -c 'import typer, yaml, jsonschema'": (IDLE, lambda _: None),
        "check --hook, one changed file": (one, lambda number: changed(root, number)),
        "check --hook, one file as it was": (one, lambda _: None),
        "pipeline --help": ([*PYTHON, "--help"], lambda _: None),
    }
    times: dict[str, list[Time]] = {name: [] for name in kinds}
    for number in range(runs):
        for name, (command, before) in kinds.items():
            before(number)
            times[name].append(timed(command, root))
    idle = statistics.median(each.wall for each in times[next(iter(kinds))])
    for name, own in times.items():
        shown(name, own, f"{statistics.median(each.wall for each in own) / idle:.2f} x idle")


def peers(root: Path, runs: int, peer: str | None) -> None:
    """The same 100 files by the same schema: check-jsonschema and us."""
    if peer is None:
        print("check-jsonschema is not installed: no comparison with it")
        return
    schemas = {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf-8")) for path in (root / "schemas").glob("*.json")}
    expanded = dict(expand("resources", schemas))
    del expanded["$id"]
    files = sorted(str(path.relative_to(root)) for path in (root / "content/resources").glob("*.yaml"))
    ours = [timed([*PYTHON, "check", "--hook", "--no-cache", *files], root) for _ in range(runs)]
    everything = [timed([*PYTHON, "check", "--no-cache"], root) for _ in range(runs)]
    for kind, items in (("with its references", {"$ref": "resources.schema.json"}), ("in one piece", expanded)):
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "items": items}
        schema = root / "schemas" / "list.json"
        schema.write_text(json.dumps(whole), encoding="utf-8")
        theirs = [timed([peer, "--schemafile", str(schema), *files], root) for _ in range(runs)]
        slow = shown(f"check-jsonschema, the schema {kind}", theirs).cpu
        for name, times in (("check --hook --no-cache, the same files", ours), ("check --no-cache, the whole book", everything)):
            shown(name, times, f"{slow / statistics.median(each.cpu for each in times):.1f} x less cpu")


def main() -> None:
    """Make the book, and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", default=shutil.which("check-jsonschema"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        make(root)
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=root, check=True)  # noqa: S603, S607 - git, with our own words
        checks(root, asked.runs)
        latencies(root, max(asked.runs, 20))
        peers(root, max(asked.runs // 2, 1), asked.peer)


if __name__ == "__main__":
    main()
