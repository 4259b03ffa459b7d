"""Dry runs as jobs: asked for by staff, done by a worker page by page; only their report is written."""

import datetime
import time
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from ...core import clock
from ...core.errors import CrmError
from ...core.local_time import local_moment
from ...outbox.policies import error_text
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.read_only import read_only
from ...templates.queries import published
from ..checking import require_sound, zone_of
from ..definition import freeze, read_definition, read_frozen, to_json
from ..errors import DryRunNotFound, NoOccurrenceLeft
from ..foreseeing import Asked, Foresight
from ..models import CampaignDryRun
from ..policies.starts import Start, day_of, next_start
from ..policies.states import CampaignKind, DryRunState
from ..policies.tally import Foreseen, added, tally_of
from ..reports import report_of
from .draft import changeable

# Longer than any page takes: what a worker that died has left is taken over after it.
LEASE = datetime.timedelta(minutes=5)
OPEN = (DryRunState.WAITING, DryRunState.RUNNING)


class _Stopped(Exception):  # noqa: N818 named after what has happened
    """Somebody has canceled the dry run, or another worker has taken it over."""


def ask_for_dry_run(
    campaign_id: int, *, author: str, now: datetime.datetime
) -> CampaignDryRun:
    """Have a worker find out what the campaign would do; nothing of it happens.

    It looks at what the campaign says at this moment; one that is asked for already is canceled.
    Locks the campaign. Raises CampaignNotFound, CampaignArchived, WrongState for one that is over,
    and InvalidDefinition with everything that keeps it from running; then nothing is changed.
    """
    with transaction.atomic(using=WRITER):
        campaign = changeable(campaign_id)
        definition = read_definition(campaign.definition)
        require_sound(CampaignKind(campaign.kind), definition, now=now)
        there = published(definition.templates)
        versions = {code: one.version_id for code, one in there.items()}
        _end(CampaignDryRun.objects.filter(campaign=campaign), now=now)
        return CampaignDryRun.objects.create(
            campaign=campaign,
            version=campaign.version,
            kind=campaign.kind,
            definition=to_json(freeze(definition, versions)),
            author=author,
            created_at=now,
        )


def cancel_dry_run(dry_run_id: int, *, now: datetime.datetime) -> CampaignDryRun:
    """Stop a dry run; one that is over stays as it is. Raises DryRunNotFound."""
    rows = CampaignDryRun.objects.filter(pk=dry_run_id)
    _end(rows, now=now)
    row = rows.first()
    if row is None:
        raise DryRunNotFound(dry_run_id)
    return row


def work_on_dry_runs(*, deadline: float | None = None) -> int:
    """Do pages until no dry run waits or `deadline` (monotonic) is over; return how many.

    Any number of workers, each with a dry run of its own; where one died, another goes on behind
    its last page. Each page is read in a transaction in which the database refuses to write.
    """
    pages = 0
    while deadline is None or time.monotonic() < deadline:
        row = _take(clock.now())
        if row is None:
            break
        pages += _work(row, deadline)
    return pages


def _end(rows: QuerySet[CampaignDryRun], *, now: datetime.datetime) -> None:
    rows.filter(state__in=OPEN).update(
        state=DryRunState.CANCELED, finished_at=now, lease_until=None
    )


@transaction.atomic(using=WRITER)
def _take(now: datetime.datetime) -> CampaignDryRun | None:
    """Lease the oldest that waits, that a worker has put down, or whose worker died."""
    is_free = Q(lease_until=None) | Q(lease_until__lte=now)
    rows = CampaignDryRun.objects.select_for_update(skip_locked=True)
    row = rows.filter(is_free, state__in=OPEN).order_by("pk").first()
    if row is not None:
        row.state, row.lease_until = DryRunState.RUNNING, now + LEASE
        row.save(update_fields=["state", "lease_until"])
    return row


def _work(row: CampaignDryRun, deadline: float | None) -> int:
    pages = 0
    try:
        look = _look(row)
        while deadline is None or time.monotonic() < deadline:
            with read_only():
                page = look.page(row.reached)
            pages += 1
            if page.until is None:
                _finish(row)
                return pages
            _keep(row, page.people, page.until)
        # Another run of the task goes on.
        _still_ours(row).update(lease_until=None)
    except _Stopped:
        pass
    except (CrmError, LookupError, ValueError) as error:
        _still_ours(row).update(
            state=DryRunState.FAILED,
            error=error_text(error),
            finished_at=clock.now(),
            lease_until=None,
        )
    return pages


def _look(row: CampaignDryRun) -> Foresight:
    """Return the look that a dry run takes, at the moment it was asked for; counts the people once."""
    look = Foresight(_asked(row), now=row.created_at)
    if row.people is None:
        row.people = look.people()
        _write(row, people=row.people)
    return look


def _asked(row: CampaignDryRun) -> Asked:
    """Return the run that is to come, as it was planned when the dry run was asked for."""
    definition, now = read_frozen(row.definition), row.created_at
    kind, zone = CampaignKind(row.kind), zone_of(definition.when)
    gathers_from = None
    if kind is CampaignKind.ON_ENTRY:
        start: Start | None = day_of(now, zone)
        today = now.astimezone(zone).date()
        gathers_from = local_moment(today, datetime.time(), zone)
    else:
        start = next_start(kind, definition.when, zone, after=now)
    if start is None:
        raise NoOccurrenceLeft
    return Asked(
        campaign_id=row.campaign_id,
        experiment_id=row.campaign.experiment_id,
        definition=definition,
        occurrence=start.occurrence,
        due_at=start.starts_at,
        gathers_from=gathers_from,
    )


def _keep(row: CampaignDryRun, people: Sequence[Foreseen], until: int) -> None:
    """Write down the numbers of a page, and renew the lease by the real clock."""
    lease_until = clock.now() + LEASE
    row.tally = added(row.tally, tally_of(people))
    row.reached, row.done = until, row.done + len(people)
    _write(
        row,
        tally=row.tally,
        reached=row.reached,
        done=row.done,
        lease_until=lease_until,
    )
    row.lease_until = lease_until


def _finish(row: CampaignDryRun) -> None:
    with read_only():
        report = report_of(read_frozen(row.definition), row.tally)
    _write(
        row,
        state=DryRunState.DONE,
        report=report,
        people=row.done,
        finished_at=clock.now(),
        lease_until=None,
    )


def _write(row: CampaignDryRun, **changes: Any) -> None:
    """Write down how far a dry run is. Raises _Stopped where it is no longer this worker's."""
    if not _still_ours(row).update(**changes):
        raise _Stopped


def _still_ours(row: CampaignDryRun) -> QuerySet[CampaignDryRun]:
    return CampaignDryRun.objects.filter(
        pk=row.pk, state=DryRunState.RUNNING, lease_until=row.lease_until
    )
