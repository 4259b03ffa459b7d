"""Customers tell something about themselves, and nobody else sees it."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.identity.detail_models import PersonDetails
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.unchanged import nothing_changes

UPDATE = """
mutation Tell($input: CrmPersonDetailsInput!) {
  crmMyDetailsUpdate(input: $input) {
    details { birthday { month day year } language timeZone } errors { field code message }
  }
}
"""
MINE = "{ me { crmDetails { birthday { month day year } language timeZone } } }"
THEIRS = """
query ($id: ID!) { user(id: $id) { crmDetails { birthday { month } language } } }
"""
MAY_4 = {"month": 5, "day": 4, "year": 1990}
TOLD = {"birthday": MAY_4, "language": "zh-hans", "timeZone": "Asia/Shanghai"}


def test_what_is_told_is_shown_to_its_owner(customer_api):
    told = customer_api.done(UPDATE, input=TOLD)

    assert told == {"details": TOLD}
    assert customer_api.ask(MINE) == {"me": {"crmDetails": TOLD}}
    assert PersonDetails.objects.get().source == "shopper"


def test_who_has_told_nothing_is_shown_nothing(customer_api):
    assert customer_api.ask(MINE)["me"]["crmDetails"] == {
        "birthday": None,
        "language": "",
        "timeZone": "",
    }


def test_what_is_left_out_stays_and_null_forgets(customer_api):
    customer_api.done(UPDATE, input=TOLD)

    told = customer_api.done(UPDATE, input={"language": None})

    assert told == {"details": TOLD | {"language": ""}}


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"birthday": {"month": 2, "day": 30}}, ("birthday", "INVALID")),
        ({"language": "<script>"}, ("language", "INVALID")),
        ({"timeZone": "Rome"}, ("timeZone", "INVALID")),
    ],
)
def test_nonsense_is_refused(customer_api, told, refusal):
    customer_api.ask(MINE)

    assert customer_api.refused(UPDATE, input=told) == [refusal]


def test_a_birthday_is_told_once(customer_api):
    customer_api.done(UPDATE, input={"birthday": MAY_4})

    for other in ({"month": 5, "day": 5}, None):
        refusal = customer_api.refused(UPDATE, input={"birthday": other})
        assert refusal == [("birthday", "ALREADY_KNOWN")]


def test_nobody_has_no_self(anonymous_api, app_api):
    outsiders = [anonymous_api, app_api(AccountPermissions.MANAGE_USERS)]

    assert_closed(outsiders, UPDATE, input=TOLD)


def test_staff_may_see_it_and_other_customers_may_not(
    customer_api, other_customer_api, staff_api
):
    customer_api.done(UPDATE, input=TOLD)
    account = global_id("User", customer_api.user.pk)

    staff = staff_api(AccountPermissions.MANAGE_USERS)
    with nothing_changes():
        other = other_customer_api.post(THEIRS, id=account)

    assert "errors" in other
    assert "zh-hans" not in str(other)
    assert staff.ask(THEIRS, id=account)["user"]["crmDetails"]["language"] == "zh-hans"
