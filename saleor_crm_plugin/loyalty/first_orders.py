"""Which order holds its owner's first-order points: the first paid one, once per profile."""

from collections.abc import Mapping, Sequence

from django.db import connections

from ..saleor_adapter.db import WRITER
from .earning_rule import Occasion
from .models import FirstOrder
from .order_cases import OrderCase
from .terms import EarningTerms

# One index probe per profile; no locks.
FIRST_PAID = """
SELECT DISTINCT ON (profile_id) profile_id, order_id::text
FROM crm_told_order
WHERE profile_id = ANY(%s) AND is_placed AND paid + paid_by_gift_cards > 0
ORDER BY profile_id, placed_at, order_id
"""


def claim_first_orders(
    cases: Sequence[OrderCase], terms: Mapping[str, EarningTerms]
) -> frozenset[str]:
    """Claim the first-order points for those that are their owner's first paid order.

    A claim is never given to another order, so it is paid once even if the order is undone.
    Returns which of the orders hold a claim of their present owner. Three queries.
    """
    wanted = [
        case
        for case in cases
        if case.order.id in terms and terms[case.order.id].has(Occasion.FIRST_ORDER)
    ]
    if not wanted:
        return frozenset()
    first = _first_paid({case.profile_id for case in wanted})
    FirstOrder.objects.bulk_create(
        [
            FirstOrder(
                book_id=case.program.book_id,
                profile_id=case.profile_id,
                order_id=case.order.id,
            )
            for case in wanted
            if first.get(case.profile_id) == case.order.id
        ],
        ignore_conflicts=True,
    )
    claims = FirstOrder.objects.filter(order_id__in=[case.order.id for case in wanted])
    held = {(row.book_id, row.profile_id, str(row.order_id)) for row in claims}
    return frozenset(
        case.order.id
        for case in wanted
        if (case.program.book_id, case.profile_id, case.order.id) in held
    )


def release_first_orders(cases: Sequence[OrderCase]) -> None:
    """Give up the claims of orders that have just gone to another owner."""
    FirstOrder.objects.filter(order_id__in=[case.order.id for case in cases]).delete()


def _first_paid(profile_ids: set[int]) -> dict[int, str]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FIRST_PAID, [list(profile_ids)])
        return dict(cursor.fetchall())
