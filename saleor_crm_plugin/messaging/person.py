"""What messaging keeps about people: what was said to them, where it went, and why or why not."""

import datetime
from typing import Any

from django.db import connection

from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from .answer_models import Answer
from .models import (
    CapLock,
    CapSlot,
    GateDecision,
    Message,
    MessageAddress,
    OnsiteMessage,
)
from .settings_models import PreferredChannel

# A sender begins only what its lease still names.
_TO_THE_GATE = """
WITH claimed AS (
    SELECT id FROM crm_message
    WHERE profile_id = %(profile)s AND state = 'queued' AND lease IS NOT NULL
    ORDER BY id FOR UPDATE
)
UPDATE crm_message SET lease = NULL, lease_until = NULL
FROM claimed WHERE crm_message.id = claimed.id
"""


@person_data.register
class MessageRows(PersonData):
    """Messages and decisions hold no personal text and stay; addresses and shown texts go."""

    code = "messaging"
    lock_position = 70
    models = (
        Message,
        MessageAddress,
        GateDecision,
        CapSlot,
        CapLock,
        OnsiteMessage,
        PreferredChannel,
        Answer,
    )
    moves = (
        Moves(
            Message, alike=("source_kind", "source_id", "occurrence"), since="queued_at"
        ),
        Moves(MessageAddress),
        Moves(CapSlot),
        Moves(OnsiteMessage),
        Moves(PreferredChannel, alike=()),
        Moves(Answer, since="answered_at"),
    )
    stays = {
        GateDecision: "Never changed; it is read by its message.",
        CapLock: "A lock that holds nothing else.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return every message with its address, decisions, answers, and what was shown and chosen."""
        messages = Message.objects.filter(profile_id=profile_id).order_by("id")
        decisions = GateDecision.objects.filter(profile_id=profile_id).order_by("id")
        answers = Answer.objects.filter(profile_id=profile_id).order_by("id")
        shown = OnsiteMessage.objects.filter(profile_id=profile_id).order_by("pk")
        preferred = PreferredChannel.objects.filter(profile_id=profile_id)
        return [
            {
                "messages": [
                    _exported(row) for row in messages.prefetch_related("addresses")
                ],
                "decisions": [
                    {
                        "message": row.message_id,
                        "verdict": row.verdict,
                        "reason": row.reason,
                        "decided_at": row.decided_at.isoformat(),
                    }
                    for row in decisions
                ],
                "answers": [
                    {
                        "message": row.message_id,
                        "question": row.question,
                        "given": row.given,
                        "answered_at": row.answered_at.isoformat(),
                    }
                    for row in answers
                ],
                "shown_on_pages": [
                    {
                        "message": row.pk,
                        "title": row.title,
                        "text": row.text,
                        "views": row.views,
                        "last_seen_at": row.last_seen_at
                        and row.last_seen_at.isoformat(),
                        "clicked_at": row.clicked_at and row.clicked_at.isoformat(),
                    }
                    for row in shown
                ],
                "preferred_channels": list(preferred.values_list("channel", flat=True)),
            }
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Blank addresses, delete shown texts, answers and the preference; nothing waits any more.

        Suppression of the address is consent's: it stands below and has been asked before.
        """
        addresses = MessageAddress.objects.filter(profile_id=profile_id)
        shown = OnsiteMessage.objects.filter(profile_id=profile_id)
        answers = Answer.objects.filter(profile_id=profile_id)
        preferred = PreferredChannel.objects.filter(profile_id=profile_id)
        waiting = Message.objects.filter(profile_id=profile_id, state="queued")
        return (
            addresses.exclude(address="").update(address="")
            + shown.delete()[0]
            + answers.delete()[0]
            + preferred.delete()[0]
            + waiting.update(
                state="suppressed", reason="canceled", is_untold=True, changed_at=now
            )
        )

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move messages; what waits is judged anew as the survivor's.

        What the survivor has been told by the same source is not said twice.
        """
        _execute(_TO_THE_GATE, merge.source_id)
        moved = super().merge(merge)
        waiting = Message.objects.filter(profile_id=merge.source_id, state="queued")
        waiting.update(
            state="suppressed",
            reason="canceled",
            is_untold=True,
            changed_at=merge.now,
        )
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give messages back; what waits of both is judged anew."""
        _execute(_TO_THE_GATE, merge.target_id)
        return super().unmerge(merge)


def _execute(statement: str, profile_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"profile": profile_id})


def _exported(row: Message) -> dict[str, Any]:
    return {
        "id": row.pk,
        "template": row.template_code,
        "purpose": row.purpose,
        "state": row.state,
        "reason": row.reason,
        "queued_at": row.queued_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
        "addresses": {one.channel: one.address for one in row.addresses.all()},
    }
