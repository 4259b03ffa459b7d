"""The shop says what its attributes mean, and customers answer what they are asked."""

import pytest
from saleor.permission.enums import AccountPermissions

from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.unchanged import nothing_changes

SAVE = """
mutation Save($input: CrmAttributeDefinitionInput!) {
  crmAttributeDefinitionSave(input: $input) {
    definition { name type names { language name } choices audience archivedAt }
    errors { field code message }
  }
}
"""
ARCHIVE = """
mutation Archive($name: String!) {
  crmAttributeDefinitionArchive(name: $name) {
    definition { name archivedAt } errors { field code message }
  }
}
"""
DEFINITIONS = "{ crmAttributeDefinitions { name type } }"
SET = """
mutation Set($id: ID!, $name: String!, $value: String!) {
  crmProfileAttributeSet(id: $id, name: $name, value: $value) {
    profile { attributes { name value } unknownFields } errors { field code message }
  }
}
"""
ANSWER = """
mutation Answer($values: [CrmAttributeInput!]!) {
  crmMyAttributesUpdate(values: $values) {
    attributes { name value } errors { field code message }
  }
}
"""
MINE = "{ me { crmAttributes { name value } crmUnknownFields } }"
THEIRS = "query ($id: ID!) { user(id: $id) { crmUnknownFields } }"
SHIRT = {
    "name": "shirt",
    "type": "CHOICE",
    "names": [{"language": "it", "name": "Taglia"}],
    "choices": ["s", "m", "l"],
    "audience": "ASKED",
}
CHILDREN = {"name": "children", "type": "NUMBER"}


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def defined(staff):
    """What customers are asked, and what only staff know."""
    return [staff.done(SAVE, input=one)["definition"] for one in (SHIRT, CHILDREN)]


def test_definitions_are_listed_until_they_are_archived(defined, staff):
    assert defined[0] == SHIRT | {"archivedAt": None}
    assert defined[1]["audience"] == "STAFF"
    assert staff.ask(DEFINITIONS)["crmAttributeDefinitions"] == [
        {"name": "children", "type": "NUMBER"},
        {"name": "shirt", "type": "CHOICE"},
    ]

    archived = staff.done(ARCHIVE, name="children")["definition"]

    assert archived["archivedAt"] is not None
    assert len(staff.ask(DEFINITIONS)["crmAttributeDefinitions"]) == 1


def test_values_have_to_fit(defined, staff, member):
    person = global_id("CrmProfile", member)

    known = staff.done(SET, id=person, name="children", value="02.50")["profile"]

    assert known["attributes"] == [{"name": "children", "value": "2.5"}]
    with nothing_changes():
        for name, value in (("children", "two"), ("shirt", "xl")):
            assert staff.refused(SET, id=person, name=name, value=value) == [
                ("value", "INVALID")
            ]
        assert staff.refused(SAVE, input=CHILDREN | {"type": "TEXT"}) == [
            ("type", "INVALID")
        ]
        assert staff.refused(SAVE, input=SHIRT | {"choices": []}) == [
            ("choices", "INVALID")
        ]
        assert staff.refused(ARCHIVE, name="nothing") == [("name", "NOT_FOUND")]


def test_customers_answer_what_they_are_asked_and_nothing_else(
    defined, staff, customer_api, member
):
    staff.done(SET, id=global_id("CrmProfile", member), name="children", value="2")
    asked = customer_api.ask(MINE)["me"]
    assert asked["crmAttributes"] == []
    assert asked["crmUnknownFields"][-1] == "attribute:shirt"

    done = customer_api.done(ANSWER, values=[{"name": "shirt", "value": "m"}])

    assert done == {"attributes": [{"name": "shirt", "value": "m"}]}
    mine = customer_api.ask(MINE)["me"]
    assert mine["crmAttributes"] == done["attributes"]
    assert "attribute:shirt" not in mine["crmUnknownFields"]
    with nothing_changes():
        assert customer_api.refused(
            ANSWER, values=[{"name": "children", "value": "3"}]
        ) == [("name", "INVALID")]
        assert customer_api.refused(
            ANSWER, values=[{"name": "shirt", "value": "xl"}]
        ) == [("value", "INVALID")]


def test_nobody_else_may(defined, outsiders, anonymous_api, other_customer_api, member):
    assert_closed(outsiders, SAVE, input=SHIRT)
    assert_closed(outsiders, ARCHIVE, name="shirt")
    assert_closed(outsiders, DEFINITIONS)
    assert_closed([anonymous_api], ANSWER, values=[{"name": "shirt", "value": "m"}])
