"""A code is deleted while the shop is about to use it, on another connection."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.saleor_adapter.vouchers import (
    add_codes,
    code_states,
    delete_codes,
)
from tests.fixtures.aside import wait_until_blocked
from tests.shop import rows

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


def test_a_code_that_a_cart_takes_at_this_moment_is_not_deleted(channel):
    """The shop releases a withdrawn code and another cart takes it, all while we look."""
    # given
    codes = rows.model("discount.VoucherCode").objects
    carts = rows.model("checkout.Checkout").objects
    add_codes(rows.make_voucher(channel).pk, ["GIFT"], now=NOW)
    codes.update(is_active=False)
    cart = rows.make_checkout(channel, voucher_code="GIFT")
    carts.update(last_change=NOW - datetime.timedelta(days=9))

    def delete():
        try:
            return delete_codes(["GIFT"], now=NOW)
        finally:
            connection.close()

    # when the shop's transaction marks code and cart, and ours begins before it ends
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            codes.filter(code="GIFT").update(is_active=True)
            other = pool.submit(delete)
            wait_until_blocked(other)
            codes.filter(code="GIFT").update(is_active=False)
            carts.filter(pk=cart.pk).update(is_voucher_usage_increased=True)
        deleted = other.result()

    # then
    assert deleted == set()
    assert set(code_states(["GIFT"])) == {"GIFT"}
