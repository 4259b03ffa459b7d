"""Acts of consent: what is kept, what holds, and what is refused."""

import datetime

import pytest

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.consent.errors import (
    InvalidCode,
    PurposeNeedsNoConsent,
    UnknownPurpose,
    WordingNotFound,
)
from saleor_crm_plugin.consent.models import (
    ChannelPolicy,
    ConsentEvent,
    ConsentEvidence,
    ConsentState,
)
from saleor_crm_plugin.consent.policies import ANY_CHANNEL, ConsentStatus
from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.outbox.errors import IdempotencyMismatch
from saleor_crm_plugin.outbox.models import FactRow

from ..fixtures.consent import ASKED_AT, HOUR, consent_act, record_one
from ..fixtures.unchanged import nothing_changes


def marketing_of(profile, **asked):
    asked = {"channel": "email", "purpose": ConsentPurpose.MARKETING} | asked
    return consent_of([profile.pk], **asked)[profile.pk]


def facts():
    rows = FactRow.objects.filter(code__startswith="consent.").order_by("id")
    return list(rows.values_list("code", flat=True))


def test_a_grant_is_an_event_a_view_its_evidence_and_a_fact(profile):
    # when
    status = record_one(profile.pk, "form:1", ip="192.0.2.7", user_agent="Browser 1")

    # then
    assert status == ConsentStatus.GRANTED
    event = ConsentEvent.objects.get()
    assert (event.key, event.status, event.occurred_at, event.author) == (
        "form:1",
        ConsentStatus.GRANTED,
        ASKED_AT,
        "",
    )
    assert ConsentState.objects.values_list("profile_id", "status", "event").get() == (
        profile.pk,
        ConsentStatus.GRANTED,
        event.pk,
    )
    proof = ConsentEvidence.objects.get()
    assert (proof.event_id, proof.ip, proof.user_agent) == (
        event.pk,
        "192.0.2.7",
        "Browser 1",
    )
    assert FactRow.objects.get().payload == {
        "channel": "email",
        "purpose": "marketing",
        "list_code": "",
        "source": "account",
    }


def test_an_act_without_an_origin_has_no_evidence(profile):
    record_one(profile.pk, "form:1")

    assert not ConsentEvidence.objects.exists()


def test_recording_an_act_again_changes_nothing(profile):
    record_one(profile.pk, "form:1")

    with nothing_changes():
        again = record_one(profile.pk, "form:1", now=ASKED_AT + HOUR)

    assert again == ConsentStatus.GRANTED


@pytest.mark.parametrize(
    "changes",
    [{"granted": False}, {"channel": "sms"}, {"list_code": "news"}],
)
def test_a_key_that_stands_for_another_act_is_refused(profile, changes):
    record_one(profile.pk, "form:1")

    with nothing_changes(), pytest.raises(IdempotencyMismatch):
        record_one(profile.pk, "form:1", **changes)


def test_two_acts_with_one_key_in_a_batch_are_refused(profile):
    acts = [
        consent_act(profile.pk, "form:1"),
        consent_act(profile.pk, "form:1", granted=False),
    ]

    with nothing_changes(), pytest.raises(IdempotencyMismatch):
        record_consents(acts, now=ASKED_AT)


def test_a_key_of_another_person_is_refused(profile, guest_profile):
    record_one(profile.pk, "form:1")

    with nothing_changes(), pytest.raises(IdempotencyMismatch):
        record_one(guest_profile.pk, "form:1")


def test_an_older_grant_is_kept_but_does_not_override_a_withdrawal(profile):
    # given
    record_one(profile.pk, "later", granted=False, occurred_at=ASKED_AT + HOUR)

    # when
    status = record_one(profile.pk, "earlier", now=ASKED_AT + HOUR)

    # then
    assert status == ConsentStatus.WITHDRAWN
    assert marketing_of(profile) == ConsentStatus.WITHDRAWN
    assert ConsentEvent.objects.count() == 2
    assert facts() == ["consent.withdrawn"]


def test_of_two_acts_at_one_moment_the_withdrawal_counts(profile):
    acts = [
        consent_act(profile.pk, "no", granted=False),
        consent_act(profile.pk, "yes"),
    ]

    statuses = record_consents(acts, now=ASKED_AT)

    assert statuses == [ConsentStatus.WITHDRAWN, ConsentStatus.WITHDRAWN]
    assert marketing_of(profile) == ConsentStatus.WITHDRAWN
    assert facts() == ["consent.withdrawn"]


