"""Who changed which settings."""

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.loyalty.actions.programs import update_program
from tests.fixtures.api import assert_closed, global_id

LOG = """
query Log($first: Int, $after: String, $subject: ID) {
  crmAuditLog(first: $first, after: $after, subject: $subject) {
    edges { node { subject subjectId author before after changedAt } }
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


def test_a_wrong_subject_is_named(renamed, staff_api):
    answer = staff_api(PluginsPermissions.MANAGE_PLUGINS).post(
        LOG, first=5, subject=global_id("User", 1)
    )

    assert "Argument `subject`" in answer["errors"][0]["message"]


def test_nobody_else_may(renamed, outsiders):
    assert_closed(outsiders, LOG, first=5)
