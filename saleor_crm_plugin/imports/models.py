"""Imports, their files until they are read, and their rows until they are forgotten."""

from django.db import models
from django.db.models import Q


class ImportState(models.TextChoices):
    """Where an import stands; in the states of `WORKING` a worker goes on with it."""

    WAITING = "waiting"
    UPLOADED = "uploaded"
    READY = "ready"
    REHEARSING = "rehearsing"
    REHEARSED = "rehearsed"
    RUNNING = "running"
    DONE = "done"
    DONE_WITH_ERRORS = "done_with_errors"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    CANCELED = "canceled"


WORKING = (
    ImportState.UPLOADED,
    ImportState.REHEARSING,
    ImportState.RUNNING,
    ImportState.UNDOING,
)


class Outcome(models.TextChoices):
    """What came of a row, or would come of it; the last two are of an import that is undone."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNDONE = "undone"
    KEPT = "kept"


class Import(models.Model):
    """One file that staff bring in.

    `mapping` has a field's code, or "", for each of the `columns`. `position` is the number of the
    last row that the present state has dealt with; going back, the first. The counts are of the
    last rehearsal or run; of the refused and kept, `broken` are those at which something went wrong
    that nobody foresaw. `points` is what its rows give or would give. `problem` says why the file
    could not be read, and `problem_row` where; or that it broke off, and `error_kind` by which kind
    of error, never by which words: these quote cells. `failed_in` is the state in which it failed
    and from which it can be tried again.

    `tries` counts how often a worker has begun with what is to be done next, rows until
    `tried_until` (going back, the first), without coming to its end. At some row until
    `suspected_until` a worker has died. `passed_by_at` is when the database was too busy for it.
    """

    kind = models.CharField(max_length=32)
    state = models.CharField(
        max_length=16, choices=ImportState.choices, default=ImportState.WAITING
    )
    file_name = models.CharField(max_length=200)
    options = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    encoding = models.CharField(max_length=16, blank=True, default="")
    delimiter = models.CharField(max_length=1, blank=True, default="")
    size = models.BigIntegerField(default=0)
    rows = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    handled = models.IntegerField(default=0)
    created = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    undone = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)
    broken = models.IntegerField(default=0, db_default=0)
    points = models.BigIntegerField(default=0)
    problem = models.CharField(max_length=32, blank=True, default="")
    problem_row = models.IntegerField(null=True)
    error_kind = models.CharField(max_length=64, blank=True, default="", db_default="")
    failed_in = models.CharField(max_length=16, blank=True, default="", db_default="")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    tried_until = models.IntegerField(null=True)
    suspected_until = models.IntegerField(null=True)
    passed_by_at = models.DateTimeField(null=True)
    author = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    uploaded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_import"
        constraints = [
            models.CheckConstraint(
                name="crm_import_state", condition=Q(state__in=ImportState.values)
            ),
        ]
        indexes = [
            models.Index(
                name="crm_import_working",
                fields=["id"],
                condition=Q(state__in=list(WORKING)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}, {self.state}"


class ImportPiece(models.Model):
    """A piece of a file that was not read yet; reading deletes it."""

    pk = models.CompositePrimaryKey("file_id", "place")
    file = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    place = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "crm_import_piece"

    def __str__(self) -> str:
        return f"piece {self.place} of import {self.file_id}"


class ImportRow(models.Model):
    """One row of a file, and what came of it.

    `cells` is None once it was forgotten or its person erased. `keys` are the keyed hashes of the
    addresses in it, by which an erasure finds rows whose person is not known yet. `person_key` is
    the hash by which the row names its person. `before` is what the row has changed, as it was.
    """

    pk = models.CompositePrimaryKey("file_id", "number")
    file = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    number = models.IntegerField()
    cells = models.JSONField(null=True)
    keys = models.JSONField(default=list, db_default=[])
    person_key = models.CharField(max_length=80, blank=True, default="", db_default="")
    outcome = models.CharField(max_length=16, blank=True, default="", db_default="")
    problems = models.JSONField(null=True)
    profile_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        db_table = "crm_import_row"
        constraints = [
            models.CheckConstraint(
                name="crm_import_row_outcome",
                condition=Q(outcome__in=["", *Outcome.values]),
            ),
        ]
        indexes = [
            # By the key first: no other index must look fit for a probe (actions/batches.py).
            models.Index(
                name="crm_import_row_person_key",
                fields=["person_key", "file"],
                condition=~Q(person_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.file_id}"
