"""Rehearsals as jobs: asked for by staff, run by a worker, with how far they are."""

import datetime
import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from ...core import clock
from ...core.errors import CrmError
from ...core.sentences import Sentence
from ...outbox.policies import error_text
from ...saleor_adapter.db import WRITER
from ..errors import InvalidSetting, RehearsalNotFound
from ..models import Rehearsal, RehearsalState
from ..plan import read_plan
from ..rehearsal.run import rehearse
from ..trigger import ScanTrigger, Trigger

LONGEST = datetime.timedelta(days=731)
MOST_JOURNEYS = 50
LEASE = datetime.timedelta(minutes=10)
OPEN = (RehearsalState.WAITING, RehearsalState.RUNNING)


class _Stopped(Exception):  # noqa: N818 named after what has happened
    """Somebody has canceled the rehearsal, or another worker has taken it over."""


def ask_for_rehearsal(
    definitions: Mapping[str, Any],
    since: datetime.datetime,
    until: datetime.datetime,
    *,
    author: str,
    now: datetime.datetime,
    profile_id: int | None = None,
) -> Rehearsal:
    """Write down that definitions are to be run over a time; a worker does it afterwards.

    Raises InvalidSetting and InvalidDefinition.
    """
    if not since < until <= now:
        raise InvalidSetting(
            Sentence("Must be after the beginning, and past."), field="until"
        )
    if until - since > LONGEST:
        raise InvalidSetting(Sentence("At most two years."), field="since")
    if not 0 < len(definitions) <= MOST_JOURNEYS:
        raise InvalidSetting(
            Sentence("1 to {most} journeys.", most=MOST_JOURNEYS), field="journeys"
        )
    for raw in definitions.values():
        _require_replayable(read_plan(raw).trigger)
    return Rehearsal.objects.create(
        definitions=dict(definitions),
        since=since,
        until=until,
        profile_id=profile_id,
        author=author,
        created_at=now,
    )


def _require_replayable(trigger: Trigger) -> None:
    if not isinstance(trigger, ScanTrigger):
        return
    if not (trigger.is_replayable or trigger.is_rescannable):
        raise InvalidSetting(
            Sentence(
                "{trigger!r} cannot be rehearsed: {unknown_of_past}.",
                trigger=trigger.label,
                unknown_of_past=trigger.unknown_of_past,
            ),
            field="journeys",
        )


def cancel_rehearsal(rehearsal_id: int, *, now: datetime.datetime) -> Rehearsal:
    """Stop a rehearsal; one that is over stays as it is. Raises RehearsalNotFound."""
    Rehearsal.objects.filter(pk=rehearsal_id, state__in=OPEN).update(
        state=RehearsalState.CANCELED, finished_at=now, lease_until=None
    )
    row = Rehearsal.objects.filter(pk=rehearsal_id).first()
    if row is None:
        raise RehearsalNotFound(rehearsal_id)
    return row


def run_rehearsals(*, now: datetime.datetime, deadline: float | None = None) -> int:
    """Run what waits, one after the other, until `deadline`; return how many were run.

    A rehearsal whose worker died begins again when its lease is over: it has changed nothing.
    """
    count = 0
    while deadline is None or time.monotonic() < deadline:
        row = _take(now)
        if row is None:
            break
        _run(row, now)
        count += 1
    return count


@transaction.atomic(using=WRITER)
def _take(now: datetime.datetime) -> Rehearsal | None:
    waiting = Q(state=RehearsalState.WAITING)
    abandoned = Q(state=RehearsalState.RUNNING, lease_until__lte=now)
    rows = Rehearsal.objects.select_for_update(skip_locked=True)
    row = rows.filter(waiting | abandoned).order_by("pk").first()
    if row is not None:
        row.state, row.lease_until = RehearsalState.RUNNING, now + LEASE
        row.reached_at = row.since
        row.save(update_fields=["state", "lease_until", "reached_at"])
    return row


def _run(row: Rehearsal, now: datetime.datetime) -> None:
    def tell_progress(moment: datetime.datetime) -> None:
        # Each page renews the lease, by the real clock: a rehearsal may take long.
        lease_until = clock.now() + LEASE
        is_ours = _still_ours(row).update(
            reached_at=max(moment, row.since), lease_until=lease_until
        )
        if not is_ours:
            raise _Stopped
        row.lease_until = lease_until

    try:
        report = rehearse(
            row.definitions,
            row.since,
            row.until,
            now=now,
            profile_id=row.profile_id,
            tell_progress=tell_progress,
        )
    except _Stopped:
        return
    except (CrmError, LookupError, ValueError) as error:
        _still_ours(row).update(
            state=RehearsalState.FAILED,
            error=error_text(error),
            finished_at=now,
            lease_until=None,
        )
        return
    _still_ours(row).update(
        state=RehearsalState.DONE,
        report=report.to_json(),
        reached_at=row.until,
        finished_at=now,
        lease_until=None,
    )


def _still_ours(row: Rehearsal) -> Any:
    return Rehearsal.objects.filter(
        pk=row.pk, state=RehearsalState.RUNNING, lease_until=row.lease_until
    )
