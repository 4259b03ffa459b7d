"""Imports every plugin at start-up, so that a broken one is seen at once."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


class PluginConfig(AppConfig):
    name = "saleor.plugins"
    verbose_name = "Plugins"

    def ready(self) -> None:
        for path in getattr(settings, "PLUGINS", []):
            self.load_and_check_plugin(path)

    def load_and_check_plugin(self, plugin_path: str) -> None:
        """Refuse a plugin that cannot be imported or has no id."""
        if not getattr(import_string(plugin_path), "PLUGIN_ID", None):
            raise ImproperlyConfigured(f"The plugin {plugin_path} has no PLUGIN_ID.")
