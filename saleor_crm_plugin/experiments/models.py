"""The tables of experiments and of who was drawn into which side."""

from django.db import models
from django.db.models.functions import Now


class Experiment(models.Model):
    """A share of people to be held back from one source of messages, or from all (`global`).

    The share may change; whoever was assigned before stays where they are.
    """

    code = models.CharField(max_length=96, unique=True)
    salt = models.CharField(max_length=64)
    held_out_basis_points = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_experiment"
        constraints = [
            models.CheckConstraint(
                name="crm_experiment_share",
                condition=models.Q(held_out_basis_points__lte=5_000),
            ),
            models.CheckConstraint(
                name="crm_experiment_salted", condition=~models.Q(salt="")
            ),
        ]

    def __str__(self) -> str:
        return self.code


class HoldoutAssignment(models.Model):
    """On which side of an experiment a profile is; written once, a trigger refuses changes."""

    experiment = models.ForeignKey(
        Experiment, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    profile_id = models.BigIntegerField()
    bucket = models.PositiveSmallIntegerField()
    is_held_out = models.BooleanField()
    assigned_at = models.DateTimeField()

    class Meta:
        db_table = "crm_holdout_assignment"
        constraints = [
            models.UniqueConstraint(
                name="crm_holdout_assignment_once", fields=["experiment", "profile_id"]
            )
        ]
        indexes = [
            models.Index(name="crm_holdout_of_profile", fields=["profile_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} {self.profile_id}"
