"""The table of openings and clicks as our own addresses and providers saw them."""

from django.db import models
from django.db.models.functions import Now


class TouchKind(models.TextChoices):
    """What was done with a message."""

    OPEN = "open"
    CLICK = "click"


class Touch(models.Model):
    """A message was opened, or one of its links followed, however often: one row.

    `link_id` is 0 for openings, and below it for links of a letter that are none of ours. `is_machine` says that every client named itself as no person's.
    Until `is_judged`, at `judge_at` at the earliest, nobody has decided whether a scanner did it;
    then `is_scanner` says so. A scanner's touches stay here, and count nowhere. No address, no name, no client is kept.
    """

    message = models.UUIDField()
    kind = models.CharField(max_length=8, choices=TouchKind.choices)
    link_id = models.BigIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.IntegerField(default=1)
    is_machine = models.BooleanField()
    is_scanner = models.BooleanField(default=False)
    is_judged = models.BooleanField(default=False)
    judge_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_touch"
        constraints = [
            models.UniqueConstraint(
                name="crm_touch_once", fields=["message", "kind", "link_id"]
            )
        ]
        indexes = [
            models.Index(
                name="crm_touch_unjudged",
                fields=["judge_at"],
                condition=models.Q(is_judged=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.message}"
