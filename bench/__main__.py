"""Run all benchmarks, or the one named by ONLY, at SIZE=small (the default) or large.

Each other module of this folder that has a `measure(size)` is a benchmark of its own. The last
lines printed are one per figure: `name ratio goal ok|short`, `- information` without a goal.
"""

import importlib
import os
import pkgutil
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

from .figure import Figure, Size

FOLDER = Path(__file__).parent
# What can only be compared where the real thing is.
REAL_SHOP_ONLY = {"hook_vs_webhook"}
# What reads records that only our own environment holds.
SANDBOX_ONLY = {"rehearsal"}
FREE_BYTES = {Size.SMALL: 2 * 10**9, Size.LARGE: 15 * 10**9}


def names() -> list[str]:
    """Return the benchmarks there are."""
    found = (module.name for module in pkgutil.iter_modules([str(FOLDER)]))
    others = {"figure", "__main__"}
    is_real = bool(os.environ.get("SALEOR_PATH"))
    others |= SANDBOX_ONLY if is_real else REAL_SHOP_ONLY
    return [name for name in found if name not in others and name[0] != "_"]


@contextmanager
def database() -> Iterator[None]:
    """Make an empty database with all tables, and drop it at the end."""
    writer = connections[settings.DATABASE_CONNECTION_DEFAULT_NAME]
    before = writer.settings_dict["NAME"]
    replica = connections[settings.DATABASE_CONNECTION_REPLICA_NAME]
    # First of all: migrations of the real shop read by this name too.
    replica.settings_dict["NAME"] = f"test_{before}"
    writer.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connections.close_all()
        writer.creation.destroy_test_db(before, verbosity=0)


def measure(name: str, size: Size) -> list[Figure]:
    """Run one benchmark in a database of its own."""
    print(f"== {name} ({size}) ==", flush=True)
    with database():
        figures: list[Figure] = importlib.import_module(f"bench.{name}").measure(size)
    return figures


def main() -> int:
    """Print every figure; answer 1 if one of them is short of its goal."""
    # Tasks of the shop wait in memory, and nobody takes them out: without a broker it would run them.
    os.environ["CELERY_BROKER_URL"] = "memory://"
    django.setup()
    # As in a shop: with it Django keeps the text of its last 9,000 statements in memory.
    settings.DEBUG = False
    size = Size(os.environ.get("SIZE", Size.SMALL))
    if shutil.disk_usage(FOLDER).free < FREE_BYTES[size]:
        print(f"SIZE={size} needs {FREE_BYTES[size] // 10**9} GB of free disk.")
        return 2
    only = os.environ.get("ONLY")
    if only and only not in names():
        print(f"There is no benchmark {only!r}; there are: {', '.join(names())}.")
        return 2
    figures = [
        figure
        for name in names()
        if only in (None, "", name)
        for figure in measure(name, size)
    ]
    for figure in figures:
        print(figure.line())
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
