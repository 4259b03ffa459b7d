"""Staff say which sites may show the pages in a frame; the pages' own policy follows at once."""

import pytest
from saleor.permission.enums import PluginsPermissions
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.dashboard.error_codes import DashboardErrorCode
from saleor_crm_plugin.dashboard.policies.origins import MOST_ORIGINS
from saleor_crm_plugin.saleor_adapter.plugin_state import (
    DASHBOARD_LANGUAGE,
    dashboard_settings,
    keep_settings,
)
from tests.fixtures.api import assert_closed

ADD = """mutation($origin: String!) {
    crmDashboardOriginAdd(origin: $origin) { origins errors { field code } } }"""
REMOVE = """mutation($origin: String!) {
    crmDashboardOriginRemove(origin: $origin) { origins errors { field code } } }"""
SHOWN = "{ crmSetup { dashboardOrigins } }"
OURS, OTHER = "https://dashboard.example.com", "http://localhost:9000"


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage plugins."""
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def origins(manager):
    return manager.ask(SHOWN)["crmSetup"]["dashboardOrigins"]


def test_sites_are_added_and_removed_one_by_one_and_logged(manager):
    keep_settings({DASHBOARD_LANGUAGE: "it"})

    manager.done(ADD, origin=f"{OURS}/")
    both = manager.done(ADD, origin=OTHER)
    left = manager.done(REMOVE, origin=OURS)

    assert both == {"origins": [OURS, OTHER]}
    assert left == {"origins": [OTHER]}
    assert origins(manager) == [OTHER]
    assert dashboard_settings().language == "it"
    last = SettingsChange.objects.filter(subject="dashboard_origins").latest("id")
    assert (last.before, last.after) == (
        {"origins": [OURS, OTHER]},
        {"origins": [OTHER]},
    )
    assert last.author == f"user:{manager.user.pk}"


def test_a_site_that_may_already_changes_nothing(manager):
    manager.done(ADD, origin=OURS)

    assert manager.done(ADD, origin=OURS) == {"origins": [OURS]}

    assert SettingsChange.objects.filter(subject="dashboard_origins").count() == 1
    assert PluginConfiguration.objects.get().active


@pytest.mark.parametrize(
    "given",
    [
        "",
        "dashboard.example.com",
        f"{OURS}/crm",
        f"{OURS} {OTHER}",
        "https://*.example.com",
        "https://user@example.com",
        "javascript:alert(1)",
        "https://example.com;script-src *",
    ],
)
def test_what_is_not_one_site_is_refused(given, manager):
    manager.done(ADD, origin=OURS)

    expected = [("origin", DashboardErrorCode.INVALID.name)]
    assert manager.refused(ADD, origin=given) == expected
    assert manager.refused(REMOVE, origin=given) == expected


def test_a_site_that_may_not_cannot_be_removed(manager):
    manager.done(ADD, origin=OURS)

    refused = manager.refused(REMOVE, origin=OTHER)

    assert refused == [("origin", DashboardErrorCode.NOT_FOUND.name)]


def test_there_is_an_end_to_the_number_of_sites(manager):
    for number in range(MOST_ORIGINS):
        manager.done(ADD, origin=f"https://shop{number}.example.com")

    refused = manager.refused(ADD, origin=OURS)

    assert refused == [("origin", DashboardErrorCode.TOO_MANY.name)]
    assert len(origins(manager)) == MOST_ORIGINS


def test_nobody_else_opens_the_pages_to_sites(outsiders):
    assert_closed(outsiders, ADD, origin=OURS)
    assert_closed(outsiders, REMOVE, origin=OURS)
