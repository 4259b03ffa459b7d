"""Providers' answers, as they come over HTTP, are told from each other."""

import datetime

import pytest
import requests
from pydantic import ValidationError

from saleor_crm_plugin.messaging.channel import OutgoingMessage, Route, Sender
from saleor_crm_plugin.messaging.channels.email_anymail import EmailAnymail
from saleor_crm_plugin.messaging.outcomes import Accepted, Rejected, Retry, Unsure

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
ROUTE = Route(
    settings=EmailAnymail.Settings(
        provider="postmark", api_key="a key of many characters"
    ),
    channel_slug="",
    sender=Sender(name="Example Shop", address="hello@shop.example.com"),
)

TAKEN = {
    "To": "ada@example.com",
    "SubmittedAt": "2026-05-04T12:00:00Z",
    "MessageID": "pm-1",
    "ErrorCode": 0,
    "Message": "OK",
}


class Provider:
    """Answers each request of the HTTP library, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked = []
        self.answer = (200, TAKEN)
        self.error = None

    def request(self, method, url, **given):
        self.asked.append((method, url, given))
        if self.error:
            raise self.error
        response = requests.Response()
        response.status_code, body = self.answer
        response._content = requests.compat.json.dumps(body).encode()
        return response


@pytest.fixture
def provider(monkeypatch):
    """Stand in for the provider behind the HTTP library."""
    given = Provider()
    monkeypatch.setattr(requests.Session, "request", given.request)
    return given


def send(**changes):
    message = OutgoingMessage(
        **{
            "id": 1,
            "public_id": "d1",
            "profile_id": 1,
            "address": "ada@example.com",
            "subject": "Hello",
            "text": "Hello",
            "html": "<p>Hello</p>",
            "unsubscribe_url": "https://shop.example.com/out",
            "expires_at": NOON,
        }
        | changes
    )
    with EmailAnymail().open(ROUTE) as hand_over:
        return hand_over(message)


def test_letter_is_accepted_under_the_providers_name(provider):
    assert send() == Accepted("pm-1")
    [(method, url, given)] = provider.asked
    assert (method, url) == ("POST", "https://api.postmarkapp.com/email")
    assert given["timeout"] == 20
    asked = requests.compat.json.loads(given["data"])
    assert asked["To"] == "ada@example.com"
    headers = {one["Name"]: one["Value"] for one in asked["Headers"]}
    assert headers["List-Unsubscribe"] == "<https://shop.example.com/out>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((429, {}), Retry("HTTP 429", is_account=True)),
        ((401, {}), Retry("HTTP 401", is_account=True)),
        ((500, {}), Unsure("HTTP 500")),
        ((400, {}), Rejected("HTTP 400")),
        # taken, with words that nobody understands
        ((200, {"Hello": "there"}), Unsure("HTTP 200")),
        (
            (
                422,
                {
                    "ErrorCode": 406,
                    "Message": "Found inactive addresses: ada@example.com. "
                    "Inactive recipients have bounced.",
                },
            ),
            Rejected("recipient refused"),
        ),
        (
            (
                422,
                {
                    "ErrorCode": 300,
                    "Message": "Invalid 'To' address: 'ada@example.com'.",
                },
            ),
            Rejected("recipient refused", is_address=True),
        ),
    ],
)
def test_each_answer_means_something(provider, answer, outcome):
    provider.answer = answer
    assert send() == outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (requests.ConnectTimeout(), Retry("no connection", is_account=True)),
        (requests.ReadTimeout(), Unsure("no answer")),
        (requests.ConnectionError("reset"), Unsure("no answer")),
    ],
)
def test_only_what_certainly_was_not_taken_is_tried_again(provider, error, outcome):
    provider.error = error
    assert send() == outcome


def test_address_that_is_none_is_not_even_sent(provider):
    assert send(address="ada@example.com, eve@example.com").is_address
    assert provider.asked == []


@pytest.mark.parametrize(
    "wrong", [{"provider": "pigeon"}, {"api_key": None}, {"timeout": 61}, {"more": 1}]
)
def test_settings_that_cannot_work_are_refused(wrong):
    with pytest.raises(ValidationError):
        EmailAnymail.Settings(**{"provider": "brevo", "api_key": "x"} | wrong)
