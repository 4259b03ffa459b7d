"""Compare what behavior adds up to with its events: by night with repair, by hand as one likes."""

import datetime
import logging
from collections.abc import Collection, Iterator

from django.db import connections, transaction

from ...consent.actions.record import lock_people
from ...saleor_adapter.db import WRITER
from ..policies.moments import kept_since
from ..proof_models import BehaviorDifference, BehaviorProof
from ..queries import keep_days
from ..sums import Wrong, compare, mend

logger = logging.getLogger(__name__)

# People who are held while their sums are counted.
PAGE = 200
KEPT = datetime.timedelta(days=90)
# From each table by its own index, no further than the page goes.
PEOPLE = """
SELECT DISTINCT profile_id FROM (
    {parts}
) AS anybody
ORDER BY profile_id LIMIT %(limit)s
"""
PART = """(
    SELECT DISTINCT profile_id FROM {table} WHERE profile_id > %(after)s
    ORDER BY profile_id LIMIT %(limit)s
)"""
TABLES = (
    "crm_behavior_event",
    "crm_behavior_day",
    "crm_product_interest",
    "crm_category_interest",
    "crm_person_keyword",
)


def prove_sums(*, now: datetime.datetime) -> BehaviorProof:
    """Compare everybody's sums with the events that are kept; make those anew that differ.

    Also takes out of the sums what is kept no more. Goes on where a stopped proof was: each page
    is one transaction together with the note of how far it is, with its people locked. Old
    reports are forgotten. Returns the report.
    """
    while (report := _page(now)).is_running:
        pass
    if report.different:
        logger.error("The sums of behavior of %s people differed", report.different)
    BehaviorProof.objects.filter(is_running=False, finished_at__lt=now - KEPT).delete()
    return report


def verify_sums(*, now: datetime.datetime) -> Iterator[Wrong]:
    """Yield what differs, person by person, and change nothing."""
    since, after = kept_since(now, keep_days(using=WRITER)), 0
    while people := _people(after):
        with transaction.atomic(using=WRITER):
            lock_people(people)
            found = compare(people, since=since)
        yield from found
        after = people[-1]


def make_anew(profile_ids: Collection[int], *, now: datetime.datetime) -> None:
    """Make these people's sums anew from their events, in the caller's transaction."""
    mend(profile_ids, since=kept_since(now, keep_days(using=WRITER)))


@transaction.atomic(using=WRITER)
def _page(now: datetime.datetime) -> BehaviorProof:
    BehaviorProof.objects.bulk_create(
        [BehaviorProof(started_at=now)], ignore_conflicts=True
    )
    proof = BehaviorProof.objects.select_for_update().get(is_running=True)
    people = _people(proof.reached_id)
    if not people:
        proof.is_running, proof.finished_at = False, now
        proof.save(update_fields=["is_running", "finished_at"])
        return proof
    lock_people(people)
    found = mend(people, since=kept_since(now, keep_days(using=WRITER)))
    BehaviorDifference.objects.bulk_create(
        [
            BehaviorDifference(
                proof=proof, profile_id=one.profile_id, table=one.table, rows=one.wrong
            )
            for one in found
            if one.wrong
        ]
    )
    proof.reached_id = people[-1]
    proof.compared += len(people)
    proof.different += len({one.profile_id for one in found if one.wrong})
    proof.aged += len({one.profile_id for one in found if one.aged})
    proof.save(update_fields=["reached_id", "compared", "different", "aged"])
    return proof


def _people(after: int) -> list[int]:
    parts = " UNION ALL ".join(PART.format(table=table) for table in TABLES)
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PEOPLE.format(parts=parts), {"after": after, "limit": PAGE})
        return [profile_id for (profile_id,) in cursor.fetchall()]
