"""Lists that are made as files by a worker, and the files until their time is over."""

from django.db import models
from django.db.models import Q


class ExportState(models.TextChoices):
    """How far a list is; an EXPIRED one holds no data any more."""

    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


class ExportFormat(models.TextChoices):
    """What a list is written as."""

    CSV = "csv"
    XLSX = "xlsx"


class ExportJob(models.Model):
    """One list for one member of staff.

    `subject_id` is the segment. `position` is the last profile that is in it, `pieces` how many
    pieces it has, `handled` of about `rows` how many people. `started_over` counts how often it was
    begun anew because somebody in it was erased.
    """

    kind = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    columns = models.JSONField(default=list)
    format = models.CharField(max_length=8, choices=ExportFormat.choices)
    state = models.CharField(
        max_length=8, choices=ExportState.choices, default=ExportState.RUNNING
    )
    rows = models.IntegerField(default=0)
    handled = models.IntegerField(default=0)
    position = models.BigIntegerField(default=0)
    pieces = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    started_over = models.IntegerField(default=0)
    author = models.CharField(max_length=160)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_export_job"
        constraints = [
            models.CheckConstraint(
                name="crm_export_job_state", condition=Q(state__in=ExportState.values)
            ),
            models.CheckConstraint(
                name="crm_export_job_format",
                condition=Q(format__in=ExportFormat.values),
            ),
            models.CheckConstraint(
                name="crm_export_job_ready_expires",
                condition=~Q(state=ExportState.READY) | Q(expires_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_export_job_open",
                fields=["id"],
                condition=Q(state__in=[ExportState.RUNNING, ExportState.READY]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}, {self.state}"


class ExportPiece(models.Model):
    """A piece of such a file; it holds people's data, so it goes when the list expires."""

    pk = models.CompositePrimaryKey("job_id", "place")
    job = models.ForeignKey(
        ExportJob, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    place = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "crm_export_piece"

    def __str__(self) -> str:
        return f"piece {self.place} of list {self.job_id}"
