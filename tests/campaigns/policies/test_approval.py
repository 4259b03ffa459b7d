"""When a second person has to approve, and who that can be."""

import pytest

from saleor_crm_plugin.campaigns.policies.approval import (
    is_second_person,
    needs_approval,
    why_approval,
)
from saleor_crm_plugin.campaigns.policies.states import CampaignKind


@pytest.mark.parametrize(
    ("people", "above", "needed"),
    [(1000, 1000, False), (1001, 1000, True), (0, 0, False), (1, 0, True)],
)
def test_the_limit_itself_needs_nobody(people, above, needed):
    assert needs_approval(CampaignKind.BROADCAST, people, above=above) is needed


@pytest.mark.parametrize("kind", list(CampaignKind))
def test_without_a_limit_nobody_is_asked(kind):
    assert not needs_approval(kind, 10**9, above=None)


def test_nobody_knows_how_many_will_come_in():
    assert needs_approval(CampaignKind.ON_ENTRY, 0, above=10**9)


def test_who_wrote_it_is_no_second_person():
    assert is_second_person("user:2", changed_by="user:1")
    assert not is_second_person("user:1", changed_by="user:1")
    assert not is_second_person("", changed_by="user:1")


def test_the_reason_names_the_numbers_where_there_are_any():
    assert why_approval(CampaignKind.BROADCAST, 7, above=5).startswith("7 people are")
    assert why_approval(CampaignKind.ON_ENTRY, 7, above=9).startswith("Nobody knows")
