"""Removes what would outlive the package in Saleor's tables."""

from dataclasses import dataclass

from django.db import transaction
from django_celery_beat.models import PeriodicTask
from saleor.app.models import App
from saleor.plugins.models import PluginConfiguration

from .plugin_state import PLUGIN_ID

TASK_PREFIX = "saleor_crm_plugin."


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftovers:
    """How many rows of ours are in Saleor's own tables."""

    periodic_tasks: int
    apps: int
    plugin_configurations: int


def count_leftovers() -> Leftovers:
    """Return what `remove_leftovers` would delete."""
    return Leftovers(
        periodic_tasks=_periodic_tasks().count(),
        apps=_apps().count(),
        plugin_configurations=_configurations().count(),
    )


@transaction.atomic
def remove_leftovers() -> Leftovers:
    """Delete beat's rows for our tasks, our Dashboard app and our plugin settings; idempotent.

    Beat would go on sending tasks that no worker knows, and the Dashboard would show an app that
    does not answer.
    """
    found = count_leftovers()
    _periodic_tasks().delete()
    _apps().delete()
    _configurations().delete()
    return found


def _periodic_tasks():
    return PeriodicTask.objects.filter(task__startswith=TASK_PREFIX)


def _apps():
    return App.objects.filter(identifier=PLUGIN_ID)


def _configurations():
    return PluginConfiguration.objects.filter(identifier=PLUGIN_ID)
