"""Where the outside world reaches the shop and the pages that the plugin serves itself."""

from saleor.core.utils import build_absolute_uri

from .plugin_state import PLUGIN_ID

__all__ = ["build_absolute_uri", "plugin_url"]


def plugin_url(path: str) -> str:
    """Return the absolute address of one of our pages; `path` is without a leading slash.

    Built on the shop's PUBLIC_URL, else on the domain of its site.
    """
    return build_absolute_uri(f"/plugins/{PLUGIN_ID}/{path}")
