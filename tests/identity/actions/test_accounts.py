"""What becomes of people whose account was deleted."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.actions.accounts import (
    DueErasures,
    close_accounts,
    erase_due,
    keep_closed_accounts_for,
)
from saleor_crm_plugin.identity.errors import InvalidKeepingTime
from saleor_crm_plugin.identity.models import PrivacySettings, Profile
from saleor_crm_plugin.identity.queries import keep_closed_accounts
from saleor_crm_plugin.observation.events import CustomerDeleted

from ...fixtures.person import account_claim

DELETED_AT = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def deleted(profile_id, *, at=DELETED_AT):
    return CustomerDeleted(
        key=f"customer:{profile_id}:{at}",
        occurred_at=at,
        origin=Origin.LIVE,
        profile_id=profile_id,
        user_id=7,
    )


def test_person_is_kept_for_thirty_days_by_default(profile, guest_profile):
    # when
    close_accounts([deleted(profile.id)])

    # then
    profile.refresh_from_db()
    assert profile.closed_at == DELETED_AT
    assert profile.erase_due_at == DELETED_AT + 30 * DAY
    guest_profile.refresh_from_db()
    assert guest_profile.erase_due_at is None


def test_first_closing_counts(profile):
    # given
    close_accounts([deleted(profile.id)])

    # when
    close_accounts([deleted(profile.id, at=DELETED_AT + DAY)])

    # then
    profile.refresh_from_db()
    assert profile.closed_at == DELETED_AT
    assert profile.erase_due_at == DELETED_AT + 30 * DAY


def test_facts_about_nobody_are_passed_over(profile):
    # when
    close_accounts([deleted(None)])

    # then
    profile.refresh_from_db()
    assert profile.closed_at is None


def test_erases_when_the_time_has_come_and_not_before(profile):
    # given
    close_accounts([deleted(profile.id)])
    due_at = DELETED_AT + 30 * DAY

    # when / then
    assert erase_due(now=due_at - DAY) == DueErasures(erased=0, has_more=False)
    profile.refresh_from_db()
    assert profile.erased_at is None

    assert erase_due(now=due_at) == DueErasures(erased=1, has_more=False)
    profile.refresh_from_db()
    assert (profile.erased_at, profile.erase_due_at) == (due_at, None)
    assert profile.closed_at == DELETED_AT


def test_erases_a_bounded_number_at_a_time(make_profile):
    # given
    profiles = [make_profile(account_claim(n, f"{n}@example.com")) for n in range(3)]
    close_accounts([deleted(profile.id) for profile in profiles])
    now = DELETED_AT + 31 * DAY

    # when / then
    assert erase_due(now=now, limit=2) == DueErasures(erased=2, has_more=True)
    assert erase_due(now=now, limit=2) == DueErasures(erased=1, has_more=False)
    assert Profile.objects.filter(erased_at=now).count() == 3


def test_shop_that_keeps_nobody_erases_with_the_next_run(profile):
    # given
    keep_closed_accounts_for(0)
    close_accounts([deleted(profile.id)])

    # when / then
    assert erase_due(now=DELETED_AT) == DueErasures(erased=1, has_more=False)


def test_setting_is_one_row_that_is_changed(db):
    # when
    keep_closed_accounts_for(7)
    keep_closed_accounts_for(90)

    # then
    assert keep_closed_accounts() == 90 * DAY
    assert PrivacySettings.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 3651])
def test_time_out_of_range_is_refused(db, days):
    with pytest.raises(InvalidKeepingTime) as refusal:
        keep_closed_accounts_for(days)
    assert refusal.value.days == days
    assert keep_closed_accounts() == 30 * DAY
