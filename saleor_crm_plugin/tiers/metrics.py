"""What counts towards the tiers, for many profiles in one query."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from django.db import connections

from ..ledger.queries import qualifying
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from .ladders import Ladder
from .models import TierBasis
from .policies import Metric, counted_from

# Money that the shop kept, and orders for which it kept some. Lock-free; reads one index range
# per profile.
TOLD_ORDERS = """
SELECT profile_id, currency, sum(paid - refunded - charged_back), count(*)
FROM crm_told_order
WHERE profile_id = ANY(%(profiles)s::bigint[])
  AND is_placed AND NOT is_canceled AND NOT is_gone
  AND paid - refunded - charged_back > 0
  AND placed_at >= coalesce(%(since)s, '-infinity'::timestamptz)
  AND (cardinality(%(channels)s::text[]) = 0 OR channel = ANY(%(channels)s))
GROUP BY profile_id, currency
"""


def metrics(
    ladder: Ladder,
    profile_ids: Collection[int],
    *,
    now: datetime.datetime,
    using: str = WRITER,
) -> dict[int, Metric]:
    """Return what counts for each profile on this ladder; those with nothing are absent.

    Spend is what was paid and not given back, per currency of the orders; orders and points stand
    under the empty currency. One query however many profiles.
    """
    since = counted_from_of(ladder, now=now)
    if ladder.basis == TierBasis.POINTS:
        points = qualifying(
            ladder.book_id,
            profile_ids,
            since=since,
            with_pending=ladder.pending_counts,
            using=using,
        )
        return {
            profile: {"": Decimal(number)}
            for profile, number in points.items()
            if number
        }
    with connections[using].cursor() as cursor:
        cursor.execute(
            TOLD_ORDERS,
            {
                "profiles": int_array(profile_ids),
                "since": since,
                "channels": list(ladder.channels),
            },
        )
        rows = cursor.fetchall()
    if ladder.basis == TierBasis.ORDERS:
        return _order_counts(rows)
    spend: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for profile_id, currency, money, _ in rows:
        spend[profile_id][currency] = money
    return dict(spend)


def counted_from_of(
    ladder: Ladder, *, now: datetime.datetime
) -> datetime.datetime | None:
    """Return the first moment that counts on this ladder."""
    return counted_from(ladder.window, ladder.window_months, ladder.time_zone, now=now)


def _order_counts(rows: list[tuple[int, str, Decimal, int]]) -> dict[int, Metric]:
    counts: dict[int, int] = defaultdict(int)
    for profile_id, _, _, orders in rows:
        counts[profile_id] += orders
    return {profile_id: {"": Decimal(orders)} for profile_id, orders in counts.items()}
