"""The broker ladder: what is given, Redis on the machine or from the index, files."""

import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from runner import broker

# Answers like Redis, as far as a ping goes.
PRETENDER = """#!{python}
import socket, sys
port = int(sys.argv[sys.argv.index("--port") + 1])
with socket.create_server(("127.0.0.1", port)) as server:
    while True:
        client, _ = server.accept()
        with client:
            if client.recv(16).startswith(b"PING"):
                client.sendall(b"+PONG")
"""

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
    program = tmp_path / "redis-server"
    program.write_text(PRETENDER.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    # when
    with broker.running(tmp_path) as found:
        address = urlsplit(found.url)
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(b"PING")
            answer = client.recv(16)

    # then
    assert answer == b"+PONG"
    assert found.origin == f"Redis from {program}"
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
