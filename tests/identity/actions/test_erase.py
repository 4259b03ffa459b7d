"""Erasing takes the text, keeps the books, and brings nobody back."""

import datetime
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.identity.actions.erase import ErasureReport, erase_profile
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.errors import AuthorRequired, ProfileNotFound
from saleor_crm_plugin.identity.models import (
    Identifier,
    IdentifierValue,
    PersonName,
    Profile,
)
from saleor_crm_plugin.identity.person_data import PersonData, person_data

from ...fixtures.aside import wait_until_blocked
from ...fixtures.person import SEEN_AT, account_claim, guest_claim

NOW = SEEN_AT + datetime.timedelta(days=30)
LATER = NOW + datetime.timedelta(days=1)


def test_takes_names_and_addresses_and_keeps_the_row(profile):
    # given
    remember_names([KnownName(profile.id, "Ada", "Lovelace")])

    # when
    report = erase_profile(profile.id, now=NOW, author="user:1")

    # then
    assert report.erased_at == NOW
    assert report.rows["identity"] == 4
    profile.refresh_from_db()
    assert profile.erased_at == NOW
    assert not PersonName.objects.exists()
    assert not IdentifierValue.objects.exists()
    assert set(Identifier.objects.values_list("ended_at", flat=True)) == {NOW}


def test_second_erasure_changes_nothing(profile):
    # given
    erase_profile(profile.id, now=NOW, author="user:1")

    # when
    report = erase_profile(profile.id, now=LATER, author="user:1")

    # then
    assert report == ErasureReport(profile.id, NOW, {})
    profile.refresh_from_db()
    assert profile.erased_at == NOW


def test_unknown_profile_is_refused(db):
    with pytest.raises(ProfileNotFound) as refusal:
        erase_profile(404, now=NOW, author="user:1")
    assert (refusal.value.field, refusal.value.profile_id) == ("id", 404)


def test_nobody_may_erase_without_saying_who(profile):
    with pytest.raises(AuthorRequired):
        erase_profile(profile.id, now=NOW, author="")
    profile.refresh_from_db()
    assert profile.erased_at is None
    assert IdentifierValue.objects.count() == 1


def test_failing_area_undoes_the_whole_erasure(profile):
    # given
    class Refusing(PersonData):
        code = "test.refusing"
        lock_position = 10_000
        models = ()

        def erase(self, profile_id, *, now):
            raise ZeroDivisionError

    # when
    with (
        person_data.registered_temporarily(Refusing),
        pytest.raises(ZeroDivisionError),
    ):
        erase_profile(profile.id, now=NOW, author="user:1")

    # then
    profile.refresh_from_db()
    assert profile.erased_at is None
    assert IdentifierValue.objects.count() == 1


def test_observing_the_shop_again_brings_nobody_back(profile, make_profile):
    # given
    erase_profile(profile.id, now=NOW, author="user:1")

    # when old orders and the account are read again
    old_guest_order = make_profile(guest_claim("ada@example.com"))
    old_order = make_profile(guest_claim("ada@example.com", user_id=7))
    account = make_profile(
        account_claim(7, "ada@example.com", email_is_verified=True, seen_at=LATER)
    )

    # then
    assert {old_guest_order, old_order, account} == {profile}
    assert Profile.objects.count() == 1
    assert not IdentifierValue.objects.exists()
    assert remember_names([KnownName(profile.id, "Ada", "Lovelace")]) == 0
    assert not PersonName.objects.exists()


def test_new_order_after_the_erasure_begins_a_new_profile(profile, make_profile):
    # given
    erase_profile(profile.id, now=NOW, author="user:1")

    # when
    newcomer = make_profile(guest_claim("ada@example.com", user_id=7, seen_at=LATER))

    # then
    assert newcomer != profile
    assert newcomer.erased_at is None
    # and from now on the account is the new one's, old orders stay with the old one
    assert make_profile(account_claim(7, seen_at=LATER)) == newcomer
    assert make_profile(guest_claim("", user_id=7)) == profile


def test_log_holds_ids_only(profile, caplog):
    # given
    remember_names([KnownName(profile.id, "Ada", "Lovelace")])

    # when
    with caplog.at_level(logging.DEBUG):
        erase_profile(profile.id, now=NOW, author="user:1")

    # then
    logged = [
        line.getMessage()
        for line in caplog.records
        if line.name.startswith("saleor_crm_plugin")
    ]
    # Name, two identifiers and a value, and the note that the address is not to be written to.
    assert logged == [f"Erased profile {profile.id}, asked by user:1: 5 rows"]


def remember_in_own_connection(profile_id):
    try:
        return remember_names([KnownName(profile_id, "Ada", "Lovelace")])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_name_that_arrives_during_the_erasure_is_not_stored():
    # given
    [profile_id] = resolve_profiles([account_claim(7, "ada@example.com")])

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase_profile(profile_id, now=NOW, author="user:1")
            remembering = pool.submit(remember_in_own_connection, profile_id)
            wait_until_blocked(remembering)
        stored = remembering.result()

    # then
    assert stored == 0
    assert not PersonName.objects.exists()


def resolve_in_own_connection(claim):
    try:
        return resolve_profiles([claim])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_address_that_arrives_during_the_erasure_is_not_stored():
    # given
    [profile_id] = resolve_profiles([account_claim(7, "ada@example.com")])
    proof = account_claim(7, "new@example.com", email_is_verified=True)

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase_profile(profile_id, now=NOW, author="user:1")
            resolving = pool.submit(resolve_in_own_connection, proof)
            wait_until_blocked(resolving)
        resolved = resolving.result()

    # then
    assert resolved == [profile_id]
    assert not IdentifierValue.objects.exists()
