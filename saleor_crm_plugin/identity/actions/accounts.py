"""What becomes of people whose account was deleted in the shop."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ...core.facts import Fact
from ..errors import InvalidKeepingTime
from ..models import PrivacySettings, Profile
from ..queries import keep_closed_accounts
from .erase import erase_profile

ONE_ROW = 1
MOST_DAYS = 3650
BY_SETTING = "setting:keep_closed_accounts_days"


@dataclass(frozen=True, slots=True)
class DueErasures:
    """How many people were erased because their time had come, and whether more are waiting."""

    erased: int
    has_more: bool


# The first closing counts. Locks: profiles by id.
_CLOSE = """
WITH closing AS (
    SELECT profile.id, closed.closed_at
    FROM crm_profile profile
    JOIN unnest(%(profiles)s::bigint[], %(moments)s::timestamptz[]) AS closed (id, closed_at)
        ON closed.id = profile.id
    WHERE profile.erased_at IS NULL AND profile.closed_at IS NULL
    ORDER BY profile.id
    FOR NO KEY UPDATE OF profile
)
UPDATE crm_profile SET
    closed_at = closing.closed_at,
    erase_due_at = closing.closed_at + %(keep)s
FROM closing WHERE closing.id = crm_profile.id
"""


def close_accounts(facts: Sequence[Fact]) -> None:
    """Note that these facts' accounts are gone, and when the people are to be erased.

    The facts are of accounts that have vanished from the shop. Idempotent: the first closing
    counts. `erase_due` does the erasing, with its next run where the shop keeps nobody.
    """
    closed_at = {fact.profile_id: fact.occurred_at for fact in facts if fact.profile_id}
    columns: dict[str, Any] = {
        "profiles": list(closed_at),
        "moments": list(closed_at.values()),
        "keep": keep_closed_accounts(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, columns)


def erase_due(*, now: datetime.datetime, limit: int = 100) -> DueErasures:
    """Erase the people whose time has come, `limit` at most, each in a transaction of its own."""
    due = list(
        Profile.objects.filter(erase_due_at__lte=now)
        .order_by("erase_due_at", "pk")
        .values_list("pk", flat=True)[: limit + 1]
    )
    for profile_id in due[:limit]:
        erase_profile(profile_id, now=now, author=BY_SETTING)
    return DueErasures(erased=len(due[:limit]), has_more=len(due) > limit)


def keep_closed_accounts_for(days: int) -> None:
    """Set for how many days a closed account's person is kept (0: erased at once).

    Counts for accounts that are closed from now on. Raises InvalidKeepingTime.
    """
    if not 0 <= days <= MOST_DAYS:
        raise InvalidKeepingTime(days)
    PrivacySettings.objects.update_or_create(
        pk=ONE_ROW, defaults={"keep_closed_accounts_days": days}
    )
