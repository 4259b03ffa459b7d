"""Calls are signed as the Standard Webhooks specification says; the value was made with openssl."""

import datetime

from saleor_crm_plugin.journeys.policies.signing import secret_of, signed_headers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CALL = "msg_p5jXN8AQM9LWM0D4loKWxEk"
BODY = b'{"test": 2432232314}'
AT = datetime.datetime.fromtimestamp(1614265330, tz=datetime.UTC)


def test_id_moment_and_body_are_signed_together():
    headers = signed_headers(SECRET, CALL, BODY, at=AT)

    assert (
        headers["Webhook-Signature"]
        == "v1,M04OjfrIllUQVh7F6qzV64l0HX5jtzZ3ZYON+pgbpLA="
    )
    assert headers["Webhook-Timestamp"] == "1614265330"
    assert headers["Webhook-Id"] == headers["Idempotency-Key"] == CALL


def test_another_moment_another_body_and_another_secret_are_signed_otherwise():
    signed = {
        signed_headers(secret, CALL, body, at=at)["Webhook-Signature"]
        for secret, body, at in (
            (SECRET, BODY, AT),
            (SECRET, BODY, AT + datetime.timedelta(seconds=1)),
            (SECRET, BODY + b" ", AT),
            (secret_of(b"k" * 32), BODY, AT),
        )
    }

    assert len(signed) == 4
