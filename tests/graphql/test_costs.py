"""What our fields cost in Saleor's reckoning."""

import pytest
from saleor.graphql.api import schema
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.graphql.costs import BY_PAGE, COSTS

DEEP = """
{ crmProfiles(first: 100) { edges { node {
    loyaltyAccounts { history(first: 100) { edges { node { points } } } }
    timeline(first: 100) { edges { node { id } } }
    %s
} } } }
"""


def test_every_page_multiplies():
    unpriced = [
        (type_name, name)
        for type_name, graphql_type in schema.get_type_map().items()
        if type_name.startswith("Crm") or type_name == "Query"
        for name, field in getattr(graphql_type, "fields", {}).items()
        if type_name.startswith("Crm") or name.startswith("crm")
        if "first" in getattr(field, "args", {})
        and COSTS.get(type_name, {}).get(name) != BY_PAGE
    ]

    assert unpriced == []


def test_every_query_has_a_price():
    ours = {name for name in schema.get_query_type().fields if name.startswith("crm")}

    assert ours == set(COSTS["Query"])


def test_nested_lists_cost_their_product(member, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    answer = staff.post(DEEP % "id")

    # 100 profiles, and for each its accounts, 100 movements and 100 entries.
    cost = answer["extensions"]["cost"]["requestedQueryCost"]
    assert cost == 100 + 100 + 100 * 100 + 100 * 100


@pytest.mark.parametrize("times", [3])
def test_what_costs_too_much_is_refused(times, member, staff_api):
    more = " ".join(
        f"t{number}: timeline(first: 100) {{ edges {{ node {{ id }} }} }}"
        for number in range(times)
    )

    answer = staff_api(AccountPermissions.MANAGE_USERS).post(DEEP % more)

    assert answer["errors"][0]["extensions"]["exception"]["code"] == "QueryCostError"
