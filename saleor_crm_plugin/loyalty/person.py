"""What loyalty keeps about people: which orders take part, and of what they were warned."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import ExpiryWarning, FirstOrder, OrderSettlement


@person_data.register
class LoyaltyRows(PersonData):
    """Ids and moments only, so nothing to erase; the points themselves are the ledger's."""

    code = "loyalty"
    lock_position = 60
    models = (OrderSettlement, FirstOrder, ExpiryWarning)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the orders that take part in a program."""
        rows = OrderSettlement.objects.filter(profile_id=profile_id).order_by(
            "order_id"
        )
        return [
            {"order_id": str(order_id), "book_id": book_id}
            for order_id, book_id in rows.values_list("order_id", "book_id")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: the rows carry no personal text."""
        return 0
