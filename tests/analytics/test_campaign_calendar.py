"""What meets is shown before it does, counted once in the database and once by hand."""

import datetime

import pytest

from saleor_crm_plugin.analytics import campaign_calendar as module
from saleor_crm_plugin.analytics.campaign_calendar import (
    DayLoad,
    campaign_calendar,
)
from saleor_crm_plugin.campaigns.policies.states import CampaignKind, CampaignState
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.messaging.actions.choices import set_caps
from saleor_crm_plugin.messaging.models import CapSlot
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.segments.models import SegmentMember
from tests.fixtures.campaign import campaign_in, definition, make_list
from tests.fixtures.campaign_rows import message_of, persons, run_of
from tests.fixtures.journey import make_journey
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.passages import passage
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.django_db

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
TODAY = NOON.date()
MONDAY, TUESDAY, WEDNESDAY = (TODAY + days * DAY for days in (1, 2, 3))
WRITES = {
    "purpose": "marketing",
    "steps": {
        "write": {"kind": "send_message", "template": "welcome", "next": "end"},
        "end": {"kind": "exit"},
    },
    "start": "write",
}


def on(day, lists, *, name, state=CampaignState.SCHEDULED, content=None, **audience):
    """Make a campaign to these lists at noon of a day."""
    at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    of = definition(*(one.pk for one in lists))
    of["when"] = {"mode": "fixed", "at": at.isoformat()}
    of["audience"] |= audience
    of["content"] |= content or {}
    due_at = at if state != CampaignState.CHECKED else None
    return campaign_in(state, of=of, name=name, due_at=due_at)


def looked_at(since=TODAY, until=WEDNESDAY, **changes):
    with nothing_changes():
        return campaign_calendar(since, until, now=NOON, **changes)


def told(calendar):
    return [
        (one.campaign.name, one.occurrence, one.day, one.people)
        for one in calendar.occurrences
    ]


def meetings(calendar):
    return [
        (one.one.name, one.other.name, one.days, one.people)
        for one in calendar.campaigns
    ]


def test_nothing_is_planned_and_nothing_meets():
    calendar = looked_at()

    assert (calendar.occurrences, calendar.campaigns) == ([], [])
    assert (calendar.journeys, calendar.days) == ([], [])


def test_campaigns_meet_in_the_people_whom_both_would_write_to():
    people = persons(10)
    readers = make_list(people[:7], name="Readers")
    buyers = make_list(people[4:], name="Buyers")
    angry = make_list(people[5:6], name="Angry")
    on(MONDAY, [readers], name="Spring")
    on(MONDAY, [buyers], name="Sale", exclude_lists=[angry.pk])
    on(TUESDAY, [readers], name="Later")

    calendar = looked_at()

    assert told(calendar) == [
        ("Spring", "once", MONDAY, 7),
        ("Sale", "once", MONDAY, 5),
        ("Later", "once", TUESDAY, 7),
    ]
    # of the seven and the six three are the same, and one of them is left out
    assert meetings(calendar) == [("Spring", "Sale", (MONDAY,), 2)]
    assert calendar.days == [
        DayLoad(day=MONDAY, people=10, with_several=2, over_cap=0),
        DayLoad(day=TUESDAY, people=7, with_several=0, over_cap=0),
    ]


def test_what_comes_again_meets_on_each_of_its_days():
    people = persons(3)
    readers = make_list(people, name="Readers")
    daily = definition(readers.pk)
    daily["when"] = {
        "mode": "fixed",
        "local_time": "09:00",
        "repeat": {"every": "day", "since": MONDAY.isoformat()},
    }
    campaign_in(
        CampaignState.SCHEDULED,
        of=daily,
        kind=CampaignKind.RECURRING,
        name="Daily",
        due_at=NOON + DAY,
    )
    on(TUESDAY, [readers], name="Spring")

    calendar = looked_at()

    assert [(name, day) for name, _, day, _ in told(calendar)] == [
        ("Daily", MONDAY),
        ("Daily", TUESDAY),
        ("Spring", TUESDAY),
        ("Daily", WEDNESDAY),
    ]
    assert meetings(calendar) == [("Daily", "Spring", (TUESDAY,), 3)]


