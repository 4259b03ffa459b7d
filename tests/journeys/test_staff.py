"""What staff do with journeys: write, publish, move people, repair what is stuck."""

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.labels import tags_of
from saleor_crm_plugin.journeys import errors
from saleor_crm_plugin.journeys.actions.drafts import create_journey, rename, save_draft
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.move import go_on_moving, move_people
from saleor_crm_plugin.journeys.actions.publish import publish
from saleor_crm_plugin.journeys.actions.stuck import retry_stuck, skip_stuck
from saleor_crm_plugin.journeys.actions.switch import pause, turn_on
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import (
    Enrollment,
    Journey,
    JourneyMove,
    JourneyVersion,
)
from tests.fixtures.journey import (
    AUTHOR,
    BEGUN_AT,
    DAY,
    SIMPLE,
    definition,
    make_journey,
    only_enrollment,
    registered,
    republish,
)
from tests.fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.usefixtures("at_the_beginning")


def test_a_journey_begins_as_a_draft_that_is_off(db):
    journey = create_journey("hello", " Hello ", SIMPLE, author=AUTHOR, now=BEGUN_AT)

    assert (journey.name, journey.status, journey.current_id) == ("Hello", "off", None)
    draft = journey.versions.get()
    assert (draft.number, draft.published_at) == (1, None)


@pytest.mark.parametrize(
    ("code", "name", "raw", "refusal"),
    [
        ("Bad Code", "Name", SIMPLE, errors.InvalidSetting),
        ("good", "", SIMPLE, errors.InvalidSetting),
        ("good", "Name", {}, errors.InvalidDefinition),
        ("hello", "Name", SIMPLE, errors.CodeTaken),
    ],
)
def test_a_wrong_journey_is_refused_and_changes_nothing(
    code, name, raw, refusal, journey
):
    with nothing_changes(), pytest.raises(refusal):
        create_journey(code, name, raw, author=AUTHOR, now=BEGUN_AT)


def test_the_next_draft_takes_the_place_of_the_one_before(journey):
    save_draft(journey.pk, definition(priority=1), author=AUTHOR, now=BEGUN_AT)
    draft = save_draft(journey.pk, definition(priority=2), author=AUTHOR, now=BEGUN_AT)

    assert draft.number == 2
    assert journey.versions.count() == 2
    assert journey.versions.get(number=2).definition["priority"] == 2


