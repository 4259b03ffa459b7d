"""Proofs of the sums of behavior, and what they found to differ."""

from django.db import models
from django.db.models import F, Q


class BehaviorProof(models.Model):
    """One comparison of the sums with the events; it goes on where it was stopped.

    `compared` counts people, `different` those of whom some sum was wrong and was made again,
    `aged` those of whom a sum only counted events that are no longer kept.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    is_running = models.BooleanField(default=True)
    reached_id = models.BigIntegerField(default=0)
    compared = models.IntegerField(default=0)
    different = models.IntegerField(default=0)
    aged = models.IntegerField(default=0)

    class Meta:
        db_table = "crm_behavior_proof"
        constraints = [
            models.UniqueConstraint(
                name="crm_behavior_proof_one_at_a_time",
                fields=["is_running"],
                condition=Q(is_running=True),
            ),
            models.CheckConstraint(
                name="crm_behavior_proof_parts",
                condition=Q(
                    different__range=(0, F("compared")), aged__range=(0, F("compared"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class BehaviorDifference(models.Model):
    """How many rows of one sum were wrong for one person; `table` is the sum's, never a word."""

    proof = models.ForeignKey(
        BehaviorProof, on_delete=models.CASCADE, related_name="differences"
    )
    profile_id = models.BigIntegerField()
    table = models.CharField(max_length=32)
    rows = models.IntegerField()

    class Meta:
        db_table = "crm_behavior_difference"
        indexes = [
            models.Index(name="crm_behavior_difference_of", fields=["profile_id"])
        ]

    def __str__(self) -> str:
        return f"{self.rows} rows of {self.table} of profile {self.profile_id}"
