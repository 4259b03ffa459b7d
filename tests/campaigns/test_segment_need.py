"""A segment cannot be put away under a campaign that is going to need it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.campaigns.actions.draft import update_campaign
from saleor_crm_plugin.campaigns.actions.steer import (
    cancel_campaign,
    pause_campaign,
    schedule_campaign,
)
from saleor_crm_plugin.campaigns.errors import InvalidDefinition
from saleor_crm_plugin.campaigns.models import Campaign
from saleor_crm_plugin.campaigns.policies.states import CampaignState
from saleor_crm_plugin.campaigns.queries import campaigns_naming
from saleor_crm_plugin.segments.actions.save import archive_segment
from saleor_crm_plugin.segments.errors import SegmentInUse
from tests.fixtures.aside import wait_until_blocked
from tests.fixtures.campaign import campaign_in, definition, make_list, scheduled
from tests.fixtures.messages import AUTHOR, NOON
from tests.fixtures.unchanged import nothing_changes


def archive(row):
    return archive_segment(row.pk, author=AUTHOR, now=NOON)


def refusal_of(row):
    with nothing_changes(), pytest.raises(SegmentInUse) as refusal:
        archive(row)
    return refusal.value


def arms(segment_id):
    return {
        "variants": [
            {"key": "a", "template": "welcome", "fitting": {"segments": [segment_id]}},
            {"key": "b", "template": "welcome"},
        ]
    }


def test_a_scheduled_campaign_keeps_its_audience(welcome):
    # given
    people = make_list()
    row = scheduled(definition(people.pk))

    # when
    refusal = refusal_of(people)
    pause_campaign(row.pk, author=AUTHOR, now=NOON)
    paused = refusal_of(people)
    cancel_campaign(row.pk, author=AUTHOR, now=NOON)

    # then
    assert refusal.message == "It is part of: campaign 'Spring'."
    assert paused.names == ["campaign 'Spring'"]
    assert archive(people).archived_at == NOON


@pytest.mark.parametrize(
    "state", [CampaignState.DRAFT, CampaignState.CHECKED, CampaignState.DONE]
)
def test_what_is_not_at_work_keeps_nothing(db, state):
    people = make_list()
    campaign_in(state, of=definition(people.pk))
    assert archive(people).archived_at == NOON


def test_every_place_that_names_a_segment_counts(db):
    # given
    one, other = make_list(name="One"), make_list(name="Other")
    audiences = [
        {"segments": [one.pk]},
        {"lists": [one.pk]},
        {"lists": [other.pk], "exclude_segments": [one.pk]},
        {"lists": [other.pk], "exclude_lists": [other.pk + 1, one.pk]},
    ]
    for number, audience in enumerate(audiences):
        of = definition(audience=audience)
        campaign_in(CampaignState.SCHEDULED, of=of, name=f"{number}")
    of = definition(other.pk, content=arms(one.pk))
    campaign_in(CampaignState.SENDING, of=of, name="4")
    campaign_in(CampaignState.SCHEDULED, of=definition(other.pk), name="5")

    # then
    assert [row.name for row in campaigns_naming(one.pk)] == ["0", "1", "2", "3", "4"]


def test_letting_go_of_a_segment_sets_it_free(welcome):
    people, others = make_list(), make_list(name="Others")
    row = scheduled(definition(people.pk))

    update_campaign(
        row.pk,
        version=1,
        definition=definition(others.pk),
        author=AUTHOR,
        now=NOON,
    )

    assert archive(people).archived_at == NOON


def test_who_schedules_and_who_archives_wait_for_each_other(transactional_db, welcome):
    # given
    people = make_list()
    row = campaign_in(
        CampaignState.CHECKED, of=definition(people.pk), checked_version=1
    )

    def elsewhere():
        try:
            return archive(people)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            schedule_campaign(row.pk, version=1, author=AUTHOR, now=NOON)
            other = pool.submit(elsewhere)
            wait_until_blocked(other)
        with pytest.raises(SegmentInUse):
            other.result(timeout=30)

    # then
    people.refresh_from_db()
    assert people.archived_at is None
    assert Campaign.objects.get().state == CampaignState.SCHEDULED


def test_what_was_put_away_first_is_told(welcome):
    people = make_list()
    row = campaign_in(
        CampaignState.CHECKED, of=definition(people.pk), checked_version=1
    )
    archive(people)

    with nothing_changes(), pytest.raises(InvalidDefinition) as refusal:
        schedule_campaign(row.pk, version=1, author=AUTHOR, now=NOON)

    assert refusal.value.message == "The segment 'Readers' is archived."
