"""What time alone does: release, expiry, and one warning before."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.due import (
    expire_due,
    release_due,
    warn_of_expiry,
)
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.outbox.models import FactRow
from tests.loyalty.orders import PAID_AT, make_line, make_order

DAY = datetime.timedelta(days=1)
RELEASED_AT = PAID_AT + 30 * DAY
# Ten days from availability, the last one whole.
ENDS_AT = datetime.datetime(2026, 4, 12, tzinfo=datetime.UTC)
ORDER = make_order(
    make_line("a", gross="40"), make_line("b", gross="20"), channel="shop"
)


@pytest.fixture
def balance(make_club, profile, tell_orders):
    club = make_club(expiry_unit="days", expiry_length=10, expiry_warning_days=3)
    tell_orders(ORDER, profile_id=profile.pk)
    settle({ORDER.id: Cause(PAID_AT, Origin.LIVE)}, now=PAID_AT)
    return lambda: balances(club.book_id, [profile.pk])[profile.pk]


def _facts(code):
    rows = FactRow.objects.filter(code=code).order_by("id")
    return [(row.payload["points"], row.payload["order_number"]) for row in rows]


def test_points_are_released_when_the_window_is_over(balance):
    assert not release_due(now=RELEASED_AT - datetime.timedelta(seconds=1), limit=10)
    assert balance() == Balance(pending=60)
    assert not release_due(now=RELEASED_AT, limit=10)
    assert balance() == Balance(available=60)
    assert _facts("loyalty.points_released") == [(60, "1001")]
    release_due(now=RELEASED_AT, limit=10)
    assert _facts("loyalty.points_released") == [(60, "1001")]


def test_batches_are_bounded_and_go_on(balance):
    assert release_due(now=RELEASED_AT, limit=1)
    release_due(now=RELEASED_AT, limit=1)
    assert balance() == Balance(available=60)
    assert sorted(_facts("loyalty.points_released")) == [(20, "1001"), (40, "1001")]


def test_the_last_day_counts_whole(balance):
    release_due(now=RELEASED_AT, limit=10)
    expire_due(now=ENDS_AT - datetime.timedelta(seconds=1), limit=10)
    assert balance() == Balance(available=60)
    expire_due(now=ENDS_AT, limit=10)
    assert balance() == Balance()
    assert _facts("loyalty.points_expired") == [(60, "1001")]


def test_the_end_is_announced_once(balance):
    release_due(now=RELEASED_AT, limit=10)
    too_early = ENDS_AT - 3 * DAY - datetime.timedelta(seconds=1)
    warn_of_expiry(now=too_early, limit=10)
    assert not FactRow.objects.filter(code="loyalty.points_expiring_soon").exists()
    warn_of_expiry(now=ENDS_AT - 3 * DAY, limit=10)
    warn_of_expiry(now=ENDS_AT - 2 * DAY, limit=10)
    [fact] = FactRow.objects.filter(code="loyalty.points_expiring_soon")
    assert fact.payload["points"] == 60
    assert fact.payload["expires_at"] == "2026-04-12T00:00:00Z"


def test_full_batches_of_warnings_say_that_more_may_be_due(balance):
    release_due(now=RELEASED_AT, limit=10)
    assert warn_of_expiry(now=ENDS_AT - DAY, limit=1)
    assert not warn_of_expiry(now=ENDS_AT - DAY, limit=1)
