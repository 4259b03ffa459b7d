"""What the gate says on trial is what it decides afterwards, and nothing is written."""

import datetime
from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.experiments.actions import set_holdout
from saleor_crm_plugin.identity.models import Identifier
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    choose_sending,
    set_caps,
)
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.models import CapSlot, Message
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.policies.gate import Defer, Refuse, Send
from saleor_crm_plugin.messaging.rehearsal import rehearse_gate
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.messaging.terms import read_terms

from ..fixtures.messages import AUTHOR, NOON, SENDER, consent_act, intent
from ..fixtures.person import account_claim
from ..fixtures.unchanged import nothing_changes

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def read_only(intents):
    """Return what the gate says on trial, in a transaction in which nothing can be written."""
    with nothing_changes(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        return rehearse_gate(intents, read_terms(), now=NOON)


def take_place(profile_id, at):
    """Let an earlier message of another source have a place under the caps."""
    earlier = intent(profile_id, source_id="4", due_at=NOON + DAY)
    [queued] = queue_messages([earlier], now=NOON)
    CapSlot.objects.create(
        message_id=queued.message_id,
        profile_id=profile_id,
        channel="email",
        taken_at=at,
    )


def said(rehearsed):
    """Return verdict, reason, way and deferral by profile."""
    return {
        one.intent.profile_id: (
            type(one.verdict),
            getattr(one.verdict, "reason", ""),
            one.medium,
            getattr(one.verdict, "until", None),
        )
        for one in rehearsed
    }


def decided(intents):
    """Return the same from the gate itself."""
    queue_messages(intents, now=NOON)
    pass_gate(read_terms(), now=NOON, limit=1000, crowd=Counter())
    return {
        one.profile_id: (
            _verdict(one),
            one.reason,
            one.channel,
            one.due_at if _verdict(one) is Defer else None,
        )
        for one in Message.objects.filter(source_id="5")
    }


def _verdict(message):
    if message.state == "suppressed":
        return Refuse
    return Send if message.lease else Defer


@pytest.fixture
def crowd(sending, make_readers, make_profile):
    """Readers of whom some cannot or may not be reached, one in three held out everywhere."""
    ChannelAccount.objects.filter(medium="email").update(per_second=100, burst=100)
    readers = make_readers(40)
    silent, gone, dead, full = *make_readers(1, consents=False), *make_readers(3)
    nowhere = make_profile(account_claim(8)).pk
    no = consent_act(gone, granted=False, occurred_at=NOON - HOUR, key="no")
    record_consents([no], now=NOON)
    address = Identifier.objects.get(profile_id=dead, type="email").value_hash
    bounced = SuppressedAddress(
        channel="email", address_hash=address, reason=SuppressionReason.HARD_BOUNCE
    )
    suppress([bounced], now=NOON)
    set_caps([Cap(channel="", most=1, period=DAY)], author=AUTHOR, now=NOON)
    take_place(full, NOON - HOUR)
    set_holdout("global", basis_points=3_333, author=AUTHOR, now=NOON)
    return [*readers, silent, gone, dead, full, nowhere]


def test_trial_says_what_the_gate_decides(crowd):
    # given
    intents = [intent(one) for one in crowd]
    # when
    foreseen = said(read_only(intents))
    # then
    assert foreseen == decided(intents)
    reasons = {reason for _, reason, _, _ in foreseen.values()}
    # Whose place is taken may be held out as well.
    assert reasons - {"frequency_cap"} == {
        *("", "no_consent", "consent_withdrawn", "suppressed", "no_address"),
        "held_out",
    }


def test_each_is_asked_at_its_own_time(sending, make_readers):
    # given a night from 20 to 8, and a place that is free again at 13
    night = {"quiet_from": datetime.time(20), "quiet_until": datetime.time(8)}
    choose_sending(
        SendingChoices(sender_address=SENDER, **night), author=AUTHOR, now=NOON
    )
    set_caps([Cap(channel="", most=1, period=DAY)], author=AUTHOR, now=NOON)
    now_, late, capped, free = make_readers(4)
    for one in (capped, free):
        take_place(one, NOON + HOUR - DAY)
    at = {now_: NOON, late: NOON + 9 * HOUR, capped: NOON, free: NOON + 2 * HOUR}
    # when
    found = said(read_only([intent(one, due_at=due) for one, due in at.items()]))
    # then
    assert found == {
        now_: (Send, "", "email", None),
        late: (Defer, "quiet_hours", "email", NOON + 20 * HOUR),
        capped: (Defer, "frequency_cap", "email", NOON + HOUR),
        free: (Send, "", "email", None),
    }


def test_statements_do_not_depend_on_how_many(sending, make_readers):
    people, terms = make_readers(10), read_terms()
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as asked:
            rehearse_gate([intent(one) for one in some], terms, now=NOON)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whoever_is_gone_has_no_way(sending):
    [one] = read_only([intent(10**9)])
    assert (one.recipient, one.verdict) == (None, Refuse("no_address"))
