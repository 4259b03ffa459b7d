"""Who changed which settings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.loyalty.actions.programs import update_program
from tests.fixtures.api import assert_closed, global_id
from tests.shop.rows import make_app, make_user

LOG = """
query Log($first: Int, $after: String, $subject: ID) {
  crmAuditLog(first: $first, after: $after, subject: $subject) {
    edges { node { subject subjectId author authorName before after changedAt } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


@pytest.fixture
def renamed(program):
    update_program(program.pk, {"name": "New"}, author="user:2", now=clock.now())
    return global_id("CrmProgram", program.pk)


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_changes_come_newest_first(who, renamed, request):
    client = request.getfixturevalue(who)(PluginsPermissions.MANAGE_PLUGINS)

    first = client.ask(LOG, first=1)["crmAuditLog"]
    rest = client.ask(LOG, first=5, after=first["pageInfo"]["endCursor"])["crmAuditLog"]

    node = first["edges"][0]["node"]
    assert (node["subject"], node["subjectId"], node["author"]) == (
        "program",
        renamed,
        "user:2",
    )
    assert (node["before"], node["after"]) == ({"name": "The Club"}, {"name": "New"})
    assert [edge["node"]["subject"] for edge in rest["edges"]] == [
        "earning_rule",
        "program",
    ]
    assert rest["pageInfo"]["hasNextPage"] is False


def test_the_changes_of_one_thing(renamed, program, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    rule = global_id("CrmEarningRule", program.rules.get().pk)

    def subjects(subject):
        edges = staff.ask(LOG, first=5, subject=subject)["crmAuditLog"]["edges"]
        return [edge["node"]["subjectId"] for edge in edges]

    assert subjects(renamed) == [renamed, renamed]
    assert subjects(rule) == [rule]


@pytest.mark.parametrize(
    ("first_name", "is_staff", "shown"),
    [("Anna", True, "Anna Rossi"), ("Anna", False, None), ("", True, "Rossi")],
)
def test_staff_are_named_while_they_are_staff(
    first_name, is_staff, shown, program, staff_api
):
    author = make_user(
        "anna@example.com",
        first_name=first_name,
        last_name="Rossi",
        is_staff=is_staff,
    )
    update_program(
        program.pk, {"name": "New"}, author=f"user:{author.pk}", now=clock.now()
    )

    log = staff_api(PluginsPermissions.MANAGE_PLUGINS).ask(LOG, first=1)["crmAuditLog"]

    assert log["edges"][0]["node"]["authorName"] == shown


def test_an_app_and_an_account_without_a_name(program, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    app = make_app()
    nameless = make_user("till@example.com", first_name="", last_name="", is_staff=True)
    for number, author in enumerate([f"app:{app.pk}", f"user:{nameless.pk}"]):
        update_program(
            program.pk, {"name": f"New {number}"}, author=author, now=clock.now()
        )

    edges = staff.ask(LOG, first=2)["crmAuditLog"]["edges"]

    assert [edge["node"]["authorName"] for edge in edges] == ["", app.name]


def test_names_are_read_together(program, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    for number in range(3):
        update_program(
            program.pk, {"name": f"{number}"}, author=f"user:{number}", now=clock.now()
        )

    with CaptureQueriesContext(connection) as several:
        staff.ask(LOG, first=10)

    asked = [one["sql"] for one in several if "FROM app_app" in one["sql"]]
    assert len(asked) == 1


def test_a_wrong_subject_is_named(renamed, staff_api):
    answer = staff_api(PluginsPermissions.MANAGE_PLUGINS).post(
        LOG, first=5, subject=global_id("User", 1)
    )

    assert "Argument `subject`" in answer["errors"][0]["message"]


def test_nobody_else_may(renamed, outsiders):
    assert_closed(outsiders, LOG, first=5)
