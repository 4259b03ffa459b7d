"""Erase a person, and export one."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core import clock
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.unchanged import nothing_changes

ERASE = """
mutation Erase($id: ID!) {
  crmProfileErase(id: $id) { erasedAt rows { kind rows } errors { field code message } }
}
"""
EXPORT = """
mutation Export($id: ID!) {
  crmProfileExport(id: $id) { export errors { field code message } }
}
"""
PERSON = "query ($id: ID!) { crmProfile(id: $id) { email erasedAt } }"


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_an_erased_person_has_no_address_and_is_erased_once(who, person, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)
    now = clock.now()

    with clock.fixed_at(now):
        report = client.done(ERASE, id=person)
    again = client.done(ERASE, id=person)

    assert report["erasedAt"] == now.isoformat()
    assert {one["kind"] for one in report["rows"]} >= {"identity", "timeline"}
    assert again == {"erasedAt": now.isoformat(), "rows": []}
    assert client.ask(PERSON, id=person)["crmProfile"] == {
        "email": "",
        "erasedAt": now.isoformat(),
    }


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_an_export_holds_what_is_known(who, person, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)

    with nothing_changes():
        export = client.done(EXPORT, id=person)["export"]

    assert export["format"] == "saleor-crm-person"
    assert "owner@example.com" in str(export["data"]["identity"])


def test_nobody_else_may(person, outsiders):
    assert_closed(outsiders, ERASE, id=person)
    assert_closed(outsiders, EXPORT, id=person)


@pytest.mark.parametrize("document", [ERASE, EXPORT])
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nonsense", "INVALID"),
        (global_id("User", 1), "INVALID"),
        (global_id("CrmProfile", 10**9), "NOT_FOUND"),
    ],
)
def test_another_id_is_refused(document, given, code, member, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    assert staff.refused(document, id=given) == [("id", code)]
