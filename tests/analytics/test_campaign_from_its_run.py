"""The figures of a campaign that was begun, frozen and queued as workers do it."""

import pytest

from saleor_crm_plugin.analytics.campaign_definitions import CampaignMetric
from saleor_crm_plugin.analytics.campaign_queries import campaign_figures
from saleor_crm_plugin.analytics.figures import Period, Side
from saleor_crm_plugin.attribution.models import AttributionRule
from saleor_crm_plugin.campaigns.actions.hold_out import hold_out
from saleor_crm_plugin.campaigns.definition import read_definition
from tests.fixtures.campaign import TOMORROW, make_list
from tests.fixtures.campaign_run import (
    audience,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from tests.fixtures.journey import DAY
from tests.fixtures.messages import AUTHOR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sending", "welcome")]

EVER = Period(None, TOMORROW + 10 * DAY)
HALF_HELD_OUT = {
    "content": {
        "variants": [
            {"key": "a", "template": "welcome", "share_basis_points": 5_000},
            {"key": "b", "template": "welcome", "share_basis_points": 5_000},
        ]
    },
    "holdout_basis_points": 5_000,
    "attribution": {"window_days": 3, "touch": "sent"},
}


def test_figures_follow_from_what_was_frozen(people):
    # given a campaign to forty people, half of whom are held out
    profiles = people(40)
    campaign = scheduled(make_list(profiles).pk, **HALF_HELD_OUT)
    definition = read_definition(campaign.definition)
    hold_out(campaign, definition, author=AUTHOR, now=NOON)

    # when
    run = frozen(campaign)
    queue_one_batch(run)

    # then orders are credited by the rule of the run
    assert list(AttributionRule.objects.values()) == [
        {
            "source_kind": "campaign",
            "source_id": str(run.pk),
            "window_days": 3,
            "weakest": "sent",
        }
    ]
    # and who is held out has the variant that they would have got
    rows = audience(run).values()
    held_out = [row.arm for row in rows if row.is_held_out]
    treated = [row.arm for row in rows if not row.is_held_out]
    assert set(held_out) == set(treated) == {"a", "b"}
    found = campaign_figures([campaign.pk], EVER, now=EVER.until)[campaign.pk]
    assert found.whole.counts[CampaignMetric.AUDIENCE] == 40
    assert found.whole.counts[CampaignMetric.WAITING] == len(treated)
    assert sum(standings(run).values()) == 40
    assert found.whole.comparison.held_out == Side(len(held_out), 0, 0)
    for arm in "ab":
        one = found.variants[arm].comparison
        assert one.treated == Side(treated.count(arm), 0, 0)
        assert one.held_out == Side(held_out.count(arm), 0, 0)
