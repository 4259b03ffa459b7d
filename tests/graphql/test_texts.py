"""Texts that no database keeps are found wherever somebody may type them."""

import pytest

from saleor_crm_plugin.graphql.texts import unwritable

HALF_A_PAIR = "half a pair: \ud800"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"text": "Käse 🧀"}, None),
        ({"text": HALF_A_PAIR}, "text"),
        ({"first": 5, "due_note": "a\x00b"}, "dueNote"),
        ({"input": {"tags": ["vip", HALF_A_PAIR]}}, "tags"),
    ],
)
def test_the_first_such_argument_is_named(arguments, name):
    assert unwritable(arguments) == name
