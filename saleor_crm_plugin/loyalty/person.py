"""What loyalty keeps about people: which orders take part, what was asked for them."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import connections

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from ..ledger.actions.transfer import transfer
from ..ledger.requests import Transfer
from ..saleor_adapter.db import WRITER
from .first_orders import look_for_first_orders
from .models import (
    AdjustmentRequest,
    AdjustmentWords,
    ExpiryWarning,
    FirstOrder,
    OrderSettlement,
    TermsAcceptance,
)

_LOCK_SETTLEMENTS = """
SELECT FROM crm_order_settlement WHERE profile_id = ANY(%s) ORDER BY order_id FOR UPDATE
"""
# What the survivor still holds of orders that are the source's again.
_LOTS_OF_ORDERS = """
SELECT account.book_id, account.posting_count, array_agg(lot.id ORDER BY lot.id)
FROM crm_order_settlement AS settled
JOIN crm_ledger_account AS account
  ON account.book_id = settled.book_id AND account.profile_id = %(target)s
JOIN crm_ledger_lot AS lot
  ON lot.book_id = settled.book_id AND lot.source = 'order:' || settled.order_id
 AND lot.account_id = account.id
WHERE settled.profile_id = %(source)s
GROUP BY account.id, account.book_id, account.posting_count ORDER BY account.id
"""
_FIRST_ORDERS_FOLLOW = """
UPDATE crm_first_order AS first SET profile_id = %(source)s
FROM crm_order_settlement AS settled
WHERE first.profile_id = %(target)s AND settled.order_id = first.order_id
  AND settled.profile_id = %(source)s
  AND NOT EXISTS (
      SELECT FROM crm_first_order AS own
      WHERE own.profile_id = %(source)s AND own.book_id = first.book_id
  )
"""


@person_data.register
class LoyaltyRows(PersonData):
    """Ids and moments, and the words of staff; the points themselves are the ledger's."""

    code = "loyalty"
    lock_position = 60
    models = (
        OrderSettlement,
        FirstOrder,
        ExpiryWarning,
        AdjustmentRequest,
        AdjustmentWords,
        TermsAcceptance,
    )
    moves = (
        Moves(OrderSettlement),
        Moves(FirstOrder, alike=("book_id",)),
        Moves(ExpiryWarning, alike=("book_id", "expires_at")),
    )
    stays = {
        AdjustmentRequest: "Never changed; once approved it is the survivor who gets it.",
        AdjustmentWords: "They go with their request.",
        TermsAcceptance: "Never changed; the survivor agreed for itself, or is asked again.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the orders that take part, what staff asked for, and accepted terms."""
        rows = OrderSettlement.objects.filter(profile_id=profile_id).order_by(
            "order_id"
        )
        asked = AdjustmentWords.objects.filter(profile_id=profile_id).order_by("pk")
        return (
            [
                {"order_id": str(order_id), "book_id": book_id}
                for order_id, book_id in rows.values_list("order_id", "book_id")
            ]
            + [
                {
                    "requested_at": words.request.requested_at.isoformat(),
                    "points": words.request.points,
                    "reason": words.reason,
                    "declined_because": words.declined_because,
                }
                for words in asked.select_related("request")
            ]
            + [
                {
                    "accepted_terms": row.version,
                    "accepted_at": row.accepted_at.isoformat(),
                }
                for row in TermsAcceptance.objects.filter(
                    profile_id=profile_id
                ).order_by("id")
            ]
        )

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the words of requests; the requests stay, with ids only."""
        return AdjustmentWords.objects.filter(profile_id=profile_id).delete()[0]

    def lock(self, profile_ids: Collection[int]) -> None:
        """Lock settlements as those who settle do, before anybody's profile."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(_LOCK_SETTLEMENTS, (list(profile_ids),))

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move settlements, which the ledger's lots have gone ahead of; a person has one first order.

        Where both held first-order points, those of the later order are settled anew.
        """
        doubled = FirstOrder.objects.filter(
            profile_id=merge.source_id,
            book_id__in=FirstOrder.objects.filter(profile_id=merge.target_id).values(
                "book_id"
            ),
        )
        books = list(doubled.order_by("book_id").values_list("book_id", flat=True))
        doubled.delete()
        moved = super().merge(merge)
        owners = {(book_id, merge.target_id) for book_id in books}
        look_for_first_orders(owners, cause=f"merge:{merge.id}", now=merge.now)
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give settlements back with the lots that their orders got meanwhile."""
        kept = super().unmerge(merge)
        two = {"source": merge.source_id, "target": merge.target_id}
        with connections[WRITER].cursor() as cursor:
            cursor.execute(_LOTS_OF_ORDERS, two)
            lots = cursor.fetchall()
            cursor.execute(_FIRST_ORDERS_FOLLOW, two)
        transfer([_of_orders(merge, *row) for row in lots])
        claims = FirstOrder.objects.filter(profile_id__in=two.values())
        owners = {
            (book_id, profile_id)
            for book_id in claims.values_list("book_id", flat=True)
            for profile_id in two.values()
        }
        look_for_first_orders(owners, cause=f"parted:{merge.id}", now=merge.now)
        return kept


def _of_orders(
    merge: Merge, book_id: int, posting_count: int, lot_ids: list[int]
) -> Transfer:
    return Transfer(
        book_id=book_id,
        from_profile_id=merge.target_id,
        to_profile_id=merge.source_id,
        key=f"merge:{merge.id}:orders:{posting_count}",
        occurred_at=merge.now,
        lot_ids=tuple(lot_ids),
    )
