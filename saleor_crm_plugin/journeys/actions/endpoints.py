"""Enter the addresses of other systems that journeys may call, and renew their secrets."""

import datetime
import re
import secrets
from dataclasses import dataclass

from django.db import transaction

from ...audit.actions import record_change
from ...messaging.secret_box import close_box, hint
from ...saleor_adapter.web_client import problem_of_url
from ..errors import InvalidSetting
from ..policies.signing import KEY_BYTES, secret_of
from ..webhook_models import WebhookEndpoint

CODE = re.compile(r"[a-z][a-z0-9_-]{0,63}")
LONGEST_URL = 500
AUDITED = "webhook_endpoint"
SECRET = "secret"  # noqa: S105 the name of it


@dataclass(frozen=True, slots=True)
class SavedEndpoint:
    """An endpoint, and its secret if it is new: it is shown this once."""

    endpoint: WebhookEndpoint
    secret: str | None


def save_endpoint(
    code: str,
    url: str,
    *,
    renew_secret: bool = False,
    author: str,
    now: datetime.datetime,
) -> SavedEndpoint:
    """Enter an endpoint, or change the one with this code; a new one gets a secret.

    Calls that wait go to the new address. Locks the endpoint. Raises InvalidSetting.
    """
    if not CODE.fullmatch(code):
        raise InvalidSetting(
            "Up to 64 lower-case letters, digits, - and _, beginning with a letter.",
            field="code",
        )
    if len(url) > LONGEST_URL:
        raise InvalidSetting(f"At most {LONGEST_URL} characters.", field="url")
    if problem := problem_of_url(url):
        raise InvalidSetting(problem, field="url")
    with transaction.atomic():
        row = WebhookEndpoint.objects.select_for_update().filter(code=code).first()
        before = {"url": row.url, "secretHint": row.secret_hint} if row else {}
        row = row or WebhookEndpoint(code=code, created_at=now)
        secret = _renew(row) if renew_secret or row.pk is None else None
        row.url, row.updated_at = url, now
        row.save()
        after = {"url": row.url, "secretHint": row.secret_hint}
        record_change(
            AUDITED, row.pk, author=author, before=before, after=after, now=now
        )
    return SavedEndpoint(row, secret)


def _renew(row: WebhookEndpoint) -> str:
    secret = secret_of(secrets.token_bytes(KEY_BYTES))
    row.secrets, row.secret_hint = close_box({SECRET: secret}), hint(secret)
    return secret
