"""Register our pages with the Dashboard: one app, and a row for each place where a page stands."""

from collections.abc import Sequence

from django.db import transaction

from ... import __version__
from ...saleor_adapter.dashboard_app import AppRow, Kept, MountRow, keep_app
from ...saleor_adapter.plugin_state import (
    DASHBOARD_LANGUAGE,
    DASHBOARD_ORIGINS,
    PLUGIN_ID,
    PLUGIN_NAME,
    dashboard_settings,
    keep_settings,
)
from ..addresses import app_url, url_of
from ..manifest import ABOUT, AUTHOR
from ..mounts import MOUNTS, PERMISSIONS, Mount
from ..policies.origins import parse_origins, usable_origins


@transaction.atomic
def install_dashboard(
    *, language: str | None = None, origins: Sequence[str] = ()
) -> Kept:
    """Make the shop's rows for our pages as they should be, all in one transaction; idempotent.

    `origins` are added to those that may frame our pages; `language` names the menus from now on.
    What is not given stays as it was set. Raises InvalidOrigin, and AddressTooLong where the
    shop's public address leaves no room; then nothing has changed.
    """
    _keep(language, origins)
    return keep_app(app_row(dashboard_settings().language))


def app_row(language: str) -> AppRow:
    """Return our app with all its mounts as this version wants them, named in a language."""
    return AppRow(
        identifier=PLUGIN_ID,
        name=PLUGIN_NAME,
        about=ABOUT,
        author=AUTHOR,
        version=__version__,
        url=app_url(),
        permissions=PERMISSIONS,
        mounts=tuple(_mount_row(mount, language) for mount in MOUNTS),
    )


def _mount_row(mount: Mount, language: str) -> MountRow:
    return MountRow(
        identifier=mount.identifier,
        label=mount.label(language),
        place=mount.place,
        target=mount.target.value,
        url=url_of(mount),
        permissions=mount.permissions,
        options=mount.options,
    )


def _keep(language: str | None, origins: Sequence[str]) -> None:
    values = {}
    if language is not None:
        values[DASHBOARD_LANGUAGE] = language
    if origins:
        known = usable_origins(dashboard_settings().origins)
        values[DASHBOARD_ORIGINS] = " ".join(
            parse_origins(" ".join([*known, *origins]))
        )
    if values:
        keep_settings(values)
