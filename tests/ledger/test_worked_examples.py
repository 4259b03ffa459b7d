"""The examples of docs/explanation/loyalty-accounting.md, number by number."""

import pytest

from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.errors import InsufficientPoints
from saleor_crm_plugin.ledger.queries import Balance, balances

from .database_books import DatabaseBooks


def balance(books: DatabaseBooks, member: str = "ada") -> Balance:
    profile_id = books.profiles[member]
    return balances(books.book_id, [profile_id])[profile_id]


@pytest.fixture(autouse=True)
def proven(books: DatabaseBooks):
    yield
    books.check()


def test_points_are_pending_until_the_return_window_is_over(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=14, term=365)
    assert balance(books) == Balance(pending=100)

    # when
    books.pass_days(14)
    books.release_due()

    # then
    assert balance(books) == Balance(available=100)


def test_the_soonest_expiring_points_are_spent_first(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 50, hold=None, term=None)
    books.accrue("ada", "order:2", 30, hold=None, term=90)
    books.accrue("ada", "order:3", 20, hold=None, term=30)

    # when
    books.reserve("ada", "cart:1", 40)
    books.redeem("cart:1", "order:4")

    # then
    burned = {name: lot["burned"] for name, lot in books.snapshot().items()}
    assert burned == {"order:1": 0, "order:2": 20, "order:3": 20}
    assert balance(books) == Balance(available=60)


def test_reserved_points_do_not_expire(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    books.reserve("ada", "cart:1", 60)

    # when
    books.pass_days(10)
    books.expire_due()

    # then
    assert balance(books) == Balance(reserved=60)
    assert books.snapshot()["order:1"]["expired"] == 40


def test_two_partial_refunds_and_a_cancel_land_on_zero(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=14, term=None)

    # when
    for points in (33, 33, 34):
        books.claw_back("order:1", points, "forgiven")

    # then
    assert balance(books) == Balance()
    assert books.snapshot()["order:1"]["recalled"] == 100


def test_spent_points_that_are_asked_back_are_forgiven_until_they_return(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")

    # when
    shortfall = books.claw_back("order:1", 100, "forgiven")
    assert (shortfall, balance(books)) == (100, Balance())
    books.give_back("order:2", 100, 0)

    # then
    assert balance(books) == Balance()
    assert books.snapshot()["order:1"]["forgiven"] == 0


def test_a_debt_is_paid_by_the_next_earning(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")
    books.claw_back("order:1", 100, "recovered")
    assert balance(books) == Balance(owed=100)

    # when
    books.accrue("ada", "order:3", 130, hold=None, term=None)

    # then
    assert balance(books) == Balance(available=30)


def test_an_owed_debt_blocks_what_goodwill_gave(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")
    books.claw_back("order:1", 100, "owed")
    books.give("ada", "goodwill:1", 120, None)

    # when
    with pytest.raises(InsufficientPoints) as refusal:
        books.reserve("ada", "cart:2", 21)

    # then
    assert (refusal.value.requested, refusal.value.spendable) == (21, 20)
    assert balance(books) == Balance(available=120, owed=100)


def test_a_failed_refund_brings_the_points_back_to_whoever_paid(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")
    books.accrue("ada", "order:3", 60, hold=None, term=None)
    assert books.claw_back("order:1", 100, "forgiven") == 40

    # when
    books.reinstate("order:1", 100, 0)

    # then
    assert balance(books) == Balance(available=60)
    assert books.snapshot()["order:3"]["available"] == 60


def test_expired_points_pay_for_their_own_refund(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    books.accrue("ada", "order:2", 80, hold=None, term=None)
    books.pass_days(10)
    books.expire_due()

    # when
    shortfall = books.claw_back("order:1", 100, "forgiven")

    # then
    assert (shortfall, balance(books)) == (0, Balance(available=80))
    books.reinstate("order:1", 100, 14)
    assert balance(books) == Balance(available=80)
    assert books.snapshot()["order:1"]["expired"] == 100


def test_points_that_return_after_their_term_get_courtesy_days(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:2")
    books.pass_days(20)

    # when
    books.give_back("order:2", 100, 14)

    # then
    assert balance(books) == Balance(available=100)
    books.pass_days(14)
    books.expire_due()
    assert balance(books) == Balance()


def test_a_part_of_what_was_redeemed_comes_back_to_the_lot_that_was_used_last(
    books: DatabaseBooks,
) -> None:
    # given: a redemption that took all of one lot, and then of another
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    books.accrue("ada", "order:2", 80, hold=None, term=None)
    books.reserve("ada", "cart:1", 150)
    books.redeem("cart:1", "order:3")

    # when
    books.give_back("order:3", 50, 0)

    # then
    lots = books.snapshot()
    assert (lots["order:1"]["available"], lots["order:2"]["available"]) == (0, 80)
    assert balance(books) == Balance(available=80)


def test_points_that_return_after_their_term_expire_at_once_without_courtesy(
    books: DatabaseBooks,
) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=10)
    books.reserve("ada", "cart:1", 100)
    books.pass_days(20)

    # when
    books.void("cart:1", 0)

    # then
    assert balance(books) == Balance()
    assert books.snapshot()["order:1"]["expired"] == 100


def test_undoing_orders_in_a_clever_sequence_mints_nothing(
    books: DatabaseBooks,
) -> None:
    # given: order 1's points are spent, order 2's pay when order 1 is refunded
    books.accrue("ada", "order:1", 100, hold=None, term=5)
    books.accrue("ada", "order:2", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 100)
    books.redeem("cart:1", "order:3")
    assert books.claw_back("order:1", 100, "forgiven") == 0

    # when: order 2 is refunded too, and then the purchase that was paid with points
    assert books.claw_back("order:2", 100, "forgiven") == 100
    books.give_back("order:3", 100, 14)

    # then
    assert balance(books) == Balance()


def test_a_guests_order_takes_its_points_along(books: DatabaseBooks) -> None:
    # given
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.accrue("ada", "order:2", 10, hold=None, term=None)
    books.claw_back("order:1", 30, "forgiven")

    # when
    books.transfer(["order:1"], "ada", "ben")

    # then
    assert balance(books, "ada") == Balance(available=10)
    assert balance(books, "ben") == Balance(available=70)
    books.claw_back("order:1", 70, "forgiven")
    assert balance(books, "ben") == Balance()


def test_a_key_counts_once(books: DatabaseBooks) -> None:
    # given
    grant = books._grant("ada", "order:1", 100)

    # when
    first, again = accrue([grant, grant], now=books.now)
    [later] = accrue([grant], now=books.now)

    # then
    assert (first.is_new, again.is_new, later.is_new) == (True, False, False)
    assert first.lot_id == again.lot_id == later.lot_id
    assert balance(books) == Balance(available=100)
