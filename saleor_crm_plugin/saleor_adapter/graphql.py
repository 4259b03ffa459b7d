"""Everything that we take from Saleor's GraphQL layer, by name.

Imported only while Saleor builds its API, never by models, tasks or the plugin.
"""

from saleor.core.exceptions import PermissionDenied
from saleor.graphql.account.types import User
from saleor.graphql.core import ResolveInfo
from saleor.graphql.core.connection import (
    NonNullConnection,
)
from saleor.graphql.core.context import get_database_connection_name
from saleor.graphql.core.dataloaders import DataLoader
from saleor.graphql.core.fields import BaseField, ConnectionField, PermissionsField
from saleor.graphql.core.mutations import BaseMutation
from saleor.graphql.core.scalars import JSON, Date, DateTime, Decimal, PositiveDecimal
from saleor.graphql.core.types import (
    BaseInputObjectType,
    BaseObjectType,
    NonNullList,
)
from saleor.graphql.core.types.common import Error
from saleor.graphql.order.types import Order
from saleor.graphql.query_cost_map import COST_MAP
from saleor.graphql.utils import get_user_or_app_from_context
from saleor.permission.auth_filters import AuthorizationFilters
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    OrderPermissions,
    PluginsPermissions,
)
from saleor.permission.utils import has_one_of_permissions

__all__ = [
    "COST_MAP",
    "JSON",
    "AccountPermissions",
    "AuthorizationFilters",
    "BaseField",
    "BaseInputObjectType",
    "BaseMutation",
    "BaseObjectType",
    "ConnectionField",
    "DataLoader",
    "Date",
    "DateTime",
    "Decimal",
    "DiscountPermissions",
    "Error",
    "NonNullConnection",
    "NonNullList",
    "Order",
    "OrderPermissions",
    "PermissionDenied",
    "PermissionsField",
    "PluginsPermissions",
    "PositiveDecimal",
    "ResolveInfo",
    "User",
    "get_database_connection_name",
    "get_user_or_app_from_context",
    "has_one_of_permissions",
]
