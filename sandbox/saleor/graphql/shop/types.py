"""The shop itself."""

import graphene

from ... import __version__
from ...core.utils import build_absolute_uri, get_domain
from ...permission.auth_filters import AuthorizationFilters
from ..core.doc_category import DOC_CATEGORY_SHOP
from ..core.fields import PermissionsField
from ..core.types import BaseObjectType, NonNullList, Permission
from ..site.dataloaders import load_site_callback
from ..utils import format_permissions_for_display


class Domain(graphene.ObjectType):
    host = graphene.String(required=True, description="Host of the shop.")
    url = graphene.String(required=True, description="Address of the shop.")

    class Meta:
        description = "Where the shop is."


class Shop(BaseObjectType):
    name = graphene.String(required=True, description="Name of the shop.")
    description = graphene.String(description="Description of the shop.")
    domain = graphene.Field(Domain, required=True, description="Where the shop is.")
    permissions = NonNullList(Permission, required=True, description="All permissions.")
    version = PermissionsField(
        graphene.String,
        required=True,
        description="Version of the shop's software.",
        permissions=[
            AuthorizationFilters.AUTHENTICATED_STAFF_USER,
            AuthorizationFilters.AUTHENTICATED_APP,
        ],
    )

    class Meta:
        description = "The shop and its settings."
        doc_category = DOC_CATEGORY_SHOP

    @staticmethod
    @load_site_callback
    def resolve_name(_root, _info, site):
        return site.name

    @staticmethod
    @load_site_callback
    def resolve_description(_root, _info, site):
        return site.settings.description

    @staticmethod
    @load_site_callback
    def resolve_domain(_root, _info, site):
        host = get_domain(site)
        return Domain(host=host, url=build_absolute_uri("/", domain=host))

    @staticmethod
    def resolve_permissions(_root, info):
        from ...permission.enums import get_permissions
        from ..core.context import get_database_connection_name

        rows = get_permissions(
            database_connection_name=get_database_connection_name(info.context)
        )
        return format_permissions_for_display(rows)

    @staticmethod
    def resolve_version(_root, _info):
        return __version__
