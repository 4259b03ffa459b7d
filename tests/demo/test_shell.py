"""The page that plays the Dashboard is served with what its frames need to know, and no more."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from demo.listeners import listen
from demo.shell.serving import shell

API = "http://127.0.0.1:8000/graphql/"


@pytest.fixture
def served() -> Iterator[str]:
    """Run the shell on a free port; gives its address."""
    port = listen()
    server = shell(port.listener, API)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield port.url
    server.shutdown()
    server.server_close()


def get(address: str) -> tuple[str, Message]:
    """Return what is there, and its headers."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode(), answer.headers


def test_it_knows_the_api(served):
    config, _ = get(f"{served}/shell.json")
    assert json.loads(config) == {"apiUrl": API}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/customers",
        "/customers/VXNlcjox",
        "/orders/drafts",
        "/extensions/app/QXBwOjE%3D/segments",
    ],
)
def test_every_address_of_the_dashboard_is_the_one_page(served, path):
    page, headers = get(served + path)
    assert '<script type="module" src="/main.js">' in page
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_frames_are_told_who_holds_them_and_come_from_the_shop_only(served):
    _, headers = get(served)
    assert headers["Referrer-Policy"] == "origin-when-cross-origin"
    policy = headers["Content-Security-Policy"].split("; ")
    assert "frame-src http://127.0.0.1:8000" in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize("path", ["/missing.js", "/favicon.ico"])
def test_missing_files_are_not_found(served, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(served + path)


def test_nothing_outside_its_folder_is_served(served):
    page, _ = get(f"{served}/../serving.py")
    assert page == get(served)[0]
