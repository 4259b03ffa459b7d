"""Forks send the same person the same way, and people as the weights say."""

import pytest

from saleor_crm_plugin.journeys.policies.ways import PARTS, chosen_way, part_of


def test_the_same_seed_goes_the_same_way():
    assert part_of("7:fork") == part_of("7:fork")
    assert 0 <= part_of("7:fork") < PARTS


def test_people_are_spread_as_the_weights_say():
    ways = [chosen_way(f"{person}:fork", [1, 3]) for person in range(20_000)]

    assert ways.count(0) == pytest.approx(5_000, rel=0.05)
    assert set(ways) == {0, 1}


@pytest.mark.parametrize("weights", [[], [1, 0], [-1]])
def test_a_fork_without_ways_is_refused(weights):
    with pytest.raises(ValueError, match="weights above zero"):
        chosen_way("seed", weights)
