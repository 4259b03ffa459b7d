"""Take in what a storefront tells: whose it is, when it was, and what is kept of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ...consent.actions.record import lock_people
from ...core.languages import normalized_language
from ...saleor_adapter.catalog import CatalogPlaces, catalog_places
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import text_hash
from ..kinds import EventKind
from ..models import Visitor
from ..policies.moments import happened_at
from ..policies.visitors import Binding, Sighting, Turn, turn
from ..profiled import may_be_profiled
from ..storing import store
from ..told import ToldBatch, ToldEvent, check_batch
from .take_over import History, take_over
from .tell_goods import SeenGoods, tell_goods


@dataclass(frozen=True, slots=True)
class Tracked:
    """How many events were kept or told on; `is_agreed` says whether anything may be kept."""

    noted: int
    is_agreed: bool


def track(batch: ToldBatch, *, now: datetime.datetime) -> Tracked:
    """Keep what a device tells, and tell journeys of goods that somebody looks at or waits for.

    Kept is what is of a person who agreed to be profiled, or of a device on which it was agreed
    to while nobody is signed in; a wish is told on whatever was agreed to. Goods that the shop
    does not know are left out. Idempotent by visitor and event id, for 7 days. Locks the profile,
    then the visitor. At most ten statements for a device that is known, however many events. Raises
    InvalidVisitor, TooManyEvents and InvalidEvent, and then keeps nothing.
    """
    check_batch(batch)
    with transaction.atomic(using=WRITER):
        person = batch.profile_id
        # Neither an erasure nor a withdrawal passes in between, nor another device's sums.
        if person is not None and not lock_people([person]):
            person = None
        is_agreed = person is not None and may_be_profiled(person)
        seen = Sighting(batch.profile_id, is_agreed, now)
        visitor, turned = _turned(batch.visitor, seen)
        places = _places(batch.events)
        known = [event for event in batch.events if _is_known(event, places)]
        owned = visitor is not None and (
            is_agreed or (batch.profile_id is None and visitor.agreed_at is not None)
        )
        kept = 0
        if visitor is not None and owned:
            rows = _rows(batch, known, visitor, turned, places, now)
            kept = store(rows, now=now)
        told = _tell(person, known, is_agreed=is_agreed, now=now)
    return Tracked(noted=kept if owned else told, is_agreed=owned)


def _turned(name: str, seen: Sighting) -> tuple[Visitor | None, Turn]:
    """Find the device's row and say who is there now; none is made for those who have not agreed."""
    visitor_hash = text_hash(name)
    rows = Visitor.objects.select_for_update().filter(visitor_hash=visitor_hash)
    visitor = next(iter(rows), None)
    if visitor is None and seen.is_agreed:
        Visitor.objects.bulk_create(
            [Visitor(visitor_hash=visitor_hash, seen_at=seen.at)], ignore_conflicts=True
        )
        # Made by us, or by another request a moment before.
        visitor = next(iter(rows.all()), None)
    if visitor is None:
        return None, turn(None, seen)
    known = Binding(visitor.profile_id, visitor.free_since, visitor.seen_at)
    turned = turn(known, seen)
    if turned.takes_over and turned.binding.profile_id is not None:
        take_over(
            History(
                visitor_id=visitor.pk,
                profile_id=turned.binding.profile_id,
                since=turned.binding.free_since,
                until=seen.at,
            )
        )
    held = Visitor.objects.filter(pk=visitor.pk)
    held.update(
        profile_id=turned.binding.profile_id,
        free_since=turned.binding.free_since,
        seen_at=turned.binding.seen_at,
    )
    return visitor, turned


def _places(events: Sequence[ToldEvent]) -> CatalogPlaces:
    return catalog_places(
        variant_ids={one.variant_id for one in events if one.variant_id is not None},
        product_ids={one.product_id for one in events if one.product_id is not None},
        category_ids={one.category_id for one in events if one.category_id is not None},
        channels={one.channel for one in events if one.channel},
    )


def _is_known(event: ToldEvent, places: CatalogPlaces) -> bool:
    """Whether the shop has everything that the event names."""
    return (
        (event.variant_id is None or event.variant_id in places.product_of)
        and (event.product_id is None or event.product_id in places.category_of)
        and (event.category_id is None or event.category_id in places.categories)
        and (not event.channel or event.channel in places.channels)
    )


def _rows(
    batch: ToldBatch,
    events: Sequence[ToldEvent],
    visitor: Visitor,
    turned: Turn,
    places: CatalogPlaces,
    now: datetime.datetime,
) -> list[dict[str, Any]]:
    """Return what is stored: each key once, and nothing from while somebody else was there."""
    rows: dict[str, dict[str, Any]] = {}
    for event in events:
        moment = happened_at(event.told_at, batch.sent_at, now)
        if turned.not_before is None or moment > turned.not_before:
            row = _row(event, places)
            row |= {
                "visitor_id": visitor.pk,
                "profile_id": turned.binding.profile_id,
                "occurred_at": moment,
            }
            rows.setdefault(event.key, row)
    return list(rows.values())


def _row(event: ToldEvent, catalog: CatalogPlaces) -> dict[str, Any]:
    product_id = event.product_id
    if event.variant_id is not None:
        product_id = catalog.product_of[event.variant_id]
    category_id = event.category_id
    if category_id is None and product_id is not None:
        category_id = catalog.category_of[product_id]
    return {
        "event_key": event.key,
        "kind": event.kind,
        "name": event.name,
        "product_id": product_id,
        "variant_id": event.variant_id,
        "category_id": category_id,
        "channel": event.channel,
        "quantity": event.quantity,
        "text": event.text.strip(),
        "language": normalized_language(event.language),
        "author": "",
    }


def _tell(
    person: int | None,
    events: Sequence[ToldEvent],
    *,
    is_agreed: bool,
    now: datetime.datetime,
) -> int:
    """Tell of variants in a channel: wishes always, since they were asked for; views if agreed."""
    if person is None:
        return 0
    kinds = {EventKind.WISHLIST} | ({EventKind.PRODUCT} if is_agreed else set())
    seen = [
        SeenGoods(
            profile_id=person,
            variant_id=event.variant_id,
            channel=event.channel,
            is_wish=event.kind == EventKind.WISHLIST,
        )
        for event in events
        if event.kind in kinds and event.variant_id is not None and event.channel
    ]
    return tell_goods(seen, now=now)
