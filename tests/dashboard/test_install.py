"""The command makes the shop's rows as they should be, and a second run finds nothing to do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from saleor.app.models import App, AppExtension
from saleor.core.db.connection import allow_writer
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin import __version__
from saleor_crm_plugin.dashboard import mounts as mounts_module
from saleor_crm_plugin.dashboard.actions import install
from saleor_crm_plugin.dashboard.addresses import app_url, url_of
from saleor_crm_plugin.dashboard.mounts import MOUNTS, Target
from saleor_crm_plugin.saleor_adapter import dashboard_app
from saleor_crm_plugin.saleor_adapter.dashboard_app import is_known_place
from saleor_crm_plugin.saleor_adapter.plugin_state import (
    PLUGIN_ID,
    dashboard_settings,
    is_active,
)

from ..shop.rows import make_app

pytestmark = pytest.mark.django_db
KNOWN = [one for one in MOUNTS if is_known_place(one.place, one.target)]


def run(*arguments):
    said = StringIO()
    with allow_writer():
        call_command("crm_install_dashboard", *arguments, stdout=said)
    return said.getvalue()


def rows():
    """Everything that a run may change, with the keys by which the Dashboard remembers it."""
    columns = [
        name
        for name in ("http_target_method", "settings", "identifier")
        if name in {one.name for one in AppExtension._meta.concrete_fields}
    ]
    return (
        list(App.objects.order_by("pk").values()),
        list(
            AppExtension.objects.order_by("pk").values(
                "pk", "app_id", "label", "url", "mount", "target", *columns
            )
        ),
        sorted(AppExtension.permissions.through.objects.values_list("pk", flat=True)),
    )


def test_the_app_and_all_its_places_are_made():
    said = run()

    app = App.objects.get(identifier=PLUGIN_ID)
    assert f"Installed the app: {len(KNOWN)} places made" in said
    assert (app.type, app.is_active, app.is_installed) == ("thirdparty", True, True)
    assert (app.app_url, app.version) == (app_url(), __version__)
    assert not app.app_url.endswith("/")
    assert app.get_permissions() == {
        "account.manage_users",
        "discount.manage_discounts",
        "order.manage_orders",
        "plugins.manage_plugins",
    }
    made = {(row.mount, row.target, row.url, row.label) for row in app.extensions.all()}
    assert made == {
        (one.place, one.target.value, url_of(one), one.labels["en"]) for one in KNOWN
    }


def test_only_pages_stand_by_their_path():
    run()

    for row in AppExtension.objects.all():
        is_page = row.target == Target.PAGE
        assert row.url.startswith("/" if is_page else f"{app_url()}/")


def test_a_widget_is_fetched_and_may_ask_what_it_shows():
    run()

    for row in AppExtension.objects.filter(target=Target.WIDGET.value):
        # Saleor notes no method for the start page's: its settings alone tell the Dashboard.
        is_home = row.mount == "homepage_widgets"
        assert row.http_target_method == (None if is_home else "GET")
        wanted = next(one for one in KNOWN if one.place == row.mount)
        assert row.settings == wanted.options
        assert {one.codename for one in row.permissions.all()} == {
            name.rpartition(".")[2] for name in wanted.permissions
        }


def test_a_second_run_changes_nothing():
    run()
    before = rows()

    said = run()

    assert "Found the app: 0 places made, 0 rows changed, 0 places removed." in said
    assert rows() == before


def test_what_somebody_has_changed_is_put_right_under_its_own_key():
    run()
    before = rows()
    App.objects.filter(identifier=PLUGIN_ID).update(
        app_url="https://old.example/plugins/saleor.crm/dashboard",
        is_active=False,
    )
    popup = AppExtension.objects.get(mount="customer_details_more_actions")
    AppExtension.objects.filter(pk=popup.pk).update(
        url=popup.url.replace(
            app_url(), "https://old.example/plugins/saleor.crm/dashboard"
        ),
        label="Other",
    )
    popup.permissions.clear()
    doomed = AppExtension.objects.exclude(pk=popup.pk).first()
    doomed_place = (doomed.mount, doomed.url)
    doomed.delete()

    said = run()

    assert "Found the app: 1 places made, 2 rows changed, 0 places removed." in said
    assert rows()[0] == before[0]
    assert [row for row in rows()[1] if row["pk"] == popup.pk] == [
        row for row in before[1] if row["pk"] == popup.pk
    ]
    assert AppExtension.objects.filter(mount=doomed_place[0], url=doomed_place[1])
    assert [one.codename for one in popup.permissions.all()] == ["manage_users"]


def test_a_place_that_is_wanted_no_longer_goes_and_others_apps_stay(monkeypatch):
    run()
    other = make_app(name="Till", identifier="till")
    AppExtension.objects.create(
        app=other,
        label="Till",
        url="/till",
        mount="navigation_orders",
        target="app_page",
    )
    monkeypatch.setattr(install, "MOUNTS", MOUNTS[1:])

    said = run()

    assert "0 places made, 0 rows changed, 1 places removed." in said
    assert AppExtension.objects.filter(app=other).count() == 1
    assert AppExtension.objects.exclude(app=other).count() == len(KNOWN) - 1


def test_of_two_rows_at_one_place_the_newest_stays():
    run()
    row = AppExtension.objects.filter(target=Target.PAGE.value).first()
    twin = AppExtension.objects.create(
        app=row.app, label="Twin", url=row.url, mount=row.mount, target=row.target
    )

    said = run()

    assert "0 places made, 1 rows changed, 1 places removed." in said
    assert not AppExtension.objects.filter(pk=row.pk).exists()
    twin.refresh_from_db()
    assert twin.label == row.label


def test_what_this_saleor_does_not_know_is_left_out_and_named(monkeypatch):
    monkeypatch.setattr(
        dashboard_app, "_takes", lambda column, value: value != Target.WIDGET.value
    )
    widgets = [one.identifier for one in MOUNTS if one.target == Target.WIDGET]

    said = run()

    assert f"This Saleor has no place for: {', '.join(widgets)}." in said
    assert not AppExtension.objects.filter(target=Target.WIDGET.value).exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch):
    def fail(*_arguments):
        raise RuntimeError

    monkeypatch.setattr(dashboard_app, "_keep_mount", fail)

    with pytest.raises(RuntimeError):
        run("--origin", "https://dashboard.example.com")

    assert rows() == ([], [], [])
    assert not PluginConfiguration.objects.filter(identifier=PLUGIN_ID).exists()


def test_an_app_on_its_way_out_is_not_taken_for_ours():
    gone = make_app(name="CRM", identifier=PLUGIN_ID)
    App.objects.filter(pk=gone.pk).update(removed_at="2026-01-01T00:00Z")

    assert "Installed the app" in run()
    assert App.objects.filter(identifier=PLUGIN_ID).count() == 2


def test_origins_are_added_and_the_language_is_kept():
    run("--origin", "https://a.example/", "--language", "it")
    run("--origin", "https://b.example", "--origin", "https://a.example")

    found = dashboard_settings()
    assert found.origins == "https://a.example https://b.example"
    assert found.language == "it"
    assert is_active()
    labels = set(AppExtension.objects.values_list("label", flat=True))
    assert labels == {one.labels["it"] for one in KNOWN}


def test_settings_are_added_to_what_is_configured_and_nothing_is_switched():
    PluginConfiguration.objects.create(
        identifier=PLUGIN_ID,
        name="CRM",
        active=False,
        configuration=[{"name": "other", "value": "kept"}],
    )

    run("--language", "zh-hans")

    row = PluginConfiguration.objects.get(identifier=PLUGIN_ID)
    assert row.active is False
    assert row.configuration == [
        {"name": "other", "value": "kept"},
        {"name": "dashboardLanguage", "value": "zh-hans"},
    ]


def test_what_is_no_origin_is_refused_and_nothing_is_changed():
    with pytest.raises(CommandError, match=r"'https://a\.example/x' is no origin"):
        run("--origin", "https://a.example/x")

    assert rows() == ([], [], [])


def test_an_address_that_saleor_cannot_keep_is_refused(settings):
    settings.PUBLIC_URL = f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.example"

    with pytest.raises(CommandError, match="at most 200 letters"):
        run()

    assert rows() == ([], [], [])


def test_labels_fit_saleors_table():
    longest = max(
        len(text) for one in mounts_module.MOUNTS for text in one.labels.values()
    )

    assert longest <= 256
