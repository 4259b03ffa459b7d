"""The rows that campaigns keep about a person: in whose audience they were."""

import datetime
from typing import Any

from django.db import connections

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from ..saleor_adapter.db import WRITER
from .models import CampaignRecipient
from .policies.reasons import Exclusion

# Whoever has no message yet gets none any more. Those who have one are messaging's affair.
_FORGET = """
WITH theirs AS (
    SELECT run_id, profile_id FROM crm_campaign_recipient
    WHERE profile_id = %(profile)s AND message_id IS NULL AND NOT is_held_out
      AND excluded_reason = ''
    ORDER BY run_id, profile_id FOR UPDATE
), left_out AS (
    UPDATE crm_campaign_recipient AS held SET excluded_reason = %(reason)s
    FROM theirs WHERE held.run_id = theirs.run_id AND held.profile_id = theirs.profile_id
    RETURNING held.run_id
), counted AS (
    UPDATE crm_campaign_run SET excluded = excluded + 1
    FROM left_out WHERE left_out.run_id = crm_campaign_run.id
)
SELECT count(*) FROM left_out
"""


@person_data.register
class CampaignRows(PersonData):
    """Ids, moments and the draw of a variant; who is erased before their turn gets nothing."""

    code = "campaigns"
    lock_position = 95
    models = (CampaignRecipient,)
    moves = (Moves(CampaignRecipient, alike=("run_id",)),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every run that the person was in the audience of, oldest first."""
        rows = CampaignRecipient.objects.filter(profile_id=profile_id)
        return [
            {
                "campaign": row.run.campaign.name,
                "occurrence": row.run.occurrence,
                "is_held_out": row.is_held_out,
                "variant": row.arm,
                "due_at": row.due_at and row.due_at.isoformat(),
                "excluded_reason": row.excluded_reason,
            }
            for row in rows.select_related("run__campaign").order_by("run_id")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Leave the person out of every audience whose turn is still to come."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(
                _FORGET, {"profile": profile_id, "reason": Exclusion.ERASED.value}
            )
            return int(cursor.fetchone()[0])
