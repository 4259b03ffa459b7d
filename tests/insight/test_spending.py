"""The Gamma-Gamma model: the published figures, an independent implementation, other units."""

import warnings

import numpy as np
import pytest

from saleor_crm_plugin.insight.policies.expectations import Spent, expectations
from saleor_crm_plugin.insight.policies.purchases import (
    Histories,
    NotFitted,
    PurchaseModel,
)
from saleor_crm_plugin.insight.policies.spending import SpendModel, fit_spending

from .cdnow import spending

CLOSE = 0.005


@pytest.fixture(scope="module")
def fitted():
    return fit_spending(*spending())


def test_the_published_parameters_are_found_again(fitted):
    assert len(spending()[0]) == 946
    assert [fitted.p, fitted.q, fitted.v] == pytest.approx([6.25, 3.74, 15.44], CLOSE)
    assert fitted.log_likelihood == pytest.approx(-4055.92, abs=0.1)
    assert fitted.mean_spend() == pytest.approx(35.2, abs=0.1)


def test_another_implementation_says_the_same(fitted):
    repeats, mean = spending()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifetimes import GammaGammaFitter

        oracle = GammaGammaFitter()
        oracle.params_ = {"p": fitted.p, "q": fitted.q, "v": fitted.v}
        expected = oracle.conditional_expected_average_profit(repeats, mean)
    assert fitted.expected_spend(repeats, mean) == pytest.approx(expected, rel=1e-9)


def test_the_unit_of_money_does_not_matter(fitted):
    repeats, mean = spending()
    yen = fit_spending(repeats, mean * 150)
    assert [yen.p, yen.q, yen.v / 150] == pytest.approx(
        [fitted.p, fitted.q, fitted.v], CLOSE
    )
    assert yen.log_likelihood == pytest.approx(
        fitted.log_likelihood - len(mean) * np.log(150), abs=0.1
    )


def test_many_purchases_lead_from_everybodys_mean_to_the_own():
    model = SpendModel(p=6.25, q=3.74, v=15.44)
    [first, second, last] = model.expected_spend([1, 10, 10_000], [100, 100, 100])
    assert model.mean_spend() < first < second < last
    assert last == pytest.approx(100, rel=0.001)


def test_spends_without_a_mean_are_not_expected():
    # given people so unlike each other that one purchase says nothing
    wild = SpendModel(p=0.34, q=0.26, v=0.31)
    assert wild.mean_spend() == wild.expected_spend([1], [10])[0] == np.inf
    assert 0 < wild.expected_spend([3], [10])[0] < np.inf

    # then no value is expected of them
    seen = Histories.of([1, 3], [5, 5], [9, 9])
    spent = Spent(np.array([1.0, 3.0]), np.array([10.0, 10.0]), np.array(["EUR"] * 2))
    purchases = PurchaseModel(r=0.243, alpha=4.414, a=0.793, b=2.426)
    made = expectations(purchases, {"EUR": wild}, seen, spent, horizon_days=90)
    assert list(np.isfinite(made.value)) == [False, True]


def test_equal_spends_fit_no_model():
    with pytest.raises(NotFitted):
        fit_spending([3.0] * 100, [10.0] * 100)
