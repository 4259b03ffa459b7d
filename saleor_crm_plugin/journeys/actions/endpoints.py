"""Enter and retire the addresses of other systems that journeys may call; renew their secrets."""

import datetime
import re
import secrets
from dataclasses import dataclass

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ...messaging.secret_box import close_box, hint
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.reading import read_rows
from ...saleor_adapter.web_client import problem_of_url
from ..errors import EndpointInUse, EndpointNotFound, InvalidSetting
from ..models import Journey
from ..policies.signing import KEY_BYTES, secret_of
from ..webhook_models import WebhookEndpoint

CODE = re.compile(r"[a-z][a-z0-9_-]{0,63}")
LONGEST_URL = 500
AUDITED = "webhook_endpoint"
SECRET = "secret"  # noqa: S105 the name of it


# What runs now, what is turned on next, and what people are still on their way through.
USED_BY = """
SELECT DISTINCT journey.code
FROM crm_journey AS journey
JOIN crm_journey_version AS version ON version.journey_id = journey.id
WHERE version.published_at IS NOT NULL
  AND EXISTS (
      SELECT FROM jsonb_each(version.definition -> 'steps') AS step
      WHERE step.value ->> 'kind' = 'webhook' AND step.value ->> 'endpoint' = %(code)s
  )
  AND (
      journey.current_id = version.id
      OR EXISTS (
          SELECT FROM crm_enrollment AS passage
          WHERE passage.journey_id = journey.id AND passage.version_id = version.id
            AND passage.state IN ('expected', 'active', 'shadow', 'stuck')
      )
  )
ORDER BY journey.code
"""


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
    is_partner: bool | None = None,
    author: str,
    now: datetime.datetime,
) -> SavedEndpoint:
    """Enter an endpoint, or change the one with this code; a new one gets a secret.

    Calls that wait go to the new address; one that was retired is back, with a new secret. None
    leaves whether it is a partner's as it is, at first not. Locks the endpoint. Raises
    InvalidSetting.
    """
    _check(code, url)
    with transaction.atomic():
        row = WebhookEndpoint.objects.select_for_update().filter(code=code).first()
        before = _shown(row) if row else {}
        row = row or WebhookEndpoint(code=code, created_at=now)
        is_new = row.pk is None or row.retired_at is not None
        secret = _renew(row) if renew_secret or is_new else None
        row.url, row.updated_at, row.retired_at = url, now, None
        row.is_partner = row.is_partner if is_partner is None else is_partner
        row.save()
        after = _shown(row)
        record_change(
            AUDITED, row.pk, author=author, before=before, after=after, now=now
        )
    return SavedEndpoint(row, secret)


def _check(code: str, url: str) -> None:
    if not CODE.fullmatch(code):
        raise InvalidSetting(
            Sentence(
                "Up to 64 lower-case letters, digits, - and _, beginning with a letter."
            ),
            field="code",
        )
    if len(url) > LONGEST_URL:
        raise InvalidSetting(
            Sentence("At most {most} characters.", most=LONGEST_URL), field="url"
        )
    if problem := problem_of_url(url):
        raise InvalidSetting(problem, field="url")


def _shown(row: WebhookEndpoint) -> dict[str, object]:
    shown: dict[str, object] = {"url": row.url, "secretHint": row.secret_hint}
    return shown | ({"isPartner": True} if row.is_partner else {})


def retire_endpoint(code: str, *, author: str, now: datetime.datetime) -> None:
    """Take an endpoint out of use, with its secret and address; its calls stay for their time.

    Its code can be entered anew. Locks all journeys, so that none is published with it meanwhile,
    and then the endpoint. Raises EndpointNotFound and EndpointInUse.
    """
    with transaction.atomic():
        journeys = Journey.objects.select_for_update(no_key=True).order_by("pk")
        list(journeys.values_list("pk"))
        row = (
            WebhookEndpoint.objects.select_for_update()
            .filter(code=code, retired_at__isnull=True)
            .first()
        )
        if row is None:
            raise EndpointNotFound(code)
        if used := read_rows(USED_BY, {"code": code}, WRITER):
            raise EndpointInUse(code, [journey["code"] for journey in used])
        before = {"url": row.url, "secretHint": row.secret_hint}
        row.url, row.secrets, row.secret_hint = "", "", ""
        row.updated_at = row.retired_at = now
        row.save()
        after = {"url": "", "secretHint": ""}
        record_change(
            AUDITED, row.pk, author=author, before=before, after=after, now=now
        )


def _renew(row: WebhookEndpoint) -> str:
    secret = secret_of(secrets.token_bytes(KEY_BYTES))
    row.secrets, row.secret_hint = close_box({SECRET: secret}), hint(secret)
    return secret