def test_a_published_version_never_changes(journey):
    version = journey.versions.get()
    for change in (
        lambda: JourneyVersion.objects.filter(pk=version.pk).update(definition={}),
        lambda: JourneyVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_publishing_needs_a_draft(journey):
    with nothing_changes(), pytest.raises(errors.NothingToPublish):
        publish(journey.pk, author=AUTHOR, now=BEGUN_AT)


def test_publishing_asks_the_shop_for_what_the_steps_name(journey):
    steps = {
        "gift": {"kind": "give_points", "program": "none", "points": 5, "next": "code"},
        "code": {"kind": "give_code", "voucher": 1, "next": "say"},
        "say": {"kind": "send_message", "template": "none", "next": "task"},
        "task": {"kind": "add_task", "owner": 99, "text": "Call", "next": "end"},
        "end": {"kind": "exit"},
    }
    save_draft(
        journey.pk, definition(start="gift", steps=steps), author=AUTHOR, now=BEGUN_AT
    )

    with nothing_changes(), pytest.raises(errors.InvalidDefinition) as refused:
        publish(journey.pk, author=AUTHOR, now=BEGUN_AT)

    assert {one.path for one in refused.value.problems} == {
        "steps.gift.program",
        "steps.code.voucher",
        "steps.say.template",
        "steps.task.owner",
    }


@pytest.mark.parametrize("act", [turn_on, pause])
def test_what_makes_no_sense_in_a_status_is_refused(act, db):
    journey = create_journey("hello", "Hello", SIMPLE, author=AUTHOR, now=BEGUN_AT)

    with nothing_changes(), pytest.raises(errors.WrongStatus):
        act(journey.pk, author=AUTHOR, now=BEGUN_AT)


def test_a_journey_that_there_is_not_is_refused(db):
    with pytest.raises(errors.JourneyNotFound):
        rename(10**9, "Name", author=AUTHOR, now=BEGUN_AT)


def test_what_is_logged_stays(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM crm_step_log")


NEW_STEPS = {
    "greet": {"kind": "tag", "tag": "new", "next": "pause"},
    "pause": {"kind": "wait", "days": 3, "next": "other"},
    "other": {"kind": "tag", "tag": "other", "next": "end"},
    "end": {"kind": "exit"},
}
MAPPING = {"greet": "greet", "rest": "pause", "settle": "other", "end": "end"}


def test_people_in_flight_are_moved_by_the_mapping(journey, people):
    profiles = people(3)
    hear([registered(one) for one in profiles])
    wake_due(now=BEGUN_AT)
    republish(journey, steps=NEW_STEPS)

    move_people(journey.pk, 1, 2, mapping=MAPPING, author=AUTHOR, now=BEGUN_AT)
    assert go_on_moving(now=BEGUN_AT) == 3

    assert set(Enrollment.objects.values_list("version__number", "step")) == {
        (2, "pause")
    }
    move = JourneyMove.objects.get()
    assert (move.moved, move.finished_at) == (3, BEGUN_AT)
    # The wait goes on from where it began.
    wake_due(now=BEGUN_AT + 2 * DAY)
    assert set(tags_of(profiles).values()) == {frozenset({"new"})}
    wake_due(now=BEGUN_AT + 3 * DAY)
    assert set(tags_of(profiles).values()) == {frozenset({"new", "other"})}


def test_a_step_without_a_new_one_can_be_left(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    republish(journey, steps=NEW_STEPS)

    move_people(
        journey.pk, 1, 2, mapping={**MAPPING, "rest": ""}, author=AUTHOR, now=BEGUN_AT
    )
    go_on_moving(now=BEGUN_AT)

    out = only_enrollment()
    assert (out.state, out.end_reason, out.ended_at) == (
        "exited",
        "moved_out",
        BEGUN_AT,
    )


@pytest.mark.parametrize(
    "mapping",
    [{}, {**MAPPING, "rest": "nowhere"}, {**MAPPING, "unknown": "end"}],
)
def test_a_mapping_that_leaves_somebody_nowhere_is_refused(mapping, journey):
    republish(journey, steps=NEW_STEPS)

    with nothing_changes(), pytest.raises(errors.InvalidMapping):
        move_people(journey.pk, 1, 2, mapping=mapping, author=AUTHOR, now=BEGUN_AT)


def test_one_move_at_a_time(journey):
    republish(journey, steps=NEW_STEPS)
    move_people(journey.pk, 1, 2, mapping=MAPPING, author=AUTHOR, now=BEGUN_AT)

    with nothing_changes(), pytest.raises(errors.MoveUnderWay):
        move_people(journey.pk, 1, 2, mapping=MAPPING, author=AUTHOR, now=BEGUN_AT)


def _stick():
    Enrollment.objects.update(state="stuck", due_at=None, attempt=8)


def test_what_is_stuck_can_be_tried_again(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    _stick()

    assert retry_stuck([only_enrollment().pk], author=AUTHOR, now=BEGUN_AT + DAY) == 1
    wake_due(now=BEGUN_AT + DAY)

    assert only_enrollment().end_reason == "finished"


def test_what_is_stuck_can_be_given_up_with_a_reason(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)
    _stick()
    ids = [only_enrollment().pk]

    with nothing_changes(), pytest.raises(errors.ReasonMissing):
        skip_stuck(ids, reason=" ", author=AUTHOR, now=BEGUN_AT)
    skip_stuck(ids, reason="broken", author=AUTHOR, now=BEGUN_AT)

    out = only_enrollment()
    assert (out.state, out.end_reason) == ("exited", "skipped")
    assert out.last_error.startswith("broken | ")
    change = SettingsChange.objects.get(subject="enrollment")
    assert change.after == {"state": "skipped"}


def test_only_what_is_stuck_can_be_repaired(journey, people):
    [profile] = people(1)
    hear([registered(profile)])

    with nothing_changes(), pytest.raises(errors.NotStuck):
        retry_stuck([only_enrollment().pk], author=AUTHOR, now=BEGUN_AT)


def test_who_is_erased_leaves_every_journey(journey, people):
    [profile] = people(1)
    hear([registered(profile)])
    wake_due(now=BEGUN_AT)

    erase_profile(profile, now=BEGUN_AT, author=AUTHOR)

    out = only_enrollment()
    assert (out.state, out.end_reason, out.due_at) == ("exited", "erased", None)
    assert tags_of([profile]) == {}


def test_ten_thousand_facts_of_the_past_begin_nothing(people):
    from saleor_crm_plugin.core.facts import Origin
    from saleor_crm_plugin.messaging.models import Message

    make_journey("registered")
    make_journey("ordered", trigger={"kind": "order_placed"})
    profiles = people(100)

    hear(
        [
            registered(one, key=f"{one}:{turn}", origin=Origin.BACKFILL)
            for turn in range(100)
            for one in profiles
        ]
    )
    wake_due(now=BEGUN_AT)

    assert not Enrollment.objects.exists()
    assert not Message.objects.exists()
    assert Journey.objects.filter(status="on").count() == 2
