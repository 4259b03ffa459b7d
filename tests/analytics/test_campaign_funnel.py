"""Where everybody in the audience of a campaign stands, and what became of those written to."""

import uuid

import pytest

from saleor_crm_plugin.analytics.campaign_definitions import (
    DEFINITIONS,
    LABELS,
    CampaignMetric,
)
from saleor_crm_plugin.analytics.campaign_figures import ReasonCount
from saleor_crm_plugin.analytics.campaign_queries import COUNTED, campaign_figures
from saleor_crm_plugin.analytics.figures import Period, Side
from saleor_crm_plugin.consent.models import ConsentEvent
from tests.fixtures.campaign_rows import (
    frozen,
    measured_campaign,
    message_of,
    run_of,
    sent,
)
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR
from tests.fixtures.passages import touch

pytestmark = pytest.mark.django_db

_M = CampaignMetric
LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)
# One of these is everybody's.
STANDINGS = (
    _M.HELD_OUT,
    _M.EXCLUDED,
    _M.WAITING,
    _M.DEFERRED,
    _M.REFUSED,
    _M.FAILED,
    _M.UNKNOWN,
    _M.SENT,
)


def figures(campaign, period=EVER, now=LATER):
    """Ask for the figures of one campaign."""
    return campaign_figures([campaign.pk], period, now=now)[campaign.pk]


def counted(found, *metrics):
    """Return these counts."""
    return {metric: found.counts[metric] for metric in metrics}


def test_every_metric_is_defined_in_a_sentence():
    assert set(DEFINITIONS) == set(LABELS) == set(CampaignMetric)
    assert all(text.endswith(".") for text in DEFINITIONS.values())


def test_a_campaign_that_never_ran_has_figures_of_nothing():
    campaign = measured_campaign()

    found = figures(campaign)

    assert found.whole.counts == dict.fromkeys(COUNTED, 0)
    assert (found.whole.revenue, found.whole.reached) == ([], 0)
    assert found.whole.rate(_M.COMPLAINED) is None
    assert found.whole.comparison.treated == found.whole.comparison.held_out == Side()
    assert (list(found.variants), found.days, found.model) == (
        ["a", "b"],
        5,
        "last_click",
    )


def test_everybody_in_the_audience_stands_in_one_place():
    # given one of each
    run = run_of(measured_campaign())
    frozen(run, 1, is_held_out=True)
    frozen(run, 2, arm="", excluded_reason="no_variant")
    frozen(run, 3)
    sent(run, 4, "queued")
    sent(run, 5, "queued", reason="quiet_hours")
    sent(run, 6, "suppressed", reason="no_consent")
    sent(run, 7, "suppressed", reason="no_consent")
    sent(run, 8, "suppressed", reason="frequency_cap", arm="b")
    sent(run, 9, "suppressed", reason="held_out")
    sent(run, 10, "failed", reason="rejected")
    sent(run, 11, "unknown", reason="crashed")
    sent(run, 12, "sent")
    sent(run, 13, "bounced")
    sent(run, 14, "delivered")
    sent(run, 15, "opened")
    touch(sent(run, 16, "complained", arm="b"), "click", link_id=1)
    sent(run, 17, "clicked", arm="b")

    # when
    found = figures(run.campaign)

    # then
    counts = found.whole.counts
    assert counts == {
        _M.AUDIENCE: 17,
        _M.HELD_OUT: 2,
        _M.EXCLUDED: 1,
        _M.WAITING: 2,
        _M.DEFERRED: 1,
        _M.REFUSED: 3,
        _M.FAILED: 1,
        _M.UNKNOWN: 1,
        _M.SENT: 6,
        _M.BOUNCED: 1,
        _M.DELIVERED: 4,
        _M.OPENED: 3,
        _M.CLICKED: 2,
        _M.CONVERTED: 0,
        _M.UNSUBSCRIBED: 0,
        _M.COMPLAINED: 1,
    }
    assert sum(counts[one] for one in STANDINGS) == counts[_M.AUDIENCE]
    assert found.whole.reasons[_M.REFUSED] == [
        ReasonCount("no_consent", 2),
        ReasonCount("frequency_cap", 1),
    ]
    assert found.whole.reasons[_M.EXCLUDED] == [ReasonCount("no_variant", 1)]
    assert counted(found.variants["b"], _M.AUDIENCE, _M.REFUSED, _M.CLICKED) == {
        _M.AUDIENCE: 3,
        _M.REFUSED: 1,
        _M.CLICKED: 2,
    }
    assert found.whole.rate(_M.COMPLAINED) == 1 / 5


def test_who_leaves_by_a_link_leaves_the_last_message_before_it():
    # given five who withdraw: after it, too late, before it, on the phone, after another message
    run = run_of(measured_campaign())
    for person in range(1, 6):
        sent(run, person, "delivered")
    message_of("journey", "1", 5, "sent", BEGUN_AT + HOUR)
    withdraw(1)
    withdraw(2, BEGUN_AT + 7 * DAY)
    withdraw(3, BEGUN_AT - HOUR)
    withdraw(4, source="staff_phone")
    withdraw(5, BEGUN_AT + 2 * HOUR)

    found = figures(run.campaign).whole

    assert found.counts[_M.UNSUBSCRIBED] == 1
    assert found.rate(_M.UNSUBSCRIBED) == 1 / 5


def withdraw(person, at=BEGUN_AT + 2 * HOUR, **changes):
    """Store that somebody wants no more marketing."""
    ConsentEvent.objects.create(
        **{
            "key": uuid.uuid4().hex,
            "profile_id": person,
            "channel": "email",
            "purpose": "marketing",
            "status": "withdrawn",
            "source": "one_click",
            "occurred_at": at,
            "recorded_at": at,
        }
        | changes
    )


def test_only_runs_that_began_within_the_period_count():
    campaign = measured_campaign()
    sent(run_of(campaign, "2026-03-01"), 1)
    sent(run_of(campaign, "2026-03-02", BEGUN_AT + DAY), 1)

    first = figures(campaign, Period(None, BEGUN_AT + DAY)).whole
    both = figures(campaign).whole

    assert (first.counts[_M.SENT], both.counts[_M.SENT]) == (1, 2)


def test_many_campaigns_cost_as_many_statements_as_one(django_assert_num_queries):
    campaigns = [measured_campaign() for _ in range(10)]
    for person, campaign in enumerate(campaigns, start=1):
        sent(run_of(campaign), person)

    with django_assert_num_queries(6):
        campaign_figures([campaigns[0].pk], EVER, now=LATER)
    with django_assert_num_queries(6):
        found = campaign_figures([one.pk for one in campaigns], EVER, now=LATER)
    assert [one.whole.counts[_M.SENT] for one in found.values()] == [1] * 10
