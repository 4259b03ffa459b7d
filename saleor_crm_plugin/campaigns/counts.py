"""Where everybody in the audience of a run stands: one statement, in which each counts once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..messaging.policies.reasons import Reason
from ..messaging.policies.states import MessageState
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows


class Standing(StrEnum):
    """Where one person in an audience stands.

    WAITING has no message yet, QUEUED has one that waits for a sender, DEFERRED one that the gate
    or a failed attempt has put off, SENDING one in a sender's hands. SENT has left, whatever became
    of it; REFUSED was not let out; UNKNOWN may or may not have left. HELD_OUT was drawn, EXCLUDED
    left out before there was a message.
    """

    WAITING = "waiting"
    QUEUED = "queued"
    DEFERRED = "deferred"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD_OUT = "held_out"
    EXCLUDED = "excluded"


# These may still come to something.
OPEN = frozenset(
    {Standing.WAITING, Standing.QUEUED, Standing.DEFERRED, Standing.SENDING}
)
_LEFT = ", ".join(
    f"'{state.value}'"
    for state in (
        MessageState.SENT,
        MessageState.DELIVERED,
        MessageState.OPENED,
        MessageState.CLICKED,
        MessageState.BOUNCED,
        MessageState.COMPLAINED,
    )
)
# One row per person in the audience of `%(runs)s`: their run, profile, variant, message with its
# state, standing and its reason. Whoever the gate holds out was drawn as well. Others join it.
STANDINGS = f"""(
    SELECT recipient.run_id, recipient.profile_id, recipient.arm, recipient.message_id,
           message.state AS message_state, message.channel,
           CASE WHEN recipient.excluded_reason <> '' THEN '{Standing.EXCLUDED.value}'
                WHEN recipient.is_held_out
                     OR message.state = '{MessageState.SUPPRESSED.value}'
                        AND message.reason = '{Reason.HELD_OUT.value}'
                THEN '{Standing.HELD_OUT.value}'
                WHEN recipient.message_id IS NULL THEN '{Standing.WAITING.value}'
                WHEN message.state IN ({_LEFT}) THEN '{Standing.SENT.value}'
                WHEN message.state = '{MessageState.QUEUED.value}' AND message.reason <> ''
                THEN '{Standing.DEFERRED.value}'
                WHEN message.state = '{MessageState.QUEUED.value}'
                THEN '{Standing.QUEUED.value}'
                WHEN message.state = '{MessageState.SENDING.value}'
                THEN '{Standing.SENDING.value}'
                WHEN message.state = '{MessageState.SUPPRESSED.value}'
                THEN '{Standing.REFUSED.value}'
                WHEN message.state = '{MessageState.FAILED.value}'
                THEN '{Standing.FAILED.value}'
                ELSE '{Standing.UNKNOWN.value}' END AS standing,
           CASE WHEN recipient.excluded_reason <> '' THEN recipient.excluded_reason
                WHEN recipient.is_held_out THEN ''
                ELSE coalesce(message.reason, '') END AS reason
    FROM crm_campaign_recipient AS recipient
    LEFT JOIN crm_message AS message ON message.id = recipient.message_id
    WHERE recipient.run_id = ANY(%(runs)s::bigint[])
)"""  # noqa: S608 only constants of the code
COUNTS = f"""
SELECT run_id, standing, reason, count(*) AS people
FROM {STANDINGS} AS standings
GROUP BY run_id, standing, reason
ORDER BY run_id, standing, reason
"""  # noqa: S608 only constants of the code


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of an audience stand where, and why; the parts add up to the audience."""

    people: Mapping[Standing, Mapping[str, int]] = field(default_factory=dict)

    @property
    def audience(self) -> int:
        """Everybody that was frozen."""
        return sum(self.of(standing) for standing in self.people)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of anybody by itself."""
        return not any(self.of(standing) for standing in OPEN)

    def of(self, standing: Standing) -> int:
        """Return how many stand there, for whatever reason."""
        return sum(self.by_reason(standing).values())

    def by_reason(self, standing: Standing) -> Mapping[str, int]:
        """Return how many stand there for which reason; "" is no reason in particular."""
        return self.people.get(standing, {})


def counts_of(run_ids: Collection[int], *, using: str = WRITER) -> dict[int, Counts]:
    """Return where the audiences of these runs stand, by run; one statement.

    Reads each recipient with their message. A run without anybody has no counts but zeros.
    """
    if not run_ids:
        return {}
    asked: dict[str, Any] = {"runs": int_array(run_ids)}
    found: dict[int, dict[Standing, dict[str, int]]] = {one: {} for one in run_ids}
    for row in read_rows(COUNTS, asked, using):
        by_reason = found[row["run_id"]].setdefault(Standing(row["standing"]), {})
        by_reason[row["reason"]] = row["people"]
    return {run_id: Counts(people) for run_id, people in found.items()}