def test_a_grant_from_the_future_does_not_outlive_todays_withdrawal(profile):
    # given
    tomorrow = ASKED_AT + datetime.timedelta(days=1)
    record_one(profile.pk, "yes", occurred_at=tomorrow, now=ASKED_AT)

    # when
    record_one(profile.pk, "no", granted=False, occurred_at=ASKED_AT + HOUR)

    # then
    assert ConsentEvent.objects.get(key="yes").occurred_at == ASKED_AT
    assert marketing_of(profile) == ConsentStatus.WITHDRAWN


def test_what_changes_nothing_is_no_fact(profile):
    record_one(profile.pk, "yes")
    record_one(profile.pk, "again", occurred_at=ASKED_AT + HOUR)

    assert ConsentEvent.objects.count() == 2
    assert facts() == ["consent.granted"]


def test_a_channel_with_double_opt_in_awaits_the_confirmation(profile):
    # given
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)

    # when
    asked = record_one(profile.pk, "form:1")
    by_sms = record_one(profile.pk, "form:2", channel="sms")
    confirmed = record_one(profile.pk, "confirmed", source=Source.CONFIRMATION)
    again = record_one(profile.pk, "form:3", occurred_at=ASKED_AT + HOUR)

    # then
    assert asked == ConsentStatus.PENDING
    assert by_sms == ConsentStatus.GRANTED
    assert confirmed == ConsentStatus.GRANTED
    assert again == ConsentStatus.GRANTED
    assert facts() == ["consent.requested", "consent.granted", "consent.granted"]
    requested = FactRow.objects.get(code="consent.requested")
    assert requested.payload["event_id"] == ConsentEvent.objects.get(key="form:1").pk


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"purpose": "spam"}, UnknownPurpose, "purpose"),
        (
            {"purpose": ConsentPurpose.TRANSACTIONAL},
            PurposeNeedsNoConsent,
            "purpose",
        ),
        ({"channel": "E-Mail"}, InvalidCode, "channel"),
        ({"channel": ""}, InvalidCode, "channel"),
        ({"source": "a form"}, InvalidCode, "source"),
        ({"list_code": "<news>"}, InvalidCode, "listCode"),
        ({"wording_id": 0}, WordingNotFound, "wording"),
    ],
)
def test_one_bad_act_refuses_the_batch(profile, changes, refusal, field):
    acts = [consent_act(profile.pk, "good"), consent_act(profile.pk, "bad", **changes)]

    with nothing_changes(), pytest.raises(refusal) as caught:
        record_consents(acts, now=ASKED_AT)

    assert caught.value.field == field


def test_nothing_is_recorded_about_the_erased_and_the_unknown(profile, guest_profile):
    # given
    erase_profile(profile.pk, now=ASKED_AT, author="user:1")
    nobody = guest_profile.pk + 1000
    acts = [
        consent_act(profile.pk, "erased"),
        consent_act(guest_profile.pk, "living"),
        consent_act(nobody, "nobody"),
    ]

    # when
    statuses = record_consents(acts, now=ASKED_AT)

    # then
    assert statuses == [
        ConsentStatus.UNKNOWN,
        ConsentStatus.GRANTED,
        ConsentStatus.UNKNOWN,
    ]
    assert ConsentEvent.objects.get().profile_id == guest_profile.pk


def test_a_list_is_left_without_leaving_the_purpose(profile):
    record_one(profile.pk, "all")
    record_one(profile.pk, "no news", list_code="news", granted=False)

    assert marketing_of(profile) == ConsentStatus.GRANTED
    assert marketing_of(profile, list_code="news") == ConsentStatus.WITHDRAWN
    assert marketing_of(profile, list_code="birthday") == ConsentStatus.GRANTED


def test_leaving_every_channel_holds_for_channels_to_come(profile):
    record_one(profile.pk, "email")
    record_one(
        profile.pk,
        "nothing",
        channel=ANY_CHANNEL,
        granted=False,
        occurred_at=ASKED_AT + HOUR,
    )

    assert marketing_of(profile) == ConsentStatus.WITHDRAWN
    assert marketing_of(profile, channel="carrier_pigeon") == ConsentStatus.WITHDRAWN


@pytest.mark.parametrize("people", [1, 40])
def test_a_batch_costs_the_same_for_one_and_for_many(
    profile, django_assert_num_queries, people, make_profile
):
    from ..fixtures.person import guest_claim

    profiles = [
        make_profile(guest_claim(f"guest{number}@example.com")).pk
        for number in range(people)
    ]
    acts = [consent_act(one, f"form:{one}") for one in profiles]

    # the savepoints of the acts and of publishing (4), the lock, keys, view, policies, the write,
    # addresses, known facts, the publication
    with django_assert_num_queries(12):
        record_consents(acts, now=ASKED_AT)
