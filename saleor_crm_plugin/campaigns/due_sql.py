"""When each person of an audience is due: the part of the freeze that computes it, in one statement.

What a time on a wall is in each zone is decided in Python (`policies.due`), once per zone and hour;
the database only looks up which zone, and which hour, is whose.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from ..messaging.zones import PEOPLE_ZONES, zone_parameters
from ..saleor_adapter.db import WRITER
from .best_hours import channel_of_consent, hour_parameters, shop_hours
from .best_hours_sql import BEST_HOURS
from .definition import CampaignDefinition, TimeMode, When
from .freeze import Column
from .policies.best_hour import HourSource
from .policies.due import Timing, due_in_zone
from .policies.due import due_at as due_for_all
from .policies.starts import ONCE, kept_for

# Where the time is the same for everybody.
_FIXED = """
due AS (
    SELECT profile_id, %(due_moment)s::timestamptz AS due_at, %(is_too_late)s::boolean AS is_too_late
    FROM people
)"""
# -1 stands for the time that staff have named, which may not be a whole hour.
NAMED_TIME = -1
_MOMENTS = """
moment AS (
    SELECT * FROM unnest(%(moment_zones)s::text[], %(moment_hours)s::int[],
                         %(moments)s::timestamptz[], %(moments_too_late)s::boolean[])
      AS moment (zone, hour, due_at, is_too_late)
)"""
_LOCAL = f"""
{PEOPLE_ZONES}, {_MOMENTS}, due AS (
    SELECT zone.profile_id, moment.due_at, moment.is_too_late
    FROM people_zone AS zone JOIN moment USING (zone)
)"""  # noqa: S608 only constants of the code
_BEST_HOUR = f"""
{BEST_HOURS}, {_MOMENTS}, due AS (
    SELECT zone.profile_id, moment.due_at, moment.is_too_late
    FROM people_zone AS zone
    LEFT JOIN best_hour AS best USING (profile_id)
    JOIN moment ON moment.zone = zone.zone
               AND moment.hour = coalesce(best.hour, %(usual_hour)s)
)"""  # noqa: S608 only constants of the code


@dataclass(frozen=True, slots=True)
class DuePart:
    """Common table expressions over the caller's `people` (profile_id), and what they ask.

    The last one is `due` (profile_id, due_at, is_too_late), a row per person. Whoever is too late
    gets nothing: their own time was longer ago than messages are kept.
    """

    ctes: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def column(self) -> Column:
        """The same as a column of the freeze, which calls its people `person`."""
        if self.ctes == _FIXED:
            return Column(
                sql="%(due_moment)s::timestamptz",
                is_late="%(is_too_late)s::boolean",
                parameters=self.parameters,
            )
        people = "WITH people AS (SELECT profile_id FROM person)"
        theirs = (
            f"{people}, {self.ctes} SELECT profile_id, due_at, is_too_late FROM due"  # noqa: S608 constants
        )
        return Column(
            sql="due.due_at",
            joins=f"LEFT JOIN ({theirs}) AS due ON due.profile_id = person.profile_id",
            is_late="coalesce(due.is_too_late, false)",
            parameters=self.parameters,
        )


def due_part(
    definition: CampaignDefinition,
    *,
    occurrence: str,
    due_at: datetime.datetime,
    starts_at: datetime.datetime,
    using: str = WRITER,
) -> DuePart:
    """Return the part for an occurrence that was to begin at `due_at` and begins at `starts_at`.

    At most ten queries. The database reckons nothing of clocks: a zone or an hour only names its row.
    """
    when = definition.when
    timing = Timing(
        starts_at=starts_at,
        keeps=kept_for(when),
        day=_day_of(when, occurrence),
    )
    if when.mode is TimeMode.FIXED:
        # Newcomers do not wait for anything: they are due as soon as somebody sees them.
        is_planned = when.at is not None or when.repeat is not None
        due = due_for_all(timing, due_at if is_planned else starts_at)
        return DuePart(_FIXED, {"due_moment": due.at, "is_too_late": due.is_too_late})
    zones = zone_parameters(definition.content.shop_channel, using=using)
    at = when.local_time or datetime.time()
    if when.mode is TimeMode.LOCAL:
        return DuePart(_LOCAL, zones | _moments(timing, {NAMED_TIME: at}, zones))
    return _best_hour(definition, timing, zones, using)


def _day_of(when: When, occurrence: str) -> datetime.date | None:
    """Return the day of everybody's own calendar that is meant; None for the next that comes."""
    if occurrence == ONCE:
        return when.day
    return datetime.date.fromisoformat(occurrence) if when.repeat else None


def _best_hour(
    definition: CampaignDefinition, timing: Timing, zones: dict[str, Any], using: str
) -> DuePart:
    at = definition.when.local_time or datetime.time()
    channel = channel_of_consent(definition)
    shop = shop_hours(
        channel=channel,
        zones=zones,
        fallback=at.hour,
        now=timing.starts_at,
        using=using,
    )
    is_known = shop.usual.source is not HourSource.FALLBACK
    times = {hour: datetime.time(hour) for hour in shop.allowed} | {NAMED_TIME: at}
    return DuePart(
        _BEST_HOUR,
        {
            **zones,
            **hour_parameters(shop, channel=channel, now=timing.starts_at),
            **_moments(timing, times, zones),
            "usual_hour": shop.usual.hour if is_known else NAMED_TIME,
        },
    )


def _moments(
    timing: Timing, times: dict[int, datetime.time], zones: dict[str, Any]
) -> dict[str, Any]:
    rows = [
        (zone, hour, due_in_zone(timing, at, ZoneInfo(zone)))
        for zone in sorted({*zones["zones"], zones["zone_of_channel"]})
        for hour, at in times.items()
    ]
    return {
        "moment_zones": [zone for zone, _, _ in rows],
        "moment_hours": [hour for _, hour, _ in rows],
        "moments": [due.at for _, _, due in rows],
        "moments_too_late": [due.is_too_late for _, _, due in rows],
    }
