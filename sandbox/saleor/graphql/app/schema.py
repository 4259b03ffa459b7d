"""What may be asked of apps."""

import graphene

from ...app import models
from ...core.exceptions import PermissionDenied
from ...permission.auth_filters import AuthorizationFilters
from ...permission.enums import AppPermission
from ..core.connection import create_connection_slice
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_APPS
from ..core.fields import ConnectionField, PermissionsField
from ..core.utils import from_global_id_or_error
from ..utils import get_user_or_app_from_context
from .extensions import (
    AppExtension,
    AppExtensionCountableConnection,
    extensions_of_active_apps,
)
from .types import App, AppCountableConnection

STAFF_AND_APPS = [
    AuthorizationFilters.AUTHENTICATED_STAFF_USER,
    AuthorizationFilters.AUTHENTICATED_APP,
]
READERS = [AuthorizationFilters.AUTHENTICATED_STAFF_USER, AppPermission.MANAGE_APPS]


class AppQueries(graphene.ObjectType):
    apps = ConnectionField(
        AppCountableConnection,
        description="The installed apps.",
        permissions=READERS,
        doc_category=DOC_CATEGORY_APPS,
    )
    app = PermissionsField(
        App,
        id=graphene.Argument(
            graphene.ID, description="ID of the app; by default the one that asks."
        ),
        description="One app.",
        permissions=[AuthorizationFilters.AUTHENTICATED_APP, *READERS],
        doc_category=DOC_CATEGORY_APPS,
    )
    app_extensions = ConnectionField(
        AppExtensionCountableConnection,
        description="What the active apps show in the Dashboard.",
        permissions=STAFF_AND_APPS,
        doc_category=DOC_CATEGORY_APPS,
    )
    app_extension = PermissionsField(
        AppExtension,
        id=graphene.Argument(graphene.ID, required=True, description="ID of it."),
        description="One extension of an active app.",
        permissions=STAFF_AND_APPS,
        doc_category=DOC_CATEGORY_APPS,
    )

    @staticmethod
    def resolve_app_extensions(_root, info, **kwargs):
        return create_connection_slice(
            extensions_of_active_apps(info),
            info,
            kwargs,
            AppExtensionCountableConnection,
        )

    @staticmethod
    def resolve_app_extension(_root, info, *, id):
        _, pk = from_global_id_or_error(id, AppExtension)
        return extensions_of_active_apps(info).filter(pk=pk).first()

    @staticmethod
    def resolve_apps(_root, info, **kwargs):
        apps = models.App.objects.using(get_database_connection_name(info.context))
        shown = apps.filter(is_installed=True, removed_at__isnull=True)
        return create_connection_slice(shown, info, kwargs, AppCountableConnection)

    @staticmethod
    def resolve_app(_root, info, *, id=None):
        asking = info.context.app
        pk = from_global_id_or_error(id, App)[1] if id else asking and asking.pk
        if asking and str(asking.pk) == str(pk):
            return asking
        requestor = get_user_or_app_from_context(info.context)
        if asking and not requestor.has_perm(AppPermission.MANAGE_APPS):
            raise PermissionDenied(permissions=[AppPermission.MANAGE_APPS])
        apps = models.App.objects.using(get_database_connection_name(info.context))
        return apps.filter(pk=pk, is_installed=True, removed_at__isnull=True).first()
