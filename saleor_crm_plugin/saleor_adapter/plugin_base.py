"""What a Saleor plugin is made of."""

from saleor.plugins.base_plugin import BasePlugin, ConfigurationTypeField

__all__ = ["BasePlugin", "ConfigurationTypeField"]
