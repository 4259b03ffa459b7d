"""Children are started in sessions of their own and stopped for good."""

import os
import sys
import time

import pytest

from runner.processes import (
    Child,
    ProcessDied,
    Program,
    Supervisor,
    last_lines,
    supervised,
)

SLEEPS = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
PARENT = (
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print(child.pid, flush=True); time.sleep(600)"
)


@pytest.fixture
def make_program(tmp_path):
    """Return a maker of programs that run a line of Python."""

    def make(code: str, name: str = "child", **changes) -> Program:
        log = tmp_path / f"{name}.log"
        return Program(
            name=name, command=[sys.executable, "-c", code], log=log, **changes
        )

    return make


def test_stopped_politely(make_program):
    # given
    child = Child(make_program(SLEEPS))
    _wait_for_output(child)

    # when
    code = child.stop()

    # then
    assert code == -15
    assert not child.is_running()


def test_stopping_twice_is_harmless(make_program):
    # given
    child = Child(make_program(SLEEPS))
    first = child.stop()

    # then
    assert child.stop() == first


def test_stopped_by_force_after_the_grace_period(make_program):
    # given
    child = Child(make_program(STUBBORN, grace_seconds=0.2))
    _wait_for_output(child)

    # then
    assert child.stop() == -9


def test_grandchildren_end_too(make_program):
    # given
    child = Child(make_program(PARENT))
    grandchild = int(_wait_for_output(child))

    # when
    child.stop()

    # then
    _assert_ended(grandchild)


def test_death_is_reported_with_the_end_of_the_log(make_program):
    # given
    child = Child(make_program("raise SystemExit('no such luck')"))
    _wait_for_output(child)
    _assert_ended(child.pid)

    # when
    with pytest.raises(ProcessDied) as seen:
        _check_until_reaped(child)

    # then
    assert "no such luck" in str(seen.value)


def test_supervisor_stops_all_on_the_way_out(make_program):
    # when
    with supervised() as supervisor:
        children = [
            supervisor.start(make_program(SLEEPS, name)) for name in ("web", "worker")
        ]
        assert [child.is_running() for child in children] == [True, True]

    # then
    assert [child.is_running() for child in children] == [False, False]
    assert supervisor.children == {}


def test_watching_ends_when_a_child_dies(make_program):
    # given
    supervisor = Supervisor()
    try:
        supervisor.start(make_program(SLEEPS, "web"))
        supervisor.start(make_program("", "worker"))

        # when
        with pytest.raises(ProcessDied) as seen:
            supervisor.watch()
    finally:
        supervisor.stop()

    # then
    assert str(seen.value).startswith("worker ended with 0")


def test_last_lines_of_a_missing_log(tmp_path):
    assert last_lines(tmp_path / "none.log") == ""


def _wait_for_output(child: Child) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = child.program.log.read_text().strip()
        if text:
            return text
    raise AssertionError("the child said nothing")


def _assert_ended(pid: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with open(f"/proc/{pid}/stat") as status:
                if status.read().rpartition(")")[2].split()[0] == "Z":
                    return
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return
    raise AssertionError(f"{pid} still runs")


def _check_until_reaped(child: Child) -> None:
    while True:
        child.check()
