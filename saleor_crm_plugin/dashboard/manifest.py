"""Who we are, in the form in which Saleor installs an app by the address of its manifest."""

from typing import Any

from .. import __version__
from ..saleor_adapter.dashboard_app import is_known_place
from ..saleor_adapter.plugin_state import PLUGIN_ID, PLUGIN_NAME, dashboard_settings
from ..saleor_adapter.public_url import plugin_url
from .addresses import TOKEN, app_url, url_of
from .mounts import MOUNTS, PERMISSIONS, Mount

ABOUT = (
    "Customer profiles, segments, campaigns, journeys and loyalty points, "
    "kept in the shop's own database."
)
AUTHOR = "saleor-crm-plugin"


def manifest() -> dict[str, Any]:
    """Return the manifest for this shop: only the places that its Saleor knows."""
    language = dashboard_settings().language
    return {
        "id": PLUGIN_ID,
        "version": __version__,
        "name": PLUGIN_NAME,
        "about": ABOUT,
        "author": AUTHOR,
        "appUrl": app_url(),
        # Saleor before 3.23 installs nothing without one.
        "tokenTargetUrl": plugin_url(TOKEN),
        "requiredSaleorVersion": ">=3.21 <3.24",
        "permissions": [_permission(one) for one in PERMISSIONS],
        "extensions": [
            _extension(mount, language)
            for mount in MOUNTS
            if is_known_place(mount.place, mount.target)
        ],
        "webhooks": [],
    }


def _extension(mount: Mount, language: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "identifier": mount.identifier,
        "label": mount.label(language),
        "mount": mount.place.upper(),
        "target": mount.target.upper(),
        "url": url_of(mount),
        "permissions": [_permission(one) for one in mount.permissions],
    }
    if mount.options:
        described["options"] = mount.options
    return described


def _permission(name: str) -> str:
    return name.rpartition(".")[2].upper()
