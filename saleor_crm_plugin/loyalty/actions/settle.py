"""Settle orders: bring their lots to what the orders should have earned by now."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connections, transaction

from ...core import clock
from ...ledger.actions.transfer import transfer
from ...ledger.requests import Transfer
from ...observation.events import OrderFact
from ...observation.queries import told_orders
from ...outbox.actions import publish
from ...saleor_adapter.arrays import int_array, uuid_array
from ...saleor_adapter.db import WRITER
from ..events import PointsTransferred
from ..first_orders import claim_first_orders, release_first_orders
from ..lock_objects import lock_settlements
from ..order_cases import (
    Cause,
    Newcomer,
    OrderCase,
    excluded_owners,
    lot_state,
    may_earn,
    newcomers,
    open_cases,
    terms_of_cases,
    told_since,
)
from ..policies.differences import Differences, differences
from ..policies.targets import order_targets
from ..programs import all_programs
from ..sources import order_source
from .post_differences import CaseDifferences, post_differences

BATCH = 1000

SETTLED = "SELECT order_id FROM crm_order_settlement WHERE order_id = ANY(%s::uuid[])"
# Whoever comes second finds the row of the first.
MAKE = """
INSERT INTO crm_order_settlement (order_id, book_id, profile_id)
SELECT * FROM unnest(%(orders)s::uuid[], %(books)s::bigint[], %(profiles)s::bigint[])
  AS new (order_id, book_id, profile_id)
ORDER BY order_id
ON CONFLICT DO NOTHING
"""
COUNT = """
UPDATE crm_order_settlement AS settlement
SET revision = moved.revision, profile_id = moved.profile_id
FROM unnest(%(orders)s::uuid[], %(profiles)s::bigint[], %(revisions)s::int[])
     AS moved (order_id, profile_id, revision)
WHERE settlement.order_id = moved.order_id
"""


def settle_orders(facts: Sequence[OrderFact]) -> None:
    """Settle the orders of these facts; the outbox's handler."""
    causes = {fact.order_id: Cause(fact.occurred_at, fact.origin) for fact in facts}
    settle(causes, now=clock.now())


def settle(causes: Mapping[str, Cause], *, now: datetime.datetime) -> None:
    """Write the signed differences between the orders' targets and their lots, and publish them.

    Idempotent and independent of the order of facts: only the told state of now counts. Locks the
    settlements in order of the orders' ids, then what the ledger's verbs lock. The number of
    queries does not depend on the number of orders (up to a thousand at a time).
    """
    order_ids = sorted(causes)
    for start in range(0, len(order_ids), BATCH):
        batch = order_ids[start : start + BATCH]
        with transaction.atomic():
            _settle({order_id: causes[order_id] for order_id in batch}, now=now)


def _settle(causes: Mapping[str, Cause], *, now: datetime.datetime) -> None:
    programs = all_programs()
    known = _settled(causes)
    concerned = known | may_earn(causes.keys() - known, programs)
    if not concerned:
        return
    told = told_orders(sorted(concerned))
    new = newcomers(told, known, programs)
    _make_settlements(new)
    settlements = lock_settlements(sorted(concerned))
    if not settlements:
        return
    cases = open_cases(settlements, told | told_since(told), programs, causes)
    moved = [case for case in cases if case.profile_id != case.settlement.profile_id]
    _move_to_owners(moved)
    terms = terms_of_cases(cases)
    first_orders = claim_first_orders(cases, terms)
    found = [
        CaseDifferences(
            case,
            terms[case.order.id],
            _differences(
                case, terms[case.order.id], case.order.id in first_orders, now
            ),
        )
        for case in cases
        if case.order.id in terms
    ]
    found = _without_the_excluded(found, known)
    changed = post_differences([one for one in found if one.moves], now=now)
    _count_revisions(moved + changed)


def _make_settlements(new: Sequence[Newcomer]) -> None:
    if not new:
        return
    parameters = {
        "orders": uuid_array(one.order_id for one in new),
        "books": int_array(one.book_id for one in new),
        "profiles": int_array(one.profile_id for one in new),
    }
    with connections[WRITER].cursor() as cursor:
        cursor.execute(MAKE, parameters)


def _settled(order_ids: Iterable[str]) -> set[str]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(SETTLED, (uuid_array(order_ids),))
        return {str(order_id) for (order_id,) in cursor.fetchall()}


def _without_the_excluded(
    found: Sequence[CaseDifferences], known: Collection[str]
) -> list[CaseDifferences]:
    """Note whose owners earn nothing now; of orders that are new here it was asked before."""
    excluded = excluded_owners(
        (one.case.program, one.case.profile_id)
        for one in found
        if one.grants and one.case.order.id in known
    )
    return [
        replace(one, is_excluded=True) if _owner(one.case) in excluded else one
        for one in found
    ]


def _owner(case: OrderCase) -> tuple[int, int]:
    return case.program.book_id, case.profile_id


def _differences(
    case: OrderCase, terms, is_first: bool, now: datetime.datetime
) -> Differences:
    targets = order_targets(case.order, terms, is_first=is_first)
    return differences(targets, [lot_state(lot) for lot in case.lots], now=now)


def _move_to_owners(moved: Sequence[OrderCase]) -> None:
    """Take the lots along with orders that belong to somebody else now."""
    if not moved:
        return
    release_first_orders(moved)
    with_lots = [case for case in moved if case.lots]
    transfer(
        [
            Transfer(
                book_id=case.program.book_id,
                from_profile_id=case.settlement.profile_id,
                to_profile_id=case.profile_id,
                key=case.key,
                occurred_at=case.cause.occurred_at,
                sources=(order_source(case.order.id),),
            )
            for case in with_lots
        ]
    )
    publish([_transferred(case) for case in with_lots if _net(case)])


def _transferred(case: OrderCase) -> PointsTransferred:
    return PointsTransferred(
        key=f"points:{case.key}:transferred",
        occurred_at=case.cause.occurred_at,
        origin=case.cause.origin,
        profile_id=case.profile_id,
        book_id=case.program.book_id,
        points=_net(case),
        source=order_source(case.order.id),
        order_id=case.order.id,
        order_number=case.order.number,
        previous_profile_id=case.settlement.profile_id,
    )


def _net(case: OrderCase) -> int:
    return sum(lot.granted - lot.clawed_back for lot in case.lots)


def _count_revisions(cases: Sequence[OrderCase]) -> None:
    """Note that points of these orders moved, and whose they are; the rows are locked."""
    if not cases:
        return
    rows = {case.order.id: case for case in cases}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "orders": uuid_array(rows),
                "profiles": int_array(case.profile_id for case in rows.values()),
                "revisions": int_array(case.revision for case in rows.values()),
            },
        )
