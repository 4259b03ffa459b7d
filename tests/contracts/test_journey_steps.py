"""Every registered step, guard, trigger, reading and effect keeps what its base class promises."""

import datetime

import pytest
from pydantic import ValidationError

from saleor_crm_plugin.core.facts import Fact
from saleor_crm_plugin.journeys.effect import writers
from saleor_crm_plugin.journeys.guard import guards
from saleor_crm_plugin.journeys.kinds import load_kinds
from saleor_crm_plugin.journeys.passage import Passage, Subject
from saleor_crm_plugin.journeys.reading import ValueKind, readings
from saleor_crm_plugin.journeys.references import is_heard
from saleor_crm_plugin.journeys.step import End, Next, Scene, Wait, steps
from saleor_crm_plugin.journeys.trigger import FactTrigger, ScanTrigger, triggers
from tests.fixtures.journey import BEGUN_AT, DAY

load_kinds()

# Settings to try each step with.
EXAMPLES = {
    "add_task": {"owner": 7, "text": "Call", "next": "end"},
    "branch": {
        "conditions": [{"attribute": "tags", "operator": "has", "value": "vip"}],
        "then": "a",
        "otherwise": "b",
    },
    "branch_on_message": {
        "message_of": "say",
        "outcome": "opened",
        "then": "a",
        "otherwise": "b",
    },
    "exit": {},
    "give_code": {"voucher": 3, "next": "end"},
    "give_points": {"program": "club", "points": 5, "next": "end"},
    "send_message": {"template": "hello", "next": "end"},
    "set_attribute": {"name": "size", "value": "M", "next": "end"},
    "split": {"ways": [{"weight": 1, "next": "a"}, {"weight": 1, "next": "b"}]},
    "tag": {"tag": "vip", "next": "end"},
    "wait": {"hours": 2, "next": "end"},
    "wait_for_condition": {
        "conditions": [{"attribute": "tags", "operator": "has", "value": "vip"}],
        "within_days": 5,
        "then": "a",
        "otherwise": "b",
    },
    "wait_for_event": {
        "event": "order.placed",
        "within_hours": 5,
        "then": "a",
        "otherwise": "b",
    },
    "wait_for_message": {
        "messages_of": ["say"],
        "within_hours": 5,
        "then": "a",
        "otherwise": "b",
    },
    "wait_until_hour": {"at": "10:00", "next": "end"},
    "webhook": {"endpoint": "crm", "values": ["tags"], "next": "end"},
}
FOREVER = datetime.timedelta(days=800)

every_step = pytest.mark.parametrize("kind", list(steps), ids=lambda one: one.code)


def _scene(now: datetime.datetime = BEGUN_AT) -> Scene:
    passage = Passage(
        id=1,
        journey_id=2,
        version_id=3,
        profile_id=4,
        key="k",
        state="active",
        occurred_at=BEGUN_AT,
        due_at=BEGUN_AT,
        step="here",
        entered_at=BEGUN_AT,
        step_entered_at=BEGUN_AT,
        subject=Subject(),
    )
    return Scene(passage, {}, now)


def _made(kind):
    return kind(kind.Settings.model_validate(EXAMPLES[kind.code]))


@every_step
def test_a_step_has_an_example_and_a_label(kind):
    assert kind.code in EXAMPLES
    assert kind.label


@every_step
def test_a_step_that_is_run_twice_decides_the_same(kind):
    assert _made(kind).run(_scene()) == _made(kind).run(_scene())


@every_step
def test_a_step_goes_where_its_edges_say_or_ends(kind):
    step = _made(kind)
    for now in (BEGUN_AT, BEGUN_AT + FOREVER):
        match step.run(_scene(now)):
            case Next(target=target):
                assert target in step.edges().values()
            case Wait(until=until):
                assert until > now
                assert step.takes_time
            case End():
                assert step.ends


@every_step
def test_the_editor_finds_the_edges_of_a_step_by_their_names(kind):
    paths = _made(kind).edges()

    assert {path.rpartition(".")[2] for path in paths} <= {"next", "then", "otherwise"}


@every_step
def test_a_step_takes_time_if_it_says_so_and_lets_everybody_on_in_the_end(kind):
    step = _made(kind)

    assert isinstance(step.run(_scene()), Wait) == step.takes_time
    assert not isinstance(step.run(_scene(BEGUN_AT + FOREVER)), Wait)


@every_step
def test_a_step_refuses_settings_that_nobody_knows(kind):
    with pytest.raises(ValidationError):
        kind.Settings.model_validate({**EXAMPLES[kind.code], "nonsense": 1})


@every_step
def test_what_a_step_does_has_somebody_who_writes_it(kind):
    move = _made(kind).run(_scene())
    written = {writer.effect for writer in writers}

    assert {type(effect) for effect in getattr(move, "effects", ())} <= written


@every_step
def test_what_a_step_asks_is_a_reading(kind):
    assert all(ask.code in readings for ask in _made(kind).asks())


def test_writers_have_places_of_their_own():
    places = [writer.position for writer in writers]

    assert len(set(places)) == len(places)


@pytest.mark.parametrize("kind", list(guards), ids=lambda one: one.code)
def test_a_guard_asks_readings_and_holds_of_nothing_that_is_unknown(kind):
    guard = kind()

    assert kind.label
    assert all(ask.code in readings for ask in guard.asks())
    assert guard.holds(_scene()) is False


@pytest.mark.parametrize("kind", list(triggers), ids=lambda one: one.code)
def test_a_trigger_begins_with_facts_that_are_heard_or_looks_by_itself(kind):
    assert kind.label
    trigger = kind(kind.Settings())
    if isinstance(trigger, FactTrigger):
        assert all(issubclass(event, Fact) for event in trigger.events)
        assert all(is_heard(event.code) for event in trigger.events)
    else:
        assert isinstance(trigger, ScanTrigger)
        assert datetime.timedelta() < trigger.every <= DAY
        assert trigger.replayed([]) == []


@pytest.mark.parametrize("kind", list(readings), ids=lambda one: one.code)
def test_a_reading_costs_the_same_for_one_and_for_ten(kind, people, program):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    argument = {"the code of a program": program.code, "a purpose": "marketing"}.get(
        kind.takes_argument, "name" if kind.takes_argument else ""
    )
    everybody = [
        Passage(
            id=number,
            journey_id=2,
            version_id=3,
            profile_id=profile_id,
            key="k",
            state="active",
            occurred_at=BEGUN_AT,
            due_at=BEGUN_AT,
            subject=Subject(
                order_id=f"00000000-0000-0000-0000-0000000000{number:02}",
                checkout_id=f"00000000-0000-0000-0000-0000000000{number:02}",
                variant_ids=(1,),
                channel="main",
                book_id=program.book_id,
                tier="gold",
                ends_at=BEGUN_AT,
            ),
        )
        for number, profile_id in enumerate(people(10), start=1)
    ]
    counts = []
    for some in (everybody[:1], everybody):
        with CaptureQueriesContext(connections["default"]) as captured:
            found = kind().read(argument, some, now=BEGUN_AT)
        counts.append(len(captured))
        assert set(found) <= {one.id for one in some}

    assert counts[0] == counts[1]
    assert kind.kind in ValueKind
