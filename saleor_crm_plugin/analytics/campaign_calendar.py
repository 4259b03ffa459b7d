"""Which campaigns take place when, and where they meet each other and the journeys that run."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from pydantic import ValidationError
from pydantic_core import to_json

from ..campaigns.definition import CampaignDefinition, read_definition
from ..campaigns.models import Campaign, CampaignRun
from ..campaigns.policies.starts import next_start, starts_between
from ..campaigns.policies.states import CampaignKind, CampaignState
from ..consent.purposes import ConsentPurpose
from ..journeys.errors import InvalidDefinition
from ..journeys.models import Journey, JourneyStatus, JourneyVersion
from ..journeys.plan import plan_of
from ..journeys.steps.send_message import SendMessage
from ..journeys.triggers.segment_changed import OfSegment
from ..messaging.queries import caps, sending_settings
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows_within
from . import campaign_calendar_sql as sql

# What will happen, or would go on if staff let it.
PLANNED = (
    CampaignState.CHECKED,
    CampaignState.SCHEDULED,
    CampaignState.SENDING,
    CampaignState.PAUSED,
)
MOST_CAMPAIGNS = 100
# How long each of the counts may take.
PATIENCE_MILLISECONDS = 3000
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """One time that a campaign takes place; `run` is None as long as it has not begun.

    `people` are in the audience by now; None where it was not counted in time.
    """

    campaign: Campaign
    occurrence: str
    day: datetime.date
    starts_at: datetime.datetime
    run: CampaignRun | None = None
    people: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignsMeet:
    """Two campaigns that take place on the same days, and how many people would hear of both."""

    one: Campaign
    other: Campaign
    days: tuple[datetime.date, ...]
    people: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyMeets:
    """A journey that may write to people of a campaign's audience.

    `people` of them are expected or on the way. `shares_segment` says that it takes in who comes
    into one of the campaign's segments, or leaves it.
    """

    campaign: Campaign
    journey: Journey
    people: int | None
    shares_segment: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DayLoad:
    """How many people would hear of campaigns on a day, of several, and beyond a frequency cap.

    The gate lets nobody hear beyond a cap: it puts off what is too much, or refuses it.
    """

    day: datetime.date
    people: int
    with_several: int
    over_cap: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """What takes place in some days; `days` is None where it was not counted in time."""

    occurrences: Sequence[Occurrence]
    campaigns: Sequence[CampaignsMeet]
    journeys: Sequence[JourneyMeets]
    days: Sequence[DayLoad] | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A campaign with what it says, and the zone in which its days are reckoned."""

    campaign: Campaign
    definition: CampaignDefinition
    zone: ZoneInfo


def campaign_calendar(
    since: datetime.date,
    until: datetime.date,
    *,
    also: Collection[int] = (),
    now: datetime.datetime,
    using: str = WRITER,
) -> Calendar:
    """Return what takes place from one day to the other, both included; some ten statements.

    Those that are checked, at work or paused, and `also` the campaigns with these ids in whatever
    state: as if they were scheduled. Who is in an audience is who would be now; each count is
    given up after some seconds, and then None. Locks nothing.
    """
    plans = _plans(also, using)
    found = sorted(
        _occurrences(plans, (since, until), now, using),
        key=lambda one: (one.day, one.starts_at, one.campaign.pk),
    )
    by_day = _campaigns_by_day(found)
    asked = _asked([plans[one] for one in sorted({*_ids(found)})], now)
    people = _counted(sql.PEOPLE, asked, using)
    counts = {row["campaign_id"]: row["people"] for row in people or ()}
    return Calendar(
        occurrences=[
            replace(
                one, people=None if people is None else counts.get(one.campaign.pk, 0)
            )
            for one in found
        ],
        campaigns=_campaigns_meet(plans, by_day, asked, using),
        journeys=_journeys_meet([plans[one] for one in {*_ids(found)}], asked, using),
        days=_days(by_day, asked, using),
    )


