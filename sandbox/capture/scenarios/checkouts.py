"""Checkouts are filled, paid and completed."""

from ..recording.shop import APP, STAFF
from .steps import (
    ADDRESS,
    CHANNEL,
    GUEST_EMAIL,
    checkout,
    checkout_input,
    customer,
    lines,
    paid_order,
    payment,
)


def guest_pays(shop, ids):
    """Fill a checkout as a guest step by step, pay in full and complete it."""
    start = {"channel": CHANNEL, "email": GUEST_EMAIL, "lines": lines(ids, book=1)}
    made = shop.record("checkout_create_anonymous", "checkoutCreate", {"input": start})
    found = made["checkout"]["id"]
    more = {"id": found, "lines": lines(ids, book=1, lamp=1)}
    shop.record("checkout_lines_add", "checkoutLinesAdd", more)
    address = {"id": found, "address": ADDRESS}
    shop.record(
        "checkout_shipping_address_update", "checkoutShippingAddressUpdate", address
    )
    shop.record(
        "checkout_billing_address_update", "checkoutBillingAddressUpdate", address
    )
    method = {"id": found, "method": ids["method"]}
    shop.record(
        "checkout_delivery_method_update", "checkoutDeliveryMethodUpdate", method
    )
    shop.record(
        "checkout_transaction_create", "transactionCreate", payment(found, "50.00"), APP
    )
    shop.record("checkout_complete_paid", "checkoutComplete", {"id": found})


def guest_pays_later(shop, ids):
    """Leave the e-mail later, change a quantity and order without paying."""
    start = {"channel": CHANNEL, "lines": lines(ids, book=2, lamp=1)}
    made = shop.record(
        "checkout_create_without_email", "checkoutCreate", {"input": start}
    )
    found = made["checkout"]["id"]
    line = made["checkout"]["lines"][0]["id"]
    fewer = {"id": found, "lines": [{"lineId": line, "quantity": 1}]}
    shop.record("checkout_lines_update", "checkoutLinesUpdate", fewer)
    email = {"id": found, "email": GUEST_EMAIL}
    shop.record("checkout_email_update", "checkoutEmailUpdate", email)
    address = {"id": found, "address": ADDRESS}
    shop.prepare("checkoutShippingAddressUpdate", address)
    shop.prepare("checkoutBillingAddressUpdate", address)
    method = {"id": found, "method": ids["method"]}
    shop.prepare("checkoutDeliveryMethodUpdate", method)
    shop.record("checkout_complete_unpaid", "checkoutComplete", {"id": found})


def customer_pays_in_parts(shop, ids):
    """Pay a part, signed in, then the rest by a reported charge, and complete."""
    email = customer(shop)
    start = {"input": checkout_input(ids, by=email)}
    made = shop.record("checkout_create_signed_in", "checkoutCreate", start, email)
    found = made["checkout"]["id"]
    method = {"id": found, "method": ids["method"]}
    shop.prepare("checkoutDeliveryMethodUpdate", method, email)
    name = "checkout_transaction_create_partial"
    paid = shop.record(name, "transactionCreate", payment(found, "20.00"), APP)
    rest = {
        "id": paid["transaction"]["id"],
        "type": "CHARGE_SUCCESS",
        "amount": "30.00",
        "pspReference": "payment-2",
    }
    shop.record("checkout_charge_rest", "transactionEventReport", rest, APP)
    shop.record(
        "checkout_complete_paid_signed_in", "checkoutComplete", {"id": found}, email
    )


def customer_pays_a_part_only(shop, ids):
    """Place an order although only a part was charged; charge the rest on the order."""
    email = customer(shop)
    found = checkout(shop, ids, by=email)
    paid = shop.prepare("transactionCreate", payment(found, "20.00"), APP)
    name = "checkout_complete_partially_paid"
    shop.record(name, "checkoutComplete", {"id": found}, email)
    rest = {
        "id": paid["transaction"]["id"],
        "type": "CHARGE_SUCCESS",
        "amount": "30.00",
        "pspReference": "payment-2",
    }
    shop.record("order_charge_rest", "transactionEventReport", rest, APP)


def guest_signs_in(shop, ids):
    """Attach a guest's checkout to an account."""
    email = customer(shop)
    found = checkout(shop, ids)
    shop.record(
        "checkout_customer_attach", "checkoutCustomerAttach", {"id": found}, email
    )


def guest_uses_a_voucher(shop, ids):
    """Make a voucher as staff; take it off the price as a guest and pay the rest."""
    new = {
        "name": "Five off",
        "type": "ENTIRE_ORDER",
        "discountValueType": "FIXED",
        "addCodes": ["FIVE-OFF"],
        "usageLimit": 1,
        "singleUse": True,
    }
    made = shop.record("voucher_create", "voucherCreate", {"input": new}, STAFF)
    value = {"addChannels": [{"channelId": ids["channel"], "discountValue": "5.00"}]}
    listing = {"id": made["voucher"]["id"], "input": value}
    shop.record(
        "voucher_channel_listing_update", "voucherChannelListingUpdate", listing, STAFF
    )
    found = checkout(shop, ids)
    code = {"id": found, "code": "FIVE-OFF"}
    shop.record("checkout_add_promo_code", "checkoutAddPromoCode", code)
    shop.prepare("transactionCreate", payment(found, "45.00"), APP)
    shop.record("checkout_complete_with_voucher", "checkoutComplete", {"id": found})


def card_is_refused(shop, ids):
    """Try to pay a cart with a card that is refused; order all the same and try twice more."""
    found = checkout(shop, ids)
    tried = shop.prepare("transactionCreate", payment(found, "0.00"), APP)
    item = tried["transaction"]["id"]
    refusal = _refusal(item, "CHARGE_FAILURE", "refused-1")
    shop.record("checkout_charge_failure", "transactionEventReport", refusal, APP)
    shop.prepare("checkoutComplete", {"id": found})
    for name, kind, reference in (
        ("order_charge_failure", "CHARGE_FAILURE", "refused-2"),
        ("order_authorization_failure", "AUTHORIZATION_FAILURE", "refused-3"),
    ):
        refusal = _refusal(item, kind, reference)
        shop.record(name, "transactionEventReport", refusal, APP)


def second_order(shop, ids):
    """Place another order as a customer who has one."""
    email = customer(shop)
    paid_order(shop, ids, by=email)
    found = checkout(shop, ids, by=email)
    shop.prepare("transactionCreate", payment(found, "50.00", "payment-9"), APP)
    shop.record(
        "checkout_complete_second_order", "checkoutComplete", {"id": found}, email
    )


def _refusal(transaction, kind, reference):
    return {
        "id": transaction,
        "type": kind,
        "amount": "50.00",
        "pspReference": reference,
    }


SCENARIOS = (
    guest_pays,
    guest_pays_later,
    customer_pays_in_parts,
    customer_pays_a_part_only,
    guest_signs_in,
    guest_uses_a_voucher,
    card_is_refused,
    second_order,
)
