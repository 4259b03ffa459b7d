"""What behavior keeps about a person: all of it goes with the person."""

import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from .actions.forget import forget_people
from .actions.prove import make_anew
from .models import (
    BehaviorDay,
    BehaviorEvent,
    CategoryInterest,
    InboundText,
    PersonKeyword,
    ProductInterest,
    Visitor,
    WaitingHistory,
)
from .profiled import may_be_profiled
from .proof_models import BehaviorDifference

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


RECKONED = "It is reckoned anew from the events, which move."


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
        WaitingHistory,
        BehaviorDifference,
    )
    moves = (
        Moves(Visitor),
        Moves(BehaviorEvent),
        Moves(PersonKeyword, alike=("source", "word"), where="held.source = 'message'"),
        Moves(InboundText),
        Moves(WaitingHistory),
    )
    stays = {
        BehaviorDay: RECKONED,
        ProductInterest: RECKONED,
        CategoryInterest: RECKONED,
        BehaviorDifference: "It says what was wrong with that profile's sums.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every event, every word, and when devices were seen; sums follow from them.

        Also the events that wait to become the person's: they are nobody else's.
        """
        own = BehaviorEvent.objects.filter(profile_id=profile_id)
        events = sorted(
            [*own, *_waiting_for(profile_id)], key=attrgetter("occurred_at", "id")
        )
        words = PersonKeyword.objects.filter(profile_id=profile_id)
        devices = Visitor.objects.filter(profile_id=profile_id).order_by("pk")
        texts = InboundText.objects.filter(profile_id=profile_id).order_by(
            "occurred_at"
        )
        return [
            {
                "events": [_event(row) for row in events],
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

        Sums are made anew from the events. Words of messages that both used stay too: their texts
        are gone, so they count once.
        """
        if not may_be_profiled(merge.target_id):
            return {}
        moved = super().merge(merge)
        make_anew([merge.source_id, merge.target_id], now=merge.now)
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give back what was moved, and make both sums anew."""
        kept = super().unmerge(merge)
        make_anew([merge.source_id, merge.target_id], now=merge.now)
        return kept


def _waiting_for(profile_id: int) -> QuerySet[BehaviorEvent]:
    waiting = WaitingHistory.objects.filter(profile_id=profile_id)
    span = waiting.filter(
        Q(since=None) | Q(since__lt=OuterRef("occurred_at")),
        visitor_id=OuterRef("visitor_id"),
        until__gte=OuterRef("occurred_at"),
    )
    # Devices are few, and events are found by them.
    of_devices = BehaviorEvent.objects.filter(
        profile_id=None, visitor_id__in=waiting.values("visitor_id")
    )
    return of_devices.filter(Exists(span))


def _event(row: BehaviorEvent) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _EVENT}
    return {"occurred_at": row.occurred_at.isoformat(), **values}
