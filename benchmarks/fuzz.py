"""Broken files, one after another, through a whole check in every format, for as long as one likes; says how many, and what failed.

    python benchmarks/fuzz.py --minutes 10
    python benchmarks/fuzz.py --seed 5990          one file again, with the whole story of its failure

Exit status: 0 when nothing failed, 1 otherwise.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzz.hostile import inputs  # noqa: E402 - found through the line above
from tests.fuzz.making import judged, mutated  # noqa: E402

FIRST = 10_000
"""Below lie the numbers that `make test` tries."""


def main() -> int:
    """Run, and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--first", type=int, default=FIRST, help="the number to begin with")
    parser.add_argument("--seed", type=int, help="one number alone")
    asked = parser.parse_args()
    if asked.seed is not None:
        print(f"{judged(dict([mutated(asked.seed)])):.3f} s")
        return 0
    failed, slowest, seed = [], (0.0, "none"), asked.first
    for name, (path, data) in inputs().items():
        slowest = max(slowest, (judged({path: data}), name))
    end = time.monotonic() + asked.minutes * 60
    while time.monotonic() < end:
        try:
            slowest = max(slowest, (judged(dict([mutated(seed)])), f"seed {seed}"))
        except Exception as error:  # noqa: BLE001 - whatever comes is the finding
            failed.append(seed)
            print(f"seed {seed}: {type(error).__name__}: {str(error)[:200]}", flush=True)
        seed += 1
    print(f"{seed - asked.first} mutations from {asked.first} on and {len(inputs())} hostile files: {len(failed)} failed")
    print(f"slowest: {slowest[0]:.2f} s ({slowest[1]})")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
