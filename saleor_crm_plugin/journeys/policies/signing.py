"""How calls of other systems are signed: as the Standard Webhooks specification says.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import datetime
import hashlib
import hmac
from collections.abc import Mapping

PREFIX = "whsec_"
KEY_BYTES = 32


def secret_of(key: bytes) -> str:
    """Return the secret as it is shown to whoever sets up the other system."""
    return PREFIX + base64.b64encode(key).decode()


def signed_headers(
    secret: str, call_id: str, body: bytes, *, at: datetime.datetime
) -> Mapping[str, str]:
    """Return the headers by which the other system knows that a call is ours, new, and which.

    `call_id` is the same at every try, `at` (aware) the moment of this one.
    """
    timestamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((call_id.encode(), timestamp.encode(), body))
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return {
        "Webhook-Id": call_id,
        "Webhook-Timestamp": timestamp,
        "Webhook-Signature": f"v1,{base64.b64encode(digest).decode()}",
        "Idempotency-Key": call_id,
        "Content-Type": "application/json",
    }
