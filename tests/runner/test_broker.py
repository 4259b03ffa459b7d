"""The broker ladder: what is given, Redis on the machine or from the index, files."""

import socket
import subprocess
from urllib.parse import urlsplit

import pytest

from runner import broker

pytestmark = pytest.mark.sandbox_only


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    """Let the ladder begin at its second rung."""
    for name in (
        "CELERY_BROKER_URL",
        "CELERY_BROKER_FOLDER",
        "REDIS_URL",
        "CRM_BROKER",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("variable", ["CELERY_BROKER_URL", "REDIS_URL"])
def test_given_broker_is_used_as_it_is(variable, monkeypatch, tmp_path):
    # given
    monkeypatch.setenv(variable, "redis://somewhere/3")

    # when
    with broker.running(tmp_path) as found:
        # then
        assert found.environment() == {"CELERY_BROKER_URL": "redis://somewhere/3"}


def test_redis_of_our_own_answers_and_ends(monkeypatch, tmp_path):
    # given
    program = broker._redis_program()
    assert program is not None

    # when
    with broker.running(tmp_path) as found:
        address = urlsplit(found.url)
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(b"PING\r\n")
            answer = client.recv(16)

    # then
    assert answer == b"+PONG\r\n"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port))


def test_index_without_redis_leaves_files(monkeypatch, tmp_path):
    # given
    def refuse(extra):
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(broker.environment, "bring", refuse)
    monkeypatch.setenv("PATH", "")

    # when
    with broker.running(tmp_path / "broker") as found:
        # then
        assert found.environment() == {
            "CELERY_BROKER_URL": "filesystem://",
            "CELERY_BROKER_FOLDER": str(tmp_path / "broker"),
        }
        assert (tmp_path / "broker" / "control").is_dir()
