"""Run one item in this process: what the harness starts for each."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from runner.processes import stopped_by_signals

from . import harness


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--report", type=Path, required=True)
    given = parser.parse_args()
    with stopped_by_signals():
        return harness.run_one(given.name, given.seed, given.seconds, given.report)


if __name__ == "__main__":
    sys.exit(main())
