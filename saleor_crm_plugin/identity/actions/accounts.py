"""What becomes of people whose account was deleted in the shop."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from ..errors import InvalidKeepingTime
from ..models import PrivacySettings, Profile
from ..queries import keep_closed_accounts
from .erase import erase_profile

ONE_ROW = 1
MOST_DAYS = 3650
BY_SETTING = "setting:keep_closed_accounts_days"


class AccountFact(Protocol):
    """A fact about one of the shop's accounts; whoever observes the shop defines it."""

    @property
    def profile_id(self) -> int | None: ...

    @property
    def user_id(self) -> int: ...

    @property
    def occurred_at(self) -> datetime.datetime: ...


@dataclass(frozen=True, slots=True)
class DueErasures:
    """How many people were erased because their time had come, and whether more are waiting."""

    erased: int
    has_more: bool


# The first closing counts. Somebody with several accounts stays while one of them does: only the
# account ends. Locks: profiles by id.
_CLOSE = """
WITH closed AS (
    SELECT * FROM unnest(
        %(profiles)s::bigint[], %(accounts)s::text[], %(moments)s::timestamptz[]
    ) AS closed (id, account, closed_at)
), staying AS (
    SELECT another.profile_id AS id FROM crm_identifier AS another
    WHERE another.profile_id = ANY(%(profiles)s::bigint[]) AND another.type = 'user'
      AND another.ended_at IS NULL
    GROUP BY another.profile_id
    HAVING count(*) > count(*) FILTER (
        WHERE (another.profile_id, another.value_hash) IN (SELECT id, account FROM closed)
    ) AND count(*) > 1
), ended AS (
    UPDATE crm_identifier AS account SET ended_at = closed.closed_at
    FROM closed JOIN staying USING (id)
    WHERE account.profile_id = closed.id AND account.type = 'user'
      AND account.value_hash = closed.account AND account.ended_at IS NULL
), closing AS (
    SELECT profile.id, closed.closed_at
    FROM crm_profile profile
    JOIN (SELECT id, min(closed_at) AS closed_at FROM closed GROUP BY id) AS closed
      ON closed.id = profile.id
    WHERE profile.erased_at IS NULL AND profile.closed_at IS NULL
      AND profile.id NOT IN (SELECT id FROM staying)
    ORDER BY profile.id
    FOR NO KEY UPDATE OF profile
)
UPDATE crm_profile SET
    closed_at = closing.closed_at,
    erase_due_at = closing.closed_at + %(keep)s
FROM closing WHERE closing.id = crm_profile.id
"""


def close_accounts(facts: Sequence[AccountFact]) -> None:
    """Note that these facts' accounts are gone, and when the people are to be erased.

    The facts are of accounts that have vanished from the shop. Idempotent: the first closing
    counts. `erase_due` does the erasing, with its next run where the shop keeps nobody.
    """
    gone = [fact for fact in facts if fact.profile_id]
    columns: dict[str, Any] = {
        "profiles": [fact.profile_id for fact in gone],
        "accounts": [str(fact.user_id) for fact in gone],
        "moments": [fact.occurred_at for fact in gone],
        "keep": keep_closed_accounts(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, columns)


def erase_due(*, now: datetime.datetime, limit: int = 100) -> DueErasures:
    """Erase the people whose time has come, `limit` at most, each in a transaction of its own.

    Whoever was merged lives on with the survivor, whatever became of a former account.
    """
    due = list(
        Profile.objects.filter(erase_due_at__lte=now, merged_into=None)
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
