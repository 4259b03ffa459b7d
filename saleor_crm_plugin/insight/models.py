"""Rollups of customers' orders: what they come to per person, currency, day and product.

All of it can be made again from the told orders at any time, so the rows have no foreign keys and
nobody but `actions` writes them. Orders count that were placed, are neither canceled nor gone, and
do not merely replace goods; money counts of replacements too. Purchases that were brought in from
another system count as well, under channel 0 and days of UTC (`past_orders`). Profiles whose orders have all gone
to somebody else have no rows.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

MONEY_DIGITS = 20
MONEY_PLACES = 3


def _money() -> models.DecimalField:
    return models.DecimalField(
        max_digits=MONEY_DIGITS, decimal_places=MONEY_PLACES, default=0, db_default=0
    )


def _count() -> models.IntegerField:
    return models.IntegerField(default=0, db_default=0)


class CustomerRollup(models.Model):
    """What one person's orders come to; there is a row for everybody who has ever placed one.

    `orders` counts those that count, so it is 0, and the times are empty, where all were canceled.
    `items` and `returned_items` count pieces; `returned_orders` are those with a piece that came
    back, `discounted_orders` those that cost less than their list prices. Categories are those of
    the goods when they were bought. `cycle_days` is the median gap between the days on which the
    person ordered, empty while too few are known.
    """

    profile_id = models.BigIntegerField(primary_key=True)
    orders = _count()
    items = _count()
    returned_items = _count()
    returned_orders = _count()
    discounted_orders = _count()
    canceled_orders = _count()
    first_order_at = models.DateTimeField(null=True)
    last_order_at = models.DateTimeField(null=True)
    category_ids = ArrayField(models.IntegerField(), default=list)
    channel_ids = ArrayField(models.IntegerField(), default=list)
    cycle_days = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        db_table = "crm_customer_rollup"
        constraints = [
            models.CheckConstraint(
                name="crm_customer_rollup_times",
                condition=Q(
                    orders=0, first_order_at__isnull=True, last_order_at__isnull=True
                )
                | Q(
                    orders__gt=0,
                    first_order_at__isnull=False,
                    last_order_at__gte=models.F("first_order_at"),
                ),
            ),
            models.CheckConstraint(
                name="crm_customer_rollup_parts",
                condition=Q(
                    items__gte=0,
                    returned_items__gte=0,
                    returned_orders__range=(0, models.F("orders")),
                    discounted_orders__range=(0, models.F("orders")),
                    canceled_orders__gte=0,
                ),
            ),
        ]
        indexes = [
            models.Index(name="crm_customer_rollup_last", fields=["last_order_at"]),
            GinIndex(name="crm_customer_rollup_category", fields=["category_ids"]),
        ]

    def __str__(self) -> str:
        return f"rollup of profile {self.profile_id}"


class CustomerMoney(models.Model):
    """One person's money in one currency: received, given back, taken back by the bank, and kept.

    `net` = `paid` - `refunded` - `charged_back`. Money that came off a gift card is in none.
    """

    pk = models.CompositePrimaryKey("profile_id", "currency")
    profile_id = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid = _money()
    refunded = _money()
    charged_back = _money()
    net = _money()

    class Meta:
        db_table = "crm_customer_money"
        constraints = [
            models.CheckConstraint(
                name="crm_customer_money_net",
                condition=Q(
                    net=models.F("paid")
                    - models.F("refunded")
                    - models.F("charged_back")
                ),
            ),
        ]
        indexes = [
            models.Index(name="crm_customer_money_kept", fields=["currency", "net"])
        ]

    def __str__(self) -> str:
        return f"{self.currency} of profile {self.profile_id}"


class CustomerDay(models.Model):
    """What one person ordered on one day in one channel and currency.

    The day is that of the channel's program, else UTC's; `net` is the money kept of that day's
    orders, whenever it was refunded. `channel_id` is the shop's.
    """

    pk = models.CompositePrimaryKey("profile_id", "day", "channel_id", "currency")
    profile_id = models.BigIntegerField()
    day = models.DateField()
    channel_id = models.IntegerField()
    currency = models.CharField(max_length=3)
    orders = _count()
    items = _count()
    net = _money()

    class Meta:
        db_table = "crm_customer_day"
        indexes = [models.Index(name="crm_customer_day_day", fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day} of profile {self.profile_id}"


class CustomerProduct(models.Model):
    """How often one person bought one product; its category when it was bought last.

    Products that were gone from the catalog before we first saw them bought have no row.
    """

    pk = models.CompositePrimaryKey("profile_id", "product_id")
    profile_id = models.BigIntegerField()
    product_id = models.IntegerField()
    category_id = models.IntegerField(null=True)
    orders = _count()
    items = _count()
    returned_items = _count()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "crm_customer_product"
        indexes = [
            models.Index(
                name="crm_customer_product_product", fields=["product_id", "last_at"]
            ),
            models.Index(
                name="crm_customer_product_category", fields=["category_id", "last_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"product {self.product_id} of profile {self.profile_id}"
