"""The figures of a journey, as staff ask for them."""

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.analytics.definitions import DEFINITIONS, LABELS, Metric
from saleor_crm_plugin.core.clock import fixed_at
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR, make_journey
from tests.fixtures.passages import draw, passage, told
from tests.graphql.selections import everything_of
from tests.graphql.test_reads import Counted

MEASURED = {
    "goal": {"events": [{"event": "order.placed"}], "within_days": 7},
    "holdout_basis_points": 2_000,
}
NOW = BEGUN_AT + 100 * DAY
ALL = "{ crmJourneys(first: 20) { edges { node { code kpis %s } } } }"
PERIOD = """
query($since: DateTime, $until: DateTime) {
  crmJourney(code: "measured") {
    kpis(since: $since, until: $until) { since until enrolled { value } }
  }
}
"""


@pytest.fixture
def marketer(staff_api):
    """Return a member of staff who manages discounts, and so journeys."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def kpis(client, selection, code="measured"):
    document = f'{{ crmJourney(code: "{code}") {{ kpis {selection} }} }}'
    with fixed_at(NOW):
        return client.ask(document)["crmJourney"]["kpis"]


def everything():
    return everything_of(schema.get_type("CrmJourneyKpis"))


@pytest.fixture
def measured(db):
    """Return a journey of two people who came in, one of whom bought for 50 less 20."""
    journey = make_journey("measured", **MEASURED)
    passage(journey, 1, goal_at=BEGUN_AT + HOUR)
    passage(journey, 2, BEGUN_AT + DAY)
    draw(journey, 1)
    draw(journey, 2, BEGUN_AT + DAY)
    told(1, "50", refunded=20)
    return journey


def test_an_app_that_manages_discounts_sees_them(measured, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert kpis(app, "{ days enrolled { value } }") == {
        "days": 7,
        "enrolled": {"value": 2},
    }


def test_every_number_comes_with_its_meaning_and_its_freshness(measured, marketer):
    shown = kpis(marketer, everything())

    assert shown["goalReached"] == {
        "value": 1,
        "code": "goal_reached",
        "label": LABELS[Metric.GOAL_REACHED],
        "definition": DEFINITIONS[Metric.GOAL_REACHED],
        "dataUntil": NOW.isoformat(),
    }
    assert shown["revenue"] == {
        "amounts": [
            {
                "currency": "USD",
                "orders": 1,
                "gross": 50.0,
                "refunded": 20.0,
                "couponCost": 0.0,
                "net": 30.0,
            }
        ],
        "code": "revenue",
        "label": LABELS[Metric.REVENUE],
        "definition": DEFINITIONS[Metric.REVENUE],
        "dataUntil": NOW.isoformat(),
    }
    assert shown["exits"]["reasons"] == [{"reason": "end", "passages": 2}]


def test_figures_of_journeys_and_of_the_shop_have_one_shape(measured, staff_api):
    # given one selection for all that is measured
    words = "fragment Words on CrmMeasured { code label definition dataUntil }"
    journey = (
        "enrolled { ...Words } exits { ...Words } revenue { ...Words } "
        "comparison { ...Words }"
    )
    document = (
        f'{{ crmJourney(code: "measured") {{ kpis {{ {journey} }} }} '
        f'crmShopMetrics(codes: ["repeat_rate"]) {{ ...Words }} }} {words}'
    )
    # when
    both = (DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS)
    with fixed_at(NOW):
        seen = staff_api(*both).ask(document)
    # then
    shown = [*seen["crmJourney"]["kpis"].values(), *seen["crmShopMetrics"]]
    assert [one["code"] for one in shown] == [
        "enrolled",
        "exits",
        "revenue",
        "comparison",
        "repeat_rate",
    ]
    assert all(one["label"] and one["definition"] for one in shown)
    assert {one["dataUntil"] for one in shown} == {NOW.isoformat()}
    assert set(LABELS) == set(DEFINITIONS) == set(Metric)


def test_too_few_are_refused_in_words_of_numbers(measured, marketer):
    compared = kpis(marketer, everything())["comparison"]

    assert compared["treated"] == {"people": 2, "waiting": 0, "converted": 1}
    assert compared["conversion"] is None
    refusal = {"what": "people", "needed": 100, "treated": 2, "heldOut": 0}
    assert compared["refusal"] == refusal
    assert compared["revenue"] == [
        {"currency": "USD", "perPerson": None, "total": None, "refusal": refusal}
    ]


def test_a_journey_without_a_holdout_compares_nothing(db, marketer):
    make_journey("plain")

    assert kpis(marketer, "{ comparison { definition } }", "plain") == {
        "comparison": None
    }


def test_a_period_leaves_out_who_came_in_before_or_after(measured, marketer):
    until = BEGUN_AT + DAY
    shown = marketer.ask(PERIOD, since=BEGUN_AT.isoformat(), until=until.isoformat())

    assert shown["crmJourney"]["kpis"]["enrolled"] == {"value": 1}


@pytest.mark.parametrize("since", [NOW + DAY, NOW.replace(tzinfo=None)])
def test_a_period_that_is_none_is_refused(since, measured, marketer):
    answer = marketer.post(PERIOD, since=since.isoformat(), until=NOW.isoformat())

    [error] = answer["errors"]
    assert error["message"].startswith("Argument `")


def test_ten_journeys_cost_the_queries_of_one(measured, marketer):
    document = ALL % everything()
    Counted(marketer, document)  # the shop fills caches of its own at the first request
    one = Counted(marketer, document)
    for number in range(9):
        make_journey(f"other{number}")
    ten = Counted(marketer, document)

    assert len(ten.answer["crmJourneys"]["edges"]) == 10
    assert ten.count == one.count
