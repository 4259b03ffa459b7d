"""A message to everybody: queued and let through the gate, against COPY of the rows that it leaves.

No letter leaves; the one statement of a channel of our own takes the place of sending, so that
what was let through is out of the way of the next batch, as it is behind a real sender.
"""

import time
from collections import Counter

from django.db import connection

from saleor_crm_plugin.messaging import sending_rows
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.actions.send import BATCH
from saleor_crm_plugin.messaging.intents import Intent
from saleor_crm_plugin.messaging.sending_rows import Claim
from saleor_crm_plugin.messaging.terms import read_terms

from ._copy_floor import row_counts, seconds_to_copy
from ._memory import peak_mebibytes
from ._readers import NOON, audience, choose, make_readers
from .figure import Figure, Size

RECIPIENTS = {Size.SMALL: (5_000, 30_000), Size.LARGE: (100_000, 1_000_000)}
GOAL = 0.10
FLAT_GOAL = 0.67
MEMORY_GOAL = 1.1
EMPTY = """
TRUNCATE crm_message, crm_message_address, crm_message_attempt, crm_gate_decision, crm_cap_slot,
         crm_cap_lock, crm_holdout_assignment CASCADE
"""


def measure(size: Size) -> list[Figure]:
    """Write to a few, then to many; memory is looked at before the floor, which fills it."""
    few, many = RECIPIENTS[size]
    choose(tokens=few + many)
    make_readers(many)
    speed_of_few, memory_of_few = _speed(few)
    before = _emptied()
    speed, memory = _speed(many)
    floor, rows = seconds_to_copy(before)
    print(
        f"{many:,} recipients: {speed:,.0f}/s, {rows:,} rows left, COPY of these in "
        f"{floor:.2f} s of {many / speed:.2f} s; of {few:,}: {speed_of_few:,.0f}/s; "
        f"at most {memory_of_few} MiB of memory for {few:,}, {memory} MiB for {many:,}"
    )
    return [
        Figure(name="gate", ratio=floor * speed / many, goal=GOAL),
        Figure(name="gate_growth", ratio=speed / speed_of_few, goal=FLAT_GOAL),
        Figure(
            name="gate_memory",
            ratio=memory / memory_of_few,
            goal=MEMORY_GOAL,
            at_most=True,
        ),
    ]


def _emptied() -> dict[str, int]:
    """Forget all messages and what was decided about them; return how many rows are left."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    return row_counts()


def _speed(recipients: int) -> tuple[float, int]:
    """Write to so many people from nothing; return how many a second, and the peak of memory."""
    _emptied()
    started = time.perf_counter()
    for people in audience(recipients):
        queue_messages([_intent(profile_id) for profile_id in people], now=NOON)
    decided = let_through()
    seconds = time.perf_counter() - started
    print(f"{recipients:,} recipients: {dict(decided)}")
    if decided.total() != recipients:
        raise AssertionError(f"{decided.total()} of {recipients} were decided.")
    return recipients / seconds, peak_mebibytes()


def _intent(profile_id: int) -> Intent:
    return Intent(
        source_kind="campaign",
        source_id="1",
        occurrence="1",
        profile_id=profile_id,
        purpose="marketing",
        template_code="bench",
        channels=("email",),
        due_at=NOON,
    )


def let_through() -> Counter[str]:
    """Decide about everybody, batch by batch as a sender does; return how."""
    decided: Counter[str] = Counter()
    crowd: Counter[int] = Counter()
    while True:
        terms = read_terms()
        passed = pass_gate(terms, now=NOON, limit=BATCH, crowd=crowd)
        if passed.is_empty:
            return decided
        claim = Claim(lease=passed.lease, mode=terms.settings.mode, now=NOON)
        sending_rows.mark_stored(claim, [one.message.id for one in passed.claimed])
        decided += Counter(
            sent=len(passed.claimed), refused=passed.refused, deferred=passed.deferred
        )
