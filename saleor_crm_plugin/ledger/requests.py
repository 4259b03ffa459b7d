"""What callers ask of the books: frozen values; points are whole and above zero unless stated.

`key` makes a request idempotent within its book and verb: the same key with the same values is
a success that changes nothing. `occurred_at` is when the cause happened (aware).
`courtesy_days` says what becomes of points that return to a lot whose term has ended:
0 lets them expire at once, N gives them N more days in a courtesy lot.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from ..core.sentences import Sentence
from .errors import InvalidRequest
from .kinds import ShortfallPolicy

# What the API can tell of one movement; sums of any number of them fit the database's columns.
MOST_POINTS = 2**31 - 1


def _require_positive(points: int) -> None:
    if points <= 0:
        raise InvalidRequest(Sentence("Points must be above zero."), field="points")
    _require_bounded(points)


def _require_bounded(points: int) -> None:
    if abs(points) > MOST_POINTS:
        raise InvalidRequest(
            Sentence(
                "Points must be {most} at most in one movement.", most=MOST_POINTS
            ),
            field="points",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """Points earned by one cause, or an opening balance.

    `source` names the cause ("order:<id>") and `part` a part of it (an order line's id, or "").
    `available_at` None means at once; a moment means pending until `release_due` comes past it.
    `expires_at` is the first moment at which the points can no longer be spent, None is never.
    `rule` is the snapshot of the rule that granted them, as JSON values.
    """

    book_id: int
    profile_id: int
    key: str
    source: str
    part: str = ""
    points: int
    available_at: datetime.datetime | None = None
    expires_at: datetime.datetime | None = None
    rule: dict[str, Any] = field(default_factory=dict)
    occurred_at: datetime.datetime

    def __post_init__(self) -> None:
        _require_positive(self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class LotTerm:
    """New dates of a lot. `available_at` None means at once."""

    lot_id: int
    available_at: datetime.datetime | None
    expires_at: datetime.datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clawback:
    """Points to be taken back for a lot, and what becomes of the part nobody has."""

    lot_id: int
    points: int
    key: str
    shortfall: ShortfallPolicy = ShortfallPolicy.FORGIVEN
    occurred_at: datetime.datetime

    def __post_init__(self) -> None:
        _require_positive(self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reinstatement:
    """Points of a clawback that turned out to be unjustified."""

    lot_id: int
    points: int
    key: str
    occurred_at: datetime.datetime
    courtesy_days: int = 0

    def __post_init__(self) -> None:
        _require_positive(self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reservation:
    """Points to be held for a purchase that is not certain yet."""

    book_id: int
    profile_id: int
    points: int
    key: str
    occurred_at: datetime.datetime

    def __post_init__(self) -> None:
        _require_positive(self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class Void:
    """A reservation that came to nothing; its points return to their lots."""

    book_id: int
    reservation_key: str
    key: str
    occurred_at: datetime.datetime
    courtesy_days: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Redemption:
    """A reservation that was used; its points burn."""

    book_id: int
    reservation_key: str
    key: str
    occurred_at: datetime.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveBack:
    """Burned points to be returned, all or a part, because the purchase was undone."""

    book_id: int
    redemption_key: str
    points: int
    key: str
    occurred_at: datetime.datetime
    courtesy_days: int = 0

    def __post_init__(self) -> None:
        _require_positive(self.points)


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """A manual correction: `points` above or below zero, never zero.

    `author` names who did it without personal text ("user:12"). `expires_at` is for points given.
    """

    book_id: int
    profile_id: int
    points: int
    reason: str
    author: str
    key: str
    occurred_at: datetime.datetime
    expires_at: datetime.datetime | None = None

    def __post_init__(self) -> None:
        if self.points == 0:
            raise InvalidRequest(Sentence("Points must not be zero."), field="points")
        _require_bounded(self.points)
        if not self.reason.strip():
            raise InvalidRequest(
                Sentence("An adjustment needs a reason."), field="reason"
            )
        if not self.author.strip():
            raise InvalidRequest(
                Sentence("An adjustment needs an author."), field="author"
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Transfer:
    """Lots that go to another profile with all that ever happened to them.

    They are named by their sources, by their ids, or by both; their courtesy lots go with them.
    """

    book_id: int
    from_profile_id: int
    to_profile_id: int
    key: str
    occurred_at: datetime.datetime
    sources: tuple[str, ...] = ()
    lot_ids: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.from_profile_id == self.to_profile_id:
            raise InvalidRequest(
                Sentence("A transfer needs two profiles."), field="toProfile"
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """What became of one request: its transaction and, where it has one, its lot.

    `is_new` is False for a replay. `points` is what was asked for; `shortfall` is the part of a
    clawback that nobody had the points for, at the time it was posted.
    """

    key: str
    transaction_id: int
    lot_id: int | None
    points: int
    shortfall: int = 0
    is_new: bool = True
