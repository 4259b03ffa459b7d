"""The demo's ports are its own from the choice on, and those of its programs until they end."""

import errno
import json
import socket
import sys
import urllib.request

import pytest

from demo import serving
from demo.listeners import HOST, listen
from demo.ports import choose_ports
from demo.serving import shell_program, wait_for
from runner.processes import ProcessDied, Program, supervised


@pytest.fixture
def ports():
    """Ports that are chosen; nothing listens there any more when the test is over."""
    chosen = choose_ports()
    yield chosen
    chosen.hand_over()


@pytest.fixture
def supervisor():
    with supervised() as children:
        yield children


@pytest.fixture
def make_program(tmp_path):
    """Return a maker of programs that have got a port and run some Python."""

    def make(code, port):
        return Program(
            name="web",
            command=[sys.executable, "-c", code],
            log=tmp_path / "web.log",
            handles=[port.handle],
        )

    return make


def numbers_of(ports):
    return {each.number for each in (ports.web, ports.mailbox, ports.smtp, ports.shell)}


def is_taken(port):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind((HOST, port.number))
        except OSError as refusal:
            return refusal.errno == errno.EADDRINUSE
    return False


def api_told_at(port):
    with urllib.request.urlopen(f"{port.url}/shell.json", timeout=60) as answer:
        return json.load(answer)["apiUrl"]


def test_chosen_ports_are_taken(ports):
    assert len(numbers_of(ports)) == 4
    assert is_taken(ports.web)
    assert not numbers_of(ports) & numbers_of(choose_ports())


def test_the_usual_port_is_chosen_where_it_is_free():
    free = listen()
    free.close()
    assert listen(free.number).number == free.number


def test_two_demos_that_choose_at_once_keep_what_they_have_chosen(
    ports, supervisor, tmp_path
):
    # given two that have chosen before either of them serves
    others = choose_ports()

    # when both hand their ports over
    children = []
    for number, each in enumerate((ports, others)):
        children.append(supervisor.start(shell_program(each, tmp_path / str(number))))
        each.hand_over()

    # then each answers at its own address
    for child, each in zip(children, (ports, others), strict=True):
        wait_for(child, each.shell)
        assert api_told_at(each.shell) == each.api_url


def test_a_port_is_taken_until_its_program_ends(ports, supervisor, tmp_path):
    shell = supervisor.start(shell_program(ports, tmp_path))
    ports.hand_over()
    assert (is_taken(ports.shell), is_taken(ports.web)) == (True, False)

    shell.stop()
    assert not is_taken(ports.shell)


def test_who_waits_for_a_program_that_ends_is_told(ports, supervisor, make_program):
    web = supervisor.start(make_program("exit('no database')", ports.web))
    ports.hand_over()

    with pytest.raises(ProcessDied, match=r"web ended with 1; see .*\nno database"):
        wait_for(web, ports.web)


def test_who_waits_for_a_silent_program_is_told_at_last(
    ports, supervisor, make_program, monkeypatch
):
    monkeypatch.setattr(serving, "READY_SECONDS", 0.1)
    monkeypatch.setattr(serving, "ASK_SECONDS", 0.05)
    web = supervisor.start(make_program("import time; time.sleep(600)", ports.web))
    ports.hand_over()

    told = f"web runs but has not answered at {ports.web.url} for 0 minutes"
    with pytest.raises(ProcessDied, match=told):
        wait_for(web, ports.web)
    assert web.is_running()
