"""What a batch of people is judged by, read in a fixed number of queries."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from ..identity.wishes import stated_relationships
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..timeline.counts import EntryCount, entry_counts, note_texts
from .evidence_sql import OPTED_OUT, ORDERS
from .policies.evidence import LEAST_ORDER_DAYS
from .policies.lifecycle import OrderHistory
from .policies.relationship import Evidence
from .policies.tone import tone_of

YEAR = datetime.timedelta(days=365)

SENT, OPENED = "messaging.sent", "messaging.opened"
CLICKED, ANSWERED = "messaging.clicked", "messaging.answered"
COMPLAINED = "messaging.complained"
REVIEWED, REFERRED = "engagement.review_written", "engagement.friend_referred"
TYPES = (SENT, OPENED, CLICKED, ANSWERED, COMPLAINED, REVIEWED, REFERRED)
GOOD, BAD = frozenset({"good"}), frozenset({"bad", "quality", "service"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person: orders, dealings, and what they said ("": nothing)."""

    orders: OrderHistory
    dealings: Evidence
    stated: str


def evidence_of(
    profile_ids: Collection[int], *, now: datetime.datetime
) -> dict[int, Known]:
    """Return what is known of each of these people; five queries.

    Dealings are those of the past year. Texts are read, judged, and not kept.
    """
    since = now - YEAR
    counts = entry_counts(profile_ids, TYPES, since=since)
    notes = note_texts(profile_ids, since=since)
    stated = stated_relationships(profile_ids)
    opted_out = {row[0] for row in _rows(OPTED_OUT, (int_array(profile_ids),))}
    asked = {
        "profiles": int_array(profile_ids),
        "year_ago": since.date(),
        "least_days": LEAST_ORDER_DAYS,
    }
    return {
        row[0]: Known(
            orders=_history(row),
            dealings=Evidence(
                **_bought(row),
                **_heard(counts.get(row[0], ())),
                **_said(notes.get(row[0], ())),
                has_opted_out=row[0] in opted_out,
            ),
            stated=stated.get(row[0], ""),
        )
        for row in _rows(ORDERS, asked)
    }


def _history(row: Sequence[Any]) -> OrderHistory:
    return OrderHistory(
        order_days=row[1],
        orders=row[2],
        first_at=row[3],
        last_at=row[4],
        gap_days=row[5],
        cycle_before_days=row[6],
        cycle_days=float(row[7]) if row[7] is not None else None,
        frequency=row[8],
        monetary=row[9],
    )


def _bought(row: Sequence[Any]) -> dict[str, Any]:
    return {
        "orders": row[2],
        "order_days_in_year": row[10],
        "discounted_orders": row[11],
        "items": row[12],
        "returned_items": row[13],
        "has_chargeback": row[14],
    }


def _heard(counts: Sequence[EntryCount]) -> dict[str, Any]:
    """Return what came of messages, and what people did for the shop.

    A click is a reading too, of a message at most.
    """

    def total(*entry_types: str, among: Collection[str] = ()) -> int:
        return sum(
            one.count
            for one in counts
            if one.entry_type in entry_types and (not among or one.answer in among)
        )

    return {
        "messages": total(SENT),
        "read": min(max(total(OPENED), total(CLICKED)), total(SENT)),
        "answers": total(ANSWERED),
        "good_answers": total(ANSWERED, among=GOOD),
        "bad_answers": total(ANSWERED, among=BAD),
        "spam_reports": total(COMPLAINED),
        "reviews": total(REVIEWED),
        "referrals": total(REFERRED),
    }


def _said(texts: Sequence[str]) -> dict[str, Any]:
    tones = [tone_of(text) for text in texts]
    return {"kind_texts": tones.count(1), "harsh_texts": tones.count(-1)}


def _rows(statement: str, asked: Any) -> list[tuple]:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, asked)
        return cursor.fetchall()
