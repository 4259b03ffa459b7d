"""The stopping rule: exact against another library, and its errors and power simulated."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng
from scipy.stats import fisher_exact, norm

from saleor_crm_plugin.campaigns.policies.stopping import (
    Judgment,
    Tally,
    Verdict,
    chance_of_lead,
    error_of_look,
    judge,
    look_due,
)

ERROR = 0.05
LOOKS = 4


@st.composite
def tallies(draw, most=2_000):
    people = draw(st.integers(1, most))
    return people, draw(st.integers(0, people))


@given(first=tallies(), second=tallies())
def test_the_chance_of_a_lead_is_fishers(first, second):
    table = [[hits, people - hits] for people, hits in (first, second)]

    found = chance_of_lead(Tally("a", *first), Tally("b", *second))

    assert found == pytest.approx(
        fisher_exact(table, alternative="greater").pvalue, rel=1e-6, abs=1e-12
    )


@given(looks=st.integers(1, 10), error=st.floats(0.0001, 0.2), data=st.data())
def test_the_parts_of_all_looks_are_the_whole_error(looks, error, data):
    # given any looks that were taken, the last among them
    taken = sorted({*data.draw(st.sets(st.integers(1, looks))), looks})

    parts = [
        error_of_look(number, after=before, looks=looks, error=error)
        for before, number in zip([0, *taken], taken, strict=False)
    ]

    assert sum(parts) == pytest.approx(error)
    assert all(part >= 0 for part in parts)


def test_early_looks_use_up_what_lan_and_demets_say():
    first = error_of_look(1, after=0, looks=4, error=ERROR)
    both = first + error_of_look(2, after=1, looks=4, error=ERROR)

    bound = norm.ppf(1 - ERROR / 2)
    assert first == pytest.approx(2 - 2 * norm.cdf(bound / math.sqrt(0.25)))
    assert both == pytest.approx(2 - 2 * norm.cdf(bound / math.sqrt(0.5)))
    assert (round(first, 5), round(both, 5)) == (0.00009, 0.00557)


@pytest.mark.parametrize(
    ("elapsed", "due"),
    [(-1, 0), (0, 0), (5.9, 0), (6, 1), (17.9, 2), (18, 3), (24, 4), (90, 4)],
)
def test_looks_are_due_evenly_until_the_last(elapsed, due):
    assert look_due(elapsed, within=24, looks=LOOKS) == due


def test_a_clear_lead_over_all_others_wins():
    judgment = judge(
        [Tally("a", 1_000, 50), Tally("b", 1_000, 100), Tally("c", 1_000, 60)],
        error=ERROR,
        least_per_arm=1_000,
    )

    p_value = fisher_exact([[100, 900], [60, 940]], alternative="greater").pvalue
    assert judgment == Judgment(
        Verdict.BETTER, "b", pytest.approx(p_value, rel=1e-9), ERROR / 3
    )


@pytest.mark.parametrize(
    ("tallies", "verdict", "leader"),
    [
        # Beating one is not enough.
        ([(1_000, 50), (1_000, 100), (1_000, 99)], Verdict.NO_DIFFERENCE, "b"),
        ([(1_000, 100), (1_000, 100)], Verdict.NO_DIFFERENCE, ""),
        ([(1_000, 0), (1_000, 0)], Verdict.NO_DIFFERENCE, ""),
        ([(1_000, 1), (999, 500)], Verdict.TOO_FEW, "b"),
        ([(0, 0), (0, 0)], Verdict.TOO_FEW, ""),
    ],
)
def test_without_one_nobody_wins(tallies, verdict, leader):
    given_ = [Tally(arm, *one) for arm, one in zip("abc", tallies, strict=False)]

    judgment = judge(given_, error=ERROR, least_per_arm=1_000)

    assert (judgment.verdict, judgment.arm) == (verdict, leader)


def winner_of(rates, people, looks, *, generator):
    """Run one campaign: people come in evenly, looks are taken as they are due; "" for no winner."""
    hits = [0] * len(rates)
    for number in range(1, looks + 1):
        more = people * number // looks - people * (number - 1) // looks
        hits = [
            held + int(generator.binomial(more, rate))
            for held, rate in zip(hits, rates, strict=True)
        ]
        reached = people * number // looks
        judgment = judge(
            [Tally(str(arm), reached, held) for arm, held in enumerate(hits)],
            error=error_of_look(number, after=number - 1, looks=looks, error=ERROR),
            least_per_arm=100,
        )
        if judgment.verdict is Verdict.BETTER:
            return judgment.arm
    return ""


def wins(rates, people, looks, *, runs, seed):
    generator = default_rng(seed)
    winners = [
        winner_of(rates, people, looks, generator=generator) for _ in range(runs)
    ]
    return {arm: winners.count(arm) / runs for arm in set(winners)}


@pytest.mark.parametrize(
    ("rates", "looks"),
    [((0.05, 0.05), 1), ((0.05, 0.05), LOOKS), ((0.2, 0.2, 0.2, 0.05), LOOKS)],
)
def test_where_none_is_better_one_is_named_no_more_often_than_allowed(rates, looks):
    runs = 1_000
    found = wins(rates, 2_000, looks, runs=runs, seed=20)

    # The rule is a bound, so there is room below; above it only what chance does in so many runs.
    room = 3 * math.sqrt(ERROR * (1 - ERROR) / runs)
    assert 0 < 1 - found[""] <= ERROR + room


def test_looking_again_and_again_without_the_rule_errs_far_more_often():
    """What the rule is for: the same looks, each with the whole error."""
    generator = default_rng(20)
    errors = 0
    for _ in range(1_000):
        hits = [0, 0]
        for number in range(1, 11):
            hits = [held + int(generator.binomial(400, 0.05)) for held in hits]
            found = [
                Tally(str(arm), 400 * number, held) for arm, held in enumerate(hits)
            ]
            if judge(found, error=ERROR, least_per_arm=1).verdict is Verdict.BETTER:
                errors += 1
                break
    assert errors / 1_000 > 2 * ERROR


@pytest.mark.parametrize("looks", [1, LOOKS])
def test_a_better_variant_is_found_about_as_often_as_can_be(looks):
    """5 against 7 of a hundred with 3,000 people each: the power of a two-sided test is 0.90."""
    people, first, second = 3_000, 0.05, 0.07
    spread = math.sqrt((first * (1 - first) + second * (1 - second)) / people)
    best_possible = norm.cdf((second - first) / spread - norm.ppf(1 - ERROR / 2))

    found = wins((first, second), people, looks, runs=1_000, seed=21)

    assert best_possible == pytest.approx(0.90, abs=0.01)
    assert best_possible - 0.08 < found["1"] < best_possible + 0.03
    assert found.get("0", 0) < 0.001
