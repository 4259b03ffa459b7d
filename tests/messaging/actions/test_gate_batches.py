"""What a batch is told at the gate is what each of its messages is told alone."""

import datetime
from collections import Counter

from django.db import transaction

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.experiments.actions import set_holdout
from saleor_crm_plugin.experiments.models import HoldoutAssignment
from saleor_crm_plugin.identity.models import Identifier
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    choose_sending,
    set_caps,
)
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.intents import Priority
from saleor_crm_plugin.messaging.models import CapSlot, GateDecision, Message
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.policies.gate import WhenRefused
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.messaging.terms import read_terms
from tests.fixtures.messages import AUTHOR, NOON, SENDER, consent_act
from tests.fixtures.person import account_claim, guest_claim

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


def outcome(*, at_once):
    """Return what the gate decides about everything that is due, and undo it."""
    crowd = Counter()
    with transaction.atomic():
        while not pass_gate(
            read_terms(), now=NOON, limit=at_once, crowd=crowd
        ).is_empty:
            pass
        found = (
            sorted(
                Message.objects.values_list(
                    "id", "state", "reason", "channel", "channels", "due_at"
                )
            ),
            sorted(
                GateDecision.objects.values_list(
                    "message_id", "channel", "verdict", "reason", "until"
                )
            ),
            sorted(CapSlot.objects.values_list("message_id", "channel", "taken_at")),
        )
        transaction.set_rollback(True)
    return found


def test_batch_is_decided_as_its_messages_one_by_one(
    sending, make_readers, make_profile, queued
):
    # given every reason that the gate knows, and fewer tokens than messages
    readers = make_readers(24)
    [silent] = make_readers(1, consents=False)
    gone, dead, held_out = make_readers(3)
    twin = make_profile(account_claim(7, "twin@example.com")).pk
    other_twin = make_profile(guest_claim("twin@example.com")).pk
    nowhere = make_profile(account_claim(8)).pk
    no = consent_act(gone, granted=False, occurred_at=NOON - MINUTE, key="no")
    record_consents([no, consent_act(twin), consent_act(other_twin)], now=NOON)
    address = Identifier.objects.get(profile_id=dead, type="email").value_hash
    bounced = SuppressedAddress(
        channel="email", address_hash=address, reason=SuppressionReason.HARD_BOUNCE
    )
    suppress([bounced], now=NOON)
    drawn = set_holdout("global", basis_points=0, author=AUTHOR, now=NOON)
    HoldoutAssignment.objects.create(
        experiment=drawn,
        profile_id=held_out,
        bucket=0,
        is_held_out=True,
        assigned_at=NOON,
    )
    caps = [
        Cap(channel="", most=1, period=DAY),
        Cap(channel="", most=1, period=3 * DAY, relation="strained"),
    ]
    set_caps(caps, author=AUTHOR, now=NOON)
    CustomerInsight.objects.create(profile_id=readers[0], relationship_type="strained")
    ChannelAccount.objects.filter(medium="email").update(per_second=2, burst=12)
    queued([twin, other_twin, *readers, silent, gone, dead, held_out, nowhere])
    queued(readers[:4], occurrence="again")
    queued(readers[4:8], occurrence="skip", when_refused=WhenRefused.SKIP)
    queued(readers[8:9], occurrence="late", expires_at=NOON)
    queued(readers[9:11], occurrence="other", channels=("pigeon",))
    queued(
        readers[11:13],
        occurrence="paid",
        purpose="transactional",
        priority=Priority.URGENT,
    )

    # when
    alone = outcome(at_once=1)
    together = outcome(at_once=500)

    # then
    assert together == alone
    reasons = {reason for _, _, reason, *_ in together[0]}
    assert reasons == {
        "",
        "no_consent",
        "consent_withdrawn",
        "suppressed",
        "held_out",
        "frequency_cap",
        "relationship_cap",
        "same_address",
        "no_address",
        "no_channel",
        "expired",
    }
    assert len(together[2]) == 12 - 2


def test_quiet_hours_are_the_same_for_one_and_for_many(sending, make_readers, queued):
    night = {"quiet_from": datetime.time(12), "quiet_until": datetime.time(20)}
    choose_sending(
        SendingChoices(sender_address=SENDER, **night), author=AUTHOR, now=NOON
    )
    queued(make_readers(5))

    assert outcome(at_once=500) == outcome(at_once=1)


def test_twins_without_a_token_are_postponed_alike(
    sending, make_readers, make_profile, queued
):
    # given two people with one address, behind who takes the only tokens
    twin = make_profile(account_claim(7, "twin@example.com")).pk
    other_twin = make_profile(guest_claim("twin@example.com")).pk
    record_consents([consent_act(twin), consent_act(other_twin)], now=NOON)
    ChannelAccount.objects.filter(medium="email").update(per_second=2, burst=2)
    queued([*make_readers(2), twin, other_twin])

    # when
    together = outcome(at_once=500)

    # then nobody is refused for the sake of who waits as well
    assert together == outcome(at_once=1)
    assert [row[1:3] for row in together[0]] == [("queued", "")] * 4


def test_tokens_that_twins_do_not_need_are_given_back(
    sending, make_readers, make_profile, queued
):
    twin = make_profile(account_claim(7, "twin@example.com")).pk
    other_twin = make_profile(guest_claim("twin@example.com")).pk
    record_consents([consent_act(twin), consent_act(other_twin)], now=NOON)
    accounts = ChannelAccount.objects.filter(medium="email")
    accounts.update(per_second=2, burst=12)
    queued([twin, other_twin])

    pass_gate(read_terms(), now=NOON, limit=500, crowd=Counter())

    assert accounts.get().tokens == 12 - 1
