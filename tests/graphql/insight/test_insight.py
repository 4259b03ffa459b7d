"""What staff see of a person's insight, and who sees nothing."""

import datetime
from decimal import Decimal

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.actions.privacy import ask_before_inferring
from saleor_crm_plugin.insight import definitions
from saleor_crm_plugin.insight.actions.assess import assess_profiles
from saleor_crm_plugin.insight.models import CustomerDay, CustomerMoney, CustomerRollup
from saleor_crm_plugin.insight.score_models import CustomerScore, ScoringRun
from tests.fixtures.api import global_id, sent_for_the_query

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
LAST = datetime.datetime(2026, 5, 20, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

INSIGHT = """
insight {
    lifecycle lifecycleSince lifecycleSignals { code value weight words } lifecycleDefinition
    relationshipType relationshipIsStated relationshipSignals { code words }
    relationshipDefinition assessedAt
    orders { orders items cycleDays money { currency net } definition }
    scores { recency frequency monetary definition dataUntil }
    prediction {
        probabilityAlive expectedPurchases expectedValue currency nextOrderOn horizonDays dataUntil
        definition
    }
}
"""
ONE = "query One($id: ID!) { crmProfile(id: $id) { id " + INSIGHT + "} }"
MANY = "{ crmProfiles(first: 20) { edges { node { id " + INSIGHT + "} } } }"


def fill(person):
    CustomerRollup.objects.create(
        profile_id=person,
        orders=3,
        items=4,
        first_order_at=LAST - 60 * DAY,
        last_order_at=LAST,
        cycle_days=Decimal("30.00"),
    )
    CustomerMoney.objects.create(profile_id=person, currency="EUR", paid=70, net=70)
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                profile_id=person,
                day=(LAST - days * DAY).date(),
                channel_id=1,
                currency="EUR",
                orders=1,
            )
            for days in (0, 30, 60)
        ]
    )
    CustomerScore.objects.create(
        profile_id=person,
        rfm_recency=5,
        rfm_frequency=4,
        rfm_monetary=5,
        p_alive=0.9,
        expected_purchases=1.5,
        expected_value=Decimal("33.50"),
        expected_currency="EUR",
        next_order_on=datetime.date(2026, 6, 20),
    )
    assess_profiles([person], now=NOW)


@pytest.fixture
def runs(db):
    for kind, horizon in (("rfm", None), ("predictions", 90)):
        ScoringRun.objects.create(
            kind=kind,
            started_at=NOW,
            finished_at=NOW,
            data_until=LAST,
            horizon_days=horizon,
        )


def test_reasons_and_definitions_are_said_in_the_language_of_who_asks(
    member, runs, staff_api
):
    # given
    fill(member)
    staff = staff_api(AccountPermissions.MANAGE_USERS).reading("it-IT,it;q=0.9")
    # when
    seen = staff.ask(ONE, id=global_id("CrmProfile", member))["crmProfile"]["insight"]
    # then
    assert seen["relationshipSignals"] == [
        {
            "code": "order_days_in_year",
            "words": "Giorni con ordini nell’ultimo anno: 3.",
        }
    ]
    said = [
        seen["lifecycleDefinition"],
        seen["relationshipDefinition"],
        seen["orders"]["definition"],
        seen["scores"]["definition"],
        seen["prediction"]["definition"],
    ]
    assert [one.split(maxsplit=2)[:2] for one in said] == [
        ["Potenziale:", "nessun"],
        ["Che", "tipo"],
        ["Ordini", "fatti,"],
        ["Da", "1"],
        ["Secondo", "il"],
    ]


def test_staff_see_conclusions_with_their_reasons(member, runs, staff_api):
    # given
    fill(member)
    # when
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    seen = staff.ask(ONE, id=global_id("CrmProfile", member))["crmProfile"]["insight"]
    # then
    assert (seen["lifecycle"], seen["relationshipType"]) == ("VIP", "OCCASIONAL")
    assert seen["relationshipIsStated"] is False
    assert {"code": "own_cycle", "value": "30.0", "weight": 0.0} | {
        "words": "Usually 30 days pass between two orders of this person."
    } in seen["lifecycleSignals"]
    assert seen["relationshipSignals"] == [
        {
            "code": "order_days_in_year",
            "words": "Ordered on 3 days of the past year.",
        }
    ]
    assert seen["lifecycleDefinition"].startswith("Prospect: no order that counts.")
    assert seen["assessedAt"] == NOW.isoformat()
    orders, scores = seen["orders"], seen["scores"]
    assert (orders["orders"], orders["items"], orders["cycleDays"]) == (3, 4, 30.0)
    assert orders["money"] == [{"currency": "EUR", "net": 70.0}]
    assert (scores["recency"], scores["frequency"], scores["monetary"]) == (5, 4, 5)
    assert scores["dataUntil"] == LAST.isoformat()
    assert seen["prediction"] == {
        "probabilityAlive": 0.9,
        "expectedPurchases": 1.5,
        "expectedValue": 33.5,
        "currency": "EUR",
        "nextOrderOn": "2026-06-20",
        "horizonDays": 90,
        "dataUntil": LAST.isoformat(),
        "definition": definitions.PREDICTION,
    }


def test_nothing_known_is_a_prospect_of_unknown_relation(member, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    seen = staff.ask(ONE, id=global_id("CrmProfile", member))["crmProfile"]["insight"]
    assert (seen["lifecycle"], seen["relationshipType"]) == ("PROSPECT", "UNKNOWN")
    assert (seen["orders"], seen["scores"], seen["prediction"]) == (None, None, None)
    assert seen["lifecycleSignals"] == seen["relationshipSignals"] == []


def test_of_who_has_not_agreed_staff_see_that_and_nothing_else(member, staff_api):
    # given
    ask_before_inferring(asks=True)
    fill(member)
    # when
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    seen = staff.ask(ONE, id=global_id("CrmProfile", member))["crmProfile"]["insight"]
    # then
    assert (seen["lifecycle"], seen["relationshipType"]) == (None, "UNKNOWN")
    assert (seen["scores"], seen["prediction"]) == (None, None)
    [why] = seen["lifecycleSignals"]
    assert (why["code"], why["words"]) == (
        "not_agreed",
        "Nothing is concluded of who has not agreed to be profiled: the shop asks first.",
    )


def test_an_app_with_the_permission_sees_it(member, app_api):
    app = app_api(AccountPermissions.MANAGE_USERS)
    seen = app.ask(ONE, id=global_id("CrmProfile", member))["crmProfile"]
    assert seen["insight"]["lifecycle"] == "PROSPECT"


def test_many_people_cost_as_many_statements_as_one(
    make_profile, member, runs, staff_api
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.fixtures.person import guest_claim

    staff = staff_api(AccountPermissions.MANAGE_USERS)
    fill(member)

    def statements():
        with CaptureQueriesContext(connection) as sent:
            staff.ask(MANY)
        return len(sent_for_the_query(query["sql"] for query in sent))

    statements()
    one = statements()
    for number in range(9):
        fill(make_profile(guest_claim(f"guest{number}@example.com")).pk)
    assert statements() == one
