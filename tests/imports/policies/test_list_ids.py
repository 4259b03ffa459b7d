"""IDs of lists, as the API gives them, and everything else that is none."""

import graphene
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.imports.policies.list_ids import list_id, list_number


@given(st.integers(1, 10**18 - 1))
def test_an_id_is_what_the_api_gives_and_leads_back(number):
    assert list_id(number) == graphene.Node.to_global_id("CrmSegment", number)
    assert list_number(list_id(number)) == number


@given(st.text())
def test_whatever_is_written_is_an_id_or_none(text):
    number = list_number(text)
    assert number is None or list_id(number) == text


@pytest.mark.parametrize(
    "named", ["CrmSegment:0", "CrmSegment:-1", "CrmSegment:", "CrmProfile:1", "1"]
)
def test_other_ids_are_none(named):
    kind, _, row = named.rpartition(":")
    assert list_number(graphene.Node.to_global_id(kind, row)) is None
