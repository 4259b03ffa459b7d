"""Tables of observation: what was told about orders, accounts and carts, and how far the walks have got."""

from django.db import models
from django.db.models.functions import Now

MONEY_DIGITS = 20
MONEY_PLACES = 3


def _money() -> models.DecimalField:
    return models.DecimalField(
        max_digits=MONEY_DIGITS, decimal_places=MONEY_PLACES, default=0, db_default=0
    )


class ToldOrder(models.Model):
    """What was told about one order; the row is the lock under which it is observed.

    `state` is the whole `core.shop.OrderState` (values that are the default are left out); the
    columns repeat what is asked for in SQL. Rows are never deleted, revisions never renumbered:
    facts' keys are made of them. `is_placed` stays true once the order was placed.
    """

    order_id = models.UUIDField(primary_key=True)
    state = models.JSONField(null=True)
    revision = models.IntegerField(default=0, db_default=0)
    fingerprint = models.BigIntegerField(null=True)
    profile_id = models.BigIntegerField(null=True)
    user_id = models.IntegerField(null=True)
    email_hash = models.CharField(max_length=64, default="", db_default="")
    channel = models.CharField(max_length=255, default="", db_default="")
    currency = models.CharField(max_length=3, default="", db_default="")
    placed_at = models.DateTimeField(null=True)
    total_gross = _money()
    total_net = _money()
    shipping_gross = _money()
    shipping_net = _money()
    lines_gross = _money()
    lines_net = _money()
    paid = _money()
    paid_by_gift_cards = _money()
    refunded = _money()
    refunded_shipping = _money()
    charged_back = _money()
    is_placed = models.BooleanField(default=False, db_default=False)
    is_canceled = models.BooleanField(default=False, db_default=False)
    is_gone = models.BooleanField(default=False, db_default=False)
    is_reissue = models.BooleanField(default=False, db_default=False)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_told_order"
        indexes = [
            models.Index(
                fields=["profile_id", "placed_at"], name="crm_told_order_profile"
            ),
            models.Index(
                fields=["user_id"],
                name="crm_told_order_user",
                condition=models.Q(user_id__isnull=False),
            ),
            models.Index(
                fields=["email_hash"],
                name="crm_told_order_email",
                condition=~models.Q(email_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.order_id)


class ToldCustomer(models.Model):
    """What was told about one account; the row is the lock under which it is observed.

    `verified_hash` is the hash of the e-mail that the account proved by a link, as a hook said.
    """

    user_id = models.IntegerField(primary_key=True)
    state = models.JSONField(null=True)
    revision = models.IntegerField(default=0, db_default=0)
    profile_id = models.BigIntegerField(null=True)
    email_hash = models.CharField(max_length=64, default="", db_default="")
    verified_hash = models.CharField(max_length=64, default="", db_default="")
    is_registered = models.BooleanField(default=False, db_default=False)
    is_gone = models.BooleanField(default=False, db_default=False)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_told_customer"
        indexes = [
            models.Index(fields=["profile_id"], name="crm_told_customer_profile"),
            models.Index(
                fields=["email_hash"],
                name="crm_told_customer_email",
                condition=~models.Q(email_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class ToldCheckout(models.Model):
    """What was told about one cart; the row is the lock under which it is observed.

    `is_open` is true while the cart was told and is neither an order nor gone. Rows that are not
    open are forgotten after a while: the shop does not use a token twice.
    """

    checkout_id = models.UUIDField(primary_key=True)
    state = models.JSONField(null=True)
    revision = models.IntegerField(default=0, db_default=0)
    profile_id = models.BigIntegerField(null=True)
    user_id = models.IntegerField(null=True)
    email_hash = models.CharField(max_length=64, default="", db_default="")
    channel = models.CharField(max_length=255, default="", db_default="")
    currency = models.CharField(max_length=3, default="", db_default="")
    quantity = models.IntegerField(default=0, db_default=0)
    total_gross = _money()
    last_change = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True)
    is_open = models.BooleanField(default=False, db_default=False)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_told_checkout"
        indexes = [
            models.Index(fields=["profile_id"], name="crm_told_checkout_profile"),
            models.Index(
                fields=["last_change"],
                name="crm_told_checkout_open",
                condition=models.Q(is_open=True),
            ),
            models.Index(
                fields=["told_at"],
                name="crm_told_checkout_closed",
                condition=models.Q(is_open=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.checkout_id)


class Walk(models.Model):
    """How far a walk over the shop has got, so that it can go on after a stop.

    `reached_at` and `reached_id` mean what the walk says; `finished_at` is None while it runs.
    """

    name = models.CharField(max_length=32, primary_key=True)
    reached_at = models.DateTimeField(null=True)
    reached_id = models.CharField(max_length=64, blank=True, default="")
    seen = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_walk"

    def __str__(self) -> str:
        return self.name


class ToldPaymentFailure(models.Model):
    """A failed payment that was told lately, so that it is told once.

    Named by the shop's table (`source`) and the row's number in it. Rows behind which the walk
    never looks again are deleted.
    """

    pk = models.CompositePrimaryKey("source", "number")
    source = models.CharField(max_length=16)
    number = models.BigIntegerField()

    class Meta:
        db_table = "crm_told_payment_failure"

    def __str__(self) -> str:
        return f"{self.source} {self.number}"
