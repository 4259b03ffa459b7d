"""The browsers' smoke tells how many tests passed, on a database that nobody else has."""

import os
import subprocess
from contextlib import nullcontext
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from runner import smoke

pytestmark = pytest.mark.sandbox_only

FAILED = """
  1) [english-light] › e2e/shell.spec.ts:5:1 › staff signs in @smoke

    Error: 3 passed the door

  1 failed
    [english-light] › e2e/shell.spec.ts:5:1 › staff signs in @smoke
  1 did not run
  3 passed (21.3s)
"""


@pytest.fixture
def playwright(monkeypatch):
    """Return a setter of what the browser tests answer, without running them."""

    def answering(code: int, said: str) -> None:
        monkeypatch.setattr(
            smoke.subprocess,
            "run",
            lambda command, **_: subprocess.CompletedProcess(command, code, said),
        )

    return answering


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        (0, "  5 passed (32.1s)\n", "browsers: 5 passed in 0 s"),
        (1, FAILED, "browsers: FAILED: 1 failed, 1 did not run, 3 passed in 0 s"),
        (1, "Traceback", "browsers: FAILED: ended without a count in 0 s"),
    ],
)
def test_the_counts_are_told_and_all_is_shown(
    playwright, monkeypatch, capsys, code, said, told
):
    # given
    playwright(code, said)
    monkeypatch.setattr(smoke, "_empty_database", nullcontext)
    monkeypatch.setattr(smoke.time, "monotonic", lambda: 0.0)

    # then
    assert smoke.run("postgres://") == (code, told)
    assert said in capsys.readouterr().out


def test_the_database_is_new_and_gone_afterwards(django_db_setup):
    # given: beside the database of this worker, so that no two of them meet
    parts = urlsplit(os.environ["DATABASE_URL"])
    mine = connection.settings_dict["NAME"]
    url = urlunsplit(parts._replace(path=f"/{mine}"))

    # when
    with smoke._empty_database(url) as address:
        with psycopg.connect(address) as left:
            left.execute("CREATE TABLE left_behind ()")
        with smoke._empty_database(url), psycopg.connect(address) as anew:
            found = anew.execute("SELECT to_regclass('left_behind')").fetchone()

    # then
    assert urlsplit(address).path == f"/{mine}_smoke"
    assert found == (None,)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(address)
