"""Observe accounts: tell what changed, and have their orders looked at where it matters."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from ...core.facts import Fact, Origin
from ...core.shop import CustomerState
from ...identity.actions.names import KnownName, remember_names
from ...identity.actions.resolve import resolve_profiles
from ...identity.claims import ACCOUNT, PersonClaim
from ...identity.queries import profiles_of_users
from ...outbox.actions import hand_over
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.snapshots import CustomerSnapshot, read_customers
from .. import told_customers
from ..policies import Telling, customer_differences
from ..told_customers import CustomerRow
from .observe_orders import MAX_IDS, ObserveReport, TooMany


def observe_customers(
    ids: Sequence[int],
    *,
    origin: Origin,
    now: datetime.datetime,
    verified: Mapping[int, str] | None = None,
) -> ObserveReport:
    """Tell what happened to these accounts (1,000 at most) since they were told last.

    `verified` gives, by account, the hash of the e-mail that was just proven by a link. One
    transaction, and a fixed number of statements: locks the told rows in the order of ids, then
    reads the shop in one snapshot. Where the person behind an e-mail may have become another, the
    told orders of account and e-mail are marked. Idempotent. An account that has vanished is told
    as deleted. Raises TooMany.
    """
    wanted = sorted({int(user_id) for user_id in ids})
    if len(wanted) > MAX_IDS:
        raise TooMany(f"{len(wanted)} accounts at once; at most {MAX_IDS}.")
    if not wanted:
        return ObserveReport()
    with transaction.atomic(using=WRITER):
        told = told_customers.lock(wanted)
        shown = _with_proofs(read_customers(wanted), told, verified or {})
        profiles = _resolve(shown, told, now)
        rows = {
            user_id: row
            for user_id in wanted
            if (
                row := _seen_row(
                    user_id, told[user_id], shown.get(user_id), profiles, now
                )
            )
            and _is_other(told[user_id], row)
        }
        facts: list[Fact] = []
        for user_id, row in rows.items():
            facts.extend(_differences(told[user_id], row, origin=origin, now=now))
        told_customers.write(list(rows.values()))
        hand_over(facts, now=now)
        _mark_orders(told, rows, origin)
    return ObserveReport(seen=len(wanted), changed=len(rows), facts=len(facts))


def _with_proofs(
    shown: Mapping[int, CustomerSnapshot],
    told: Mapping[int, CustomerRow],
    verified: Mapping[int, str],
) -> dict[int, CustomerSnapshot]:
    """Count an e-mail as proven, too, where a hook said so of this very e-mail."""
    result = {}
    for user_id, customer in shown.items():
        state = customer.state
        proven = {verified.get(user_id), told[user_id].verified_hash} - {None, ""}
        if state.email_hash in proven and not state.has_verified_email:
            state = replace(state, has_verified_email=True)
        result[user_id] = replace(customer, state=state)
    return result


def _resolve(
    shown: Mapping[int, CustomerSnapshot],
    told: Mapping[int, CustomerRow],
    now: datetime.datetime,
) -> dict[int, int | None]:
    """Return the profiles of all that are customers, and of those that have vanished."""
    customers = [
        customer
        for user_id, customer in shown.items()
        if told[user_id].is_registered or not customer.state.is_staff
    ]
    found = resolve_profiles(
        [
            PersonClaim(
                user_id=customer.state.id,
                email=customer.email,
                email_is_verified=customer.state.has_verified_email,
                source=ACCOUNT,
                seen_at=now,
            )
            for customer in customers
        ]
    )
    profiles = {
        customer.state.id: profile
        for customer, profile in zip(customers, found, strict=True)
    }
    remember_names(
        [
            KnownName(profile, customer.first_name, customer.last_name)
            for customer, profile in zip(customers, found, strict=True)
            if profile is not None and (customer.first_name or customer.last_name)
        ]
    )
    vanished = [user_id for user_id in told if user_id not in shown]
    known: dict[int, int] = profiles_of_users(vanished) if vanished else {}
    return {**profiles, **known}


def _seen_row(
    user_id: int,
    told: CustomerRow,
    customer: CustomerSnapshot | None,
    profiles: Mapping[int, int | None],
    now: datetime.datetime,
) -> CustomerRow | None:
    """Return what is to be remembered; None for an account that nobody ever knew."""
    profile_id = profiles.get(user_id)
    if customer is not None:
        state = customer.state
        return CustomerRow(
            state=state,
            revision=told.revision + 1,
            profile_id=profile_id,
            verified_hash=state.email_hash if state.has_verified_email else "",
            is_registered=told.is_registered or not state.is_staff,
        )
    if told.state is None and profile_id is None:
        return None
    before = told.state or CustomerState(id=user_id, email_hash="", joined_at=now)
    return CustomerRow(
        state=replace(before, is_gone=True),
        revision=told.revision + 1,
        profile_id=told.profile_id or profile_id,
        is_registered=told.is_registered,
    )


def _is_other(told: CustomerRow, row: CustomerRow) -> bool:
    return (told.state, told.profile_id) != (row.state, row.profile_id)


def _differences(
    told: CustomerRow, row: CustomerRow, *, origin: Origin, now: datetime.datetime
) -> Sequence[Fact]:
    assert row.state is not None  # noqa: S101 for the type checker; rows are of seen accounts
    telling = Telling(
        revision=row.revision, origin=origin, profile_id=row.profile_id, now=now
    )
    before = told.state if told.is_registered else None
    if row.state.is_gone and told.state is None:
        # Known by its orders only, and gone before it was ever observed.
        before = replace(row.state, is_gone=False)
    return customer_differences(before, row.state, telling)


def _mark_orders(
    told: Mapping[int, CustomerRow], rows: Mapping[int, CustomerRow], origin: Origin
) -> None:
    """Mark the orders of accounts whose e-mail, proof or profile is another now."""
    users: list[int] = []
    hashes: set[str] = set()
    for user_id, row in rows.items():
        before = told[user_id]
        if row.state and _belonging(before) != _belonging(row):
            users.append(user_id)
            hashes.add(row.state.email_hash)
            hashes.add(before.state.email_hash if before.state else "")
    told_customers.mark_their_orders(users, sorted(hashes - {""}), origin.value)


def _belonging(row: CustomerRow) -> tuple[object, ...]:
    """Return what decides whose an order is."""
    state = row.state
    if state is None:
        return (None,)
    return (
        state.email_hash,
        state.has_verified_email,
        # Saleor itself gives guest orders of this e-mail to an account that is confirmed.
        state.is_confirmed,
        state.is_gone,
        row.profile_id,
    )
