"""Ask for a copy of everything about a person, make it, and empty it when its time is over."""

import datetime
import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from ..core import clock
from ..identity.models import Profile
from ..identity.person_data import in_lock_order
from ..identity.queries import EXPORT_FORMAT, EXPORT_VERSION
from ..saleor_adapter.db import WRITER
from .archive import Archive
from .errors import PersonGone
from .links import KEPT
from .models import OPEN_STATES, ExportPart, ExportState, PersonExport

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(minutes=10)
MOST_ATTEMPTS = 3
# Whoever asks again so soon gets the copy that is there.
FRESH = datetime.timedelta(hours=1)


class _TakenAway(Exception):  # noqa: N818 named after what has happened
    """The person was erased, or another worker has taken the job over."""


def ask_for_export(
    profile_id: int, *, author: str, now: datetime.datetime
) -> PersonExport:
    """Write down that a copy is wanted; a worker makes it within a minute or so.

    Idempotent: one that is being made, or that is younger than an hour, is returned instead.
    Locks the profile. Raises PersonGone.
    """
    with transaction.atomic(using=WRITER):
        living = Profile.objects.select_for_update(no_key=True)
        if not living.filter(pk=profile_id, erased_at__isnull=True).exists():
            raise PersonGone
        known = PersonExport.objects.filter(profile_id=profile_id)
        is_fresh = Q(state=ExportState.READY, asked_at__gt=now - FRESH)
        good = known.filter(Q(state__in=OPEN_STATES) | is_fresh).order_by("-pk").first()
        return good or PersonExport.objects.create(
            profile_id=profile_id, author=author, asked_at=now
        )


def make_exports(*, now: datetime.datetime, most: int = 20) -> int:
    """Make the copies that are waiting, `most` at a time; return how many were finished.

    A copy whose worker died is begun again after its lease, three times at most.
    """
    made = 0
    for _ in range(most):
        row = _claim(now)
        if row is None:
            break
        made += _make(row)
    return made


def empty_exports(*, now: datetime.datetime, most: int = 100) -> int:
    """Delete the contents of copies whose time is over; return how many. Idempotent."""
    with transaction.atomic(using=WRITER):
        due = PersonExport.objects.filter(
            state=ExportState.READY, expires_at__lte=now
        ).order_by("pk")
        ids = list(
            due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most]
        )
        ExportPart.objects.filter(export_id__in=ids).delete()
        rows = PersonExport.objects.filter(pk__in=ids)
        return rows.update(state=ExportState.EXPIRED, expires_at=None)


def _claim(now: datetime.datetime) -> PersonExport | None:
    with transaction.atomic(using=WRITER):
        lost = Q(state=ExportState.RUNNING, lease_until__lt=now)
        due = PersonExport.objects.filter(Q(state=ExportState.WAITING) | lost)
        row = due.order_by("pk").select_for_update(skip_locked=True).first()
        if row is None:
            return None
        ExportPart.objects.filter(export=row).delete()
        row.attempts += 1
        row.state = ExportState.RUNNING
        row.lease_until = now + LEASE
        row.parts_done, row.parts_total = 0, len(in_lock_order())
        if row.attempts > MOST_ATTEMPTS:
            row.state, row.lease_until = ExportState.FAILED, None
            row.finished_at = now
        row.save()
    return row


def _make(row: PersonExport) -> bool:
    if row.state == ExportState.FAILED:
        logger.error("Copy %s failed %s times: given up", row.pk, MOST_ATTEMPTS)
        return False
    try:
        _write(row)
    except _TakenAway:
        return False
    return True


def _write(row: PersonExport) -> None:
    archive, number = Archive(), 0
    for part, piece in _pieces(row, archive):
        row.size += len(piece)
        with transaction.atomic(using=WRITER):
            # Held first: an erasure that came before leaves nothing to write to.
            _report(row, parts_done=part, size=row.size)
            if piece:
                ExportPart.objects.create(export=row, number=number, content=piece)
                number += 1
    now = clock.now()
    _report(
        row,
        state=ExportState.READY,
        lease_until=None,
        finished_at=now,
        expires_at=now + KEPT,
    )


def _pieces(row: PersonExport, archive: Archive) -> Iterator[tuple[int, bytes]]:
    """Yield how many kinds of data are done, and the next piece, b"" between two kinds."""
    about = {
        "format": EXPORT_FORMAT,
        "version": EXPORT_VERSION,
        "profile": str(Profile.objects.get(pk=row.profile_id).public_id),
        "exported_at": row.asked_at.isoformat(),
        "kinds": [kind.code for kind in in_lock_order()],
    }
    for piece in archive.add("about.json", [about]):
        yield 0, piece
    for done, kind in enumerate(in_lock_order()):
        with transaction.atomic(using=WRITER):
            rows = kind.export(row.profile_id)
        for piece in archive.add(f"{kind.code}.json", rows):
            yield done, piece
        yield done + 1, b""
    for piece in archive.end():
        yield row.parts_total, piece


def _report(row: PersonExport, **values: object) -> None:
    """Write how far it is, in one statement with whose it is. Raises _TakenAway."""
    mine = PersonExport.objects.filter(
        pk=row.pk, state=ExportState.RUNNING, attempts=row.attempts
    )
    if not mine.update(**{"lease_until": clock.now() + LEASE, **values}):
        raise _TakenAway
