"""What the verbs refuse, and that a refusal changes nothing."""

import datetime
from collections.abc import Callable

import pytest

from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.adjust import adjust
from saleor_crm_plugin.ledger.actions.claw_back import claw_back, reinstate
from saleor_crm_plugin.ledger.actions.give_back import give_back
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.resolve import redeem, void
from saleor_crm_plugin.ledger.error_codes import LedgerErrorCode
from saleor_crm_plugin.ledger.models import Account, Remark, Transaction
from saleor_crm_plugin.ledger.requests import (
    Adjustment,
    Clawback,
    GiveBack,
    Grant,
    Redemption,
    Reinstatement,
    Reservation,
    Transfer,
    Void,
)

from .database_books import START, DatabaseBooks

Attempt = Callable[[DatabaseBooks], object]


def _grant(books: DatabaseBooks, **changes: object) -> Grant:
    values = {
        "book_id": books.book_id,
        "profile_id": books.profiles["ada"],
        "key": "order:1",
        "source": "order:1",
        "points": 100,
        "occurred_at": START,
    }
    return Grant(**values | changes)


def _clawback(books: DatabaseBooks, **changes: object) -> Clawback:
    values = {"lot_id": books._lot_id("order:1"), "key": "refund:1", "points": 10}
    return Clawback(**values | {"occurred_at": START} | changes)


def _reinstatement(books: DatabaseBooks, points: int) -> Reinstatement:
    lot_id = books._lot_id("order:1")
    return Reinstatement(
        lot_id=lot_id, points=points, key="failed:1", occurred_at=START
    )


def _reservation(books: DatabaseBooks, **changes: object) -> Reservation:
    values = {
        "book_id": books.book_id,
        "profile_id": books.profiles["ada"],
        "points": 10,
        "key": "cart:2",
        "occurred_at": START,
    }
    return Reservation(**values | changes)


def _adjustment(books: DatabaseBooks, **changes: object) -> Adjustment:
    values = {
        "book_id": books.book_id,
        "profile_id": books.profiles["ada"],
        "points": -10,
        "reason": "a mistake",
        "author": "user:1",
        "key": "adjustment:1",
        "occurred_at": START,
    }
    return Adjustment(**values | changes)


def _redemption(books: DatabaseBooks, cart: str, key: str) -> Redemption:
    return Redemption(
        book_id=books.book_id, reservation_key=cart, key=key, occurred_at=START
    )


def _void(books: DatabaseBooks, cart: str) -> Void:
    return Void(
        book_id=books.book_id, reservation_key=cart, key="void:1", occurred_at=START
    )


def _give_back(books: DatabaseBooks, redemption: str, points: int) -> GiveBack:
    return GiveBack(
        book_id=books.book_id,
        redemption_key=redemption,
        points=points,
        key="canceled:1",
        occurred_at=START,
    )


