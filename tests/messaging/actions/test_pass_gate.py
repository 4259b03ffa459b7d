"""Each message is decided once per pass, with its reason, by the same number of statements."""

import datetime
from collections import Counter

import pytest

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.experiments.actions import set_holdout
from saleor_crm_plugin.experiments.models import HoldoutAssignment
from saleor_crm_plugin.identity.models import Identifier
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    StorefrontChoices,
    choose_sending,
    choose_storefront,
    prefer_channel,
    set_caps,
)
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.intents import Priority
from saleor_crm_plugin.messaging.models import (
    CapSlot,
    GateDecision,
    Message,
    MessageAddress,
)
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.policies.gate import WhenRefused
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.messaging.terms import read_terms
from tests.fixtures.messages import AUTHOR, NOON, SENDER, consent_act

pytestmark = pytest.mark.usefixtures("sending")
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


def gate(now=NOON, limit=500, crowd=None):
    """Let what is due through, and return how it was decided."""
    crowd = Counter() if crowd is None else crowd
    return pass_gate(read_terms(), now=now, limit=limit, crowd=crowd)


def decided(message):
    """Return the log of decisions about a message."""
    rows = GateDecision.objects.filter(message=message).order_by("id")
    return [(row.channel, row.verdict, row.reason) for row in rows]


def standing(message):
    message.refresh_from_db()
    return message.state, message.reason


def release(message):
    Message.objects.filter(pk=message.pk).update(lease=None, lease_until=None)


def one_a_day(channel=""):
    set_caps([Cap(channel=channel, most=1, period=DAY)], author=AUTHOR, now=NOON)


def night_from_noon(**changes):
    choices = {
        "sender_address": SENDER,
        "quiet_from": datetime.time(12),
        "quiet_until": datetime.time(20),
    }
    choose_sending(SendingChoices(**choices | changes), author=AUTHOR, now=NOON)


def test_message_that_may_leave_is_leased_with_its_address(reader, queued):
    # given
    [message] = queued([reader])

    # when
    passed = gate()

    # then
    [claimed] = passed.claimed
    assert claimed.message.id == message.pk
    assert claimed.address.value == "reader1@example.com"
    message.refresh_from_db()
    assert (message.state, message.lease) == (MessageState.QUEUED, passed.lease)
    assert message.lease_until > NOON
    assert decided(message) == [("email", "send", "")]


def test_leased_message_is_nobody_elses_until_its_lease_is_over(reader, queued):
    queued([reader])
    first = gate()
    assert gate(NOON + datetime.timedelta(minutes=9)).is_empty
    again = gate(NOON + datetime.timedelta(minutes=10))
    assert [one.message.id for one in again.claimed] == [
        one.message.id for one in first.claimed
    ]
    assert MessageAddress.objects.count() == 1


def test_nobody_is_written_to_without_consent(make_readers, queued):
    # given one who never said anything, and one who said no afterwards
    [silent] = make_readers(1, consents=False)
    [gone] = make_readers(1)
    record_consents(
        [consent_act(gone, granted=False, occurred_at=NOON - HOUR, key="no")], now=NOON
    )
    messages = queued([silent, gone])

    # when
    passed = gate()

    # then
    assert (passed.refused, list(passed.claimed)) == (2, [])
    assert [standing(message) for message in messages] == [
        (MessageState.SUPPRESSED, Reason.NO_CONSENT),
        (MessageState.SUPPRESSED, Reason.CONSENT_WITHDRAWN),
    ]
    assert decided(messages[1]) == [("email", "refuse", "consent_withdrawn")]


def test_transactional_message_asks_nobody_for_consent(make_readers, queued):
    [silent] = make_readers(1, consents=False)
    queued([silent], purpose="transactional", priority=Priority.URGENT)
    one_a_day()
    night_from_noon()
    assert len(gate().claimed) == 1
    assert CapSlot.objects.count() == 0


def test_suppressed_address_is_refused(reader, queued):
    address = Identifier.objects.get(profile_id=reader, type="email").value_hash
    suppress(
        [
            SuppressedAddress(
                channel="email",
                address_hash=address,
                reason=SuppressionReason.COMPLAINT,
            )
        ],
        now=NOON,
    )
    [message] = queued([reader])
    gate()
    assert standing(message) == (MessageState.SUPPRESSED, Reason.SUPPRESSED)
    assert GateDecision.objects.get().numbers == {"suppression": "complaint"}


