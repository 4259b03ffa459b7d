"""The proof of erasure: a marker in every text that is accepted, and none left in the database."""

import datetime
import logging

from django.apps import apps
from django.db import connection
from django.db.models import CharField, GeneratedField, JSONField, TextField

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    set_attributes,
)
from saleor_crm_plugin.identity.queries import export_profile, people, search_people
from saleor_crm_plugin.timeline.actions.notes import Plan, add_follow_up, add_note

from ..fixtures.person import SEEN_AT, account_claim, guest_claim

MARKER = "zyxmarkerxyz"
NOW = SEEN_AT + datetime.timedelta(days=1)
PLAN = Plan(owner_id=2, due_at=NOW)

# Texts that somebody types: each is planted below.
PLANTED = {"IdentifierValue.value", "PersonName.first_name", "PersonName.last_name"}
PLANTED |= {"PersonName.searched", "NoteText.text"}
PLANTED |= {"ProfileTag.tag", "ProfileAttribute.name", "ProfileAttribute.value"}
PLANTED |= {"MergedRow.row_key"}
# Codes, keys, keyed hashes and payloads of facts, which carry no personal text by design.
WORDS_OF_OURS = {
    # A code and a name from a list: nothing else is accepted.
    "PersonDetails.language",
    "PersonDetails.time_zone",
    "PersonDetails.source",
    "Profile.kind",
    "ProfileAttribute.source",
    "ProfileTag.source",
    "Identifier.type",
    "Identifier.value_hash",
    "Identifier.trust",
    "Identifier.source",
    "Identifier.held_by",
    "EmailCode.email_hash",
    # The shop's own words for what it asks of everybody.
    "AttributeDefinition.audience",
    "AttributeDefinition.name",
    "AttributeDefinition.names",
    "AttributeDefinition.type",
    "DuplicateSuggestion.decided_by",
    "DuplicateSuggestion.state",
    "MergedRow.place",
    "ProfileMerge.author",
    "ProfileMerge.kept",
    "ProfileMerge.moved",
    "ProfileMerge.undone_by",
    "StatedRelationship.relationship_type",
    "StatedRelationship.source",
    "TimelineEntry.entry_type",
    "TimelineEntry.fact_key",
    "TimelineEntry.origin",
    "TimelineEntry.payload",
    "TimelineRetention.entry_type",
    "PastPurchase.source",
    "PastPurchase.lines",
    "PastPurchase.number_hash",
    "PastPurchase.currency",
}


def rows_with_the_marker():
    """Return the tables of the whole database that hold the marker, with how many rows do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS a_row WHERE lower(a_row::text) LIKE %s',
                [f"%{MARKER}%"],
            )
            [counts[table]] = cursor.fetchone()
    return {table: count for table, count in counts.items() if count}


def plant(profile_id):
    remember_names([KnownName(profile_id, f"Ada {MARKER}", MARKER.upper())])
    tag = Tagging(profile_id=profile_id, tag=MARKER, source="user:1")
    add_tags([tag], now=NOW)
    noted = AttributeValue(
        profile_id=profile_id, name=MARKER, value=MARKER, source="user:1"
    )
    set_attributes([noted], now=NOW)
    add_note(profile_id, f"Says {MARKER}.", author_id=1, now=NOW)
    add_follow_up(profile_id, f"Ask for {MARKER}.", plan=PLAN, author_id=1, now=NOW)


def test_every_text_column_is_planted_or_known_to_be_ours():
    # given
    models = [
        model
        for model in apps.get_app_config("saleor_crm_plugin").get_models()
        if model.__module__.split(".")[1] in {"identity", "timeline"}
    ]

    # when
    texts = {
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField | GeneratedField)
    }

    # then
    assert texts == PLANTED | WORDS_OF_OURS


def test_nothing_is_left_of_an_account(db, caplog):
    # given an account that changed its e-mail
    changed = account_claim(7, f"{MARKER}.new@example.com", seen_at=NOW)
    resolve_profiles(
        [account_claim(7, f"{MARKER}@example.com", email_is_verified=True)]
    )
    [profile_id] = resolve_profiles([changed])
    plant(profile_id)
    assert rows_with_the_marker() == {
        "crm_identifier_value": 1,
        "crm_person_name": 1,
        "crm_note_text": 2,
        "crm_profile_tag": 1,
        "crm_profile_attribute": 1,
    }
    assert MARKER in str(export_profile(profile_id, now=NOW))

    # when
    with caplog.at_level(logging.DEBUG, logger="saleor_crm_plugin"):
        erase_profile(profile_id, now=NOW, author="user:1")

    # then
    assert rows_with_the_marker() == {}
    assert MARKER not in str(export_profile(profile_id, now=NOW)).lower()
    assert MARKER not in str(people([profile_id])).lower()
    assert search_people(MARKER, first=10) == []
    assert MARKER not in caplog.text


def test_nothing_is_left_of_a_guest(db):
    # given
    [profile_id] = resolve_profiles([guest_claim(f"{MARKER}@example.com")])
    plant(profile_id)

    # when
    erase_profile(profile_id, now=NOW, author="user:1")

    # then
    assert rows_with_the_marker() == {}


def test_nothing_is_left_of_two_who_became_one(db):
    # given
    one, other = resolve_profiles(
        [
            guest_claim(f"{MARKER}@example.com"),
            guest_claim(f"{MARKER}.other@example.com"),
        ]
    )
    plant(one)
    merge_profiles(one, other, author="user:1", now=NOW)
    assert rows_with_the_marker()["crm_merged_row"] == 2

    # when
    erase_profile(other, now=NOW, author="user:1")

    # then
    assert rows_with_the_marker() == {}


def test_nothing_is_taken_from_anybody_else(db):
    # given
    erased, other = resolve_profiles(
        [
            guest_claim(f"{MARKER}@example.com"),
            guest_claim(f"{MARKER}.other@example.com"),
        ]
    )
    plant(erased)
    plant(other)

    # when
    erase_profile(erased, now=NOW, author="user:1")

    # then
    assert rows_with_the_marker() == {
        "crm_identifier_value": 1,
        "crm_person_name": 1,
        "crm_note_text": 2,
        "crm_profile_tag": 1,
        "crm_profile_attribute": 1,
    }
