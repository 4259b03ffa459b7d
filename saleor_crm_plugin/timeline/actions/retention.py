"""For how long entries are kept, type by type."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from ..entry_type import entry_types
from ..errors import InvalidRetention, UnknownEntryType
from ..models import TimelineRetention
from ..policies import first_month_to_keep

MOST_DAYS = 36_500

# Only months that were not gone through for a type yet are opened again.
_MONTHS_TO_FORGET = """
SELECT month, array_agg(entry_type ORDER BY entry_type)
FROM (SELECT DISTINCT month FROM crm_timeline_month) known
JOIN unnest(%(types)s::text[], %(done)s::date[], %(limits)s::date[])
    AS due (entry_type, done, first_kept)
    ON known.month < due.first_kept AND (due.done IS NULL OR known.month >= due.done)
GROUP BY month
ORDER BY month
"""
_FORGET = "SELECT crm_timeline_forget(%s, %s)"


def keep_entries_for(entry_type: str, days: int | None) -> None:
    """Set for how many days entries of a type are kept; None keeps them for good.

    What was forgotten before does not come back. Raises UnknownEntryType and InvalidRetention.
    """
    if entry_type not in entry_types:
        raise UnknownEntryType(entry_type)
    if days is None:
        TimelineRetention.objects.filter(entry_type=entry_type).delete()
        return
    if not 1 <= days <= MOST_DAYS:
        raise InvalidRetention(days)
    TimelineRetention.objects.update_or_create(
        entry_type=entry_type, defaults={"keep_days": days, "forgotten_before": None}
    )


def forget_old_entries(*, now: datetime.datetime) -> int:
    """Remove the entries whose type is no longer kept; return how many. Idempotent.

    Whole months only: each is rewritten in a transaction of its own, so an interrupted run is
    continued by the next one.
    """
    removed = sum(_forget_month(month, types) for month, types in _months(now).items())
    settings = list(TimelineRetention.objects.all())
    for retention in settings:
        retention.forgotten_before = first_month_to_keep(now, retention.keep_days)
    TimelineRetention.objects.bulk_update(settings, ["forgotten_before"])
    return removed


def _months(now: datetime.datetime) -> Mapping[datetime.date, list[str]]:
    settings = list(TimelineRetention.objects.order_by("entry_type"))
    columns: dict[str, Any] = {
        "types": [retention.entry_type for retention in settings],
        "done": [retention.forgotten_before for retention in settings],
        "limits": [
            first_month_to_keep(now, retention.keep_days) for retention in settings
        ],
    }
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS_TO_FORGET, columns)
        return dict(cursor.fetchall())


def _forget_month(month: datetime.date, types: list[str]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FORGET, [month, types])
        [removed] = cursor.fetchone()
    return removed
