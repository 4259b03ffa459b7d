"""After their time codes are withdrawn, and deleted where nobody has used them."""

import datetime

import pytest

from saleor_crm_plugin.codes.actions.clean_up import clean_up
from saleor_crm_plugin.codes.actions.give import give_codes
from saleor_crm_plugin.codes.given import CodeFor
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.codes.policies import Ending
from saleor_crm_plugin.saleor_adapter.vouchers import CodeOffer, CodeState, code_states
from tests.fixtures.unchanged import nothing_changes
from tests.shop import rows

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MONTH = datetime.timedelta(days=30)
END = NOW + 3 * DAY
WITHDRAWN = CodeState(is_used=False, is_active=False)


@pytest.fixture
def give(channel):
    """Give so many codes that end at END; returns them."""
    voucher = rows.make_voucher(channel, start_date=NOW - DAY)

    def give(count=1, expires_at=END):
        people = range(1, count + 1)
        given = give_codes(
            "campaign",
            [CodeFor(source_id=5, occurrence=one, profile_id=one) for one in people],
            CodeOffer(voucher_id=voucher.pk, expires_at=expires_at),
            now=NOW,
        )
        return [given[5, one].code for one in people]

    return give


def stored():
    return rows.model("discount.VoucherCode").objects


def endings():
    found = IssuedCode.objects.order_by("occurrence")
    return list(found.values_list("ending", "look_at"))


def test_an_unused_code_is_withdrawn_at_its_end_and_deleted_a_day_later(give):
    [code] = give()

    with nothing_changes():
        assert clean_up(now=END - DAY) == 0
    assert clean_up(now=END) == 1
    assert code_states([code]) == {code: WITHDRAWN}
    assert endings() == [(Ending.OPEN, END + DAY)]
    with nothing_changes():
        assert clean_up(now=END + DAY / 2) == 0

    assert clean_up(now=END + DAY) == 1
    assert code_states([code]) == {}
    assert endings() == [(Ending.DELETED, None)]
    assert IssuedCode.objects.get().withdrawn_at == END
    with nothing_changes():
        assert clean_up(now=END + MONTH) == 0


def test_a_used_code_stays_and_is_let_be_after_a_month(give, channel):
    used, unused = give(2)
    stored().filter(code=used).update(is_active=False)
    rows.make_order(channel, voucher_code=used)

    for day in range(3):
        clean_up(now=END + day * DAY)

    assert code_states([used, unused]) == {
        used: CodeState(is_used=True, is_active=False)
    }
    assert endings() == [(Ending.OPEN, END + 3 * DAY), (Ending.DELETED, None)]
    assert clean_up(now=END + MONTH) == 1
    assert endings()[0] == (Ending.USED, None)


def test_a_code_that_the_shop_makes_active_again_is_withdrawn_again(give, channel):
    """A payment that was under way at the end of the code fails, and the shop releases it."""
    [code] = give()
    stored().filter(code=code).update(is_active=False)
    cart = rows.make_checkout(
        channel, voucher_code=code, is_voucher_usage_increased=True
    )
    clean_up(now=END)
    assert code_states([code]) == {code: WITHDRAWN}

    stored().filter(code=code).update(is_active=True)
    cart.delete()
    clean_up(now=END + DAY)

    # Somebody may have put it into a cart meanwhile, so it has its day again.
    assert code_states([code]) == {code: WITHDRAWN}
    assert endings() == [(Ending.OPEN, END + 2 * DAY)]
    clean_up(now=END + 2 * DAY)
    assert code_states([code]) == {}


def test_a_code_in_a_cart_under_way_is_kept_until_the_cart_is_left(give, channel):
    # given a cart that the shop has marked, whose payment is under way
    [code] = give()
    cart = rows.make_checkout(
        channel,
        voucher_code=code,
        is_voucher_usage_increased=True,
        last_change=END - 9 * DAY,
    )
    stored().filter(code=code).update(is_active=False)

    # when
    clean_up(now=END)
    clean_up(now=END + DAY)

    # then the code is there, for the order that may come of it
    assert code_states([code]) == {code: WITHDRAWN}
    rows.model("checkout.Checkout").objects.filter(pk=cart.pk).update(
        is_voucher_usage_increased=False
    )
    clean_up(now=END + 2 * DAY)
    assert code_states([code]) == {}


def test_what_a_draft_names_is_kept_withdrawn(give, channel):
    [code] = give()
    rows.make_order(channel, voucher_code=code, status="draft")

    clean_up(now=END)
    clean_up(now=END + MONTH)

    assert code_states([code]) == {code: WITHDRAWN}
    assert endings() == [(Ending.KEPT, None)]


def test_a_code_without_an_end_is_never_looked_at(give):
    [code] = give(expires_at=None)

    assert clean_up(now=END + 10 * MONTH) == 0
    assert code_states([code])[code].is_active


def test_a_code_that_the_merchant_deleted_is_done_with(give):
    give()
    stored().all().delete()

    assert clean_up(now=END) == 1
    assert endings() == [(Ending.DELETED, None)]


def test_a_batch_is_six_statements(give, django_assert_num_queries):
    give(20)
    clean_up(now=END)

    # And the borders of it, and of the one that finds nothing more.
    with django_assert_num_queries(6 + 2 + 1 + 2):
        assert clean_up(now=END + DAY) == 20
    assert stored().count() == 0
