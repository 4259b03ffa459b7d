"""RFM: equal customers have equal scores, and nothing changes without new orders."""

import datetime
import random
from decimal import Decimal

import pytest

from saleor_crm_plugin.insight.actions import score
from saleor_crm_plugin.insight.actions.score import score_customers
from saleor_crm_plugin.insight.models import CustomerMoney, CustomerRollup
from saleor_crm_plugin.insight.policies.evidence import LEAST_SCORED, Refusal
from saleor_crm_plugin.insight.score_models import CustomerScore, ScoringRun
from saleor_crm_plugin.tiers.models import BookExclusion

from .shopping import NOW

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def customer(number, *, orders=1, days_ago=10, **net):
    last = NOW - days_ago * DAY
    CustomerRollup.objects.create(
        profile_id=number,
        orders=orders,
        first_order_at=last - 300 * DAY,
        last_order_at=last,
    )
    CustomerMoney.objects.bulk_create(
        [
            CustomerMoney(profile_id=number, currency=code, paid=money, net=money)
            for code, money in net.items()
        ]
    )


def scores():
    rows = CustomerScore.objects.order_by("profile_id")
    return {
        row.profile_id: (row.rfm_recency, row.rfm_frequency, row.rfm_monetary)
        for row in rows
    }


@pytest.fixture
def fifty():
    """Fifty people in five equal groups by each dimension; most of the first have one order."""
    for number in range(1, 51):
        group = (number - 1) // 10
        customer(
            number, orders=1 + group, days_ago=100 - 20 * group, EUR=10 * (1 + group)
        )


def test_each_fifth_has_its_score(fifty):
    run = score_customers(now=NOW)
    assert (run.customers, run.changed, run.refusal) == (50, 50, "")
    assert scores() == {
        number: (1 + (number - 1) // 10,) * 3 for number in range(1, 51)
    }
    thresholds = run.thresholds.get(dimension="monetary")
    assert (thresholds.currency, thresholds.values) == ("EUR", [10, 20, 30, 40])


def test_a_second_run_without_new_orders_changes_nobody(fifty, monkeypatch):
    monkeypatch.setattr(score, "PAGE", 7)
    score_customers(now=NOW)
    before = scores()
    assert score_customers(now=NOW + 30 * DAY).changed == 0
    assert scores() == before


def test_equal_customers_have_equal_scores():
    # given that nearly everybody has ordered once
    for number in range(1, 101):
        customer(number, orders=1 if number <= 90 else number)
    # when
    score_customers(now=NOW)
    # then one order is the least score whatever the shares, and more are more
    found = scores()
    assert {found[number][1] for number in range(1, 91)} == {1}
    assert {found[number][1] for number in range(91, 101)} == {5}


def test_newcomers_beside_who_is_scored_are_added(fifty, monkeypatch):
    # given pages of which some have scores, one has a part and one has none
    monkeypatch.setattr(score, "PAGE", 20)
    score_customers(now=NOW)
    for number in range(51, 101):
        customer(number, orders=5, days_ago=1, EUR=60)
    # when
    run = score_customers(now=NOW)
    # then the fifths end after 20, 40 and, being equal, 100 people; only the first ten stay
    assert (run.customers, run.changed) == (100, 90)
    found = scores()
    assert {number: found[number] for number in (10, 11, 21, 40, 41, 51, 100)} == {
        10: (1, 1, 1),
        11: (1, 1, 1),
        21: (2, 2, 2),
        40: (2, 2, 2),
        41: (3, 3, 3),
        51: (3, 3, 3),
        100: (3, 3, 3),
    }


def test_each_currency_is_ranked_for_itself(fifty):
    # given yen in the thousands, and somebody with little of one and much of the other
    for number in range(101, 151):
        customer(number, JPY=1000 * number)
    customer(200, EUR=1, JPY=150_000)
    score_customers(now=NOW)
    found = scores()
    assert (found[101][2], found[150][2], found[50][2], found[200][2]) == (1, 5, 5, 5)
    # and they are compared as they were written
    assert score_customers(now=NOW).changed == 0


def test_who_gave_nothing_has_the_least_score(fifty):
    customer(60)
    customer(61, EUR=Decimal(-5))
    score_customers(now=NOW)
    assert (scores()[60][2], scores()[61][2]) == (1, 1)


def test_a_new_order_changes_whom_it_concerns(fifty):
    customer(51, orders=1, days_ago=110, EUR=5)
    score_customers(now=NOW)
    before = scores()
    CustomerRollup.objects.filter(profile_id=51).update(last_order_at=NOW)
    score_customers(now=NOW)
    assert (before[51], scores()[51]) == ((1, 1, 1), (5, 1, 1))


def test_staff_choose_who_does_not_count(fifty, club, profile):
    customer(profile.pk + 1000, orders=999, EUR=10**6)
    BookExclusion.objects.create(
        book_id=club.book_id,
        profile=profile,
        author="user:1",
        excluded_at=NOW,
    )
    # one of the fifty may have this very id
    CustomerRollup.objects.filter(profile_id=profile.pk).delete()
    CustomerMoney.objects.filter(profile_id=profile.pk).delete()
    customer(profile.pk, orders=999, EUR=10**6)
    score_customers(now=NOW)
    assert profile.pk not in scores()
    assert profile.pk + 1000 in scores()


def test_whose_orders_are_gone_has_no_scores(fifty):
    score_customers(now=NOW)
    CustomerRollup.objects.filter(profile_id=50).update(
        orders=0, first_order_at=None, last_order_at=None
    )
    score_customers(now=NOW)
    assert scores()[50] == (None, None, None)


def test_too_few_customers_are_not_scored():
    for number in range(1, LEAST_SCORED):
        customer(number, orders=random.Random(number).randrange(1, 9), EUR=number)
    run = score_customers(now=NOW)
    assert (run.refusal, run.changed) == (Refusal.TOO_FEW_CUSTOMERS, 0)
    assert run.thresholds.count() == CustomerScore.objects.count() == 0


def test_old_runs_are_forgotten(fifty, monkeypatch):
    monkeypatch.setattr(score, "KEPT_RUNS", 2)
    runs = [score_customers(now=NOW + day * DAY) for day in range(4)]
    left = ScoringRun.objects.order_by("id").values_list("pk", flat=True)
    assert list(left) == [run.pk for run in runs[2:]]
