"""A replayed past is the same as one lived operation by operation."""

import datetime
from decimal import Decimal

import pytest

from . import rows
from .committing import committed

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

PLACED_AT = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
SENT_AT = datetime.datetime(2024, 3, 3, 12, tzinfo=datetime.UTC)
TABLES = (
    "order.Order",
    "order.OrderLine",
    "order.OrderEvent",
    "order.Fulfillment",
    "order.FulfillmentLine",
    "payment.TransactionItem",
    "payment.TransactionEvent",
    "account.CustomerEvent",
)
# Keys, and the two that differ on purpose: addresses and texts of the payment service.
UNCOMPARED = {
    "id",
    "number",
    "checkout_token",
    "token",
    "psp_reference",
    "shipping_address_id",
    "billing_address_id",
}


def content(label, references):
    """List the rows of a table without keys; a reference counts only as present or absent."""
    model = rows.model(label)
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if field.attname not in UNCOMPARED
    ]
    found = model.objects.order_by("pk").values(*names)
    return [
        {
            name: value is not None if name in references else value
            for name, value in row.items()
        }
        for row in found
    ]


def referring(label):
    fields = rows.model(label)._meta.concrete_fields
    return {field.attname for field in fields if field.is_relation} | {"parameters"}


def picture():
    return {label: content(label, referring(label)) for label in TABLES}


def lived(shop, user):
    from operations import acting, checkouts, fulfillments, orders

    with acting.shop_time(PLACED_AT), committed():
        checkout = checkouts.create(
            shop.channel, [checkouts.Wanted(shop.book, 2)], user=user
        )
        checkouts.pay(checkout, reference="one")
        order = orders.complete_checkout(checkout)
    with acting.shop_time(SENT_AT), committed():
        fulfillments.fulfill(order)


def replayed(shop, user):
    from operations import replay

    book = replay.Bought(variant=shop.book, quantity=2, unit_price=Decimal(10))
    purchase = replay.Purchase(
        email=user.email,
        user=user,
        bought=(book,),
        placed_at=PLACED_AT,
        sent_at=SENT_AT,
    )
    return [
        order for batch in replay.replay(shop.channel, [purchase]) for order in batch
    ]


def test_replayed_purchase_leaves_the_rows_of_a_lived_one(shop):
    user = rows.make_user()
    replayed(shop, user)
    by_replay = picture()
    rows.model("payment.TransactionItem").objects.all().delete()
    rows.model("order.Order").objects.all().delete()
    rows.model("account.CustomerEvent").objects.all().delete()

    lived(shop, user)

    by_operations = picture()
    assert by_operations["order.Order"][0]["created_at"] == PLACED_AT
    assert by_operations == by_replay


def test_replayed_orders_are_counted_on_their_account(shop):
    user = rows.make_user()

    replayed(shop, user)
    replayed(shop, user)

    user.refresh_from_db()
    assert getattr(user, "number_of_orders", 2) == 2  # 3.21 does not count


def test_accounts_are_opened_in_the_past():
    from operations import replay

    (user,) = replay.open_accounts(
        [replay.Account(email="ada@example.com", joined_at=PLACED_AT)]
    )

    user.refresh_from_db()
    assert (user.date_joined, user.updated_at, user.is_confirmed) == (
        PLACED_AT,
        PLACED_AT,
        True,
    )
    assert user.has_usable_password() is False
