"""The nightly proof: compare all rollups with the shop's orders, repair them, and say what it was."""

import datetime
from collections.abc import Collection

from django.db import connections, transaction

from ...core.facts import Origin
from ...observation.queries import order_ids_of_profiles
from ...outbox.actions import mark_many
from ...outbox.marks import ORDER
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..channel_days import channel_days
from ..proof_sql import COMPARE, PEOPLE
from ..score_models import RollupDifference, RollupProof
from .roll_up import roll_up_profiles

PAGE = 1000
KEPT = datetime.timedelta(days=90)
VALUE_LENGTH = 120

Difference = tuple[int, str, str, str]
"""A profile, a figure, and its value as rolled up and in the shop."""


def prove_rollups(*, now: datetime.datetime) -> RollupProof:
    """Compare everybody's rollup with the shop by a statement of its own; repair what differs.

    Goes on where a stopped proof was: each page is one transaction together with the note of how
    far it is. What still differs after the repair is where the shop is ahead of what was told;
    those orders are marked to be observed. Old reports are forgotten. Returns the report.
    """
    while (report := _page(now)).is_running:
        pass
    RollupProof.objects.filter(is_running=False, finished_at__lt=now - KEPT).delete()
    return report


@transaction.atomic(using=WRITER)
def _page(now: datetime.datetime) -> RollupProof:
    RollupProof.objects.bulk_create(
        [RollupProof(started_at=now)], ignore_conflicts=True
    )
    proof = RollupProof.objects.select_for_update().get(is_running=True)
    people = _people(proof.reached_id)
    if not people:
        proof.is_running, proof.finished_at = False, now
        proof.save(update_fields=["is_running", "finished_at"])
        return proof
    found = differences(people)
    unsettled = _repair(proof, found, now) if found else set()
    proof.reached_id = people[-1]
    proof.compared += len(people)
    proof.different += len({profile_id for profile_id, *_ in found})
    proof.unsettled += len(unsettled)
    proof.save(update_fields=["reached_id", "compared", "different", "unsettled"])
    return proof


def differences(profile_ids: Collection[int]) -> list[Difference]:
    """Return every figure of these people that is not what the shop's orders say; three queries."""
    days = channel_days().parameters()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(COMPARE, {"profiles": int_array(profile_ids), **days})
        return cursor.fetchall()


def _people(after: int) -> list[int]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(PEOPLE, {"after": after, "limit": PAGE})
        return [profile_id for (profile_id,) in cursor.fetchall()]


def _repair(
    proof: RollupProof, found: list[Difference], now: datetime.datetime
) -> set[int]:
    """Make the rollups anew, note the differences, and return whose still differ."""
    wrong = sorted({profile_id for profile_id, *_ in found})
    roll_up_profiles(wrong, now=now)
    left = {(profile_id, figure) for profile_id, figure, *_ in differences(wrong)}
    unsettled = {profile_id for profile_id, _ in left}
    RollupDifference.objects.bulk_create(
        [
            RollupDifference(
                proof=proof,
                profile_id=profile_id,
                figure=figure,
                rolled_up=rolled_up[:VALUE_LENGTH],
                in_shop=in_shop[:VALUE_LENGTH],
                is_repaired=(profile_id, figure) not in left,
            )
            for profile_id, figure, rolled_up, in_shop in found
        ],
        batch_size=1000,
    )
    mark_many(ORDER, order_ids_of_profiles(sorted(unsettled)), Origin.SWEEP)
    return unsettled
