"""What the owner of an on-site message does with it: sees it, follows it, dismisses it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from ...saleor_adapter.db import WRITER
from ..errors import MessageNotFound
from ..models import OnsiteMessage
from ..policies.states import MessageState
from .reports import note_seen


def note_onsite_seen(
    profile_id: int, public_ids: Collection[UUID], *, now: datetime.datetime
) -> int:
    """Count one more view of each; publish MessageOpened with the first. Others' are passed over.

    Returns how many are this person's.
    """
    with transaction.atomic(using=WRITER):
        rows = _own(profile_id, public_ids)
        seen = rows.update(views=F("views") + 1, last_seen_at=now)
        note_seen(_ids(rows), MessageState.OPENED, now=now)
    return seen


def note_onsite_clicked(
    profile_id: int, public_id: UUID, *, now: datetime.datetime
) -> None:
    """Note that the person followed it; it is not shown again. Raises MessageNotFound.

    Publishes MessageClicked with the first time.
    """
    with transaction.atomic(using=WRITER):
        rows = _own(profile_id, [public_id])
        if not rows.exists():
            raise MessageNotFound
        rows.filter(clicked_at=None).update(clicked_at=now)
        note_seen([public_id], MessageState.CLICKED, now=now)


def dismiss_onsite(profile_id: int, public_id: UUID, *, now: datetime.datetime) -> None:
    """Never show it again; idempotent. Raises MessageNotFound."""
    with transaction.atomic(using=WRITER):
        rows = _own(profile_id, [public_id])
        if not rows.exists():
            raise MessageNotFound
        rows.filter(dismissed_at=None).update(dismissed_at=now)


def _own(profile_id: int, public_ids: Collection[UUID]) -> QuerySet[OnsiteMessage]:
    return OnsiteMessage.objects.using(WRITER).filter(
        profile_id=profile_id, message__public_id__in=public_ids
    )


def _ids(rows: QuerySet[OnsiteMessage]) -> list[UUID]:
    return list(rows.values_list("message__public_id", flat=True))
