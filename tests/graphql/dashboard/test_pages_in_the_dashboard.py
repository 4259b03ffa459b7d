"""What the Dashboard asks before it shows a page of ours, and what the page may then ask."""

import pytest
from saleor.permission.enums import (
    AccountPermissions,
    AppPermission,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.dashboard.actions.install import install_dashboard
from saleor_crm_plugin.dashboard.addresses import app_url, url_of
from saleor_crm_plugin.dashboard.mounts import MOUNTS, Target
from saleor_crm_plugin.saleor_adapter.dashboard_app import is_known_place
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from tests.fixtures.api import FramedPage

APPS = """
{ apps(first: 10) { edges { node {
    name appUrl isActive accessToken
    extensions { label url accessToken }
} } } }
"""
SETUP = "{ crmSetup { isActive } }"
PEOPLE = "{ crmProfiles(first: 1) { edges { node { id } } } }"
KNOWN = [one for one in MOUNTS if is_known_place(one.place, one.target)]


@pytest.fixture
def staff(staff_api):
    """Staff who hold all that our pages may ask for, and may see the shop's apps."""
    install_dashboard()
    return staff_api(
        AccountPermissions.MANAGE_USERS,
        AppPermission.MANAGE_APPS,
        DiscountPermissions.MANAGE_DISCOUNTS,
        OrderPermissions.MANAGE_ORDERS,
        PluginsPermissions.MANAGE_PLUGINS,
    )


def our_app(client):
    edges = client.ask(APPS)["apps"]["edges"]
    return next(
        edge["node"] for edge in edges if PLUGIN_ID in (edge["node"]["appUrl"] or "")
    )


def test_the_dashboard_is_shown_our_app_with_all_its_places(staff):
    app = our_app(staff)

    assert app["appUrl"] == app_url()
    assert app["isActive"] is True
    assert {(one["label"], one["url"]) for one in app["extensions"]} == {
        (one.labels["en"], url_of(one)) for one in KNOWN
    }


def test_a_page_acts_with_the_apps_token(staff):
    page = FramedPage(token=our_app(staff)["accessToken"])

    assert page.ask(SETUP) == {"crmSetup": {"isActive": True}}
    assert page.ask(PEOPLE) == {"crmProfiles": {"edges": []}}


def test_a_popup_acts_with_its_own_token_which_opens_no_more_than_it_shows(staff):
    popups = [one for one in KNOWN if one.target == Target.POPUP]
    urls = {url_of(one) for one in popups}
    shown = [one for one in our_app(staff)["extensions"] if one["url"] in urls]

    assert len(shown) == len(popups) > 0
    for one in shown:
        popup = FramedPage(token=one["accessToken"])
        assert popup.ask(PEOPLE) == {"crmProfiles": {"edges": []}}
        assert popup.refusal(SETUP) == "PermissionDenied"


def test_a_token_never_holds_more_than_the_member_of_staff(staff, staff_api):
    clerk = staff_api(AccountPermissions.MANAGE_USERS, AppPermission.MANAGE_APPS)

    page = FramedPage(token=our_app(clerk)["accessToken"])

    assert page.ask(PEOPLE) == {"crmProfiles": {"edges": []}}
    assert page.refusal(SETUP) == "PermissionDenied"
