"""Staff keep what they know of a person: details, tags and attributes."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.label_models import ProfileTag
from tests.fixtures.api import assert_closed, global_id

DETAILS = """
mutation Keep($id: ID!, $input: CrmPersonDetailsInput!) {
  crmProfileDetailsUpdate(id: $id, input: $input) {
    profile { details { birthday { month day year } language timeZone } }
    errors { field code message }
  }
}
"""
TAGS = """
mutation Tag($id: ID!, $add: [String!], $remove: [String!]) {
  crmProfileTagsUpdate(id: $id, add: $add, remove: $remove) {
    profile { tags } errors { field code message }
  }
}
"""
ATTRIBUTE = """
mutation Note($id: ID!, $name: String!, $value: String!) {
  crmProfileAttributeSet(id: $id, name: $name, value: $value) {
    profile { attributes { name value } } errors { field code message }
  }
}
"""
PERSON = "query ($id: ID!) { crmProfile(id: $id) { tags attributes { name value } } }"
MAY_4 = {"month": 5, "day": 4, "year": None}


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


@pytest.fixture(params=["staff_api", "app_api"])
def client(request):
    return request.getfixturevalue(request.param)(AccountPermissions.MANAGE_USERS)


def test_staff_correct_a_birthday(client, person):
    client.done(DETAILS, id=person, input={"birthday": {"month": 1, "day": 2}})

    kept = client.done(DETAILS, id=person, input={"birthday": MAY_4})

    assert kept["profile"]["details"] == {
        "birthday": MAY_4,
        "language": "",
        "timeZone": "",
    }
    assert PersonDetails.objects.get().source.split(":")[0] in ("user", "app")


def test_tags_are_given_and_taken(client, person):
    client.done(TAGS, id=person, add=["vip", "likes-tea"])

    after = client.done(TAGS, id=person, add=["new"], remove=["vip", "unknown"])

    assert after == {"profile": {"tags": ["likes-tea", "new"]}}


def test_an_attribute_has_one_value(client, person):
    for size in ("41", "42"):
        client.done(ATTRIBUTE, id=person, name="shoe_size", value=size)
    client.done(ATTRIBUTE, id=person, name="color", value="blue")

    assert client.ask(PERSON, id=person)["crmProfile"] == {
        "tags": [],
        "attributes": [
            {"name": "color", "value": "blue"},
            {"name": "shoe_size", "value": "42"},
        ],
    }


@pytest.mark.parametrize(
    ("mutation", "arguments", "refusal"),
    [
        (TAGS, {"add": ["Very Important"]}, ("add", "INVALID")),
        (TAGS, {"add": ["x" * 65]}, ("add", "INVALID")),
        (TAGS, {"remove": [""]}, ("remove", "INVALID")),
        (TAGS, {"add": ["x"] * 51}, ("add", "INVALID")),
        (ATTRIBUTE, {"name": "no name", "value": "x"}, ("name", "INVALID")),
        (ATTRIBUTE, {"name": "size", "value": "x" * 201}, ("value", "INVALID")),
        (DETAILS, {"input": {"language": "Italian"}}, ("language", "INVALID")),
    ],
)
def test_what_cannot_be_kept_is_refused(client, person, mutation, arguments, refusal):
    assert client.refused(mutation, id=person, **arguments) == [refusal]
    assert ProfileTag.objects.count() == 0


def test_nobody_is_not_marked(client, person):
    unknown = global_id("CrmProfile", 0)

    assert client.refused(TAGS, id=unknown, add=["vip"]) == [("id", "NOT_FOUND")]


def test_nobody_else_may(person, outsiders):
    assert_closed(outsiders, DETAILS, id=person, input={"language": "it"})
    assert_closed(outsiders, TAGS, id=person, add=["vip"])
    assert_closed(outsiders, ATTRIBUTE, id=person, name="size", value="42")
    assert_closed(outsiders, PERSON, id=person)
