"""The recorded scenarios once more, by the sandbox's own operations; names are those of the recordings."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

from operations import accounts, checkouts, fulfillments, imports, orders, payments
from saleor.account.models import Address
from saleor.channel.models import Channel
from saleor.order.models import Order
from saleor.payment.models import TransactionItem
from saleor.site.models import SiteSettings

CUSTOMER, GUEST = "ann@example.com", "guest@example.com"
PASSWORD = "correct horse battery staple"
SHIPPING = Decimal(5)
TEN, TWENTY, FORTY = Decimal(10), Decimal(20), Decimal(40)


class Replay:
    """The small shop of the recordings; `watching` files what happens inside under a recorded name."""

    def __init__(
        self,
        watching: Callable[..., AbstractContextManager[Any]],
        things: dict[str, Any],
    ) -> None:
        self._watching = watching
        self.channel: Channel = things["channel"]
        self.things = things
        self.staff = things["staff"]
        self.app = things["app"]

    def record(self, name: str) -> AbstractContextManager[Any]:
        """Watch what happens inside."""
        return self._watching(name, {})

    def wanted(self, **quantities: int) -> list[checkouts.Wanted]:
        """Name things by their kind: `wanted(book=2)`."""
        return [
            checkouts.Wanted(self.things[kind], count)
            for kind, count in quantities.items()
        ]

    def address(self) -> Address:
        """Make the address that everybody gives."""
        return Address.objects.create(
            first_name="Ann",
            last_name="Lee",
            street_address_1="1 Main Street",
            city="NEW YORK",
            postal_code="10001",
            country="US",
            country_area="NY",
        )

    def customer(self, email: str = CUSTOMER) -> Any:
        """Register and confirm somebody, unwatched."""
        user, token = accounts.register(
            email,
            PASSWORD,
            channel_slug=self.channel.slug,
            first_name="Ann",
            last_name="Lee",
        )
        accounts.confirm(email, token)
        user.refresh_from_db()
        return user

    def checkout(self, user: Any = None, **quantities: int) -> Any:
        """Fill a cart that only lacks the payment, unwatched."""
        who = {"user": user} if user else {"email": GUEST}
        wanted = self.wanted(**(quantities or {"book": 2, "lamp": 1}))
        checkout = checkouts.create(self.channel, wanted, address=self.address(), **who)
        return checkouts.set_delivery(checkout, "Post", SHIPPING)

    def paid_order(self, user: Any = None) -> tuple[Order, TransactionItem]:
        """Buy and pay, unwatched."""
        checkout = self.checkout(user)
        item = checkouts.pay(checkout, reference="payment-1", app=self.app)
        return fresh(orders.complete_checkout(checkout)), item

    def unpaid_order(self, user: Any = None, **quantities: int) -> Order:
        """Buy without paying, unwatched."""
        return fresh(orders.complete_checkout(self.checkout(user, **quantities)))


def fresh(order: Order) -> Order:
    """Read an order anew, as the next request does."""
    return Order.objects.get(pk=order.pk)


def by_price(order: Order) -> list[Any]:
    """List the lines, the book before the lamp."""
    return list(order.lines.order_by("unit_price_gross_amount"))


def registers_and_leaves(replay: Replay) -> None:
    """Register, confirm and delete the account as a customer."""
    with replay.record("account_register"):
        user, token = accounts.register(
            CUSTOMER,
            PASSWORD,
            channel_slug=replay.channel.slug,
            first_name="Ann",
            last_name="Lee",
        )
    with replay.record("confirm_account"):
        accounts.confirm(CUSTOMER, token)
    user.refresh_from_db()
    with replay.record("account_delete"):
        accounts.delete_own_account(user)


def registers_twice(replay: Replay) -> None:
    """Register an address that has an account already."""
    replay.customer()
    with replay.record("account_register_known_email"):
        accounts.register(CUSTOMER, PASSWORD, channel_slug=replay.channel.slug)


def kept_by_staff(replay: Replay) -> None:
    """Create, rename, re-address and delete a customer as staff."""
    with replay.record("customer_create"):
        user = accounts.create_customer(
            CUSTOMER, by=replay.staff, first_name="Ann", last_name="Lee"
        )
    with replay.record("customer_update_name"):
        accounts.update_customer(user, by=replay.staff, first_name="Anna")
    with replay.record("customer_update_email"):
        accounts.update_customer(user, by=replay.staff, email="anna@example.com")
    with replay.record("customer_delete"):
        accounts.delete_customer(user, by=replay.staff)


def deleted_with_orders(replay: Replay) -> None:
    """Delete a customer with an order as staff."""
    user = replay.customer()
    replay.unpaid_order(user)
    with replay.record("customer_delete_with_order"):
        accounts.delete_customer(user, by=replay.staff)


def leaves_with_orders(replay: Replay) -> None:
    """Delete one's own account that has an order."""
    user = replay.customer()
    replay.unpaid_order(user)
    with replay.record("account_delete_with_order"):
        accounts.delete_own_account(user)


def guest_registers(replay: Replay) -> None:
    """Register and confirm as a guest with an order, with the shop's own settings."""
    replay.unpaid_order()
    with replay.record("account_register_guest"):
        _, token = accounts.register(
            GUEST,
            PASSWORD,
            channel_slug=replay.channel.slug,
            first_name="Ann",
            last_name="Lee",
        )
    with replay.record("confirm_account_guest"):
        accounts.confirm(GUEST, token)


