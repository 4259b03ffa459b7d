"""What observation keeps about people: states without personal text."""

import datetime
from typing import Any

from ..identity.person_data import PersonData, person_data
from .models import ToldCheckout, ToldCustomer, ToldOrder


@person_data.register
class ToldStates(PersonData):
    """Told orders and accounts: ids, amounts and keyed hashes only, so nothing to erase.

    They have to stay, for else everything would be told once more.
    """

    code = "observation"
    lock_position = 30
    models = (ToldOrder, ToldCustomer)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what was told about the person's orders."""
        rows = ToldOrder.objects.filter(profile_id=profile_id, is_placed=True)
        states = rows.order_by("placed_at", "order_id").values_list("state", flat=True)
        return [state for state in states if state is not None]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: a told state carries no personal text."""
        return 0


@person_data.register
class ToldCheckouts(PersonData):
    """Told carts: ids, amounts and keyed hashes only, forgotten some time after they are closed."""

    code = "observation.checkouts"
    lock_position = 31
    models = (ToldCheckout,)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what was told about the person's carts that is still remembered."""
        rows = ToldCheckout.objects.filter(profile_id=profile_id)
        states = rows.order_by("last_change", "checkout_id").values_list(
            "state", flat=True
        )
        return [state for state in states if state is not None]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: without its row an open cart would be told once more."""
        return 0
