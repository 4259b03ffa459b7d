"""Buckets and lift, against an independent statistics library."""

import random
import uuid

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from saleor_crm_plugin.experiments.policies import (
    BUCKETS,
    Group,
    Lift,
    TooFew,
    bucket,
    is_held_out,
    lift,
)

RUNS = 2_000


def test_buckets_are_even_and_independent_of_each_other():
    # given
    people = [uuid.UUID(int=number) for number in range(20_000)]
    # when
    first = [bucket("a", person) for person in people]
    second = [bucket("b", person) for person in people]
    held = [is_held_out(place, basis_points=1_000) for place in first]
    both = sum(
        one and is_held_out(other, basis_points=1_000)
        for one, other in zip(held, second, strict=True)
    )
    # then: 2,000 and 200 are expected; five standard deviations are 212 and 70
    assert all(0 <= place < BUCKETS for place in first)
    assert abs(sum(held) - 2_000) < 212
    assert abs(both - 200) < 70
    assert bucket("a", people[7]) == first[7]


@pytest.mark.parametrize(
    ("treated", "held_out"),
    [((120, 1_000), (30, 400)), ((0, 500), (12, 100)), ((100, 100), (90, 100))],
)
def test_the_interval_of_rates_is_newcombes(treated, held_out):
    found = lift(Group(treated[1], treated[0]), Group(held_out[1], held_out[0]))
    assert isinstance(found, Lift)
    expected = confint_proportions_2indep(*treated, *held_out, method="newcomb")
    assert (found.conversion.low, found.conversion.high) == pytest.approx(expected)


def test_the_interval_of_money_is_welchs():
    # given
    random.seed(7)
    first = [random.expovariate(1 / 40) for _ in range(900)]
    second = [random.expovariate(1 / 35) for _ in range(300)]
    # when
    found = lift(_group(first), _group(second))
    # then
    assert isinstance(found, Lift)
    means = CompareMeans(DescrStatsW(first), DescrStatsW(second))
    expected = means.zconfint_diff(usevar="unequal")
    interval = found.revenue_per_person
    assert (interval.low, interval.high) == pytest.approx(expected)
    assert found.revenue.estimate == pytest.approx(interval.estimate * 900)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    # given
    draw = random.Random(20300504)
    covered = 0
    # when
    for _ in range(RUNS):
        found = lift(
            Group(800, sum(draw.random() < 0.13 for _ in range(800))),
            Group(300, sum(draw.random() < 0.10 for _ in range(300))),
        )
        assert isinstance(found, Lift)
        covered += found.conversion.low <= 0.03 <= found.conversion.high
    # then
    assert 0.93 <= covered / RUNS <= 0.97


def test_the_interval_of_money_covers_the_truth_as_often_as_it_says():
    draw = random.Random(20300505)
    covered = 0
    for _ in range(RUNS):
        found = lift(
            _group([_spent(draw, 0.2, 50) for _ in range(400)]),
            _group([_spent(draw, 0.16, 50) for _ in range(200)]),
        )
        assert isinstance(found, Lift)
        interval = found.revenue_per_person
        covered += interval.low <= 2 <= interval.high
    assert 0.93 <= covered / RUNS <= 0.97


@pytest.mark.parametrize(
    ("treated", "held_out", "what"),
    [
        (Group(1_000, 90), Group(99, 9), "people"),
        (Group(99, 9), Group(1_000, 90), "people"),
        (Group(1_000, 6), Group(1_000, 3), "conversions"),
    ],
)
def test_no_claim_is_made_from_too_few(treated, held_out, what):
    found = lift(treated, held_out)
    assert isinstance(found, TooFew)
    assert found.what == what


def _spent(draw: random.Random, rate: float, mean: float) -> float:
    return draw.expovariate(1 / mean) if draw.random() < rate else 0.0


def _group(amounts: list[float]) -> Group:
    return Group(
        people=len(amounts),
        converted=sum(amount > 0 for amount in amounts),
        revenue=sum(amounts),
        revenue_squares=sum(amount * amount for amount in amounts),
    )
