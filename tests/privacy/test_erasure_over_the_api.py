"""The proof of erasure: a marker in every text that the API accepts, and none left anywhere.

Every text argument of every mutation stands in one of the lists below; a new one fails the first
test until somebody has decided where it belongs, and planted it if it can be about a person.
"""

import io
import logging
import zipfile

import pytest
from django.core.cache import cache
from django.db import connection
from graphql.type.definition import GraphQLInputObjectType, get_named_type
from saleor.graphql.api import schema
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.queries import export_profile
from saleor_crm_plugin.privacy.actions import make_exports
from saleor_crm_plugin.privacy.models import PersonExport
from saleor_crm_plugin.privacy.queries import pieces
from tests.fixtures.api import ApiClient, global_id
from tests.fixtures.behavior import DEVICE
from tests.fixtures.catching_up import catch_up
from tests.fixtures.consent import record_one
from tests.fixtures.program import make_tiers

MARKER = "zyxmarkerxyz"
TEXTS = {"String", "JSON", "JSONString", "GenericScalar"}

# Texts that can be about a person: planted below, each by the mutation itself.
PLANTED = {
    "crmAddressSuppress.address",
    "crmEngagementRecord.key",
    "crmFollowUpAdd.text",
    "crmIdentifierAdd.input.value",
    "crmInboundTextRead.key",
    "crmInboundTextRead.text",
    "crmMyAttributesUpdate.values.value",
    "crmNoteAdd.text",
    "crmPointsAdjust.key",
    "crmPointsAdjust.reason",
    "crmPointsAdjustmentDecline.reason",
    "crmPointsAdjustmentRequestCreate.key",
    "crmPointsAdjustmentRequestCreate.reason",
    "crmProfileAttributeSet.name",
    "crmProfileAttributeSet.value",
    "crmProfileExclude.reason",
    "crmProfileInclude.reason",
    "crmProfileTagsUpdate.add",
    "crmTierInvite.reason",
    "crmTrack.events.id",
    "crmTrack.events.name",
    "crmTrack.events.text",
    "crmTrack.visitor",
    "crmVisitRecord.key",
    "crmVisitorConsentSet.visitor",
}
# Only what the shop knows is taken: languages, time zones, channels, lists, codes that were set.
KNOWN_WORDS_ONLY = {
    "crmAddressSuppress.channel",
    "crmConsentRecord.input.channel",
    "crmConsentRecord.input.listCode",
    "crmEmailVerify.token",
    "crmExportCreate.kind",
    "crmIdentifierAdd.input.region",
    "crmInboundTextRead.language",
    "crmLoyaltyJoin.termsVersion",
    "crmMyAttributesUpdate.values.name",
    "crmMyDetailsUpdate.input.language",
    "crmMyDetailsUpdate.input.timeZone",
    "crmPreferencesUpdate.input.channel",
    "crmPreferencesUpdate.input.listCode",
    "crmProfileChannelPrefer.channel",
    "crmProfileDetailsUpdate.input.language",
    "crmProfileDetailsUpdate.input.timeZone",
    "crmProfileTagsUpdate.remove",
    "crmTrack.events.channel",
    "crmTrack.events.language",
    "crmVisitRecord.occasion",
    "crmVisitRecord.place",
}
# What a merchant says about the shop and its machinery, never about one person.
ABOUT_THE_SHOP = (
    "crmAttributeDefinition",
    "crmBehaviorSettings",
    "crmChannelAccount",
    "crmChannelPolicy",
    "crmConsentWording",
    "crmEarningRule",
    "crmEnrollmentSkip",
    "crmFrequencyCaps",
    "crmImport",
    "crmInterestsSet",
    "crmJourney",
    "crmMessageListName",
    "crmMessagesCancel",
    "crmProgram",
    "crmReadyMade",
    "crmRehearsalStart",
    "crmSegment",
    "crmSending",
    "crmStorefront",
    "crmStuckSkip",
    "crmTemplate",
    "crmTierAdd",
    "crmTierLadder",
    "crmTierUpdate",
    "crmTimelineRetention",
    "crmWebhookEndpoint",
)


def text_paths(name, graphql_type):
    """Return the places below an argument where somebody may write a text."""
    named = get_named_type(graphql_type)
    if isinstance(named, GraphQLInputObjectType):
        return {
            path
            for field, of in named.fields.items()
            for path in text_paths(f"{name}.{field}", of.type)
        }
    return {name} if named.name in TEXTS else set()


def test_every_text_of_the_api_is_planted_or_known_to_be_none_of_a_person():
    found = {
        path
        for mutation, field in schema.get_mutation_type().fields.items()
        if mutation.startswith("crm") and not mutation.startswith(ABOUT_THE_SHOP)
        for argument, of in field.args.items()
        for path in text_paths(f"{mutation}.{argument}", of.type)
    }

    assert found == PLANTED | KNOWN_WORDS_ONLY


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
    return staff_api(AccountPermissions.MANAGE_USERS, PluginsPermissions.MANAGE_PLUGINS)


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
    visitor = f"{DEVICE}-{MARKER}"
    ApiClient().done(AGREE, visitor=visitor)
    for client, key in ((ApiClient(), "before"), (owner, "after")):
        client.done(TRACK, visitor=visitor, id=f"{key}-{MARKER}", marker=MARKER)


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
TRACK = """mutation ($visitor: String!, $id: String!, $marker: String!) {
  crmTrack(visitor: $visitor, events: [
    {id: $id, kind: CUSTOM, name: $marker, text: $marker}
    {id: "search", kind: SEARCH, text: $marker}
  ]) { noted errors { field code } } }"""


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
        "crm_identifier_value",
        "crm_book_exclusion",
        "crm_adjustment_words",
        "crm_note_text",
        "crm_person_keyword",
        "crm_person_name",
        "crm_profile_attribute",
        "crm_profile_tag",
        "crm_ledger_remark",
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
