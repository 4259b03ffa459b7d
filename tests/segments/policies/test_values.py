"""Values beside operators: read as they are compared, or refused with a sentence."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.segments.policies.values import (
    LONGEST_TEXT,
    MOST_VALUES,
    Operator,
    UnfitValue,
    ValueKind,
    read_value,
)

MIDNIGHT = datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("kind", "operator", "given", "read"),
    [
        (ValueKind.TEXT, Operator.KNOWN, None, None),
        (ValueKind.TEXT, Operator.ONE_OF, ["b", "a", "b"], ("a", "b")),
        (ValueKind.NUMBER, Operator.AT_LEAST, "1.50", Decimal("1.50")),
        (ValueKind.NUMBER, Operator.BETWEEN, [1, 2], (Decimal(1), Decimal(2))),
        (ValueKind.YES_NO, Operator.IS, True, True),
        (ValueKind.IDS, Operator.HAS_ANY, [3, 1], (1, 3)),
        (ValueKind.MOMENT, Operator.SINCE, "2026-01-31", MIDNIGHT),
        (ValueKind.MOMENT, Operator.BEFORE, "2026-01-31T00:00:00+00:00", MIDNIGHT),
        (ValueKind.ANNIVERSARY, Operator.IN_NEXT_DAYS, 7, 7),
    ],
)
def test_a_value_is_read_as_it_is_compared(kind, operator, given, read):
    assert read_value(kind, operator, given) == read


@pytest.mark.parametrize(
    ("kind", "operator", "given", "sentence"),
    [
        (ValueKind.TEXT, Operator.KNOWN, "x", "nothing to compare"),
        (ValueKind.MOMENT, Operator.IN_LAST_DAYS, "7", "whole number of days"),
        (ValueKind.MOMENT, Operator.IN_LAST_DAYS, True, "whole number of days"),
        (ValueKind.MOMENT, Operator.IN_LAST_DAYS, 3651, "0 to 3650 days"),
        (ValueKind.ANNIVERSARY, Operator.IN_NEXT_DAYS, -1, "0 to 180 days"),
        (ValueKind.MOMENT, Operator.SINCE, "yesterday", "must be a date"),
        (ValueKind.MOMENT, Operator.SINCE, 7, "must be a date"),
        (ValueKind.MOMENT, Operator.SINCE, "2026-01-31T08:00:00", "needs its offset"),
        (ValueKind.TEXT, Operator.ONE_OF, "a", "list that is not empty"),
        (ValueKind.TEXT, Operator.ONE_OF, [], "list that is not empty"),
        (ValueKind.TEXT, Operator.ONE_OF, ["a"] * (MOST_VALUES + 1), "at most 500"),
        (ValueKind.NUMBER, Operator.BETWEEN, [1], "list of two numbers"),
        (ValueKind.NUMBER, Operator.BETWEEN, [2, 1], "not be the larger one"),
        (ValueKind.TEXT, Operator.IS, " ", "text that is not empty"),
        (ValueKind.TEXT, Operator.IS, 7, "text that is not empty"),
        (ValueKind.TEXT, Operator.IS, "x" * (LONGEST_TEXT + 1), "at most 200"),
        (ValueKind.TEXT, Operator.IS, "a\x00", "cannot be kept"),
        (ValueKind.TEXT, Operator.IS, "\ud83d", "cannot be kept"),
        (ValueKind.NUMBER, Operator.IS, True, "must be a number"),
        (ValueKind.NUMBER, Operator.IS, [1], "must be a number"),
        (ValueKind.NUMBER, Operator.IS, "one", "at most 12 digits"),
        (ValueKind.NUMBER, Operator.IS, "9" * 300, "at most 12 digits"),
        (ValueKind.NUMBER, Operator.IS, float("nan"), "at most 12 digits"),
        (ValueKind.NUMBER, Operator.IS, 10**13, "at most 12 digits"),
        (ValueKind.NUMBER, Operator.IS, "0.00001", "at most 4 places"),
        (ValueKind.YES_NO, Operator.IS, 1, "true or false"),
        (ValueKind.IDS, Operator.HAS_ANY, ["1"], "number of a row"),
        (ValueKind.IDS, Operator.HAS_ANY, [0], "no row of this number"),
    ],
)
def test_an_unfit_value_is_refused_with_a_sentence(kind, operator, given, sentence):
    with pytest.raises(UnfitValue, match=sentence):
        read_value(kind, operator, given)
