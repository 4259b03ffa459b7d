"""Nothing of ours stays in Saleor's own tables, and nothing of others goes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from saleor.app.models import App
from saleor.core.db.connection import allow_writer
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID

from ..shop.rows import make_app


@pytest.fixture
def _leftovers(db):
    """What an installed package leaves, beside the same things of others."""
    every_minute = IntervalSchedule.objects.create(every=1, period="minutes")
    for name, task in (
        ("saleor-crm-sweep", "saleor_crm_plugin.observation.sweep"),
        ("saleor-crm-proof", "saleor_crm_plugin.observation.prove"),
        ("other", "saleor_crm_plugins_namesake.sweep"),
    ):
        PeriodicTask.objects.create(name=name, task=task, interval=every_minute)
    make_app(name="CRM", identifier=PLUGIN_ID)
    make_app(name="Till", identifier="till")
    for identifier in (PLUGIN_ID, "saleor.crm.other"):
        PluginConfiguration.objects.create(
            identifier=identifier, name=identifier, active=True
        )


def left():
    return {
        "tasks": set(PeriodicTask.objects.values_list("name", flat=True)),
        "apps": set(App.objects.values_list("identifier", flat=True)),
        "plugins": set(
            PluginConfiguration.objects.values_list("identifier", flat=True)
        ),
    }


def uninstall(*arguments):
    said = StringIO()
    with allow_writer():
        call_command("crm_uninstall", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("_leftovers")
def test_only_our_rows_go_and_a_second_run_finds_none():
    said = uninstall()

    assert "Removed 2 periodic tasks, 1 Dashboard apps and 1 plugin settings." in said
    assert left() == {
        "tasks": {"other"},
        "apps": {"till"},
        "plugins": {"saleor.crm.other"},
    }
    assert (
        "Removed 0 periodic tasks, 0 Dashboard apps and 0 plugin settings."
        in uninstall()
    )


@pytest.mark.usefixtures("_leftovers")
def test_a_dry_run_only_says_what_would_go():
    before = left()

    said = uninstall("--dry-run")

    assert said == (
        "Would remove 2 periodic tasks, 1 Dashboard apps and 1 plugin settings.\n"
    )
    assert left() == before
