"""Order states and terms for the tests of loyalty: plain values with one line per change."""

import datetime
from decimal import Decimal

from saleor_crm_plugin.core.shop import OrderLineState, OrderState
from saleor_crm_plugin.loyalty.earning_rule import load_earning_rules
from saleor_crm_plugin.loyalty.terms import EarningTerms, RuleTerms

load_earning_rules()

PLACED_AT = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
PAID_AT = datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)
FULFILLED_AT = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
ONE_POINT_PER_EURO = RuleTerms(
    code="per_amount_spent",
    settings={"by_currency": {"EUR": {"amount": "1", "points": 1}}},
)
FIFTY_FOR_THE_FIRST = RuleTerms(
    code="first_order", settings={"by_currency": {"EUR": {"points": 50}}}
)


def make_line(line_id="line-1", *, gross="60", net="50", quantity=1, **changes):
    """Return a line of `quantity` pieces worth `gross` in all."""
    return OrderLineState(
        **{
            "id": line_id,
            "product_id": 1,
            "variant_id": 1,
            "category_id": 1,
            "quantity": quantity,
            "total_gross": Decimal(gross),
            "total_net": Decimal(net),
        }
        | changes
    )


def make_order(*lines, shipping="0", paid=None, **changes):
    """Return an order of the lines (one of 60 if none), paid in full unless said otherwise."""
    lines = lines or (make_line(),)
    goods = sum((line.total_gross for line in lines), Decimal(0))
    total = goods + Decimal(shipping)
    return OrderState(
        **{
            "id": "b5d5e5a0-0000-4000-8000-000000000001",
            "number": "1001",
            "channel": "default-channel",
            "currency": "EUR",
            "status": "unfulfilled",
            "placed_at": PLACED_AT,
            "user_id": 7,
            "email_hash": "hash",
            "total_gross": total,
            "total_net": sum((line.total_net for line in lines), Decimal(0)),
            "shipping_gross": Decimal(shipping),
            "shipping_net": Decimal(shipping),
            "paid": total if paid is None else Decimal(paid),
            "paid_at": PAID_AT,
            "lines": lines,
        }
        | changes
    )


def make_terms(*rules, **changes):
    """Return terms with the rules (one point per euro if none)."""
    return EarningTerms(
        **{"currency": "EUR", "rules": rules or (ONE_POINT_PER_EURO,)} | changes
    )
