"""Find a campaign sound, and let a second person approve it."""

import datetime

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ..audience import audience_size
from ..checking import require_sound
from ..definition import read_definition
from ..errors import ChangedMeanwhile, NotTheSecondPerson, WrongState
from ..models import Campaign
from ..policies.approval import is_second_person
from ..policies.states import IN_PREPARATION, CampaignKind, CampaignState
from .draft import SUBJECT, changeable
from .move import move


def check_campaign(
    campaign_id: int, *, author: str, now: datetime.datetime
) -> Campaign:
    """Compare a draft with the shop; if it could run, it is checked, and its audience counted.

    Checking a checked one again counts anew. Raises CampaignNotFound, CampaignArchived,
    WrongState, and InvalidDefinition with everything that is wrong; then nothing is changed.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if campaign.state not in IN_PREPARATION:
            raise WrongState(campaign.state)
        definition = read_definition(campaign.definition)
        require_sound(CampaignKind(campaign.kind), definition, now=now)
        note_check(campaign, audience_size(definition.audience), now=now)
        if campaign.state == CampaignState.DRAFT:
            move(campaign, CampaignState.CHECKED, author=author, now=now)
    return campaign


def note_check(campaign: Campaign, people: int, *, now: datetime.datetime) -> None:
    """Write down that this version of a locked campaign is sound, and for how many people."""
    campaign.checked_version = campaign.version
    campaign.checked_at = now
    campaign.checked_people = people
    campaign.save(update_fields=["checked_version", "checked_at", "checked_people"])


def approve_campaign(
    campaign_id: int, *, version: int, author: str, now: datetime.datetime
) -> Campaign:
    """Give a second person's word for this version; every change of what it says needs it anew.

    Also where the size does not ask for it. Idempotent: the first word counts. Raises
    CampaignNotFound, CampaignArchived, WrongState for a draft, ChangedMeanwhile for another
    version, and NotTheSecondPerson for whoever has changed it last; then nothing is changed.
    """
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if campaign.version != version:
            raise ChangedMeanwhile(campaign.version)
        if campaign.state == CampaignState.DRAFT:
            raise WrongState(campaign.state, Sentence("Check it first."))
        if not is_second_person(author, changed_by=campaign.changed_by):
            raise NotTheSecondPerson
        if campaign.approved_version == version:
            return campaign
        before = {"approved_version": campaign.approved_version}
        campaign.approved_version = version
        campaign.approved_by = author
        campaign.approved_at = now
        campaign.save(update_fields=["approved_version", "approved_by", "approved_at"])
        record_change(
            SUBJECT,
            campaign.pk,
            author=author,
            before=before,
            after={"approved_version": version},
            now=now,
        )
    return campaign
