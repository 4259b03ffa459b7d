"""When looks are taken, what they may use up, and what the rest get."""

import datetime

import pytest

from saleor_crm_plugin.campaigns.definition import Arm, WinnerRule
from saleor_crm_plugin.campaigns.policies.naming import (
    Look,
    Reached,
    WinnerNumbers,
    look,
    number_due,
    winner_by,
)
from saleor_crm_plugin.campaigns.policies.stopping import (
    Tally,
    Verdict,
    chance_of_lead,
    error_of_look,
)

BEGUN_AT = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
RULE = WinnerRule(decide_after_hours=24, looks=4, least_per_arm=100)
ARMS = [Arm(key=key, template="t", share_basis_points=5_000) for key in "ab"]
BEGUN = WinnerNumbers(begun_at=BEGUN_AT)
EVEN = [Tally("a", 500, 50), Tally("b", 500, 51)]


def take(number, tallies=EVEN, numbers=BEGUN):
    return look(RULE, numbers, number, tallies, now=BEGUN_AT + number * 6 * HOUR)


def test_nothing_is_due_before_everybody_was_queued():
    assert number_due(RULE, WinnerNumbers(), now=BEGUN_AT + 900 * HOUR) is None


@pytest.mark.parametrize(
    ("hours", "taken", "due"),
    [(5, 0, None), (6, 0, 1), (11, 1, None), (12, 1, 2), (23, 0, 3), (99, 3, 4)],
)
def test_each_look_is_due_once_and_a_late_worker_takes_the_latest(hours, taken, due):
    numbers = BEGUN
    if taken:
        numbers = numbers.model_copy(update={"looks": (take(taken),)})

    assert number_due(RULE, numbers, now=BEGUN_AT + hours * HOUR) == due


def test_a_look_keeps_the_numbers_that_it_went_by():
    taken = take(2)

    error = error_of_look(2, after=0, looks=4, error=0.05)
    chance = chance_of_lead(EVEN[1], EVEN[0])
    assert taken == Look(
        number=2,
        at=BEGUN_AT + 12 * HOUR,
        verdict=Verdict.NO_DIFFERENCE,
        arm="b",
        p_value=chance,
        limit=error / 2,
        reached=(
            Reached(arm="a", people=500, hits=50),
            Reached(arm="b", people=500, hits=51),
        ),
    )
    stored = BEGUN.model_copy(update={"looks": (taken,)}).to_json()
    assert WinnerNumbers.model_validate(stored).looks == (taken,)


def test_what_an_earlier_look_has_used_up_a_later_one_has_not():
    after = BEGUN.model_copy(update={"looks": (take(3),)})

    assert take(4, numbers=after).limit + take(3).limit == pytest.approx(0.05 / 2)


@pytest.mark.parametrize(
    ("number", "tallies", "otherwise", "winner"),
    [
        (1, [Tally("a", 500, 10), Tally("b", 500, 90)], "", "b"),
        (3, EVEN, "", ""),
        (4, EVEN, "", "a"),
        (4, EVEN, "b", "b"),
        # The better one is not believed while too few have got it.
        (3, [Tally("a", 99, 0), Tally("b", 500, 400)], "", ""),
        (4, [Tally("a", 99, 0), Tally("b", 500, 400)], "a", "a"),
    ],
)
def test_the_rest_get_the_better_one_or_in_the_end_the_named_one(
    number, tallies, otherwise, winner
):
    rule = RULE.model_copy(update={"otherwise": otherwise})

    assert winner_by(rule, ARMS, take(number, tallies)) == winner
