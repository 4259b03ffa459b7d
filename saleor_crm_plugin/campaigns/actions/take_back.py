"""Take back what canceled runs have queued, batch by batch; their hold lets nothing leave meanwhile."""

import datetime

from django.db import transaction

from ...messaging.actions.cancel import cancel_messages
from ...messaging.actions.hold import release_source
from ...messaging.holds import sources_on_hold
from ...saleor_adapter.db import WRITER
from .. import recipient_rows
from ..models import CampaignRun
from ..policies.states import RunState
from ..sources import SOURCE_KIND, source_id

BATCH = 1_000


def runs_to_take_back() -> list[int]:
    """Return the canceled runs of which something may still wait, by id; two queries."""
    held = [int(one) for one in sources_on_hold(SOURCE_KIND)]
    rows = CampaignRun.objects.using(WRITER).filter(
        pk__in=held, state=RunState.CANCELED
    )
    return list(rows.order_by("id").values_list("pk", flat=True))


def take_back(run_id: int, *, now: datetime.datetime) -> bool:
    """Take back the next recipients of a canceled run; say whether there may be more.

    Whoever waits is left out as CANCELED; messages that have not left are canceled. Behind the last
    one the run's hold is lifted, for nothing is left that it could hold. One transaction: whoever
    dies in the middle of it has done nothing. Another worker at the same run is not waited for.
    Locks the run, then recipients by profile, then messages. Publishes MessageRefused.
    """
    with transaction.atomic(using=WRITER):
        rows = CampaignRun.objects.using(WRITER).select_for_update(skip_locked=True)
        run = rows.filter(pk=run_id, state=RunState.CANCELED).first()
        if run is None:
            return False
        found = recipient_rows.leave_out(run_id, after=run.cursor, limit=BATCH)
        if found.last is not None:
            _cancel(run_id, now, found.told)
            run.cursor, run.excluded = found.last, run.excluded + found.count
            run.save(update_fields=["cursor", "excluded"])
            return True
        # Whoever was merged meanwhile may bear an id that was passed already.
        _cancel(run_id, now)
        if recipient_rows.is_anybody_left(run_id):
            run.cursor = 0
            run.save(update_fields=["cursor"])
            return False
        release_source(SOURCE_KIND, source_id(run_id), now=now)
        return False


def _cancel(
    run_id: int, now: datetime.datetime, profile_ids: list[int] | None = None
) -> None:
    if profile_ids is None or profile_ids:
        cancel_messages(
            SOURCE_KIND, source_id(run_id), profile_ids=profile_ids, now=now
        )
