"""Values as people write them."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.segments.policies.values import ValueKind
from saleor_crm_plugin.segments.policies.wording import known_plainly, value_in_words

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


@pytest.mark.parametrize(
    ("kind", "known", "plain"),
    [
        (ValueKind.TEXT, None, None),
        (ValueKind.TEXT, "milano", "milano"),
        (ValueKind.YES_NO, False, False),
        (ValueKind.NUMBER, Decimal("3.00"), 3),
        (ValueKind.NUMBER, Decimal("3.5"), 3.5),
        (ValueKind.IDS, frozenset({30, 4}), [4, 30]),
        (ValueKind.MOMENT, NOON, "2026-01-31T12:00:00+00:00"),
        (ValueKind.ANNIVERSARY, 531, "05-31"),
        (ValueKind.ANNIVERSARY, 1201, "12-01"),
        (ValueKind.ANNIVERSARY, None, None),
    ],
)
def test_what_is_known_is_told_as_plain_values(kind, known, plain):
    assert known_plainly(kind, known) == plain
