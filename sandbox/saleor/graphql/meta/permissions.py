"""Who may read and change metadata, by the kind of object."""

from ...core.exceptions import PermissionDenied
from ...permission.enums import (
    AccountPermissions,
    AppPermission,
    ChannelPermissions,
    CheckoutPermissions,
    OrderPermissions,
    ProductPermissions,
)
from ...permission.utils import one_of_permissions_or_auth_filter_required

PRIVATE_META_PERMISSION_MAP = {
    "App": [AppPermission.MANAGE_APPS],
    "Channel": [ChannelPermissions.MANAGE_CHANNELS],
    "Checkout": [CheckoutPermissions.MANAGE_CHECKOUTS],
    "Order": [OrderPermissions.MANAGE_ORDERS],
    "Product": [ProductPermissions.MANAGE_PRODUCTS],
    "ProductVariant": [ProductPermissions.MANAGE_PRODUCTS],
}


def permissions_of(node):
    """Return the permissions that private metadata of this object needs."""
    name = type(node).__name__
    if name == "User":
        return [
            AccountPermissions.MANAGE_STAFF
            if node.is_staff
            else AccountPermissions.MANAGE_USERS
        ]
    return PRIVATE_META_PERMISSION_MAP[name]


def check_private_metadata_privilege(node, info):
    permissions = permissions_of(node)
    if not one_of_permissions_or_auth_filter_required(info.context, permissions):
        raise PermissionDenied(permissions=permissions)
