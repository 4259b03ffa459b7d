"""What insight keeps about people: figures reckoned from their orders, and what was inferred."""

import datetime
from typing import Any

from django.db.models import Model

from ..identity.moving import Merge
from ..identity.person_data import PersonData, person_data
from .inference_models import CustomerInsight
from .models import CustomerDay, CustomerMoney, CustomerProduct, CustomerRollup
from .score_models import CustomerScore, RollupDifference

RECKONED = "It is reckoned anew, of each person, from what the person did."


def _plain(model: type[Model], profile_id: int, *order: str) -> list[dict[str, Any]]:
    names = [field.name for field in model._meta.concrete_fields]
    rows = model._default_manager.filter(profile_id=profile_id).order_by(*order)
    return [
        {name: _json(value) for name, value in row.items() if name != "profile_id"}
        for row in rows.values(*names)
    ]


def _found_wrong(profile_id: int) -> list[dict[str, Any]]:
    rows = RollupDifference.objects.filter(profile_id=profile_id).order_by("id")
    return [
        {
            "found_at": row.proof.started_at.isoformat(),
            "figure": row.figure,
            "rolled_up": row.rolled_up,
            "in_shop": row.in_shop,
        }
        for row in rows.select_related("proof")
    ]


def _json(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    is_plain = value is None or isinstance(value, bool | int | float | str | list)
    return value if is_plain else str(value)


@person_data.register
class Rollups(PersonData):
    """Sums of the person's orders: numbers only, which stay as statistics when the person goes."""

    code = "insight.rollups"
    lock_position = 62
    models = (
        CustomerRollup,
        CustomerMoney,
        CustomerDay,
        CustomerProduct,
        RollupDifference,
    )
    stays = dict.fromkeys(models, RECKONED)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every sum that is kept, and where one was found to be wrong."""
        return [
            *_plain(CustomerRollup, profile_id),
            *_plain(CustomerMoney, profile_id, "currency"),
            *_plain(CustomerDay, profile_id, "day", "channel_id", "currency"),
            *_plain(CustomerProduct, profile_id, "first_at", "product_id"),
            *_found_wrong(profile_id),
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: without a name these are the shop's own figures, as its orders are."""
        return 0

    def merge(self, merge: Merge) -> dict[str, int]:
        """Forget the source's figures, for it has no orders; ProfilesMerged renews the survivor's."""
        return _forget(self.models, merge.source_id)


@person_data.register
class Inferences(PersonData):
    """What was concluded about the person; nobody needs it of somebody who is gone."""

    code = "insight.inferences"
    lock_position = 61
    models = (CustomerInsight, CustomerScore)
    stays = dict.fromkeys(models, RECKONED)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what is inferred, with its signals."""
        return [
            *_plain(CustomerInsight, profile_id),
            *_plain(CustomerScore, profile_id),
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the rows; the erased are not assessed again."""
        insights, _ = CustomerInsight.objects.filter(profile_id=profile_id).delete()
        scores, _ = CustomerScore.objects.filter(profile_id=profile_id).delete()
        return insights + scores

    def merge(self, merge: Merge) -> dict[str, int]:
        """Forget what was concluded about the source, who is nobody by itself now."""
        return _forget(self.models, merge.source_id)


def _forget(kinds: tuple[type[Model], ...], profile_id: int) -> dict[str, int]:
    for kind in kinds:
        kind._default_manager.filter(profile_id=profile_id).delete()
    return {}
