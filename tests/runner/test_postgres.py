"""The database ladder: what is given, what is on the machine, what the index has."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from runner import postgres, postgres_binaries
from runner.environment import ROOT
from runner.folders import data_folder

pytestmark = pytest.mark.sandbox_only

# Brings up a server, says where, and waits to be ended from outside.
HOLDER = """
import sys, time
from runner import postgres, processes
with processes.stopped_by_signals(), postgres.running(sys.argv[1]) as server:
    print(server.url, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    """Let the ladder begin at its second rung."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def holder():
    """Return a process of its own that holds a server, and the server's address."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, "held"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    url = process.stdout.readline().strip()
    yield process, url
    process.kill()
    process.communicate()


def test_given_server_is_used_as_it_is(monkeypatch):
    # given
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")

    # when
    with postgres.running("ladder") as server:
        # then
        assert server == postgres.Server("postgres://somewhere/else", "DATABASE_URL")


def test_server_of_our_own_answers_and_leaves_nothing():
    # when
    with postgres.running("ladder") as server:
        row = _fetch(server.url, "SELECT current_database(), current_setting('fsync')")

    # then
    assert row == ("ladder", "off")
    _assert_gone(server.url)
    assert list((data_folder() / "postgres").glob(f"ladder-{os.getpid()}")) == []


def test_kept_data_is_whole_and_found_again():
    # given
    purpose = f"kept{os.getpid()}"
    try:
        with postgres.running(purpose, keep=True) as server:
            _execute(server.url, "CREATE TABLE trace (id integer)")

        # when
        with postgres.running(purpose, keep=True) as server:
            row = _fetch(
                server.url,
                "SELECT count(*), current_setting('fsync'), "
                "current_setting('synchronous_commit') FROM trace",
            )

        # then
        assert row == (0, "on", "off")
    finally:
        shutil.rmtree(data_folder() / "postgres" / purpose, ignore_errors=True)


def test_data_in_use_is_refused():
    # given
    purpose = f"used{os.getpid()}"
    try:
        with postgres.running(purpose, keep=True) as server:
            # when
            with (
                pytest.raises(postgres.AlreadyRunning),
                postgres.running(purpose, keep=True),
            ):
                pass

            # then
            _execute(server.url, "SELECT 1")
    finally:
        shutil.rmtree(data_folder() / "postgres" / purpose, ignore_errors=True)


def test_server_survives_a_kill_with_its_committed_data():
    # given
    folder = data_folder() / "postgres" / f"killed{os.getpid()}"
    cluster = postgres.Cluster(postgres_binaries.find(), folder, options=())
    try:
        cluster.start()
        _execute(cluster.url("postgres"), "CREATE TABLE trace (id integer)")

        # when
        cluster.kill()
        cluster.start()

        # then
        _execute(cluster.url("postgres"), "SELECT * FROM trace")
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_server_ends_with_whoever_started_it(number, holder):
    # given
    process, url = holder
    _execute(url, "SELECT 1")

    # when
    process.send_signal(number)
    process.wait(timeout=30)

    # then
    _assert_gone(url)


def test_newest_server_of_the_machine_is_preferred(monkeypatch, tmp_path):
    # given
    for version in (13, 15, 16):
        _pretend_server(tmp_path / str(version) / "bin", version)
    monkeypatch.setattr(postgres_binaries, "PLACES", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CRM_EMBEDDED_POSTGRES", raising=False)

    # then
    assert postgres_binaries.find() == tmp_path / "16" / "bin"


def test_too_old_server_is_passed_over(monkeypatch, tmp_path):
    # given
    _pretend_server(tmp_path / "13" / "bin", 13)
    monkeypatch.setattr(postgres_binaries, "PLACES", (f"{tmp_path}/*/bin",))
    monkeypatch.setattr(postgres_binaries, "_embedded", lambda: Path("embedded"))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CRM_EMBEDDED_POSTGRES", raising=False)

    # then
    assert postgres_binaries.find() == Path("embedded")


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def _fetch(url: str, query: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()


def _assert_gone(url: str) -> None:
    """Wait for the end: the kernel tells the server of its starter's death a moment later."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return
    raise AssertionError("the server still answers")


def _pretend_server(folder: Path, version: int) -> None:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.4'\n")
        program.chmod(0o755)
