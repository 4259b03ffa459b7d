"""Keep `schema.graphql`: what the plugin adds to the shop's GraphQL schema, and nothing else."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys

from . import schema_additions, shop
from .environment import ROOT

COMMITTED = ROOT / "saleor_crm_plugin" / "graphql" / "schema.graphql"
HEADER = "# What the plugin adds to Saleor's schema. Written by `make schema`.\n\n"
# Saleor finds plugins by their entry points, so a shop without ours is one that does not see it.
PRINT_SCHEMA = """
import importlib.metadata as metadata, sys
from django.core.management import execute_from_command_line
if sys.argv[1] == "without":
    find = metadata.entry_points
    metadata.entry_points = lambda **wish: [
        point for point in find(**wish) if not point.value.startswith("saleor_crm_plugin.")
    ]
execute_from_command_line(["manage.py", "get_graphql_schema"])
"""


def write() -> int:
    """Write the file anew from the present code."""
    COMMITTED.write_text(_generate())
    print(f"written: {COMMITTED.relative_to(ROOT)}")
    return 0


def difference() -> str:
    """Return how the committed file differs from the code; empty when it is current."""
    committed = COMMITTED.read_text() if COMMITTED.exists() else ""
    try:
        generated = _generate()
    except subprocess.CalledProcessError as problem:
        return str(problem.stderr)
    return "".join(
        difflib.unified_diff(
            committed.splitlines(keepends=True),
            generated.splitlines(keepends=True),
            "committed",
            "from the code",
        )
    )


def _generate() -> str:
    return HEADER + schema_additions.additions(_print("without"), _print("with"))


def _print(plugin: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", PRINT_SCHEMA, plugin],
        cwd=ROOT,
        env={**os.environ, **shop.variables()},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout
