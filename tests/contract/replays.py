"""The recorded scenarios once more, by the sandbox's own operations; names are those of the recordings."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

from operations import accounts, checkouts, goods, orders, payments, vouchers
from saleor.account.models import Address
from saleor.channel.models import Channel
from saleor.order.models import Order
from saleor.payment.models import TransactionItem
from saleor.site.models import SiteSettings

CUSTOMER, GUEST = "ann@example.com", "guest@example.com"
PASSWORD = "correct horse battery staple"
SHIPPING = Decimal(5)
ZERO, TEN, TWENTY, FORTY = Decimal(0), Decimal(10), Decimal(20), Decimal(40)


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


def guest_uses_a_voucher(replay: Replay) -> None:
    """Make a voucher as staff; take it off the price as a guest and pay the rest."""
    with replay.record("voucher_create"):
        voucher = vouchers.create(
            "Five off", ["FIVE-OFF"], usage_limit=1, single_use=True
        )
    with replay.record("voucher_channel_listing_update"):
        vouchers.sell_in(voucher, replay.channel, Decimal(5))
    checkout = replay.checkout()
    with replay.record("checkout_add_promo_code"):
        checkouts.add_promo_code(checkout, "FIVE-OFF")
    checkouts.pay(checkout, reference="payment-1", app=replay.app)
    with replay.record("checkout_complete_with_voucher"):
        orders.complete_checkout(checkout)


def card_is_refused(replay: Replay) -> None:
    """Try to pay a cart with a card that is refused; order all the same and try twice more."""
    checkout = replay.checkout()
    item = checkouts.pay(checkout, ZERO, reference="payment-1", app=replay.app)
    with replay.record("checkout_charge_failure"):
        _refuse(replay, item, "charge_failure", "refused-1")
    checkout.refresh_from_db()
    orders.complete_checkout(checkout)
    item.refresh_from_db()
    with replay.record("order_charge_failure"):
        _refuse(replay, item, "charge_failure", "refused-2")
    with replay.record("order_authorization_failure"):
        _refuse(replay, item, "authorization_failure", "refused-3")


def _refuse(replay: Replay, item: TransactionItem, kind: str, reference: str) -> None:
    payments.report_event(item, kind, Decimal(50), reference=reference, app=replay.app)


def sold_out_and_restocked(replay: Replay) -> None:
    """Sell out of a thing and get it in again; then ask less for it."""
    book, warehouse = replay.things["book"], replay.things["warehouse"]
    goods.set_stock(book, warehouse, 1000)
    with replay.record("variant_stocks_update_empty"):
        goods.set_stock(book, warehouse, 0)
    with replay.record("variant_stocks_update"):
        goods.set_stock(book, warehouse, 5)
    with replay.record("variant_channel_listing_update"):
        goods.set_price(book, replay.channel, Decimal(8))


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


ACCOUNTS_AND_CARTS: tuple[Callable[[Replay], None], ...] = (
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
    guest_uses_a_voucher,
    card_is_refused,
    sold_out_and_restocked,
    second_order,
    checkouts_are_cleared,
)
