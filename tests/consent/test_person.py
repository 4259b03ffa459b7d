"""Erasing a person removes where acts came from, and lets no old list write to them."""

from saleor_crm_plugin.consent.models import (
    ConsentEvent,
    ConsentEvidence,
    ConsentState,
    ConsentWording,
)
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.consent.queries import suppressed
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.queries import export_profile
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash

from ..fixtures.consent import ASKED_AT, HOUR, record_one

ADA = email_hash("ada@example.com")


def test_the_export_has_every_act_with_its_words_and_where_it_came_from(profile):
    wording = ConsentWording.objects.create(
        code="news",
        purpose="marketing",
        language="en",
        version=1,
        text="May we?",
        author="user:1",
    )
    record_one(profile.pk, "1", wording_id=wording.pk, ip="192.0.2.7", user_agent="B")
    record_one(profile.pk, "2", granted=False, occurred_at=ASKED_AT + HOUR)

    exported = export_profile(profile.pk, now=ASKED_AT + HOUR)["data"]["consent"]

    assert exported == [
        {
            "channel": "email",
            "purpose": "marketing",
            "list_code": "",
            "status": "granted",
            "source": "account",
            "occurred_at": ASKED_AT.isoformat(),
            "wording": "May we?",
            "ip": "192.0.2.7",
            "user_agent": "B",
        },
        {
            "channel": "email",
            "purpose": "marketing",
            "list_code": "",
            "status": "withdrawn",
            "source": "account",
            "occurred_at": (ASKED_AT + HOUR).isoformat(),
            "wording": "",
            "ip": "",
            "user_agent": "",
        },
    ]


def test_erasing_removes_the_evidence_and_keeps_the_acts(profile, guest_profile):
    # given
    record_one(profile.pk, "1", ip="192.0.2.7", user_agent="Ada's own")
    record_one(guest_profile.pk, "2", ip="192.0.2.8")

    # when
    report = erase_profile(profile.pk, now=ASKED_AT + HOUR, author="user:1")

    # then
    assert report.rows["consent"] == 2
    assert ConsentEvidence.objects.get().profile_id == guest_profile.pk
    assert ConsentEvent.objects.filter(profile_id=profile.pk).count() == 1
    assert ConsentState.objects.filter(profile_id=profile.pk).count() == 1
    assert suppressed("email", [ADA]) == {ADA: SuppressionReason.ERASURE}
    assert suppressed("email", [ADA], purpose="transactional") == {}


def test_who_comes_back_can_be_written_to_after_granting_it(make_profile, profile):
    from ..fixtures.person import account_claim

    # given
    erase_profile(profile.pk, now=ASKED_AT, author="user:1")
    later = ASKED_AT + HOUR
    back = make_profile(
        account_claim(70, "ada@example.com", email_is_verified=True, seen_at=later)
    )

    # when
    record_one(back.pk, "yes", occurred_at=later)

    # then
    assert back.pk != profile.pk
    assert suppressed("email", [ADA]) == {}
