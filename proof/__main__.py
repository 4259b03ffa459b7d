"""`make proof`: run every item, or those named by ONLY (separated by commas)."""

from __future__ import annotations

import os
import sys

from . import harness


def main() -> int:
    wanted = [
        name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()
    ]
    return harness.run_all(wanted, harness.new_seed())


if __name__ == "__main__":
    sys.exit(main())
