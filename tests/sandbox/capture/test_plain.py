"""Facts come out as JSON values that are the same on every run."""

import functools
from datetime import timedelta
from decimal import Decimal
from enum import Enum

import pytest
from capture.plain import callable_default, default_text, expression, plain
from django.db.models import F, Func, Value
from django.utils.crypto import get_random_string

pytestmark = pytest.mark.sandbox_only


class Size(Enum):
    """An enum of texts."""

    SMALL = "small"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Size.SMALL, "small"),
        (Decimal("1.50"), "1.50"),
        (timedelta(days=60), "60 days, 0:00:00"),
        ({"b", "a"}, ["a", "b"]),
        ({Size.SMALL: (1, None)}, {"small": [1, None]}),
    ],
)
def test_values_become_plain(value, expected):
    assert plain(value) == expected


def test_partial_default_has_no_memory_address():
    default = functools.partial(get_random_string, length=12)

    assert default_text(default) == (
        "callable:functools.partial(django.utils.crypto.get_random_string, length=12)"
    )
    assert callable_default(default) == {
        "callable": "django.utils.crypto.get_random_string",
        "args": [],
        "kwargs": {"length": 12},
    }


def test_function_default_is_named():
    assert default_text(dict) == "callable:builtins.dict"
    assert callable_default(dict) == {"callable": "builtins.dict"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("-number", "-number"),
        (F("slug"), "slug"),
        (Value(0), {"value": 0, "type": "int"}),
        (
            F("sort_order").desc(nulls_last=True),
            {
                "expression": "sort_order",
                "descending": True,
                "nulls_first": False,
                "nulls_last": True,
            },
        ),
        (Func(F("name")), {"function": "Func", "arguments": ["name"]}),
    ],
)
def test_expressions_are_described(value, expected):
    assert expression(value) == expected
