"""What is inferred of each person: lifecycle stage and relationship type, with their signals."""

from django.db import models
from django.db.models import Q, Value

EMPTY = Value([], models.JSONField())


class Lifecycle(models.TextChoices):
    """Where a person stands on the way with the shop."""

    PROSPECT = "prospect"
    NEW = "new"
    ACTIVE = "active"
    VIP = "vip"
    AT_RISK = "at_risk"
    LOST = "lost"
    WON_BACK = "won_back"


class RelationshipType(models.TextChoices):
    """What kind of relation a person wants with the shop."""

    EXCHANGE_ONLY = "exchange_only"
    OCCASIONAL = "occasional"
    REGULAR = "regular"
    FRIEND = "friend"
    PARTNER = "partner"
    STRAINED = "strained"
    UNKNOWN = "unknown"


class CustomerInsight(models.Model):
    """What is inferred of one person; the row is the lock under which rollups are written too.

    `lifecycle` is empty before the first look, and of who has not agreed where the shop asks first.
    `relationship_type` is the type that counts: what the person said (`relationship_is_stated`),
    else what the signals say. The signals hold code, value and weight of each. `due_at` is when
    the row has to be looked at next, as time alone may change it; None if never. `revision` is
    part of the facts' keys.
    """

    profile_id = models.BigIntegerField(primary_key=True)
    lifecycle = models.CharField(
        max_length=16, choices=Lifecycle.choices, default="", db_default="", blank=True
    )
    lifecycle_since = models.DateTimeField(null=True)
    lifecycle_signals = models.JSONField(default=list, db_default=EMPTY)
    relationship_type = models.CharField(
        max_length=16,
        choices=RelationshipType.choices,
        default=RelationshipType.UNKNOWN,
        db_default=RelationshipType.UNKNOWN,
    )
    relationship_is_stated = models.BooleanField(default=False, db_default=False)
    relationship_since = models.DateTimeField(null=True)
    relationship_signals = models.JSONField(default=list, db_default=EMPTY)
    revision = models.IntegerField(default=0, db_default=0)
    assessed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_customer_insight"
        constraints = [
            models.CheckConstraint(
                name="crm_customer_insight_lifecycle",
                condition=Q(lifecycle__in=["", *Lifecycle.values]),
            ),
            models.CheckConstraint(
                name="crm_customer_insight_relationship",
                condition=Q(relationship_type__in=RelationshipType.values),
            ),
            models.CheckConstraint(
                name="crm_customer_insight_lifecycle_has_time",
                condition=Q(lifecycle="") | Q(lifecycle_since__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_customer_insight_due",
                fields=["due_at", "profile_id"],
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                name="crm_customer_insight_stage",
                fields=["lifecycle"],
            ),
            models.Index(
                name="crm_customer_insight_relation",
                fields=["relationship_type"],
            ),
        ]

    def __str__(self) -> str:
        return f"insight of profile {self.profile_id}"
