"""Everybody in an audience counts once, whatever becomes of their message."""

from collections import Counter
from itertools import product

import pytest

from saleor_crm_plugin.campaigns.counts import OPEN, Counts, Standing, counts_of
from saleor_crm_plugin.campaigns.models import CampaignRecipient
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.policies.states import MessageState
from tests.fixtures.campaign import make_list
from tests.fixtures.campaign_run import begun, scheduled
from tests.fixtures.messages import NOON, intent

LEFT = {"sent", "delivered", "opened", "clicked", "bounced", "complained"}


def expected(state, reason):
    """Say where somebody with such a message stands, from the words of the glossary."""
    if state in LEFT:
        return Standing.SENT
    if state == "queued":
        return Standing.DEFERRED if reason else Standing.QUEUED
    if state == "suppressed":
        return Standing.HELD_OUT if reason == "held_out" else Standing.REFUSED
    return Standing(state)


@pytest.fixture
def run(welcome, db):
    return begun(scheduled(make_list().pk))


def test_the_parts_add_up_to_the_audience(run):
    # given a message in every state with every reason, and people without one
    cases = [
        (state, reason)
        for state, reason in product(MessageState, ["", *Reason])
        if reason or state not in ("suppressed", "failed", "unknown")
    ]
    queued = queue_messages([intent(one + 1) for one in range(len(cases))], now=NOON)
    messages = Message.objects.in_bulk([one.message_id for one in queued])
    rows = []
    for (state, reason), row in zip(cases, messages.values(), strict=True):
        row.state, row.reason, row.lease = state, reason, row.public_id
        rows.append(
            CampaignRecipient(run=run, profile_id=row.profile_id, message_id=row.pk)
        )
    Message.objects.bulk_update(messages.values(), ["state", "reason", "lease"])
    without = [
        {},
        {"is_held_out": True},
        {"excluded_reason": "no_variant"},
        {"excluded_reason": "canceled"},
        {"message_id": 0},
    ]
    rows += [
        CampaignRecipient(run=run, profile_id=1_000_000 + place, **values)
        for place, values in enumerate(without)
    ]
    CampaignRecipient.objects.bulk_create(rows)

    # when
    counts = counts_of([run.pk])[run.pk]

    # then
    wanted = Counter((expected(*case), str(case[1])) for case in cases)
    wanted += Counter(
        {
            (Standing.WAITING, ""): 1,
            (Standing.HELD_OUT, ""): 1,
            (Standing.EXCLUDED, "no_variant"): 1,
            (Standing.EXCLUDED, "canceled"): 1,
            # A message that is there no more: nobody knows.
            (Standing.UNKNOWN, ""): 1,
        }
    )
    assert {
        (standing, reason): people
        for standing, reasons in counts.people.items()
        for reason, people in reasons.items()
    } == wanted
    assert counts.audience == len(rows) == sum(counts.of(one) for one in Standing)
    assert not counts.is_over


def test_runs_are_counted_in_one_statement_each_by_itself(
    run, django_assert_num_queries
):
    other = begun(scheduled(make_list(name="Others").pk))
    CampaignRecipient.objects.create(run=run, profile_id=1)
    with django_assert_num_queries(1):
        found = counts_of([run.pk, other.pk])
    assert (found[run.pk].audience, found[other.pk].audience) == (1, 0)
    assert (found[run.pk].is_over, found[other.pk].is_over) == (False, True)
    with django_assert_num_queries(0):
        assert counts_of([]) == {}


@pytest.mark.parametrize("standing", Standing)
def test_open_is_what_may_still_come_to_something(standing):
    assert Counts({standing: {"": 1}}).is_over is (standing not in OPEN)
