"""Every door of what is known of people is closed to all but those who may.

Who holds every permission but the one that is asked for stays outside as well. A new field or
mutation fails the first test until it stands in the table.
"""

import pytest
from graphene import Node
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.segments.actions.save import create_segment
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign import campaign_in
from tests.fixtures.journey import BEGUN_AT, make_journey

from .doors import Door, doors_of

AREAS = ("analytics", "behavior", "insight", "privacy", "segments")
RULES, PEOPLE = DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
SHOP = PluginsPermissions.MANAGE_PLUGINS
EVERYTHING = {
    RULES,
    PEOPLE,
    OrderPermissions.MANAGE_ORDERS,
    SHOP,
}
RULE = {"field": "profile.kind", "operator": "is", "value": "guest"}


def asked(document, *permissions):
    """Make the door of a query or mutation; a mutation asks for nothing but its errors."""
    return Door(document, frozenset(permissions))


def of_segment(mutation, arguments="id: $segment", permission=RULES):
    types = {"segment": "ID!", "list": "ID!", "profile": "ID!", "rule": "JSON!"}
    variables = ", ".join(
        f"${name}: {kind}" for name, kind in types.items() if f"${name}" in arguments
    )
    head = f"mutation({variables})" if variables else "mutation"
    return asked(
        f"{head} {{ {mutation}({arguments}) {{ errors {{ field code }} }} }}",
        permission,
    )


def of_person(fields):
    """Make the door of fields of a profile."""
    document = f"query($profile: ID!) {{ crmProfile(id: $profile) {{ {fields} }} }}"
    return asked(document, PEOPLE)


def changing(mutation, arguments, *permissions):
    """Make the door of a mutation that may name the first customer's profile."""
    head = "mutation($profile: ID!)" if "$profile" in arguments else "mutation"
    given = f"({arguments})" if arguments else ""
    return asked(
        f"{head} {{ {mutation}{given} {{ errors {{ code }} }} }}", *permissions
    )


LISTED = "id: $list, profiles: [$profile]"
DOORS = {
    "Query.crmSegment": asked(
        "query($segment: ID!) { crmSegment(id: $segment) { name } }", RULES
    ),
    "CrmSegment.members": asked(
        "query($segment: ID!) { crmSegment(id: $segment) {"
        " members(first: 1) { edges { node { joinedAt } } } } }",
        RULES,
        PEOPLE,
    ),
    "Query.crmSegments": asked(
        "{ crmSegments(first: 1) { edges { node { name } } } }", RULES
    ),
    "Query.crmSegmentChoices": asked(
        '{ crmSegmentChoices(chosenFrom: "tag") { value } }', RULES
    ),
    "Query.crmSegmentUses": asked(
        "query($segment: ID!) { crmSegmentUses(id: $segment) { name } }", RULES
    ),
    "Query.crmSegmentFields": asked("{ crmSegmentFields { code } }", RULES),
    "Query.crmReadyMadeSegments": asked("{ crmReadyMadeSegments { code } }", RULES),
    "Query.crmSegmentPreview": asked(
        "query($rule: JSON!) { crmSegmentPreview(rule: $rule) { count } }", RULES
    ),
    "Query.crmSegmentExplain": asked(
        "query($rule: JSON!, $profile: ID!) {"
        " crmSegmentExplain(rule: $rule, profile: $profile) { isMet } }",
        PEOPLE,
    ),
    "Query.crmProfileSegments": asked(
        "query($profile: ID!) { crmProfileSegments(profile: $profile) { joinedAt } }",
        PEOPLE,
    ),
    "Mutation.crmSegmentCreate": of_segment(
        "crmSegmentCreate", 'name: "Mine", rule: $rule'
    ),
    "Mutation.crmSegmentUpdate": of_segment(
        "crmSegmentUpdate", 'id: $segment, name: "Mine", version: 1'
    ),
    "Mutation.crmSegmentDuplicate": of_segment(
        "crmSegmentDuplicate", 'id: $segment, name: "Two"'
    ),
    "Mutation.crmSegmentSnapshot": of_segment(
        "crmSegmentSnapshot", 'id: $segment, name: "Then"'
    ),
    "Mutation.crmSegmentArchive": of_segment("crmSegmentArchive"),
    "Mutation.crmReadyMadeSegmentInstall": of_segment(
        "crmReadyMadeSegmentInstall", 'code: "never_bought"'
    ),
    "Mutation.crmSegmentMembersAdd": of_segment("crmSegmentMembersAdd", LISTED, PEOPLE),
    "Mutation.crmSegmentMembersRemove": of_segment(
        "crmSegmentMembersRemove", LISTED, PEOPLE
    ),
    "CrmProfile.insight": of_person(
        "insight { lifecycle orders { orders } scores { monetary } }"
    ),
    "User.crmRelationshipType": Door(
        "query($user: ID!) { user(id: $user) { crmRelationshipType } }",
        frozenset({PEOPLE}),
        is_owners=True,
    ),
    "Mutation.crmMyRelationshipSet": asked(
        "mutation { crmMyRelationshipSet(relationshipType: FRIEND) { errors { code } } }"
    ),
    "Query.crmShopMetrics": asked(
        '{ crmShopMetrics(codes: ["funnel"]) { points { count } } }', PEOPLE
    ),
    "CrmCampaign.kpis": asked(
        "query($campaign: ID!) { crmCampaign(id: $campaign) { kpis { days } } }", RULES
    ),
    "CrmJourney.kpis": asked('{ crmJourney(code: "hello") { kpis { days } } }', RULES),
    "CrmProfile.behavior": of_person("behavior(first: 1) { edges { node { kind } } }"),
    "CrmProfile.productInterests": of_person(
        "productInterests(first: 1) { productId }"
    ),
    "CrmProfile.keywords": of_person("keywords(first: 1) { word }"),
    "Query.crmBehaviorSettings": asked("{ crmBehaviorSettings { keepDays } }", SHOP),
    "Mutation.crmBehaviorSettingsUpdate": changing(
        "crmBehaviorSettingsUpdate", "keepDays: 400", SHOP
    ),
    "Mutation.crmVisitRecord": changing(
        "crmVisitRecord", 'profile: $profile, place: "milan"', PEOPLE
    ),
    "Mutation.crmInboundTextRead": changing(
        "crmInboundTextRead", 'profile: $profile, text: "Red boots?"', PEOPLE
    ),
    "Mutation.crmEngagementRecord": changing(
        "crmEngagementRecord", "profile: $profile, kind: REVIEW", PEOPLE
    ),
    "CrmProfile.exports": of_person("exports { state }"),
    "User.crmExports": Door(
        "query($user: ID!) { user(id: $user) { crmExports { state } } }",
        frozenset({PEOPLE}),
        is_owners=True,
    ),
    "Query.crmPrivacySettings": asked(
        "{ crmPrivacySettings { asksBeforeInferring } }", SHOP
    ),
    "Mutation.crmPrivacySettingsUpdate": changing(
        "crmPrivacySettingsUpdate", "asksBeforeInferring: true", SHOP
    ),
    "Mutation.crmTimelineRetentionSet": changing(
        "crmTimelineRetentionSet", 'entryType: "goods.viewed", keepDays: 30', SHOP
    ),
    "Mutation.crmProfileExportStart": changing(
        "crmProfileExportStart", "id: $profile", PEOPLE
    ),
    "Mutation.crmMyExportStart": changing("crmMyExportStart", ""),
}
# Anybody may tell what a device does, and whether it may be told; their own tests say by what.
OPEN_TO_ALL = {"Mutation.crmTrack", "Mutation.crmVisitorConsentSet"}
# Null to who may make rules and not see people, as the tests of segments say.
NULL_TO_OTHERS = {"CrmSegmentPreview.sample"}


