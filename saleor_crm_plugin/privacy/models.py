"""Copies of everything about a person, made on demand and kept for a few days."""

from django.db import models
from django.db.models import Q


class ExportState(models.TextChoices):
    """How far a copy is; EXPIRED copies hold no data any more."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


OPEN_STATES = (ExportState.WAITING, ExportState.RUNNING)


class PersonExport(models.Model):
    """One copy of everything about a person, as an archive; a job until it is READY.

    `author` is who asked: the staff, the app, or the person's own account. `parts_done` of
    `parts_total` kinds of data are in it. A worker holds it until `lease_until`.
    """

    profile_id = models.BigIntegerField()
    author = models.CharField(max_length=160)
    state = models.CharField(
        max_length=8, choices=ExportState.choices, default=ExportState.WAITING
    )
    parts_done = models.PositiveIntegerField(default=0)
    parts_total = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_person_export"
        constraints = [
            models.UniqueConstraint(
                name="crm_person_export_one_open",
                fields=["profile_id"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
            ),
            models.CheckConstraint(
                name="crm_person_export_state",
                condition=Q(state__in=ExportState.values),
            ),
            models.CheckConstraint(
                name="crm_person_export_ready_expires",
                condition=~Q(state=ExportState.READY) | Q(expires_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="crm_person_export_profile", fields=["profile_id", "id"]),
            models.Index(
                name="crm_person_export_due",
                fields=["expires_at"],
                condition=Q(state=ExportState.READY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} copy {self.pk} of profile {self.profile_id}"


class ExportPart(models.Model):
    """A piece of an archive; all data about the person, so it goes when the copy expires."""

    export = models.ForeignKey(
        PersonExport, on_delete=models.CASCADE, related_name="parts"
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "crm_person_export_part"
        constraints = [
            models.UniqueConstraint(
                name="crm_person_export_part_once", fields=["export", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"part {self.number} of copy {self.export_id}"
