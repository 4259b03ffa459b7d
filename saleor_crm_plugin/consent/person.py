"""The rows that consent keeps about a person."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Merge
from ..identity.person_data import PersonData, person_data
from .actions.merge import part_consents, take_the_stricter
from .models import ConsentEvent, ConsentEvidence, ConsentState

# Identity comes first in an erasure and has ended the identifiers at this very moment. The type of
# a channel's addresses is known by `addresses.py` alone, but e-mail is all that lists are made of.
_SUPPRESS_ADDRESSES = """
INSERT INTO crm_suppression (channel, address_hash, reason, since, author, ended_by, lift_reason)
SELECT DISTINCT 'email', value_hash, 'erasure', %(now)s::timestamptz, '', '', ''
FROM crm_identifier
WHERE profile_id = %(profile)s AND type = 'email' AND ended_at = %(now)s
ORDER BY value_hash
ON CONFLICT (channel, address_hash, reason) WHERE ended_at IS NULL DO NOTHING
"""


@person_data.register
class ConsentRows(PersonData):
    """Acts of consent stay as numbers; from where they came is deleted."""

    code = "consent"
    lock_position = 45
    models = (ConsentEvent, ConsentEvidence, ConsentState)
    stays = {
        ConsentEvent: "Never changed; the survivor gets acts of its own.",
        ConsentEvidence: "It goes with its event.",
        ConsentState: "What the source said is there again when they part.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every act with its wording and where it came from."""
        rows = ConsentEvent.objects.filter(profile_id=profile_id).order_by("id")
        return [_exported(row) for row in rows.select_related("wording", "proof")]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete where acts came from, and let no old list write to the person's addresses."""
        evidence, _ = ConsentEvidence.objects.filter(profile_id=profile_id).delete()
        with connection.cursor() as cursor:
            cursor.execute(_SUPPRESS_ADDRESSES, {"profile": profile_id, "now": now})
            return evidence + cursor.rowcount

    def merge(self, merge: Merge) -> dict[str, int]:
        """Let the stricter word of the two count for the survivor."""
        return {"crm_consent_state": take_the_stricter(merge)}

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Let the survivor's own word count again; what was withdrawn since counts for both."""
        part_consents(merge)
        return {}


def _exported(row: ConsentEvent) -> dict[str, Any]:
    proof = getattr(row, "proof", None)
    return {
        "channel": row.channel,
        "purpose": row.purpose,
        "list_code": row.list_code,
        "status": row.status,
        "source": row.source,
        "occurred_at": row.occurred_at.isoformat(),
        "wording": row.wording.text if row.wording else "",
        "ip": (proof.ip or "") if proof else "",
        "user_agent": proof.user_agent if proof else "",
    }
