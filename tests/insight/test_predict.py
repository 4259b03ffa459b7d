"""Predictions: the CDNOW sample through the tables gives the published models."""

import datetime

import pytest

from saleor_crm_plugin.insight.actions import predict
from saleor_crm_plugin.insight.actions.predict import predict_customers
from saleor_crm_plugin.insight.models import CustomerDay, CustomerRollup
from saleor_crm_plugin.insight.policies.evidence import Refusal
from saleor_crm_plugin.insight.score_models import CustomerScore
from tests.insight.sample import calibration

pytestmark = pytest.mark.django_db

NOON = datetime.time(12, tzinfo=datetime.UTC)


def fill(purchases):
    """Store these purchases (customer, day, dollars) as rollups."""
    days, spans = {}, {}
    for customer, day, dollars in purchases:
        days[customer, day] = days.get((customer, day), 0) + dollars
        first, last, count = spans.get(customer, (day, day, 0))
        spans[customer] = (min(first, day), max(last, day), count + 1)
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                profile_id=customer,
                day=day,
                channel_id=1,
                currency="USD",
                orders=1,
                net=dollars,
            )
            for (customer, day), dollars in days.items()
        ]
    )
    CustomerRollup.objects.bulk_create(
        [
            CustomerRollup(
                profile_id=customer,
                orders=count,
                first_order_at=datetime.datetime.combine(first, NOON),
                last_order_at=datetime.datetime.combine(last, NOON),
            )
            for customer, (first, last, count) in spans.items()
        ]
    )


@pytest.fixture
def cdnow():
    """The 39 weeks of the sample that the models were published with; returns their end."""
    fill(calibration())
    return datetime.datetime(1997, 9, 30, 23, tzinfo=datetime.UTC)


def test_the_sample_gives_the_published_models(cdnow, monkeypatch):
    # given pages that cut the people up
    monkeypatch.setattr(predict, "PAGE", 1000)
    # when
    run = predict_customers(now=cdnow)
    # then
    assert (run.refusal, run.customers, run.changed) == ("", 2357, 2357)
    model = run.fitted.get(kind="purchases")
    assert [model.r, model.alpha, model.a, model.b] == pytest.approx(
        [0.243, 4.414, 0.793, 2.426], rel=0.005
    )
    assert model.log_likelihood == pytest.approx(-9582.4, rel=0.005)
    assert model.mean_error == pytest.approx(0.015, abs=0.005)
    value = run.fitted.get(kind="value")
    assert (value.currency, value.customers) == ("USD", 946)
    assert [value.p, value.q, value.v] == pytest.approx([6.25, 3.74, 15.44], rel=0.01)
    # the first of the sample: two repeats, the last 30.43 weeks after the first
    first = CustomerScore.objects.get(profile_id=4)
    assert first.p_alive == pytest.approx(0.726, abs=0.01)
    assert first.expected_purchases == pytest.approx(0.46, abs=0.05)
    assert float(first.expected_value) == pytest.approx(
        first.expected_purchases * 24.7, rel=0.05
    )
    assert first.expected_currency == "USD"
    assert first.next_order_on > cdnow.date()

    # when nothing has happened since
    again = predict_customers(now=cdnow)
    # then nobody's row is written
    assert again.changed == 0


def test_too_little_is_refused_and_leaves_no_predictions(cdnow):
    # given predictions of a better time
    CustomerScore.objects.create(
        profile_id=4, rfm_recency=3, p_alive=0.5, expected_purchases=1.0
    )
    CustomerRollup.objects.filter(profile_id__gt=150).update(
        orders=0, first_order_at=None, last_order_at=None
    )
    # when
    run = predict_customers(now=cdnow)
    # then
    assert (run.refusal, run.changed) == (Refusal.TOO_FEW_REPEATERS, 1)
    row = CustomerScore.objects.get()
    assert (row.rfm_recency, row.p_alive, row.expected_purchases) == (3, None, None)
    assert not run.fitted.exists()


def test_a_shop_without_orders_is_refused(db):
    run = predict_customers(now=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert (run.refusal, run.customers) == (Refusal.TOO_FEW_REPEATERS, 0)
