"""Values as people write them."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.segments.policies.wording import value_in_words

NOON = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (True, "", "yes"),
        (False, "", "no"),
        (Decimal("3.50"), "points", "3.5 points"),
        (NOON, "", "2026-01-31 12:00 UTC"),
        (["b", "a"], "", "A, b"),
        ([], "", "none"),
    ],
)
def test_a_value_is_said_as_people_write_it(value, unit, said):
    assert value_in_words(value, choices={"a": "A"}, unit=unit) == said
