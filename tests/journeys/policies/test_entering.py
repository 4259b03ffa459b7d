"""Who may go through a journey again."""

import datetime

import pytest

from saleor_crm_plugin.journeys.policies.entering import (
    Passed,
    ReEntryRule,
    Rival,
    key_of_entry,
    outranks_all,
    refusal_to_enter_again,
)

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
LAST_WEEK = Passed(NOW - datetime.timedelta(days=7), is_over=True)
INSIDE = Passed(NOW - datetime.timedelta(days=7), is_over=False)


@pytest.mark.parametrize(
    ("rule", "passed", "days", "refusal"),
    [
        (ReEntryRule.NEVER, [], 0, ""),
        (ReEntryRule.NEVER, [LAST_WEEK], 0, "entered_before"),
        (ReEntryRule.AFTER_EXIT, [LAST_WEEK], 0, ""),
        (ReEntryRule.AFTER_EXIT, [LAST_WEEK, INSIDE], 0, "still_inside"),
        (ReEntryRule.AFTER_DAYS, [LAST_WEEK], 8, "too_soon"),
        (ReEntryRule.AFTER_DAYS, [LAST_WEEK], 7, ""),
        (ReEntryRule.AFTER_DAYS, [INSIDE], 1, "still_inside"),
        (ReEntryRule.PER_KEY, [INSIDE, LAST_WEEK], 0, ""),
    ],
)
def test_the_rule_says_who_may_come_again(rule, passed, days, refusal):
    assert refusal_to_enter_again(rule, passed, days=days, now=NOW) == refusal


def test_only_a_more_important_journey_takes_the_place_of_others():
    rivals = [Rival(1, 50), Rival(2, 10)]

    assert outranks_all(51, rivals)
    assert not outranks_all(50, rivals)
    assert outranks_all(0, [])


def test_who_enters_once_in_a_life_has_one_key():
    assert key_of_entry(ReEntryRule.NEVER, "order:1") == "once"
    assert key_of_entry(ReEntryRule.PER_KEY, "order:1") == "order:1"
