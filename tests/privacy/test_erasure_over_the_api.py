"""The proof of erasure: a marker in every text that the API accepts, and none left anywhere.

Beside mutations: a file that was handed in and not read, one that was read, and the stuck lists.
"""

import io
import logging
import zipfile

import pytest
from django.core.cache import cache
from django.db import connection
from graphql.type.definition import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    get_named_type,
)
from saleor.graphql.api import schema
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.models import IdentifierValue
from saleor_crm_plugin.identity.queries import export_profile
from saleor_crm_plugin.imports.actions.begin import begin_import, take_piece
from saleor_crm_plugin.journeys.models import EnrollmentState
from saleor_crm_plugin.outbox.models import Delivery, DeliveryState, FactRow
from saleor_crm_plugin.outbox.policies import MAX_TRIES, lane_group_of
from saleor_crm_plugin.privacy.actions import make_exports
from saleor_crm_plugin.privacy.models import PersonExport
from saleor_crm_plugin.privacy.queries import pieces
from tests.fixtures.api import ApiClient, global_id
from tests.fixtures.behavior import DEVICE
from tests.fixtures.catching_up import catch_up
from tests.fixtures.consent import record_one
from tests.fixtures.import_file import bring
from tests.fixtures.journey import make_journey
from tests.fixtures.passages import passage
from tests.fixtures.program import make_tiers

from .texts_of_the_api import ABOUT_THE_SHOP, KNOWN_WORDS_ONLY, PLANTED

MARKER = "zyxmarkerxyz"
# Whatever is none of these may hold a text, also a scalar that somebody adds.
WORDLESS = {
    "ID",
    "Int",
    "Float",
    "Boolean",
    "Date",
    "DateTime",
    "Decimal",
    "PositiveDecimal",
}


def text_paths(name, graphql_type):
    """Return the places below an argument where somebody may write a text."""
    named = get_named_type(graphql_type)
    if isinstance(named, GraphQLInputObjectType):
        return {
            path
            for field, of in named.fields.items()
            for path in text_paths(f"{name}.{field}", of.type)
        }
    if isinstance(named, GraphQLEnumType) or named.name in WORDLESS:
        return set()
    return {name}


def test_every_text_of_the_api_is_planted_or_known_to_be_none_of_a_person():
    found = {
        path
        for mutation, field in schema.get_mutation_type().fields.items()
        if mutation.startswith("crm")
        for argument, of in field.args.items()
        for path in text_paths(f"{mutation}.{argument}", of.type)
    }

    assert found == PLANTED | KNOWN_WORDS_ONLY | ABOUT_THE_SHOP
    assert len(found) == sum(map(len, (PLANTED, KNOWN_WORDS_ONLY, ABOUT_THE_SHOP)))


def test_every_mutation_with_such_a_text_is_sent_by_the_proof():
    sent = " ".join([*BY_STAFF, *BY_HAND])
    planted = {path.partition(".")[0] for path in PLANTED}
    assert {one for one in planted if f"{one}(" not in sent} == set()


