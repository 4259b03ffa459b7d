"""Apps."""

import graphene
from graphene import relay

from ...app import models
from ...app.types import AppType
from ...core.jwt import create_access_token_for_app
from ..core.connection import CountableConnection
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_APPS
from ..core.enums import str_to_enum
from ..core.federation import federated_entity, resolve_federation_references
from ..core.scalars import DateTime
from ..core.types import ModelObjectType, NonNullList, Permission
from ..meta.types import ObjectWithMetadata
from ..utils import format_permissions_for_display, get_user_or_app_from_context
from .extensions import AppExtension, extensions_of_active_apps

AppTypeEnum = graphene.Enum(
    "AppTypeEnum",
    [(str_to_enum(code), code) for code in (AppType.LOCAL, AppType.THIRDPARTY)],
)
AppTypeEnum.doc_category = DOC_CATEGORY_APPS


@federated_entity("id")
class App(ModelObjectType[models.App]):
    id = graphene.GlobalID(required=True, description="The ID of the app.")
    identifier = graphene.String(description="The app's own name for itself.")
    name = graphene.String(description="Name of the app.")
    created = DateTime(description="When the app was added.")
    is_active = graphene.Boolean(description="May the app act?")
    permissions = NonNullList(Permission, description="What the app may do.")
    type = AppTypeEnum(description="Local or of a third party.")
    version = graphene.String(description="Version of the app.")
    app_url = graphene.String(description="Where the app's pages are.")
    manifest_url = graphene.String(description="Where the app's manifest is.")
    extensions = NonNullList(
        AppExtension, required=True, description="What it shows in the Dashboard."
    )
    access_token = graphene.String(
        description="Token that the app's page acts with, for the one who asks."
    )

    class Meta:
        description = "A program that uses the shop."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.App

    @staticmethod
    def resolve_created(root, _info):
        return root.created_at

    @staticmethod
    def resolve_permissions(root, info):
        rows = root.permissions.using(get_database_connection_name(info.context))
        return format_permissions_for_display(rows.order_by("codename"))

    @staticmethod
    def resolve_extensions(root, info):
        return extensions_of_active_apps(info).filter(app=root)

    @staticmethod
    def resolve_access_token(root, info):
        """Return a token of a third party's app for staff; nothing for anybody else."""
        user = info.context.user
        if root.type != AppType.THIRDPARTY or not (user and user.is_staff):
            return None
        connection = get_database_connection_name(info.context)
        return create_access_token_for_app(root, user, connection)

    @staticmethod
    def __resolve_references(roots, info):
        from ...permission.enums import AppPermission

        requestor = get_user_or_app_from_context(info.context)
        apps = models.App.objects.using(get_database_connection_name(info.context))
        if requestor and requestor.has_perm(AppPermission.MANAGE_APPS):
            return resolve_federation_references(App, roots, apps)
        own = info.context.app.pk if info.context.app else None
        return resolve_federation_references(App, roots, apps.filter(pk=own))


class AppCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_APPS
        node = App
