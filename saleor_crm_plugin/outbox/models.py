"""Tables of the outbox: marks, facts, deliveries, lane groups, and what was given up by hand."""

from django.db import models
from django.db.models.functions import Now


class Mark(models.Model):
    """An object of the shop that somebody said has changed; a hint, never a state.

    Without any unique key, so that a hook never waits for a worker. Written by the database
    functions `crm_mark` and `crm_mark_listed`, and in bulk by `actions.mark_many`.
    """

    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    email_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    origin = models.CharField(max_length=16, default="live", db_default="live")
    tries = models.SmallIntegerField(default=0, db_default=0)
    # None: at once.
    due_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True, default="", db_default="")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_mark"

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class FactRow(models.Model):
    """One fact as published; partitioned by week, so that old weeks are dropped as a whole.

    `key` is unique within its week by the database and over all kept weeks by `actions.publish`.
    """

    id = models.BigAutoField(primary_key=True)
    week = models.DateField()
    key = models.CharField(max_length=160)
    code = models.CharField(max_length=64)
    profile_id = models.BigIntegerField(null=True)
    occurred_at = models.DateTimeField()
    origin = models.CharField(max_length=16)
    payload = models.JSONField(default=dict)
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_fact"

    def __str__(self) -> str:
        return self.key


class DeliveryState(models.TextChoices):
    """A delivery that is done has no row."""

    PENDING = "pending"
    STUCK = "stuck"


class Delivery(models.Model):
    """One fact that one handler has still to handle.

    `lane` is the profile's id, 0 for facts about nobody.
    """

    id = models.BigAutoField(primary_key=True)
    handler = models.CharField(max_length=80)
    lane_group = models.SmallIntegerField()
    lane = models.BigIntegerField()
    fact_id = models.BigIntegerField()
    fact_week = models.DateField()
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.PENDING
    )
    tries = models.SmallIntegerField(default=0, db_default=0)
    # None: at once.
    due_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        db_table = "crm_delivery"
        indexes = [
            models.Index(
                fields=["handler", "lane_group", "fact_id"],
                name="crm_delivery_pending",
                condition=models.Q(state="pending"),
            ),
            # Few rows: lanes that wait because one of their facts failed.
            models.Index(
                fields=["handler", "lane"],
                name="crm_delivery_failed",
                condition=models.Q(tries__gt=0),
            ),
            models.Index(
                fields=["id"],
                name="crm_delivery_stuck",
                condition=models.Q(state="stuck"),
            ),
            models.Index(fields=["fact_week"], name="crm_delivery_week"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.fact_id}"


class LaneGroup(models.Model):
    """The lock for a sixty-fourth of a handler's lanes; holds nothing else."""

    handler = models.CharField(max_length=80)
    lane_group = models.SmallIntegerField()

    class Meta:
        db_table = "crm_lane_group"
        constraints = [
            models.UniqueConstraint(
                fields=["handler", "lane_group"], name="crm_lane_group_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.lane_group}"


class LaneSuccessor(models.Model):
    """That what is told of one lane is heard by another from now on; never a chain."""

    lane = models.BigIntegerField(primary_key=True)
    successor = models.BigIntegerField()

    class Meta:
        db_table = "crm_lane_successor"
        constraints = [
            models.CheckConstraint(
                name="crm_lane_successor_is_another",
                condition=~models.Q(lane=models.F("successor")),
            )
        ]
        indexes = [
            models.Index(name="crm_lane_successor_of", fields=["successor"]),
        ]

    def __str__(self) -> str:
        return f"{self.lane} to {self.successor}"


class SkippedDelivery(models.Model):
    """A stuck delivery that a member of staff gave up, and why.

    `lane` is the delivery's. `reason` and `last_error` may hold words about a person: whoever
    erases the lane's empties them (`actions.forget_words`); nothing else changes.
    """

    handler = models.CharField(max_length=80)
    lane = models.BigIntegerField(default=0, db_default=0)
    fact_id = models.BigIntegerField()
    fact_key = models.CharField(max_length=160)
    fact_code = models.CharField(max_length=64)
    last_error = models.CharField(max_length=500, blank=True, default="")
    reason = models.CharField(max_length=500)
    author = models.CharField(max_length=160)
    skipped_at = models.DateTimeField()

    class Meta:
        db_table = "crm_skipped_delivery"
        indexes = [
            models.Index(
                name="crm_skipped_delivery_lane",
                fields=["lane"],
                condition=~models.Q(lane=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.fact_key}"
