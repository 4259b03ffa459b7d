"""Where the shop's staff reach our pages."""

from ..saleor_adapter.public_url import plugin_url
from .mounts import Mount, Target

# Below it all pages stand; the build is told the same in `dashboard_extension/vite.config.ts`.
BASE = "dashboard"
MANIFEST = "manifest"
TOKEN = "manifest/token"  # noqa: S105 a path


def app_url() -> str:
    """Return the address of the pages, without a slash: the Dashboard puts a path behind it."""
    return plugin_url(BASE)


def url_of(mount: Mount) -> str:
    """Return what Saleor stores for a mount.

    Only pages may be told by their path: Saleor joins a popup's with the wrong part of the app's
    address, and a widget's with none.
    """
    if mount.target == Target.PAGE:
        return mount.path
    return app_url() + mount.path
