"""Staff change what a template is called, what it is for, and its list; and see what uses it."""

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.templates.models import Template
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign import definition, make_list, scheduled

UPDATE = """
mutation Update($id: ID!, $input: CrmTemplateUpdateInput!, $version: Int) {
  crmTemplateUpdate(template: $id, input: $input, version: $version) {
    template { name purpose listCode version } errors { field code }
  }
}
"""
USES = "query Uses($id: ID!) { crmTemplateUses(id: $id) { kind name } }"


@pytest.fixture
def template(welcome):
    return global_id("CrmTemplate", welcome.pk)


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def test_what_is_given_changes_and_the_rest_stays(template, staff):
    answer = staff.done(
        UPDATE, id=template, input={"name": "Hello", "listCode": "news"}
    )

    assert answer["template"] == {
        "name": "Hello",
        "purpose": "marketing",
        "listCode": "news",
        "version": 1,
    }


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"input": {"name": " "}}, ("name", "REQUIRED")),
        ({"input": {"purpose": "fun"}}, ("purpose", "INVALID")),
        ({"input": {"listCode": "No list"}}, ("listCode", "INVALID")),
        ({"input": {"name": "Hello"}, "version": 7}, ("version", "CHANGED_MEANWHILE")),
    ],
)
def test_what_cannot_be_changes_nothing(asked, refused, template, staff):
    assert staff.refused(UPDATE, id=template, **asked) == [refused]


def test_what_is_at_work_keeps_purpose_and_list_and_is_shown(template, staff):
    assert staff.ask(USES, id=template) == {"crmTemplateUses": []}
    scheduled(definition(make_list().pk))

    by_purpose = staff.refused(UPDATE, id=template, input={"purpose": "transactional"})
    by_list = staff.refused(UPDATE, id=template, input={"listCode": "news"})

    assert by_purpose == [("purpose", "IN_USE")]
    assert by_list == [("listCode", "IN_USE")]
    assert staff.ask(USES, id=template)["crmTemplateUses"] == [
        {"kind": "campaigns", "name": "Spring"}
    ]
    staff.done(UPDATE, id=template, input={"name": "Hello"})
    assert Template.objects.get().name == "Hello"


def test_nobody_else_changes_templates_or_sees_their_uses(template, outsiders):
    assert_closed(outsiders, UPDATE, id=template, input={"name": "Hello"})
    assert_closed(outsiders, USES, id=template)
