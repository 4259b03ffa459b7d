"""The figures of journeys: a fixed number of statements, however many journeys are asked for."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from ..journeys.actions.hear import hear
from ..journeys.definition import Goal
from ..journeys.effects.queue_message import SOURCE_KIND
from ..outbox.handlers import handler_code
from ..outbox.policies import MAX_TRIES
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from ..saleor_adapter.vouchers import redemptions
from . import journey_sql
from .definitions import Metric
from .figures import Comparison, Exit, JourneyFigures, Period, Revenue, Side, Spent
from .policies import comparison

COUNTED = (
    Metric.ENROLLED,
    Metric.SHADOW,
    Metric.SENT,
    Metric.DELIVERED,
    Metric.OPENED,
    Metric.CLICKED,
    Metric.MESSAGES,
    Metric.GOAL_REACHED,
)

Rows = Sequence[Mapping[str, Any]]


def journey_figures(
    journey_ids: Collection[int],
    period: Period,
    *,
    now: datetime.datetime,
    using: str = WRITER,
) -> dict[int, JourneyFigures]:
    """Return what these journeys did and brought in the period; unknown ones are absent.

    Nine statements, each for all journeys; takes no locks. They read the journeys' passages,
    those people's orders and messages, and the shop's discounts of the coupons that were used.
    """
    data_until = data_is_complete_until(now=now, using=using)
    asked: dict[str, Any] = {
        "journeys": list(journey_ids),
        "since": period.since,
        "until": period.until,
        "usual_days": Goal.model_fields["within_days"].default,
        "source_kind": SOURCE_KIND,
        "data_until": data_until,
    }
    asked["coupons"] = _coupons(asked, using)
    journeys = read_rows(journey_sql.JOURNEYS, asked, using)
    counts = {
        row["journey_id"]: row for row in read_rows(journey_sql.FUNNEL, asked, using)
    }
    exits = _by_journey(read_rows(journey_sql.EXITS, asked, using))
    revenue = _by_journey(read_rows(journey_sql.REVENUE, asked, using))
    sides = _by_journey(read_rows(journey_sql.SIDES, asked, using))
    spent = _by_journey(read_rows(journey_sql.MONEY_OF_SIDES, asked, using))
    return {
        journey["journey_id"]: JourneyFigures(
            period=period,
            data_until=data_until,
            days=journey["days"],
            counts={one: counts[journey["journey_id"]][one] for one in COUNTED},
            exits=[Exit(**row) for row in exits[journey["journey_id"]]],
            revenue=[Revenue(**row) for row in revenue[journey["journey_id"]]],
            comparison=_comparison(
                sides[journey["journey_id"]], spent[journey["journey_id"]]
            )
            if journey["has_holdout"]
            else None,
        )
        for journey in journeys
    }


def data_is_complete_until(
    *, now: datetime.datetime, using: str = WRITER
) -> datetime.datetime:
    """Return the moment up to which all changes of the shop were observed and heard. One query."""
    return _handled_until(handler_code(hear), now, using)


def everything_is_handled_until(
    *, now: datetime.datetime, using: str = WRITER
) -> datetime.datetime:
    """Return the moment up to which whatever changed was told to everybody. One query."""
    return _handled_until("", now, using)


def _handled_until(
    handler: str, now: datetime.datetime, using: str
) -> datetime.datetime:
    asked = {"most_tries": MAX_TRIES, "handler": handler}
    [row] = read_rows(journey_sql.FRESHNESS, asked, using)
    return min(now, row["oldest_waiting"] or now)


def _coupons(asked: Mapping[str, Any], using: str) -> str:
    """Return what the journeys' codes took off which orders, as JSON; two queries."""
    given = read_rows(journey_sql.CODES, asked, using)
    used = redemptions({row["code"] for row in given}, using=using)
    rows = [
        {
            "journey_id": row["journey_id"],
            "profile_id": row["profile_id"],
            "issued_at": row["issued_at"],
            "is_of_cohort": row["is_of_cohort"],
            "order_id": used[row["code"]].order_id,
            "currency": used[row["code"]].currency,
            "discount": used[row["code"]].discount,
        }
        for row in given
        if row["code"] in used and not used[row["code"]].is_canceled
    ]
    return to_json(rows).decode()


def _comparison(sides: Rows, spent: Rows) -> Comparison:
    by_currency: dict[str, dict[bool, Spent]] = defaultdict(dict)
    for row in spent:
        by_currency[row["currency"]][row["is_held_out"]] = Spent(
            row["buyers"], row["revenue"], row["revenue_squares"]
        )
    by_side = {
        row["is_held_out"]: Side(row["people"], row["waiting"], row["converted"])
        for row in sides
    }
    return comparison(by_side, by_currency)


def _by_journey(rows: Rows) -> Mapping[int, Sequence[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        rest = dict(row)
        found[rest.pop("journey_id")].append(rest)
    return found
