"""Requests to other systems: signed for nobody here, but bounded, and never to private places."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests_hardened

from saleor_crm_plugin.saleor_adapter import web_client
from saleor_crm_plugin.saleor_adapter.web_client import Post, post_all, problem_of_url


class Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names, and remembers what came."""

    came: list[tuple[str, bytes, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.came.append((self.path, body, self.headers["Webhook-Id"]))
        self.send_response(int(self.path.strip("/")))
        self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_system():
    handler = type("Handler", (Handler,), {"came": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler.came
    server.shutdown()
    server.server_close()
    thread.join()


def _client(monkeypatch, *, guarded):
    config = requests_hardened.Config(
        ip_filter_enable=guarded,
        ip_filter_allow_loopback_ips=False,
        never_redirect=True,
        default_timeout=(1, 1),
    )
    monkeypatch.setattr(web_client, "HTTPClient", requests_hardened.Manager(config))


def _posts(*urls):
    return [Post(url=url, body=b"{}", headers={"Webhook-Id": "1"}) for url in urls]


def test_answers_come_in_order_and_redirects_are_not_followed(
    other_system, monkeypatch, settings
):
    settings.DEBUG = True
    _client(monkeypatch, guarded=False)
    url, came = other_system

    replies = post_all(_posts(f"{url}/200", f"{url}/302", f"{url}/503"))

    assert [one.status for one in replies] == [200, 302, 503]
    assert [one.is_good for one in replies] == [True, False, False]
    assert sorted(came) == [(f"/{code}", b"{}", "1") for code in (200, 302, 503)]


def test_private_places_are_refused_at_the_connection(
    other_system, monkeypatch, settings
):
    settings.DEBUG = True
    _client(monkeypatch, guarded=True)
    url, came = other_system

    [reply] = post_all(_posts(f"{url}/200"))

    assert reply.status is None
    assert "IPAddress" in reply.error
    assert came == []


def test_without_debug_nothing_goes_unencrypted(other_system, monkeypatch):
    _client(monkeypatch, guarded=False)
    url, came = other_system

    [reply] = post_all(_posts(f"{url}/200"))

    assert (reply.status, came) == (None, [])
    assert reply.error == "The address must begin with https://."


NO_ADDRESS = "This is no address."
UNENCRYPTED = "The address must begin with https://."
TELLING = "The address may hold neither a password nor a fragment."


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", UNENCRYPTED),
        ("hooks.example.com", UNENCRYPTED),
        ("http://hooks.example.com", UNENCRYPTED),
        ("ftp://hooks.example.com", UNENCRYPTED),
        ("https://", UNENCRYPTED),
        ("https://user:pass@hooks.example.com", TELLING),
        ("https://hooks.example.com/#part", TELLING),
        ("https://hooks.example.com:port/", NO_ADDRESS),
        ("https://[hooks/", NO_ADDRESS),
    ],
)
def test_addresses_that_are_none_are_refused(url, problem):
    assert problem_of_url(url) == problem


def test_an_encrypted_address_is_fine():
    assert problem_of_url("https://hooks.example.com:8443/crm?shop=1") is None
