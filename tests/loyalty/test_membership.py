"""Members who accept terms, leave, and come back."""

import datetime

import pytest

from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.models import Remark
from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.loyalty.actions.membership import (
    end_points_of_leavers,
    join_program,
    leave_program,
)
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.error_codes import LoyaltyErrorCode as Code
from saleor_crm_plugin.loyalty.models import TermsAcceptance
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.loyalty.queries import accepted_terms
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile
from saleor_crm_plugin.tiers.models import BookExclusion
from tests.fixtures.unchanged import nothing_changes
from tests.loyalty.orders import PAID_AT, make_order

NOW = PAID_AT + datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
OWNER = "user:7"


@pytest.fixture
def club(make_club):
    return make_club(terms_version="2026-01", leaver_keep_days=10)


@pytest.fixture
def join(club, profile):
    return lambda version="2026-01", now=NOW: join_program(
        club.pk, profile.pk, terms_version=version, author=OWNER, now=now
    )


@pytest.fixture
def leave(club, profile):
    return lambda now=NOW: leave_program(club.pk, profile.pk, author=OWNER, now=now)


@pytest.fixture
def buy(club, profile, tell_orders):
    def act(number):
        order = make_order(channel="shop", id=f"b5d5e5a0-0000-4000-8000-{number:012d}")
        tell_orders(order, profile_id=profile.pk)
        settle({order.id: Cause(PAID_AT, Origin.LIVE)}, now=NOW)

    return act


@pytest.fixture
def balance(club, profile):
    return lambda: balances(club.book_id, [profile.pk])[profile.pk]


def _codes():
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))


def test_the_accepted_version_is_kept_with_its_moment(join, club, profile):
    join()
    join(now=NOW + DAY)

    [row] = TermsAcceptance.objects.all()
    assert (row.version, row.accepted_at) == ("2026-01", NOW)
    assert accepted_terms(club.pk, [profile.pk]) == {profile.pk: "2026-01"}
    assert _codes() == ["loyalty.member_joined"]


def test_a_new_version_is_accepted_beside_the_old_one(join, club, profile):
    join()
    type(club).objects.update(terms_version="2026-02")
    join("2026-02", NOW + DAY)

    assert accepted_terms(club.pk, [profile.pk]) == {profile.pk: "2026-02"}
    assert TermsAcceptance.objects.count() == 2


@pytest.mark.parametrize("version", ["", "2025-01"])
def test_terms_of_another_version_are_refused(join, version):
    with nothing_changes(), pytest.raises(CrmError) as refused:
        join(version)
    assert (refused.value.code, refused.value.field) == (
        Code.TERMS_CHANGED,
        "termsVersion",
    )


def test_whoever_left_earns_nothing_and_keeps_the_points(leave, buy, balance):
    buy(1)
    row = leave()
    buy(2)

    assert balance() == Balance(pending=60)
    assert (row.excluded_at, row.points_end_at) == (NOW, NOW + 10 * DAY)
    assert _codes()[-1] == "loyalty.member_left"


def test_leaving_twice_is_leaving_once(leave):
    first = leave()

    assert leave(NOW + DAY) == first
    assert _codes() == ["loyalty.member_left"]


def test_whoever_comes_back_in_time_keeps_everything(leave, join, buy, balance):
    buy(1)
    leave()
    join(now=NOW + 9 * DAY)
    end_points_of_leavers(now=NOW + 11 * DAY, limit=10)
    buy(2)

    assert balance() == Balance(pending=120)


def test_the_points_of_whoever_stays_away_end(leave, join, buy, balance, club):
    buy(1)
    leave()
    end = NOW + 10 * DAY
    assert not end_points_of_leavers(now=end - DAY, limit=10)
    assert balance() == Balance(pending=60)

    assert end_points_of_leavers(now=end, limit=1)
    assert not end_points_of_leavers(now=end, limit=1)

    assert balance() == Balance()
    assert Remark.objects.get().reason == "left the program"
    [fact] = FactRow.objects.filter(code="loyalty.points_expired")
    assert fact.payload["points"] == 60
    join(now=end + DAY)
    assert balance() == Balance()
    assert verify(club.book_id) == []


def test_without_a_number_of_days_the_points_stay(leave, buy, balance, club):
    type(club).objects.update(leaver_keep_days=None)
    buy(1)
    assert leave().points_end_at is None
    assert not end_points_of_leavers(now=NOW + 9999 * DAY, limit=10)
    assert balance() == Balance(pending=60)


def test_only_the_book_that_was_left_is_closed(leave, buy, make_club, profile):
    buy(1)
    other = make_club(code="other", channels=("shop",), is_active=False)
    leave_program(other.pk, profile.pk, author=OWNER, now=NOW)
    end_points_of_leavers(now=NOW + 365 * DAY, limit=10)

    assert not Remark.objects.exists()


def test_coming_back_lifts_no_exclusion_by_staff(
    join, leave, buy, balance, club, profile
):
    exclude_profile(club.book_id, profile.pk, reason="tests", author="user:1", now=NOW)
    leave()
    join()
    buy(1)

    assert balance() == Balance()
    assert BookExclusion.objects.filter(ended_at=None).count() == 1


def test_nobody_joins_or_leaves_for_the_erased_or_a_program_that_is_not(
    join, leave, profile
):
    erase_profile(profile.pk, now=NOW, author="user:1")
    for act in (join, leave):
        with nothing_changes(), pytest.raises(CrmError) as refused:
            act()
        assert refused.value.code == Code.ERASED
    for given, code in (((0, profile.pk), "program"),):
        with pytest.raises(CrmError) as refused:
            leave_program(*given, author=OWNER, now=NOW)
        assert (refused.value.code, refused.value.field) == (Code.NOT_FOUND, code)
