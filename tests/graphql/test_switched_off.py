"""What the API does while the merchant has the plugin switched off."""

import pytest
from graphql.type.definition import get_named_type
from saleor.graphql.api import schema
from saleor.permission.enums import AccountPermissions
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.ledger.queries import Balance, balances
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import give_points

ADJUST = """
mutation Adjust($profile: ID!, $program: ID!) {
  crmPointsAdjust(profile: $profile, program: $program, points: 40, reason: "Late.") {
    loyalty { balance }
    errors { field code message }
  }
}
"""
SHOWN = "query ($id: ID!) { crmProfile(id: $id) { loyaltyAccounts { balance } } }"
ERASE = "mutation ($id: ID!) { crmProfileErase(id: $id) { erasedAt errors { field code } } }"
EXPORT = (
    "mutation ($id: ID!) { crmProfileExport(id: $id) { export errors { field code } } }"
)


@pytest.fixture
def switched_off(db):
    return PluginConfiguration.objects.create(
        identifier=PLUGIN_ID, name="CRM", active=False
    )


@pytest.fixture
def place(program, member):
    return {
        "profile": global_id("CrmProfile", member),
        "program": global_id("CrmProgram", program.pk),
    }


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


def test_a_mutation_is_refused_and_changes_nothing(place, staff, switched_off):
    assert staff.refused(ADJUST, **place) == [(None, "CRM_IS_OFF")]


def test_it_acts_again_once_the_plugin_is_on(place, staff, switched_off):
    switched_off.active = True
    switched_off.save()

    assert staff.done(ADJUST, **place)["loyalty"] == {"balance": 40}


def test_who_may_not_is_told_that_first(place, outsiders, switched_off):
    assert_closed(outsiders, ADJUST, **place)


def test_what_was_known_can_still_be_read(program, member, place, staff, switched_off):
    give_points(program, member, 25, key="gift")

    shown = staff.ask(SHOWN, id=place["profile"])["crmProfile"]

    assert shown == {"loyaltyAccounts": [{"balance": 25}]}


def test_a_person_is_still_exported_and_erased(
    program, member, place, staff, switched_off
):
    give_points(program, member, 25, key="gift")

    exported = staff.done(EXPORT, id=place["profile"])["export"]
    erased = staff.done(ERASE, id=place["profile"])

    assert exported["data"]["ledger"][0]["available"] == 25
    assert erased["erasedAt"] is not None
    assert balances(program.book_id, [member]) == {member: Balance()}


def test_every_mutation_of_ours_knows_the_code():
    lacking = []
    for name, field in schema.get_mutation_type().fields.items():
        if name.startswith("crm"):
            error = get_named_type(get_named_type(field.type).fields["errors"].type)
            codes = get_named_type(error.fields["code"].type)
            if "CRM_IS_OFF" not in {value.name for value in codes.values}:
                lacking.append(name)

    assert lacking == []
