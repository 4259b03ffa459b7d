"""The figures of a campaign, as staff ask for them."""

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.analytics.campaign_definitions import (
    DEFINITIONS,
    LABELS,
    CampaignMetric,
)
from saleor_crm_plugin.attribution.actions.decide import decide
from saleor_crm_plugin.core.clock import fixed_at
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign_rows import (
    frozen,
    measured_campaign,
    persons,
    run_of,
    sent,
)
from tests.fixtures.journey import BEGUN_AT, DAY
from tests.fixtures.passages import told, touch
from tests.graphql.selections import everything_of
from tests.graphql.test_reads import Counted

NOW = BEGUN_AT + 100 * DAY
ONE = "query($id: ID!) { crmCampaign(id: $id) { kpis %s } }"
ALL = "{ crmCampaigns(first: 20) { edges { node { name kpis %s } } } }"
PERIOD = """
query($id: ID!, $since: DateTime, $until: DateTime) {
  crmCampaign(id: $id) { kpis(since: $since, until: $until) { sent { value } } }
}
"""


@pytest.fixture
def marketer(staff_api):
    """Return a member of staff who manages discounts, and so campaigns."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def run(db):
    """Return a run that held Ann out, was refused by Ben, and sold Cid for 50 less 20."""
    made = run_of(measured_campaign())
    ann, ben, cid = persons(3)
    frozen(made, ann, is_held_out=True)
    sent(made, ben, "suppressed", reason="no_consent", arm="b")
    touch(sent(made, cid, "clicked"), "click", link_id=1)
    order = told(cid, "50", refunded=20)
    decide([str(order.pk)], now=NOW)
    return made


def everything():
    return everything_of(schema.get_type("CrmCampaignKpis"))


def kpis(client, run, selection):
    with fixed_at(NOW):
        answer = client.ask(ONE % selection, id=id_of(run))
    return answer["crmCampaign"]["kpis"]


def id_of(run):
    return global_id("CrmCampaign", run.campaign_id)


def test_nobody_else_sees_figures(run, outsiders):
    assert_closed(outsiders, ONE % "{ days }", id=id_of(run))


def test_an_app_that_manages_discounts_sees_them(run, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert kpis(app, run, "{ days model audience { value } }") == {
        "days": 5,
        "model": "last_click",
        "audience": {"value": 3},
    }


def words(metric):
    return {
        "code": metric.value,
        "label": LABELS[metric],
        "definition": DEFINITIONS[metric],
        "dataUntil": NOW.isoformat(),
    }


def test_every_number_comes_with_its_meaning_and_its_freshness(run, marketer):
    shown = kpis(marketer, run, everything())

    assert shown["refused"] == {
        "value": 1,
        "reasons": [{"reason": "no_consent", "people": 1}],
        **words(CampaignMetric.REFUSED),
    }
    assert shown["complained"] == {
        "value": 0,
        "of": 1,
        "rate": 0.0,
        **words(CampaignMetric.COMPLAINED),
    }
    assert shown["converted"] == {"value": 1, **words(CampaignMetric.CONVERTED)}
    assert shown["revenue"] == {
        "amounts": [
            {
                "currency": "USD",
                "orders": 1,
                "gross": 50.0,
                "refunded": 20.0,
                "couponCost": 0.0,
                "pointsCost": 0.0,
                "messageCost": 0.0,
                "net": 30.0,
                "margin": None,
                "lines": 0,
                "linesKnown": 0,
                "knownShare": None,
            }
        ],
        **words(CampaignMetric.REVENUE),
    }
    first, second = shown["variants"]
    assert (first["key"], first["sent"]["value"]) == ("a", 1)
    assert (second["key"], second["refused"]["value"]) == ("b", 1)
    assert second["revenue"]["amounts"] == []


def test_too_few_are_refused_in_words_of_numbers(run, marketer):
    compared = kpis(marketer, run, everything())["comparison"]

    refusal = {"what": "people", "needed": 100, "treated": 2, "heldOut": 1}
    assert (compared["conversion"], compared["refusal"]) == (None, refusal)
    assert compared["treated"] == {"people": 2, "waiting": 0, "converted": 1}
    assert compared["revenue"] == [
        {"currency": "USD", "perPerson": None, "total": None, "refusal": refusal}
    ]


def test_a_period_leaves_out_runs_that_began_later(run, marketer):
    asked = {"id": id_of(run), "until": BEGUN_AT.isoformat()}
    shown = marketer.ask(PERIOD, **asked)

    assert shown["crmCampaign"]["kpis"]["sent"] == {"value": 0}


def test_a_period_that_is_none_is_refused(run, marketer):
    asked = {"id": id_of(run), "since": NOW.isoformat(), "until": NOW.isoformat()}

    [error] = marketer.post(PERIOD, **asked)["errors"]
    assert error["message"].startswith("Argument `until`")


def test_ten_campaigns_cost_the_queries_of_one(run, marketer):
    document = ALL % everything()
    Counted(marketer, document)  # the shop fills caches of its own at the first request
    one = Counted(marketer, document)
    for _ in range(9):
        run_of(measured_campaign())
    ten = Counted(marketer, document)

    assert len(ten.answer["crmCampaigns"]["edges"]) == 10
    assert ten.count == one.count
