"""Which tier a metric reaches, when one is lost, and what is missing to the next."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.tiers.policies import (
    Kind,
    Level,
    Outcome,
    Rules,
    Standing,
    counted_from,
    max_level,
    missing_to,
    next_level,
    next_review,
    outcome_of_fact,
    outcome_of_review,
    reached_level,
)

NOW = datetime.datetime(2026, 5, 31, 1, tzinfo=datetime.UTC)
GRACE = datetime.timedelta(days=30)
STEPWISE = Rules(grace=GRACE, falls_one_step=True)
STRAIGHT = Rules(grace=GRACE, falls_one_step=False)


def _level(rank, code, **thresholds):
    return Level(
        id=rank + 10,
        code=code,
        rank=rank,
        multiplier=Decimal(1),
        thresholds={currency: Decimal(value) for currency, value in thresholds.items()},
    )


BASE = _level(0, "base", EUR=0)
SILVER = _level(1, "silver", EUR=100, USD=120)
GOLD = _level(2, "gold", EUR=500)
CIRCLE = _level(3, "circle")
LEVELS = (BASE, SILVER, GOLD, CIRCLE)


@pytest.mark.parametrize(
    ("metric", "reached"),
    [
        ({}, BASE),
        ({"EUR": Decimal("99.99")}, BASE),
        ({"EUR": Decimal(100)}, SILVER),
        ({"USD": Decimal(120)}, SILVER),
        ({"EUR": Decimal(99), "USD": Decimal(119)}, BASE),
        ({"USD": Decimal(9000)}, SILVER),
        ({"EUR": Decimal(9000)}, GOLD),
    ],
)
def test_each_currency_counts_for_itself(metric, reached):
    assert reached_level(LEVELS, metric) == reached


def test_nobody_reaches_a_ladder_without_a_level_at_zero_by_nothing():
    assert reached_level((SILVER, GOLD), {}) is None


def test_the_missing_amount_never_falls_below_zero():
    metric = {"EUR": Decimal(40), "USD": Decimal(500)}
    assert missing_to(SILVER, metric) == {"EUR": Decimal(60), "USD": Decimal(0)}


def test_the_next_level_is_one_that_counting_reaches():
    assert next_level(LEVELS, SILVER) == GOLD
    assert next_level(LEVELS, GOLD) is None
    assert next_level(LEVELS, None) == BASE


def test_a_fact_lifts_at_once_and_ends_grace():
    standing = Standing(level=BASE, below_since=NOW)
    found = outcome_of_fact(standing, LEVELS, {"EUR": Decimal(700)})
    assert found == Outcome(Standing(level=GOLD), (Kind.UPGRADED,))


def test_a_fact_never_takes_a_level():
    standing = Standing(level=GOLD)
    assert outcome_of_fact(standing, LEVELS, {}) == Outcome(standing)


def _review(standing, metric=None, *, rules=STEPWISE, now=NOW):
    return outcome_of_review(standing, LEVELS, metric or {}, rules=rules, now=now)


def test_grace_starts_at_the_first_review_below():
    found = _review(Standing(level=GOLD))
    assert found == Outcome(
        Standing(level=GOLD, below_since=NOW), (Kind.GRACE_STARTED,)
    )


def test_within_grace_nothing_happens():
    waiting = Standing(
        level=GOLD, below_since=NOW - GRACE + datetime.timedelta(seconds=1)
    )
    assert _review(waiting) == Outcome(waiting)


def test_being_above_again_ends_grace():
    waiting = Standing(level=GOLD, below_since=NOW)
    found = _review(waiting, {"EUR": Decimal(500)})
    assert found == Outcome(Standing(level=GOLD), (Kind.GRACE_ENDED,))


@pytest.mark.parametrize(("rules", "lower"), [(STEPWISE, SILVER), (STRAIGHT, BASE)])
def test_after_grace_one_falls_as_the_ladder_says(rules, lower):
    waiting = Standing(level=GOLD, below_since=NOW - GRACE)
    found = _review(waiting, rules=rules)
    assert found == Outcome(Standing(level=lower), (Kind.DOWNGRADED,))


def test_one_step_never_falls_below_what_is_reached():
    levels = (SILVER, GOLD, _level(4, "diamond", EUR=900))
    waiting = Standing(level=levels[2], below_since=NOW - GRACE)
    found = outcome_of_review(
        waiting, levels, {"EUR": Decimal(600)}, rules=STEPWISE, now=NOW
    )
    assert found.standing.level == GOLD


def test_without_grace_one_falls_at_the_first_review():
    rules = Rules(grace=datetime.timedelta(0), falls_one_step=True)
    assert _review(Standing(level=SILVER), rules=rules).decisions == (Kind.DOWNGRADED,)


def test_a_review_makes_up_for_a_missed_upgrade():
    found = _review(Standing(level=None), {"EUR": Decimal(100)})
    assert found == Outcome(Standing(level=SILVER), (Kind.UPGRADED,))


def test_an_invitation_shows_until_it_ends():
    invited = Standing(level=BASE, invited=CIRCLE, invited_until=NOW)
    assert invited.shown() == CIRCLE
    early = NOW - datetime.timedelta(seconds=1)
    assert _review(invited, now=early) == Outcome(invited)
    assert _review(invited) == Outcome(Standing(level=BASE), (Kind.INVITATION_ENDED,))


def test_no_level_is_below_all():
    assert max_level(None, BASE) == BASE
    assert max_level(None, None) is None


@pytest.mark.parametrize(
    ("window", "months", "expected"),
    [
        ("lifetime", 0, None),
        ("calendar_year", 0, (2025, 12, 31, 23)),
        ("rolling_months", 12, (2025, 5, 30, 22)),
        ("rolling_months", 3, (2026, 2, 27, 23)),
        ("rolling_months", 5, (2025, 12, 30, 23)),
    ],
)
def test_windows_start_at_midnight_in_the_time_zone(window, months, expected):
    found = counted_from(window, months, "Europe/Rome", now=NOW)
    assert found == (expected and datetime.datetime(*expected, tzinfo=datetime.UTC))


def test_reviews_are_due_at_the_next_midnight():
    assert next_review("Europe/Rome", now=NOW) == datetime.datetime(
        2026, 5, 31, 22, tzinfo=datetime.UTC
    )
