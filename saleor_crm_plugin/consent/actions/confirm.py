"""Confirm what was asked for: the second half of a double opt-in."""

import datetime

from django.db import transaction

from ..errors import LinkInvalid, LinkOver
from ..models import ConsentEvent, ConsentState
from ..policies import ConsentStatus
from ..sources import Source
from .record import ConsentAct, lock_people, record_consents
from .wish import Origin


def confirm_opt_in(
    event_id: int, *, origin: Origin, now: datetime.datetime
) -> ConsentStatus:
    """Grant what this event asked for, and return where it stands.

    `event_id` comes out of a signed link. Idempotent: confirmed twice is granted once. Locks the
    profile. Raises LinkInvalid where there is nobody to confirm anything, and LinkOver where the
    person has withdrawn since: who asks again then gets another link.
    """
    with transaction.atomic():
        event = ConsentEvent.objects.filter(pk=event_id).first()
        if event is None or not lock_people([event.profile_id]):
            raise LinkInvalid
        about = {
            "profile_id": event.profile_id,
            "channel": event.channel,
            "purpose": event.purpose,
            "list_code": event.list_code,
        }
        if ConsentState.objects.get(**about).status == ConsentStatus.GRANTED:
            return ConsentStatus.GRANTED
        since = ConsentEvent.objects.filter(**about, occurred_at__gte=event.occurred_at)
        if since.filter(status=ConsentStatus.WITHDRAWN).exists():
            raise LinkOver
        [status] = record_consents([_confirmation(event, origin, now)], now=now)
    return status


def _confirmation(
    event: ConsentEvent, origin: Origin, now: datetime.datetime
) -> ConsentAct:
    return ConsentAct(
        profile_id=event.profile_id,
        channel=event.channel,
        purpose=event.purpose,
        list_code=event.list_code,
        granted=True,
        source=Source.CONFIRMATION,
        occurred_at=now,
        key=f"confirmed:{event.pk}",
        wording_id=event.wording_id,
        ip=origin.ip,
        user_agent=origin.user_agent,
    )
