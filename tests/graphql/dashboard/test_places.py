"""The places as the Dashboard asks for them, with the addresses that it puts into its frames."""

from io import StringIO

import graphene
import pytest
from django.core.management import call_command
from saleor.app.models import App
from saleor.core.db.connection import allow_writer
from saleor.core.jwt import jwt_decode
from saleor.graphql.api import schema
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.dashboard import built
from saleor_crm_plugin.dashboard.actions.install import install_dashboard
from saleor_crm_plugin.dashboard.addresses import app_url, url_of
from saleor_crm_plugin.dashboard.mounts import MOUNTS, Target
from saleor_crm_plugin.saleor_adapter.dashboard_app import is_known_place
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from tests.dashboard.made_up import made_up_variables
from tests.dashboard.page_operations import page_operation, page_operations
from tests.fixtures.api import FramedPage, global_id
from tests.fixtures.web import path_of

KNOWN = [one for one in MOUNTS if is_known_place(one.place, one.target)]
TOLD = schema.get_type("AppExtension").fields
# Names as plain text came with 3.22, identifiers with 3.23.
NAMES = (
    "mount: mountName target: targetName settings"
    if "mountName" in TOLD
    else "mount target"
)
IDENTIFIER = "identifier" if "identifier" in TOLD else ""
PLACES = f"""
{{ appExtensions(first: 100) {{ edges {{ node {{
    id label url {NAMES} {IDENTIFIER} accessToken permissions {{ code }} app {{ id appUrl }}
}} }} }} }}
"""
FETCHED = {"widgetTarget": {"method": "GET"}}
WIDGETS = {
    "CUSTOMER_DETAILS_WIDGETS": FETCHED,
    "ORDER_DETAILS_WIDGETS": FETCHED,
    "DRAFT_ORDER_DETAILS_WIDGETS": FETCHED,
    "HOMEPAGE_WIDGETS": {"homeWidgetTarget": {"method": "GET", "fullscreen": False}},
}
# Who may not ask; and whoever reads where a shop with a replica is written to.
REFUSALS = {"PermissionDenied", "UnsafeWriterAccessError"}
APP = "query App($id: ID!) { app(id: $id) { id appUrl accessToken } }"


@pytest.fixture
def clerk(staff_api):
    """Staff who see customers and may not look into the shop's apps."""
    install_dashboard()
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def manager(staff_api):
    """Staff who hold all that our pages may ask for, and no more."""
    install_dashboard()
    return staff_api(
        AccountPermissions.MANAGE_USERS,
        DiscountPermissions.MANAGE_DISCOUNTS,
        OrderPermissions.MANAGE_ORDERS,
        PluginsPermissions.MANAGE_PLUGINS,
    )


def places(client):
    return [edge["node"] for edge in client.ask(PLACES)["appExtensions"]["edges"]]


def place_beside_a_customer(client, target):
    [found] = [
        one
        for one in places(client)
        if one["target"] == target.upper()
        and one["mount"].startswith("CUSTOMER_DETAILS")
    ]
    return found


def page_token(client):
    [app_id] = {one["app"]["id"] for one in places(client)}
    return client.ask(APP, id=app_id)["app"]["accessToken"]


def framed(one):
    """The address that the Dashboard opens: a page's behind the app's, others as they are."""
    is_page = one["target"] == Target.PAGE.upper()
    return one["app"]["appUrl"] + one["url"] if is_page else one["url"]


def test_every_place_is_told_under_its_name(clerk):
    told = {
        (one["mount"], one["target"], one["label"], one["url"]) for one in places(clerk)
    }

    assert told == {
        (
            one.place.upper(),
            one.target.value.upper(),
            one.labels["en"],
            url_of(one),
        )
        for one in KNOWN
    }


def test_every_place_names_what_its_staff_need(manager):
    wanted = {
        (one.place.upper(), url_of(one)): {
            name.partition(".")[2].upper() for name in one.permissions
        }
        for one in KNOWN
    }

    assert {
        (one["mount"], one["url"]): {each["code"] for each in one["permissions"]}
        for one in places(manager)
    } == wanted


@pytest.mark.skipif("settings" not in TOLD, reason="this Saleor has no widgets")
def test_a_widget_is_told_to_be_fetched_and_nothing_else_has_settings(clerk):
    told = {one["mount"]: one["settings"] for one in places(clerk)}

    # A Saleor before 3.23 knows some of these places only.
    assert {mount: settings for mount, settings in told.items() if settings} == {
        mount: settings for mount, settings in WIDGETS.items() if mount in told
    }


