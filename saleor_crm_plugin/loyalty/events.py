"""Facts about points: what a member earned, lost, got back, and what is about to end."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsFact(Fact):
    """What all points facts share.

    `points` is a positive whole number except in `PointsAdjusted`. `source` is the ledger's
    (`order:<id>`, `profile:<id>`); `order_id` and `order_number` are empty when no order is
    behind it.
    """

    book_id: int
    points: int
    source: str = ""
    order_id: str = ""
    order_number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsAccrued(PointsFact):
    """Points were earned; `available_at` is the earliest moment that some can be spent.

    `rule` is the code of the earning rule; `is_pending` says that they cannot be spent yet.
    """

    code: ClassVar[str] = "loyalty.points_accrued"
    rule: str
    is_pending: bool
    available_at: datetime.datetime | None
    expires_at: datetime.datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsReleased(PointsFact):
    """Pending points can be spent now."""

    code: ClassVar[str] = "loyalty.points_released"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsClawedBack(PointsFact):
    """Points were taken back; `shortfall` of `points` were spent already and not to be had."""

    code: ClassVar[str] = "loyalty.points_clawed_back"
    shortfall: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsReinstated(PointsFact):
    """Points that had been taken back were given again: a refund failed, a chargeback was won."""

    code: ClassVar[str] = "loyalty.points_reinstated"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsExpired(PointsFact):
    """Unused points ended."""

    code: ClassVar[str] = "loyalty.points_expired"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsExpiringSoon(PointsFact):
    """Points end at `expires_at` unless they are used; said once per profile and moment."""

    code: ClassVar[str] = "loyalty.points_expiring_soon"
    expires_at: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsAdjusted(PointsFact):
    """Staff corrected a balance by `points`, which is negative when points were taken."""

    code: ClassVar[str] = "loyalty.points_adjusted"
    author: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsTransferred(PointsFact):
    """Points went to this fact's profile with the order that earned them."""

    code: ClassVar[str] = "loyalty.points_transferred"
    previous_profile_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstOrderFound(Fact):
    """An order turned out to be its owner's first, whose points another one holds.

    `holder_id` is that order's id, empty if its points were given up.
    """

    code: ClassVar[str] = "loyalty.first_order_found"
    book_id: int
    order_id: str
    holder_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberJoined(Fact):
    """Somebody joined, came back, or accepted terms (`terms_version`, empty if there are none)."""

    code: ClassVar[str] = "loyalty.member_joined"
    book_id: int
    terms_version: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLeft(Fact):
    """A member left; `points_end_at` is when the points end, None for never."""

    code: ClassVar[str] = "loyalty.member_left"
    book_id: int
    points_end_at: datetime.datetime | None
