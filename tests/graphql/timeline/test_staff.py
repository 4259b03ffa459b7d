"""The shop's staff, from whom owners are chosen."""

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from tests.fixtures.api import assert_closed, global_id
from tests.shop.rows import make_staff, make_user

pytestmark = pytest.mark.django_db

STAFF = "{ crmStaff { id number name } }"


def test_outsiders_see_no_staff(outsiders, staff_api):
    assert_closed([*outsiders, staff_api(AccountPermissions.MANAGE_USERS)], STAFF)


def test_staff_who_can_sign_in_are_named_and_customers_are_not(staff_api):
    # given
    zoe = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    zoe.user.first_name = "Zoe"
    zoe.user.save()
    nameless = make_staff(first_name="", last_name="")
    make_staff(is_active=False)
    anna = make_staff(first_name="anna", last_name="")
    make_user("customer@example.com")

    # when
    found = zoe.ask(STAFF)["crmStaff"]

    # then
    assert found == [
        {"id": global_id("User", user.pk), "number": user.pk, "name": name}
        for user, name in ((anna, "anna"), (zoe.user, "Zoe Byron"), (nameless, ""))
    ]
