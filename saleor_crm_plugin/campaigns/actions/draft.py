"""Make campaigns, change them, copy them, and put them away."""

import datetime
from typing import Any

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ...segments.actions.keep import keep_segments
from ..checking import require_sound
from ..definition import CampaignDefinition, to_json
from ..errors import (
    CampaignArchived,
    ChangedMeanwhile,
    InvalidSetting,
    WrongState,
)
from ..models import LONGEST_NAME, Campaign, CampaignRun
from ..policies.states import (
    IN_PREPARATION,
    OVER,
    CampaignKind,
    CampaignState,
)
from ..reading import read
from .due import next_due
from .hold_out import hold_out
from .lock import locked
from .move import move, write_step

SUBJECT = "campaign"
FROZEN = Sentence("What its run says is frozen: cancel it, and duplicate it.")
OVER_REMEDY = Sentence("Duplicate it.")


def create_campaign(
    name: str,
    kind: CampaignKind,
    definition: Any,
    *,
    author: str,
    now: datetime.datetime,
) -> Campaign:
    """Make a campaign; it is a draft, which may name what is not there yet.

    Raises InvalidSetting and InvalidDefinition; then nothing is changed.
    """
    named, read_one = _name(name), read(definition)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            name=named,
            kind=kind,
            definition=to_json(read_one),
            changed_by=author,
            created_at=now,
            changed_at=now,
        )
        write_step(campaign, None, author=author, now=now)
        _record(campaign, {}, author=author, now=now)
    return campaign


def update_campaign(  # noqa: PLR0913 each may be left as it is
    campaign_id: int,
    *,
    version: int,
    name: str | None = None,
    definition: Any = None,
    author: str,
    now: datetime.datetime,
) -> Campaign:
    """Change what is given; None leaves it as it is. Every change is a new version.

    A draft or checked campaign is a draft afterwards. One that is scheduled, paused or repeats
    stays where it is, so what it says now is checked at once and refused if it could not run; it
    counts from the next run on, and needs its approval anew. What a run says never changes: a
    broadcast that has begun refuses. With another `version` than the campaign's it refuses what
    somebody else has changed since. Locks the campaign, then the segments that it names. Raises
    CampaignNotFound, CampaignArchived, ChangedMeanwhile, WrongState, InvalidSetting and
    InvalidDefinition; then nothing is changed.
    """
    named = None if name is None else _name(name)
    read_one = None if definition is None else read(definition)
    with transaction.atomic():
        campaign = changeable(campaign_id)
        if version != campaign.version:
            raise ChangedMeanwhile(campaign.version)
        before = _told(campaign)
        if named is not None:
            _rename(campaign, named)
        if read_one is not None and to_json(read_one) != campaign.definition:
            _redefine(campaign, read_one, author=author, now=now)
        if _told(campaign) == before:
            return campaign
        campaign.changed_at = now
        campaign.save()
        _record(campaign, before, author=author, now=now)
    return campaign


def duplicate_campaign(
    campaign_id: int, *, name: str, author: str, now: datetime.datetime
) -> Campaign:
    """Make a draft that says the same; also out of a campaign that is over or archived.

    Raises CampaignNotFound and InvalidSetting.
    """
    with transaction.atomic():
        source = locked(campaign_id)
        return create_campaign(
            name,
            CampaignKind(source.kind),
            source.definition,
            author=author,
            now=now,
        )


def archive_campaign(
    campaign_id: int, *, author: str, now: datetime.datetime
) -> Campaign:
    """Put a campaign away that is over or was never scheduled; its figures stay. Idempotent.

    Raises CampaignNotFound, and WrongState while it may still say something.
    """
    with transaction.atomic():
        campaign = locked(campaign_id)
        if campaign.archived_at is not None:
            return campaign
        if campaign.state not in IN_PREPARATION | OVER:
            raise WrongState(campaign.state, Sentence("Cancel it first."))
        campaign.archived_at = now
        campaign.save(update_fields=["archived_at"])
        record_change(
            SUBJECT,
            campaign.pk,
            author=author,
            before={},
            after={"archived_at": now},
            now=now,
        )
    return campaign


def changeable(campaign_id: int) -> Campaign:
    """Lock and return a campaign that is not over.

    Raises CampaignNotFound, CampaignArchived and WrongState.
    """
    campaign = locked(campaign_id)
    if campaign.archived_at is not None:
        raise CampaignArchived(campaign.name)
    if campaign.state in OVER:
        raise WrongState(campaign.state, OVER_REMEDY)
    return campaign


def _rename(campaign: Campaign, name: str) -> None:
    """Count the change; what was checked and approved still is."""
    if name == campaign.name:
        return
    campaign.name = name
    _count_change(campaign, keeps_word=True)


def _redefine(
    campaign: Campaign,
    definition: CampaignDefinition,
    *,
    author: str,
    now: datetime.datetime,
) -> None:
    is_under_way = campaign.state not in IN_PREPARATION
    if is_under_way:
        _refuse_begun_broadcast(campaign)
        keep_segments(definition.segment_ids)
        require_sound(CampaignKind(campaign.kind), definition, now=now)
    campaign.definition = to_json(definition)
    campaign.changed_by = author
    _count_change(campaign, keeps_word=False)
    if is_under_way:
        campaign.checked_version = campaign.version
        campaign.checked_at = now
        campaign.due_at = next_due(campaign, definition, now=now)
        hold_out(campaign, definition, author=author, now=now)
    elif campaign.state == CampaignState.CHECKED:
        move(campaign, CampaignState.DRAFT, author=author, now=now)


def _refuse_begun_broadcast(campaign: Campaign) -> None:
    runs = CampaignRun.objects.filter(campaign=campaign)
    if campaign.kind == CampaignKind.BROADCAST and runs.exists():
        raise WrongState(campaign.state, FROZEN)


def _count_change(campaign: Campaign, *, keeps_word: bool) -> None:
    said = campaign.version
    campaign.version += 1
    if keeps_word and campaign.checked_version == said:
        campaign.checked_version = campaign.version
    if keeps_word and campaign.approved_version == said:
        campaign.approved_version = campaign.version


def _name(given: str) -> str:
    if not 0 < len(given.strip()) <= LONGEST_NAME:
        raise InvalidSetting(
            Sentence("1 to {most} characters.", most=LONGEST_NAME), field="name"
        )
    return given.strip()


def _record(
    campaign: Campaign,
    before: dict[str, Any],
    *,
    author: str,
    now: datetime.datetime,
) -> None:
    record_change(
        SUBJECT,
        campaign.pk,
        author=author,
        before=before,
        after=_told(campaign),
        now=now,
    )


def _told(campaign: Campaign) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "kind": str(campaign.kind),
        "definition": campaign.definition,
        "version": campaign.version,
    }
