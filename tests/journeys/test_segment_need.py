"""A segment whose coming and going begins a journey cannot be put away under it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.journeys.actions.drafts import create_journey
from saleor_crm_plugin.journeys.actions.publish import publish
from saleor_crm_plugin.journeys.actions.switch import drain, pause, turn_on
from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.models import Journey, JourneyStatus
from saleor_crm_plugin.segments.actions.save import archive_segment
from saleor_crm_plugin.segments.errors import SegmentInUse
from tests.fixtures.aside import wait_until_blocked
from tests.fixtures.campaign import make_list
from tests.fixtures.journey import AUTHOR, BEGUN_AT, definition
from tests.fixtures.unchanged import nothing_changes

BY = {"author": AUTHOR, "now": BEGUN_AT}


def archive(row):
    return archive_segment(row.pk, **BY)


def greeting(kind, row):
    """Return a published journey that comings or goings of this segment begin; it is off."""
    trigger = {"kind": kind, "segment": row.pk}
    raw = definition(trigger=trigger)
    journey = create_journey(f"greets_{kind}", f"Greets {kind}", raw, **BY)
    publish(journey.pk, **BY)
    return journey


@pytest.mark.parametrize("kind", ["segment_entered", "segment_left"])
def test_a_journey_that_takes_people_in_keeps_its_segment(db, kind):
    # given
    readers = make_list()
    journey = greeting(kind, readers)
    turn_on(journey.pk, **BY)

    # when
    with nothing_changes(), pytest.raises(SegmentInUse) as on:
        archive(readers)
    pause(journey.pk, **BY)
    with nothing_changes(), pytest.raises(SegmentInUse) as paused:
        archive(readers)
    drain(journey.pk, **BY)

    # then
    names = [f"journey 'Greets {kind}'"]
    assert (on.value.names, paused.value.names) == (names, names)
    assert archive(readers).archived_at == BEGUN_AT


def test_what_is_off_or_is_about_any_segment_keeps_nothing(db):
    readers, others = make_list(), make_list(name="Others")
    greeting("segment_entered", readers)
    turn_on(greeting("segment_left", others).pk, **BY)

    assert archive(readers).archived_at == BEGUN_AT


def test_a_journey_of_an_archived_segment_does_not_begin(db):
    # given
    readers = make_list()
    journey = greeting("segment_entered", readers)
    archive(readers)

    # when
    with nothing_changes(), pytest.raises(InvalidDefinition) as refusal:
        turn_on(journey.pk, **BY)

    # then
    [problem] = refusal.value.problems
    assert problem.path == "trigger.segment"
    assert problem.message == f"There is no segment {readers.pk}, or it is archived."


def test_a_journey_of_a_segment_that_never_was_is_not_published(db):
    raw = definition(trigger={"kind": "segment_left", "segment": 4_711})
    journey = create_journey("nobodys", "Nobodys", raw, **BY)

    with nothing_changes(), pytest.raises(InvalidDefinition) as refusal:
        publish(journey.pk, **BY)

    assert [one.path for one in refusal.value.problems] == ["trigger.segment"]


def test_who_turns_on_and_who_archives_wait_for_each_other(transactional_db):
    # given
    readers = make_list()
    journey = greeting("segment_entered", readers)

    def elsewhere():
        try:
            return archive(readers)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            turn_on(journey.pk, **BY)
            other = pool.submit(elsewhere)
            wait_until_blocked(other)
        with pytest.raises(SegmentInUse):
            other.result(timeout=30)

    # then
    readers.refresh_from_db()
    assert readers.archived_at is None
    assert Journey.objects.get().status == JourneyStatus.ON
