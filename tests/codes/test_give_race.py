"""Two workers who give codes to the same people at once."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.codes.actions.give import give_codes
from saleor_crm_plugin.codes.given import CodeFor
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.saleor_adapter.vouchers import CodeOffer
from tests.fixtures.aside import wait_until_blocked
from tests.shop import rows

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


def test_nobody_gets_two_and_both_hear_of_the_same(channel):
    # given
    offer = CodeOffer(voucher_id=rows.make_voucher(channel).pk)
    people = [
        CodeFor(source_id=5, occurrence=one, profile_id=one) for one in range(1, 4)
    ]

    def give(some):
        try:
            return give_codes("campaign", some, offer, now=NOW)
        finally:
            connection.close()

    # when the second comes while the first has not committed
    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            first = give_codes("campaign", people[:2], offer, now=NOW)
            other = pool.submit(give, people)
            wait_until_blocked(other)
        second = other.result()

    # then
    assert {key: second[key] for key in first} == first
    assert len(second) == IssuedCode.objects.count() == 3
    codes = rows.model("discount.VoucherCode").objects.values_list("code", flat=True)
    assert sorted(codes) == sorted(code.code for code in second.values())
