"""Extensions of apps: the pages, widgets and popups that they show in the Dashboard."""

from urllib.parse import urljoin, urlparse

import graphene
from graphene import relay

from ..._contract import contract
from ...app import models
from ...core.exceptions import PermissionDenied
from ...core.jwt import create_access_token_for_app_extension
from ...permission.auth_filters import AuthorizationFilters, is_staff_user
from ...permission.enums import AppPermission
from ..core.connection import CountableConnection
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_APPS
from ..core.scalars import JSON
from ..core.types import ModelObjectType, NonNullList, Permission
from ..utils import format_permissions_for_display

POPUP = "popup"
# Names as plain text, and settings, came with 3.22; identifiers with 3.23.
_NEWER = {
    "mount_name": graphene.String(required=True, description="Where it is shown."),
    "target_name": graphene.String(required=True, description="How it is shown."),
    "settings": graphene.Field(JSON, required=True, description="How it is loaded."),
    "identifier": graphene.String(description="The app's own name for it."),
}
# Names as members of an enum went with 3.23.
_OLDER = {
    "mount": "AppExtensionMountEnum",
    "target": "AppExtensionTargetEnum",
}
_RECORDED = contract()["graphql"]["AppExtension"]


def _is_recorded(name):
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others) in _RECORDED


def _member_of(name):
    """Return a field of the recorded enum; rows hold its members in lower case."""
    members = contract()["graphql"][f"enum:{name}"]
    enum = graphene.Enum(name, [(member, member.lower()) for member in members])
    enum.doc_category = DOC_CATEGORY_APPS
    return graphene.Field(enum, required=True, description="Its place or its form.")


_Names = type(
    "_Names",
    (),
    {name: field for name, field in _NEWER.items() if _is_recorded(name)}
    | {name: _member_of(enum) for name, enum in _OLDER.items() if _is_recorded(name)},
)


class AppExtension(_Names, ModelObjectType[models.AppExtension]):
    id = graphene.GlobalID(required=True, description="The ID of the app extension.")
    label = graphene.String(required=True, description="What the Dashboard calls it.")
    url = graphene.String(required=True, description="The page that it shows.")
    permissions = NonNullList(
        Permission, required=True, description="What its user needs."
    )
    app = graphene.Field(
        "saleor.graphql.app.types.App", required=True, description="Whose it is."
    )
    access_token = graphene.String(
        description="Token that the page acts with, for the one who asks."
    )

    class Meta:
        description = "What an app shows in the Dashboard."
        interfaces = [relay.Node]
        model = models.AppExtension

    @staticmethod
    def resolve_url(root, _info):
        """Return the address; a popup's relative one is joined to the app's.

        Joined like this it loses the last part of the app's path: as in the real shop.
        """
        if not (root.url.startswith("/") and root.app.app_url and root.target == POPUP):
            return root.url
        parsed = urlparse(root.app.app_url)
        return parsed._replace(path=urljoin(parsed.path, root.url[1:])).geturl()

    @staticmethod
    def resolve_mount_name(root, _info):
        return root.mount.upper()

    @staticmethod
    def resolve_target_name(root, _info):
        return root.target.upper()

    @staticmethod
    def resolve_permissions(root, _info):
        return format_permissions_for_display(root.permissions.order_by("codename"))

    @staticmethod
    def resolve_app(root, info):
        asking = info.context.app
        if (asking and asking.pk == root.app_id) or (
            not asking and is_staff_user(info.context)
        ):
            return root.app
        raise PermissionDenied(
            permissions=[AppPermission.MANAGE_APPS, AuthorizationFilters.OWNER]
        )

    @staticmethod
    def resolve_access_token(root, info):
        """Return a token, or nothing to someone who lacks one of the permissions."""
        user = info.context.user
        if not user:
            return None
        connection = get_database_connection_name(info.context)
        needed = root.permissions.using(connection).all()
        held = user.effective_permissions.using(connection)
        if needed and not set(needed) <= set(held):
            return None
        return create_access_token_for_app_extension(
            root, needed, user, root.app, connection
        )


class AppExtensionCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_APPS
        node = AppExtension


def extensions_of_active_apps(info):
    """Return the extensions that the Dashboard may show."""
    rows = models.AppExtension.objects.using(get_database_connection_name(info.context))
    shown = rows.filter(app__is_active=True, app__removed_at__isnull=True)
    return shown.select_related("app")
