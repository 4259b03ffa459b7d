"""Orders are shipped, returned, refunded and canceled."""

from ..recording.shop import APP, STAFF
from .steps import fulfillment, paid_order, returned, unpaid_order


def shipped_whole_and_returned(shop, ids):
    """Ship everything at once; take some back, then the rest; move no money."""
    order, _ = paid_order(shop, ids)
    made = shop.record(
        "order_fulfill_whole", "orderFulfill", fulfillment(order, ids), STAFF
    )
    shipped = made["fulfillments"][0]
    name = "order_fulfillment_return_partial"
    mutation = "orderFulfillmentReturnProducts"
    shop.record(name, mutation, returned(order, shipped, 1, 0), STAFF)
    rest = returned(order, shipped, 1, 1)
    shop.record("order_fulfillment_return_rest", mutation, rest, STAFF)


def returned_in_small_parts(shop, ids):
    """Take one piece back, then another one of the same line: the state stays as it is."""
    order, _ = paid_order(shop, ids, book=3, lamp=1, amount="60.00")
    shipped = shop.prepare("orderFulfill", fulfillment(order, ids), STAFF)
    mutation = "orderFulfillmentReturnProducts"
    parcel = shipped["fulfillments"][0]
    shop.prepare(mutation, returned(order, parcel, 1, 0), STAFF)
    name = "order_fulfillment_return_again"
    shop.record(name, mutation, returned(order, parcel, 1, 0), STAFF)


def exchanged(shop, ids):
    """Take one piece back and send another one for it."""
    order, _ = paid_order(shop, ids)
    shipped = shop.prepare("orderFulfill", fulfillment(order, ids), STAFF)
    line = shipped["fulfillments"][0]["lines"][0]["id"]
    exchange = {"fulfillmentLineId": line, "quantity": 1, "replace": True}
    variables = {"order": order["id"], "input": {"fulfillmentLines": [exchange]}}
    name = "order_fulfillment_replace"
    shop.record(name, "orderFulfillmentReturnProducts", variables, STAFF)


def shipped_in_parts(shop, ids):
    """Ship one thing, then the rest; call the second parcel back."""
    order, _ = paid_order(shop, ids)
    first = fulfillment(order, ids, 1, 0)
    shop.record("order_fulfill_partial", "orderFulfill", first, STAFF)
    rest = fulfillment(order, ids, 1, 1)
    made = shop.record("order_fulfill_rest", "orderFulfill", rest, STAFF)
    called_back = {
        "id": made["fulfillments"][0]["id"],
        "input": {"warehouseId": ids["warehouse"]},
    }
    shop.record(
        "order_fulfillment_cancel", "orderFulfillmentCancel", called_back, STAFF
    )


def refunded_by_transaction(shop, ids):
    """Give money back in two reports, one of which bounces."""
    order, transaction = paid_order(shop, ids)
    shop.prepare("orderFulfill", fulfillment(order, ids), STAFF)
    for name, kind, amount, reference in (
        ("transaction_refund_partial", "REFUND_SUCCESS", "10.00", "refund-1"),
        ("transaction_refund_rest", "REFUND_SUCCESS", "40.00", "refund-2"),
        ("transaction_refund_reverse", "REFUND_REVERSE", "40.00", "refund-2"),
    ):
        report = {
            "id": transaction,
            "type": kind,
            "amount": amount,
            "pspReference": reference,
        }
        shop.record(name, "transactionEventReport", report, APP)


def refund_reported_again(shop, ids):
    """Report the same refund twice."""
    _, transaction = paid_order(shop, ids)
    report = {
        "id": transaction,
        "type": "REFUND_SUCCESS",
        "amount": "10.00",
        "pspReference": "refund-1",
    }
    shop.prepare("transactionEventReport", report, APP)
    shop.record("transaction_refund_again", "transactionEventReport", report, APP)


