"""Two who act at once on one person's consent: nothing doubled, and the later word counts."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.consent.actions.record import lock_people
from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.actions.wish import Origin, unsubscribe
from saleor_crm_plugin.consent.links import LinkedPerson
from saleor_crm_plugin.consent.models import ConsentEvent, ConsentState, Suppression
from saleor_crm_plugin.consent.policies import (
    ConsentStatus,
    SuppressionReason,
    UnsubscribeScope,
)
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.outbox.models import FactRow

from ..fixtures.aside import wait_until_blocked
from ..fixtures.consent import ASKED_AT, HOUR, record_one

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elsewhere():
    """Run something on another connection."""
    with ThreadPoolExecutor(max_workers=1) as pool:

        def run(work: Callable[[], Any]) -> Future[Any]:
            def closing() -> Any:
                try:
                    return work()
                finally:
                    connection.close()

            return pool.submit(closing)

        yield run


def leave(profile):
    unsubscribe(
        LinkedPerson(profile.public_id, "email", "news"),
        UnsubscribeScope.CHANNEL,
        origin=Origin(source=Source.ONE_CLICK),
        now=ASKED_AT + HOUR,
    )


def test_two_unsubscribes_at_once_leave_one_act(profile, elsewhere):
    # given
    record_one(profile.pk, "yes")

    # when
    with transaction.atomic():
        leave(profile)
        other = elsewhere(lambda: leave(profile))
        wait_until_blocked(other)
    other.result()

    # then
    withdrawn = ConsentEvent.objects.filter(status=ConsentStatus.WITHDRAWN)
    assert withdrawn.count() == 1
    assert ConsentState.objects.get().status == ConsentStatus.WITHDRAWN
    assert Suppression.objects.count() == 1
    assert FactRow.objects.filter(code="consent.withdrawn").count() == 1


@pytest.mark.parametrize("first", ["grant", "withdrawal"])
def test_of_a_grant_and_a_withdrawal_at_once_the_later_act_counts(
    profile, elsewhere, first
):
    # given a grant that happened before the withdrawal, whichever comes through first
    def grant():
        record_one(profile.pk, "grant", now=ASKED_AT + HOUR)

    def withdraw():
        record_one(profile.pk, "withdrawal", granted=False, occurred_at=ASKED_AT + HOUR)

    ours, theirs = (grant, withdraw) if first == "grant" else (withdraw, grant)

    # when
    with transaction.atomic():
        ours()
        other = elsewhere(theirs)
        wait_until_blocked(other)
    other.result()

    # then
    assert ConsentEvent.objects.count() == 2
    state = ConsentState.objects.get()
    assert (state.status, state.occurred_at) == (
        ConsentStatus.WITHDRAWN,
        ASKED_AT + HOUR,
    )
    assert Suppression.objects.filter(ended_at=None).count() == 1


def test_the_same_act_recorded_twice_at_once_is_one(profile, elsewhere):
    with transaction.atomic():
        record_one(profile.pk, "form:1")
        other = elsewhere(lambda: record_one(profile.pk, "form:1"))
        wait_until_blocked(other)

    assert other.result() == ConsentStatus.GRANTED
    assert ConsentEvent.objects.count() == 1


def test_nothing_is_recorded_about_a_person_who_is_being_erased(profile, elsewhere):
    with transaction.atomic():
        erase_profile(profile.pk, now=ASKED_AT, author="user:1")
        other = elsewhere(lambda: record_one(profile.pk, "yes", ip="192.0.2.7"))
        wait_until_blocked(other)

    assert other.result() == ConsentStatus.UNKNOWN
    assert not ConsentEvent.objects.exists()


def test_an_erasure_waits_for_what_is_being_recorded_and_removes_it(profile, elsewhere):
    with transaction.atomic():
        record_one(profile.pk, "yes", ip="192.0.2.7")
        other = elsewhere(
            lambda: erase_profile(profile.pk, now=ASKED_AT, author="user:1")
        )
        wait_until_blocked(other)

    assert other.result().rows["consent"] == 2
    assert ConsentEvent.objects.count() == 1


def test_two_batches_in_opposite_order_do_not_block_each_other_for_good(
    profile, guest_profile, elsewhere
):
    # given
    both = [profile.pk, guest_profile.pk]

    # when
    with transaction.atomic():
        assert lock_people(both) == set(both)
        other = elsewhere(lambda: _locked(list(reversed(both))))
        wait_until_blocked(other)

    # then
    assert other.result() == set(both)


def _locked(profile_ids):
    with transaction.atomic():
        return lock_people(profile_ids)


def test_an_address_that_bounces_twice_at_once_is_suppressed_once(db, elsewhere):
    bounce = SuppressedAddress(
        channel="email",
        address_hash="a" * 64,
        reason=SuppressionReason.HARD_BOUNCE,
    )

    with transaction.atomic():
        assert suppress([bounce], now=ASKED_AT) == 1
        other = elsewhere(lambda: suppress([bounce], now=ASKED_AT))
        wait_until_blocked(other)

    assert other.result() == 0
    assert Suppression.objects.count() == 1
