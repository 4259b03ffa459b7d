"""Whether the merchant has the plugin switched on, and what they have set in its configuration."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from saleor.plugins.models import PluginConfiguration

PLUGIN_ID = "saleor.crm"
PLUGIN_NAME = "CRM"
# The names of the settings, as Saleor stores and shows them.
DASHBOARD_ORIGINS = "dashboardOrigins"
DASHBOARD_LANGUAGE = "dashboardLanguage"


@dataclass(frozen=True, kw_only=True, slots=True)
class DashboardSettings:
    """Which sites may frame our pages, as text, and the language of our names in menus."""

    origins: str = ""
    language: str = ""


def is_active(*, using: str = "default") -> bool:
    """Return whether the plugin is on; on where nobody has ever configured it. One query."""
    stored = _rows(using).values_list("active", flat=True).first()
    return True if stored is None else stored


def dashboard_settings(*, using: str = "default") -> DashboardSettings:
    """Return what is set about our pages; empty texts for what is not. One query."""
    stored = _rows(using).values_list("configuration", flat=True).first()
    values = {one.get("name"): str(one.get("value") or "") for one in stored or []}
    return DashboardSettings(
        origins=values.get(DASHBOARD_ORIGINS, ""),
        language=values.get(DASHBOARD_LANGUAGE, ""),
    )


@transaction.atomic
def keep_settings(values: Mapping[str, str]) -> None:
    """Set some of the plugin's settings, and leave the others and whether it is on as they are.

    Locks the plugin's row; makes it, switched on, where nobody has configured the plugin.
    """
    row = _locked()
    others = [one for one in row.configuration or [] if one.get("name") not in values]
    row.configuration = [
        *others,
        *({"name": name, "value": value} for name, value in values.items()),
    ]
    row.save()


def lock_settings() -> int:
    """Lock the plugin's row, made if missing, for the caller's transaction; return its id."""
    row = _locked()
    if row.pk is None:
        row.save()
    return row.pk


def _locked() -> PluginConfiguration:
    found = _rows("default").select_for_update().first()
    return found or PluginConfiguration(
        identifier=PLUGIN_ID, name=PLUGIN_NAME, active=True, configuration=[]
    )


def _rows(using: str):
    return PluginConfiguration.objects.using(using).filter(
        identifier=PLUGIN_ID, channel__isnull=True
    )
