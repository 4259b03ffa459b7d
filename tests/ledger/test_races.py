"""Two connections at once: whoever comes second finds what the first one left."""

from collections.abc import Callable, Sequence

import pytest
from django.db import transaction

from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.claw_back import claw_back
from saleor_crm_plugin.ledger.actions.due import expire_due
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.transfer import transfer
from saleor_crm_plugin.ledger.kinds import ShortfallPolicy
from saleor_crm_plugin.ledger.models import Account
from saleor_crm_plugin.ledger.requests import Clawback, Reservation, Transfer

from ..fixtures.aside import answer_of, aside, wait_until_blocked
from .database_books import DatabaseBooks

Act = Callable[[], object]


@pytest.fixture
def shared_books(transactional_db: None) -> DatabaseBooks:
    """Return books that other connections see."""
    return DatabaseBooks(("ada", "ben"))


def second_while_first_is_open(first: Act, second: Act) -> list[object]:
    """Run `second` on its own connection until it waits for `first`, which then commits.

    Return what both answered, exceptions included.
    """
    with transaction.atomic():
        answer = _answer(first)
        other = aside(lambda: _answer(second))
        wait_until_blocked(other)
        assert not other.done()
    return [answer, answer_of(other)]


def _answer(act: Act) -> object:
    try:
        return act()
    except CrmError as refusal:
        return refusal.code


def _reserve(books: DatabaseBooks, key: str, points: int) -> Act:
    request = Reservation(
        book_id=books.book_id,
        profile_id=books.profiles["ada"],
        points=points,
        key=key,
        occurred_at=books.now,
    )
    today = books.now
    return lambda: [posted.is_new for posted in reserve([request], now=today)]


def _expire(books: DatabaseBooks) -> Act:
    today = books.now
    return lambda: [change.points for change in expire_due(now=today, limit=10).changes]


def _held(books: DatabaseBooks, member: str = "ada") -> tuple[int, int, int]:
    account = Account.objects.get(
        book_id=books.book_id, profile_id=books.profiles[member]
    )
    return account.pending, account.available, account.reserved


def test_two_redemptions_never_overspend(shared_books: DatabaseBooks) -> None:
    shared_books.accrue("ada", "order:1", 100, hold=None, term=None)
    answers = second_while_first_is_open(
        _reserve(shared_books, "cart:1", 80), _reserve(shared_books, "cart:2", 80)
    )
    assert answers == [[True], "insufficient_points"]
    assert _held(shared_books) == (0, 20, 80)
    shared_books.check()


def test_a_redemption_waits_for_expiry_and_finds_nothing(
    shared_books: DatabaseBooks,
) -> None:
    shared_books.accrue("ada", "order:1", 100, hold=None, term=1)
    before = _reserve(shared_books, "cart:1", 80)
    shared_books.pass_days(1)
    answers = second_while_first_is_open(_expire(shared_books), before)
    assert answers == [[100], "insufficient_points"]
    assert _held(shared_books) == (0, 0, 0)
    shared_books.check()


def test_expiry_waits_for_a_redemption_and_takes_only_the_rest(
    shared_books: DatabaseBooks,
) -> None:
    shared_books.accrue("ada", "order:1", 100, hold=None, term=1)
    reserved = _reserve(shared_books, "cart:1", 80)
    shared_books.pass_days(1)
    answers = second_while_first_is_open(reserved, _expire(shared_books))
    assert answers == [[True], [20]]
    assert _held(shared_books) == (0, 0, 80)
    shared_books.check()


def test_a_clawback_waits_for_a_redemption_and_records_the_shortfall(
    shared_books: DatabaseBooks,
) -> None:
    shared_books.accrue("ada", "order:1", 100, hold=None, term=None)
    request = Clawback(
        lot_id=shared_books._lot_id("order:1"),
        points=100,
        key="refund:1",
        shortfall=ShortfallPolicy.FORGIVEN,
        occurred_at=shared_books.now,
    )
    answers = second_while_first_is_open(
        _reserve(shared_books, "cart:1", 70),
        lambda: [posted.shortfall for posted in claw_back([request])],
    )
    assert answers == [[True], [70]]
    assert _held(shared_books) == (0, 0, 70)
    shared_books.check()


def test_one_key_delivered_twice_at_once_counts_once(
    shared_books: DatabaseBooks,
) -> None:
    grant = shared_books._grant("ada", "order:1", 100)

    def post() -> list[bool]:
        return [posted.is_new for posted in accrue([grant], now=shared_books.now)]

    assert second_while_first_is_open(post, post) == [[True], [False]]
    assert _held(shared_books) == (0, 100, 0)
    shared_books.check()


def test_a_clawback_follows_a_lot_that_changes_hands_meanwhile(
    shared_books: DatabaseBooks,
) -> None:
    shared_books.accrue("ada", "order:1", 100, hold=None, term=None)
    lot_id = shared_books._lot_id("order:1")
    handover = Transfer(
        book_id=shared_books.book_id,
        from_profile_id=shared_books.profiles["ada"],
        to_profile_id=shared_books.profiles["ben"],
        key="claimed:1",
        occurred_at=shared_books.now,
        lot_ids=(lot_id,),
    )
    request = Clawback(
        lot_id=lot_id, points=30, key="refund:1", occurred_at=shared_books.now
    )
    answers = second_while_first_is_open(
        lambda: [posted.points for posted in transfer([handover])],
        lambda: [posted.shortfall for posted in claw_back([request])],
    )
    assert answers == [[100], [0]]
    assert (_held(shared_books), _held(shared_books, "ben")) == ((0, 0, 0), (0, 70, 0))
    shared_books.check()


def test_batches_over_the_same_members_in_opposite_order_do_not_deadlock(
    shared_books: DatabaseBooks,
) -> None:
    members = ("ada", "ben")
    for member in members:
        shared_books.accrue(member, f"start:{member}", 1, hold=None, term=None)

    def post(order: Sequence[str], name: str) -> Act:
        grants = [
            shared_books._grant(member, f"{name}:{member}", 1) for member in order
        ]
        return lambda: [
            posted.is_new for posted in accrue(grants, now=shared_books.now)
        ]

    def repeat(order: Sequence[str], name: str) -> None:
        for number in range(25):
            post(order, f"{name}{number}")()

    both = [
        aside(lambda: repeat(members, "a")),
        aside(lambda: repeat(members[::-1], "b")),
    ]
    for one in both:
        answer_of(one)

    assert _held(shared_books) == (0, 51, 0)
    assert _held(shared_books, "ben") == (0, 51, 0)
    shared_books.check()
