"""Make, check, publish, run and repair journeys."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.models import Enrollment, Journey, Rehearsal
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.journey import BEGUN_AT, DAY, SIMPLE, registered, republish

EARLIER, LATER = (BEGUN_AT - DAY).isoformat(), BEGUN_AT.isoformat()
JOURNEY = "journey { code name status draft { number } currentVersion { number } }"
ERRORS = "errors { field code message }"
CREATE = f"""
mutation M($code: String!, $name: String!, $definition: JSON!) {{
  crmJourneyCreate(code: $code, name: $name, definition: $definition) {{ {JOURNEY} {ERRORS} }}
}}
"""
UPDATE = f"""
mutation M($id: ID!, $name: String, $definition: JSON) {{
  crmJourneyUpdate(id: $id, name: $name, definition: $definition) {{ {JOURNEY} {ERRORS} }}
}}
"""
VALIDATE = f"""
mutation M($definition: JSON!) {{
  crmJourneyValidate(definition: $definition) {{
    isValid problems {{ path message }} {ERRORS}
  }}
}}
"""
MOVE = f"""
mutation M($id: ID!, $from: Int!, $to: Int!, $mapping: JSON!) {{
  crmJourneyMovePeople(id: $id, fromVersion: $from, toVersion: $to, mapping: $mapping) {{
    move {{ moved finishedAt }} {ERRORS}
  }}
}}
"""
RETRY = (
    f"mutation M($ids: [ID!]!) {{ crmEnrollmentRetry(ids: $ids) {{ count {ERRORS} }} }}"
)
SKIP = f"""
mutation M($ids: [ID!]!, $reason: String!) {{
  crmEnrollmentSkip(ids: $ids, reason: $reason) {{ count {ERRORS} }}
}}
"""
REHEARSE = f"""
mutation M($since: DateTime!, $until: DateTime!, $journeys: [ID!], $definition: JSON, $profile: ID) {{
  crmRehearsalStart(
    since: $since, until: $until, journeys: $journeys, definition: $definition, profile: $profile
  ) {{ rehearsal {{ id state }} {ERRORS} }}
}}
"""
CANCEL = f"mutation M($id: ID!) {{ crmRehearsalCancel(id: $id) {{ rehearsal {{ state }} {ERRORS} }} }}"


def _switch(name):
    return f"mutation M($id: ID!) {{ {name}(id: $id) {{ {JOURNEY} {ERRORS} }} }}"


PUBLISH, TURN_ON, PAUSE, DRAIN = map(
    _switch,
    ("crmJourneyPublish", "crmJourneyTurnOn", "crmJourneyPause", "crmJourneyDrain"),
)


@pytest.fixture
def marketer(staff_api):
    """Return a member of staff who manages discounts, and so journeys."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def _id(journey):
    return global_id("CrmJourney", journey.pk)


def test_from_a_draft_to_a_journey_that_runs(db, marketer):
    made = marketer.done(CREATE, code="hello", name="Hello", definition=SIMPLE)
    assert made["journey"]["draft"] == {"number": 1}
    given = _id(Journey.objects.get())

    assert marketer.done(PUBLISH, id=given)["journey"]["currentVersion"] == {
        "number": 1
    }
    assert marketer.done(TURN_ON, id=given)["journey"]["status"] == "ON"
    assert marketer.done(PAUSE, id=given)["journey"]["status"] == "PAUSED"
    assert marketer.done(TURN_ON, id=given)["journey"]["status"] == "ON"
    assert marketer.done(DRAIN, id=given)["journey"]["status"] == "DRAINING"


def test_an_app_may(db, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)

    app.done(CREATE, code="hello", name="Hello", definition=SIMPLE)

    assert Journey.objects.count() == 1


def test_name_and_draft_can_be_changed(journey, marketer):
    changed = marketer.done(
        UPDATE, id=_id(journey), name="Welcome", definition={**SIMPLE, "priority": 7}
    )["journey"]

    assert (changed["name"], changed["draft"]) == ("Welcome", {"number": 2})


