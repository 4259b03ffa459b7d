"""Lift members as soon as what they did reaches a tier."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from django.db import connections, transaction

from ...core import clock
from ...core.facts import Fact, Origin
from ...identity.events import PersonFact
from ...identity.models import Profile
from ...observation.events import CustomerFact, OrderFact
from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ..ladders import Ladder, all_ladders, excluded_profiles
from ..metrics import metrics
from ..models import TierBasis, TierStanding
from ..policies import Metric, Standing, outcome_of_fact, reached_level
from ..queries import standings
from .decide import Cause, Decided, write_decisions

# Whoever comes second finds the row of the first.
_MAKE = """
INSERT INTO crm_tier_standing (ladder_id, profile_id, invited_reason)
SELECT %s, profile_id, '' FROM unnest(%s::bigint[]) AS profile_id ORDER BY profile_id
ON CONFLICT (ladder_id, profile_id) DO NOTHING
"""
_COUNTS_ORDERS = frozenset({TierBasis.SPEND.value, TierBasis.ORDERS.value})


def reassess(facts: Sequence[Fact]) -> None:
    """Upgrade the profiles of these facts where their metric says so; never downgrade.

    Idempotent: works from what counts now. Facts about orders move ladders of spend and of
    orders, facts about points those of points; a new account can stand on any (a threshold of
    zero), and so can people who were merged or parted. Locks the standings of a ladder in order
    of their ids. The number of queries does not depend on the number of facts.
    """
    now = clock.now()
    with transaction.atomic():
        for ladder in all_ladders():
            causes = _causes(facts, ladder)
            if causes:
                _reassess(ladder, causes, now=now)


def _causes(facts: Sequence[Fact], ladder: Ladder) -> dict[int, Cause]:
    return {
        fact.profile_id: Cause(fact.occurred_at, fact.origin)
        for fact in facts
        if fact.profile_id is not None and _concerns(fact, ladder)
    }


def reassess_all(*, after: int, limit: int, now: datetime.datetime) -> int | None:
    """Lift the next `limit` profiles by id on every ladder; return the last id, None at the end.

    For ladders that are newer, or were changed later, than what their members did. Their facts
    have the origin *rebuild*, so nobody is sent anything. One transaction; else as `reassess`.
    """
    people = Profile.objects.filter(id__gt=after, merged_into=None).order_by("id")
    profile_ids = list(people.values_list("id", flat=True)[:limit])
    if not profile_ids:
        return None
    causes = dict.fromkeys(profile_ids, Cause(now, Origin.REBUILD))
    with transaction.atomic():
        for ladder in all_ladders():
            _reassess(ladder, causes, now=now)
    return profile_ids[-1]


def _concerns(fact: Fact, ladder: Ladder) -> bool:
    if isinstance(fact, CustomerFact | PersonFact):
        return True
    return isinstance(fact, OrderFact) == (ladder.basis in _COUNTS_ORDERS)


def _reassess(
    ladder: Ladder, causes: Mapping[int, Cause], *, now: datetime.datetime
) -> None:
    excluded = excluded_profiles(
        ladder.book_id, causes, excludes_staff=ladder.excludes_staff
    )
    profile_ids = sorted(causes.keys() - excluded)
    found = metrics(ladder, profile_ids, now=now)
    standings = _locked_standings(ladder, profile_ids, found)
    decided = []
    for row in standings:
        metric = found.get(row.profile_id, {})
        before = ladder.standing(row)
        outcome = outcome_of_fact(before, ladder.levels, metric)
        if outcome.decisions:
            decided.append(
                Decided(
                    row=row,
                    before=before,
                    outcome=outcome,
                    metric=metric,
                    cause=causes[row.profile_id],
                )
            )
    if decided:
        write_decisions(ladder, decided, now=now)


def _locked_standings(
    ladder: Ladder, profile_ids: Collection[int], found: Mapping[int, Metric]
) -> list[TierStanding]:
    """Lock the standings that a new level could change, made first where there is none."""
    rows = standings([ladder.id], profile_ids)
    known = {row.profile_id: ladder.standing(row) for row in rows}
    rising = [
        profile_id
        for profile_id in profile_ids
        if _rises(ladder, known.get(profile_id), found.get(profile_id, {}))
    ]
    if not rising:
        return []
    new = [profile_id for profile_id in rising if profile_id not in known]
    if new:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(_MAKE, (ladder.id, int_array(new)))
    locked = TierStanding.objects.select_for_update().filter(
        ladder_id=ladder.id, profile_id__in=rising
    )
    return list(locked.order_by("id"))


def _rises(ladder: Ladder, standing: Standing | None, metric: Metric) -> bool:
    if standing is None:
        return reached_level(ladder.levels, metric) is not None
    return bool(outcome_of_fact(standing, ladder.levels, metric).decisions)
