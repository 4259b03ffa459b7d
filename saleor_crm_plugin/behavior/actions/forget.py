"""Forget what people did: at their word, with the person, or when its time is over."""

import datetime
from collections.abc import Collection, Sequence

from django.db import connections

from ...consent.actions.record import lock_people
from ...consent.policies import ANY_CHANNEL, ConsentStatus
from ...consent.purposes import ConsentPurpose
from ...consent.queries import consent_of
from ...core.facts import Fact
from ...saleor_adapter.db import WRITER
from ..policies.moments import kept_since
from ..queries import keep_days

# Locks: the visitors by id, which whoever tells of events holds too.
DEVICES = """
SELECT id FROM crm_visitor WHERE profile_id = ANY(%s) ORDER BY id FOR UPDATE
"""
# What waits to be joined to somebody who has signed in is theirs already.
UNCLAIMED = """
DELETE FROM crm_behavior_event AS event
WHERE event.visitor_id = ANY(%s) AND event.profile_id IS NULL AND NOT EXISTS (
    SELECT FROM crm_waiting_history AS waiting
    WHERE waiting.visitor_id = event.visitor_id AND event.occurred_at <= waiting.until
      AND (waiting.since IS NULL OR event.occurred_at > waiting.since)
)
"""
# By the visitors' rows, as whoever tells of events; a worker that joins holds the person.
WAITING = """
DELETE FROM crm_behavior_event AS event
USING crm_waiting_history AS waiting
WHERE waiting.profile_id = ANY(%s) AND event.visitor_id = waiting.visitor_id
  AND event.profile_id IS NULL AND event.occurred_at <= waiting.until
  AND (waiting.since IS NULL OR event.occurred_at > waiting.since)
"""
OF_PEOPLE = (
    WAITING,
    "DELETE FROM crm_waiting_history WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_visitor WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_behavior_event WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_behavior_day WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_product_interest WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_category_interest WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_person_keyword WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_inbound_text WHERE profile_id = ANY(%s)",
    "DELETE FROM crm_behavior_difference WHERE profile_id = ANY(%s)",
)
# A batch at a time, by the index of the moment.
OLD_SUMS = (
    "DELETE FROM crm_behavior_day WHERE (profile_id, day, kind) IN ("
    "SELECT profile_id, day, kind FROM crm_behavior_day WHERE day < %(limit)s::date"
    " ORDER BY profile_id, day, kind LIMIT %(batch)s)",
    "DELETE FROM crm_product_interest WHERE (profile_id, product_id) IN ("
    "SELECT profile_id, product_id FROM crm_product_interest WHERE last_at < %(limit)s"
    " ORDER BY profile_id, product_id LIMIT %(batch)s)",
    "DELETE FROM crm_category_interest WHERE (profile_id, category_id) IN ("
    "SELECT profile_id, category_id FROM crm_category_interest WHERE last_at < %(limit)s"
    " ORDER BY profile_id, category_id LIMIT %(batch)s)",
    "DELETE FROM crm_person_keyword WHERE (profile_id, source, word) IN ("
    "SELECT profile_id, source, word FROM crm_person_keyword WHERE last_at < %(limit)s"
    " ORDER BY profile_id, source, word LIMIT %(batch)s)",
    "DELETE FROM crm_inbound_text WHERE key IN ("
    "SELECT key FROM crm_inbound_text WHERE occurred_at < %(limit)s ORDER BY key LIMIT %(batch)s)",
    "DELETE FROM crm_visitor WHERE id IN ("
    "SELECT id FROM crm_visitor WHERE seen_at < %(limit)s ORDER BY id LIMIT %(batch)s)",
)
BATCH = 10_000


def forget_people(profile_ids: Collection[int]) -> int:
    """Delete everything about these people; return how many rows. Idempotent.

    What nobody was signed in for on a device that one of them is signed in on goes too: it could
    only have become theirs. In the caller's transaction, with the profiles locked. A fixed number
    of statements.
    """
    wanted = sorted(profile_ids)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(DEVICES, (wanted,))
        devices = [visitor_id for (visitor_id,) in cursor.fetchall()]
        cursor.execute(UNCLAIMED, (devices,))
        deleted: int = cursor.rowcount
        for statement in OF_PEOPLE:
            cursor.execute(statement, (wanted,))
            deleted += cursor.rowcount
    return deleted


def forget_unallowed(facts: Sequence[Fact]) -> None:
    """Delete what is kept of those who no longer agree to be profiled; a handler.

    Looks at what holds now, whatever the facts say: who has agreed again keeps what came since.
    Locks the profiles by id, so that nothing that was told meanwhile stays.
    """
    concerned = {
        fact.profile_id
        for fact in facts
        if fact.profile_id and getattr(fact, "purpose", "") == ConsentPurpose.PROFILING
    }
    if not concerned:
        return
    lock_people(sorted(concerned))
    said = consent_of(
        concerned, channel=ANY_CHANNEL, purpose=ConsentPurpose.PROFILING, using=WRITER
    )
    forget_people([one for one in concerned if said[one] != ConsentStatus.GRANTED])


def forget_old(*, now: datetime.datetime) -> int:
    """Delete sums and visitors whose last moment is past the shop's limit; return how many rows.

    Events go with their month (`partitions`). At most 10,000 rows of each kind a run: the next
    one goes on. Idempotent.
    """
    limit = kept_since(now, keep_days(using=WRITER))
    deleted = 0
    with connections[WRITER].cursor() as cursor:
        for statement in OLD_SUMS:
            cursor.execute(statement, {"limit": limit, "batch": BATCH})
            deleted += cursor.rowcount
    return deleted
