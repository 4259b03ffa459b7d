"""What a Saleor plugin is made of."""

from saleor.plugins.base_plugin import BasePlugin

__all__ = ["BasePlugin"]
