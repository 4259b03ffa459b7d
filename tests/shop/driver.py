"""What a story can make people do in a shop, whichever shop it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

PASSWORD = "correct horse battery"
BOOK_PRICE = Decimal(10)
LAMP_PRICE = Decimal(25)
SHIPPING_PRICE = Decimal(5)


class ShopDriver(Protocol):
    """Drives a shop that sells a book and a lamp in one channel; rows come back as the shop's own models.

    Hooks have been called when a method returns, also in a test that never commits.
    """

    channel: Any
    book: Any
    lamp: Any

    def register(self, email: str) -> Any:
        """Open an account that waits for its confirmation."""

    def confirm(self, email: str) -> Any:
        """Follow the link of the confirmation mail."""

    def create_customer(self, email: str, **columns: Any) -> Any:
        """Let staff open an account."""

    def update_customer(self, user: Any, **columns: Any) -> Any:
        """Let staff change an account."""

    def delete_customer(self, user: Any) -> None:
        """Let staff delete an account."""

    def delete_own_account(self, user: Any) -> None:
        """Let customers delete their account."""

    def guest_checkout(self, email: str, *, book: int = 0, lamp: int = 0) -> Any:
        """Fill a guest's cart up to the delivery."""

    def checkout(self, user: Any, *, book: int = 0, lamp: int = 0) -> Any:
        """Fill a signed-in customer's cart up to the delivery."""

    def pay(self, checkout: Any, amount: Decimal | None = None) -> Any:
        """Charge a cart (default: its total) by a transaction."""

    def refuse_card(self, owner: Any) -> None:
        """Report that a card was refused for a cart or an order, for all that is to be paid."""

    def use_code(self, checkout: Any, code: str) -> None:
        """Type a voucher's code into a cart."""

    def set_stock(self, variant: Any, quantity: int) -> None:
        """Let staff say how many pieces there are."""

    def set_price(self, variant: Any, price: Decimal) -> None:
        """Let staff ask another price."""

    def complete(self, checkout: Any) -> Any:
        """Turn a cart into an order."""

    def charge(self, order: Any) -> None:
        """Report that an order's transaction has brought all of its money after all."""

    def mark_as_paid(self, order: Any) -> None:
        """Let staff say that the order was paid elsewhere."""

    def fulfill(self, order: Any, quantities: Mapping[Any, int] | None = None) -> Any:
        """Send quantities by order line (default: all)."""

    def cancel_fulfillment(self, fulfillment: Any) -> None:
        """Call a parcel back."""

    def return_lines(
        self, order: Any, quantities: Mapping[Any, int], *, refund: bool = False
    ) -> None:
        """Take sent goods back; `refund` needs an order that staff marked as paid."""

    def refund_products(self, order: Any, quantities: Mapping[Any, int]) -> None:
        """Refund goods that were never sent, on an order that staff marked as paid."""

    def refund_amount(self, order: Any, amount: Decimal) -> None:
        """Refund an amount, on an order that staff marked as paid."""

    def refund(self, order: Any, amount: Decimal) -> None:
        """Report a refund of the order's transaction."""

    def reverse_refund(self, order: Any, amount: Decimal) -> None:
        """Report that a refund came back."""

    def charge_back(self, order: Any, amount: Decimal) -> None:
        """Report that the bank took money back."""

    def cancel(self, order: Any) -> None:
        """Cancel an order."""

    def change_email(self, order: Any, email: str) -> None:
        """Correct the e-mail of an order."""

    def import_orders(self, email: str, count: int) -> list[Any]:
        """Bring orders of a guest, a book and its delivery each, from another system."""


def buy(shop: ShopDriver, who: Any, *, book: int = 1, lamp: int = 0) -> Any:
    """Fill a cart, pay and complete it: `who` is an account or a guest's e-mail."""
    fill = shop.guest_checkout if isinstance(who, str) else shop.checkout
    checkout = fill(who, book=book, lamp=lamp)
    shop.pay(checkout)
    return shop.complete(checkout)
