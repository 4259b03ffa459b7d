"""Orders that staff began for customers are listed apart."""

from decimal import Decimal

import pytest
from saleor.permission.enums import OrderPermissions

from ...shop.rows import (
    make_channel,
    make_site_settings,
    make_staff,
    make_user,
    make_variant,
)
from .client import signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

QUERY = """{
  draftOrders(first: 5) { edges { node { number userEmail } } }
  orders(first: 5) { totalCount }
}"""


def test_drafts_are_listed_apart_for_those_who_manage_orders() -> None:
    from operations import imports

    make_site_settings()
    channel = make_channel()
    variant = make_variant(channels=[channel], price=Decimal("12.50"))
    line = imports.ImportedLine(variant=variant, quantity=2, unit_price=Decimal(25))
    draft = imports.create_draft(
        channel, imports.Imported(email="guest@example.com", lines=[line])
    )
    shown = {"node": {"number": str(draft.number), "userEmail": "guest@example.com"}}
    assert signed_in(make_staff(OrderPermissions.MANAGE_ORDERS)).ask(QUERY) == {
        "draftOrders": {"edges": [shown]},
        "orders": {"totalCount": 0},
    }
    error = signed_in(make_user()).refusal(QUERY)
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
