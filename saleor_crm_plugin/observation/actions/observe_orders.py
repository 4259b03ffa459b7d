"""Observe orders: tell the difference between what the shop shows and what was told."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from ...core.facts import Fact, Origin
from ...identity.actions.resolve import resolve_profiles
from ...identity.claims import PersonClaim, order_claim
from ...outbox.actions import hand_over
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.snapshots import OrderSnapshot, read_orders
from .. import told_orders
from ..policies import Telling, is_placed, order_differences, remembering
from ..told_orders import SeenRow, ToldRow

MAX_IDS = 1000


class TooMany(ValueError):
    """More objects than one observation takes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ObserveReport:
    """How many objects were looked at, how many had changed, and how many facts that made."""

    seen: int = 0
    changed: int = 0
    facts: int = 0

    def __add__(self, other: "ObserveReport") -> "ObserveReport":
        return ObserveReport(
            seen=self.seen + other.seen,
            changed=self.changed + other.changed,
            facts=self.facts + other.facts,
        )


def observe_orders(
    ids: Sequence[str], *, origin: Origin, now: datetime.datetime
) -> ObserveReport:
    """Tell what happened to these orders (1,000 at most) since they were told last.

    One transaction, and a fixed number of statements: locks the told rows in the order of ids,
    then reads the shop in one snapshot, resolves the profiles, publishes the facts and remembers
    the states. Idempotent: observing again tells nothing. An order that has vanished is told as
    gone. Ids of orders that never were are remembered without a state.
    Raises TooMany.
    """
    wanted = sorted(set(ids))
    if len(wanted) > MAX_IDS:
        raise TooMany(f"{len(wanted)} orders at once; at most {MAX_IDS}.")
    if not wanted:
        return ObserveReport()
    with transaction.atomic(using=WRITER):
        told = told_orders.lock(wanted)
        shown = read_orders(wanted)
        profiles = _resolve(shown, told)
        facts: list[Fact] = []
        rows: list[SeenRow] = []
        for order_id in _in_order_of_time(shown, told):
            row = _seen_row(told[order_id], shown.get(order_id), profiles.get(order_id))
            if row is None:
                continue
            rows.append(row)
            facts.extend(_differences(told[order_id], row, origin=origin, now=now))
        told_orders.write(rows)
        hand_over(facts, now=now)
    return ObserveReport(seen=len(wanted), changed=len(rows), facts=len(facts))


def claim_of(order: OrderSnapshot) -> PersonClaim:
    """Return what an order says about who has bought."""
    state = order.state
    return order_claim(state.user_id, order.email, placed_at=state.placed_at)


def _in_order_of_time(
    shown: Mapping[str, OrderSnapshot], told: Mapping[str, ToldRow]
) -> list[str]:
    """Older orders first, so that a customer's history is told in the order in which it was made."""
    present = [order_id for order_id in told if order_id in shown]
    present.sort(key=lambda order_id: shown[order_id].state.placed_at)
    return present + [order_id for order_id in told if order_id not in shown]


def _resolve(
    shown: Mapping[str, OrderSnapshot], told: Mapping[str, ToldRow]
) -> dict[str, int | None]:
    """Return the profile of each order that was ever placed."""
    placed = [
        order
        for order_id, order in shown.items()
        if told[order_id].is_placed or is_placed(order.state)
    ]
    profiles = resolve_profiles([claim_of(order) for order in placed])
    return {
        order.state.id: profile for order, profile in zip(placed, profiles, strict=True)
    }


def _seen_row(
    told: ToldRow, order: OrderSnapshot | None, profile_id: int | None
) -> SeenRow | None:
    """Return what is to be remembered; None if it is what was told."""
    if order is None:
        if told.state is None or told.state.is_gone:
            return None
        return SeenRow(
            state=replace(told.state, is_gone=True),
            revision=told.revision + 1,
            fingerprint=None,
            profile_id=told.profile_id,
            is_placed=told.is_placed,
        )
    if told.fingerprint == order.fingerprint and told.profile_id == profile_id:
        return None
    return SeenRow(
        state=remembering(told.state, order.state),
        revision=told.revision + 1,
        fingerprint=order.fingerprint,
        profile_id=profile_id,
        is_placed=told.is_placed or is_placed(order.state),
    )


def _differences(
    told: ToldRow, row: SeenRow, *, origin: Origin, now: datetime.datetime
) -> Sequence[Fact]:
    telling = Telling(
        revision=row.revision,
        origin=origin,
        profile_id=row.profile_id,
        previous_profile_id=told.profile_id,
        now=now,
    )
    return order_differences(told.told_state, row.state, telling)
