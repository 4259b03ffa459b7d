"""What staff see of the follow-ups that come with the plugin, and how they install them."""

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.journeys.models import Journey, JourneyStatus, JourneyVersion
from saleor_crm_plugin.journeys.ready_made_journey import ready_made_journeys
from saleor_crm_plugin.templates.models import Template
from tests.fixtures.api import assert_closed
from tests.shop import rows

ALL = """
{ crmReadyMadeJourneys {
  code label summary purpose listCode settingsSchema journey { code status }
} }
"""
INSTALL = """
mutation Install($code: String!, $settings: JSON) {
  crmReadyMadeJourneyInstall(code: $code, settings: $settings) {
    journey { code name status currentVersion { number definition } }
    errors { field code message }
  }
}
"""


@pytest.fixture
def marketer(staff_api):
    """Return a member of staff who manages discounts, and so journeys."""
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


def test_all_are_listed_with_what_can_be_chosen(db, marketer):
    marketer.done(INSTALL, code="birthday")

    listed = marketer.ask(ALL)["crmReadyMadeJourneys"]

    assert [one["code"] for one in listed] == [
        kind.code for kind in ready_made_journeys
    ]
    by_code = {one["code"]: one for one in listed}
    assert by_code["payment_problem"]["purpose"] == "transactional"
    assert by_code["abandoned_cart"]["journey"] is None
    assert by_code["birthday"]["journey"] == {"code": "birthday", "status": "OFF"}
    chosen = by_code["abandoned_cart"]["settingsSchema"]["properties"]
    assert chosen["first_after_minutes"]["default"] == 60


def test_a_follow_up_is_installed_with_its_templates_and_is_off(db, marketer):
    done = marketer.done(INSTALL, code="abandoned_cart")

    assert done["journey"]["name"] == "Abandoned cart"
    assert done["journey"]["status"] == "OFF"
    assert done["journey"]["currentVersion"]["number"] == 1
    assert set(Template.objects.values_list("code", flat=True)) == {
        "abandoned_cart_reminder",
        "abandoned_cart_help",
        "abandoned_cart_last",
    }


def test_the_same_again_changes_nothing(db, marketer):
    first = marketer.done(INSTALL, code="win_back", settings={"after_days": 90})

    again = marketer.done(INSTALL, code="win_back", settings={"after_days": 90})

    assert again == first
    assert JourneyVersion.objects.count() == 1


def test_other_settings_are_a_new_version_and_leave_the_status(db, marketer):
    marketer.done(INSTALL, code="win_back")
    Journey.objects.update(status=JourneyStatus.ON)

    done = marketer.done(INSTALL, code="win_back", settings={"after_days": 90})

    assert done["journey"]["status"] == "ON"
    assert done["journey"]["currentVersion"]["number"] == 2
    trigger = done["journey"]["currentVersion"]["definition"]["trigger"]
    assert trigger == {"kind": "win_back", "after_days": 90, "least_orders": 1}


@pytest.mark.parametrize(
    ("code", "settings", "field", "why"),
    [
        ("nothing", {}, "code", "NOT_FOUND"),
        ("birthday", {"days_before": -1}, "settings", "INVALID"),
        ("birthday", {"nonsense": 1}, "settings", "INVALID"),
        ("birthday", [1], "settings", "INVALID"),
        ("vip_early_access", {}, "settings", "INVALID"),
        ("birthday", {"coupon": {"voucher": 99}}, "definition", "INVALID_DEFINITION"),
    ],
)
def test_what_cannot_be_is_refused(db, marketer, code, settings, field, why):
    refused = marketer.refused(INSTALL, code=code, settings=settings)
    assert refused == [(field, why)]


def test_a_voucher_whose_codes_everybody_could_use_is_refused(channel, marketer):
    voucher = rows.make_voucher(channel, single_use=False)
    chosen = {"coupon": {"voucher": voucher.pk}}
    refused = marketer.refused(INSTALL, code="birthday", settings=chosen)
    assert refused == [("definition", "INVALID_DEFINITION")]


def test_closed_to_all_but_marketers(anonymous_api, customer_api, staff_api, app_api):
    outsiders = [
        anonymous_api,
        customer_api,
        staff_api(AccountPermissions.MANAGE_USERS),
        app_api(AccountPermissions.MANAGE_USERS),
    ]
    assert_closed(outsiders, ALL)
    assert_closed(outsiders, INSTALL, code="birthday")
