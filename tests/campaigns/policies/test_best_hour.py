"""The best hour is the person's own where enough is known, else the shop's, else staff's word."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.best_hour import (
    HOURS,
    LEAST_ACTS,
    LEAST_ACTS_OF_SHOP,
    ORDERED,
    BestHour,
    Habit,
    HourSource,
    best_hour,
    hours_outside,
    smoothed,
)
from saleor_crm_plugin.messaging.policies.quiet_hours import QuietHours

EVERY_HOUR = range(HOURS)
FALLBACK = 10
HABITS = st.builds(
    Habit,
    st.lists(st.integers(0, 40), min_size=HOURS, max_size=HOURS).map(tuple),
    st.integers(0, 300),
)
ALLOWED = st.sets(st.integers(0, HOURS - 1))


def habit(acts_at, weight=1):
    """Return the habit of so many acts by hour."""
    weights = tuple(acts_at.get(hour, 0) * weight for hour in EVERY_HOUR)
    return Habit(weights, sum(acts_at.values()))


EVENING_SHOP = habit({20: 300, 21: 250, 9: 100})


def test_who_reads_in_the_morning_is_written_to_in_the_morning():
    early = habit({7: 6, 8: 2}, ORDERED)

    found = best_hour(early, EVENING_SHOP, allowed=EVERY_HOUR, fallback=FALLBACK)

    assert found == BestHour(hour=7, source=HourSource.OWN, acts=8)


def test_too_few_acts_say_nothing_of_a_person():
    few = habit({7: LEAST_ACTS - 1}, ORDERED)

    found = best_hour(few, EVENING_SHOP, allowed=EVERY_HOUR, fallback=FALLBACK)

    assert found == BestHour(hour=20, source=HourSource.SHOP, acts=LEAST_ACTS - 1)


def test_where_the_shop_is_hardly_known_either_the_word_of_staff_counts():
    new_shop = habit({20: LEAST_ACTS_OF_SHOP - 1})

    found = best_hour(Habit(), new_shop, allowed=EVERY_HOUR, fallback=FALLBACK)

    assert found == BestHour(hour=FALLBACK, source=HourSource.FALLBACK, acts=0)


def test_the_shop_decides_between_hours_that_a_person_likes_as_much():
    torn = habit({9: 3, 20: 3})

    found = best_hour(torn, EVENING_SHOP, allowed=EVERY_HOUR, fallback=FALLBACK)

    assert (found.hour, found.source) == (20, HourSource.OWN)


def test_acts_on_both_sides_of_an_hour_speak_for_the_hour_between():
    around_noon = habit({11: 3, 12: 2, 13: 3})

    found = best_hour(around_noon, Habit(), allowed=EVERY_HOUR, fallback=FALLBACK)

    assert found.hour == 12


def test_midnight_is_beside_eleven_at_night():
    assert smoothed((4, *[0] * 22, 2)) == (10, 4, *[0] * 20, 2, 8)


def test_hours_at_which_nothing_leaves_are_nobodys_best():
    quiet = QuietHours(datetime.time(21), datetime.time(8, 30))
    owl = habit({23: 9, 20: 2})

    allowed = hours_outside(quiet)

    assert allowed == list(range(9, 21))
    assert best_hour(owl, Habit(), allowed=allowed, fallback=FALLBACK).hour == 20
    assert best_hour(owl, Habit(), allowed=[], fallback=FALLBACK) == BestHour(
        hour=FALLBACK, source=HourSource.FALLBACK, acts=11
    )
    assert hours_outside(None) == list(EVERY_HOUR)


@given(HABITS, HABITS, ALLOWED)
def test_the_hour_is_one_that_is_allowed_or_the_word_of_staff(own, shop, allowed):
    found = best_hour(own, shop, allowed=allowed, fallback=FALLBACK)

    if found.source is HourSource.FALLBACK:
        assert found.hour == FALLBACK
    else:
        assert found.hour in allowed
    assert found.acts == own.acts
    assert (found.source is HourSource.OWN) == (
        own.acts >= LEAST_ACTS and bool(allowed)
    )


@given(HABITS, HABITS, st.integers(1, 23))
def test_the_clock_has_no_end_at_which_hours_count_less(own, shop, turn):
    def turned(one):
        return Habit((*one.weights[-turn:], *one.weights[:-turn]), one.acts)

    scores = smoothed(own.weights)

    assert smoothed(turned(own).weights) == (*scores[-turn:], *scores[:-turn])


@given(HABITS, HABITS, st.integers(0, HOURS - 1))
def test_more_acts_at_the_best_hour_leave_it_the_best(own, shop, _):
    before = best_hour(own, shop, allowed=EVERY_HOUR, fallback=FALLBACK)
    if before.source is not HourSource.OWN:
        return
    weights = list(own.weights)
    weights[before.hour] += ORDERED

    after = best_hour(
        Habit(tuple(weights), own.acts + 1),
        shop,
        allowed=EVERY_HOUR,
        fallback=FALLBACK,
    )

    assert after.hour == before.hour
