"""Two databases for a drill: one in which nothing is disturbed, and a copy in which everything is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from runner import postgres, shop

from .item import ROOT


@contextmanager
def twin_databases(
    calm: str, wild: str
) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """Give the addresses of both and a way to copy the first onto the other; drop both afterwards.

    The first is made empty; neither may be in use by somebody else, nor connected to while copied.
    """
    with postgres.running("drill") as server:
        parts = urlsplit(server.url)
        names = calm, wild
        urls = [urlunsplit(parts._replace(path=f"/{name}")) for name in names]
        _drop(server.url, names)
        _execute(server.url, f"CREATE DATABASE {calm}")
        try:
            yield (
                urls[0],
                urls[1],
                lambda: _execute(server.url, f"CREATE DATABASE {wild} TEMPLATE {calm}"),
            )
        finally:
            _drop(server.url, names)


def migrate(variables: dict[str, str]) -> None:
    """Make all tables of the shop and ours, in the database that the variables name."""
    manage = Path(shop.folder()) / "manage.py"
    subprocess.run(
        [sys.executable, manage, "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=variables,
        check=True,
    )


def _drop(url: str, names: tuple[str, str]) -> None:
    for name in names:
        _execute(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
