"""Carts are filled, paid and turned into orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from saleor.account.models import Address, User
from saleor.channel.models import Channel
from saleor.checkout.models import Checkout, CheckoutLine, CheckoutMetadata
from saleor.payment.models import TransactionItem
from saleor.product.models import ProductVariant, ProductVariantChannelListing

from . import payments, vouchers
from .acting import operation, tell
from .prices import ZERO, set_taxed, status_of_charge, status_of_cover


@dataclass(frozen=True)
class Wanted:
    """So many of a variant."""

    variant: ProductVariant
    quantity: int


@operation
@transaction.atomic
def create(
    channel: Channel,
    wanted: Iterable[Wanted],
    *,
    user: User | None = None,
    email: str | None = None,
    address: Address | None = None,
) -> Checkout:
    """Open a cart; a signed-in customer's e-mail is taken from the account."""
    checkout = Checkout.objects.create(
        channel=channel,
        currency=channel.currency_code,
        country=channel.default_country,
        user=user,
        email=email or (user.email if user else None),
        shipping_address=address,
        billing_address=address.get_copy() if address else None,
    )
    CheckoutMetadata.objects.create(checkout=checkout)
    _put(checkout, wanted)
    recalculate(checkout)
    tell("checkout_created", checkout, webhooks=set())
    return checkout


@operation
@transaction.atomic
def add_lines(checkout: Checkout, wanted: Iterable[Wanted]) -> Checkout:
    """Add to the cart; more of what is in it becomes one line."""
    _put(checkout, wanted)
    return _updated(checkout)


@operation
@transaction.atomic
def set_quantity(line: CheckoutLine, quantity: int) -> Checkout:
    """Change how many of a line are wanted; none removes it."""
    checkout = line.checkout
    if quantity:
        line.quantity = quantity
        line.save(update_fields=["quantity"])
    else:
        line.delete()
    return _updated(checkout)


@operation
@transaction.atomic
def set_email(checkout: Checkout, email: str) -> Checkout:
    """Say who buys."""
    checkout.email = email
    return _updated(checkout)


@operation
@transaction.atomic
def set_shipping_address(checkout: Checkout, address: Address) -> Checkout:
    """Say where it goes; the cart's country follows."""
    checkout.shipping_address = address
    checkout.country = address.country
    return _updated(checkout)


@operation
@transaction.atomic
def set_billing_address(checkout: Checkout, address: Address) -> Checkout:
    """Say who gets the bill."""
    checkout.billing_address = address
    return _updated(checkout)


@operation
@transaction.atomic
def set_delivery(checkout: Checkout, name: str, price: Decimal) -> Checkout:
    """Choose how it is sent, and what that costs (gross)."""
    checkout.shipping_method_name = name
    checkout.undiscounted_base_shipping_price_amount = price
    set_taxed(checkout, "shipping_price", price)
    return _updated(checkout)


@operation
@transaction.atomic
def add_promo_code(checkout: Checkout, code: str) -> Checkout:
    """Use a voucher's code; raises `vouchers.NotApplicable` for one that is none."""
    voucher = vouchers.usable(code, checkout.channel).voucher
    checkout.voucher_code = code
    checkout.discount_name = voucher.name
    checkout.translated_discount_name = ""
    return _updated(checkout)


@operation
@transaction.atomic
def attach_customer(checkout: Checkout, user: User) -> Checkout:
    """Give a guest's cart to the account that signed in."""
    checkout.user = user
    checkout.email = user.email
    return _updated(checkout)


@operation
@transaction.atomic
def pay(
    checkout: Checkout,
    amount: Decimal | None = None,
    *,
    reference: str,
    app: Any = None,
) -> TransactionItem:
    """Charge an amount (default: the total) by a new transaction, as a payment app reports it."""
    amount = checkout.total_gross_amount if amount is None else amount
    item = payments.create_transaction(
        checkout.currency, amount, reference=reference, app=app, checkout=checkout
    )
    settle_money(checkout)
    return item


def settle_money(checkout: Checkout) -> None:
    """Recompute what is charged; hooks are called when the cart becomes fully paid or authorized."""
    items = list(checkout.payment_transactions.all())
    charged = sum((item.charged_value for item in items), ZERO)
    covered = charged + sum((item.authorized_value for item in items), ZERO)
    was = checkout.charge_status, checkout.authorize_status
    checkout.last_transaction_modified_at = timezone.now()
    checkout.charge_status = status_of_charge(charged, checkout.total_gross_amount)
    checkout.authorize_status = status_of_cover(covered, checkout.total_gross_amount)
    if was == (checkout.charge_status, checkout.authorize_status) and (
        checkout.automatically_refundable
    ):
        # Nothing has come of it: the cart's own clock stands still.
        checkout.save(update_fields=["last_transaction_modified_at"])
        return
    checkout.automatically_refundable = bool(items)
    checkout.save()
    paid = ("full", "overcharged")
    if checkout.charge_status in paid and was[0] not in paid:
        tell("checkout_fully_paid", checkout, webhooks=set())
    if checkout.authorize_status == "full" and was[1] != "full":
        tell("checkout_fully_authorized", checkout, webhooks=set())


@operation
@transaction.atomic
def delete_abandoned(checkouts: Sequence[Checkout]) -> None:
    """Delete carts as the nightly task does: no hook is called."""
    Checkout.objects.filter(pk__in=[checkout.pk for checkout in checkouts]).delete()


def unit_prices(
    channel: Channel, variants: Iterable[ProductVariant]
) -> dict[int, Decimal]:
    """Give what each variant costs in a channel, by its id."""
    listings = ProductVariantChannelListing.objects.filter(
        channel=channel, variant__in=list(variants)
    )
    return dict(listings.values_list("variant_id", "discounted_price_amount"))


def _put(checkout: Checkout, wanted: Iterable[Wanted]) -> None:
    present = {line.variant_id: line for line in checkout.lines.all()}
    wanted = list(wanted)
    prices = unit_prices(checkout.channel, [item.variant for item in wanted])
    for item in wanted:
        line = present.get(item.variant.pk)
        if line is None:
            line = CheckoutLine(
                checkout=checkout,
                variant=item.variant,
                quantity=0,
                currency=checkout.currency,
            )
        line.quantity += item.quantity
        line.undiscounted_unit_price_amount = prices[item.variant.pk]
        line.save()


def _updated(checkout: Checkout) -> Checkout:
    recalculate(checkout)
    tell("checkout_updated", checkout, webhooks=set())
    return checkout


def recalculate(checkout: Checkout) -> None:
    """Reckon what the cart costs now; a code that has become unusable takes nothing off."""
    lines = list(checkout.lines.all())
    totals = [line.quantity * line.undiscounted_unit_price_amount for line in lines]
    goods = sum(totals, ZERO)
    code = checkout.voucher_code
    discount = vouchers.discount_of(code, checkout.channel, goods)
    shares = vouchers.spread(discount, totals)
    for line, total, share in zip(lines, totals, shares, strict=True):
        set_taxed(line, "total_price", total - share)
    CheckoutLine.objects.bulk_update(
        lines, ["total_price_net_amount", "total_price_gross_amount"]
    )
    checkout.discount_amount = discount
    set_taxed(checkout, "subtotal", goods - discount)
    set_taxed(
        checkout, "total", goods - discount + checkout.shipping_price_gross_amount
    )
    checkout.base_subtotal_amount = goods
    checkout.base_total_amount = goods + checkout.shipping_price_gross_amount
    checkout.save()
