"""Observe carts: tell who filled one, what became of it, and which order it was."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from ...core.facts import Fact, Origin
from ...core.shop import CheckoutState
from ...identity.actions.resolve import resolve_profiles
from ...identity.claims import CHECKOUT, PersonClaim
from ...outbox.actions import hand_over
from ...saleor_adapter.checkouts import (
    CheckoutSnapshot,
    Completion,
    read_checkouts,
    read_completions,
)
from ...saleor_adapter.db import WRITER
from .. import told_checkouts
from ..checkout_policies import checkout_differences, is_worth_telling
from ..policies import Telling
from ..told_checkouts import CheckoutRow, SeenCheckout
from .observe_orders import MAX_IDS, ObserveReport, TooMany


def observe_checkouts(
    ids: Sequence[str], *, origin: Origin, now: datetime.datetime
) -> ObserveReport:
    """Tell what happened to these carts (1,000 at most) since they were told last.

    One transaction, and a fixed number of statements: locks the told rows in the order of ids,
    then reads the shop and resolves the profiles; an e-mail in a cart is typed, so it proves
    nothing. Nobody's and empty carts are not told until they are neither. A told cart that has
    vanished is told as completed where an order carries its token, else as gone. Idempotent.
    Raises TooMany.
    """
    wanted = sorted(set(ids))
    if len(wanted) > MAX_IDS:
        raise TooMany(f"{len(wanted)} carts at once; at most {MAX_IDS}.")
    if not wanted:
        return ObserveReport()
    with transaction.atomic(using=WRITER):
        told = told_checkouts.lock(wanted)
        states = _seen_states(told)
        profiles = _resolve(states, told)
        facts: list[Fact] = []
        rows: list[SeenCheckout] = []
        for checkout_id, (state, _) in states.items():
            before = told[checkout_id]
            profile_id = profiles.get(checkout_id, before.profile_id)
            if (before.state, before.profile_id) == (state, profile_id):
                continue
            row = SeenCheckout(
                state=state, revision=before.revision + 1, profile_id=profile_id
            )
            rows.append(row)
            facts.extend(_differences(before, row, origin=origin, now=now))
        told_checkouts.write(rows)
        hand_over(facts, now=now)
    return ObserveReport(seen=len(wanted), changed=len(rows), facts=len(facts))


def _seen_states(
    told: Mapping[str, CheckoutRow],
) -> dict[str, tuple[CheckoutState, str]]:
    """Return the state and e-mail of each cart that was told or has to be, the oldest first."""
    # In this order: the shop makes the order before it takes the cart away.
    shown = read_checkouts(told)
    completed = read_completions(told)
    seen = {
        checkout_id: found
        for checkout_id, before in told.items()
        if (
            found := _seen_state(
                before.state, shown.get(checkout_id), completed.get(checkout_id)
            )
        )
    }
    return dict(sorted(seen.items(), key=lambda item: item[1][0].created_at))


def _seen_state(
    told: CheckoutState | None,
    shown: CheckoutSnapshot | None,
    completion: Completion | None,
) -> tuple[CheckoutState, str] | None:
    if told is None:
        is_new = shown and not completion and is_worth_telling(shown.state)
        return (shown.state, shown.email) if shown and is_new else None
    if told.order_id is not None:
        return None
    if completion is not None:
        return replace(
            told,
            is_gone=False,
            order_id=completion.order_id,
            completed_at=completion.at,
        ), ""
    if shown is None:
        return replace(told, is_gone=True), ""
    return shown.state, shown.email


def _resolve(
    states: Mapping[str, tuple[CheckoutState, str]], told: Mapping[str, CheckoutRow]
) -> dict[str, int | None]:
    """Return the profile of each open cart, None where it is nobody's any more."""
    still_open = [(state, email) for state, email in states.values() if state.is_open]
    profiles = resolve_profiles(
        [
            PersonClaim(
                user_id=state.user_id,
                email=email,
                email_is_verified=False,
                source=CHECKOUT,
                seen_at=state.last_change,
            )
            for state, email in still_open
        ]
    )
    return {
        state.id: profile
        for (state, _), profile in zip(still_open, profiles, strict=True)
    }


def _differences(
    told: CheckoutRow, row: SeenCheckout, *, origin: Origin, now: datetime.datetime
) -> Sequence[Fact]:
    telling = Telling(
        revision=row.revision,
        origin=origin,
        profile_id=row.profile_id,
        previous_profile_id=told.profile_id,
        now=now,
    )
    return checkout_differences(told.state, row.state, telling)
