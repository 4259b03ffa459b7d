"""The reads of copies that others may use."""

import datetime
from collections.abc import Collection, Iterator

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ..saleor_adapter.db import WRITER
from .models import ExportPart, ExportState, PersonExport

MOST_SHOWN = 10


def exports_of_many(
    profile_ids: Collection[int], *, first: int = MOST_SHOWN, using: str = "default"
) -> dict[int, list[PersonExport]]:
    """Return the latest copies that were asked for of each person, newest first. One query."""
    newest_first = Window(
        RowNumber(), partition_by=F("profile_id"), order_by=F("pk").desc()
    )
    rows = PersonExport.objects.using(using).filter(profile_id__in=profile_ids)
    rows = rows.annotate(place=newest_first).filter(place__lte=first)
    found: dict[int, list[PersonExport]] = {one: [] for one in profile_ids}
    for row in rows.order_by("-pk"):
        found[row.profile_id].append(row)
    return found


def ready_export(export_id: int, *, now: datetime.datetime) -> PersonExport | None:
    """Return a copy that can be fetched now; None for one that is not ready, or expired."""
    rows = PersonExport.objects.using(WRITER).filter(
        pk=export_id, state=ExportState.READY, expires_at__gt=now
    )
    return rows.first()


def pieces(export_id: int) -> Iterator[bytes]:
    """Yield the archive piece by piece; ends early if the copy is emptied meanwhile.

    One query a piece, so that an archive of whatever size costs the memory of one.
    """
    number = 0
    while True:
        found = ExportPart.objects.using(WRITER).filter(
            export_id=export_id, number=number
        )
        content = found.values_list("content", flat=True).first()
        if content is None:
            return
        yield bytes(content)
        number += 1
