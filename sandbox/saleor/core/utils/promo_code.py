"""Codes that customers type at the checkout: vouchers and gift cards share one name space."""

import secrets

from ...discount.models import VoucherCode
from ...giftcard.models import GiftCard

_BYTES = 6
_GROUP = 4


def generate_promo_code() -> str:
    """Make a random code such as "1A2B-3C4D-5E6F" that neither a voucher nor a gift card has."""
    while not is_available_promo_code(code := generate_random_code()):
        pass
    return code


def generate_random_code() -> str:
    digits = secrets.token_hex(_BYTES).upper()
    return "-".join(
        digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP)
    )


def is_available_promo_code(code: str) -> bool:
    return not (promo_code_is_gift_card(code) or promo_code_is_voucher(code))


def promo_code_is_voucher(code: str) -> bool:
    return VoucherCode.objects.filter(code=code).exists()


def promo_code_is_gift_card(code: str) -> bool:
    return GiftCard.objects.filter(code=code).exists()