def _plans(also: Collection[int], using: str) -> dict[int, _Plan]:
    rows = Campaign.objects.using(using).filter(archived_at=None)
    wanted = rows.filter(state__in=PLANNED) | rows.filter(pk__in=also)
    of_shop = sending_settings(using=using).time_zone
    plans = {}
    for row in wanted.order_by("pk")[:MOST_CAMPAIGNS]:
        try:
            definition = read_definition(row.definition)
        except ValidationError:
            # It pauses by itself when its time comes, and says so.
            continue
        zone = ZoneInfo(definition.when.zone or of_shop)
        plans[row.pk] = _Plan(row, definition, zone)
    return plans


def _occurrences(
    plans: Mapping[int, _Plan],
    span: tuple[datetime.date, datetime.date],
    now: datetime.datetime,
    using: str,
) -> Iterable[Occurrence]:
    since, until = span
    known = set()
    rows = CampaignRun.objects.using(using).filter(campaign_id__in=plans)
    # By other clocks than the database's a day begins and ends up to a day apart.
    midnight = datetime.datetime.combine(since, datetime.time(), datetime.UTC)
    for run in rows.filter(due_at__gte=midnight - 2 * A_DAY).order_by("due_at", "pk"):
        plan = plans[run.campaign_id]
        known.add((run.campaign_id, run.occurrence))
        day = _day(run.occurrence, run.due_at, plan)
        if since <= day <= until:
            yield Occurrence(
                campaign=plan.campaign,
                occurrence=run.occurrence,
                day=day,
                starts_at=run.due_at,
                run=run,
            )
    for plan in plans.values():
        for one in _still_to_come(plan, span, now):
            if (plan.campaign.pk, one.occurrence) not in known:
                yield one


def _still_to_come(
    plan: _Plan, span: tuple[datetime.date, datetime.date], now: datetime.datetime
) -> Iterable[Occurrence]:
    since, until = span
    when, kind = plan.definition.when, CampaignKind(plan.campaign.kind)
    zone = plan.zone
    if kind is CampaignKind.BROADCAST:
        only = next_start(kind, when, zone, after=now)
        starts = [only] if only and now < only.over_at else []
    else:
        end = datetime.datetime.combine(until, datetime.time(), datetime.UTC)
        starts = starts_between(kind, when, zone, after=now, until=end + 2 * A_DAY)
    for start in starts:
        day = start.day or start.starts_at.astimezone(zone).date()
        if since <= day <= until:
            yield Occurrence(
                campaign=plan.campaign,
                occurrence=start.occurrence,
                day=day,
                starts_at=start.starts_at,
            )


def _day(occurrence: str, due_at: datetime.datetime, plan: _Plan) -> datetime.date:
    try:
        return datetime.date.fromisoformat(occurrence)
    except ValueError:
        when = plan.definition.when
        return when.day or due_at.astimezone(plan.zone).date()


def _ids(occurrences: Iterable[Occurrence]) -> Iterable[int]:
    return (one.campaign.pk for one in occurrences)


def _campaigns_by_day(
    occurrences: Iterable[Occurrence],
) -> dict[datetime.date, list[int]]:
    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for one in occurrences:
        by_day[one.day].append(one.campaign.pk)
    return {day: sorted(set(ids)) for day, ids in by_day.items()}


def _asked(plans: Iterable[_Plan], now: datetime.datetime) -> dict[str, Any]:
    """Return what every statement asks of the audiences."""
    rows = [
        {
            "campaign_id": plan.campaign.pk,
            "included": plan.definition.audience.included,
            "excluded": plan.definition.audience.excluded,
            "channels": plan.definition.content.channels,
            "is_capped": plan.definition.content.purpose
            != ConsentPurpose.TRANSACTIONAL,
            "entered_from": (
                now - A_DAY if plan.campaign.kind == CampaignKind.ON_ENTRY else None
            ),
        }
        for plan in plans
    ]
    return {"campaigns": to_json(rows).decode()}


