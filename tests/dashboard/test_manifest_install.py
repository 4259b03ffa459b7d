"""Saleor itself installs the app by the address of its manifest, and finds it as the command makes it."""

import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
import requests
from django.core.management import call_command
from django.test import Client
from saleor.app.models import App, AppExtension
from saleor.core.db.connection import allow_writer
from saleor.permission.enums import (
    AccountPermissions,
    AppPermission,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.dashboard.addresses import MANIFEST, app_url, url_of
from saleor_crm_plugin.dashboard.mounts import MOUNTS
from saleor_crm_plugin.saleor_adapter.dashboard_app import is_known_place
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from saleor_crm_plugin.saleor_adapter.public_url import plugin_url

from ..fixtures.api import global_id

pytestmark = [pytest.mark.real_shop_only, pytest.mark.django_db]

KNOWN = [one for one in MOUNTS if is_known_place(one.place, one.target)]
OURS = ["MANAGE_DISCOUNTS", "MANAGE_ORDERS", "MANAGE_PLUGINS", "MANAGE_USERS"]
FETCH = """
mutation Fetch($url: String!) {
  appFetchManifest(manifestUrl: $url) {
    manifest {
      identifier name appUrl tokenTargetUrl author
      requiredSaleorVersion { constraint satisfied }
      permissions { code }
      extensions { label url permissions { code } }
    }
    errors { field message code }
  }
}
"""
INSTALL = """
mutation Install($input: AppInstallInput!) {
  appInstall(input: $input) {
    appInstallation { status message }
    errors { field message code }
  }
}
"""
DELETE = "mutation Delete($id: ID!) { appDelete(id: $id) { errors { code } } }"


class TheShopItself:
    """Stands in for Saleor's HTTP client, which never reaches its own shop: every address is ours."""

    @staticmethod
    def send_request(method, url, *, json=None, headers=None, **_options):
        path = urlsplit(url).path
        answer = Client(headers=headers).generic(method, path, body(json))
        response = requests.Response()
        response.status_code = answer.status_code
        response._content = answer.content
        return response


def body(value):
    return "" if value is None else json.dumps(value)


@pytest.fixture
def owner(staff_api, monkeypatch):
    """Staff who may install apps, in a shop whose requests to itself arrive."""
    monkeypatch.setattr("saleor.app.installation_utils.HTTPClient", TheShopItself)
    return staff_api(
        AccountPermissions.MANAGE_USERS,
        AppPermission.MANAGE_APPS,
        DiscountPermissions.MANAGE_DISCOUNTS,
        OrderPermissions.MANAGE_ORDERS,
        PluginsPermissions.MANAGE_PLUGINS,
    )


def install_by_manifest(owner):
    made = owner.done(
        INSTALL,
        input={
            "appName": "CRM",
            "manifestUrl": plugin_url(MANIFEST),
            "permissions": OURS,
        },
    )
    assert made["appInstallation"] == {"status": "PENDING", "message": None}
    return App.objects.get(identifier=PLUGIN_ID)


def by_command():
    said = StringIO()
    with allow_writer():
        call_command("crm_install_dashboard", stdout=said)
    return said.getvalue().splitlines()[0]


def test_saleor_reads_the_manifest_and_finds_nothing_wrong(owner):
    manifest = owner.done(FETCH, url=plugin_url(MANIFEST))["manifest"]

    assert manifest["identifier"] == PLUGIN_ID
    assert manifest["appUrl"] == app_url()
    assert manifest["requiredSaleorVersion"]["satisfied"] is True
    assert sorted(one["code"] for one in manifest["permissions"]) == OURS
    assert [(one["label"], one["url"]) for one in manifest["extensions"]] == [
        (one.labels["en"], url_of(one)) for one in KNOWN
    ]


def test_saleor_installs_the_app_with_all_its_places(owner):
    app = install_by_manifest(owner)

    assert (app.type, app.is_active, app.is_installed) == ("thirdparty", True, True)
    assert (app.app_url, app.manifest_url) == (app_url(), plugin_url(MANIFEST))
    assert sorted(app.extensions.values_list("mount", "target", "url", "label")) == (
        sorted(
            (one.place, one.target.value, url_of(one), one.labels["en"])
            for one in KNOWN
        )
    )


def test_the_command_finds_nothing_to_change_in_what_saleor_installed(owner):
    install_by_manifest(owner)

    assert by_command() == (
        "Found the app: 0 places made, 0 rows changed, 0 places removed."
    )


def test_what_the_command_has_made_saleor_does_not_install_again(owner):
    by_command()
    before = list(AppExtension.objects.order_by("pk").values_list("pk", flat=True))

    [error] = owner.ask(FETCH, url=plugin_url(MANIFEST))["appFetchManifest"]["errors"]

    assert error["message"] == "App with the same identifier is already installed: CRM"
    assert before == list(
        AppExtension.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_once_removed_in_the_dashboard_the_command_installs_the_app_anew(owner):
    by_command()
    gone = App.objects.get(identifier=PLUGIN_ID)

    owner.done(DELETE, id=global_id("App", gone.pk))

    assert by_command().startswith(f"Installed the app: {len(KNOWN)} places made")
    kept = App.objects.get(identifier=PLUGIN_ID, removed_at__isnull=True)
    assert kept.pk != gone.pk
