"""Name the better variant of a run when its time has come, and give it to those who have waited."""

import datetime

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ..definition import FrozenDefinition, read_frozen
from ..models import CampaignRun
from ..policies.naming import WinnerNumbers, look, number_due, winner_by
from ..policies.states import RunState
from ..trial_rows import (
    due_of_rest,
    give_winner,
    is_anybody_waiting,
    is_trial_queued,
    runs_with_trial,
    tallies_of,
)

BATCH = 5_000


def name_winners(*, now: datetime.datetime) -> int:
    """Take the looks that are due, and give winners to who waits; return how many people got one.

    Each look is taken once, with its numbers, and a winner is never changed. People get it in
    batches, each in its own transaction: whoever dies in the middle of it has left the rest
    waiting, and whoever comes next goes on. Paused runs wait. Locks the run, then recipients.
    """
    return sum(_go_on(run_id, now) for run_id in runs_with_trial())


def _go_on(run_id: int, now: datetime.datetime) -> int:
    _look_if_due(run_id, now)
    total = 0
    while given := _give_batch(run_id, now):
        total += given
    return total


@transaction.atomic(using=WRITER)
def _look_if_due(run_id: int, now: datetime.datetime) -> None:
    run = _locked(run_id)
    if run is None or run.winner:
        return
    definition = read_frozen(run.definition)
    numbers = WinnerNumbers.model_validate(run.winner_numbers)
    if numbers.begun_at is None:
        if is_trial_queued(run_id):
            _note(run, WinnerNumbers(begun_at=now))
        return
    _look(run, definition, numbers, now)


def _look(
    run: CampaignRun,
    definition: FrozenDefinition,
    numbers: WinnerNumbers,
    now: datetime.datetime,
) -> None:
    content = definition.content
    rule = content.winner
    number = number_due(rule, numbers, now=now) if rule else None
    if rule is None or number is None:
        return
    arms = content.tried
    tallies = tallies_of(run.pk, [arm.key for arm in arms], rule.metric)
    taken = look(rule, numbers, number, tallies, now=now)
    if winner := winner_by(rule, arms, taken):
        run.winner, run.winner_at = winner, now
    _note(run, numbers.model_copy(update={"looks": (*numbers.looks, taken)}))


def _note(run: CampaignRun, numbers: WinnerNumbers) -> None:
    run.winner_numbers = numbers.to_json()
    run.save(update_fields=["winner", "winner_at", "winner_numbers"])


@transaction.atomic(using=WRITER)
def _give_batch(run_id: int, now: datetime.datetime) -> int:
    run = _locked(run_id)
    if run is None or not run.winner or not is_anybody_waiting(run_id):
        return 0
    due = due_of_rest(run, read_frozen(run.definition), now=now)
    return give_winner(run_id, run.winner, due, limit=BATCH)


def _locked(run_id: int) -> CampaignRun | None:
    """Lock and return the run; None where it stands still, is over, or another worker has it."""
    rows = CampaignRun.objects.using(WRITER).select_for_update(skip_locked=True)
    return rows.filter(pk=run_id, state=RunState.QUEUEING).first()