def test_who_is_beyond_a_cap_is_counted_with_what_they_got_already():
    # given two a week for everybody, and one for those who want little
    set_caps(
        [
            Cap(channel="", most=2, period=7 * DAY),
            Cap(channel="email", most=1, period=2 * DAY, relation="exchange_only"),
        ],
        author=AUTHOR,
        now=NOON,
    )
    calm, told_lately, distant, elsewhere = people = persons(4)
    CustomerInsight.objects.create(
        profile_id=distant, relationship_type="exchange_only"
    )
    earlier = message_of("journey", "1", told_lately)
    CapSlot.objects.create(
        message=earlier,
        profile_id=told_lately,
        channel="email",
        taken_at=NOON - DAY,
    )
    everybody = make_list(people, name="Everybody")
    some = make_list([calm, told_lately, distant], name="Some")
    on(MONDAY, [everybody], name="Spring", content={"channels": ["email"]})
    on(TUESDAY, [some], name="Sale", content={"channels": ["email"]})
    on(
        TUESDAY,
        [everybody],
        name="Receipt",
        content={"purpose": "transactional"},
    )

    calendar = looked_at()

    # On Tuesday one hears for the third time in a week, one for the second in two days.
    assert calendar.days == [
        DayLoad(day=MONDAY, people=4, with_several=0, over_cap=0),
        DayLoad(day=TUESDAY, people=4, with_several=3, over_cap=2),
    ]


@pytest.mark.usefixtures("sending", "welcome")
def test_a_journey_meets_who_is_on_its_way_or_would_come_in():
    people = persons(5)
    readers = make_list(people[:4], name="Readers")
    writes = make_journey("writes", **WRITES)
    make_journey("silent")
    greets = make_journey(
        "greets",
        **WRITES,
        trigger={"kind": "segment_entered", "segment": readers.pk},
    )
    for person, state in zip(
        people, ["active", "expected", "done", "shadow", "active"], strict=True
    ):
        over = {} if state == "done" else {"ended_at": None, "end_reason": ""}
        due = {"due_at": NOON} if state in ("active", "expected", "shadow") else {}
        passage(writes, person, state=state, **over, **due)
    spring = on(MONDAY, [readers], name="Spring")

    calendar = looked_at()

    assert [
        (one.campaign, one.journey, one.people, one.shares_segment)
        for one in calendar.journeys
    ] == [(spring, writes, 2, False), (spring, greets, 0, True)]


def test_of_newcomers_as_many_are_expected_as_came_in_a_day():
    people = persons(5)
    joined = make_list(people, name="Joined")
    SegmentMember.objects.filter(profile_id__in=people[:3]).update(
        joined_at=NOON - 2 * DAY
    )
    of = definition(joined.pk)
    of["when"] = {"mode": "fixed"}
    campaign = campaign_in(
        CampaignState.SCHEDULED,
        of=of,
        kind=CampaignKind.ON_ENTRY,
        name="Welcome",
        due_at=NOON + HOUR,
    )
    run_of(campaign, TODAY.isoformat(), at=NOON - HOUR)

    calendar = looked_at(until=MONDAY)

    assert told(calendar) == [
        ("Welcome", TODAY.isoformat(), TODAY, 2),
        ("Welcome", (MONDAY).isoformat(), MONDAY, 2),
    ]
    assert [one.run is not None for one in calendar.occurrences] == [True, False]


def test_drafts_are_left_out_unless_asked_for():
    readers = make_list(persons(2), name="Readers")
    draft = definition(readers.pk)
    draft["when"] = {"mode": "fixed", "at": (NOON + DAY).isoformat()}
    row = campaign_in(CampaignState.DRAFT, of=draft, name="Idea")
    on(MONDAY, [readers], name="Checked", state=CampaignState.CHECKED)

    assert [name for name, *_ in told(looked_at())] == ["Checked"]

    calendar = looked_at(also=[row.pk])

    assert [name for name, *_ in told(calendar)] == ["Idea", "Checked"]
    assert meetings(calendar) == [("Idea", "Checked", (MONDAY,), 2)]


def test_the_number_of_statements_does_not_grow_with_the_campaigns(
    django_assert_num_queries, django_assert_max_num_queries
):
    readers = make_list(persons(2), name="Readers")
    for number in range(2):
        on(MONDAY, [readers], name=f"Campaign {number}")
    with django_assert_max_num_queries(40) as few:
        campaign_calendar(TODAY, WEDNESDAY, now=NOON)
    for number in range(2, 8):
        on(MONDAY + (number % 3) * DAY, [readers], name=f"Campaign {number}")

    with django_assert_num_queries(len(few)):
        campaign_calendar(TODAY, WEDNESDAY, now=NOON)


def test_counts_that_take_too_long_are_given_up_and_the_calendar_is_shown(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_MILLISECONDS", 1)
    readers = make_list(persons(2), name="Readers")
    on(MONDAY, [readers], name="Spring")
    on(MONDAY, [readers], name="Sale")
    for name in ("PEOPLE", "OVERLAPS", "DAYS"):
        monkeypatch.setattr(module.sql, name, "SELECT pg_sleep(1)")

    calendar = campaign_calendar(TODAY, WEDNESDAY, now=NOON)

    assert told(calendar) == [
        ("Spring", "once", MONDAY, None),
        ("Sale", "once", MONDAY, None),
    ]
    assert meetings(calendar) == [("Spring", "Sale", (MONDAY,), None)]
    assert calendar.days is None