REFUSALS: dict[str, tuple[LedgerErrorCode, Attempt]] = {
    "accrue a key for more points": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: accrue([_grant(books, points=101)], now=START),
    ),
    "accrue a key for another member": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: accrue(
            [_grant(books, profile_id=books.profiles["ben"])], now=START
        ),
    ),
    "accrue one key twice in a call for different points": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: accrue(
            [_grant(books, key="new"), _grant(books, key="new", points=1)], now=START
        ),
    ),
    "accrue a good grant beside a mismatch": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: accrue(
            [_grant(books, key="new"), _grant(books, points=1)], now=START
        ),
    ),
    "claw back more than was granted": (
        LedgerErrorCode.CLAWBACK_EXCEEDS_GRANT,
        lambda books: claw_back([_clawback(books, points=101)]),
    ),
    "claw back a good request beside one that exceeds": (
        LedgerErrorCode.CLAWBACK_EXCEEDS_GRANT,
        lambda books: claw_back(
            [_clawback(books), _clawback(books, points=91, key="refund:2")]
        ),
    ),
    "claw back one key twice in a call for different points": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: claw_back([_clawback(books), _clawback(books, points=11)]),
    ),
    "claw back for a lot that is not there": (
        LedgerErrorCode.NOT_FOUND,
        lambda books: claw_back([_clawback(books, lot_id=0)]),
    ),
    "reinstate what was not recalled": (
        LedgerErrorCode.REINSTATEMENT_EXCEEDS_CLAWBACK,
        lambda books: reinstate([_reinstatement(books, 1)], now=START),
    ),
    "reserve more than there is": (
        LedgerErrorCode.INSUFFICIENT_POINTS,
        lambda books: reserve([_reservation(books, points=51)], now=START),
    ),
    "reserve for someone without an account": (
        LedgerErrorCode.INSUFFICIENT_POINTS,
        lambda books: reserve([_reservation(books, profile_id=0)], now=START),
    ),
    "reserve a key for another member": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: reserve(
            [_reservation(books, key="cart:1", points=50, profile_id=0)], now=START
        ),
    ),
    "redeem what was not reserved": (
        LedgerErrorCode.NOT_FOUND,
        lambda books: redeem([_redemption(books, "cart:9", "order:9")]),
    ),
    "redeem a second time under another key": (
        LedgerErrorCode.ALREADY_RESOLVED,
        lambda books: redeem([_redemption(books, "cart:1", "order:9")]),
    ),
    "void what was redeemed": (
        LedgerErrorCode.ALREADY_RESOLVED,
        lambda books: void([_void(books, "cart:1")], now=START),
    ),
    "give back what was not redeemed": (
        LedgerErrorCode.NOT_FOUND,
        lambda books: give_back([_give_back(books, "order:9", 1)], now=START),
    ),
    "give back more than was redeemed": (
        LedgerErrorCode.GIVE_BACK_EXCEEDS_REDEMPTION,
        lambda books: give_back([_give_back(books, "order:2", 51)], now=START),
    ),
    "take more than there is": (
        LedgerErrorCode.INSUFFICIENT_POINTS,
        lambda books: adjust([_adjustment(books, points=-51)], now=START),
    ),
    "adjust up and then down too far": (
        LedgerErrorCode.INSUFFICIENT_POINTS,
        lambda books: adjust(
            [_adjustment(books, points=1), _adjustment(books, points=-99, key="down")],
            now=START,
        ),
    ),
    "adjust one key up and down": (
        LedgerErrorCode.IDEMPOTENCY_MISMATCH,
        lambda books: adjust(
            [_adjustment(books, points=1), _adjustment(books, points=-1)], now=START
        ),
    ),
}


@pytest.fixture
def used_books(books: DatabaseBooks) -> DatabaseBooks:
    """Ada earned 100 points and spent 50 of them."""
    books.accrue("ada", "order:1", 100, hold=None, term=None)
    books.reserve("ada", "cart:1", 50)
    books.redeem("cart:1", "order:2")
    return books


@pytest.mark.parametrize("name", REFUSALS)
def test_refusal_names_its_code_and_changes_nothing(
    used_books: DatabaseBooks, name: str
) -> None:
    # given
    code, attempt = REFUSALS[name]
    before = (
        used_books.snapshot(),
        list(Account.objects.order_by("id").values()),
        Transaction.objects.count(),
        Remark.objects.count(),
    )

    # when
    with pytest.raises(CrmError) as refusal:
        attempt(used_books)

    # then
    assert refusal.value.code == code
    assert before == (
        used_books.snapshot(),
        list(Account.objects.order_by("id").values()),
        Transaction.objects.count(),
        Remark.objects.count(),
    )


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("points", lambda books: _grant(books, points=0)),
        ("points", lambda books: _clawback(books, points=-1)),
        ("points", lambda books: _reinstatement(books, 0)),
        ("points", lambda books: _reservation(books, points=0)),
        ("points", lambda books: _give_back(books, "order:2", 0)),
        ("points", lambda books: _adjustment(books, points=0)),
        ("points", lambda books: _grant(books, points=2**31)),
        ("points", lambda books: _adjustment(books, points=2**31)),
        ("points", lambda books: _adjustment(books, points=-(2**31))),
        ("reason", lambda books: _adjustment(books, reason="  ")),
        ("author", lambda books: _adjustment(books, author="")),
        (
            "toProfile",
            lambda books: Transfer(
                book_id=books.book_id,
                from_profile_id=1,
                to_profile_id=1,
                key="merge:1",
                occurred_at=datetime.datetime.now(tz=datetime.UTC),
            ),
        ),
    ],
)
def test_a_request_without_sense_cannot_be_made(
    used_books: DatabaseBooks, field: str, make: Attempt
) -> None:
    with pytest.raises(CrmError) as refusal:
        make(used_books)
    assert (refusal.value.code, refusal.value.field) == (LedgerErrorCode.INVALID, field)