def rows_with_the_marker():
    """Return how many rows of each table of the database hold the marker, partitions and all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        tables = sorted(name for (name,) in cursor.fetchall())
        counts = " UNION ALL ".join(
            f"SELECT '{table}', count(*) FROM \"{table}\" AS a_row"
            " WHERE lower(a_row::text) LIKE ANY (%s)"
            for table in tables
        )
        # Bytes are shown as hexadecimal digits.
        shown = [f"%{MARKER}%", f"%{MARKER.encode().hex()}%"]
        cursor.execute(counts, [shown] * len(tables))
        return {table: count for table, count in cursor.fetchall() if count}


@pytest.fixture
def staff(staff_api):
    return staff_api(
        AccountPermissions.MANAGE_USERS,
        DiscountPermissions.MANAGE_DISCOUNTS,
        PluginsPermissions.MANAGE_PLUGINS,
    )


@pytest.fixture
def colleague(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


def plant(staff, colleague, owner, program, profile_id):
    """Write the marker wherever the API takes a text about a person."""
    ids = {
        "profile": global_id("CrmProfile", profile_id),
        "program": global_id("CrmProgram", program.pk),
        "marker": MARKER,
    }
    for document in BY_STAFF:
        variables = {name: ids[name] for name in ids if f"${name}:" in document}
        staff.done(document, **variables)
    asked = staff.done(REQUEST, **ids)
    colleague.done(DECLINE, id=asked["request"]["id"], marker=MARKER)
    tier = make_tiers(program, "USD")["gold"]
    staff.done(INVITE, tier=global_id("CrmTier", tier.pk), **ids)
    owner.done(MY_ATTRIBUTES, marker=MARKER)
    give_up(staff, profile_id)
    hand_in(
        IdentifierValue.objects.filter(profile_id=profile_id, value__contains="@")
        .first()
        .value
    )
    visitor = f"{DEVICE}-{MARKER}"
    ApiClient().done(AGREE, visitor=visitor)
    for client, key in ((ApiClient(), "before"), (owner, "after")):
        client.done(TRACK, visitor=visitor, id=f"{key}-{MARKER}", marker=MARKER)


def give_up(staff, profile_id):
    """Let staff skip a delivery and a passage that are stuck, and say why."""
    fact = FactRow.objects.filter(profile_id=profile_id).first()
    parked = Delivery.objects.create(
        handler="timeline.record",
        lane_group=lane_group_of(profile_id),
        lane=profile_id,
        fact_id=fact.pk,
        fact_week=fact.week,
        state=DeliveryState.STUCK,
        tries=MAX_TRIES,
        last_error=f"ValueError: {MARKER}",
    )
    waiting = passage(
        make_journey(),
        profile_id,
        state=EnrollmentState.STUCK,
        ended_at=None,
        end_reason="",
        last_error=f"ValueError: {MARKER}",
    )
    skipped = global_id("CrmEnrollment", waiting.pk)
    for document, one in ((SKIP_DELIVERY, str(parked.pk)), (SKIP_PASSAGE, skipped)):
        assert staff.done(document, ids=[one], marker=MARKER)["count"] == 1


def hand_in(email):
    """Hand in a file with the person in it, and another one that nobody reads."""
    text = f"email,nome\n{email},{MARKER}\n"
    bring("customers", text)
    job = begin_import("customers", "b.csv", {}, author="user:5", now=clock.now())
    take_piece(job.pk, 0, text.encode())


BY_STAFF = (
    """mutation ($profile: ID!, $marker: String!) {
      crmNoteAdd(profile: $profile, text: $marker) { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmFollowUpAdd(profile: $profile, text: $marker, dueAt: "2030-01-01T00:00:00Z")
      { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmProfileTagsUpdate(id: $profile, add: [$marker]) { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmProfileAttributeSet(id: $profile, name: $marker, value: $marker)
      { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmIdentifierAdd(profile: $profile, input: {type: EXTERNAL, value: $marker})
      { errors { field code } } }""",
    """mutation { crmAttributeDefinitionSave(
      input: {name: "shoes", type: TEXT, audience: ASKED}
    ) { errors { field code } } }""",
    """mutation ($profile: ID!, $program: ID!, $marker: String!) {
      crmPointsAdjust(profile: $profile, program: $program, points: 5, reason: $marker,
                      key: $marker) { errors { field code } } }""",
    """mutation ($profile: ID!, $program: ID!, $marker: String!) {
      crmProfileExclude(profile: $profile, program: $program, reason: $marker)
      { errors { field code } } }""",
    """mutation ($profile: ID!, $program: ID!, $marker: String!) {
      crmProfileInclude(profile: $profile, program: $program, reason: $marker)
      { errors { field code } } }""",
    """mutation { crmBehaviorSettingsUpdate(places: ["milano"]) { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmVisitRecord(profile: $profile, place: "milano", key: $marker)
      { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmEngagementRecord(profile: $profile, kind: REVIEW, key: $marker)
      { errors { field code } } }""",
    """mutation ($profile: ID!, $marker: String!) {
      crmInboundTextRead(profile: $profile, text: $marker, key: $marker)
      { errors { field code } } }""",
    """mutation ($marker: String!) {
      crmAddressSuppress(channel: "telegram", address: $marker) { errors { field code } } }""",
    """mutation ($marker: String!) {
      crmEmailCodeRequest(email: $marker) { errors { field code } } }""",
)
REQUEST = """mutation ($profile: ID!, $program: ID!, $marker: String!) {
  crmPointsAdjustmentRequestCreate(profile: $profile, program: $program, points: 5,
    reason: $marker, key: $marker) { request { id } errors { field code } } }"""
DECLINE = """mutation ($id: ID!, $marker: String!) {
  crmPointsAdjustmentDecline(id: $id, reason: $marker) { errors { field code } } }"""
INVITE = """mutation ($profile: ID!, $tier: ID!, $marker: String!) {
  crmTierInvite(profile: $profile, tier: $tier, reason: $marker,
    until: "2199-01-01T00:00:00Z") { errors { field code } } }"""
MY_ATTRIBUTES = """mutation ($marker: String!) {
  crmMyAttributesUpdate(values: [{name: "shoes", value: $marker}]) { errors { field code } } }"""
AGREE = """mutation ($visitor: String!) {
  crmVisitorConsentSet(visitor: $visitor, isGranted: true) { errors { field code } } }"""
SKIP_DELIVERY = """mutation ($ids: [ID!]!, $marker: String!) {
  crmStuckSkip(ids: $ids, reason: $marker) { count errors { field code } } }"""
SKIP_PASSAGE = """mutation ($ids: [ID!]!, $marker: String!) {
  crmEnrollmentSkip(ids: $ids, reason: $marker) { count errors { field code } } }"""
TRACK = """mutation ($visitor: String!, $id: String!, $marker: String!) {
  crmTrack(visitor: $visitor, events: [
    {id: $id, kind: CUSTOM, name: $marker, text: $marker}
    {id: "search", kind: SEARCH, text: $marker}
  ]) { noted errors { field code } } }"""


BY_HAND = (
    *(REQUEST, DECLINE, INVITE, MY_ATTRIBUTES, AGREE),
    *(SKIP_DELIVERY, SKIP_PASSAGE, TRACK),
)


def test_nothing_is_left_of_what_the_api_was_told(
    program, member, customer_api, staff, colleague, caplog
):
    # given everything that somebody can write about a person
    cache.clear()
    record_one(member, "yes", purpose="profiling", channel="any", ip="192.0.2.7")
    remember_names([KnownName(member, MARKER, MARKER)])
    plant(staff, colleague, customer_api, program, member)
    customer_api.done("mutation { crmMyExportStart { errors { field code } } }")
    catch_up()
    make_exports(now=clock.now())
    assert MARKER in copied(member)
    planted = rows_with_the_marker()
    assert set(planted) >= {
        "crm_behavior_event",
        "crm_enrollment",
        "crm_identifier_value",
        "crm_import_piece",
        "crm_import_row",
        "crm_book_exclusion",
        "crm_adjustment_words",
        "crm_note_text",
        "crm_person_keyword",
        "crm_person_name",
        "crm_profile_attribute",
        "crm_profile_tag",
        "crm_ledger_remark",
        "crm_skipped_delivery",
        "crm_tier_standing",
    }

    # when
    with caplog.at_level(logging.DEBUG, logger="saleor_crm_plugin"):
        staff.done(ERASE, id=global_id("CrmProfile", member))
        catch_up()

    # then
    assert rows_with_the_marker() == {}
    assert MARKER not in str(export_profile(member, now=clock.now())).lower()
    assert copied(member) == ""
    assert MARKER not in caplog.text


ERASE = "mutation ($id: ID!) { crmProfileErase(id: $id) { erasedAt errors { field code } } }"


def copied(profile_id):
    """Return all text of the person's copy; "" where it holds nothing any more."""
    export = PersonExport.objects.get(profile_id=profile_id)
    archive = b"".join(pieces(export.pk))
    if not archive:
        return ""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert files.testzip() is None
        return "".join(files.read(name).decode() for name in files.namelist())