@pytest.mark.skipif(not IDENTIFIER, reason="this Saleor has no identifiers")
def test_a_widget_finds_the_popup_by_its_identifier(clerk):
    assert {one["identifier"] for one in places(clerk)} == {
        one.identifier for one in KNOWN
    }


def test_every_address_leads_to_the_pages_and_to_no_other_plugin(
    clerk, web, tmp_path, monkeypatch
):
    (tmp_path / "index.html").write_text("<!doctype html>the pages")
    monkeypatch.setattr(built.built_file, "__defaults__", (tmp_path,))

    for one in places(clerk):
        assert framed(one).startswith(f"{app_url()}/")
        response = web.get(path_of(framed(one)))
        assert (response.status_code, response.content) == (
            200,
            b"<!doctype html>the pages",
        )


def test_staff_need_no_right_to_look_into_apps_to_open_a_page(clerk):
    claims = jwt_decode(page_token(clerk))

    app = App.objects.get(identifier=PLUGIN_ID)
    assert claims["type"] == "thirdparty"
    assert claims["app"] == graphene.Node.to_global_id("App", app.pk)
    assert claims["permissions"] == ["MANAGE_USERS"]
    assert claims["email"] == clerk.user.email


def test_the_token_of_a_place_is_for_that_place_alone(manager):
    popup = place_beside_a_customer(manager, Target.POPUP)

    claims = jwt_decode(popup["accessToken"])

    assert claims["type"] == "thirdparty"
    assert claims["app_extension"] == popup["id"]
    assert claims["permissions"] == ["MANAGE_USERS"]
    assert sorted(claims["user_permissions"]) == [
        "MANAGE_DISCOUNTS",
        "MANAGE_ORDERS",
        "MANAGE_PLUGINS",
        "MANAGE_USERS",
    ]


def test_staff_who_lack_its_permission_get_no_token_of_a_place(staff_api):
    install_dashboard()
    packer = staff_api(OrderPermissions.MANAGE_ORDERS)

    assert {one["accessToken"] for one in places(packer)} == {None}


def test_a_page_may_ask_all_its_queries_with_the_apps_token(manager):
    page = FramedPage(token=page_token(manager))
    queries = [one for one in page_operations() if one.definition.operation == "query"]

    refusals = [
        (query.name, one["path"], one["message"])
        for query in queries
        for one in page.post(query.text, **made_up_variables(query)).get("errors", [])
        if one["extensions"]["exception"]["code"] in REFUSALS
    ]

    assert len(queries) > 60
    assert refusals == []


@pytest.mark.skipif("settings" not in TOLD, reason="this Saleor has no widgets")
def test_a_widget_shows_a_customer_whole_with_its_own_token(
    clerk, customer_api, member
):
    widget = FramedPage(
        token=place_beside_a_customer(clerk, Target.WIDGET)["accessToken"]
    )

    shown = widget.ask(
        page_operation("CustomerCard").text,
        user=global_id("User", customer_api.user.pk),
    )

    assert shown["crmProfile"]["id"] == global_id("CrmProfile", member)
    assert shown["crmProfile"]["email"] == "owner@example.com"


@pytest.mark.parametrize("name", ["CustomerTimeline", "CustomerNotes"])
def test_a_popup_shows_a_customer_whole_with_its_own_token(
    name, clerk, customer_api, member
):
    popup = FramedPage(
        token=place_beside_a_customer(clerk, Target.POPUP)["accessToken"]
    )

    head = popup.ask(
        page_operation("Customer").text, user=global_id("User", customer_api.user.pk)
    )
    part = popup.ask(page_operation(name).text, id=head["crmProfile"]["id"], first=20)

    assert head["crmProfile"]["id"] == global_id("CrmProfile", member)
    assert part["crmProfile"] is not None


def test_a_second_run_keeps_the_ids_by_which_the_dashboard_remembers_places(clerk):
    before = {one["id"]: framed(one) for one in places(clerk)}

    install_dashboard()

    assert {one["id"]: framed(one) for one in places(clerk)} == before


def test_an_app_that_is_switched_off_shows_nothing_until_it_is_installed_again(clerk):
    with allow_writer():
        App.objects.filter(identifier=PLUGIN_ID).update(is_active=False)
    assert places(clerk) == []

    install_dashboard()

    assert len(places(clerk)) == len(KNOWN)


def test_after_the_package_is_removed_the_dashboard_is_told_of_nothing(clerk):
    [app_id] = {one["app"]["id"] for one in places(clerk)}

    with allow_writer():
        call_command("crm_uninstall", stdout=StringIO())

    assert places(clerk) == []
    assert clerk.ask(APP, id=app_id) == {"app": None}
