"""What the books export and erase of a person."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.ledger.person import LedgerRows
from saleor_crm_plugin.ledger.queries import Balance, balances
from tests.fixtures.member import give_points


@pytest.fixture
def gifted(program, profile):
    give_points(program, profile.pk, 25, reason="Sorry, Ada", key="gift")
    return profile


def test_an_export_tells_points_as_numbers(gifted):
    [row] = LedgerRows().export(gifted.pk)

    assert (row["pending"], row["available"], row["reserved"], row["owed"]) == (
        0,
        25,
        0,
        0,
    )
    assert {type(row[name]) for name in ("pending", "available", "owed")} == {int}


def test_an_erasure_counts_remarks_and_the_ending_of_points_but_no_points(
    program, gifted
):
    assert LedgerRows().erase(gifted.pk, now=clock.now()) == 2
    assert LedgerRows().erase(gifted.pk, now=clock.now()) == 0
    assert balances(program.book_id, [gifted.pk]) == {gifted.pk: Balance()}
