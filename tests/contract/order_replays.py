"""The recorded scenarios of orders once more, by the sandbox's own operations."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from operations import fulfillments, imports, orders, payments
from saleor.channel.models import Channel

from .replays import FORTY, GUEST, SHIPPING, TEN, Replay, by_price, fresh


def shipped_whole_and_returned(replay: Replay) -> None:
    """Everything is shipped at once; some comes back, then the rest; no money moves."""
    order, _ = replay.paid_order()
    book, lamp = by_price(order)
    with replay.record("order_fulfill_whole"):
        fulfillments.fulfill(order, by=replay.staff)
    with replay.record("order_fulfillment_return_partial"):
        fulfillments.return_lines(fresh(order), {book: 1}, by=replay.staff)
    with replay.record("order_fulfillment_return_rest"):
        fulfillments.return_lines(fresh(order), {book: 1, lamp: 1}, by=replay.staff)


def shipped_in_parts(replay: Replay) -> None:
    """One thing is shipped, then the rest; the second parcel is called back."""
    order, _ = replay.paid_order()
    book, lamp = by_price(order)
    with replay.record("order_fulfill_partial"):
        fulfillments.fulfill(order, {book: 1}, by=replay.staff)
    with replay.record("order_fulfill_rest"):
        parcel = fulfillments.fulfill(fresh(order), {book: 1, lamp: 1}, by=replay.staff)
    with replay.record("order_fulfillment_cancel"):
        fulfillments.cancel(
            parcel, warehouse=replay.things["warehouse"], by=replay.staff
        )


def refunded_by_transaction(replay: Replay) -> None:
    """Money goes back in two reports, one of them bounces."""
    order, item = replay.paid_order()
    fulfillments.fulfill(order)
    for name, kind, amount, reference in (
        ("transaction_refund_partial", "refund_success", TEN, "refund-1"),
        ("transaction_refund_rest", "refund_success", FORTY, "refund-2"),
        ("transaction_refund_reverse", "refund_reverse", FORTY, "refund-2"),
    ):
        with replay.record(name):
            payments.report_event(
                item, kind, amount, reference=reference, app=replay.app
            )


def refund_reported_again(replay: Replay) -> None:
    """Report the same refund twice."""
    _, item = replay.paid_order()
    payments.report_event(
        item, "refund_success", TEN, reference="refund-1", app=replay.app
    )
    with replay.record("transaction_refund_again"):
        payments.report_event(
            item, "refund_success", TEN, reference="refund-1", app=replay.app
        )


def charged_back(replay: Replay) -> None:
    """Take a part of the money back by the customer's bank, then the rest."""
    _, item = replay.paid_order()
    for name, amount, reference in (
        ("transaction_charge_back_partial", TEN, "back-1"),
        ("transaction_charge_back_rest", FORTY, "back-2"),
    ):
        with replay.record(name):
            payments.report_event(
                item, "charge_back", amount, reference=reference, app=replay.app
            )


def marked_as_paid_and_refunded(replay: Replay) -> None:
    """Staff mark an order as paid, then give money back in three ways."""
    order = replay.unpaid_order(book=3, lamp=1)
    book, lamp = by_price(order)
    with replay.record("order_mark_as_paid"):
        payments.mark_as_paid(order, by=replay.staff)
    with replay.record("order_fulfillment_refund_products"):
        fulfillments.refund_products(fresh(order), {book: 1}, by=replay.staff)
    with replay.record("order_refund_partial"):
        payments.refund_amount(fresh(order), Decimal(5), by=replay.staff)
    fulfillments.fulfill(fresh(order), {book: 2, lamp: 1}, by=replay.staff)
    with replay.record("order_fulfillment_return_with_refund"):
        fulfillments.return_lines(fresh(order), {book: 1}, refund=True, by=replay.staff)
    with replay.record("order_refund_rest"):
        payments.refund_amount(fresh(order), FORTY, by=replay.staff)


def marked_as_paid_by_transaction(replay: Replay) -> None:
    """Mark as paid where the channel keeps payments as transactions."""
    order = replay.unpaid_order()
    with replay.record("order_mark_as_paid_transaction_flow"):
        payments.mark_as_paid_by_transaction(order, by=replay.staff)


def canceled(replay: Replay) -> None:
    """Cancel an unpaid and a paid order."""
    unpaid = replay.unpaid_order()
    with replay.record("order_cancel_unpaid"):
        orders.cancel(unpaid, by=replay.staff)
    paid, _ = replay.paid_order()
    with replay.record("order_cancel_paid"):
        orders.cancel(paid, by=replay.staff)


def changed_by_staff(replay: Replay) -> None:
    """Staff correct the e-mail address of an order."""
    order, _ = replay.paid_order()
    with replay.record("order_update_email"):
        orders.update(order, user_email="other@example.com")


def confirmed_by_staff(replay: Replay) -> None:
    """Confirm an order by staff, where the channel wants every one looked at."""
    Channel.objects.update(automatically_confirm_all_new_orders=False)
    replay.channel.refresh_from_db()
    checkout = replay.checkout()
    with replay.record("checkout_complete_unconfirmed"):
        order = orders.complete_checkout(checkout)
    with replay.record("order_confirm"):
        orders.confirm(fresh(order), by=replay.staff)


def expired(replay: Replay) -> None:
    """Let an unpaid, unconfirmed order outlive the channel's term."""
    Channel.objects.update(automatically_confirm_all_new_orders=False)
    replay.channel.refresh_from_db()
    order = replay.unpaid_order()
    with replay.record("order_expire"):
        orders.expire([order])


def imported_in_bulk(replay: Replay) -> None:
    """Two finished orders of a guest come from another system in one call."""
    when = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    with replay.record("order_bulk_create"):
        imports.bulk_create(
            replay.channel,
            [
                imports.Imported(
                    email=GUEST,
                    created_at=when,
                    shipping=SHIPPING,
                    address=replay.address(),
                    lines=[
                        imports.ImportedLine(
                            variant=replay.things["book"],
                            quantity=count,
                            unit_price=TEN,
                        )
                    ],
                )
                for count in (1, 2)
            ],
        )


def drafted(replay: Replay) -> None:
    """Staff write an order for a customer and complete it."""
    user = replay.customer()
    line = imports.ImportedLine(
        variant=replay.things["book"], quantity=2, unit_price=TEN
    )
    with replay.record("draft_order_create"):
        order = imports.create_draft(
            replay.channel,
            imports.Imported(
                email=user.email, user=user, lines=[line], address=replay.address()
            ),
            by=replay.staff,
        )
    with replay.record("draft_order_complete"):
        imports.complete_draft(order, by=replay.staff)


ORDERS: tuple[Callable[[Replay], None], ...] = (
    shipped_whole_and_returned,
    shipped_in_parts,
    refunded_by_transaction,
    refund_reported_again,
    charged_back,
    marked_as_paid_and_refunded,
    marked_as_paid_by_transaction,
    canceled,
    changed_by_staff,
    confirmed_by_staff,
    expired,
    imported_in_bulk,
    drafted,
)
