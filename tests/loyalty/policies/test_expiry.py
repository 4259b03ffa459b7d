"""Until when points last."""

import datetime

import pytest

from saleor_crm_plugin.loyalty.policies.expiry import expiry_moment
from saleor_crm_plugin.loyalty.terms import ExpiryRounding, ExpiryTerms, ExpiryUnit

START = datetime.datetime(2026, 1, 31, 23, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("unit", "length", "rounding", "day_after"),
    [
        (ExpiryUnit.DAYS, 10, ExpiryRounding.NONE, (2026, 2, 11)),
        (ExpiryUnit.DAYS, 0, ExpiryRounding.NONE, (2026, 2, 1)),
        (ExpiryUnit.MONTHS, 1, ExpiryRounding.NONE, (2026, 3, 1)),
        (ExpiryUnit.MONTHS, 12, ExpiryRounding.MONTH, (2027, 2, 1)),
        (ExpiryUnit.MONTHS, 3, ExpiryRounding.QUARTER, (2026, 7, 1)),
        (ExpiryUnit.MONTHS, 12, ExpiryRounding.YEAR, (2028, 1, 1)),
        (ExpiryUnit.DAYS, 365, ExpiryRounding.YEAR, (2028, 1, 1)),
    ],
)
def test_the_last_day_counts_whole(unit, length, rounding, day_after):
    expiry = ExpiryTerms(unit=unit, length=length, rounding=rounding)
    assert expiry_moment(START, expiry, "UTC") == datetime.datetime(
        *day_after, tzinfo=datetime.UTC
    )


def test_days_are_those_of_the_program():
    # given a moment that is already the first of February in Rome
    expiry = ExpiryTerms(unit=ExpiryUnit.MONTHS, length=6)
    # then the last day is the first of August there, in summer time
    assert expiry_moment(START, expiry, "Europe/Rome") == datetime.datetime(
        2026, 8, 1, 22, tzinfo=datetime.UTC
    )


def test_points_may_last_for_ever():
    assert expiry_moment(START, ExpiryTerms(), "UTC") is None
