"""What staff, imports and the clock do to a shop."""

from datetime import timedelta

from django.utils import timezone

from ..recording.shop import STAFF
from .steps import (
    ADDRESS,
    CHANNEL,
    CUSTOMER_EMAIL,
    GUEST_EMAIL,
    checkout,
    customer,
    unpaid_order,
)


def imported_in_bulk(shop, ids):
    """Import two finished orders of a guest from another system in one call."""
    orders = [_imported(ids, count) for count in (1, 2)]
    shop.record("order_bulk_create", "orderBulkCreate", {"orders": orders}, STAFF)


def imported_with_payment(shop, ids):
    """Import a finished order of a known customer with its payment and its parcel."""
    customer(shop)
    order = _imported(ids, 1) | {
        "user": {"email": CUSTOMER_EMAIL},
        "status": "FULFILLED",
        "transactions": [
            {
                "name": "Card",
                "pspReference": "old-1",
                "amountCharged": {"amount": "15.00", "currency": "USD"},
            }
        ],
        "fulfillments": [
            {
                "lines": [
                    {
                        "variantId": ids["book"],
                        "orderLineIndex": 0,
                        "quantity": 1,
                        "warehouse": ids["warehouse"],
                    }
                ]
            }
        ],
    }
    shop.record("order_bulk_create_paid", "orderBulkCreate", {"orders": [order]}, STAFF)


def drafted(shop, ids):
    """Write an order for a customer as staff and complete it."""
    email = customer(shop)
    new = {
        "channelId": ids["channel"],
        "userEmail": email,
        "shippingAddress": ADDRESS,
        "billingAddress": ADDRESS,
        "lines": [{"variantId": ids["book"], "quantity": 2}],
    }
    made = shop.record("draft_order_create", "draftOrderCreate", {"input": new}, STAFF)
    found = made["order"]["id"]
    shipping = {"id": found, "input": {"shippingMethod": ids["method"]}}
    shop.record("draft_order_update", "draftOrderUpdate", shipping, STAFF)
    shop.record("draft_order_complete", "draftOrderComplete", {"id": found}, STAFF)


def confirmed_by_staff(shop, ids):
    """Confirm an order by hand where the channel wants every order looked at."""
    settings = {"orderSettings": {"automaticallyConfirmAllNewOrders": False}}
    shop.prepare("channelUpdate", {"id": ids["channel"], "input": settings}, STAFF)
    found = checkout(shop, ids)
    name = "checkout_complete_unconfirmed"
    order = shop.record(name, "checkoutComplete", {"id": found})["order"]
    shop.record("order_confirm", "orderConfirm", {"id": order["id"]}, STAFF)


def expired(shop, ids):
    """Let an unpaid, unconfirmed order outlive the channel's term."""
    from saleor.order.models import Order
    from saleor.order.tasks import expire_orders_task

    settings = {
        "orderSettings": {
            "automaticallyConfirmAllNewOrders": False,
            "expireOrdersAfter": 60,
        }
    }
    shop.prepare("channelUpdate", {"id": ids["channel"], "input": settings}, STAFF)
    unpaid_order(shop, ids)
    Order.objects.update(created_at=timezone.now() - timedelta(hours=2))
    shop.record_task("order_expire", expire_orders_task)


def checkouts_are_cleared(shop, ids):
    """Let the nightly task delete an abandoned checkout."""
    from saleor.checkout.models import Checkout
    from saleor.checkout.tasks import delete_expired_checkouts

    checkout(shop, ids)
    Checkout.objects.update(last_change=timezone.now() - timedelta(days=400))
    shop.record_task("checkout_delete_expired", delete_expired_checkouts)


def gift_card_issued(shop, _ids):
    """Issue a gift card to somebody as staff."""
    new = {
        "balance": {"amount": "20.00", "currency": "USD"},
        "isActive": True,
        "userEmail": GUEST_EMAIL,
        "channel": CHANNEL,
    }
    shop.record("gift_card_create", "giftCardCreate", {"input": new}, STAFF)


def sold_out_and_restocked(shop, ids):
    """Sell out of a thing and get it in again; then ask less for it."""
    stock = {"warehouse": ids["warehouse"], "quantity": 0}
    emptied = {"id": ids["book"], "stocks": [stock]}
    mutation = "productVariantStocksUpdate"
    shop.record("variant_stocks_update_empty", mutation, emptied, STAFF)
    filled = {"id": ids["book"], "stocks": [stock | {"quantity": 5}]}
    shop.record("variant_stocks_update", mutation, filled, STAFF)
    prices = [{"channelId": ids["channel"], "price": "8.00"}]
    cheaper = {"id": ids["book"], "input": prices}
    name = "variant_channel_listing_update"
    shop.record(name, "productVariantChannelListingUpdate", cheaper, STAFF)


def _imported(ids, count):
    price = {"gross": f"{count * 10}.00", "net": f"{count * 10}.00"}
    when = "2026-01-02T03:04:05Z"
    return {
        "channel": CHANNEL,
        "createdAt": when,
        "status": "UNFULFILLED",
        "user": {"email": GUEST_EMAIL},
        "billingAddress": ADDRESS,
        "shippingAddress": ADDRESS,
        "currency": "USD",
        "languageCode": "EN",
        "deliveryMethod": {
            "shippingMethodId": ids["method"],
            "shippingPrice": {"gross": "5.00", "net": "5.00"},
            "shippingTaxClassId": ids["tax_class"],
        },
        "lines": [
            {
                "variantId": ids["book"],
                "createdAt": when,
                "isShippingRequired": True,
                "isGiftCard": False,
                "quantity": count,
                "totalPrice": price,
                "undiscountedTotalPrice": price,
                "warehouse": ids["warehouse"],
                "taxClassId": ids["tax_class"],
            }
        ],
    }


SCENARIOS = (
    imported_in_bulk,
    imported_with_payment,
    drafted,
    confirmed_by_staff,
    expired,
    checkouts_are_cleared,
    gift_card_issued,
    sold_out_and_restocked,
)
