"""A part of the audience tries the variants, the rest wait, and get the better one."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, transaction

from saleor_crm_plugin.campaigns.actions import name_winners as naming
from saleor_crm_plugin.campaigns.actions.name_winners import name_winners
from saleor_crm_plugin.campaigns.definition import freeze, read_definition, to_json
from saleor_crm_plugin.campaigns.models import CampaignRecipient, CampaignRun
from saleor_crm_plugin.campaigns.policies.states import CampaignState
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.touch_models import Touch

from ..fixtures.campaign import campaign_in, definition
from ..fixtures.messages import NOON
from ..fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WINNER = {"least_per_arm": 100, "decide_after_hours": 24, "looks": 2}
READERS, RESTING = 100, 30


@pytest.fixture
def people(db):
    """Enough people to try two variants, and to wait for the winner."""
    made = Profile.objects.bulk_create(
        Profile(kind="guest") for _ in range(2 * READERS + RESTING)
    )
    return [one.pk for one in made]


def make_run(**changes):
    """Make the run of a campaign with two variants that is queueing."""
    variants = [
        {"key": key, "template": "welcome", "share_basis_points": 5_000} for key in "ab"
    ]
    content = {"variants": variants, "winner": {**WINNER, **changes}}
    given = read_definition(definition(content=content))
    campaign = campaign_in(CampaignState.SENDING, of=to_json(given))
    return CampaignRun.objects.create(
        campaign=campaign,
        occurrence="once",
        version=1,
        definition=to_json(freeze(given, {"welcome": 1})),
        state="queueing",
        due_at=NOON,
        started_at=NOON,
        frozen_at=NOON,
    )


def tell(run, people, arm, *, hits=0, **changes):
    """Let these people have got this variant, and the first of them have clicked."""
    messages = Message.objects.bulk_create(
        Message(
            source_kind="campaign",
            source_id=str(run.pk),
            occurrence="1",
            profile_id=one,
            purpose="marketing",
            template_code="welcome",
            priority=2,
            when_refused="defer",
            **{"state": "sent"} | changes,
            due_at=NOON,
            expires_at=NOON + 24 * HOUR,
            queued_at=NOON,
            changed_at=NOON,
        )
        for one in people
    )
    CampaignRecipient.objects.bulk_create(
        CampaignRecipient(
            run=run, profile_id=one.profile_id, arm=arm, due_at=NOON, message_id=one.pk
        )
        for one in messages
    )
    click(messages[:hits])


def click(messages, **changes):
    Touch.objects.bulk_create(
        Touch(
            **{
                "message": one.public_id,
                "kind": "click",
                "link_id": 1,
                "first_at": NOON,
                "last_at": NOON,
                "is_machine": False,
                "is_judged": True,
            }
            | changes
        )
        for one in messages
    )


def wait(run, people, **changes):
    """Let these people wait for the winner."""
    CampaignRecipient.objects.bulk_create(
        CampaignRecipient(run=run, profile_id=one, **changes) for one in people
    )


def tried_by(run, people, *, hits):
    """Let both variants be tried, with so many clicks each, and the rest wait."""
    parts = [people[:READERS], people[READERS : 2 * READERS], people[2 * READERS :]]
    for arm, some, clicked in zip("ab", parts, hits, strict=False):
        tell(run, some, arm, hits=clicked)
    wait(run, parts[2])
    return parts[2]


def standing(run):
    run.refresh_from_db()
    looks = run.winner_numbers.get("looks", ())
    return run.winner, [(one["number"], one["verdict"]) for one in looks]


def arms(people):
    rows = CampaignRecipient.objects.filter(profile_id__in=people)
    return set(rows.values_list("arm", "due_at"))


def test_a_clear_lead_wins_at_the_first_look_and_the_rest_are_due_at_once(people):
    # given
    run = make_run()
    rest = tried_by(run, people, hits=(5, 60))

    # when
    assert name_winners(now=NOON) == 0
    assert name_winners(now=NOON + 11 * HOUR) == 0
    assert standing(run) == ("", [])
    named_at = NOON + 12 * HOUR
    assert name_winners(now=named_at) == RESTING

    # then
    assert standing(run) == ("b", [(1, "better")])
    assert run.winner_at == named_at
    [look] = run.winner_numbers["looks"]
    assert look["reached"] == [
        {"arm": "a", "people": READERS, "hits": 5},
        {"arm": "b", "people": READERS, "hits": 60},
    ]
    assert look["p_value"] <= look["limit"]
    assert arms(rest) == {("b", named_at)}
    with nothing_changes():
        assert name_winners(now=named_at + 50 * HOUR) == 0


def test_where_none_is_better_the_rest_get_what_staff_have_named(people):
    run = make_run(otherwise="b")
    rest = tried_by(run, people, hits=(20, 21))
    name_winners(now=NOON)

    assert name_winners(now=NOON + 12 * HOUR) == 0
    assert standing(run) == ("", [(1, "no_difference")])
    with nothing_changes():
        assert name_winners(now=NOON + 13 * HOUR) == 0
    assert name_winners(now=NOON + 24 * HOUR) == RESTING

    assert standing(run) == ("b", [(1, "no_difference"), (2, "no_difference")])
    assert arms(rest) == {("b", NOON + 24 * HOUR)}


def test_too_few_people_say_nothing_and_the_first_variant_is_taken(people):
    """Refused and unsent messages have reached nobody; nobody waits for ever."""
    run = make_run()
    tell(run, people[:READERS], "a", hits=1)
    tell(run, people[READERS : 2 * READERS - 1], "b", hits=70)
    tell(
        run, people[2 * READERS - 1 : 2 * READERS], "b", state="suppressed", reason="x"
    )
    wait(run, people[2 * READERS :])
    name_winners(now=NOON)

    assert name_winners(now=NOON + 12 * HOUR) == 0
    assert name_winners(now=NOON + 24 * HOUR) == RESTING
    assert standing(run) == ("a", [(1, "too_few"), (2, "too_few")])


def test_what_scanners_do_moves_nobody(people):
    run = make_run()
    tried_by(run, people, hits=(5, 5))
    letters = list(Message.objects.filter(profile_id__in=people[READERS:]))
    click(letters[10:50], is_scanner=True)
    click(letters[50:90], is_judged=False)
    name_winners(now=NOON)

    name_winners(now=NOON + 12 * HOUR)

    run.refresh_from_db()
    [look] = run.winner_numbers["looks"]
    assert [one["hits"] for one in look["reached"]] == [5, 5]


def test_the_time_begins_when_all_who_try_them_were_queued(people):
    # given somebody whose turn has not come
    run = make_run()
    tried_by(run, people[1:], hits=(5, 60))
    wait(run, people[:1], arm="a", due_at=NOON + 3 * HOUR)

    # when
    name_winners(now=NOON)
    assert standing(run) == ("", [])
    CampaignRecipient.objects.filter(profile_id=people[0]).update(
        message_id=Message.objects.first().pk
    )
    name_winners(now=NOON + 4 * HOUR)

    # then
    assert name_winners(now=NOON + 15 * HOUR) == 0
    assert name_winners(now=NOON + 16 * HOUR) == RESTING - 1


def test_held_out_excluded_and_told_people_are_left_as_they_are(people):
    run = make_run()
    rest = tried_by(run, people, hits=(5, 60))
    rows = CampaignRecipient.objects
    rows.filter(profile_id=rest[0]).update(is_held_out=True)
    rows.filter(profile_id=rest[1]).update(excluded_reason="erased")
    name_winners(now=NOON)

    assert name_winners(now=NOON + 12 * HOUR) == RESTING - 2
    assert arms(rest[:2]) == {("", None)}
    assert arms(people[:READERS]) == {("a", NOON)}


def test_who_dies_between_two_batches_has_left_the_rest_waiting(people, monkeypatch):
    # given
    run = make_run()
    rest = tried_by(run, people, hits=(5, 60))
    name_winners(now=NOON)
    monkeypatch.setattr(naming, "BATCH", 7)
    calls = itertools.count()
    give = naming.give_winner

    def dying(*args, **kwargs):
        if next(calls) == 2:
            raise ConnectionAbortedError
        return give(*args, **kwargs)

    # when
    monkeypatch.setattr(naming, "give_winner", dying)
    with pytest.raises(ConnectionAbortedError):
        name_winners(now=NOON + 12 * HOUR)
    assert arms(rest) == {("", None), ("b", NOON + 12 * HOUR)}
    later = NOON + 13 * HOUR
    assert name_winners(now=later) == RESTING - 14

    # then
    assert standing(run) == ("b", [(1, "better")])
    assert arms(rest) == {("b", NOON + 12 * HOUR), ("b", later)}


def test_a_run_that_stands_still_waits_with_its_looks(people):
    run = make_run()
    tried_by(run, people, hits=(5, 60))
    name_winners(now=NOON)
    CampaignRun.objects.update(state="paused", paused_in="queueing")

    with nothing_changes():
        assert name_winners(now=NOON + 90 * HOUR) == 0
    CampaignRun.objects.update(state="queueing", paused_in="")
    assert name_winners(now=NOON + 90 * HOUR) == RESTING
    # The first look was missed, and the last has its error too.
    assert standing(run) == ("b", [(2, "better")])


def test_a_winner_is_never_changed(people):
    run = make_run()
    tried_by(run, people, hits=(5, 60))
    name_winners(now=NOON)
    name_winners(now=NOON + 12 * HOUR)

    for change in ({"winner": "a"}, {"winner_at": NOON}, {"winner_numbers": {}}):
        with pytest.raises(IntegrityError, match="winner"), transaction.atomic():
            CampaignRun.objects.filter(pk=run.pk).update(**change)
    assert standing(run) == ("b", [(1, "better")])