@pytest.fixture
def things(member, customer_api):
    """Return the variables of all doors: a segment, a list, a campaign and the first customer."""
    make_journey()
    made = {
        "segment": create_segment(
            "Guests", kind="rule", rule=RULE, author="user:1", now=BEGUN_AT
        ),
        "list": create_segment("Chosen", kind="list", author="user:1", now=BEGUN_AT),
    }
    return {
        **{name: global_id("CrmSegment", row.pk) for name, row in made.items()},
        "campaign": global_id("CrmCampaign", campaign_in().pk),
        "profile": global_id("CrmProfile", member),
        "user": Node.to_global_id("User", customer_api.user.pk),
        "rule": RULE,
    }


@pytest.fixture
def passers_by(anonymous_api, customer_api, other_customer_api):
    """Nobody, the customer whom the doors are about, and another one."""
    return anonymous_api, customer_api, other_customer_api


def test_every_door_is_known():
    found = {door for area in AREAS for door in doors_of(area)}

    assert found == set(DOORS) | NULL_TO_OTHERS | OPEN_TO_ALL


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_closed_to_all_but_those_who_may(
    name, things, passers_by, staff_api, app_api
):
    # given everybody whom it does not open to
    door = DOORS[name]
    nobody, owner, other = passers_by
    customers = [other] if door.is_owners else [owner, other]
    outside = [
        makes(*EVERYTHING - {missing})
        for missing in door.permissions
        for makes in (staff_api, app_api)
    ]
    outside += customers if door.permissions else [app_api(*EVERYTHING)]

    # then nobody of them is let in, and nothing is changed
    values = {one: things[one] for one in things if f"${one}:" in door.document}
    assert_closed([nobody, *outside], door.document, **values)

    # and who has just what is asked for is
    inside = (
        [staff_api(*door.permissions), app_api(*door.permissions)]
        if door.permissions
        else customers
    )
    for client in inside:
        answer = client.post(door.document, **values)
        assert "errors" not in answer, answer
