"""The table of what one message costs, by medium."""

from django.db import models
from django.db.models import Q

PRICE_PLACES = 5


class MessagePrice(models.Model):
    """What the shop pays for one message by this medium; a medium without a row costs nothing."""

    channel = models.CharField(max_length=32, primary_key=True)
    amount = models.DecimalField(max_digits=12, decimal_places=PRICE_PLACES)
    currency = models.CharField(max_length=3)

    class Meta:
        db_table = "crm_message_price"
        constraints = [
            models.CheckConstraint(
                name="crm_message_price_amount", condition=Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="crm_message_price_currency",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} by {self.channel}"
