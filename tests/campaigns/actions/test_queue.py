"""Whoever is in the audience gets one message, in batches, no faster than the run allows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.campaigns.actions import queue
from saleor_crm_plugin.campaigns.actions.work import work_on_runs
from saleor_crm_plugin.campaigns.models import Campaign
from saleor_crm_plugin.campaigns.policies.reasons import RunEnd, StepReason
from saleor_crm_plugin.campaigns.policies.states import CampaignState, RunState
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.intents import Priority
from saleor_crm_plugin.messaging.models import Message, MessageAttempt
from saleor_crm_plugin.templates.actions.drafts import save_draft
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.rendering import Content
from tests.fixtures.campaign import TOMORROW, definition, make_list
from tests.fixtures.campaign_run import (
    audience,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from tests.fixtures.messages import AUTHOR, BODY
from tests.fixtures.unchanged import nothing_changes
from tests.shop.rows import make_voucher

pytestmark = pytest.mark.usefixtures("welcome")
HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)


def test_each_gets_the_message_that_the_definition_says(welcome, make_readers):
    # given
    people = make_readers(2)
    run = frozen(scheduled(make_list(people).pk))

    # when
    assert queue_one_batch(run) == 2

    # then
    messages = {row.profile_id: row for row in Message.objects.all()}
    assert {
        profile_id: row.message_id for profile_id, row in audience(run).items()
    } == {profile_id: messages[profile_id].pk for profile_id in people}
    for row in messages.values():
        assert (row.source_kind, row.source_id, row.occurrence) == (
            "campaign",
            str(run.pk),
            "1",
        )
        assert (row.template_code, row.purpose) == ("welcome", "marketing")
        assert row.variables == {"template_version_id": welcome.versions.get().pk}
        assert (row.due_at, row.expires_at) == (TOMORROW, TOMORROW + DAY)
        assert (row.priority, row.state) == (Priority.LOW, "queued")
    run.refresh_from_db()
    assert (run.queued, run.state) == (2, RunState.SENDING)
    with nothing_changes():
        assert queue_one_batch(run) == 0


def test_a_batch_has_its_bound_and_the_next_goes_on_behind_it(
    make_readers, monkeypatch
):
    monkeypatch.setattr(queue, "BATCH", 2)
    people = make_readers(5)
    run = frozen(scheduled(make_list(people).pk))
    for handled, queued, state in (
        (2, 2, RunState.QUEUEING),
        (2, 4, RunState.QUEUEING),
        (1, 5, RunState.SENDING),
    ):
        assert queue_one_batch(run) == handled
        run.refresh_from_db()
        assert (run.queued, run.state) == (queued, state)
        assert Message.objects.count() == queued
    told = Message.objects.order_by("id").values_list("profile_id", flat=True)
    assert list(told) == sorted(people)


def test_a_thousand_cost_as_many_statements_as_two(make_crowd):
    few, many = make_list(make_crowd(3)), make_list(make_crowd(900), name="Many")
    counted = []
    for readers in (few, many):
        run = frozen(scheduled(readers.pk))
        with CaptureQueriesContext(connection) as seen:
            queue_one_batch(run)
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert Message.objects.count() == 903


def test_the_throttle_spreads_what_is_due(make_readers):
    # given a second between two messages
    when = {**definition()["when"], "throttle_per_hour": 3_660}
    run = frozen(scheduled(make_list(make_readers(8)).pk, when=when))

    # when
    queued = []
    for seconds in (0, 0, 3, 3, 4, 100):
        work_on_runs(now=TOMORROW + seconds * SECOND)
        queued.append(Message.objects.count())

    # then
    assert queued == [1, 1, 4, 4, 5, 8]
    run.refresh_from_db()
    assert run.state == RunState.SENDING


def test_who_was_erased_or_merged_before_their_turn_is_left_out(make_readers):
    # given one whose survivor is in the audience as well
    stays, erased, source, target = make_readers(4)
    run = frozen(scheduled(make_list([stays, erased, source, target]).pk))
    erase_profile(erased, now=TOMORROW, author=AUTHOR)
    merge_profiles(source, target, author=AUTHOR, now=TOMORROW)

    # when
    work_on_runs(now=TOMORROW)

    # then
    assert standings(run) == {
        ("excluded", "erased"): 1,
        ("excluded", "merged"): 1,
        ("queued", ""): 2,
    }
    told = Message.objects.values_list("profile_id", flat=True)
    assert set(told) == {stays, target}
    run.refresh_from_db()
    assert (run.people, run.excluded, run.queued) == (4, 2, 2)


def test_a_survivor_is_told_in_place_of_who_was_frozen(make_readers):
    source, target = make_readers(2)
    run = frozen(scheduled(make_list([source]).pk))
    merge_profiles(source, target, author=AUTHOR, now=TOMORROW)
    work_on_runs(now=TOMORROW)
    assert standings(run) == {("queued", ""): 1}
    assert Message.objects.get().profile_id == target


def test_who_waited_for_too_long_is_left_out(make_readers):
    people = make_readers(2)
    campaign = scheduled(make_list(people).pk)
    run = frozen(campaign)

    # when nobody comes for a day
    work_on_runs(now=TOMORROW + DAY)

    # then
    assert standings(run) == {("excluded", "time_over"): 2}
    run.refresh_from_db()
    assert (run.state, run.end_reason) == (RunState.DONE, RunEnd.TIME_OVER)
    assert not Message.objects.exists()


def test_edits_while_it_sends_change_nothing_of_what_was_promised(
    sending, welcome, make_readers, monkeypatch, mailoutbox
):
    # given a campaign of which half is queued
    monkeypatch.setattr(queue, "BATCH", 1)
    campaign = scheduled(make_list(make_readers(2)).pk)
    run = frozen(campaign)
    queue_one_batch(run)

    # when the template and the definition are edited
    first = welcome.versions.get()
    later = Content(language="en", subject="Goodbye", body=BODY)
    save_draft(welcome.pk, [later], author=AUTHOR)
    publish_draft(welcome.pk, author=AUTHOR, now=TOMORROW)
    changed = definition(*campaign.definition["audience"]["lists"])
    changed["content"]["variants"][0]["key"] = "b"
    Campaign.objects.filter(pk=campaign.pk).update(definition=changed, version=2)
    work_on_runs(now=TOMORROW)
    send_due(now=TOMORROW)

    # then both get what was frozen
    assert {one.arm for one in audience(run).values()} == {"a"}
    assert [one.subject for one in mailoutbox] == ["Welcome to the shop"] * 2
    said = MessageAttempt.objects.values_list("version_id", flat=True)
    assert list(said) == [first.pk] * 2
    assert standings(run) == {("sent", ""): 2}


def test_each_gets_a_code_of_their_own(make_readers, channel):
    # given
    voucher = make_voucher(channel)
    content = definition()["content"] | {"code": {"voucher": voucher.pk}}
    people = make_readers(3)
    run = frozen(scheduled(make_list(people).pk, content=content))

    # when
    queue_one_batch(run)

    # then
    issued = {row.profile_id: row for row in IssuedCode.objects.all()}
    assert set(issued) == set(people)
    assert len({row.code for row in issued.values()}) == 3
    for message in Message.objects.all():
        row = issued[message.profile_id]
        assert message.subject["code"] == row.code
        assert message.subject["code_expires_on"] == row.expires_at.date().isoformat()
    assert {one: row.code_id for one, row in audience(run).items()} == {
        one: row.pk for one, row in issued.items()
    }


def test_without_its_voucher_a_campaign_stands_still_and_nobody_is_told(
    make_readers, channel
):
    voucher = make_voucher(channel)
    content = definition()["content"] | {"code": {"voucher": voucher.pk}}
    campaign = scheduled(make_list(make_readers(2)).pk, content=content)
    run = frozen(campaign)
    voucher.delete()

    # when
    work_on_runs(now=TOMORROW)

    # then
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    assert campaign.paused_reason == StepReason.VOUCHER_GONE
    assert standings(run) == {("waiting", ""): 2}
    assert not Message.objects.exists()
    with nothing_changes():
        work_on_runs(now=TOMORROW + HOUR)
