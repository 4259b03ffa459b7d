"""Drives the sandbox by its operations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from . import rows
from .committing import as_committed, reference
from .driver import BOOK_PRICE, LAMP_PRICE, PASSWORD, SHIPPING_PRICE


class SandboxDriver:
    """A shop with one channel that takes unpaid orders, a book and a lamp."""

    def __init__(self) -> None:
        rows.make_site_settings()
        self.channel = rows.make_channel(allow_unpaid_orders=True)
        self.book = rows.make_variant(
            channels=[self.channel], price=BOOK_PRICE, name="Book"
        )
        self.lamp = rows.make_variant(
            channels=[self.channel], price=LAMP_PRICE, name="Lamp"
        )
        self.warehouse = rows.make_warehouse(self.channel)
        self._tokens: dict[str, str] = {}

    @as_committed
    def register(self, email: str) -> Any:
        from operations import accounts

        user, self._tokens[email] = accounts.register(
            email, PASSWORD, channel_slug=self.channel.slug
        )
        return user

    @as_committed
    def confirm(self, email: str) -> Any:
        from operations import accounts

        return accounts.confirm(email, self._tokens[email])

    @as_committed
    def create_customer(self, email: str, **columns: Any) -> Any:
        from operations import accounts

        return accounts.create_customer(email, **columns)

    @as_committed
    def update_customer(self, user: Any, **columns: Any) -> Any:
        from operations import accounts

        return accounts.update_customer(user, **columns)

    @as_committed
    def delete_customer(self, user: Any) -> None:
        from operations import accounts

        accounts.delete_customer(user)

    @as_committed
    def delete_own_account(self, user: Any) -> None:
        from operations import accounts

        accounts.delete_own_account(user)

    @as_committed
    def guest_checkout(self, email: str, *, book: int = 0, lamp: int = 0) -> Any:
        return self._fill({"email": email}, book=book, lamp=lamp)

    @as_committed
    def checkout(self, user: Any, *, book: int = 0, lamp: int = 0) -> Any:
        return self._fill({"user": user}, book=book, lamp=lamp)

    def _fill(self, who: dict[str, Any], **quantities: int) -> Any:
        from operations import checkouts

        wanted = [
            checkouts.Wanted(getattr(self, name), count)
            for name, count in quantities.items()
            if count
        ]
        checkout = checkouts.create(
            self.channel, wanted, address=rows.make_address(), **who
        )
        return checkouts.set_delivery(checkout, "Post", SHIPPING_PRICE)

    @as_committed
    def pay(self, checkout: Any, amount: Decimal | None = None) -> Any:
        from operations import checkouts

        return checkouts.pay(checkout, amount, reference=reference())

    @as_committed
    def refuse_card(self, owner: Any) -> None:
        from operations import checkouts, payments

        item = owner.payment_transactions.order_by("pk").first()
        if item is None and hasattr(owner, "last_change"):
            item = checkouts.pay(owner, Decimal(0), reference=reference())
        elif item is None:
            item = payments.create_transaction(
                owner.currency, Decimal(0), reference=reference(), order=owner
            )
        payments.report_event(
            item, "charge_failure", owner.total_gross_amount, reference=reference()
        )

    @as_committed
    def charge(self, order: Any) -> None:
        from operations import payments

        item = order.payment_transactions.order_by("pk").first()
        payments.report_event(
            item, "charge_success", order.total_gross_amount, reference=reference()
        )

    @as_committed
    def use_code(self, checkout: Any, code: str) -> None:
        from operations import checkouts

        checkouts.add_promo_code(checkout, code)

    @as_committed
    def set_stock(self, variant: Any, quantity: int) -> None:
        from operations import goods

        variant.track_inventory = True
        variant.save()
        goods.set_stock(variant, self.warehouse, quantity)

    @as_committed
    def set_price(self, variant: Any, price: Decimal) -> None:
        from operations import goods

        goods.set_price(variant, self.channel, price)

    @as_committed
    def complete(self, checkout: Any) -> Any:
        from operations import orders

        return orders.complete_checkout(checkout)

    @as_committed
    def mark_as_paid(self, order: Any) -> None:
        from operations import payments

        payments.mark_as_paid(order)

    @as_committed
    def fulfill(self, order: Any, quantities: Mapping[Any, int] | None = None) -> Any:
        from operations import fulfillments

        return fulfillments.fulfill(order, quantities)

    @as_committed
    def cancel_fulfillment(self, fulfillment: Any) -> None:
        from operations import fulfillments

        fulfillments.cancel(fulfillment)

    @as_committed
    def return_lines(
        self, order: Any, quantities: Mapping[Any, int], *, refund: bool = False
    ) -> None:
        from operations import fulfillments

        fulfillments.return_lines(order, quantities, refund=refund)

    @as_committed
    def refund_products(self, order: Any, quantities: Mapping[Any, int]) -> None:
        from operations import fulfillments

        fulfillments.refund_products(order, quantities)

    @as_committed
    def refund_amount(self, order: Any, amount: Decimal) -> None:
        from operations import payments

        payments.refund_amount(order, amount)

    def refund(self, order: Any, amount: Decimal) -> None:
        self._report(order, "refund_success", amount)

    def reverse_refund(self, order: Any, amount: Decimal) -> None:
        self._report(order, "refund_reverse", amount)

    def charge_back(self, order: Any, amount: Decimal) -> None:
        self._report(order, "charge_back", amount)

    @as_committed
    def _report(self, order: Any, kind: str, amount: Decimal) -> None:
        from operations import payments

        item = order.payment_transactions.order_by("pk").first()
        payments.report_event(item, kind, amount, reference=reference())

    @as_committed
    def cancel(self, order: Any) -> None:
        from operations import orders

        orders.cancel(order)

    @as_committed
    def change_email(self, order: Any, email: str) -> None:
        from operations import orders

        orders.update(order, user_email=email)

    @as_committed
    def import_orders(self, email: str, count: int) -> list[Any]:
        from operations import imports

        line = imports.ImportedLine(
            variant=self.book, quantity=1, unit_price=BOOK_PRICE
        )
        order = imports.Imported(email=email, lines=(line,), shipping=SHIPPING_PRICE)
        return imports.bulk_create(self.channel, [order] * count)
