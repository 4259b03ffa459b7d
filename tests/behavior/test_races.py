"""Two who act at once on one person's behavior: nothing doubled, and nothing left behind."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.behavior.models import BehaviorDay, BehaviorEvent, Visitor
from saleor_crm_plugin.identity.actions.erase import erase_profile
from tests.fixtures.behavior import MINUTE, TRACKED_AT, agree, search, tell
from tests.fixtures.consent import record_one

from ..fixtures.aside import wait_until_blocked

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


@pytest.fixture
def agreed(profile):
    agree(profile.pk)
    return profile.pk


def test_the_same_batch_twice_at_once_is_kept_once(agreed, elsewhere):
    with transaction.atomic():
        tell(search("1"), search("2"), profile_id=agreed)
        later = TRACKED_AT + MINUTE
        other = elsewhere(
            lambda: tell(search("1"), search("2"), profile_id=agreed, now=later)
        )
        wait_until_blocked(other)

    assert other.result().noted == 0
    assert BehaviorEvent.objects.count() == 2
    assert BehaviorDay.objects.get().events == 2


def test_nothing_is_kept_of_a_person_who_is_being_erased(agreed, elsewhere):
    with transaction.atomic():
        erase_profile(agreed, now=TRACKED_AT, author="user:1")
        other = elsewhere(lambda: tell(search("1"), profile_id=agreed))
        wait_until_blocked(other)

    assert other.result().is_agreed is False
    assert not BehaviorEvent.objects.exists()
    assert not Visitor.objects.exists()


def test_an_erasure_waits_for_what_is_being_told_and_removes_it(agreed, elsewhere):
    with transaction.atomic():
        tell(search("1"), profile_id=agreed)
        other = elsewhere(lambda: erase_profile(agreed, now=TRACKED_AT, author="u:1"))
        wait_until_blocked(other)
    other.result()

    assert not BehaviorEvent.objects.exists()
    assert not BehaviorDay.objects.exists()
    assert not Visitor.objects.exists()


def test_nothing_is_kept_after_a_withdrawal_that_came_first(agreed, elsewhere):
    with transaction.atomic():
        record_one(
            agreed,
            "no",
            purpose="profiling",
            channel="any",
            granted=False,
            occurred_at=TRACKED_AT,
        )
        other = elsewhere(lambda: tell(search("1"), profile_id=agreed))
        wait_until_blocked(other)

    assert other.result().is_agreed is False
    assert not BehaviorEvent.objects.exists()
