"""The eligible money of an order: what was granted for, and what returns and refunds left."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ...core.shop import ZERO, OrderLineState, OrderState
from ..terms import EarningTerms

NOTHING = Fraction(0)
SHIPPING_PART = "shipping"


@dataclass(frozen=True, slots=True)
class EligiblePart:
    """The eligible money of one line (or of shipping): as granted, and what is left of it."""

    part: str
    at_grant: Fraction
    now: Fraction


@dataclass(frozen=True, slots=True)
class Eligible:
    """The eligible money of an order in its own currency, as granted and now, with its parts.

    `now` may be less than the parts' sum: money given back without goods belongs to no line.
    """

    at_grant: Fraction
    now: Fraction
    parts: tuple[EligiblePart, ...]


def eligible_money(order: OrderState, terms: EarningTerms) -> Eligible:
    """Return what of the order's money earns: granted, and left after returns and refunds.

    What was granted covers the paid share of the goods. Left is that, less the larger of the
    value of the goods that came back and the money that went back (without shipping, with
    chargebacks), never below zero; so a return and its refund count once. Exchanged goods change
    nothing. A canceled or vanished order has nothing left.
    """
    lines = [
        _Line(line.id, _worth(line, terms), _returned_share(line))
        for line in order.lines
        if line.quantity and _earns(line, terms)
    ]
    # Decimals add up exactly, and much faster than fractions.
    goods = Fraction(sum((line.total_gross for line in order.lines), ZERO))
    earning = sum((line.worth for line in lines), NOTHING)
    money = _goods_money(order, terms, goods)
    share = _ratio(money.received, goods)
    returned = sum(
        (line.worth * line.returned for line in lines if line.returned), NOTHING
    )
    lost = money.lost * _ratio(earning, goods) if money.lost else NOTHING
    shipping = _shipping(order, terms, money)
    is_void = order.is_canceled or order.is_gone
    at_grant = earning if share == 1 else earning * share
    left = (
        max(NOTHING, at_grant - max(returned, lost)) if returned or lost else at_grant
    )
    parts = [_part(line, share) for line in lines]
    return Eligible(
        at_grant=at_grant + shipping.at_grant,
        now=NOTHING if is_void else left + shipping.now,
        parts=(*parts, shipping) if terms.includes_shipping else tuple(parts),
    )


def _part(line: "_Line", share: Fraction) -> EligiblePart:
    # Mostly all is paid and nothing came back: fractions are slow to multiply.
    return EligiblePart(
        line.id,
        line.worth if share == 1 else line.worth * share,
        line.worth * (1 - line.returned) if line.returned else line.worth,
    )


class _Line(NamedTuple):
    """What one line is worth, and the share of it that came back."""

    id: str
    worth: Fraction
    returned: Fraction


@dataclass(frozen=True, slots=True)
class _GoodsMoney:
    """Gross money for the goods: received up to their value, lost again, share of all paid."""

    received: Fraction
    lost: Fraction
    paid_share: Fraction


def _goods_money(
    order: OrderState, terms: EarningTerms, goods: Fraction
) -> _GoodsMoney:
    shipping = Fraction(order.shipping_gross)
    paid = Fraction(
        order.paid + order.paid_by_gift_cards if terms.gift_cards_earn else order.paid
    )
    # A part payment covers goods and shipping alike; from the whole on, shipping is paid first.
    paid_share = _ratio(paid, goods + shipping)
    received = goods * paid_share if paid_share < 1 else paid - shipping
    lost = Fraction(order.refunded - order.refunded_shipping + order.charged_back)
    # Money beyond the order's value (a line was taken out) earned nothing: it goes back first.
    overpaid = max(NOTHING, received - goods)
    return _GoodsMoney(
        received=min(received, goods),
        lost=max(NOTHING, lost - overpaid),
        paid_share=min(Fraction(1), paid_share),
    )


def _shipping(
    order: OrderState, terms: EarningTerms, money: _GoodsMoney
) -> EligiblePart:
    if not terms.includes_shipping:
        return EligiblePart(SHIPPING_PART, NOTHING, NOTHING)
    gross = Fraction(order.shipping_gross)
    worth = gross if terms.includes_tax else Fraction(order.shipping_net)
    at_grant = worth * money.paid_share
    # A refund that is larger than all goods has given back shipping too.
    spilled = max(NOTHING, money.lost - money.received)
    lost = (Fraction(order.refunded_shipping) + spilled) * _ratio(worth, gross)
    return EligiblePart(SHIPPING_PART, at_grant, max(NOTHING, at_grant - lost))


def _earns(line: OrderLineState, terms: EarningTerms) -> bool:
    # Money earns once: when a gift card is bought, or when it pays.
    return not (line.is_gift_card and terms.gift_cards_earn)


def _worth(line: OrderLineState, terms: EarningTerms) -> Fraction:
    return Fraction(line.total_gross if terms.includes_tax else line.total_net)


def _returned_share(line: OrderLineState) -> Fraction:
    if not line.returned:
        return NOTHING
    return min(Fraction(1), Fraction(line.returned, line.quantity))


def _ratio(part: Fraction, whole: Fraction) -> Fraction:
    return part / whole if whole else NOTHING
