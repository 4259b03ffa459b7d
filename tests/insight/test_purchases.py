"""The BG/NBD model: the published figures, an independent implementation, and extremes."""

import warnings

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.insight.policies.purchases import (
    Histories,
    NotFitted,
    PurchaseModel,
    fit_purchases,
    log_likelihood,
)

from .cdnow import histories

# The lines that Fader, Hardie and Lee published.
PUBLISHED = PurchaseModel(r=0.243, alpha=4.414, a=0.793, b=2.426)
LOG_LIKELIHOOD = -9582.4
# Half a percent, as the figures are rounded.
CLOSE = 0.005


@pytest.fixture(scope="module")
def fitted():
    return fit_purchases(histories())


def test_the_published_parameters_are_found_again(fitted):
    found = [fitted.r, fitted.alpha, fitted.a, fitted.b, fitted.log_likelihood]
    assert found == pytest.approx([0.243, 4.414, 0.793, 2.426, LOG_LIKELIHOOD], CLOSE)
    assert fitted.log_likelihood == pytest.approx(LOG_LIKELIHOOD, abs=0.1)


def test_the_published_expectation_is_found_again(fitted):
    seen = Histories.of([2], [30.43], [38.86])
    for model in (fitted, PUBLISHED):
        [expected] = model.expected_purchases(seen, within=39)
        assert expected == pytest.approx(1.226, abs=0.0005)


def test_the_model_expects_about_what_was_seen(fitted):
    seen = histories()
    expected = fitted.expected_repeats(seen.age).sum()
    assert expected == pytest.approx(seen.repeats.sum(), rel=0.02)


def test_another_implementation_says_the_same(fitted):
    # given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifetimes import BetaGeoFitter

        oracle = BetaGeoFitter()
        oracle.params_ = {
            name: getattr(fitted, name) for name in ("r", "alpha", "a", "b")
        }
        seen = histories()
        arrays = (seen.repeats, seen.recency, seen.age)
        # when
        alive = oracle.conditional_probability_alive(*arrays)
        expected = oracle.conditional_expected_number_of_purchases_up_to_time(
            13, *arrays
        )
        of_new = oracle.expected_number_of_purchases_up_to_time(seen.age)
    # then
    assert fitted.probability_alive(seen) == pytest.approx(alive, rel=1e-9)
    assert fitted.expected_purchases(seen, 13) == pytest.approx(expected, rel=1e-7)
    assert fitted.expected_repeats(seen.age) == pytest.approx(of_new, rel=1e-7)


def test_who_has_not_come_back_yet_counts_as_alive():
    seen = Histories.of([0, 3], [0, 5], [50, 50])
    alive = PUBLISHED.probability_alive(seen)
    assert alive[0] == 1
    assert 0 < alive[1] < 0.5


def test_half_of_those_alive_have_bought_by_the_median_wait():
    # given somebody with so many purchases that their rate is known: 1,000 in 100 weeks
    seen = Histories.of([1000], [100], [100])
    [wait] = PUBLISHED.median_wait(seen)
    # then the wait is that of a Poisson process of this rate
    assert wait == pytest.approx(np.log(2) / 10, rel=0.05)


def test_the_same_is_found_in_another_unit_of_time(fitted):
    seen = histories()
    days = fit_purchases(Histories(seen.repeats, seen.recency * 7, seen.age * 7))
    assert [days.r, days.alpha / 7, days.a, days.b] == pytest.approx(
        [fitted.r, fitted.alpha, fitted.a, fitted.b], CLOSE
    )


def test_people_who_never_come_back_fit_no_model():
    with pytest.raises(NotFitted):
        fit_purchases(Histories.of([0] * 50, [0] * 50, [20] * 50))


@st.composite
def lives(draw):
    age = draw(st.floats(0.01, 5000))
    repeats = draw(st.integers(0, 100_000))
    recency = draw(st.floats(0, 1)) * age if repeats else 0.0
    return Histories.of([repeats], [recency], [age])


@settings(max_examples=200)
@given(
    lives(),
    st.builds(
        PurchaseModel,
        r=st.floats(0.01, 50),
        alpha=st.floats(0.01, 500),
        a=st.one_of(st.just(1.0), st.floats(0.05, 30)),
        b=st.floats(0.05, 30),
    ),
    st.floats(0.1, 520),
)
@example(Histories.of([99], [1], [1]), PurchaseModel(r=1, alpha=1, a=2, b=1), 10.0)
def test_every_life_gives_sensible_numbers(seen, model, within):
    [alive] = model.probability_alive(seen)
    assert 0 <= alive <= 1
    [expected] = model.expected_purchases(seen, within)
    [later] = model.expected_purchases(seen, 2 * within)
    assert 0 <= expected <= later * (1 + 1e-6) + 1e-9
    # nobody is expected to buy faster than if they were alive and never left
    rate = (model.r + seen.repeats[0]) / (model.alpha + seen.age[0])
    assert expected <= rate * within * (1 + 1e-4) + 1e-6
    assert np.isfinite(model.median_wait(seen)[0])
    assert np.isfinite(log_likelihood(model, seen)[0])


@settings(max_examples=200)
@given(
    st.builds(
        PurchaseModel, *[st.floats(-9, 9).map(np.exp).map(float) for _ in range(4)]
    ),
    st.integers(0, 10**6),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([0.0, 1 / 7, 52.0, 2000.0]),
)
@example(PurchaseModel(r=0.26, alpha=3.9, a=4447, b=0.47), 0, 0.0, 0.0)
def test_at_the_ends_of_all_that_can_be_fitted_numbers_stay_numbers(
    model, repeats, part, age
):
    # given people of today, people who bought just now, and people who buy all the time
    seen = Histories.of([repeats], [part * age if repeats else 0], [age])
    # then
    assert 0 <= model.probability_alive(seen)[0] <= 1
    [expected] = model.expected_purchases(seen, 13)
    most = (model.r + repeats) / (model.alpha + age) * 13
    assert 0 <= expected <= most * (1 + 1e-9)


@pytest.mark.parametrize(
    "lives_of",
    [
        ([3], [5], [9]),
        ([2] * 200, [10] * 200, [20] * 200),
        ([1] * 150, [20] * 150, [20] * 150),
        ([0] * 100 + [1] * 100, [0] * 200, [0] * 200),
        ([0] * 1000 + [10**5], [0] * 1000 + [50], [52] * 1001),
    ],
    ids=["one person", "all alike", "back just now", "all of today", "one of many"],
)
def test_what_is_no_shop_fits_no_model(lives_of):
    with pytest.raises(NotFitted):
        fit_purchases(Histories.of(*lives_of))


def test_a_model_that_expects_no_number_of_somebody_is_none(monkeypatch):
    # given a fit as good as any other, whose formula comes to no number
    monkeypatch.setattr(
        PurchaseModel, "expected_repeats", lambda _model, age: age * np.nan
    )

    with pytest.raises(NotFitted):
        fit_purchases(histories())


def test_parameters_in_a_hole_of_the_formulas_are_stepped_around():
    model = PurchaseModel(r=0.5, alpha=2.0, a=0.6, b=0.4)
    beside = PurchaseModel(r=0.5, alpha=2.0, a=0.6, b=0.40001)
    seen = Histories.of([0], [0], [10])

    [within] = model.expected_purchases(seen, 5.0)

    assert within == pytest.approx(beside.expected_purchases(seen, 5.0)[0], rel=1e-3)
