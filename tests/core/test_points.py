"""Rounding and shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.points import Rounding, largest_remainder, whole_points

weights = st.lists(
    st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(Rounding.DOWN, 2), (Rounding.HALF_UP, 3), (Rounding.UP, 3)],
)
def test_half_a_point_is_rounded_as_the_program_says(rounding, expected):
    assert whole_points(Decimal("2.5"), rounding) == expected


def test_points_left_over_go_to_the_largest_remainders_then_to_the_earlier():
    assert largest_remainder(10, [Decimal("1.5"), Decimal("1.5"), 1]) == [4, 4, 2]
    assert largest_remainder(1, [1, 1, 1]) == [1, 0, 0]


def test_without_any_weight_the_first_takes_all():
    assert largest_remainder(7, [0, 0]) == [7, 0]


def test_nothing_among_nobody_is_nothing():
    assert largest_remainder(0, []) == []


@pytest.mark.parametrize(("total", "parts"), [(-1, [1]), (1, [-1]), (1, [])])
def test_what_cannot_be_shared_is_refused(total, parts):
    with pytest.raises(ValueError, match="shared|nobody"):
        largest_remainder(total, parts)


@given(total=st.integers(min_value=0, max_value=10**7), parts=weights)
def test_shares_add_up_and_stay_within_one_point_of_the_quota(total, parts):
    shares = largest_remainder(total, parts)

    assert sum(shares) == total
    whole = sum(parts)
    if whole:
        for share, part in zip(shares, parts, strict=True):
            assert abs(share - Decimal(total) * part / whole) < 1 + Decimal("1e-9")
