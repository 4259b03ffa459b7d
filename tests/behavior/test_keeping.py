"""Behavior is kept by the month, and for as long as the shop says."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.behavior.actions.forget import forget_old
from saleor_crm_plugin.behavior.actions.settings import Choices, change_settings
from saleor_crm_plugin.behavior.models import (
    BehaviorDay,
    BehaviorEvent,
    PersonKeyword,
    Visitor,
)
from saleor_crm_plugin.behavior.partitions import (
    drop_old_partitions,
    ensure_partitions,
)
from saleor_crm_plugin.behavior.queries import keyword_stems
from saleor_crm_plugin.behavior.tasks import keep_behavior
from saleor_crm_plugin.core import clock
from tests.fixtures.behavior import TRACKED_AT, search, tell

DAY = datetime.timedelta(days=1)


def tables():
    """Return the months that have a table, and how many events lie in none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'crm_behavior_event'::regclass"
        )
        names = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM crm_behavior_default")
        [misplaced] = cursor.fetchone()
    return names, misplaced


def test_what_fell_into_no_month_gets_its_own(agreed):
    tell(search("1"), profile_id=agreed)
    assert tables()[1] == 1

    made = ensure_partitions(now=TRACKED_AT)

    assert made == [f"crm_behavior_2026_{month:02}" for month in (3, 4, 5, 6)]
    names, misplaced = tables()
    assert names >= set(made)
    assert misplaced == 0
    assert BehaviorEvent.objects.get().event_key == "1"
    assert ensure_partitions(now=TRACKED_AT) == []


def test_a_month_goes_when_all_of_it_is_too_old(agreed):
    tell(search("1"), profile_id=agreed)
    ensure_partitions(now=TRACKED_AT)
    end = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)

    assert drop_old_partitions(now=end + 29 * DAY, days=30) == []
    assert BehaviorEvent.objects.count() == 1
    assert drop_old_partitions(now=end + 30 * DAY, days=30) == ["crm_behavior_2026_03"]
    assert BehaviorEvent.objects.count() == 0


def test_sums_and_visitors_go_with_their_last_moment(agreed):
    change_settings(Choices(keep_days=30), author="user:1", now=TRACKED_AT)
    tell(search("1", "lamp"), profile_id=agreed)
    tell(search("2", "shoes"), profile_id=agreed, now=TRACKED_AT + 5 * DAY)

    assert forget_old(now=TRACKED_AT + 30 * DAY) == 0
    assert forget_old(now=TRACKED_AT + 32 * DAY) == 2

    assert list(PersonKeyword.objects.values_list("word", flat=True)) == ["shoes"]
    assert BehaviorDay.objects.count() == 1
    assert Visitor.objects.count() == 1
    assert forget_old(now=TRACKED_AT + 36 * DAY) == 3


def test_the_nightly_task_does_all_of_it(agreed):
    tell(search("1"), profile_id=agreed)

    with clock.fixed_at(TRACKED_AT + 500 * DAY):
        keep_behavior()

    assert BehaviorEvent.objects.count() == 0
    assert Visitor.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "stem"),
    [("scarpa", "scarp"), ("Shoes", "shoe"), ("高跟鞋", "高跟鞋"), ("scarpe", "scarp")],
)
def test_a_word_is_found_by_its_stem_in_some_language(db, asked, stem):
    assert stem in keyword_stems(asked)


def test_a_text_that_says_nothing_has_no_stems(db):
    assert keyword_stems("the 15 !!") == []
