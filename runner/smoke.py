"""The browsers' smoke: the most important pages, once, on a shop of three people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from . import shop
from .environment import ROOT

SUFFIX = "_smoke"


def run(database_url: str) -> int:
    """Return the exit code of the browser tests that are tagged for it.

    The shop is made in a database of its own on the same server, dropped afterwards.
    """
    with _empty_database(database_url) as url:
        return subprocess.run(
            [sys.executable, "-m", "demo.small"],
            cwd=ROOT,
            env={**os.environ, **shop.variables(), "DATABASE_URL": url},
            check=False,
        ).returncode


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
