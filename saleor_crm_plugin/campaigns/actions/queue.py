"""Hand those whose turn it is to messaging, a batch per transaction, as fast as the run allows."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from ...codes.actions.give import give_codes
from ...codes.given import CodeFor, GivenCode
from ...messaging.actions.queue import queue_crowds
from ...messaging.intents import Crowd
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.vouchers import CodeOffer
from .. import recipient_rows
from ..models import CampaignRun
from ..policies.states import RunState
from ..policies.throttle import allowance
from ..recipient_rows import Turn
from ..saying import Saying
from ..sources import SOURCE_KIND

BATCH = 1_000

_Codes = Mapping[int, GivenCode]


def queue_batch(run_id: int, saying: Saying, *, now: datetime.datetime) -> int:
    """Queue the next recipients of a run that is queueing; return how many had their turn.

    Each gets one message, named by the run and their profile, and is written down with it in one
    transaction: whoever dies in the middle of it has queued nobody, and whoever comes next goes on
    from there. Who was erased or merged, or is late, is left out with the reason. Behind the last
    one the run is SENDING. Another worker at the same run is not waited for. Raises VoucherRefused,
    and then nobody was queued. Locks the run, then recipients by their turn.
    """
    with transaction.atomic(using=WRITER):
        run = (
            CampaignRun.objects.using(WRITER)
            .select_for_update(skip_locked=True)
            .filter(pk=run_id, state=RunState.QUEUEING)
            .first()
        )
        return _queue(run, saying, now) if run else 0


def _queue(run: CampaignRun, saying: Saying, now: datetime.datetime) -> int:
    per_hour = saying.definition.when.throttle_per_hour
    allowed = allowance(per_hour, run.throttle_next_at, now) if per_hour else None
    limit = min(BATCH, allowed.most) if allowed else BATCH
    turns = recipient_rows.next_turns(
        run.pk, now=now, late=now - saying.term, limit=limit
    )
    run.excluded += sum(
        recipient_rows.exclude(run.pk, turn.profile_ids, turn.excluded)
        for turn in turns
        if turn.excluded
    )
    queued = _tell(run.pk, saying, [turn for turn in turns if not turn.excluded], now)
    run.queued += queued
    if allowed and per_hour:
        run.throttle_next_at = allowed.next_at(queued, per_hour)
    handled = sum(len(turn.profile_ids) for turn in turns)
    if handled < limit and not recipient_rows.is_anybody_left(run.pk):
        run.state = RunState.SENDING
    run.save(update_fields=["excluded", "queued", "throttle_next_at", "state"])
    return handled


def _tell(
    run_id: int, saying: Saying, turns: Sequence[Turn], now: datetime.datetime
) -> int:
    """Queue the messages of these turns, and write them down; return how many people have one."""
    people = [profile_id for turn in turns for profile_id in turn.profile_ids]
    if not people:
        return 0
    codes = _codes(run_id, saying, people, now)
    queue_crowds([_crowd(saying, turn, codes) for turn in turns], now=now)
    return recipient_rows.note_messages(
        run_id, people, {profile_id: code.id for profile_id, code in codes.items()}
    )


def _codes(
    run_id: int, saying: Saying, people: Sequence[int], now: datetime.datetime
) -> _Codes:
    """Return everybody's code by profile; of a campaign without codes, none."""
    offer = saying.definition.content.code
    if offer is None:
        return {}
    given = give_codes(
        SOURCE_KIND,
        [
            CodeFor(source_id=run_id, occurrence=profile_id, profile_id=profile_id)
            for profile_id in people
        ],
        CodeOffer(
            voucher_id=offer.voucher,
            expires_at=now + datetime.timedelta(days=offer.valid_days),
        ),
        now=now,
    )
    return {profile_id: code for (_, profile_id), code in given.items()}


def _crowd(saying: Saying, turn: Turn, codes: _Codes) -> Crowd:
    people = turn.profile_ids
    ends = {codes[one].expires_at for one in people if one in codes}
    # Those who were given theirs at another time have one that ends later: the first end is true.
    end = min((one for one in ends if one is not None), default=None)
    intent = saying.intent(
        turn.arm, people[0], turn.due_at, end.date() if end else None
    )
    return Crowd(intent, people, [codes[one].code for one in people] if codes else ())
