"""Which order holds its owner's first-order points: the first one placed in the program, once."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from django.db import connections

from ..core.facts import Origin
from ..outbox.actions import publish
from ..saleor_adapter.db import WRITER
from .earning_rule import Occasion
from .events import FirstOrderFound
from .models import FirstOrder
from .order_cases import OrderCase
from .terms import EarningTerms

Owner = tuple[int, int]
"""A book and a profile."""

Claims = dict[Owner, FirstOrder]

# Of the orders that take part in the book: those have a settlement. One walk per owner along the
# index of placed orders, which ends at the first that fits; no locks.
FIRST_PAID = """
SELECT owner.book_id, owner.profile_id, first.order_id::text
FROM unnest(%(books)s::bigint[], %(profiles)s::bigint[]) AS owner (book_id, profile_id)
CROSS JOIN LATERAL (
    SELECT told.order_id
    FROM crm_told_order AS told
    JOIN crm_order_settlement AS settled
      ON settled.order_id = told.order_id AND settled.book_id = owner.book_id
    WHERE told.profile_id = owner.profile_id
      AND told.is_placed AND told.paid + told.paid_by_gift_cards > 0
    ORDER BY told.placed_at, told.order_id
    LIMIT 1
) AS first
"""


def claim_first_orders(
    cases: Sequence[OrderCase], terms: Mapping[str, EarningTerms]
) -> frozenset[str]:
    """Claim the first-order points for those that are their owner's first paid order in the book.

    Orders that take no part in it (another channel, a currency without rates, another time, an
    owner who was excluded) neither claim nor stand in the way.
    A claim stays where it is even if the order is undone, so it is paid once. It moves only when
    an order comes to light that was placed earlier, and only where both are among the cases, so
    that nobody ever holds the points twice: otherwise a FirstOrderFound is published, whose handler
    settles the two together. Locks the claims by id. Returns which of the orders hold a claim of
    their present owner. A fixed number of queries.
    """
    wanted = [
        case
        for case in cases
        if case.order.id in terms and terms[case.order.id].has(Occasion.FIRST_ORDER)
    ]
    if not wanted:
        return frozenset()
    profile_ids = {case.profile_id for case in wanted}
    before = _locked_claims(profile_ids)
    # Asked under the locks: whoever claimed before us knew no order that we do not see.
    first = _first_paid({_key(case) for case in wanted})
    due = [case for case in wanted if first.get(_key(case)) == case.order.id]
    _move(due, before, {case.order.id for case in cases})
    _claim(due)
    held = _claims(profile_ids)
    publish([_found(case, holder) for case, holder in _misplaced(due, held)])
    return frozenset(case.order.id for case in wanted if _holds(case, held))


def release_first_orders(cases: Sequence[OrderCase]) -> None:
    """Give up the claims of orders that have just gone to another owner.

    The former owner's first order of now is told of by a FirstOrderFound.
    """
    released = FirstOrder.objects.filter(order_id__in=[case.order.id for case in cases])
    owners = {str(row.order_id): (row.book_id, row.profile_id) for row in released}
    if not owners:
        return
    released.delete()
    first = _first_paid(set(owners.values()))
    publish(
        [
            _fact(case, order_id=first[owner], profile_id=owner[1])
            for case in cases
            if (owner := owners.get(case.order.id)) in first
        ]
    )


def look_for_first_orders(
    owners: Collection[Owner], *, cause: str, now: datetime.datetime
) -> None:
    """Have the points looked at of owners whose first paid order is not the one that holds them.

    For people who have got or lost orders all at once. `cause` names why, once and for all.
    Publishes FirstOrderFound.
    """
    if not owners:
        return
    held = _claims({profile_id for _, profile_id in owners})
    publish(
        [
            FirstOrderFound(
                key=f"first_order:{order_id}:{held.get(owner, '')}:{cause}",
                occurred_at=now,
                origin=Origin.REBUILD,
                profile_id=owner[1],
                book_id=owner[0],
                order_id=order_id,
                holder_id=held.get(owner, ""),
            )
            for owner, order_id in sorted(_first_paid(owners).items())
            if held.get(owner) != order_id
        ]
    )


def _locked_claims(profile_ids: Collection[int]) -> Claims:
    rows = FirstOrder.objects.select_for_update().filter(profile_id__in=profile_ids)
    return {(row.book_id, row.profile_id): row for row in rows.order_by("id")}


def _claims(profile_ids: Collection[int]) -> dict[Owner, str]:
    rows = FirstOrder.objects.filter(profile_id__in=profile_ids)
    return {(row.book_id, row.profile_id): str(row.order_id) for row in rows}


def _move(due: Sequence[OrderCase], before: Claims, settling: Collection[str]) -> None:
    """Move the claims from later orders that are settled here as well."""
    moved = []
    for case in due:
        row = before.get(_key(case))
        if row and str(row.order_id) != case.order.id and str(row.order_id) in settling:
            row.order_id = case.order.id
            moved.append(row)
    if moved:
        FirstOrder.objects.bulk_update(moved, ["order_id"])


def _claim(due: Sequence[OrderCase]) -> None:
    FirstOrder.objects.bulk_create(
        [
            FirstOrder(
                book_id=case.program.book_id,
                profile_id=case.profile_id,
                order_id=case.order.id,
            )
            for case in due
        ],
        ignore_conflicts=True,
    )


def _misplaced(
    due: Sequence[OrderCase], held: Mapping[Owner, str]
) -> list[tuple[OrderCase, str]]:
    return [
        (case, held[_key(case)])
        for case in due
        if _key(case) in held and not _holds(case, held)
    ]


def _holds(case: OrderCase, held: Mapping[Owner, str]) -> bool:
    return held.get(_key(case)) == case.order.id


def _key(case: OrderCase) -> Owner:
    return case.program.book_id, case.profile_id


def _found(case: OrderCase, holder: str) -> FirstOrderFound:
    return _fact(
        case, order_id=case.order.id, profile_id=case.profile_id, holder=holder
    )


def _fact(
    case: OrderCase, *, order_id: str, profile_id: int, holder: str = ""
) -> FirstOrderFound:
    # Said again before it was handled it must be the same fact, so nothing in it is of now.
    return FirstOrderFound(
        key=f"first_order:{order_id}:{holder}:{case.key}",
        occurred_at=case.order.placed_at,
        origin=case.cause.origin,
        profile_id=profile_id,
        book_id=case.program.book_id,
        order_id=order_id,
        holder_id=holder,
    )


def _first_paid(owners: Collection[Owner]) -> dict[Owner, str]:
    books = [book_id for book_id, _ in owners]
    profiles = [profile_id for _, profile_id in owners]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FIRST_PAID, {"books": books, "profiles": profiles})
        return {(book, profile): order for book, profile, order in cursor.fetchall()}
