"""For everybody at once a person's clock is the one that the gate sees."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.models import Identifier
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    StorefrontChoices,
    choose_sending,
    choose_storefront,
)
from saleor_crm_plugin.messaging.recipients import recipients, zone_of
from saleor_crm_plugin.messaging.terms import read_terms
from saleor_crm_plugin.messaging.zones import (
    PEOPLE_ZONES,
    both_know,
    zone_of_channel,
    zone_parameters,
)
from saleor_crm_plugin.saleor_adapter.reading import read_rows
from tests.fixtures.campaign_rows import persons
from tests.fixtures.messages import AUTHOR, NOON
from tests.shop import rows

pytestmark = pytest.mark.django_db

SLUG = "default-channel"
STATEMENT = f"""
WITH people AS (SELECT unnest(%(profiles)s::bigint[]) AS profile_id), {PEOPLE_ZONES}
SELECT profile_id, zone FROM people_zone
"""


def with_account(profile_id, **addresses):
    user = rows.make_user(**addresses)
    Identifier.objects.create(
        profile_id=profile_id,
        type="user",
        value_hash=str(user.pk),
        trust="claimed",
        source="account",
    )
    return user


def says(profile_id, zone):
    PersonDetails.objects.create(
        profile_id=profile_id, time_zone=zone, source="shopper", changed_at=NOON
    )


@pytest.fixture
def people(db):
    """Who says it, lives in one of many places, or in nobody knows which; with whose zone counts."""
    told, italian, american, moved, stranger, guest = persons(6)
    italy = {"default_shipping_address": rows.make_address(country="IT")}
    says(told, "America/New_York")
    with_account(told, **italy)
    with_account(italian, **italy)
    with_account(american, default_billing_address=rows.make_address(country="US"))
    last = with_account(moved)
    last.addresses.add(rows.make_address(country="IT"), rows.make_address(country="JP"))
    says(stranger, "Mars/Olympus")
    return {
        told: "America/New_York",
        italian: "Europe/Rome",
        american: "Australia/Lord_Howe",
        moved: "Asia/Tokyo",
        stranger: "Australia/Lord_Howe",
        guest: "Australia/Lord_Howe",
    }


def choose_zones(of_channel, of_shop):
    rows.make_channel(slug=SLUG)
    choose_sending(SendingChoices(time_zone=of_shop), author=AUTHOR, now=NOON)
    choose_storefront(
        StorefrontChoices(channel_slug=SLUG, time_zone=of_channel),
        author=AUTHOR,
        now=NOON,
    )


def found(people):
    asked = {"profiles": list(people), **zone_parameters(SLUG)}
    return {
        row["profile_id"]: row["zone"] for row in read_rows(STATEMENT, asked, "default")
    }


def test_own_word_comes_before_the_address_and_this_before_the_channel(people):
    choose_zones("Australia/Lord_Howe", "Europe/Paris")

    zones = found(people)

    assert zones == people
    fallback = read_terms().time_zone(SLUG)
    by_the_gate = {
        one.profile_id: zone_of(one.time_zone, *fallback).key
        for one in recipients(people).values()
    }
    assert by_the_gate == zones


def test_without_a_zone_of_the_channel_the_shops_counts_and_then_utc(db):
    [guest] = persons(1)

    assert found([guest]) == {guest: "UTC"}

    choose_zones("", "Europe/Paris")

    assert found([guest]) == {guest: "Europe/Paris"}
    assert zone_of_channel() == "Europe/Paris"


def test_the_database_knows_every_zone_that_is_asked_of_it():
    names = sorted(both_know("default"))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(%s::timestamptz AT TIME ZONE name) FROM unnest(%s::text[]) AS name",
            (NOON, names),
        )
        [latest] = cursor.fetchone()
    assert latest == datetime.datetime(2026, 5, 5, 2)  # noqa: DTZ001 a wall
    assert {"Europe/Rome", "Asia/Shanghai", "Australia/Lord_Howe"} <= set(names)
