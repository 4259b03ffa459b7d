"""What time alone does to points: they become available, they end, their end is announced."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import connections, transaction

from ...core.facts import Origin
from ...ledger.actions import due as ledger_due
from ...ledger.queries import LotView, lots_by_id
from ...observation.queries import told_orders
from ...outbox.actions import publish
from ...saleor_adapter.db import WRITER
from ..events import PointsExpired, PointsExpiringSoon, PointsFact, PointsReleased
from ..programs import all_programs
from ..sources import order_of

# Takes the lots that end soonest; whoever comes second finds the warning. Locks only new rows.
WARN = """
WITH due AS (
    SELECT account.book_id, account.profile_id, lot.expires_at, sum(lot.available) AS points
    FROM crm_ledger_lot AS lot
    JOIN crm_ledger_account AS account ON account.id = lot.account_id
    WHERE lot.book_id = %(book)s AND lot.available > 0
      AND lot.expires_at > %(now)s AND lot.expires_at <= %(until)s
      AND NOT EXISTS (
          SELECT FROM crm_expiry_warning AS warning
          WHERE warning.book_id = account.book_id
            AND warning.profile_id = account.profile_id
            AND warning.expires_at = lot.expires_at
      )
    GROUP BY account.book_id, account.profile_id, lot.expires_at
    ORDER BY lot.expires_at, account.profile_id
    LIMIT %(limit)s
), warned AS (
    INSERT INTO crm_expiry_warning (book_id, profile_id, expires_at)
    SELECT book_id, profile_id, expires_at FROM due
    ON CONFLICT DO NOTHING
    RETURNING profile_id, expires_at
)
SELECT due.profile_id, due.expires_at, due.points::bigint
FROM due JOIN warned USING (profile_id, expires_at)
ORDER BY due.expires_at, due.profile_id
"""


def release_due(*, now: datetime.datetime, limit: int) -> bool:
    """Make at most `limit` due lots available, publish PointsReleased, say if more may be due.

    One transaction; running it again goes on where it stopped.
    """
    with transaction.atomic():
        report = ledger_due.release_due(now=now, limit=limit)
        publish(_facts(PointsReleased, "released", report.changes, now=now))
    return report.has_more


def expire_due(*, now: datetime.datetime, limit: int) -> bool:
    """End at most `limit` lots whose term is over, publish PointsExpired, say if more may be due.

    One transaction; running it again goes on where it stopped.
    """
    with transaction.atomic():
        report = ledger_due.expire_due(now=now, limit=limit)
        publish(_facts(PointsExpired, "expired", report.changes, now=now))
    return report.has_more


def warn_of_expiry(*, now: datetime.datetime, limit: int) -> bool:
    """Publish PointsExpiringSoon once per profile and moment, the program's days ahead.

    At most `limit` per program, each in a transaction of its own; says if more may be due.
    """
    warned = [
        _warn(program.book_id, program.expiry_warning_days, now=now, limit=limit)
        for program in all_programs()
        if program.expiry_warning_days
    ]
    return limit in warned


@transaction.atomic
def _warn(book_id: int, days: int, *, now: datetime.datetime, limit: int) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            WARN,
            {
                "book": book_id,
                "now": now,
                "until": now + datetime.timedelta(days=days),
                "limit": limit,
            },
        )
        rows = cursor.fetchall()
    publish(
        [
            PointsExpiringSoon(
                key=f"expiring:{book_id}:{profile_id}:{expires_at.isoformat()}",
                occurred_at=now,
                origin=Origin.LIVE,
                profile_id=profile_id,
                book_id=book_id,
                points=points,
                expires_at=expires_at,
            )
            for profile_id, expires_at, points in rows
        ]
    )
    return len(rows)


def _facts(
    fact_type: type[PointsFact],
    verb: str,
    changes: Sequence[ledger_due.LotChange],
    *,
    now: datetime.datetime,
) -> list[PointsFact]:
    """Return one fact per profile and source; its key is the first lot's."""
    lots = lots_by_id([change.lot_id for change in changes])
    numbers = _order_numbers(lots.values())
    grouped: dict[tuple[int, str], list[ledger_due.LotChange]] = {}
    for change in changes:
        source = lots[change.lot_id].source
        grouped.setdefault((change.profile_id, source), []).append(change)
    return [
        fact_type(
            key=f"{verb}:{group[0].book_id}:{group[0].key}",
            occurred_at=now,
            origin=Origin.LIVE,
            profile_id=profile_id,
            book_id=group[0].book_id,
            points=sum(change.points for change in group),
            source=source,
            order_id=order_of(source),
            order_number=numbers.get(order_of(source), ""),
        )
        for (profile_id, source), group in grouped.items()
    ]


def _order_numbers(lots: Iterable[LotView]) -> dict[str, str]:
    order_ids = {order_of(lot.source) for lot in lots} - {""}
    return {
        order_id: told.state.number
        for order_id, told in told_orders(list(order_ids)).items()
    }
