"""Refusals carry what a caller shows: words, the argument's name, and a code."""

from saleor_crm_plugin.core.errors import CrmError


class TooFar(CrmError):
    """An example."""

    code = "too_far"
    field = "distance"


def test_a_refusal_has_the_field_and_code_of_its_kind():
    refusal = TooFar("It is too far.")

    assert (refusal.message, refusal.field, refusal.code) == (
        "It is too far.",
        "distance",
        "too_far",
    )
    assert str(refusal) == "It is too far."


def test_one_refusal_can_name_another_field_than_its_kind():
    assert TooFar("It is too far.", field="end").field == "end"
    assert TooFar.field == "distance"
