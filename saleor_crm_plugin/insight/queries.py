"""What insight knows of people: the reads of the areas above.

The tables may be joined by profile id: sums in `crm_customer_rollup`, `_money`, `_day`, `_product`;
RFM and predictions in `crm_customer_score`; lifecycle and relationship type in
`crm_customer_insight`. Who has no row there is a prospect of unknown relation.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ..saleor_adapter.db import WRITER
from .inference_models import CustomerInsight, RelationshipType
from .models import CustomerMoney, CustomerRollup
from .score_models import CustomerScore, ScoringRun


@dataclass(frozen=True, slots=True)
class PersonInsight:
    """All that insight keeps about one person; None for what has not been made yet.

    `scored` and `predicted` are the last finished runs over everybody that were not refused.
    """

    inferred: CustomerInsight | None
    orders: CustomerRollup | None
    money: tuple[CustomerMoney, ...]
    score: CustomerScore | None
    scored: ScoringRun | None
    predicted: ScoringRun | None


def insights_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, PersonInsight]:
    """Return what is kept about each of these people; five queries however many."""
    people = list(profile_ids)
    inferred = CustomerInsight.objects.using(using).in_bulk(people)
    orders = CustomerRollup.objects.using(using).in_bulk(people)
    scores = CustomerScore.objects.using(using).in_bulk(people)
    money: dict[int, list[CustomerMoney]] = {}
    kept = CustomerMoney.objects.using(using).filter(profile_id__in=people)
    for row in kept.order_by("profile_id", "currency"):
        money.setdefault(row.profile_id, []).append(row)
    runs = {run.kind: run for run in _last_runs(using)}
    return {
        profile_id: PersonInsight(
            inferred=inferred.get(profile_id),
            orders=orders.get(profile_id),
            money=tuple(money.get(profile_id, ())),
            score=scores.get(profile_id),
            scored=runs.get(ScoringRun.Kind.RFM.value),
            predicted=runs.get(ScoringRun.Kind.PREDICTIONS.value),
        )
        for profile_id in people
    }


def relationship_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, RelationshipType]:
    """Return the relationship type of each of these people, unknown for those not assessed.

    One query. For the default tone and the frequency caps of messages.
    """
    rows = CustomerInsight.objects.using(using).filter(profile_id__in=list(profile_ids))
    found = dict(rows.values_list("profile_id", "relationship_type"))
    return {
        profile_id: RelationshipType(found.get(profile_id, RelationshipType.UNKNOWN))
        for profile_id in profile_ids
    }


def _last_runs(using: str) -> list[ScoringRun]:
    finished = ScoringRun.objects.using(using).filter(
        finished_at__isnull=False, refusal=""
    )
    return list(finished.order_by("kind", "-id").distinct("kind"))
