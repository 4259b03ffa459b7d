"""The tables of the rules of attribution and of what was decided."""

from django.db import models
from django.db.models import Q

from .policies import MOST_DAYS, WHOLE, AttributionModel, TouchKind


class AttributionRule(models.Model):
    """For how long after a touch of this source's messages orders count, and how weak it may be.

    A source without a row has the usual rule for what it says as marketing, and none for the rest.
    """

    pk = models.CompositePrimaryKey("source_kind", "source_id")
    source_kind = models.CharField(max_length=16)
    source_id = models.CharField(max_length=64)
    window_days = models.PositiveSmallIntegerField()
    weakest = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in TouchKind]
    )

    class Meta:
        db_table = "crm_attribution_rule"
        constraints = [
            models.CheckConstraint(
                name="crm_attribution_rule_window",
                condition=Q(window_days__gte=1, window_days__lte=MOST_DAYS),
            ),
            models.CheckConstraint(
                name="crm_attribution_rule_weakest",
                condition=Q(weakest__in=[one.value for one in TouchKind]),
            ),
        ]

    def __str__(self) -> str:
        return f"rule of {self.source_kind} {self.source_id}"


class Attribution(models.Model):
    """What one message gets of one order under one model; a trigger adds up what an order gives.

    `amount` is its part of `net`, which the order had when it was decided: paid, less what was
    given back, in the order's currency. `kind` and `touched_at` are of the touch that decided.
    `source_kind` and `source_id` are the message's.
    """

    pk = models.CompositePrimaryKey("order_id", "model", "message_id")
    order_id = models.UUIDField()
    model = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in AttributionModel]
    )
    message_id = models.BigIntegerField()
    source_kind = models.CharField(max_length=16)
    source_id = models.CharField(max_length=64)
    weight = models.PositiveSmallIntegerField()
    window_days = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in TouchKind]
    )
    touched_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    net = models.DecimalField(max_digits=20, decimal_places=3)
    amount = models.DecimalField(max_digits=20, decimal_places=3)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "crm_attribution"
        constraints = [
            models.CheckConstraint(
                name="crm_attribution_model",
                condition=Q(model__in=[one.value for one in AttributionModel]),
            ),
            models.CheckConstraint(
                name="crm_attribution_kind",
                condition=Q(kind__in=[one.value for one in TouchKind]),
            ),
            models.CheckConstraint(
                name="crm_attribution_weight",
                condition=Q(weight__gte=1, weight__lte=WHOLE),
            ),
            models.CheckConstraint(
                name="crm_attribution_amount",
                condition=Q(amount__gte=0, amount__lte=models.F("net")),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_attribution_source",
                fields=["source_kind", "source_id", "model"],
            ),
            models.Index(name="crm_attribution_message", fields=["message_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.weight} of order {self.order_id} by {self.model}"
