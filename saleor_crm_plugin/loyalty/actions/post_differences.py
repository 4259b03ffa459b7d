"""Post what settling found: take back, give again, grant, change terms; then tell of it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...core.facts import Fact
from ...ledger.actions.accrue import accrue
from ...ledger.actions.claw_back import claw_back, reinstate
from ...ledger.actions.reschedule import reschedule
from ...ledger.requests import Clawback, Grant, LotTerm, Reinstatement
from ...outbox.actions import publish
from ..earning_rule import Occasion, earning_rules
from ..events import PointsAccrued, PointsClawedBack, PointsReinstated
from ..order_cases import OrderCase
from ..policies.differences import Differences, NewLot
from ..policies.targets import FIRST_ORDER_PART
from ..sources import order_source
from ..terms import EarningTerms


@dataclass(frozen=True, slots=True)
class CaseDifferences:
    """One order with its terms and what has to be written for it.

    `is_excluded` says that its owner takes no part in the program now.
    """

    case: OrderCase
    terms: EarningTerms
    found: Differences
    is_excluded: bool = False

    @property
    def grants(self) -> tuple[NewLot, ...]:
        """What is to be granted; nothing new by a program that rests, or to the excluded."""
        if self.is_excluded or not self.case.program.is_active:
            return ()
        return self.found.grants

    @property
    def moves(self) -> bool:
        """Whether there is anything to write."""
        found = self.found
        return bool(
            found.claw_backs or found.reinstatements or self.grants or found.terms
        )


def post_differences(
    differences: Sequence[CaseDifferences], *, now: datetime.datetime
) -> list[OrderCase]:
    """Post the differences with one call per verb, and publish one fact per order and verb.

    The settlements must be locked. Keys carry the settlement's revision, so a movement that is
    decided again is written once. Returns the orders whose points moved.
    """
    if not differences:
        return []
    shortfalls = _claw_back(differences)
    _reinstate(differences, now=now)
    accrue([grant for one in differences for grant in _grants(one, now)], now=now)
    _reschedule(differences, now=now)
    publish([fact for one in differences for fact in _facts(one, shortfalls, now)])
    return [one.case for one in differences]


def _reschedule(
    differences: Sequence[CaseDifferences], *, now: datetime.datetime
) -> None:
    terms = [
        LotTerm(
            lot_id=new.lot_id, available_at=new.available_at, expires_at=new.expires_at
        )
        for one in differences
        for new in one.found.terms
    ]
    # Most batches only grant: an empty call would still lock and ask.
    if terms:
        reschedule(terms, now=now)


def _claw_back(differences: Sequence[CaseDifferences]) -> dict[str, int]:
    """Take points back and return the shortfall by order."""
    requests = [
        (
            one.case.order.id,
            Clawback(
                lot_id=change.lot_id,
                points=change.points,
                key=f"{one.case.key}:{change.lot_id}",
                shortfall=one.case.program.shortfall,
                occurred_at=one.case.cause.occurred_at,
            ),
        )
        for one in differences
        for change in one.found.claw_backs
    ]
    if not requests:
        return {}
    posted = claw_back([request for _, request in requests])
    shortfalls: dict[str, int] = {}
    for (order_id, _), result in zip(requests, posted, strict=True):
        shortfalls[order_id] = shortfalls.get(order_id, 0) + result.shortfall
    return shortfalls


def _reinstate(
    differences: Sequence[CaseDifferences], *, now: datetime.datetime
) -> None:
    requests = [
        Reinstatement(
            lot_id=change.lot_id,
            points=change.points,
            key=f"{one.case.key}:{change.lot_id}",
            occurred_at=one.case.cause.occurred_at,
            courtesy_days=one.case.program.courtesy_days,
        )
        for one in differences
        for change in one.found.reinstatements
    ]
    if requests:
        reinstate(requests, now=now)


def _grants(one: CaseDifferences, now: datetime.datetime) -> Iterator[Grant]:
    case = one.case
    for grant in one.grants:
        target = grant.target
        yield Grant(
            book_id=case.program.book_id,
            profile_id=case.profile_id,
            key=f"{case.key}:{target.part}",
            source=order_source(case.order.id),
            part=target.part,
            points=grant.points,
            available_at=target.available_at if target.available_at > now else None,
            expires_at=target.expires_at,
            rule=one.terms.snapshot,
            occurred_at=_earned_at(case),
        )


def _earned_at(case: OrderCase) -> datetime.datetime:
    return case.order.paid_at or case.cause.occurred_at


def _facts(
    one: CaseDifferences, shortfalls: dict[str, int], now: datetime.datetime
) -> Iterator[Fact]:
    taken = sum(change.points for change in one.found.claw_backs)
    if taken:
        yield PointsClawedBack(
            **_shared(one, "clawed_back"),
            points=taken,
            shortfall=shortfalls.get(one.case.order.id, 0),
        )
    given = sum(change.points for change in one.found.reinstatements)
    if given:
        yield PointsReinstated(**_shared(one, "reinstated"), points=given)
    bonus = [grant for grant in one.grants if grant.target.part == FIRST_ORDER_PART]
    spent = [grant for grant in one.grants if grant.target.part != FIRST_ORDER_PART]
    if spent:
        yield _accrued(one, spent, Occasion.ORDER, now)
    if bonus:
        yield _accrued(one, bonus, Occasion.FIRST_ORDER, now)


def _accrued(
    one: CaseDifferences,
    grants: Sequence[NewLot],
    occasion: Occasion,
    now: datetime.datetime,
) -> PointsAccrued:
    codes = [
        rule.code
        for rule in one.terms.rules
        if earning_rules[rule.code].occasion == occasion
    ]
    available_at = min(grant.target.available_at for grant in grants)
    ends = [grant.target.expires_at for grant in grants if grant.target.expires_at]
    shared = _shared(one, f"accrued:{occasion}") | {"occurred_at": _earned_at(one.case)}
    return PointsAccrued(
        **shared,
        points=sum(grant.points for grant in grants),
        rule="+".join(codes),
        is_pending=available_at > now,
        available_at=available_at,
        expires_at=min(ends, default=None),
    )


def _shared(one: CaseDifferences, verb: str) -> dict:
    case = one.case
    return {
        "key": f"points:{case.key}:{verb}",
        "occurred_at": case.cause.occurred_at,
        "origin": case.cause.origin,
        "profile_id": case.profile_id,
        "book_id": case.program.book_id,
        "source": order_source(case.order.id),
        "order_id": case.order.id,
        "order_number": case.order.number,
    }
