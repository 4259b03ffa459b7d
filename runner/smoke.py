"""The browsers' smoke: the most important pages, once, on a shop of three people."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from . import shop
from .environment import ROOT

SUFFIX = "_smoke"
# Playwright's last lines: "  1 failed", "  4 passed (21.3s)".
COUNTS = re.compile(
    r"^ +(\d+ (?:failed|flaky|interrupted|skipped|did not run|passed))\b", re.MULTILINE
)


def run(database_url: str) -> tuple[int, str]:
    """Run the browser tests that are tagged for it with their output shown; return the code, and a line for the end.

    The shop is made in a database of its own on the same server, dropped afterwards.
    """
    began = time.monotonic()
    with _empty_database(database_url) as url:
        answer = subprocess.run(
            [sys.executable, "-m", "demo.small"],
            cwd=ROOT,
            env={**os.environ, **shop.variables(), "DATABASE_URL": url},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    print(answer.stdout, flush=True)
    counts = ", ".join(COUNTS.findall(answer.stdout)) or "ended without a count"
    verdict = "FAILED: " if answer.returncode else ""
    return (
        answer.returncode,
        f"browsers: {verdict}{counts} in {time.monotonic() - began:.0f} s",
    )


@contextmanager
def _empty_database(url: str) -> Iterator[str]:
    """Yield the address of a new database beside the given one."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/") + SUFFIX
    identifier = sql.Identifier(name)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)