def test_person_without_an_address_is_refused(customer_profile, queued):
    [message] = queued([customer_profile])
    gate()
    assert standing(message) == (MessageState.SUPPRESSED, Reason.NO_ADDRESS)


@pytest.fixture
def customer_profile(make_profile):
    """Return the profile of an account of which we know no e-mail."""
    from tests.fixtures.person import account_claim

    return make_profile(account_claim(7, "")).pk


def test_message_that_nothing_carries_is_refused(reader, queued):
    [message] = queued([reader], channels=("pigeon",))
    gate()
    assert standing(message) == (MessageState.SUPPRESSED, Reason.NO_CHANNEL)


def test_expired_message_is_refused(reader, queued):
    [message] = queued([reader], expires_at=NOON + HOUR)
    gate(NOON + HOUR)
    assert standing(message) == (MessageState.SUPPRESSED, Reason.EXPIRED)


def test_second_way_is_taken_where_the_first_is_closed(customer_profile, queued):
    # given somebody without an e-mail, but with an account
    [message] = queued([customer_profile], channels=("email", "onsite"))

    # when
    [claimed] = gate().claimed

    # then
    assert claimed.account.medium == "onsite"
    assert decided(message) == [
        ("email", "refuse", "no_address"),
        ("onsite", "send", ""),
    ]


def test_person_has_a_way_of_their_own(make_profile, queued):
    from tests.fixtures.person import account_claim

    profile_id = make_profile(
        account_claim(7, "ada@example.com", email_is_verified=True)
    ).pk
    prefer_channel(profile_id, "onsite", now=NOON)
    queued([profile_id], channels=())
    [claimed] = gate().claimed
    assert claimed.account.medium == "onsite"


def test_source_says_a_thing_once_to_an_address(make_profile, queued):
    # given an account and a guest with the same e-mail, each a profile
    from tests.fixtures.person import account_claim, guest_claim

    ada = make_profile(account_claim(7, "ada@example.com")).pk
    guest = make_profile(guest_claim("ada@example.com")).pk
    assert ada != guest
    record_consents([consent_act(ada), consent_act(guest)], now=NOON)
    first, second = queued([ada, guest])

    # when
    passed = gate()

    # then
    assert [one.message.id for one in passed.claimed] == [first.pk]
    assert standing(second) == (MessageState.SUPPRESSED, Reason.SAME_ADDRESS)
    assert CapSlot.objects.count() == 1


def test_held_out_people_get_nothing_and_are_drawn_once(make_readers, queued):
    # given
    set_holdout("global", basis_points=5000, author=AUTHOR, now=NOON)
    readers = make_readers(40)
    messages = queued(readers)

    # when
    passed = gate()

    # then everybody was drawn, and the gate did as the draw says
    drawn = dict(HoldoutAssignment.objects.values_list("profile_id", "is_held_out"))
    assert set(drawn) == set(readers)
    assert 5 < sum(drawn.values()) < 35
    assert {one.message.profile_id for one in passed.claimed} == {
        profile_id for profile_id, is_held_out in drawn.items() if not is_held_out
    }
    assert {standing(one) for one in messages if drawn[one.profile_id]} == {
        (MessageState.SUPPRESSED, Reason.HELD_OUT)
    }


def test_holdout_draws_nobody_who_could_not_get_it_anyhow(make_readers, queued):
    set_holdout("global", basis_points=5000, author=AUTHOR, now=NOON)
    queued(make_readers(5, consents=False))
    gate()
    assert HoldoutAssignment.objects.count() == 0


def test_message_waits_for_the_end_of_quiet_hours(reader, queued):
    night_from_noon(time_zone="Europe/Rome")
    [message] = queued([reader])
    passed = gate()
    message.refresh_from_db()
    assert passed.deferred == 1
    assert (message.state, message.reason) == (MessageState.QUEUED, Reason.QUIET_HOURS)
    assert message.due_at == NOON + 6 * HOUR
    assert decided(message) == [("email", "defer", "quiet_hours")]
    assert len(gate(NOON + 6 * HOUR).claimed) == 1


