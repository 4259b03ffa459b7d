"""Which parts of its time a campaign of each kind needs."""

import pytest

from saleor_crm_plugin.campaigns.policies.kind_rules import Said, misplaced
from saleor_crm_plugin.campaigns.policies.states import CampaignKind

BROADCAST, RECURRING = CampaignKind.BROADCAST, CampaignKind.RECURRING
CALENDAR, ON_ENTRY = CampaignKind.CALENDAR, CampaignKind.ON_ENTRY


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (BROADCAST, Said(mode="fixed", at=True)),
        (BROADCAST, Said(mode="local", day=True, local_time=True)),
        (BROADCAST, Said(mode="best_hour", day=True, local_time=True)),
        (RECURRING, Said(mode="fixed", local_time=True, every="week")),
        (RECURRING, Said(mode="local", local_time=True, every="month")),
        (CALENDAR, Said(mode="best_hour", local_time=True, every="named")),
        (CALENDAR, Said(mode="fixed", local_time=True, every="year")),
        (ON_ENTRY, Said(mode="fixed")),
        (ON_ENTRY, Said(mode="local", local_time=True)),
    ],
)
def test_what_a_kind_needs_is_enough(kind, said):
    assert list(misplaced(kind, said)) == []


@pytest.mark.parametrize(
    ("kind", "said", "parts"),
    [
        (BROADCAST, Said(mode="fixed"), ["at"]),
        (BROADCAST, Said(mode="fixed", at=True, day=True), ["day"]),
        (BROADCAST, Said(mode="local", at=True), ["at", "day", "local_time"]),
        (BROADCAST, Said(mode="fixed", at=True, every="day"), ["repeat"]),
        (RECURRING, Said(mode="fixed", at=True), ["at", "local_time", "repeat"]),
        (RECURRING, Said(mode="fixed", local_time=True, every="named"), ["repeat"]),
        (CALENDAR, Said(mode="fixed", local_time=True, every="day"), ["repeat"]),
        (ON_ENTRY, Said(mode="best_hour"), ["local_time"]),
        (ON_ENTRY, Said(mode="fixed", local_time=True), ["local_time"]),
        (ON_ENTRY, Said(mode="fixed", every="day"), ["repeat"]),
    ],
)
def test_each_part_that_is_missing_or_too_many_is_named(kind, said, parts):
    assert [part for part, _ in misplaced(kind, said)] == parts


def test_the_message_says_what_would_be_right():
    said = Said(mode="fixed", local_time=True, every="named")
    assert dict(misplaced(RECURRING, said)) == {
        "repeat": "A recurring campaign comes every: day, month, week."
    }
