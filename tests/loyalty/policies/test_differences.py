"""What has to be written so that lots hold their targets."""

import datetime

from saleor_crm_plugin.loyalty.policies.differences import (
    Differences,
    LotChange,
    LotState,
    LotTerms,
    NewLot,
    differences,
)
from saleor_crm_plugin.loyalty.policies.targets import Target

NOW = datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=5)


def _target(points, part="a", available_at=LATER):
    return Target(part, points, available_at, None)


def _lot(lot_id, granted, taken_back=0, **changes):
    return LotState(
        **{
            "id": lot_id,
            "part": "a",
            "sequence": lot_id,
            "granted": granted,
            "taken_back": taken_back,
            "is_pending": True,
            "is_untouched": True,
            "available_at": LATER,
            "expires_at": None,
        }
        | changes
    )


def test_a_first_target_is_granted():
    assert differences([_target(5)], [], now=NOW).grants == (NewLot(_target(5), 5),)


def test_lots_on_target_need_nothing():
    assert differences([_target(5)], [_lot(0, 5)], now=NOW) == Differences()
    assert differences([_target(0)], [], now=NOW) == Differences()


def test_the_newest_lot_gives_first():
    found = differences([_target(2)], [_lot(0, 5), _lot(1, 3)], now=NOW)
    assert found == Differences(claw_backs=(LotChange(1, 3), LotChange(0, 3)))


def test_the_oldest_lot_gets_back_first_and_the_rest_is_a_new_lot():
    found = differences(
        [_target(9)], [_lot(0, 5, taken_back=2), _lot(1, 3, 3)], now=NOW
    )
    assert found.reinstatements == (LotChange(0, 2), LotChange(1, 3))
    assert found.grants == (NewLot(_target(9), 1),)


def test_a_line_that_vanished_holds_nothing():
    found = differences([], [_lot(0, 5)], now=NOW)
    assert found == Differences(claw_backs=(LotChange(0, 5),))


def test_pending_lots_follow_their_terms():
    sooner = NOW + datetime.timedelta(days=1)
    found = differences([_target(5, available_at=sooner)], [_lot(0, 5)], now=NOW)
    assert found == Differences(terms=(LotTerms(0, sooner, None),))


def test_available_points_wait_again_only_if_nobody_touched_them():
    held = _lot(0, 5, is_pending=False, available_at=NOW)
    assert differences([_target(5)], [held], now=NOW).terms == (
        LotTerms(0, LATER, None),
    )
    spent = _lot(0, 5, is_pending=False, is_untouched=False, available_at=NOW)
    assert differences([_target(5)], [spent], now=NOW) == Differences()
    past = _target(5, available_at=NOW)
    assert differences([past], [held], now=NOW) == Differences()
