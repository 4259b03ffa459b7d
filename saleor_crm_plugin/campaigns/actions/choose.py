"""Choose from which size on a campaign needs the word of a second person."""

import datetime

from django.db import transaction

from ...audit.actions import record_change
from ...core.sentences import Sentence
from ..errors import InvalidSetting
from ..models import CampaignSettings

SUBJECT = "campaign_settings"
ONLY = 1


def choose_approval(
    above: int | None, *, author: str, now: datetime.datetime
) -> CampaignSettings:
    """Ask for a second person's word above so many people; None asks for it never.

    Counts also for campaigns that are scheduled: at their next run. Idempotent. Raises
    InvalidSetting.
    """
    if above is not None and above < 0:
        raise InvalidSetting(
            Sentence("A number of people, or nothing."), field="approvalAbove"
        )
    with transaction.atomic():
        row, is_new = CampaignSettings.objects.select_for_update().get_or_create(
            pk=ONLY, defaults={"approval_above": above}
        )
        before = None if is_new else row.approval_above
        row.approval_above = above
        row.save(update_fields=["approval_above"])
        record_change(
            SUBJECT,
            ONLY,
            author=author,
            before={"approval_above": before},
            after={"approval_above": above},
            now=now,
        )
    return row
