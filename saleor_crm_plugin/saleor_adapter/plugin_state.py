"""Whether the merchant has the plugin switched on."""

from saleor.plugins.models import PluginConfiguration

PLUGIN_ID = "saleor.crm"


def is_active(*, using: str = "default") -> bool:
    """Return whether the plugin is on; on where nobody has ever configured it. One query."""
    stored = (
        PluginConfiguration.objects.using(using)
        .filter(identifier=PLUGIN_ID, channel__isnull=True)
        .values_list("active", flat=True)
        .first()
    )
    return True if stored is None else stored