def test_quiet_hours_are_those_of_the_storefront_where_nothing_nearer_is_known(
    reader, queued
):
    night_from_noon()
    front = StorefrontChoices(channel_slug="shop", time_zone="America/New_York")
    choose_storefront(front, author=AUTHOR, now=NOON)
    # eight in the morning there
    queued([reader], channel_slug="shop")
    assert len(gate().claimed) == 1


def test_message_that_may_not_wait_is_skipped(reader, queued):
    night_from_noon()
    [message] = queued([reader], when_refused=WhenRefused.SKIP)
    gate()
    assert standing(message) == (MessageState.SUPPRESSED, Reason.QUIET_HOURS)


def test_cap_holds_within_one_batch_and_the_rest_waits(reader, queued):
    # given three messages for one person, and one a day
    one_a_day()
    messages = [
        queued([reader], occurrence=str(number), expires_at=NOON + 9 * DAY)[0]
        for number in range(3)
    ]

    # when
    passed = gate()

    # then
    assert [one.message.id for one in passed.claimed] == [messages[0].pk]
    assert CapSlot.objects.get().message_id == messages[0].pk
    assert standing(messages[1]) == (MessageState.QUEUED, Reason.FREQUENCY_CAP)
    assert {
        message.due_at for message in Message.objects.exclude(pk=messages[0].pk)
    } == {NOON + DAY}
    assert GateDecision.objects.get(message=messages[1]).numbers == {
        "channel": "",
        "most": 1,
        "hours": 24,
        "taken": 1,
    }

    # and the next day there is room for one more
    tomorrow = gate(NOON + DAY)
    assert (len(tomorrow.claimed), tomorrow.deferred) == (1 + 1, 1)


def test_refused_message_gives_its_place_back(reader, queued):
    # given a message that was claimed, and whose sender died before it began
    one_a_day()
    [first] = queued([reader])
    gate()
    release(first)
    record_consents(
        [consent_act(reader, granted=False, occurred_at=NOON + HOUR, key="no")],
        now=NOON + HOUR,
    )

    # when
    gate(NOON + 2 * HOUR)

    # then
    assert standing(first) == (MessageState.SUPPRESSED, Reason.CONSENT_WITHDRAWN)
    assert CapSlot.objects.count() == 0


def test_place_is_not_taken_twice_by_the_same_message(reader, queued):
    one_a_day()
    [message] = queued([reader])
    gate()
    release(message)
    assert len(gate(NOON + HOUR).claimed) == 1
    assert CapSlot.objects.get().taken_at == NOON


def test_pace_of_the_account_spreads_the_rest(make_readers, queued):
    # given an account that takes five at once and two a second
    ChannelAccount.objects.filter(medium="email").update(per_second=2, burst=5)
    queued(make_readers(9))

    # when
    passed = gate()

    # then each of the others has its turn, undecided and without a place
    assert (len(passed.claimed), passed.postponed) == (5, 4)
    waiting = Message.objects.filter(lease=None).order_by("due_at")
    assert [message.due_at - NOON for message in waiting] == [
        datetime.timedelta(seconds=seconds) for seconds in (0.5, 1, 1.5, 2)
    ]
    assert GateDecision.objects.count() == 5
    assert CapSlot.objects.count() == 5
    assert MessageAddress.objects.count() == 5

    # and two seconds later there are tokens for all of them
    assert len(gate(NOON + datetime.timedelta(seconds=2)).claimed) == 4


def test_account_at_rest_is_left_alone(make_readers, queued):
    until = NOON + HOUR
    ChannelAccount.objects.filter(medium="email").update(failures=3, closed_until=until)
    queued(make_readers(2))
    passed = gate()
    assert (len(passed.claimed), passed.postponed) == (0, 2)
    assert min(Message.objects.values_list("due_at", flat=True)) > until

    # and after its rest one message shows whether it is well again
    assert len(gate(until + HOUR).claimed) == 1


def test_decisions_are_never_rewritten(reader, queued):
    from django.db import IntegrityError, transaction

    queued([reader])
    gate()
    with pytest.raises(IntegrityError), transaction.atomic():
        GateDecision.objects.update(reason="other")
