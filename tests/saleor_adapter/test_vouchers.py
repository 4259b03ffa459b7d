"""Codes inside a merchant's voucher: added, used, withdrawn and deleted."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.saleor_adapter import vouchers as adapter
from saleor_crm_plugin.saleor_adapter.vouchers import (
    CodeOffer,
    CodeState,
    Redemption,
    TooManyCodes,
    VoucherEnded,
    VoucherGone,
    VoucherNotSingleUse,
    VoucherSummary,
    add_codes,
    code_states,
    delete_codes,
    draw_codes,
    end_of_codes,
    redemptions,
    vouchers,
    withdraw_codes,
)
from tests.shop import rows

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def voucher(channel):
    return rows.make_voucher(channel, start_date=NOW - DAY)


def stored():
    return rows.model("discount.VoucherCode").objects


def issue(voucher, count=1):
    codes = draw_codes(count)
    assert add_codes(voucher.pk, codes, now=NOW) == set(codes)
    return codes


def issue_one(voucher):
    [code] = issue(voucher)
    return code


def test_a_voucher_is_shown_with_its_channels(channel, voucher):
    rows.make_voucher(channel)

    assert vouchers([voucher.pk, 0]) == {
        voucher.pk: VoucherSummary(
            id=voucher.pk,
            name="Five off",
            is_single_use=True,
            usage_limit=None,
            starts_at=NOW - DAY,
            ends_at=None,
            channels=(channel.slug,),
        )
    }
    assert vouchers([]) == {}


def test_codes_are_added_in_one_insert(voucher, django_assert_num_queries):
    with django_assert_num_queries(1):
        codes = issue(voucher, 50)

    found = stored().filter(voucher=voucher, used=0, is_active=True, created_at=NOW)
    assert set(codes) == set(found.values_list("code", flat=True))
    assert found.count() == 50


def test_codes_cannot_be_guessed_or_misread(voucher):
    code = issue_one(voucher)

    assert len(code) == 14
    assert set(code) <= {*adapter.ALPHABET, "-"}
    assert not set("01IO") & set(code)


def test_a_code_ends_with_its_voucher_at_the_latest(channel):
    voucher = rows.make_voucher(channel, end_date=NOW + DAY)

    ends = [
        end_of_codes(CodeOffer(voucher_id=voucher.pk, expires_at=asked), now=NOW)
        for asked in (None, NOW + 2 * DAY, NOW + DAY / 2)
    ]

    assert ends == [NOW + DAY, NOW + DAY, NOW + DAY / 2]


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"single_use": False}, VoucherNotSingleUse),
        ({"end_date": NOW}, VoucherEnded),
    ],
)
def test_a_voucher_that_is_not_fit_gets_no_codes(channel, columns, refusal):
    voucher = rows.make_voucher(channel, **columns)

    with pytest.raises(refusal):
        end_of_codes(CodeOffer(voucher_id=voucher.pk), now=NOW)


def test_no_codes_without_a_voucher():
    with pytest.raises(VoucherGone):
        end_of_codes(CodeOffer(voucher_id=0), now=NOW)


def test_a_thousand_codes_at_once_at_most(voucher):
    with pytest.raises(TooManyCodes):
        issue(voucher, 1_001)

    assert stored().count() == 0


def test_a_code_that_is_taken_is_not_added(voucher):
    # given
    rows.model("giftcard.GiftCard").objects.create(
        code="GIFT", initial_balance_amount=5, current_balance_amount=5, currency="USD"
    )
    stored().create(voucher=voucher, code="TAKEN")

    # when
    added = add_codes(voucher.pk, ["GIFT", "TAKEN", "NEW1", "NEW2"], now=NOW)

    # then
    assert added == {"NEW1", "NEW2"}


def test_no_code_is_drawn_twice(monkeypatch):
    drawn = iter(["A", "A", "B", "C"])
    monkeypatch.setattr(adapter, "_draw", lambda: next(drawn))

    assert draw_codes(3) == ["A", "B", "C"]


def test_unused_codes_are_withdrawn_once(voucher):
    # given
    kept, withdrawn, used = issue(voucher, 3)
    stored().filter(code=used).update(used=1, is_active=False)

    # when
    first = withdraw_codes([withdrawn, used, "NOBODYS"])
    second = withdraw_codes([withdrawn, used])

    # then
    assert (first, second, withdraw_codes([])) == ({withdrawn}, set(), set())
    assert code_states([kept, withdrawn, used, "NOBODYS"]) == {
        kept: CodeState(is_used=False, is_active=True),
        withdrawn: CodeState(is_used=False, is_active=False),
        used: CodeState(is_used=True, is_active=False),
    }


def test_only_what_was_withdrawn_unused_is_deleted(channel, voucher):
    # given
    active, withdrawn, ordered, counted = issue(voucher, 4)
    withdraw_codes([withdrawn])
    # The shop counts uses only where the voucher limits them.
    stored().filter(code=ordered).update(is_active=False)
    rows.make_order(channel, voucher_code=ordered)
    stored().filter(code=counted).update(is_active=False, used=1)

    # when
    deleted = delete_codes([active, withdrawn, ordered, counted], now=NOW)

    # then
    assert deleted == {withdrawn}
    assert code_states([active, withdrawn, ordered]) == {
        active: CodeState(is_used=False, is_active=True),
        ordered: CodeState(is_used=True, is_active=False),
    }
    assert delete_codes([withdrawn], now=NOW) == set()


@pytest.mark.parametrize(
    ("columns", "is_deleted"),
    [
        ({"last_change": NOW}, False),
        ({"last_change": NOW - DAY}, True),
        # A payment may take days; the shop has marked the code as used, and may release it.
        ({"last_change": NOW - 9 * DAY, "is_voucher_usage_increased": True}, False),
    ],
)
def test_a_code_in_a_busy_cart_is_not_deleted(channel, voucher, columns, is_deleted):
    # given
    code = issue_one(voucher)
    withdraw_codes([code])
    cart = rows.make_checkout(channel, voucher_code=code)
    rows.model("checkout.Checkout").objects.filter(pk=cart.pk).update(**columns)

    # when
    deleted = delete_codes([code], now=NOW)

    # then
    assert (deleted == {code}) is is_deleted
    assert (code in code_states([code])) is not is_deleted


def test_what_a_code_took_off_is_known(channel, voucher):
    # given
    used, unused = issue(voucher, 2)
    order = rows.make_order(channel, voucher_code=used, created_at=NOW)
    discount = {
        "type": "voucher",
        "value_type": "fixed",
        "value": Decimal(5),
        "currency": "USD",
    }
    rows.model("discount.OrderDiscount").objects.create(
        order=order, amount_value=Decimal(5), **discount
    )
    rows.model("discount.OrderDiscount").objects.create(
        order=order, amount_value=Decimal(100), **discount | {"type": "manual"}
    )
    rows.model("discount.OrderLineDiscount").objects.create(
        line=order.lines.get(), amount_value=Decimal("1.50"), **discount
    )

    # when
    found = redemptions([used, unused])

    # then
    assert found == {
        used: Redemption(
            order_id=str(order.pk),
            at=NOW,
            discount=Decimal("6.50"),
            currency="USD",
            is_canceled=False,
        )
    }


def test_a_draft_redeems_nothing(channel, voucher):
    code = issue_one(voucher)
    rows.make_order(channel, voucher_code=code, status="draft")

    assert redemptions([code]) == {}
    assert code_states([code])[code].is_used is False


def test_a_code_works_in_the_shop_and_only_once(shop):
    # given
    voucher = rows.make_voucher(shop.channel)
    code = issue_one(voucher)
    cart = shop.guest_checkout("ann@example.com", book=2)
    shop.use_code(cart, code)

    # when
    shop.pay(cart)
    order = shop.complete(cart)

    # then
    order.refresh_from_db()
    assert (order.voucher_code, order.total_gross_amount) == (code, 20)
    assert code_states([code]) == {code: CodeState(is_used=True, is_active=False)}
    [redemption] = redemptions([code]).values()
    assert (redemption.order_id, redemption.discount) == (str(order.pk), 5)
    assert withdraw_codes([code]) == delete_codes([code], now=NOW) == set()


def test_a_withdrawn_code_is_refused_by_the_shop(shop):
    code = issue_one(rows.make_voucher(shop.channel))
    withdraw_codes([code])
    cart = shop.guest_checkout("ann@example.com", book=2)

    with pytest.raises(Exception, match=r"(?i)promo|NotApplicable|" + code):
        shop.use_code(cart, code)
