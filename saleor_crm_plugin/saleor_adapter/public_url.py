"""Where the outside world reaches the shop and the pages that the plugin serves itself."""

from functools import lru_cache

from saleor.core.utils import build_absolute_uri, get_public_url

from .plugin_state import PLUGIN_ID

__all__ = ["build_absolute_uri", "plugin_url"]


def plugin_url(path: str) -> str:
    """Return the absolute address of one of our pages; `path` is without a leading slash.

    Built on the shop's PUBLIC_URL, else on the domain of its site; `path` is plain ASCII.
    """
    return _root(get_public_url()) + path


# A letter has several links, and the shop's address hardly ever changes.
@lru_cache(maxsize=8)
def _root(public_url: str) -> str:
    """Return what all our addresses begin with; the argument tells when it is another."""
    return build_absolute_uri(f"/plugins/{PLUGIN_ID}/")
