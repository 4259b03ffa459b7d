"""Run the test suite, on the sandbox or on a real Saleor, and say which it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import beside, coverage_floors, postgres, saleor_environment, shop
from .environment import ROOT

COVERAGE_FILE = ROOT / "build" / "coverage"
CLOSING_LINE = re.compile(r"^=+ .* in \d[\d.:()\s]*s?.* =+$|^(\d+ \w+,? ?)+ in [\d.]+s")
MOST_WORKERS = 4


def test(arguments: Sequence[str]) -> int:
    """Run pytest on the sandbox; a whole run tests the pages too, and must reach the coverage floors.

    The last two lines printed are pytest's closing line and the shop's.
    """
    with postgres.running("tests") as server:
        print(f"database: {server.origin}", flush=True)
        environment = {"DATABASE_URL": server.url, "COVERAGE_FILE": str(COVERAGE_FILE)}
        if arguments:
            code, last_words = _pytest(sys.executable, arguments, environment)
        else:
            code, last_words = _whole(server.url, environment)
    print(*last_words, sep="\n", flush=True)
    return code


def _whole(database_url: str, environment: Mapping[str, str]) -> tuple[int, list[str]]:
    """Run all tests, the pages' beside pytest; return the code and what to say at the end."""
    coverage = ["--cov", "--cov-report="]
    with beside.started(database_url) as others:
        code, last_words = _pytest(sys.executable, coverage, environment)
        if code == 0 and not coverage_floors.check(COVERAGE_FILE):
            code = 1
        code_of_others, told = others.ended()
    return code or code_of_others, [*told, *last_words]


def test_saleor(arguments: Sequence[str]) -> int:
    """Run pytest on the Saleor in SALEOR_PATH with its own interpreter, SALEOR_PYTHON.

    Its migrations take minutes, so the database is kept between runs.
    """
    try:
        saleor = saleor_environment.prepare()
    except saleor_environment.NoSaleor as problem:
        print(problem, file=sys.stderr)
        return 2
    with postgres.running(f"saleor-{saleor.version}", keep=True) as server:
        print(f"database: {server.origin}", flush=True)
        environment = {"DATABASE_URL": server.url}
        code, last_words = _pytest(
            saleor.python, ["--reuse-db", *arguments], environment
        )
    print(*last_words, sep="\n", flush=True)
    return code


def _pytest(
    python: Path | str, arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Run pytest with its output passed through; return its code, closing line and shop line."""
    command = [str(python), "-m", "pytest", *_parallel(), *arguments]
    if sys.stdout.isatty():
        command.append("--color=yes")
    closing, shop_line = "pytest ended without a closing line", "shop: unknown"
    with subprocess.Popen(
        command,
        cwd=ROOT,
        # The settings are chosen by conftest.py; xdist's workers need the path before that.
        env={**os.environ, **shop.python_path(), **environment},
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None  # noqa: S101 (asked for one line above)
        for line in process.stdout:
            print(line, end="", flush=True)
            if CLOSING_LINE.search(line):
                closing = line.rstrip()
            elif line.startswith("shop: "):
                shop_line = line.rstrip()
    return process.returncode, [closing, shop_line]


def _parallel() -> list[str]:
    """Return xdist's arguments: as many workers as cores, up to a handful."""
    workers = os.environ.get("TEST_WORKERS") or str(
        min(MOST_WORKERS, os.cpu_count() or 1)
    )
    return ["-n", workers, "--dist", "worksteal"] if workers != "0" else []
