"""The browsers' smoke at the end of `make test`: the most important pages, once, on a small shop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from . import browsers, shop
from .environment import ROOT

SUFFIX = "_smoke"


def run(database_url: str) -> tuple[int, str]:
    """Return the exit code, and a line that says what was seen or why nothing was.

    The shop is made in a database of its own on the same server, dropped afterwards.
    """
    began = time.monotonic()
    try:
        browsers.needed()
    except browsers.LeftOut as reason:
        return 0, f"browsers: left out: {reason}"
    with _empty_database(database_url) as url:
        code = subprocess.run(
            [sys.executable, "-m", "demo.small"],
            cwd=ROOT,
            env={**os.environ, **shop.variables(), "DATABASE_URL": url},
            check=False,
        ).returncode
    verdict = "FAILED" if code else "passed"
    return code, f"browsers: smoke {verdict} in {time.monotonic() - began:.0f} s"


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
