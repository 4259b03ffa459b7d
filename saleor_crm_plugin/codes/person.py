"""The codes that people were given."""

import datetime
from typing import Any

from ..identity.moving import Moves
from ..identity.person_data import PersonData, person_data
from .models import IssuedCode


@person_data.register
class CodeRows(PersonData):
    """Codes and moments, without personal text; they stay, so that what they cost stays known."""

    code = "codes"
    lock_position = 46
    models = (IssuedCode,)
    moves = (Moves(IssuedCode, since="issued_at"),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every code that the person was given, oldest first."""
        rows = IssuedCode.objects.filter(profile_id=profile_id)
        return [
            {
                "given_by": row.source_kind,
                "code": row.code,
                "issued_at": row.issued_at.isoformat(),
            }
            for row in rows.order_by("issued_at", "code")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: a code carries no personal text, and ends at its time."""
        return 0
