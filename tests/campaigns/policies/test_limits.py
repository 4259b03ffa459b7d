"""When so many leave or complain that a campaign stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.limits import (
    Bounds,
    Reactions,
    crossed_limit,
)
from saleor_crm_plugin.campaigns.policies.reasons import StepReason

BOUNDS = Bounds(unsubscribe_basis_points=100, complaint_basis_points=10, minimum=500)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (Reactions(499, 499, 499), None),
        (Reactions(500, 5, 0), None),
        (Reactions(500, 6, 0), StepReason.TOO_MANY_UNSUBSCRIBE),
        (Reactions(1_000, 0, 1), None),
        (Reactions(1_000, 0, 2), StepReason.TOO_MANY_COMPLAIN),
        (Reactions(1_000, 900, 2), StepReason.TOO_MANY_COMPLAIN),
        (Reactions(0, 0, 0), None),
    ],
)
def test_a_limit_is_crossed_above_it_and_from_the_minimum_on(seen, reason):
    crossed = crossed_limit(seen, BOUNDS)

    assert (crossed and crossed.reason) == reason


def test_the_step_says_the_numbers():
    many = crossed_limit(Reactions(800, 12, 0), BOUNDS)
    cross = crossed_limit(Reactions(800, 12, 3), BOUNDS)

    assert many.words == "12 of 800 people unsubscribed; the limit is 1 %."
    assert cross.words == "3 of 800 people complained; the limit is 0.1 %."


@given(
    reached=st.integers(0, 10_000),
    unsubscribed=st.integers(0, 200),
    complained=st.integers(0, 50),
)
def test_more_reactions_never_let_a_campaign_go_on(reached, unsubscribed, complained):
    seen = Reactions(reached, unsubscribed, complained)
    worse = Reactions(reached, unsubscribed + 1, complained + 1)

    if crossed_limit(seen, BOUNDS):
        assert crossed_limit(worse, BOUNDS)
