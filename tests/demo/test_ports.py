"""The demo's ports are its own from the choice on."""

import socket

import pytest

from demo.ports import HOST, choose_ports


def test_ports_are_held_until_they_are_let_go():
    ports = choose_ports()
    assert len({ports.web, ports.mailbox, ports.smtp, ports.shell}) == 4
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="in use"):
            other.bind((HOST, ports.web))

        ports.let_go()
        other.bind((HOST, ports.web))


def test_a_taken_port_is_replaced():
    first, second = choose_ports(), choose_ports()
    assert not {first.web, first.mailbox, first.smtp, first.shell} & {
        second.web,
        second.mailbox,
        second.smtp,
        second.shell,
    }
    first.let_go()
    second.let_go()
