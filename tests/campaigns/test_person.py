"""Who is in an audience is shown in their copy, moves with them, and is left out once erased."""

import pytest

from saleor_crm_plugin.campaigns.models import CampaignRecipient
from saleor_crm_plugin.campaigns.policies.states import CampaignState, RunState
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.queries import export_profile
from tests.fixtures.campaign import campaign_in
from tests.fixtures.messages import AUTHOR, NOON


@pytest.fixture
def run(make_run):
    return make_run(campaign_in(CampaignState.SENDING), state=RunState.QUEUEING)


def recipient(run, profile_id, **changes):
    return CampaignRecipient.objects.create(
        **{"run": run, "profile_id": profile_id, "arm": "a", "due_at": NOON} | changes
    )


def rows():
    """Return run, profile, message and reason of every row, in order."""
    found = CampaignRecipient.objects.order_by("run_id", "profile_id")
    return list(
        found.values_list("run_id", "profile_id", "message_id", "excluded_reason")
    )


def test_a_copy_names_every_campaign_that_one_was_meant_for(run, profile):
    recipient(run, profile.pk, is_held_out=True)

    exported = export_profile(profile.pk, now=NOON)["data"]["campaigns"]

    assert exported == [
        {
            "campaign": "Spring",
            "occurrence": "once",
            "is_held_out": True,
            "variant": "a",
            "due_at": NOON.isoformat(),
            "excluded_reason": "",
        }
    ]


def test_who_is_erased_before_their_turn_gets_nothing(run, make_run, profile):
    # given
    queued = make_run(run.campaign, occurrence="2026-05-04", queued=1, people=1)
    held = make_run(run.campaign, occurrence="2026-05-05", held_out=1, people=1)
    recipient(run, profile.pk)
    recipient(queued, profile.pk, message_id=7)
    recipient(held, profile.pk, is_held_out=True)

    # when
    erase_profile(profile.pk, author=AUTHOR, now=NOON)

    # then
    assert rows() == [
        (run.pk, profile.pk, None, "erased"),
        (queued.pk, profile.pk, 7, ""),
        (held.pk, profile.pk, None, ""),
    ]
    run.refresh_from_db()
    queued.refresh_from_db()
    assert (run.excluded, queued.excluded) == (1, 0)


def test_a_merge_moves_what_the_survivor_has_not_and_parting_gives_it_back(
    run, make_run, profile, guest_profile
):
    # given
    shared = make_run(run.campaign, occurrence="2026-05-04")
    recipient(run, guest_profile.pk)
    recipient(shared, guest_profile.pk, arm="b")
    recipient(shared, profile.pk)

    # when
    merge = merge_profiles(guest_profile.pk, profile.pk, author=AUTHOR, now=NOON)
    merged = [row[:2] for row in rows()]
    unmerge_profiles(merge.merge_id, author=AUTHOR, now=NOON)

    # then
    assert merged == [
        (run.pk, profile.pk),
        *sorted([(shared.pk, guest_profile.pk), (shared.pk, profile.pk)]),
    ]
    assert [row[:2] for row in rows()] == [
        (run.pk, guest_profile.pk),
        *sorted([(shared.pk, guest_profile.pk), (shared.pk, profile.pk)]),
    ]
