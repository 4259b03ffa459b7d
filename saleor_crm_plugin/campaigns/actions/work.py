"""Go on with all runs: freeze, queue, end, and take back; a short piece of each in turn."""

import datetime
import logging
import time

from django.db import transaction

from ...core.sentences import Sentence, sentence_of
from ...outbox.policies import loggable
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.vouchers import VoucherRefused
from ...segments.actions.fill import fill_segment
from ...segments.errors import InvalidRule
from ...segments.queries import unfilled
from ..definition import FrozenDefinition, read_frozen
from ..gathering import gathering_of, is_to_gather
from ..models import CampaignRun
from ..policies.reasons import StepReason
from ..policies.states import AT_WORK, RunState
from ..saying import Saying, saying_of
from ..standstill import Standstill, reason_to_pause
from .end import end_if_over
from .freeze import freeze
from .lock import locked
from .queue import queue_batch
from .stand_still import stand_still
from .take_back import runs_to_take_back, take_back

logger = logging.getLogger(__name__)
AT_WORK_RUNS = (RunState.FREEZING, RunState.QUEUEING, RunState.SENDING)


def work_on_runs(*, now: datetime.datetime, deadline: float | None = None) -> int:
    """Do what is due for runs until nothing is, or `deadline` (monotonic) is over.

    Any number of workers, and a worker that dies at any moment: each piece is one transaction.
    Runs take turns, so that a small one need not wait for a big one. Returns how many pieces were
    done. Must not be called inside a transaction.
    """
    pieces, work = 0, _Work(now, deadline)
    while done := work.round():
        pieces += done
    return pieces


class _Work:
    """The rounds of one call, with what the runs say."""

    def __init__(self, now: datetime.datetime, deadline: float | None) -> None:
        self._now, self._deadline = now, deadline
        self._sayings: dict[int, Saying] = {}

    def round(self) -> int:
        """Do a piece of each run; return how many runs had something to do."""
        rows = CampaignRun.objects.using(WRITER).filter(state__in=AT_WORK_RUNS)
        runs = list(rows.select_related("campaign").order_by("id"))
        done = sum(self._piece(run) for run in runs if not self._is_over())
        canceled = [run_id for run_id in runs_to_take_back() if not self._is_over()]
        return done + sum(take_back(run_id, now=self._now) for run_id in canceled)

    def _is_over(self) -> bool:
        return self._deadline is not None and time.monotonic() >= self._deadline

    def _piece(self, run: CampaignRun) -> bool:
        definition = read_frozen(run.definition)
        gathering = gathering_of(run, run.campaign.kind, definition)
        if run.frozen_at is None or is_to_gather(gathering, run.frozen_at, self._now):
            return _freeze(run, definition, self._now)
        if run.state == RunState.QUEUEING and self._queue(run):
            return True
        may_end = gathering is None or gathering.is_over(run.frozen_at)
        return may_end and end_if_over(run.pk, now=self._now)

    def _queue(self, run: CampaignRun) -> bool:
        if run.pk not in self._sayings:
            self._sayings[run.pk] = saying_of(run, run.campaign.experiment_id)
        try:
            return queue_batch(run.pk, self._sayings[run.pk], now=self._now) > 0
        except VoucherRefused as error:
            standstill = Standstill(StepReason.VOUCHER_GONE, sentence_of(error))
            _stand_still(run, standstill, self._now)
            return False


def _freeze(
    run: CampaignRun, definition: FrozenDefinition, now: datetime.datetime
) -> bool:
    """Freeze a run as soon as its segments are ready; say whether it is frozen now."""
    for segment_id in sorted(set(unfilled()) & set(definition.segment_ids)):
        try:
            fill_segment(segment_id, now=now)
        except InvalidRule as error:
            logger.error(  # noqa: TRY400 its message quotes what staff asked
                "Segment %s cannot be asked", segment_id, exc_info=loggable(error)
            )
            detail = Sentence("Segment {segment} cannot be asked.", segment=segment_id)
            _stand_still(run, Standstill(StepReason.UNREADABLE, detail), now)
            return False
    if standstill := reason_to_pause(definition, now=now):
        _stand_still(run, standstill, now)
        return False
    return freeze(run.pk, now=now) is not None


def _stand_still(
    run: CampaignRun, standstill: Standstill, now: datetime.datetime
) -> None:
    """Pause the campaign of a run, unless somebody has stopped it meanwhile."""
    with transaction.atomic(using=WRITER):
        campaign = locked(run.campaign_id)
        if campaign.state in AT_WORK:
            stand_still(campaign, standstill, now=now)