def guest_is_linked(replay: Replay) -> None:
    """Do the same where the shop links a guest's orders on confirmation."""
    replay.paid_order()
    SiteSettings.objects.update(account_confirm_merge_mode="require_password")
    _, token = accounts.register(
        GUEST,
        PASSWORD,
        channel_slug=replay.channel.slug,
        first_name="Ann",
        last_name="Lee",
    )
    with replay.record("confirm_account_linking_guest_orders"):
        accounts.confirm(GUEST, token)
    SiteSettings.objects.update(account_confirm_merge_mode="merge_disabled")


def guest_is_adopted_by_staff(replay: Replay) -> None:
    """Staff give a customer the address a guest ordered with."""
    replay.paid_order()
    user = accounts.create_customer(CUSTOMER, by=replay.staff, first_name="Ann")
    with replay.record("customer_update_email_linking_guest_orders"):
        accounts.update_customer(user, by=replay.staff, email=GUEST, is_confirmed=True)


def guest_pays(replay: Replay) -> None:
    """Fill a checkout step by step as a guest, pay in full and complete it."""
    with replay.record("checkout_create_anonymous"):
        checkout = checkouts.create(replay.channel, replay.wanted(book=1), email=GUEST)
    with replay.record("checkout_lines_add"):
        checkouts.add_lines(checkout, replay.wanted(book=1, lamp=1))
    with replay.record("checkout_shipping_address_update"):
        checkouts.set_shipping_address(checkout, replay.address())
    with replay.record("checkout_billing_address_update"):
        checkouts.set_billing_address(checkout, replay.address())
    with replay.record("checkout_delivery_method_update"):
        checkouts.set_delivery(checkout, "Post", SHIPPING)
    with replay.record("checkout_transaction_create"):
        checkouts.pay(checkout, reference="payment-1", app=replay.app)
    with replay.record("checkout_complete_paid"):
        orders.complete_checkout(checkout)


def guest_pays_later(replay: Replay) -> None:
    """Leave the e-mail later, change a quantity and order without paying."""
    with replay.record("checkout_create_without_email"):
        checkout = checkouts.create(replay.channel, replay.wanted(book=2, lamp=1))
    line = checkout.lines.get(variant=replay.things["book"])
    with replay.record("checkout_lines_update"):
        checkout = checkouts.set_quantity(line, 1)
    with replay.record("checkout_email_update"):
        checkouts.set_email(checkout, GUEST)
    checkouts.set_shipping_address(checkout, replay.address())
    checkouts.set_billing_address(checkout, replay.address())
    checkouts.set_delivery(checkout, "Post", SHIPPING)
    with replay.record("checkout_complete_unpaid"):
        orders.complete_checkout(checkout)


def customer_pays_in_parts(replay: Replay) -> None:
    """Pay a part signed in, then the rest by a reported charge, and complete."""
    user = replay.customer()
    with replay.record("checkout_create_signed_in"):
        checkout = checkouts.create(
            replay.channel,
            replay.wanted(book=2, lamp=1),
            user=user,
            address=replay.address(),
        )
    checkouts.set_delivery(checkout, "Post", SHIPPING)
    with replay.record("checkout_transaction_create_partial"):
        item = checkouts.pay(checkout, TWENTY, reference="payment-1", app=replay.app)
    with replay.record("checkout_charge_rest"):
        payments.report_event(
            item, "charge_success", Decimal(30), reference="payment-2", app=replay.app
        )
    checkout.refresh_from_db()
    with replay.record("checkout_complete_paid_signed_in"):
        orders.complete_checkout(checkout)


def customer_pays_a_part_only(replay: Replay) -> None:
    """Place an order of which only a part was charged; charge the rest on the order."""
    checkout = replay.checkout(replay.customer())
    item = checkouts.pay(checkout, TWENTY, reference="payment-1", app=replay.app)
    with replay.record("checkout_complete_partially_paid"):
        orders.complete_checkout(checkout)
    with replay.record("order_charge_rest"):
        payments.report_event(
            item, "charge_success", Decimal(30), reference="payment-2", app=replay.app
        )


def guest_signs_in(replay: Replay) -> None:
    """Attach a guest's checkout to an account."""
    user = replay.customer()
    checkout = replay.checkout()
    with replay.record("checkout_customer_attach"):
        checkouts.attach_customer(checkout, user)


def second_order(replay: Replay) -> None:
    """Place another order as a customer who has one."""
    user = replay.customer()
    replay.paid_order(user)
    user.refresh_from_db()
    checkout = replay.checkout(user)
    checkouts.pay(checkout, reference="payment-9", app=replay.app)
    with replay.record("checkout_complete_second_order"):
        orders.complete_checkout(checkout)


def checkouts_are_cleared(replay: Replay) -> None:
    """Delete an abandoned checkout by the nightly task."""
    checkout = replay.checkout()
    with replay.record("checkout_delete_expired"):
        checkouts.delete_abandoned([checkout])


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


SCENARIOS: tuple[Callable[[Replay], None], ...] = (
    registers_and_leaves,
    registers_twice,
    kept_by_staff,
    deleted_with_orders,
    leaves_with_orders,
    guest_registers,
    guest_is_linked,
    guest_is_adopted_by_staff,
    guest_pays,
    guest_pays_later,
    customer_pays_in_parts,
    customer_pays_a_part_only,
    guest_signs_in,
    second_order,
    checkouts_are_cleared,
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
