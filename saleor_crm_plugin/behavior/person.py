"""What behavior keeps about a person: all of it goes with the person."""

import datetime
from typing import Any

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from .actions.forget import forget_people
from .actions.track import may_be_profiled
from .models import (
    BehaviorDay,
    BehaviorEvent,
    CategoryInterest,
    InboundText,
    PersonKeyword,
    ProductInterest,
    Visitor,
)

_EVENT = (
    "kind",
    "name",
    "product_id",
    "variant_id",
    "category_id",
    "channel",
    "quantity",
    "text",
    "language",
    "author",
)


@person_data.register
class BehaviorRows(PersonData):
    """Events, what they add up to, and devices: kept by agreement alone, so nothing stays."""

    code = "behavior"
    lock_position = 47
    models = (
        Visitor,
        BehaviorEvent,
        BehaviorDay,
        ProductInterest,
        CategoryInterest,
        PersonKeyword,
        InboundText,
    )
    moves = (
        Moves(Visitor),
        Moves(BehaviorEvent),
        Moves(BehaviorDay, alike=("day", "kind")),
        Moves(ProductInterest, alike=("product_id",)),
        Moves(CategoryInterest, alike=("category_id",)),
        Moves(PersonKeyword, alike=("source", "word")),
        Moves(InboundText),
    )

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every event, every word, and when devices were seen; sums follow from them."""
        events = BehaviorEvent.objects.filter(profile_id=profile_id)
        words = PersonKeyword.objects.filter(profile_id=profile_id)
        devices = Visitor.objects.filter(profile_id=profile_id).order_by("pk")
        texts = InboundText.objects.filter(profile_id=profile_id).order_by(
            "occurred_at"
        )
        return [
            {
                "events": [_event(row) for row in events.order_by("occurred_at", "id")],
                "keywords": [
                    {
                        "word": row.word,
                        "source": row.source,
                        "times": row.times,
                        "last_at": row.last_at.isoformat(),
                    }
                    for row in words.order_by("first_at", "word")
                ],
                "texts_read_at": [row.occurred_at.isoformat() for row in texts],
                "devices_seen_at": [row.seen_at.isoformat() for row in devices],
            }
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete everything, and what nobody has claimed yet on the person's devices."""
        return forget_people([profile_id])

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move it to a survivor who agrees to be profiled; else it stays out of sight at the source.

        Sums of which the survivor has its own stay too: what both did on one day counts once.
        """
        return super().merge(merge) if may_be_profiled(merge.target_id) else {}


def _event(row: BehaviorEvent) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _EVENT}
    return {"occurred_at": row.occurred_at.isoformat(), **values}
