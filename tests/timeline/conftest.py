"""Facts about one profile, spread over time."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Fact, Origin
from saleor_crm_plugin.observation.events import OrderPaid

PAID_AT = datetime.datetime(2026, 3, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture
def make_paid() -> Callable[..., Fact]:
    """Make the fact that order N of profile 1 was paid."""

    def make(number: int = 1, **changes: object) -> OrderPaid:
        values = {
            "key": f"order:{number}:paid:1",
            "occurred_at": PAID_AT,
            "origin": Origin.LIVE,
            "profile_id": 1,
            "order_id": f"order-{number}",
            "number": str(number),
            "channel": "default",
            "currency": "EUR",
            "amount": Decimal("12.50"),
            "total": Decimal("12.50"),
        }
        return OrderPaid(**(values | changes))

    return make
