"""Values of attributes have one form per type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.identity.attribute_values import normalized_attribute
from saleor_crm_plugin.identity.label_models import AttributeType


@pytest.mark.parametrize(
    ("kind", "value", "form"),
    [
        ("text", "  blue ", "blue"),
        ("text", "", None),
        ("text", "a\x00", None),
        ("text", "a" * 201, None),
        ("number", "02.50", "2.5"),
        ("number", "-0", "0"),
        ("number", "1e3", "1000"),
        ("number", "NaN", None),
        ("number", "1e999999", None),
        ("number", "two", None),
        ("date", "2026-02-28", "2026-02-28"),
        ("date", "2026-02-30", None),
        ("boolean", "Yes", "true"),
        ("boolean", "0", "false"),
        ("boolean", "maybe", None),
        ("choice", "m", "m"),
        ("choice", "M", None),
    ],
)
def test_form(kind, value, form):
    assert normalized_attribute(kind, value, ("s", "m")) == form


@given(st.sampled_from([str(kind) for kind in AttributeType]), st.text())
def test_any_text_is_answered_and_the_answer_is_its_own_form(kind, text):
    once = normalized_attribute(kind, text, ("s", "m"))
    if once is not None:
        assert 0 < len(once) <= 200
        assert normalized_attribute(kind, once, ("s", "m")) == once