def _campaigns_meet(
    plans: Mapping[int, _Plan],
    by_day: Mapping[datetime.date, Sequence[int]],
    asked: Mapping[str, Any],
    using: str,
) -> list[CampaignsMeet]:
    """Return the pairs with a day in common; those without anybody in both are left out."""
    days: dict[tuple[int, int], list[datetime.date]] = defaultdict(list)
    for day, ids in sorted(by_day.items()):
        for pair in combinations(ids, 2):
            days[pair].append(day)
    if not days:
        return []
    pairs = sorted(days)
    rows = _counted(
        sql.OVERLAPS,
        {
            **asked,
            "ones": [one for one, _ in pairs],
            "others": [other for _, other in pairs],
        },
        using,
    )
    counts = {(row["one"], row["other"]): row["people"] for row in rows or ()}
    return [
        CampaignsMeet(
            one=plans[one].campaign,
            other=plans[other].campaign,
            days=tuple(days[one, other]),
            people=counts.get((one, other)),
        )
        for one, other in pairs
        if rows is None or (one, other) in counts
    ]


def _journeys_meet(
    plans: Collection[_Plan], asked: Mapping[str, Any], using: str
) -> list[JourneyMeets]:
    """Return the running journeys that can write, as far as they meet one of the audiences."""
    journeys = _journeys_that_write(using)
    if not journeys or not plans:
        return []
    ids = [journey.pk for journey, _ in journeys]
    rows = _counted(sql.IN_JOURNEYS, {**asked, "journeys": ids}, using)
    inside = {
        (row["campaign_id"], row["journey_id"]): row["people"] for row in rows or ()
    }
    met = [
        JourneyMeets(
            campaign=plan.campaign,
            journey=journey,
            people=None
            if rows is None
            else inside.get((plan.campaign.pk, journey.pk), 0),
            shares_segment=segment in plan.definition.audience.included,
        )
        for plan in sorted(plans, key=lambda one: one.campaign.pk)
        for journey, segment in journeys
    ]
    return [one for one in met if one.shares_segment or one.people != 0]


def _journeys_that_write(using: str) -> list[tuple[Journey, int]]:
    """Return the journeys that are on and send messages, each with the segment it listens to.

    0 stands for none. One query.
    """
    rows = JourneyVersion.objects.using(using).filter(
        journey__status=JourneyStatus.ON, journey__current_id=F("pk")
    )
    found = []
    for row in rows.select_related("journey").order_by("journey_id"):
        try:
            plan = plan_of(row.definition)
        except InvalidDefinition:
            # It does nothing any more, and says so itself.
            continue
        if any(isinstance(step, SendMessage) for step in plan.steps.values()):
            trigger = plan.trigger
            listens_to = (
                trigger.settings.segment if isinstance(trigger, OfSegment) else 0
            )
            found.append((row.journey, listens_to))
    return found


def _days(
    by_day: Mapping[datetime.date, Sequence[int]], asked: Mapping[str, Any], using: str
) -> list[DayLoad] | None:
    pairs = [(day, one) for day, ids in sorted(by_day.items()) for one in ids]
    if not pairs:
        return []
    holding = caps(sending_settings(using=using), using=using)
    rows = _counted(
        sql.DAYS,
        {
            **asked,
            "days": [day for day, _ in pairs],
            "campaigns_of_days": [one for _, one in pairs],
            "caps": to_json(
                [
                    {
                        "place": place,
                        "channel": cap.channel,
                        "relation": cap.relationship_type,
                        "most": cap.most,
                        "hours": cap.hours,
                    }
                    for place, cap in enumerate(holding)
                ]
            ).decode(),
        },
        using,
    )
    return rows if rows is None else [DayLoad(**row) for row in rows]


def _counted(
    statement: str, asked: Mapping[str, Any], using: str
) -> list[dict[str, Any]] | None:
    return read_rows_within(PATIENCE_MILLISECONDS, statement, asked, using=using)
