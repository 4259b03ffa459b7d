"""The reads that others may use; all return plain values, none takes locks."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import CharField, Count, F, Q, Sum
from django.db.models.functions import MD5, Cast

from .kinds import AccountKind, TransactionKind
from .models import Account, Lot


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """A member's points; `owed` is the debt, zero or above."""

    pending: int = 0
    available: int = 0
    reserved: int = 0
    owed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class LotView:
    """One lot as callers need it to work towards a target.

    `clawed_back` is all that was asked back for this lot, less reinstatements, whoever paid;
    `shortfall` is the part of it that nobody paid yet; `remaining` is neither reserved nor gone.
    """

    id: int
    book_id: int
    profile_id: int
    source: str
    part: str
    sequence: int
    rule: dict[str, Any]
    granted: int
    clawed_back: int
    shortfall: int
    remaining: int
    is_available: bool
    earned_at: datetime.datetime
    available_at: datetime.datetime | None
    expires_at: datetime.datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpiringPoints:
    """Available points that expire at one moment."""

    expires_at: datetime.datetime
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """All points of a book by account, each zero or above; `members` have an account."""

    members: int
    issued: int
    pending: int
    available: int
    reserved: int
    burned: int
    expired: int
    clawed_back: int
    owed: int

    @property
    def outstanding(self) -> int:
        """Points that members hold: the basis of the liability."""
        return self.pending + self.available + self.reserved


def balances(
    book_id: int, profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, Balance]:
    """Return the balances by profile; zeros for those without an account. One query."""
    found = {profile_id: Balance() for profile_id in profile_ids}
    accounts = Account.objects.using(using)
    rows = accounts.filter(book_id=book_id, profile_id__in=profile_ids)
    for row in rows:
        found[row.profile_id] = Balance(
            pending=row.pending,
            available=row.available,
            reserved=row.reserved,
            owed=-row.owed,
        )
    return found


def lots_of_source(
    book_id: int, sources: Collection[str], *, using: str = "default"
) -> dict[str, list[LotView]]:
    """Return the lots that sources opened, by source, in part and sequence order. One query.

    Courtesy lots are not among them: their points were granted before.
    """
    found: dict[str, list[LotView]] = {source: [] for source in sources}
    lots = Lot.objects.using(using).filter(book_id=book_id, source__in=sources)
    lots = lots.select_related("account")
    for lot in lots.order_by("source", "part", "sequence"):
        found[lot.source].append(_view(lot))
    return found


def lots_by_id(lot_ids: Collection[int]) -> dict[int, LotView]:
    """Return lots by id; missing ones are absent. One query."""
    lots = Lot.objects.filter(id__in=lot_ids).select_related("account")
    return {lot.pk: _view(lot) for lot in lots}


def _view(lot: Lot) -> LotView:
    return LotView(
        id=lot.pk,
        book_id=lot.book_id,
        profile_id=lot.account.profile_id,
        source=lot.source,
        part=lot.part,
        sequence=lot.sequence,
        rule=lot.rule,
        granted=lot.granted,
        clawed_back=lot.recalled,
        shortfall=lot.forgiven - lot.owed,
        remaining=lot.pending + lot.available,
        is_available=lot.is_available,
        earned_at=lot.earned_at,
        available_at=lot.available_at,
        expires_at=lot.expires_at,
    )


def next_expiries(
    book_id: int, profile_id: int, *, first: int, using: str = "default"
) -> list[ExpiringPoints]:
    """Return available points by the moment they expire, soonest first. One query.

    Points whose moment has passed are shown until the next run of expiry has booked them.
    """
    found = next_expiries_of(book_id, [profile_id], first=first, using=using)
    return found[profile_id]


def next_expiries_of(
    book_id: int, profile_ids: Collection[int], *, first: int, using: str = "default"
) -> dict[int, list[ExpiringPoints]]:
    """Return the next expiries of several members, by profile; as `next_expiries`."""
    lots = Lot.objects.using(using).filter(
        account__book_id=book_id,
        account__profile_id__in=profile_ids,
        available__gt=0,
        expires_at__isnull=False,
    )
    rows = (
        lots.values_list("account__profile_id", "expires_at")
        .annotate(Sum("available"))
        .order_by("expires_at")
    )
    found: dict[int, list[ExpiringPoints]] = {one: [] for one in profile_ids}
    for profile_id, expires_at, points in rows:
        ends = cast(datetime.datetime, expires_at)  # by the filter above
        found[profile_id].append(ExpiringPoints(expires_at=ends, points=points))
    return {one: expiries[:first] for one, expiries in found.items()}


def qualifying(
    book_id: int,
    profile_ids: Collection[int],
    *,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    with_pending: bool = True,
    using: str = "default",
) -> dict[int, int]:
    """Return points earned from `since` up to before `until`, less what was clawed back.

    Spending, expiry, adjustments, imports and courtesy do not count; a clawback counts against
    the day on which the points were earned. One query; zero for those who earned nothing.
    """
    lots = Lot.objects.using(using).filter(
        account__book_id=book_id,
        account__profile_id__in=profile_ids,
        kind=TransactionKind.ACCRUE,
    )
    window = Q()
    if since is not None:
        window &= Q(earned_at__gte=since)
    if until is not None:
        window &= Q(earned_at__lt=until)
    if not with_pending:
        window &= Q(is_available=True)
    rows = (
        lots.filter(window)
        .values("account__profile_id")
        .annotate(points=Sum(F("granted") - F("recalled")))
    )
    earned = dict.fromkeys(profile_ids, 0)
    earned.update({row["account__profile_id"]: row["points"] for row in rows})
    return earned


def totals(book_id: int, *, using: str = "default") -> Totals:
    """Return the sums of all members' accounts. One query."""
    sums = (
        Account.objects.using(using)
        .filter(book_id=book_id)
        .aggregate(
            members=Count("id"),
            **{kind.value: Sum(kind.value, default=0) for kind in AccountKind},
        )
    )
    sums["issued"] = -sums["issued"]
    sums["owed"] = -sums["owed"]
    return Totals(**sums)


def some_members(
    book_id: int, *, most: int, using: str = "default"
) -> tuple[int, list[int]]:
    """Return how many members a book has, and the profiles of all of them or of `most`.

    Those are drawn fairly, and the same each time. Two queries.
    """
    accounts = Account.objects.using(using).filter(book_id=book_id)
    drawn = accounts.order_by(MD5(Cast("profile_id", CharField())))
    profile_ids = drawn.values_list("profile_id", flat=True)[:most]
    return accounts.count(), list(profile_ids)


def has_points(*, using: str = "default") -> bool:
    """Return whether anybody was ever given points. One query."""
    return Lot.objects.using(using).exists()