def charged_back(shop, ids):
    """Let the customer's bank take a part of the money back, then the rest."""
    _, transaction = paid_order(shop, ids)
    for name, amount, reference in (
        ("transaction_charge_back_partial", "10.00", "back-1"),
        ("transaction_charge_back_rest", "40.00", "back-2"),
    ):
        report = {
            "id": transaction,
            "type": "CHARGE_BACK",
            "amount": amount,
            "pspReference": reference,
        }
        shop.record(name, "transactionEventReport", report, APP)


def marked_as_paid_and_refunded(shop, ids):
    """Mark an order as paid, then give money back in three ways."""
    order = unpaid_order(shop, ids, book=3, lamp=1)
    shop.record("order_mark_as_paid", "orderMarkAsPaid", {"id": order["id"]}, STAFF)
    unshipped = {
        "order": order["id"],
        "input": {
            "orderLines": [{"orderLineId": order["lines"][0]["id"], "quantity": 1}]
        },
    }
    name = "order_fulfillment_refund_products"
    shop.record(name, "orderFulfillmentRefundProducts", unshipped, STAFF)
    refund = {"id": order["id"], "amount": "5.00"}
    shop.record("order_refund_partial", "orderRefund", refund, STAFF)
    made = shop.prepare("orderFulfill", fulfillment(order, ids, 2, 1), STAFF)
    back = returned(order, made["fulfillments"][0], 1, 0, refund=True)
    name = "order_fulfillment_return_with_refund"
    shop.record(name, "orderFulfillmentReturnProducts", back, STAFF)
    rest = {"id": order["id"], "amount": "35.00"}
    shop.record("order_refund_rest", "orderRefund", rest, STAFF)


def marked_as_paid_by_transaction(shop, ids):
    """Mark as paid where the channel keeps payments as transactions."""
    settings = {"orderSettings": {"markAsPaidStrategy": "TRANSACTION_FLOW"}}
    shop.prepare("channelUpdate", {"id": ids["channel"], "input": settings}, STAFF)
    order = unpaid_order(shop, ids)
    name = "order_mark_as_paid_transaction_flow"
    shop.record(name, "orderMarkAsPaid", {"id": order["id"]}, STAFF)


def canceled(shop, ids):
    """Cancel an unpaid and a paid order, and two more in bulk."""
    unpaid = unpaid_order(shop, ids)
    shop.record("order_cancel_unpaid", "orderCancel", {"id": unpaid["id"]}, STAFF)
    paid, _ = paid_order(shop, ids)
    shop.record("order_cancel_paid", "orderCancel", {"id": paid["id"]}, STAFF)
    several = [unpaid_order(shop, ids)["id"] for _ in range(2)]
    shop.record("order_bulk_cancel", "orderBulkCancel", {"ids": several}, STAFF)


def changed_by_staff(shop, ids):
    """Correct the e-mail address of an order and write metadata on it."""
    order, _ = paid_order(shop, ids)
    email = {"id": order["id"], "input": {"userEmail": "other@example.com"}}
    shop.record("order_update_email", "orderUpdate", email, STAFF)
    metadata = {"id": order["id"], "input": [{"key": "k", "value": "v"}]}
    shop.record("order_update_metadata", "updateMetadata", metadata, STAFF)


def refund_granted(shop, ids):
    """Promise a refund; no money moves yet."""
    order, transaction = paid_order(shop, ids)
    amount = {"amount": "10.00", "reason": "Late", "transactionId": transaction}
    promise = {"id": order["id"], "input": amount}
    shop.record("order_grant_refund_create", "orderGrantRefundCreate", promise, STAFF)


SCENARIOS = (
    shipped_whole_and_returned,
    returned_in_small_parts,
    exchanged,
    shipped_in_parts,
    refunded_by_transaction,
    refund_reported_again,
    charged_back,
    marked_as_paid_and_refunded,
    marked_as_paid_by_transaction,
    canceled,
    changed_by_staff,
    refund_granted,
)
