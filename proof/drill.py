"""One part of a kill drill as a process of its own.

`python -m proof.drill act --seed N --steps N`, `… settle`, `… count` (prints JSON), and `… nursery`,
whose children are workers.
"""

from __future__ import annotations

import argparse
import importlib

import django

NAMES = ("act", "nursery", "settle", "count")


def main() -> None:
    """Run the part that is named, with everything allowed that workers are allowed."""
    parser = argparse.ArgumentParser(prog="proof.drill")
    parser.add_argument("part", choices=NAMES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=100)
    arguments = parser.parse_args()
    # The shop's models can be imported from here on only.
    django.setup()
    adapter = importlib.import_module("saleor_crm_plugin.saleor_adapter.db")
    parts = importlib.import_module("proof.drill_parts").PARTS
    with adapter.allow_writer():
        parts[arguments.part](arguments)


if __name__ == "__main__":
    main()
