"""What loyalty keeps about people: which orders take part, what was asked for them."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import (
    AdjustmentRequest,
    AdjustmentWords,
    ExpiryWarning,
    FirstOrder,
    OrderSettlement,
    TermsAcceptance,
)


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
