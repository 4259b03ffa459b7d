"""The reads of imports that others may use."""

import datetime

from django.db.models import QuerySet

from .export_models import ExportJob, ExportState
from .models import Import, ImportRow


def imports(*, using: str = "default") -> QuerySet[Import]:
    """Return all imports, newest first."""
    return Import.objects.using(using).order_by("-pk")


def faulty_rows(
    import_id: int, *, first: int, after: int = 0, using: str = "default"
) -> list[ImportRow]:
    """Return `first` rows with faults, in the order of the file, behind the number `after`."""
    rows = ImportRow.objects.using(using).filter(file_id=import_id, number__gt=after)
    return list(rows.filter(problems__isnull=False).order_by("number")[:first])


def export_jobs(*, using: str = "default") -> QuerySet[ExportJob]:
    """Return all lists that were asked for as files, newest first."""
    return ExportJob.objects.using(using).order_by("-pk")


def ready_list(job_id: int, *, now: datetime.datetime) -> ExportJob | None:
    """Return a list that can be fetched now."""
    rows = ExportJob.objects.filter(state=ExportState.READY, expires_at__gt=now)
    return rows.filter(pk=job_id).first()
