"""Identifiers given by hand: one form, one owner, and what the shop says stays the shop's."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.identifiers import (
    NewIdentifier,
    add_identifier,
    end_identifier,
)
from saleor_crm_plugin.identity.errors import (
    AuthorRequired,
    IdentifierIsTheShops,
    IdentifierNotFound,
    IdentifierTaken,
    InvalidIdentifier,
    PersonErased,
    ProfileNotFound,
)
from saleor_crm_plugin.identity.models import (
    Identifier,
    IdentifierType,
    IdentifierValue,
    Trust,
)
from saleor_crm_plugin.outbox.models import FactRow

from ...fixtures.aside import wait_until_blocked
from ...fixtures.person import SEEN_AT

NOW = SEEN_AT + datetime.timedelta(days=30)
LATER = NOW + datetime.timedelta(days=1)
STAFF = "user:1"
PHONE = "+39 06 6982"


def new(profile_id, **changes):
    return NewIdentifier(
        **{
            "profile_id": profile_id,
            "type": IdentifierType.PHONE,
            "value": PHONE,
            "is_verified": False,
            "author": STAFF,
        }
        | changes
    )


def test_claimed_one_opens_nothing_and_a_proof_takes_its_place(profile):
    # when
    claimed = add_identifier(new(profile.id), now=NOW)
    again = add_identifier(new(profile.id, value="+39066982"), now=LATER)

    # then
    assert again == claimed
    assert (claimed.trust, claimed.plain.value) == (Trust.CLAIMED, "+39066982")

    # when
    proven = add_identifier(new(profile.id, is_verified=True), now=LATER)

    # then
    assert (proven.trust, proven.verified_at) == (Trust.VERIFIED, LATER)
    claimed.refresh_from_db()
    assert claimed.ended_at == LATER
    assert add_identifier(new(profile.id), now=LATER) == proven
    assert list(
        FactRow.objects.filter(code="identity.identifier_added")
        .order_by("id")
        .values_list("profile_id", "payload__trust")
    ) == [(profile.id, "claimed"), (profile.id, "verified")]


def test_two_may_claim_one_and_only_one_may_have_it(profile, guest_profile):
    # given
    add_identifier(new(profile.id, is_verified=True), now=NOW)

    # when / then
    with pytest.raises(IdentifierTaken) as refusal:
        add_identifier(new(guest_profile.id, is_verified=True), now=NOW)
    assert refusal.value.profile_id == profile.id
    with pytest.raises(IdentifierTaken):
        add_identifier(new(guest_profile.id), now=NOW)
    assert Identifier.objects.filter(type="phone").count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"author": ""}, AuthorRequired),
        ({"value": "12"}, InvalidIdentifier),
        ({"type": IdentifierType.USER, "value": "7"}, InvalidIdentifier),
        ({"profile_id": 404}, ProfileNotFound),
    ],
)
def test_refusals_change_nothing(profile, changes, refusal):
    with pytest.raises(refusal):
        add_identifier(new(**{"profile_id": profile.id} | changes), now=NOW)
    assert not Identifier.objects.filter(type="phone").exists()


def test_erased_people_get_nothing_new(profile):
    # given
    erase_profile(profile.id, now=NOW, author=STAFF)

    # when / then
    with pytest.raises(PersonErased):
        add_identifier(new(profile.id), now=LATER)
    assert not Identifier.objects.filter(type="phone").exists()


def test_ended_one_loses_its_value_and_can_be_another_persons(profile, guest_profile):
    # given
    row = add_identifier(new(profile.id, is_verified=True), now=NOW)

    # when
    ended = end_identifier(row.pk, author=STAFF, now=LATER)
    again = end_identifier(row.pk, author=STAFF, now=LATER + datetime.timedelta(days=1))

    # then
    assert ended.ended_at == again.ended_at == LATER
    assert not IdentifierValue.objects.filter(identifier=row).exists()
    theirs = add_identifier(new(guest_profile.id, is_verified=True), now=LATER)
    assert theirs.profile_id == guest_profile.id


def test_what_the_shop_says_is_changed_in_the_shop(profile):
    # given
    rows = Identifier.objects.filter(profile=profile)

    # when / then
    for row in rows:
        with pytest.raises(IdentifierIsTheShops):
            end_identifier(row.pk, author=STAFF, now=NOW)
    with pytest.raises(IdentifierNotFound):
        end_identifier(0, author=STAFF, now=NOW)
    assert not rows.exclude(ended_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_proofs_at_once_one_counts(profile, guest_profile):
    # given
    def prove_elsewhere():
        try:
            return add_identifier(new(guest_profile.id, is_verified=True), now=NOW)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            add_identifier(new(profile.id, is_verified=True), now=NOW)
            other = pool.submit(prove_elsewhere)
            wait_until_blocked(other)
        with pytest.raises(IdentifierTaken):
            other.result(timeout=60)

    # then
    assert Identifier.objects.get(type="phone").profile_id == profile.id
