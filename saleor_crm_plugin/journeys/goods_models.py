"""The goods that people saw, wanted or bought: the one place from which stock and prices are watched."""

from django.db import models
from django.db.models import Q


class Reason(models.TextChoices):
    """Why somebody's goods are watched."""

    VIEWED = "viewed"
    CART = "cart"
    WANTED = "wanted"
    BOUGHT = "bought"


class WatchedGoods(models.Model):
    """A variant in which somebody showed interest; kept only while a journey asks for it.

    `price` is the lowest at which the person saw or bought it, per piece in its channel;
    `was_there` says whether it could be bought at `seen_at`, the latest such moment. `order_id`
    is the order that it was bought with. What is ordered is no longer viewed, wanted or in a
    cart; what came back was not bought.
    """

    profile_id = models.BigIntegerField()
    variant_id = models.IntegerField()
    channel = models.CharField(max_length=250)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    price = models.DecimalField(max_digits=20, decimal_places=3)
    was_there = models.BooleanField()
    order_id = models.UUIDField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "crm_watched_goods"
        constraints = [
            # Its order is the one in which scans go through the table.
            models.UniqueConstraint(
                name="crm_watched_goods_once",
                fields=["profile_id", "variant_id", "channel", "reason"],
            ),
            models.CheckConstraint(
                name="crm_watched_goods_reason",
                condition=Q(reason=Reason.BOUGHT, order_id__isnull=False)
                | Q(
                    reason__in=[Reason.VIEWED, Reason.CART, Reason.WANTED],
                    order_id__isnull=True,
                ),
            ),
        ]
        indexes = [
            models.Index(name="crm_watched_goods_seen", fields=["reason", "seen_at"]),
            models.Index(
                name="crm_watched_goods_order",
                fields=["order_id"],
                condition=Q(order_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"variant {self.variant_id} for profile {self.profile_id}"
