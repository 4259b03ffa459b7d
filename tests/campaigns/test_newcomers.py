"""Who has come in just now is taken in on that day, once; who was found in the past is not."""

import datetime

import pytest

from saleor_crm_plugin.campaigns.actions.begin_runs import begin_runs
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.models import CampaignRecipient
from saleor_crm_plugin.campaigns.policies.states import CampaignKind, CampaignState
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.outbox.actions.publish import publish
from saleor_crm_plugin.segments.actions.evaluate import fact_of
from saleor_crm_plugin.segments.models import SegmentMember
from tests.fixtures.campaign import campaign_in, definition, make_list
from tests.fixtures.messages import NOON

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("sending", "welcome"),
]

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def welcomes(db):
    """Return a campaign that welcomes whoever comes into a segment, since noon; and the segment."""
    segment = make_list(name="New")
    of = definition(segment.pk) | {"when": {"mode": "fixed", "zone": "UTC"}}
    campaign_in(CampaignState.SCHEDULED, of=of, kind=CampaignKind.ON_ENTRY, due_at=NOON)
    return segment


def comes_in(segment, person, at, origin=Origin.LIVE):
    """Store that somebody came into the segment, and tell of it."""
    member = SegmentMember.objects.create(
        segment=segment, profile_id=person, joined_at=at, join_reason="fact"
    )
    entered = fact_of(
        segment,
        (member.pk, person),
        has_come=True,
        reason="fact",
        origin=origin,
        at=at,
    )
    publish([entered])


def goes(segment, person, at):
    SegmentMember.objects.filter(
        segment=segment, profile_id=person, left_at=None
    ).update(left_at=at, leave_reason="fact")


def look(at):
    begin_runs(now=at)
    work_on_runs(now=at)


def taken_in():
    rows = CampaignRecipient.objects.select_related("run").order_by(
        "run_id", "profile_id"
    )
    return [(one.run.occurrence, one.profile_id) for one in rows]


def test_newcomers_are_taken_in_on_their_day_and_once(welcomes, make_readers):
    early, first, second, third = sorted(make_readers(4))
    comes_in(welcomes, early, NOON - HOUR)
    comes_in(welcomes, first, NOON + HOUR)

    look(NOON + 2 * HOUR)
    assert taken_in() == [("2026-05-04", first)]

    comes_in(welcomes, second, NOON + 3 * HOUR)
    look(NOON + 4 * HOUR)
    assert taken_in() == [("2026-05-04", first), ("2026-05-04", second)]

    # Who goes and comes again on the next day has had it.
    goes(welcomes, first, NOON + 5 * HOUR)
    comes_in(welcomes, first, NOON + DAY)
    comes_in(welcomes, third, NOON + DAY)
    look(NOON + DAY + HOUR)

    assert taken_in() == [
        ("2026-05-04", first),
        ("2026-05-04", second),
        ("2026-05-05", third),
    ]
    due = dict(Message.objects.values_list("profile_id", "due_at"))
    assert due == {
        first: NOON + 2 * HOUR,
        second: NOON + 4 * HOUR,
        third: NOON + DAY + HOUR,
    }


def test_who_comes_in_by_a_look_into_the_past_gets_nothing(welcomes, make_readers):
    past, rebuilt, live = make_readers(3)
    comes_in(welcomes, past, NOON + HOUR, Origin.BACKFILL)
    comes_in(welcomes, rebuilt, NOON + HOUR, Origin.REBUILD)
    comes_in(welcomes, live, NOON + HOUR, Origin.SWEEP)

    look(NOON + 2 * HOUR)

    assert taken_in() == [("2026-05-04", live)]


def test_who_comes_late_in_the_day_is_taken_in_after_midnight(welcomes, make_readers):
    [late] = make_readers(1)
    look(NOON)
    midnight = datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)
    comes_in(welcomes, late, midnight - HOUR / 60)

    look(midnight + HOUR / 6)

    assert taken_in() == [("2026-05-04", late)]
