"""Roll up the orders of the people whom facts are about."""

import datetime
from collections.abc import Collection, Sequence

from django.db import connections, transaction

from ...core import clock
from ...core.facts import Fact
from ...observation.events import OrderReassigned
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..channel_days import channel_days
from ..rollup_sql import HOLD, UNCOMPILED, roll_up_sql

# In one go: the lock needs no answer.
BEGIN = f"{UNCOMPILED}; {HOLD}"
ROLL_UP = roll_up_sql()


def roll_up(facts: Sequence[Fact]) -> None:
    """Sum up the orders of everybody whom these facts are about, and who had the orders before.

    Idempotent, and the order of facts does not matter: works from what was told by now. As
    `roll_up_profiles` otherwise.
    """
    touched = {fact.profile_id for fact in facts} | {
        fact.previous_profile_id for fact in facts if isinstance(fact, OrderReassigned)
    }
    roll_up_profiles(
        [profile_id for profile_id in touched if profile_id is not None],
        now=clock.now(),
    )


def roll_up_profiles(
    profile_ids: Collection[int], *, now: datetime.datetime
) -> list[int]:
    """Sum up all orders of these people anew and store what is other than it was.

    Locks their insight rows (made if missing) in order of ids before the orders are read, so that
    of two at once the later one sees all. Whose sums changed is due to be assessed at `now`.
    Returns their ids. As many statements however many people.
    """
    if not profile_ids:
        return []
    people = int_array(sorted(profile_ids))
    days = channel_days()
    with transaction.atomic(using=WRITER), connections[WRITER].cursor() as cursor:
        cursor.execute(BEGIN, {"profiles": people, "now": now})
        cursor.execute(ROLL_UP, {"profiles": people, "now": now, **days.parameters()})
        return sorted(profile_id for (profile_id,) in cursor.fetchall())
