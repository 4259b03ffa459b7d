"""Vouchers are made, used in carts, and used up by orders."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from saleor.channel.models import Channel
from saleor.checkout.models import Checkout
from saleor.discount import DiscountType, DiscountValueType, VoucherType
from saleor.discount.models import (
    OrderDiscount,
    Voucher,
    VoucherChannelListing,
    VoucherCode,
)
from saleor.order.models import Order, OrderLine

from .acting import operation, tell
from .prices import ZERO, set_taxed

CENTS = Decimal("0.01")


class NotApplicable(Exception):
    """The code is unknown, used, switched off, out of date, or worth nothing in this channel."""


@operation
@transaction.atomic
def create(name: str, codes: Sequence[str] = (), **columns: Any) -> Voucher:
    """Make a voucher for the entire order; without a channel it is worth nothing yet."""
    voucher = Voucher.objects.create(
        name=name, type=VoucherType.ENTIRE_ORDER, countries=[], **columns
    )
    made = [VoucherCode.objects.create(voucher=voucher, code=code) for code in codes]
    if made:
        tell("voucher_codes_created", made, webhooks=set())
    tell("voucher_created", voucher, voucher.codes.first() and codes[-1])
    return voucher


@operation
@transaction.atomic
def sell_in(voucher: Voucher, channel: Channel, value: Decimal) -> None:
    """Say what the voucher takes off in a channel: an amount, or percents."""
    VoucherChannelListing.objects.create(
        voucher=voucher,
        channel=channel,
        currency=channel.currency_code,
        discount_value=value,
    )
    code = voucher.codes.first()
    tell("voucher_updated", voucher, code.code if code else None)


def usable(code: str, channel: Channel) -> VoucherCode:
    """Find the code, as the shop does when it is typed in."""
    now = timezone.now()
    found = (
        VoucherCode.objects.select_related("voucher")
        .filter(
            code=code,
            is_active=True,
            voucher__start_date__lte=now,
            voucher__channel_listings__channel=channel,
        )
        .filter(Q(voucher__end_date=None) | Q(voucher__end_date__gte=now))
        .first()
    )
    if found is None or _is_used_up(found):
        raise NotApplicable(code)
    return found


def discount_of(code: str | None, channel: Channel, goods: Decimal) -> Decimal:
    """Give what the code takes off the goods; nothing where it has become unusable."""
    if not code:
        return ZERO
    try:
        voucher = usable(code, channel).voucher
    except NotApplicable:
        return ZERO
    value = voucher.channel_listings.get(channel=channel).discount_value
    if voucher.discount_value_type == DiscountValueType.PERCENTAGE:
        value = (goods * value / 100).quantize(CENTS, ROUND_HALF_UP)
    return min(value, goods)


def spread(discount: Decimal, totals: Sequence[Decimal]) -> list[Decimal]:
    """Share a discount among lines by their totals; the last takes what rounding left."""
    if not discount:
        return [ZERO for _ in totals]
    goods, left = sum(totals, ZERO), discount
    shares = []
    for total in totals[:-1]:
        share = (discount * total / goods).quantize(CENTS, ROUND_HALF_UP)
        shares.append(share)
        left -= share
    return [*shares, left]


def use(order: Order, checkout: Checkout) -> None:
    """Book the cart's code on the order and use it up; the lines carry their shares."""
    code = usable(checkout.voucher_code, checkout.channel)
    voucher = code.voucher
    order.voucher, order.voucher_code = voucher, code.code
    order.save(update_fields=["voucher", "voucher_code"])
    OrderDiscount.objects.create(
        order=order,
        type=DiscountType.VOUCHER,
        value_type=voucher.discount_value_type,
        value=voucher.channel_listings.get(channel=order.channel).discount_value,
        amount_value=checkout.discount_amount,
        currency=order.currency,
        name=voucher.name,
        translated_name="",
        voucher=voucher,
        voucher_code=code.code,
    )
    if voucher.usage_limit:
        VoucherCode.objects.filter(pk=code.pk).update(used=F("used") + 1)
    if voucher.single_use:
        VoucherCode.objects.filter(pk=code.pk).update(is_active=False)


def take_off(line: OrderLine, share: Decimal, code: str) -> None:
    """Take a share of the discount off an (unsaved) line."""
    paid = line.undiscounted_total_price_gross_amount - share
    piece = (share / line.quantity).quantize(CENTS, ROUND_HALF_UP)
    line.unit_discount_amount = line.unit_discount_value = piece
    line.unit_discount_reason = f"Entire order voucher code: {code}"
    set_taxed(line, "total_price", paid)
    set_taxed(line, "unit_price", (paid / line.quantity).quantize(CENTS, ROUND_HALF_UP))


def _is_used_up(code: VoucherCode) -> bool:
    limit = code.voucher.usage_limit
    if limit is None:
        return False
    return sum(code.voucher.codes.values_list("used", flat=True)) >= limit