@pytest.mark.parametrize(
    ("mutation", "given", "refusal"),
    [
        (
            CREATE,
            {"code": "x y", "name": "N", "definition": SIMPLE},
            ("code", "INVALID"),
        ),
        (
            CREATE,
            {"code": "x", "name": "N", "definition": []},
            ("definition", "INVALID_DEFINITION"),
        ),
        (
            CREATE,
            {"code": "hello", "name": "N", "definition": SIMPLE},
            ("code", "ALREADY_EXISTS"),
        ),
        (UPDATE, {"id": "nonsense"}, ("id", "INVALID")),
        (
            UPDATE,
            {"id": global_id("CrmJourney", 10**9), "name": "N"},
            ("id", "NOT_FOUND"),
        ),
        (PUBLISH, {"id": "THE ONE"}, ("id", "NOTHING_TO_PUBLISH")),
        (TURN_ON, {"id": "THE ONE"}, ("id", "WRONG_STATUS")),
        (
            MOVE,
            {"id": "THE ONE", "from": 1, "to": 2, "mapping": {}},
            ("toVersion", "NOT_FOUND"),
        ),
        (
            MOVE,
            {"id": "THE ONE", "from": 1, "to": 1, "mapping": []},
            ("mapping", "INVALID_MAPPING"),
        ),
        (RETRY, {"ids": [global_id("CrmEnrollment", 5)]}, ("ids", "NOT_STUCK")),
        (
            SKIP,
            {"ids": [global_id("CrmEnrollment", 5)], "reason": ""},
            ("reason", "REQUIRED"),
        ),
        (CANCEL, {"id": global_id("CrmRehearsal", 5)}, ("id", "NOT_FOUND")),
        (
            REHEARSE,
            {"since": LATER, "until": LATER, "definition": SIMPLE},
            ("until", "INVALID"),
        ),
        (
            REHEARSE,
            {"since": EARLIER, "until": LATER},
            ("journeys", "INVALID"),
        ),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(
    mutation, given, refusal, journey, marketer
):
    if given.get("id") == "THE ONE":
        given = {**given, "id": _id(journey)}

    assert marketer.refused(mutation, **given) == [refusal]


def test_a_definition_is_checked_without_being_kept(journey, marketer):
    sound = marketer.done(VALIDATE, definition=SIMPLE)
    broken = marketer.done(VALIDATE, definition={**SIMPLE, "start": "nowhere"})

    assert sound == {"isValid": True, "problems": []}
    assert broken["isValid"] is False
    assert broken["problems"] == [
        {"path": "start", "message": "There is no step 'nowhere'."}
    ]
    assert Journey.objects.get().versions.count() == 1


def test_what_is_wrong_is_said_in_the_language_of_who_asks(journey, marketer):
    wrong = {**SIMPLE, "start": "nowhere"}
    broken = marketer.reading("it").done(VALIDATE, definition=wrong)
    assert broken["problems"] == [
        {"path": "start", "message": "Il passo «nowhere» non esiste."}
    ]


def test_people_are_moved(journey, marketer):
    republish(journey)
    same = {name: name for name in SIMPLE["steps"]}

    move = marketer.done(MOVE, **{"id": _id(journey), "from": 1, "to": 2}, mapping=same)

    assert move == {"move": {"moved": 0, "finishedAt": None}}


@pytest.mark.usefixtures("at_the_beginning")
@pytest.mark.parametrize(
    ("mutation", "given", "state"),
    [(RETRY, {}, "expected"), (SKIP, {"reason": "broken"}, "lapsed")],
)
def test_what_is_stuck_is_repaired(mutation, given, state, journey, people, staff_api):
    [profile] = people(1)
    hear([registered(profile)])
    Enrollment.objects.update(state="stuck", due_at=None)
    row = Enrollment.objects.get()
    with clock.fixed_at(datetime.datetime.now(tz=datetime.UTC)):
        staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
        done = staff.done(mutation, ids=[global_id("CrmEnrollment", row.pk)], **given)

    assert done == {"count": 1}
    assert Enrollment.objects.get().state == state


def test_a_rehearsal_is_asked_for_and_stopped(journey, marketer):
    asked = marketer.done(
        REHEARSE, since=EARLIER, until=LATER, journeys=[_id(journey)]
    )["rehearsal"]

    assert asked["state"] == "WAITING"
    assert Rehearsal.objects.get().definitions == {"hello": SIMPLE}
    assert marketer.done(CANCEL, id=asked["id"]) == {"rehearsal": {"state": "CANCELED"}}


def test_one_person_can_be_rehearsed_only_by_who_may_see_people(
    people, marketer, staff_api
):
    [profile] = people(1)
    given = {
        "since": EARLIER,
        "until": LATER,
        "definition": SIMPLE,
        "profile": global_id("CrmProfile", profile),
    }

    assert marketer.refusal(REHEARSE, **given) == "PermissionDenied"
    staff_api(
        DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
    ).done(REHEARSE, **given)
    assert Rehearsal.objects.get().profile_id == profile


@pytest.mark.parametrize(
    ("mutation", "given"),
    [
        (CREATE, {"code": "x", "name": "N", "definition": SIMPLE}),
        (UPDATE, {"id": "x", "name": "N"}),
        (VALIDATE, {"definition": SIMPLE}),
        (PUBLISH, {"id": "x"}),
        (TURN_ON, {"id": "x"}),
        (PAUSE, {"id": "x"}),
        (DRAIN, {"id": "x"}),
        (MOVE, {"id": "x", "from": 1, "to": 2, "mapping": {}}),
        (RETRY, {"ids": ["x"]}),
        (SKIP, {"ids": ["x"], "reason": "r"}),
        (REHEARSE, {"since": EARLIER, "until": LATER}),
        (CANCEL, {"id": "x"}),
    ],
)
def test_nobody_else_may(mutation, given, outsiders):
    assert_closed(outsiders, mutation, **given)
