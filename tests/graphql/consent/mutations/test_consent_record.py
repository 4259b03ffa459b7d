"""Staff record what people told them, with their own name under it."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.consent.models import (
    ChannelPolicy,
    ConsentEvent,
    ConsentEvidence,
)
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.consent import ASKED_AT, record_one

RECORD = """
mutation Record(
  $profile: ID!, $input: CrmPreferenceInput!,
  $source: CrmConsentStaffSourceEnum!, $occurredAt: DateTime
) {
  crmConsentRecord(
    profile: $profile, input: $input, source: $source, occurredAt: $occurredAt
  ) { preferences { consents { status } } errors { field code } }
}
"""
GRANT = {"channel": "email", "purpose": "MARKETING", "isGranted": True}
YESTERDAY = ASKED_AT - datetime.timedelta(days=1)


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


def test_it_is_recorded_with_author_and_source(member, person, staff):
    done = staff.done(RECORD, profile=person, input=GRANT, source="PAPER")

    assert done["preferences"]["consents"] == [{"status": "GRANTED"}]
    event = ConsentEvent.objects.get()
    assert (event.profile_id, event.author, event.source) == (
        member,
        f"user:{staff.user.pk}",
        Source.STAFF_PAPER,
    )
    # the staff's own address proves nothing about the person
    assert not ConsentEvidence.objects.exists()


def test_what_was_said_earlier_does_not_override_what_was_said_later(
    member, person, staff
):
    record_one(member, "no", granted=False)

    done = staff.done(
        RECORD,
        profile=person,
        input=GRANT,
        source="PHONE",
        occurredAt=YESTERDAY.isoformat(),
    )

    assert done["preferences"]["consents"] == [{"status": "WITHDRAWN"}]
    assert ConsentEvent.objects.latest("id").occurred_at == YESTERDAY


@pytest.mark.parametrize(
    ("said_before", "status"), [(False, "PENDING"), (True, "GRANTED")]
)
def test_a_grant_awaits_its_confirmation_unless_one_holds(
    said_before, status, member, person, staff
):
    record_one(member, "before", granted=said_before)
    ChannelPolicy.objects.create(channel="email", double_opt_in=True)

    done = staff.done(RECORD, profile=person, input=GRANT, source="PAPER")

    assert done["preferences"]["consents"] == [{"status": status}]
    assert ConsentEvent.objects.latest("id").status == status.lower()


def test_nothing_is_recorded_about_the_erased(member, person, staff):
    erase_profile(member, now=clock.now(), author="user:1")

    refused = staff.refused(RECORD, profile=person, input=GRANT, source="STORE")

    assert refused == [("profile", "NOT_FOUND")]


@pytest.mark.parametrize(
    ("profile", "code"),
    [(global_id("CrmProfile", 10**6), "NOT_FOUND"), ("nonsense", "INVALID")],
)
def test_nobody_is_refused(profile, code, staff):
    refused = staff.refused(RECORD, profile=profile, input=GRANT, source="STORE")

    assert refused == [("profile", code)]


def test_bad_input_is_refused(person, staff):
    refused = staff.refused(
        RECORD, profile=person, input=GRANT | {"channel": "?"}, source="STORE"
    )

    assert refused == [("channel", "INVALID")]


def test_it_is_for_staff_who_manage_customers(person, outsiders):
    assert_closed(outsiders, RECORD, profile=person, input=GRANT, source="STORE")


def test_an_app_may_too(person, app_api):
    app_api(AccountPermissions.MANAGE_USERS).done(
        RECORD, profile=person, input=GRANT, source="CORRESPONDENCE"
    )

    assert ConsentEvent.objects.get().author.startswith("app:")
